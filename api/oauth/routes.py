"""The endpoints that programs ask: tokens, keys, what the server says of itself."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any, Final

import orjson
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from api.oauth.asking import Malformed, asked_by_form
from api.oauth.browsing import browser_routes
from api.oauth.people import People
from auth.oauth.issuing import Authorization
from auth.oauth.metadata import PATHS, RESOURCE_METADATA, resource_metadata, server_metadata
from auth.oauth.server import Asked, Given, introspected, revoked, tokens
from auth.oauth.userinfo import user_info
from models.failures import Forbidden, Unauthenticated

__all__ = ["routes"]

NO_STORE: Final = {"cache-control": "no-store", "pragma": "no-cache"}
FOR_A_WHILE: Final = {"cache-control": "public, max-age=300"}

Ask = Callable[[Authorization, Asked], Awaitable[Given]]
Tell = Callable[[Authorization], dict[str, Any]]


def routes(people: People | None) -> list[BaseRoute]:
    """All of them; without people, those that no person takes part in."""
    return [
        Route("/.well-known/openid-configuration", _telling(server_metadata)),
        Route("/.well-known/oauth-authorization-server", _telling(server_metadata)),
        Route(RESOURCE_METADATA, _telling(resource_metadata)),
        Route(PATHS["jwks_uri"], _telling(_keys)),
        Route(PATHS["token_endpoint"], _asking(tokens), methods=["POST"]),
        Route(PATHS["revocation_endpoint"], _asking(revoked), methods=["POST"]),
        Route(PATHS["introspection_endpoint"], _asking(introspected), methods=["POST"]),
        Route(PATHS["userinfo_endpoint"], _user_info, methods=["GET", "POST"]),
        *(browser_routes(people) if people is not None else []),
    ]


def _authorization(request: Request) -> Authorization:
    stands_on: Authorization = request.app.state.services.authorization
    return stands_on


def _telling(tell: Tell) -> Callable[[Request], Awaitable[Response]]:
    async def told(request: Request) -> Response:
        return _json(200, tell(_authorization(request)), FOR_A_WHILE)

    return told


def _keys(stands_on: Authorization) -> dict[str, Any]:
    return {"keys": stands_on.keys.public()}


def _asking(ask: Ask) -> Callable[[Request], Awaitable[Response]]:
    async def asked(request: Request) -> Response:
        try:
            read = await asked_by_form(request)
        except Malformed as malformed:
            body = {"error": "invalid_request", "error_description": str(malformed)}
            return _json(400, body, NO_STORE)
        given = await ask(_authorization(request), read)
        if ask is revoked:
            # Others are told by the database of what ended; this process knows before it answers.
            request.app.state.services.forget_callers()
        return _json(given.status, given.body, {**given.headers, **NO_STORE})

    return asked


async def _user_info(request: Request) -> Response:
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() != "bearer":
        # Who shows no token is told how, and of no error (RFC 6750, 3.1).
        return _json(401, {}, {**NO_STORE, "www-authenticate": "Bearer"})
    try:
        told = await user_info(_authorization(request), token.strip())
    except Unauthenticated as refused:
        return _challenge(401, "invalid_token", refused.message)
    except Forbidden as refused:
        return _challenge(403, "insufficient_scope", refused.message)
    return _json(200, told, NO_STORE)


def _challenge(status: int, error: str, why: str) -> Response:
    said = f'Bearer error="{error}", error_description="{why}"'
    body = {"error": error, "error_description": why}
    return _json(status, body, {**NO_STORE, "www-authenticate": said})


def _json(status: int, body: Any, headers: Mapping[str, str]) -> Response:
    sent = {name.lower(): value for name, value in headers.items()}
    sent.pop("content-type", None)
    return Response(orjson.dumps(body), status, sent, media_type="application/json")
