"""`GET /bulk/{id}.{format}`: the file of a bulk operation, or a part of it, to its owner alone.

At each delivery it is asked whether all of it is still the owner's to see.
"""

from collections.abc import AsyncIterator
from typing import Any, Final

import orjson
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from api.bulk.staying import Staying
from api.exchange import answered
from api.filing.routes import Content, given
from api.services import Services
from auth.callers import Caller
from auth.database import Database
from models.failures import Forbidden, NotFound
from schema.bulk import BULK
from schema.entities import registry
from schema.exporting import Format
from schema.exporting.asking import exported
from schema.ids import decode_id

__all__ = ["routes"]

ABSENT: Final = "There is no such file, or it is not yours."
ANOTHERS: Final = "The file is given by the client that asked for it: its own ids may be in there."
FILE: Final = """
SELECT json_build_object(
    'query', query, 'variables', variables, 'format', format, 'bytes', bytes, 'sha256', sha256,
    'stored_as', stored_as, 'feed_cursor', feed_cursor, 'client_id', client_id
)
FROM bulk_operation WHERE id = $1 AND status = 'COMPLETED' AND expires_at > now()
"""


def routes() -> list[BaseRoute]:
    """The way out."""
    return [Route(f"/{BULK}/{{name}}", answered(give))]


async def give(request: Request, database: Database, caller: Caller) -> Response:
    """The file, to be saved; raises Conflict once it holds what is not the caller's any more.

    Raises Forbidden where another client has asked for it, whose ids nobody else is told.
    """
    services: Services = request.app.state.services
    row, format_ = await _found(request.path_params["name"], database, caller)
    variables = orjson.loads(row["variables"]) if row["variables"] else {}
    what = exported(row["query"], variables)
    await Staying(services.engine).refuse_left(caller, what.types, row["feed_cursor"])
    headers = {
        "content-type": format_.media_type,
        "content-disposition": f'attachment; filename="{what.plural}.{format_.value}"',
    }
    store = services.filing.store

    async def read(start: int, end: int) -> AsyncIterator[bytes]:
        return await store.read_of(row["stored_as"], start, end)

    return await given(request, Content(headers, row["bytes"], row["sha256"]), read)


async def _found(name: str, database: Database, caller: Caller) -> tuple[Any, Format]:
    """The operation that is done, of the format that its address ends in."""
    stem, _, ending = name.rpartition(".")
    if ending not in {each.value for each in Format}:
        raise NotFound(ABSENT)
    [key] = decode_id(stem, registry["BulkOperation"])
    async with database.read(caller) as transaction:
        told = await transaction.value(FILE, (key,))
    row = None if told is None else orjson.loads(told)
    if row is None or row["format"].lower() != ending:
        raise NotFound(ABSENT)
    if row["client_id"] not in (None, str(caller.client)):
        raise Forbidden(ANOTHERS)
    return row, Format(ending)
