"""What holds for every response: security headers, who may read them across origins, failures.

Nothing of this reads a request's body or a response's.
"""

import logging
from collections.abc import Mapping
from typing import Final

from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, ExceptionHandler, Message, Receive, Scope, Send

from api.logs import AccessLog
from api.requests import error_body
from api.settings import Settings
from models.failures import ErrorCode

__all__ = ["SecurityHeaders", "handlers", "middleware"]

HEADERS: Final = (
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
    (b"content-security-policy", b"default-src 'none'; frame-ancestors 'none'"),
    (b"x-frame-options", b"DENY"),
    (b"cross-origin-opener-policy", b"same-origin"),
)
HEADERS_OVER_TLS: Final = (
    *HEADERS,
    (b"strict-transport-security", b"max-age=31536000"),
)

MARK: Final = (b"throughline-sandbox", b"true")

LOOPBACK_NAMES: Final = ("127.0.0.1", "localhost", "*.localhost", "[::1]", "::1")
CORS_SECONDS: Final = 7_200

CODES: Final[Mapping[int, ErrorCode]] = {404: ErrorCode.NOT_FOUND, 500: ErrorCode.INTERNAL}

log = logging.getLogger(__name__)


def middleware(settings: Settings) -> list[Middleware]:
    """From the outside in."""
    wrapped = [Middleware(AccessLog), Middleware(SecurityHeaders)]
    if settings.sandbox:
        wrapped.append(Middleware(SandboxMark))
    if settings.demo and not settings.demo_on_any_address:
        # A page of another site whose name was made to resolve to this machine (DNS rebinding)
        # would otherwise be of our own origin, and could log in as any persona.
        names = (*LOOPBACK_NAMES, settings.host)
        wrapped.append(Middleware(TrustedHostMiddleware, allowed_hosts=names, www_redirect=False))
    if settings.cors_origins:
        wrapped.append(
            Middleware(
                CORSMiddleware,
                allow_origins=settings.cors_origins,
                allow_methods=("GET", "POST", "PUT"),
                allow_headers=(
                    "Authorization",
                    "Idempotency-Key",
                    "If-None-Match",
                    "If-Range",
                    "Range",
                    "traceparent",
                    "tracestate",
                ),
                expose_headers=(
                    "Accept-Ranges",
                    "Content-Disposition",
                    "Content-Range",
                    "ETag",
                    "RateLimit",
                    "RateLimit-Policy",
                    "Retry-After",
                    "Throughline-Records",
                    "Throughline-Sandbox",
                    "WWW-Authenticate",
                ),
                max_age=CORS_SECONDS,
            )
        )
    return wrapped


class SandboxMark:
    """Says with every answer that it is the sandbox's, lest it be taken for the real network's."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def send_marked(message: Message) -> None:
            if message["type"] == "http.response.start":
                message = {**message, "headers": [*message.get("headers", ()), MARK]}
            await send(message)

        await self.app(scope, receive, send_marked if scope["type"] == "http" else send)


class SecurityHeaders:
    """Adds the headers that keep a browser from guessing, framing and telling on.

    A route that sets one of them itself, as the explorer does with its policy, keeps its own.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        usual = HEADERS_OVER_TLS if scope["scheme"] == "https" else HEADERS

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                own = message.get("headers", ())
                named = {name for name, _ in own}
                added = [header for header in usual if header[0] not in named]
                message = {**message, "headers": [*own, *added]}
            await send(message)

        await self.app(scope, receive, send_with_headers)


def handlers() -> dict[type[Exception], ExceptionHandler]:
    """How a failure outside the engine is told: as GraphQL clients read failures, and no more."""
    return {HTTPException: told, Exception: masked}


async def told(_: Request, failure: Exception) -> Response:
    """What the routing refuses: an unknown path, a method that is not for it."""
    assert isinstance(failure, HTTPException)
    code = CODES.get(failure.status_code, ErrorCode.BAD_USER_INPUT)
    body = error_body(code, failure.detail)
    return Response(body, failure.status_code, failure.headers, media_type="application/json")


async def masked(_: Request, failure: Exception) -> Response:
    """Our own fault. Starlette's outermost layer answers it, beyond SecurityHeaders."""
    log.error("a request failed", exc_info=failure)
    headers = {name.decode(): value.decode() for name, value in HEADERS}
    body = error_body(ErrorCode.INTERNAL, "The server failed.")
    return Response(body, 500, headers, media_type="application/json")
