"""What every access token must say, whoever issued it: checks for own and external tokens.

A failure's reason helps whoever holds the token, and says nothing of what it was compared with.
"""

import base64
import binascii
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import orjson
from joserfc import jws
from joserfc.errors import JoseError
from joserfc.jwk import Key

from models.failures import Unauthenticated

__all__ = [
    "LEEWAY_SECONDS",
    "TOKEN_TYPE",
    "TakenApart",
    "check_claims",
    "registered_client",
    "said_by",
    "take_apart",
    "verified_claims",
]

TOKEN_TYPE = "at+jwt"  # noqa: S105 - a media type (RFC 9068), no secret
LEEWAY_SECONDS = 30
LONGEST_BYTES = 8192

_MALFORMED = "the token is not a JSON Web Token"
_BAD_SIGNATURE = "the token's signature does not match"


@dataclass(frozen=True, slots=True)
class TakenApart:
    """A token whose signature nobody has checked: good for choosing the key, and no more."""

    token: str
    algorithm: str
    kid: str | None
    issuer: str


def said_by(token: str) -> dict[str, Any]:
    """What a token says, which nobody has checked; raises Unauthenticated."""
    return _json_object(_segments(token)[1])


def take_apart(token: str, typ: str = TOKEN_TYPE) -> TakenApart:
    """The parts that choose a key, from a token of the right type; raises Unauthenticated."""
    header, claims, _ = _segments(token)
    return _choosing(token, typ, _json_object(header), _json_object(claims))


def _segments(token: str) -> list[str]:
    if len(token) > LONGEST_BYTES or token.count(".") != 2:  # noqa: PLR2004 - header.claims.signature
        raise Unauthenticated(_MALFORMED)
    return token.split(".")


def _choosing(token: str, typ: str, header: dict[str, Any], claims: dict[str, Any]) -> TakenApart:
    if _text(header, "typ").lower().removeprefix("application/") != typ.lower():
        raise Unauthenticated(f"the token's type is not {typ}: send an access token")
    if "crit" in header or "b64" in header:
        raise Unauthenticated("the token asks for an extension that this API does not know")
    kid = _text(header, "kid") or None
    return TakenApart(token, _text(header, "alg"), kid, _text(claims, "iss"))


def verified_claims(parts: TakenApart, key: Key, algorithms: Collection[str]) -> dict[str, Any]:
    """The claims, once `key` is found to have signed them by one of `algorithms`.

    Raises Unauthenticated.
    """
    if parts.algorithm not in algorithms:
        raise Unauthenticated("the token's algorithm is not accepted")
    # Header parameters we do not know are ignored, as RFC 7515 demands.
    registry = jws.JWSRegistry(algorithms=algorithms, strict_check_header=False)
    try:
        signed = jws.deserialize_compact(parts.token, key, registry=registry)
    except (JoseError, ValueError) as error:
        raise Unauthenticated(_BAD_SIGNATURE) from error
    return _object(signed.payload or b"")


def check_claims(claims: Mapping[str, Any], *, issuer: str, audience: str, now: float) -> float:
    """The time at which the token ends, if it is for us and live; raises Unauthenticated."""
    if claims.get("iss") != issuer:
        raise Unauthenticated("the token is from another issuer")
    if not _is_for(claims.get("aud"), audience):
        raise Unauthenticated("the token is for another audience")
    expires = _time(claims, "exp")
    if now >= expires + LEEWAY_SECONDS:
        raise Unauthenticated("the token has expired")
    if now < _time(claims, "iat") - LEEWAY_SECONDS:
        raise Unauthenticated("the token was issued in the future")
    if "nbf" in claims and now < _time(claims, "nbf") - LEEWAY_SECONDS:
        raise Unauthenticated("the token is not valid yet")
    return expires


def registered_client(claims: Mapping[str, Any]) -> UUID | None:
    """The client that a token of ours was given to.

    None for the command line and the demo, which are no registered clients.
    """
    named = claims.get("client_id")
    try:
        return UUID(named) if isinstance(named, str) else None
    except ValueError:
        return None


def _is_for(named: object, audience: str) -> bool:
    return named == audience or (isinstance(named, list) and audience in named)


def _time(claims: Mapping[str, Any], name: str) -> float:
    value = claims.get(name)
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise Unauthenticated(f"the token has no usable {name}")
    return float(value)


def _text(values: Mapping[str, Any], name: str) -> str:
    value = values.get(name, "")
    if not isinstance(value, str):
        raise Unauthenticated(_MALFORMED)
    return value


def _json_object(segment: str) -> dict[str, Any]:
    try:
        padded = segment + "=" * (-len(segment) % 4)
        return _object(base64.b64decode(padded, altchars=b"-_", validate=True))
    except (binascii.Error, ValueError) as error:
        raise Unauthenticated(_MALFORMED) from error


def _object(content: bytes) -> dict[str, Any]:
    try:
        value = orjson.loads(content)
    except orjson.JSONDecodeError as error:
        raise Unauthenticated(_MALFORMED) from error
    if not isinstance(value, dict):
        raise Unauthenticated(_MALFORMED)
    return value
