"""The explorer at `/`: GraphiQL, built in `explorer/` and committed in `api/static/`.

Nothing on the page comes from elsewhere, and its policy forbids the browser to ask elsewhere.
Addresses in the page are relative, so that the application can be mounted under any path.
"""

import gzip
import re
from functools import cache
from html import escape
from pathlib import Path

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response
from starlette.routing import BaseRoute, Route

from api.log_in.cookies import SESSION
from api.personas import persona_routes
from api.settings import Settings
from seeds.demo.explorer import EXPLORER

__all__ = ["CONTENT_SECURITY_POLICY", "STATIC", "routes"]

STATIC = Path(__file__).with_name("static")
LICENCES = "THIRD-PARTY.txt"

_POLICY = {
    "default-src": "'none'",
    "script-src": "'self'",
    "worker-src": "'self'",
    "connect-src": "'self'",
    # Monaco places its lines and themes by inline styles, and has no nonce for them.
    "style-src": "'self' 'unsafe-inline'",
    "font-src": "'self'",
    "img-src": "'self' data:",
    "base-uri": "'none'",
    "form-action": "'none'",
    "frame-ancestors": "'none'",
}
CONTENT_SECURITY_POLICY = "; ".join(f"{about} {allowed}" for about, allowed in _POLICY.items())
"""Goes with the scripts too: a worker obeys the policy that its own script came with."""

_MEDIA_TYPES = {"js": "text/javascript", "css": "text/css", "ttf": "font/ttf"}
_HASHED = re.compile(r"[\w-]+-[0-9A-Z]{8}\.(js|css|ttf)", re.ASCII)
_PAGE_HEADERS = {
    "content-security-policy": CONTENT_SECURITY_POLICY,
    "cache-control": "private, no-cache",
}
_KEPT_FOR_GOOD = {
    "cache-control": "public, max-age=31536000, immutable",
    "content-security-policy": CONTENT_SECURITY_POLICY,
    "vary": "accept-encoding",
}


def routes(settings: Settings) -> list[BaseRoute]:
    """The page, its files, and in demo mode the personas."""
    demo = persona_routes() if settings.demo else []
    client = settings.explorer_client_id or (EXPLORER if settings.demo else None)
    mode = "demo" if settings.demo else "login" if client is not None else "token"
    told = {"mode": mode, "client": client or "", "issuer": settings.token_issuer}

    async def page(request: Request) -> Response:
        # Only where there may be a session is it worth asking quietly who is logged in.
        values = {**told, "session": "kept" if SESSION in request.cookies else ""}
        html = _text("index.html")
        for name, value in values.items():
            html = html.replace("{{" + name + "}}", escape(str(value)))
        return HTMLResponse(html, headers=_PAGE_HEADERS)

    return [
        Route("/", page),
        Route(f"/static/{LICENCES}", _licences),
        Route("/static/{name}", _asset),
        *demo,
    ]


async def _licences(_: Request) -> Response:
    return PlainTextResponse(_text(LICENCES))


async def _asset(request: Request) -> Response:
    """A built file; its name changes with its content, so that browsers keep it for good."""
    name = request.path_params["name"]
    match = _HASHED.fullmatch(name)
    if match is None or not (STATIC / name).is_file():
        raise HTTPException(404)
    packed = "gzip" in request.headers.get("accept-encoding", "")
    # Packing the largest takes 100 ms, once: not on the event loop.
    body = await run_in_threadpool(_content, name, packed=packed)
    headers = _KEPT_FOR_GOOD | ({"content-encoding": "gzip"} if packed else {})
    return Response(body, headers=headers, media_type=_MEDIA_TYPES[match[1]])


@cache  # grows to two entries a file, and no further
def _content(name: str, *, packed: bool) -> bytes:
    content = (STATIC / name).read_bytes()
    return gzip.compress(content, mtime=0) if packed else content


@cache
def _text(name: str) -> str:
    return (STATIC / name).read_text("utf-8")
