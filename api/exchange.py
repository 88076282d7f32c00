"""Studies as REFI-QDA files over HTTP: `/studies/{study}/qdpx` and its like.

Who asks, what they may and how failures are told is as at `/graphql`. A body is read only once its
sender may write to the study, and no further than it may be long.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Iterator, Mapping
from tempfile import SpooledTemporaryFile
from typing import IO, Any, Final
from urllib.parse import quote
from uuid import UUID

import orjson
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response, StreamingResponse
from starlette.routing import BaseRoute, Route

from api.graphql import identified, too_large
from api.requests import Rejected, bad_request, error_body
from api.services import Services
from api.settings import Settings
from auth.callers import Caller
from auth.database import Database
from models.failures import ErrorCode, Failure, Fault, RateLimited
from schema.entities import registry
from schema.ids import decode_id, encode_id
from seeds.refi_qda.codebook import MOST_BYTES, read_codebook
from seeds.refi_qda.exporting import export_study
from seeds.refi_qda.importing import Imported, Wishes, import_project, refuse_strangers
from seeds.refi_qda.project import Project
from seeds.refi_qda.reader import read_project
from seeds.refi_qda.telling import Telling
from seeds.refi_qda.writer import write_project

__all__ = ["answered", "failed", "routes", "told"]

AT_ONCE: Final = 2
IN_MEMORY: Final = 1_000_000
CHUNK: Final = 64 * 1024
MOST_TOLD: Final = 1_000
LONGEST_NAME: Final = 200
ZIP: Final = frozenset(
    {"application/octet-stream", "application/x-zip-compressed", "application/zip"}
)
XML: Final = frozenset({"application/octet-stream", "application/xml", "text/xml"})
NO_STORE: Final = {"cache-control": "no-store", "vary": "authorization"}
MASKED: Final = "The server failed."
STATUS: Final[Mapping[ErrorCode, int]] = {
    ErrorCode.BAD_USER_INPUT: 400,
    ErrorCode.FORBIDDEN: 403,
    ErrorCode.NOT_FOUND: 404,
    ErrorCode.CONFLICT: 409,
    ErrorCode.COST_LIMIT_EXCEEDED: 413,
    ErrorCode.RATE_LIMITED: 429,
    ErrorCode.INTERNAL: 500,
    ErrorCode.TIMEOUT: 503,
}

log = logging.getLogger(__name__)

Answer = Callable[[Request, Database, Caller], Awaitable[Response]]
Read = Callable[[IO[bytes], Telling], Project]


def routes(settings: Settings) -> list[BaseRoute]:
    """The ways in and out."""
    exchange = Exchange(settings.max_import_bytes)
    return [
        Route("/studies/qdpx", answered(exchange.add_project), methods=["POST"]),
        Route("/studies/{study}/qdpx", answered(exchange.qdpx), methods=["GET", "POST"]),
        Route("/studies/{study}/qdc", answered(exchange.add_codebook), methods=["POST"]),
    ]


def answered(answer: Answer) -> Callable[[Request], Awaitable[Response]]:
    """An endpoint that knows who asks, and tells failures as `/graphql` does."""

    async def endpoint(request: Request) -> Response:
        services: Services = request.app.state.services
        try:
            return await answer(request, services.database, await caller_of(request, services))
        except (Rejected, Failure) as failure:
            return failed(failure)

    return endpoint


def failed(failure: Rejected | Failure) -> Response:
    """How a failure is told; one of ours is logged and masked."""
    if isinstance(failure, Rejected):
        headers = {name.decode(): value.decode() for name, value in failure.headers}
        return told(failure.status, failure.body, headers)
    if isinstance(failure, RateLimited):
        later = {"retry-after": str(failure.retry_after)}
        return told(STATUS[failure.code], error_body(failure.code, failure.message), later)
    if isinstance(failure, Fault):
        log.error("an exchange failed", exc_info=failure)
        is_slow = failure.code is ErrorCode.TIMEOUT
        body = error_body(failure.code, failure.message if is_slow else MASKED)
        return told(STATUS[failure.code], body)
    return told(STATUS[failure.code], error_body(failure.code, failure.message))


async def caller_of(request: Request, services: Services) -> Caller:
    """Who asks; the public may only read."""
    authorization = request.headers.get("authorization")
    sent = None if authorization is None else authorization.encode("latin-1")
    caller = await identified(services, sent)
    if caller.is_public and request.method == "POST":
        message, challenge = "Not authenticated: an import is somebody's.", b"Bearer"
        header = (b"www-authenticate", challenge)
        raise Rejected(401, message, header, code=ErrorCode.UNAUTHENTICATED)
    return caller


def told(status: int, body: bytes, headers: Mapping[str, str] = NO_STORE) -> Response:
    """An answer in JSON that no cache keeps."""
    return Response(body, status, {**headers, **NO_STORE}, media_type="application/json")


class Exchange:
    """The endpoints; of all files, as many are read at once as memory is meant for."""

    def __init__(self, largest_body: int) -> None:
        self.largest_body = largest_body
        self.turns = asyncio.Semaphore(AT_ONCE)

    async def qdpx(self, request: Request, database: Database, caller: Caller) -> Response:
        """A study as a project: read it, or add one to it."""
        if request.method == "POST":
            return await self.add_project(request, database, caller)
        async with self.turns:
            project = await export_study(database, caller, wanted_study(request))
            file = SpooledTemporaryFile(IN_MEMORY)  # noqa: SIM115 - closed when it has been sent
            await asyncio.to_thread(write_project, project, file)
        headers = {
            **NO_STORE,
            "content-disposition": f"attachment; filename*=UTF-8''{quote(project.name)}.qdpx",
            "content-length": str(file.tell()),
        }
        return StreamingResponse(chunks(file), headers=headers, media_type="application/zip")

    async def add_project(self, request: Request, database: Database, caller: Caller) -> Response:
        """A project that is added to a study, or to the one of its name, or becomes a new one."""
        check_type(request, ZIP)
        return await self.add(request, database, caller, read_project)

    async def add_codebook(self, request: Request, database: Database, caller: Caller) -> Response:
        """A codebook that is added to a study."""
        check_type(request, XML)

        def read(file: IO[bytes], telling: Telling) -> Project:
            return read_codebook(file.read(MOST_BYTES + 1), telling)

        return await self.add(request, database, caller, read)

    async def add(
        self, request: Request, database: Database, caller: Caller, read: Read
    ) -> Response:
        name = request.query_params.get("file", "upload")[:LONGEST_NAME]
        wishes, telling = wishes_of(request), Telling(name)
        await refuse_strangers(database, caller, wishes.study)
        with SpooledTemporaryFile(IN_MEMORY) as file:
            await self.receive(request, file)
            async with self.turns:
                project = await asyncio.to_thread(read, file, telling)
        imported = await import_project(database, caller, project, wishes, telling=telling)
        return told(200, orjson.dumps(report(imported, telling, wishes)))

    async def receive(self, request: Request, file: IO[bytes]) -> None:
        """The whole body, into a file."""
        length = request.headers.get("content-length", "")
        if length.isdigit() and int(length) > self.largest_body:
            raise too_large(self.largest_body)
        try:
            async for chunk in request.stream():
                file.write(chunk)
                if file.tell() > self.largest_body:
                    raise too_large(self.largest_body)
        except ClientDisconnect:
            raise bad_request("The body ends before its end.") from None
        file.seek(0)


def wanted_study(request: Request) -> UUID:
    """The study in the path."""
    [key] = decode_id(request.path_params["study"], registry["Study"])
    return key


def wishes_of(request: Request) -> Wishes:
    """What the path and the query string ask for."""
    given = request.query_params
    dry_run = given.get("dryRun", "false")
    if dry_run not in {"true", "false"}:
        raise bad_request("'dryRun' is true or false.")
    district = given.get("district")
    return Wishes(
        study=wanted_study(request) if "study" in request.path_params else None,
        district=decode_id(district, registry["District"])[0] if district else None,
        user=given.get("user"),
        dry_run=dry_run == "true",
    )


def check_type(request: Request, types: frozenset[str]) -> None:
    """Refuse a body that is something else, or compressed once more."""
    name = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if name not in types:
        raise bad_request(f"Send 'Content-Type' as one of: {', '.join(sorted(types))}.", 415)
    if request.headers.get("content-encoding", "identity") != "identity":
        raise bad_request("Send the body uncompressed.", 415)


def report(imported: Imported, telling: Telling, wishes: Wishes) -> dict[str, Any]:
    """What has become of a file."""
    findings = [
        {
            "outcome": finding.outcome.value,
            "what": finding.column,
            "line": finding.line,
            "name": finding.value,
            "reason": finding.reason,
        }
        for finding in telling.findings
    ]
    return {
        "study": encode_id(registry["Study"], imported.study),
        "name": imported.name,
        "dryRun": wishes.dry_run,
        "records": {
            str(name): {"created": counts.created, "unchanged": counts.unchanged}
            for name, counts in sorted(imported.summary.tables.items())
        },
        "findings": findings[:MOST_TOLD],
        "findingsTotal": len(findings),
    }


def chunks(file: IO[bytes]) -> Iterator[bytes]:
    """A file from its beginning; it is closed when it has been read."""
    with file:
        file.seek(0)
        while chunk := file.read(CHUNK):
            yield chunk
