"""Sessions: who is logged in, kept here; a browser holds nothing but a random token.

The token itself is not kept, so that whoever reads the table can't take a session over.
"""

import base64
import hmac
import secrets
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from hashlib import sha256
from uuid import UUID

from auth.oauth.authorizing import LogIn
from auth.transactions import WriteTransaction
from models.base import new_id

__all__ = ["Lifetime", "SignedIn", "begin", "check_csrf", "csrf_token", "end", "end_all", "find"]

TOKEN_BYTES = 32
LONGEST_TOKEN = 64
SEEN_AGAIN = timedelta(minutes=1)
"""How exactly it is known when a session was used last; every request would write otherwise."""

KEPT_AFTER = timedelta(days=30)

BEGIN = """
INSERT INTO oauth.session
    (id, token_digest, person_id, methods, since, seen_at, expires_at)
VALUES ($1, $2, $3, $4, $5, $6, $7)
"""
FIND = """
SELECT s.id, s.person_id, s.methods, s.since, s.seen_at, standing.label
FROM oauth.session s, oauth.standing(s.person_id) standing
WHERE s.token_digest = $1 AND s.ended_at IS NULL AND s.expires_at > $2 AND s.seen_at > $3
  AND cardinality(standing.roles) > 0
"""
SEEN = "UPDATE oauth.session SET seen_at = $2 WHERE id = $1"
END = "UPDATE oauth.session SET ended_at = now() WHERE id = $1 AND ended_at IS NULL"
END_ALL = "UPDATE oauth.session SET ended_at = now() WHERE person_id = $1 AND ended_at IS NULL"
SWEEP = "DELETE FROM oauth.session WHERE expires_at < $1"


@dataclass(frozen=True, slots=True)
class Lifetime:
    """How long a session lasts: in all, and without being used."""

    whole: timedelta
    idle: timedelta


@dataclass(frozen=True, slots=True)
class SignedIn(LogIn):
    """Who is logged in, in which session, as a browser's pages need it."""

    label: str = ""
    """What the person is called in the network, without a name."""

    csrf: str = field(default="", repr=False)
    """What the session's own pages send back with their forms."""


async def begin(
    transaction: WriteTransaction,
    person: UUID,
    methods: tuple[str, ...],
    *,
    now: datetime,
    lifetime: Lifetime,
    since: datetime | None = None,
) -> tuple[UUID, str]:
    """A new session and its token, which is nowhere else.

    `since` is when the person showed who it is, if that was before now, at a provider.
    """
    session, token = new_id(), secrets.token_urlsafe(TOKEN_BYTES)
    expires = now + lifetime.whole
    given = (session, _digest(token), person, list(methods), since or now, now, expires)
    await transaction.rows(BEGIN, given)
    await transaction.rows(SWEEP, (now - KEPT_AFTER,))
    return session, token


async def find(
    transaction: WriteTransaction, token: str, *, now: datetime, lifetime: Lifetime
) -> SignedIn | None:
    """Whose session the token is, while it lasts and the person holds any office."""
    if len(token) > LONGEST_TOKEN:
        return None
    rows = await transaction.rows(FIND, (_digest(token), now, now - lifetime.idle))
    if not rows:
        return None
    session, person, methods, since, seen_at, label = rows[0]
    if now - seen_at > SEEN_AGAIN:
        await transaction.rows(SEEN, (session, now))
    return SignedIn(person, session, since, tuple(methods), label, _csrf(token))


async def end(transaction: WriteTransaction, session: UUID) -> None:
    """End a session; nothing happens where it has ended."""
    await transaction.rows(END, (session,))


async def end_all(transaction: WriteTransaction, person: UUID) -> None:
    """End all of a person's sessions."""
    await transaction.rows(END_ALL, (person,))


def csrf_token(signed_in: LogIn) -> str:
    """What a form of that session has to send back."""
    return signed_in.csrf if isinstance(signed_in, SignedIn) else ""


def check_csrf(signed_in: LogIn, given: str | None) -> bool:
    """Whether a form came from a page of that session."""
    if not isinstance(signed_in, SignedIn) or not signed_in.csrf or given is None:
        return False
    return hmac.compare_digest(signed_in.csrf.encode(), given.encode())


def _digest(token: str) -> bytes:
    return sha256(token.encode()).digest()


def _csrf(token: str) -> str:
    digest = hmac.digest(token.encode(), b"csrf", "sha256")
    return base64.urlsafe_b64encode(digest).decode().rstrip("=")
