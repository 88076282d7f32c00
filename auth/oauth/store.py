"""What the authorization server keeps in the schema `oauth`, and what ends when.

A family is all that came of one log-in for one client: its code, its refresh tokens, its access
tokens. It is locked whenever something of it is used, so that of two who use the same at once one
is first, and the other is found to be a replay.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID

from auth.oauth.clients import RegisteredClient
from auth.oauth.issuing import Grant
from auth.oauth.secrets import digest, new_secret
from auth.revocation import QUESTION as HAS_ENDED
from auth.transactions import WriteTransaction

__all__ = [
    "CODE",
    "FAMILY",
    "REFRESH",
    "Presented",
    "client_keys",
    "client_secrets",
    "consented",
    "enabled_client",
    "end_families",
    "family_of",
    "first_use",
    "is_revoked",
    "keep_code",
    "keep_consent",
    "keep_family",
    "keep_refresh_token",
    "mark_used",
    "present",
    "revoke",
]

CODE: Final = timedelta(seconds=60)
REFRESH: Final = timedelta(days=14)
"""How long a refresh token waits to be used."""

FAMILY: Final = timedelta(days=90)
"""After this everyone logs in again, however often they refreshed."""

GRANT = """
f.id, f.client_id, f.person_id, f.session_id, f.scope, f.nonce, f.auth_time, f.methods,
(f.ended_at IS NOT NULL OR f.expires_at <= $2) AS ended
"""
CODES = f"""
SELECT {GRANT}, c.digest, c.expires_at <= $2 AS expired, c.used_at, c.redirect_uri, c.challenge
FROM oauth.family f JOIN oauth.code c ON c.family_id = f.id
WHERE c.digest = $1 FOR UPDATE
"""
REFRESH_TOKENS = f"""
SELECT {GRANT}, r.digest, r.expires_at <= $2 AS expired, r.used_at,
    '' AS redirect_uri, '' AS challenge
