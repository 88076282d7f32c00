"""Tokens of our own that have ended before their time: asked of the database.

What was asked is remembered elsewhere (`auth/tokens.py`), as long as the database is heard.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Protocol
from uuid import UUID

from auth.callers import PUBLIC
from auth.claims import registered_client
from auth.database import Database
from auth.transactions import SelfContained
from models.failures import Unauthenticated

__all__ = ["KEEPS_ALL", "QUESTION", "Ending", "Revocations"]

QUESTION = "SELECT oauth.has_ended($1, $2, $3)"
HAS_ENDED = SelfContained.of(QUESTION, 3)


class Ending(Protocol):
    """Knows which tokens of ours have ended before their time."""

    async def refuse_ended(self, claims: Mapping[str, Any]) -> None:
        """Raise Unauthenticated for a token that has; and what the database raises."""


@dataclass(frozen=True, slots=True)
class Revocations:
    """Asks the database: of the token itself, of its client, and of the log-in it came of."""

    database: Database

    async def refuse_ended(self, claims: Mapping[str, Any]) -> None:
        """Raise Unauthenticated for a token that has ended; and what the database raises."""
        token = _uuid(claims.get("jti"))
        family = _uuid(claims.get("family"))
        if token is None or (family is None and "family" in claims):
            raise Unauthenticated("the token has no usable jti")
        client = registered_client(claims)
        if await self.database.answer(PUBLIC, HAS_ENDED, (token, client, family)):
            raise Unauthenticated("the token was revoked")


class _KeepsAll:
    async def refuse_ended(self, claims: Mapping[str, Any]) -> None:
        """None has: where there is no database to ask."""


KEEPS_ALL: Ending = _KeepsAll()


def _uuid(text: object) -> UUID | None:
    try:
        return UUID(text) if isinstance(text, str) else None
    except ValueError:
        return None
