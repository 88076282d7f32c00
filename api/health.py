"""`/health/live` and `/health/ready`: whether to restart this process, whether to send it requests.

Anybody may ask, so a reason names no address, login or version.
"""

import asyncio
import logging
from functools import lru_cache
from typing import Final

import orjson
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from api.services import Services
from auth.callers import PUBLIC
from auth.database import Database
from models.migrations import SchemaState, state_of

__all__ = ["routes", "unready"]

ANSWER_SECONDS: Final = 2.0

log = logging.getLogger(__name__)


def routes() -> list[BaseRoute]:
    """Both ways to ask."""
    return [Route("/health/live", live), Route("/health/ready", ready)]


async def live(_: Request) -> Response:
    """The event loop turns: nothing else is looked at, lest a slow database restart us."""
    return answer(200, {"status": "live"})


async def ready(request: Request) -> Response:
    """Whether the next request would be answered."""
    services: Services = request.app.state.services
    reason = await services.unready()
    if reason is None:
        mark = {"sandbox": True} if request.app.state.settings.sandbox else {}
        return answer(200, {"status": "ready", **mark})
    return answer(503, {"status": "unready", "reason": reason})


def answer(status: int, content: dict[str, str | bool]) -> Response:
    """A JSON answer that no cache keeps."""
    headers = {"cache-control": "no-store"}
    return Response(orjson.dumps(content), status, headers, media_type="application/json")


async def unready(database: Database) -> str | None:
    """Why the database can't serve this program, if so: asked as any request would ask it."""
    try:
        async with asyncio.timeout(ANSWER_SECONDS), database.read(PUBLIC) as transaction:
            revision = await transaction.value("SELECT version_num FROM alembic_version")
    except Exception as error:  # noqa: BLE001 - whatever it is, the next request would meet it
        log.warning("the database does not answer: %s", type(error.__cause__ or error).__name__)
        return "the database does not answer"
    state = await asyncio.to_thread(known_state, revision)
    return None if state is SchemaState.CURRENT else state.value


known_state = lru_cache(maxsize=8)(state_of)
"""Where a revision stands; the migrations on disk are this program's and do not change."""
