"""Forms that browsers send: small, and from our own pages only."""

from collections.abc import Mapping
from typing import Final
from urllib.parse import parse_qsl

from starlette.requests import Request

__all__ = ["FormRefused", "form_of"]

LARGEST: Final = 20_000
MOST_FIELDS: Final = 50
MEDIA_TYPE: Final = "application/x-www-form-urlencoded"


class FormRefused(Exception):  # noqa: N818 - named by what happened, like the failures
    """A form that is not answered, and what the person is told of it."""

    def __init__(self, status: int, message: str) -> None:
        super().__init__(message)
        self.status, self.message = status, message


async def form_of(request: Request) -> Mapping[str, str]:
    """The fields of a form; raises FormRefused for what no page of ours sends."""
    # Sent on loopback and over TLS by every browser of today; the form's own token holds anyhow.
    if request.headers.get("sec-fetch-site", "same-origin") not in {"same-origin", "none"}:
        raise FormRefused(403, "This form was sent by a page of another site.")
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() != MEDIA_TYPE:
        raise FormRefused(415, "This is not what a form sends.")
    try:
        pairs = parse_qsl(
            (await _body(request)).decode(),
            keep_blank_values=True,
            errors="strict",
            max_num_fields=MOST_FIELDS,
        )
    except ValueError:
        raise FormRefused(400, "The form can't be read.") from None
    fields = dict(pairs)
    if len(fields) < len(pairs) or any("\0" in value for value in fields.values()):
        raise FormRefused(400, "The form can't be read.")
    return fields


async def _body(request: Request) -> bytes:
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > LARGEST:
            raise FormRefused(413, "The form is too large.")
    return body
