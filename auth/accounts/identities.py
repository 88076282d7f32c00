"""Who somebody is whom an OpenID provider has vouched for."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from auth.accounts.standing import person_of_email, person_of_login
from auth.transactions import WriteTransaction

__all__ = ["Identity", "identity_of", "person_of"]

EMAIL = "email"
MOST_METHODS = 8
LONGEST_METHOD = 20
VOUCHED = "external"
"""The method of a log-in of which the provider does not tell how it went."""


@dataclass(frozen=True, slots=True)
class Identity:
    """What a provider has said, once it is known that it was the provider."""

    issuer: str
    value: str | None
    """The claim that is looked up; None where it is missing, or not verified."""

    methods: tuple[str, ...]
    since: datetime | None


def identity_of(issuer: str, claims: Mapping[str, Any], claim: str) -> Identity:
    """The identity in an ID token's claims, by the claim that the installation goes by."""
    value = claims.get(claim)
    if not isinstance(value, str) or not value or "\0" in value:
        value = None
    if claim == EMAIL and claims.get("email_verified") is not True:
        value = None
    auth_time = claims.get("auth_time")
    told = isinstance(auth_time, int | float) and not isinstance(auth_time, bool)
    return Identity(
        issuer=issuer,
        value=value,
        methods=_methods(claims.get("amr")),
        since=datetime.fromtimestamp(auth_time, UTC) if told and auth_time else None,
    )


async def person_of(transaction: WriteTransaction, identity: Identity, claim: str) -> UUID | None:
    """The one person registered with it, by the contact's e-mail or the provider's log-in."""
    if identity.value is None:
        return None
    if claim == EMAIL:
        return await person_of_email(transaction, identity.value)
    return await person_of_login(transaction, identity.issuer, identity.value)


def _methods(amr: object) -> tuple[str, ...]:
    told = amr if isinstance(amr, list) else []
    usable = [each for each in told if isinstance(each, str) and _is_plain(each)]
    return tuple(usable[:MOST_METHODS]) or (VOUCHED,)


def _is_plain(method: str) -> bool:
    return method.isascii() and method.isalnum() and len(method) <= LONGEST_METHOD
