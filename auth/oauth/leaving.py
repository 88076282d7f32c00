"""Logging out by a client's request (OpenID Connect RP-Initiated Logout 1.0)."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode, urlsplit

from auth.claims import take_apart
from auth.oauth.authorizing import LogIn
from auth.oauth.clients import RegisteredClient, is_redirect
from auth.oauth.issuing import IDENTITY_TYPE, Authorization
from auth.oauth.journal import Kind, record
from auth.oauth.store import enabled_client, end_families
from auth.transactions import WriteTransaction
from models.failures import Unauthenticated

__all__ = ["Left", "leave"]


@dataclass(frozen=True, slots=True)
class Left:
    """Whether the log-in is to end, and where the person goes then; None for a page of ours."""

    ends: bool
    location: str | None


async def leave(
    stands_on: Authorization,
    transaction: WriteTransaction,
    parameters: Mapping[str, str],
    log_in: LogIn | None,
    address: str | None,
) -> Left:
    """End what the log-in has given, if the request is by a client that was given something by it.

    Without a hint of ours that is of this very log-in nothing ends, or any page could log people
    out; and nobody is sent anywhere but to an address of the client that the hint was made for.
    """
    hint = _hint(stands_on, parameters.get("id_token_hint", ""))
    client = await _client(transaction, hint, parameters)
    ends = log_in is not None and client is not None and _is_of(hint, log_in)
    if ends and log_in is not None and client is not None:
        await end_families(transaction, stands_on.now(), session=log_in.session)
        await record(
            transaction,
            Kind.LOGGED_OUT,
            client=client.id,
            person=log_in.person,
            address=address,
        )
    is_over = ends or log_in is None
    return Left(ends, _location(client, parameters) if is_over else None)


def _hint(stands_on: Authorization, token: str) -> Mapping[str, Any]:
    """The claims of an ID token of ours, which may well have expired; none if it is not ours."""
    try:
        claims = stands_on.keys.verified(take_apart(token, IDENTITY_TYPE))
    except Unauthenticated:
        return {}
    return claims if claims.get("iss") == stands_on.issuer else {}


async def _client(
    transaction: WriteTransaction, hint: Mapping[str, Any], parameters: Mapping[str, str]
) -> RegisteredClient | None:
    named, said = str(hint.get("aud", "")), parameters.get("client_id")
    if not named or (said is not None and said != named):
        return None
    return await enabled_client(transaction, named)


def _is_of(hint: Mapping[str, Any], log_in: LogIn) -> bool:
    return (hint.get("sub"), hint.get("sid")) == (f"person:{log_in.person}", str(log_in.session))


def _location(client: RegisteredClient | None, parameters: Mapping[str, str]) -> str | None:
    address = parameters.get("post_logout_redirect_uri")
    if client is None or address is None:
        return None
    if not is_redirect(address, client.post_logout_redirect_uris):
        return None
    if "state" not in parameters:
        return address
    joined = "&" if urlsplit(address).query else "?"
    return f"{address}{joined}{urlencode({'state': parameters['state']})}"
