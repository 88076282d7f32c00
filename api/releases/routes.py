"""`GET /releases/{version}/{file}`: a file of a release, which never changes.

Everyone may have it, so caches may keep it for good; a token that comes along is looked at as ever.
"""

from collections.abc import AsyncIterator
from typing import Final
from uuid import UUID

import orjson
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from api.exchange import answered
from api.filing.routes import Content, given
from api.releases.pieces import read_pieces
from auth.callers import Caller
from auth.database import Database
from models.failures import NotFound
from schema.releases import RELEASED

__all__ = ["routes"]

ABSENT: Final = "There is no such file of a release."
FILE: Final = """
SELECT json_build_object('id', f.id, 'bytes', f.bytes, 'sha256', f.sha256, 'type', f.media_type)
FROM research_release_file f JOIN research_release r ON r.id = f.release_id
WHERE r.release_version = $1 AND f.name = $2
"""
FOR_EVERYONE: Final = {
    "cache-control": "public, max-age=31536000, immutable",
    "content-security-policy": "default-src 'none'; frame-ancestors 'none'; sandbox",
    "cross-origin-resource-policy": "cross-origin",
}


def routes() -> list[BaseRoute]:
    """The way to the files."""
    return [Route(f"/{RELEASED}/{{version}}/{{name}}", answered(give))]


async def give(request: Request, database: Database, caller: Caller) -> Response:
    """A file of a release, or a part of it."""
    asked = (request.path_params["version"], request.path_params["name"])
    if "\x00" in "".join(asked):
        raise NotFound(ABSENT)
    async with database.read(caller) as transaction:
        found = await transaction.value(FILE, asked)
    if found is None:
        raise NotFound(ABSENT)
    row = orjson.loads(found)
    file = UUID(row["id"])
    headers = {
        **FOR_EVERYONE,
        "content-type": row["type"],
        "content-disposition": f'attachment; filename="{asked[1]}"',
    }

    async def read(start: int, end: int) -> AsyncIterator[bytes]:
        return read_pieces(database, caller, file, start, end)

    return await given(request, Content(headers, row["bytes"], row["sha256"]), read)
