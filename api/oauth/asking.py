"""From an HTTP request to what the authorization server is asked; nothing is taken twice."""

from typing import Final
from urllib.parse import parse_qsl

from starlette.requests import Request

from auth.oauth.server import Asked

__all__ = ["Malformed", "asked_by_form", "asked_by_query"]

LARGEST: Final = 20_000
"""In bytes: an assertion or a token has eight thousand."""

MOST: Final = 40
FORM: Final = "application/x-www-form-urlencoded"


class Malformed(Exception):  # noqa: N818 - named by what it is
    """A request that can't be read; the message says why, in words that repeat nothing of it."""


async def asked_by_form(request: Request) -> Asked:
    """What a form sent; raises Malformed. Nothing of the address counts."""
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != FORM:
        raise Malformed(f"Send a form: {FORM}.")
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > LARGEST:
            raise Malformed("The request is too large.")
    return _asked(request, body)


def asked_by_query(request: Request) -> Asked:
    """What the address says; raises Malformed."""
    query = request.scope["query_string"]
    if len(query) > LARGEST:
        raise Malformed("The request is too large.")
    return _asked(request, query)


def _asked(request: Request, encoded: bytes) -> Asked:
    try:
        pairs = parse_qsl(
            encoded.decode("ascii"), keep_blank_values=True, errors="strict", max_num_fields=MOST
        )
    except ValueError as error:
        raise Malformed("The parameters are not URL-encoded UTF-8.") from error
    parameters = {name: value for name, value in pairs if value}  # an empty one is none (RFC 6749)
    if len({name for name, _ in pairs}) < len(pairs):
        raise Malformed("A parameter is given more than once.")
    if any("\0" in text for pair in pairs for text in pair):
        raise Malformed("A parameter has a character that no text has.")
    headers = {
        name: request.headers[name] for name in ("authorization",) if name in request.headers
    }
    address = request.client.host if request.client is not None else None
    return Asked(request.url.path, parameters, headers, address, request.method)
