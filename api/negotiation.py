"""What a request's headers say: which media type to answer with, what was sent, with which token.

Pure functions of header values. Clients send the same few values with every request, so what was
worked out is kept.
"""

import re
from collections.abc import Mapping
from enum import Enum
from functools import lru_cache
from typing import Final

__all__ = ["MediaType", "accepted", "bearer_token", "is_json", "streamed"]


class MediaType(Enum):
    """The media types of a response, as the specification of GraphQL over HTTP names them."""

    GRAPHQL_RESPONSE = "application/graphql-response+json"
    JSON = "application/json"


BEARER: Final = re.compile(rb"bearer +([\w.~+/-]+=*)", re.IGNORECASE)


@lru_cache(maxsize=256)
def accepted(accept: bytes) -> MediaType | None:
    """The better of our media types for an Accept header; None when it takes neither.

    A client that is indifferent gets application/json: those that know the newer type name it.
    (The specification's audits ask for this; its text would have the newer type by now.) Of two
    that are wanted alike the newer, if it is named. What else is listed, such as
    text/event-stream or multipart/mixed, is for other kinds of operation.
    """
    if not accept.strip():
        return MediaType.JSON
    listed = accept.decode("latin-1").lower().split(",")
    wanted = dict(filter(None, map(media_range, listed)))
    newer, older = (quality(media.value, wanted) for media in MediaType)
    if newer > older or (newer == older > 0 and MediaType.GRAPHQL_RESPONSE.value in wanted):
        return MediaType.GRAPHQL_RESPONSE
    return MediaType.JSON if older > 0 else None


@lru_cache(maxsize=256)
def streamed(accept: bytes) -> bool:
    """Whether an Accept header lists text/event-stream, which is for subscriptions."""
    listed = accept.decode("latin-1").lower().split(",")
    return dict(filter(None, map(media_range, listed))).get("text/event-stream", 0) > 0


def media_range(text: str) -> tuple[str, float] | None:
    """One range of an Accept header with its quality; None for what no answer of ours can meet."""
    name, _, rest = text.partition(";")
    parameters = parsed_parameters(rest)
    if parameters.get("charset", "utf-8") not in {"utf-8", "utf8"}:
        return None
    try:
        return name.strip(), min(float(parameters.get("q", "1")), 1.0)
    except ValueError:
        return None


def quality(name: str, wanted: Mapping[str, float]) -> float:
    """How much a media type is wanted: the most specific range decides, even against it."""
    for candidate in (name, name.partition("/")[0] + "/*", "*/*"):
        if candidate in wanted:
            return wanted[candidate]
    return 0.0


def parsed_parameters(text: str) -> dict[str, str]:
    """The parameters of a media type; quotes are taken off."""
    pairs = (part.partition("=") for part in text.split(";"))
    return {name.strip(): value.strip().strip('"') for name, _, value in pairs}


@lru_cache(maxsize=256)
def is_json(content_type: bytes) -> bool:
    """Whether a body of this type is JSON in UTF-8, which is assumed when no charset is named."""
    name, _, rest = content_type.decode("latin-1").lower().partition(";")
    charset = parsed_parameters(rest).get("charset", "utf-8")
    return name.strip() == MediaType.JSON.value and charset in {"utf-8", "utf8"}


def bearer_token(authorization: bytes) -> str | None:
    """The token of an Authorization header; None when the header is not `Bearer <token>`."""
    match = BEARER.fullmatch(authorization.strip())
    return match[1].decode("ascii") if match else None
