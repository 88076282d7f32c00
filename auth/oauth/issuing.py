"""What the authorization server stands on, and the tokens that it makes (RFC 9068, OpenID Connect).

The key ring signs and verifies; nothing else in the server knows a key.
"""

import time
from base64 import urlsafe_b64encode
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import Any, Final
from uuid import UUID, uuid4

from auth.callers import Caller
from auth.claims import check_claims, take_apart
from auth.database import Database
from auth.keys import KeyRing
from auth.oauth.clients import RegisteredClient
from auth.tokens import subject_of

__all__ = [
    "ACCESS",
    "Authorization",
    "Grant",
    "access_claims",
    "id_claims",
]

ACCESS: Final = timedelta(minutes=10)
IDENTITY: Final = timedelta(minutes=10)
IDENTITY_TYPE: Final = "JWT"


@dataclass(frozen=True, slots=True)
class Authorization:
    """What the authorization server stands on; `issuer` is its address and its name."""

    database: Database
    keys: KeyRing
    issuer: str
    audience: str
    clock: Callable[[], float] = time.time

    def now(self) -> datetime:
        """The time."""
        return datetime.fromtimestamp(self.clock(), UTC)

    def address(self, path: str) -> str:
        """The public address of one of our paths."""
        return self.issuer.rstrip("/") + path

    def resources(self) -> set[str]:
        """The names under which a token can be asked for (RFC 8707): all mean this API."""
        base = self.issuer.rstrip("/")
        return {self.audience, self.issuer, base, f"{base}/", f"{base}/graphql"}

    def claims_of(self, token: str) -> dict[str, Any]:
        """The claims of an access token of ours that is live by itself.

        Whether it was revoked stands in the database. Raises Unauthenticated.
        """
        claims = self.keys.verified(take_apart(token))
        check_claims(claims, issuer=self.issuer, audience=self.audience, now=self.clock())
        return claims


@dataclass(frozen=True, slots=True)
class Grant:
    """What one log-in has given a client: the family that all its tokens belong to."""

    family: UUID
    client: UUID
    person: UUID
    session: UUID | None
    scope: str
    nonce: str | None
    auth_time: datetime
    methods: tuple[str, ...]
    ended: bool

    def get_user(self) -> Caller:
        """Whom the tokens name."""
        return Caller(person=self.person)


def access_claims(
    server: Authorization,
    client: RegisteredClient,
    caller: Caller,
    scope: str,
    grant: Grant | None,
) -> dict[str, Any]:
    """What an access token says; `family` leads to what ends it before its time."""
    now = int(server.clock())
    claims = {
        "iss": server.issuer,
        "aud": server.audience,
        "sub": subject_of(caller),
        "client_id": client.get_client_id(),
        "scope": scope,
        "iat": now,
        "exp": now + int(ACCESS.total_seconds()),
        "jti": str(uuid4()),
    }
    if grant is not None:
        claims |= {"family": str(grant.family), "auth_time": int(grant.auth_time.timestamp())}
    return claims


def id_claims(
    server: Authorization, client: RegisteredClient, grant: Grant, access_token: str
) -> dict[str, Any]:
    """What an ID token says: who logged in, when and how, and which access token came with it."""
    now = int(server.clock())
    half = sha256(access_token.encode()).digest()[:16]
    claims: dict[str, Any] = {
        "iss": server.issuer,
        "aud": client.get_client_id(),
        "sub": subject_of(grant.get_user()),
        "iat": now,
        "exp": now + int(IDENTITY.total_seconds()),
        "auth_time": int(grant.auth_time.timestamp()),
        "at_hash": urlsafe_b64encode(half).rstrip(b"=").decode(),
    }
    if grant.methods:
        claims["amr"] = list(grant.methods)
    if grant.session is not None:
        claims["sid"] = str(grant.session)
    if grant.nonce is not None:
        claims["nonce"] = grant.nonce
    return claims
