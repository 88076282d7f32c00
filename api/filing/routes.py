"""`PUT /uploads/{token}`, `GET /files/{id}` and `GET /documents/{id}.pdf` and `.html`.

Who asks, and how failures are told, is as at `/graphql`. What is given out is asked of the database
by the caller at that moment; what is not the caller's is not there.
"""

from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import quote

import orjson
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.routing import BaseRoute, Route

from api.exchange import answered, told
from api.filing.keeping import Filing
from api.filing.ranges import wanted
from api.filing.receiving import Receiving
from api.services import Services
from auth.callers import Caller
from auth.database import Database
from models.failures import NotFound
from schema.entities import registry
from schema.filing import DOCUMENTS, FILES, UPLOADS
from schema.ids import decode_id, encode_id

__all__ = ["routes"]

ABSENT: Final = "There is no such file, or you may not see it."
CLOSED: Final = "default-src 'none'; frame-ancestors 'none'"
USUAL: Final = {
    "accept-ranges": "bytes",
    "cache-control": "private, no-cache",
    "vary": "authorization",
    "x-content-type-options": "nosniff",
    "cross-origin-resource-policy": "same-origin",
}
"""A file is its caller's own, and is asked for anew: a slice can end at any time."""

FILE: Final = """
SELECT json_build_object(
    'file_name', file_name, 'media_type', media_type, 'bytes', bytes, 'sha256', sha256
)
FROM evidence_file WHERE district_id = $1 AND id = $2
"""
DOCUMENT: Final = """
SELECT json_build_object('title', title, 'sha256', {name}_sha256, 'content', encode({name}, 'hex'))
FROM frozen_document WHERE district_id = $1 AND id = $2
"""
KINDS: Final = {
    "html": ("text/html; charset=utf-8", f"{CLOSED}; style-src 'unsafe-inline'; sandbox"),
    "pdf": ("application/pdf", CLOSED),
}
"""The types of documents, and what a browser lets each of them do: a sandbox shows no PDF."""


Read = Callable[[int, int], Awaitable[AsyncIterator[bytes]]]
"""Gives the bytes from a place to before another; raises a Fault before the first of them."""


@dataclass(frozen=True, slots=True)
class Content:
    """What is given out: its headers, how long it is, and its digest."""

    headers: Mapping[str, str]
    bytes: int
    sha256: str


def routes() -> list[BaseRoute]:
    """The ways in and out."""
    receiving = Receiving.begin()

    async def take(request: Request, database: Database, _caller: Caller) -> Response:
        return await take_file(request, database, receiving)

    return [
        Route(f"/{UPLOADS}/{{token}}", answered(take), methods=["PUT"]),
        Route(f"/{FILES}/{{id}}", answered(give_file)),
        Route(f"/{DOCUMENTS}/{{name}}", answered(give_document)),
    ]


async def take_file(request: Request, database: Database, receiving: Receiving) -> Response:
    """Take in what a signed address was made for: 201, or 200 where it is there already."""
    filing = _filing(request)
    upload, caller = filing.uploads.read(request.path_params["token"])
    is_new = await receiving.receive(request, upload, caller, database, filing)
    name = encode_id(registry["EvidenceFile"], upload.district, upload.file)
    body = {"id": name, "url": f"{FILES}/{name}"}
    return told(201 if is_new else 200, orjson.dumps(body))


async def give_file(request: Request, database: Database, caller: Caller) -> Response:
    """A file of evidence, or a part of it, to be saved and not to be shown."""
    district, file = decode_id(request.path_params["id"], registry["EvidenceFile"])
    async with database.read(caller) as transaction:
        row = _found(await transaction.value(FILE, (district, file)))
    kind = row["media_type"]
    headers = {
        "content-type": f"{kind}; charset=utf-8" if kind.startswith("text/") else kind,
        "content-disposition": _disposition("attachment", row["file_name"]),
        "content-security-policy": f"{CLOSED}; sandbox",
    }
    store = _filing(request).store

    async def read(start: int, end: int) -> AsyncIterator[bytes]:
        return await store.read(district, file, start, end)

    return await given(request, Content(headers, row["bytes"], row["sha256"]), read)


async def give_document(request: Request, database: Database, caller: Caller) -> Response:
    """A frozen document, as a page of HTML or as PDF."""
    name, _, ending = request.path_params["name"].rpartition(".")
    if ending not in KINDS:
        raise NotFound(ABSENT)
    key = decode_id(name, registry["FrozenDocument"])
    async with database.read(caller) as transaction:
        row = _found(await transaction.value(DOCUMENT.format(name=ending), key))
    content = bytes.fromhex(row["content"])
    kind, policy = KINDS[ending]
    headers = {
        "content-type": kind,
        "content-disposition": _disposition("inline", f"{row['title']}.{ending}"),
        "content-security-policy": policy,
    }

    async def read(start: int, end: int) -> AsyncIterator[bytes]:
        return _once(content[start:end])

    return await given(request, Content(headers, len(content), row["sha256"]), read)


async def given(request: Request, content: Content, read: Read) -> Response:
    """The content, the part of it that is asked for, or that the client's is still the one."""
    tag = f'"{content.sha256}"'
    headers = {**USUAL, **content.headers, "etag": tag}
    if tag in request.headers.get("if-none-match", ""):
        kept = {name: headers[name] for name in ("cache-control", "etag", "vary")}
        return Response(status_code=304, headers={**USUAL, **kept})
    part = wanted(request.headers, content.bytes, tag)
    if part is None:
        absent = {**USUAL, "content-range": f"bytes */{content.bytes}"}
        return Response(status_code=416, headers=absent)
    status = 200 if part.is_whole else 206
    headers |= part.headers()
    if request.method == "HEAD":
        return Response(status_code=status, headers=headers)
    return StreamingResponse(await read(part.start, part.end), status, headers)


def _filing(request: Request) -> Filing:
    services: Services = request.app.state.services
    return services.filing


def _found(row: bytes | None) -> Any:
    if row is None:
        raise NotFound(ABSENT)
    return orjson.loads(row)


async def _once(content: bytes) -> AsyncIterator[bytes]:
    yield content


def _disposition(how: str, name: str) -> str:
    """By RFC 6266; what an old client can't read, it sees as a plain name."""
    plain = "".join(letter if letter.isascii() and letter.isalnum() else "-" for letter in name)
    stem, _, ending = plain.rpartition("-")
    simple = f"{stem.strip('-') or 'file'}.{ending}"
    return f"{how}; filename=\"{simple}\"; filename*=UTF-8''{quote(name, safe='')}"
