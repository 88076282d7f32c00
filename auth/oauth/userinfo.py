"""What is told of the person who logged in, as far as they agreed (OpenID Connect Core, 5.3)."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from auth.oauth.issuing import Authorization
from auth.oauth.store import is_revoked
from auth.tokens import caller_of
from models.failures import Forbidden, Unauthenticated

__all__ = ["user_info"]

PERSON = "SELECT * FROM oauth.person($1)"


@dataclass(frozen=True, slots=True)
class Named:
    """Whose access token it is, and what it is good for."""

    person: UUID
    token: UUID
    client: UUID
    family: UUID | None
    scopes: frozenset[str]


async def user_info(stands_on: Authorization, token: str) -> dict[str, Any]:
    """What the token's scopes open; raises Unauthenticated, or Forbidden without `openid`."""
    named = _named(stands_on.claims_of(token))
    if "openid" not in named.scopes:
        raise Forbidden("The token has not the scope openid.")
    async with stands_on.database.authorizing() as transaction:
        if await is_revoked(transaction, named.token, named.client, named.family):
            raise Unauthenticated("the token was revoked")
        rows = await transaction.rows(PERSON, (named.person,))
    if not rows:
        raise Unauthenticated("the token's subject is no longer there")
    row = rows[0]
    told: dict[str, Any] = {"sub": f"person:{named.person}"}
    if "profile" in named.scopes:
        told["name"] = row["full_name"] or row["label"]
        told |= {name: row[name] for name in ("given_name", "family_name") if row[name]}
    if "email" in named.scopes and row["email"]:
        # Somebody entered it; that the person reads it, nobody has made sure of.
        told |= {"email": row["email"], "email_verified": False}
    return told


def _named(claims: dict[str, Any]) -> Named:
    caller, family = caller_of(claims), claims.get("family")
    try:
        token, client = UUID(claims["jti"]), UUID(claims["client_id"])
    except (KeyError, ValueError) as error:
        raise Unauthenticated("the token was not given to a client") from error
    if caller.person is None:
        raise Forbidden("No person logged in for this token.")
    scopes = frozenset(str(claims.get("scope", "")).split())
    return Named(caller.person, token, client, family and UUID(family), scopes)
