"""The addresses of pictures, and what is sent from them."""

from collections.abc import Awaitable, Callable
from functools import lru_cache, partial
from hashlib import sha256
from typing import Final

import orjson
from anyio import CapacityLimiter
from anyio.to_thread import run_sync
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from api.graphql import identified
from api.pictures.kinds import KINDS, Kind
from api.pictures.parameters import Parameters, refused
from api.requests import Rejected
from api.services import Services
from api.settings import Settings
from models.failures import ErrorCode
from schema.engine import Reply
from schema.engine import Request as Question

__all__ = ["routes"]

HEADERS: Final = {
    "cache-control": "private, no-cache",
    "vary": "authorization",
    "content-security-policy": "default-src 'none'; style-src 'unsafe-inline';"
    " frame-ancestors 'none'",
}
"""A picture is its caller's own, and is asked for anew: a slice can end at any time."""

STATUS: Final = {ErrorCode.COST_LIMIT_EXCEEDED: 400, ErrorCode.TIMEOUT: 503}
MOST_KEPT: Final = 64
ABSENT: Final = "There is no such picture, or you may not see it."


def routes(settings: Settings) -> list[BaseRoute]:
    """A route for each kind of picture."""
    # Drawing keeps a processor busy: one picture at a time, beside the event loop.
    drawing = CapacityLimiter(1)
    return [
        Route(f"/pictures/{kind.path}", _endpoint(Pictures(kind, settings.max_page, drawing)))
        for kind in KINDS
    ]


def _endpoint(pictures: "Pictures") -> Callable[[Request], Awaitable[Response]]:
    async def endpoint(request: Request) -> Response:
        try:
            return await pictures.answer(request)
        except Rejected as rejected:
            headers = {name.decode(): value.decode() for name, value in rejected.headers}
            headers |= {"cache-control": "no-store", "vary": "authorization"}
            return Response(rejected.body, rejected.status, headers, "application/json")

    return endpoint


class Pictures:
    """Pictures of one kind; `page` is the longest list that a question may ask for."""

    def __init__(self, kind: Kind, page: int, drawing: CapacityLimiter) -> None:
        self._kind = kind
        self._lists = {name: min(most, page) for name, most in kind.lists.items()}
        # What was answered decides the picture: the same answer is drawn once, whoever asks.
        self._draw = lru_cache(MOST_KEPT)(partial(_drawn, kind))
        self._drawing = drawing

    async def answer(self, request: Request) -> Response:
        """The picture, or that the client's is still the one; raises Rejected."""
        services: Services = request.app.state.services
        caller = await identified(services, _authorization(request))
        parameters = Parameters.of(request.scope["query_string"], self._kind.parameters)
        named = dict(request.path_params)
        question = Question(self._kind.question, None, {**named, **self._lists})
        with services.telemetry.operation() as operation:
            reply = await services.engine.execute(question, caller, read_only=True)
            operation.finished(reply.operation_type, reply.error_codes, self._kind.name)
        _refuse_errors(reply)
        picture = await run_sync(
            self._draw, reply.body, named.get("id", ""), parameters, limiter=self._drawing
        )
        tag = f'"{sha256(picture).hexdigest()[:32]}"'
        if tag in request.headers.get("if-none-match", ""):
            return Response(status_code=304, headers={**HEADERS, "etag": tag})
        return Response(picture, headers={**HEADERS, "etag": tag}, media_type="image/svg+xml")


def _authorization(request: Request) -> bytes | None:
    """The header as it came; one that is repeated counts as a list, which no token is."""
    given = request.headers.getlist("authorization")
    return ", ".join(given).encode("latin-1") if given else None


def _refuse_errors(reply: Reply) -> None:
    """Raise Rejected where the engine answered with errors; only the id is the client's."""
    if not reply.error_codes:
        return
    (error, *_) = orjson.loads(reply.body)["errors"]
    code = ErrorCode(reply.error_codes[0])
    if code is ErrorCode.BAD_USER_INPUT and error.get("path"):
        raise refused("id", error["message"])
    rejected = Rejected(STATUS.get(code, 500), error["message"], code=code)
    rejected.body = reply.body
    raise rejected


def _drawn(kind: Kind, body: bytes, name: str, parameters: Parameters) -> bytes:
    """The picture of what was answered; raises Rejected."""
    record = orjson.loads(body)["data"]["picture"]
    if record is None:
        raise Rejected(404, ABSENT, code=ErrorCode.NOT_FOUND)
    return kind.draw(record, parameters, sha256(name.encode()).hexdigest()[:8])
