"""The demo's personas, for whoever asks: `GET /demo/personas` and `POST /demo/token`.

These routes exist in demo mode only. They give anyone the token of any persona, and are no
pattern for a log-in.
"""

from datetime import timedelta
from urllib.parse import urlsplit

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route

from api.negotiation import is_json
from api.requests import Rejected, bad_request, parsed
from api.services import Services
from api.settings import Settings
from auth.callers import Caller
from models.failures import ErrorCode
from seeds.demo.personas import PERSONAS

__all__ = ["persona_routes"]

CLIENT_ID = "throughline-demo"
LARGEST_BODY = 1_000
_PUBLIC = {
    "name": "public",
    "label": "The public",
    "description": "Sends no token, and sees what anyone may see.",
}


def persona_routes(settings: Settings) -> list[BaseRoute]:
    """Who can be taken, and the token of whom is taken."""
    lifetime = timedelta(minutes=settings.token_minutes)

    async def token(request: Request) -> Response:
        services: Services = request.app.state.services
        try:
            caller = await _wanted(request)
        except Rejected as rejected:
            return Response(rejected.body, rejected.status, media_type="application/json")
        answer = {
            "access_token": services.tokens.issue(caller, lifetime=lifetime, client_id=CLIENT_ID),
            "token_type": "Bearer",
            "expires_in": int(lifetime.total_seconds()),
        }
        return JSONResponse(answer, headers={"cache-control": "no-store"})

    return [
        Route("/demo/personas", _personas),
        Route("/demo/token", token, methods=["POST"]),
    ]


async def _personas(_: Request) -> Response:
    listed = [
        {"name": persona.name, "label": persona.label, "description": persona.description}
        for persona in PERSONAS.values()
    ]
    return JSONResponse({"personas": [_PUBLIC, *listed]})


async def _wanted(request: Request) -> Caller:
    """The persona that the request's body names; raises Rejected."""
    if not _from_here(request):
        message = "The demo's tokens are given to its own pages only."
        raise Rejected(403, message, code=ErrorCode.FORBIDDEN)
    if not is_json(request.headers.get("content-type", "").encode()):
        raise bad_request("Send 'Content-Type: application/json', in UTF-8.", 415)
    wanted = parsed(await _body(request), "The body")
    name = wanted.get("persona") if isinstance(wanted, dict) else None
    if not isinstance(name, str) or name not in PERSONAS:
        raise bad_request(f"'persona' is one of: {', '.join(PERSONAS)}.")
    return PERSONAS[name].caller


def _from_here(request: Request) -> bool:
    """Whether the browser says that our own page is asking, or it is no browser.

    `Sec-Fetch-Site` is sent on loopback and over TLS; elsewhere `Origin` has to do. Behind a proxy
    the scheme may differ, so that hosts alone are compared.
    """
    site = request.headers.get("sec-fetch-site")
    if site is not None:
        return site in {"same-origin", "none"}
    origin = request.headers.get("origin")
    return origin is None or urlsplit(origin).netloc == request.headers.get("host")


async def _body(request: Request) -> bytes:
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > LARGEST_BODY:
            raise bad_request(f"The body has more than {LARGEST_BODY:,} bytes.", 413)
    return body