FROM oauth.family f JOIN oauth.refresh_token r ON r.family_id = f.id
WHERE r.digest = $1 FOR UPDATE
"""
FORGET = """
WITH codes AS (DELETE FROM oauth.revoked WHERE expires_at < $1),
assertions AS (DELETE FROM oauth.assertion WHERE expires_at < $1)
DELETE FROM oauth.family WHERE id IN (
    SELECT old.id FROM oauth.family old WHERE old.expires_at < $1 LIMIT 10 FOR UPDATE SKIP LOCKED
)
"""
ASSERT = """
INSERT INTO oauth.assertion (client_id, digest, expires_at) VALUES ($1, $2, $3)
ON CONFLICT DO NOTHING RETURNING true
"""
SECRETS = """
SELECT hash FROM oauth.client_secret
WHERE client_id = $1 AND (expires_at IS NULL OR expires_at > $2)
"""
KEEP_FAMILY = """
INSERT INTO oauth.family (id, client_id, person_id, session_id, scope, nonce, auth_time, methods,
    begun_at, expires_at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
"""
KEEP_CODE = """
INSERT INTO oauth.code (digest, family_id, redirect_uri, challenge, expires_at)
VALUES ($1, $2, $3, $4, $5)
"""
KEEP_CONSENT = """
INSERT INTO oauth.consent AS kept (person_id, client_id, scopes, given_at) VALUES ($1, $2, $3, $4)
ON CONFLICT (person_id, client_id) DO UPDATE SET given_at = excluded.given_at, scopes =
    ARRAY(SELECT DISTINCT unnest(kept.scopes || excluded.scopes) ORDER BY 1)
"""
END = """
UPDATE oauth.family SET ended_at = $1
WHERE ended_at IS NULL AND ($2::uuid IS NULL OR id = $2) AND ($3::uuid IS NULL OR session_id = $3)
  AND ($4::uuid IS NULL OR person_id = $4) AND ($5::uuid IS NULL OR client_id = $5)
RETURNING id
"""


@dataclass(frozen=True, slots=True)
class Presented:
    """A code or a refresh token that somebody has shown us, as Authlib asks about it."""

    grant: Grant
    digest: bytes
    expired: bool
    used: bool
    redirect_uri: str
    code_challenge: str
    code_challenge_method: str = "S256"

    def get_redirect_uri(self) -> str:
        return self.redirect_uri

    def get_scope(self) -> str:
        return self.grant.scope

    def check_client(self, client: RegisteredClient) -> bool:
        return client.id == self.grant.client

    def is_expired(self) -> bool:
        return self.expired

    def is_revoked(self) -> bool:
        return self.used or self.grant.ended


async def enabled_client(transaction: WriteTransaction, name: str) -> RegisteredClient | None:
    """The client of that `client_id`, if it is let in."""
    try:
        wanted = UUID(name)
    except ValueError:
        return None
    rows = await transaction.rows("SELECT * FROM oauth.client($1) WHERE is_enabled", (wanted,))
    return RegisteredClient.of(rows[0]) if rows and str(wanted) == name else None


async def client_secrets(
    transaction: WriteTransaction, client: UUID, now: datetime
) -> Sequence[str]:
    """The hashes of the secrets that are good now."""
    return [row["hash"] for row in await transaction.rows(SECRETS, (client, now))]


async def client_keys(transaction: WriteTransaction, client: UUID) -> dict[str, str]:
    """The client's public keys, by what it calls them."""
    rows = await transaction.rows("SELECT kid, jwk FROM oauth.client_keys($1)", (client,))
    return {row["kid"]: row["jwk"] for row in rows}


async def first_use(
    transaction: WriteTransaction, client: UUID, jti: str, expires: datetime
) -> bool:
    """Whether an assertion is seen for the first time; it is kept until it would have expired."""
    return bool(await transaction.value(ASSERT, (client, digest(jti), expires)))


async def keep_family(transaction: WriteTransaction, grant: Grant, now: datetime) -> None:
    """Keep what a log-in gives a client, and forget what is long over."""
    await transaction.rows(FORGET, (now,))
    values = (
        grant.family,
        grant.client,
        grant.person,
        grant.session,
        grant.scope,
        grant.nonce,
        grant.auth_time,
        list(grant.methods),
        now,
        now + FAMILY,
    )
    await transaction.rows(KEEP_FAMILY, values)


async def keep_code(
    transaction: WriteTransaction, grant: Grant, redirect_uri: str, challenge: str, now: datetime
) -> str:
    """A new code, by which the family is claimed."""
    code = new_secret()
    values = (digest(code), grant.family, redirect_uri, challenge, now + CODE)
    await transaction.rows(KEEP_CODE, values)
    return code


async def keep_refresh_token(transaction: WriteTransaction, family: UUID, now: datetime) -> str:
    """A new refresh token of a family."""
    token = new_secret()
    await transaction.rows(
        "INSERT INTO oauth.refresh_token (digest, family_id, expires_at) VALUES ($1, $2, $3)",
        (digest(token), family, now + REFRESH),
    )
    return token


async def present(
    transaction: WriteTransaction, kind: str, secret: str, now: datetime
) -> Presented | None:
    """The `code` or `refresh_token` that a secret is; its family is locked from now on."""
    question = CODES if kind == "code" else REFRESH_TOKENS
    rows = await transaction.rows(question, (digest(secret), now))
    return _presented(rows[0]) if rows else None


async def mark_used(
    transaction: WriteTransaction, kind: str, shown: Presented, now: datetime
) -> None:
    """Nothing is good twice."""
    table = "code" if kind == "code" else "refresh_token"
    statement = f"UPDATE oauth.{table} SET used_at = $2 WHERE digest = $1"
    await transaction.rows(statement, (shown.digest, now))


async def family_of(transaction: WriteTransaction, family: UUID, now: datetime) -> Grant | None:
    """A family by its id."""
    question = f"SELECT {GRANT} FROM oauth.family f WHERE id = $1"
    rows = await transaction.rows(question, (family, now))
    return _grant(rows[0]) if rows else None


async def end_families(
    transaction: WriteTransaction,
    now: datetime,
    *,
    family: UUID | None = None,
    session: UUID | None = None,
    person: UUID | None = None,
    client: UUID | None = None,
) -> int:
    """End what is of all that is named, and say how many families that were; ValueError of none."""
    named = (family, session, person, client)
    if not any(named):
        raise ValueError("this would end everything")
    return len(await transaction.rows(END, (now, *named)))


async def revoke(transaction: WriteTransaction, token: UUID, expires: datetime) -> None:
    """End one access token before its time."""
    await transaction.rows(
        "INSERT INTO oauth.revoked (token_id, expires_at) VALUES ($1, $2) ON CONFLICT DO NOTHING",
        (token, expires),
    )


async def is_revoked(
    transaction: WriteTransaction, token: UUID, client: UUID, family: UUID | None
) -> bool:
    """Whether an access token has ended, by itself, with its family or with its client."""
    return bool(await transaction.value(HAS_ENDED, (token, client, family)))


async def consented(transaction: WriteTransaction, person: UUID, client: UUID) -> Collection[str]:
    """The scopes to which a person has agreed for a client."""
    question = "SELECT scopes FROM oauth.consent WHERE person_id = $1 AND client_id = $2"
    return set(await transaction.value(question, (person, client)) or ())


async def keep_consent(
    transaction: WriteTransaction,
    person: UUID,
    client: UUID,
    scopes: Collection[str],
    now: datetime,
) -> None:
    """Remember what a person has agreed to, beside what they agreed to before."""
    await transaction.rows(KEEP_CONSENT, (person, client, sorted(scopes), now))


def _presented(row: Any) -> Presented:
    return Presented(
        _grant(row),
        row["digest"],
        row["expired"],
        row["used_at"] is not None,
        row["redirect_uri"],
        row["challenge"],
    )


def _grant(row: Any) -> Grant:
    return Grant(
        family=row["id"],
        client=row["client_id"],
        person=row["person_id"],
        session=row["session_id"],
        scope=row["scope"],
        nonce=row["nonce"],
        auth_time=row["auth_time"],
        methods=tuple(row["methods"]),
        ended=row["ended"],
    )
