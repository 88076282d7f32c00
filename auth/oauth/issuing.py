"""What the authorization server stands on, and the tokens that it makes (RFC 9068, OpenID Connect).

Whoever keeps the signing keys signs and verifies here; nothing else in the server knows a key.
"""

import time
from base64 import urlsafe_b64encode
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import Any, Final, Protocol
from uuid import UUID, uuid4

from joserfc import jwt

from auth.callers import Caller
from auth.claims import TOKEN_TYPE, check_claims, take_apart, verified_claims
from auth.database import Database
from auth.keys import ALGORITHM, KeyRing
from auth.oauth.clients import RegisteredClient
from auth.tokens import subject_of
from models.failures import Unauthenticated

__all__ = [
    "ACCESS",
    "Authorization",
    "Grant",
    "KeyRingSigner",
    "Signer",
    "access_claims",
    "id_claims",
]

ACCESS: Final = timedelta(minutes=10)
IDENTITY: Final = timedelta(minutes=10)
IDENTITY_TYPE: Final = "JWT"


class Signer(Protocol):
    """Signs with the key of now, and knows the keys of tokens that still live."""

    def sign(self, claims: Mapping[str, Any], *, typ: str) -> str: ...

    def verify(self, token: str, *, typ: str) -> dict[str, Any]:
        """The claims of a token of that type that we signed; raises Unauthenticated."""

    def public(self) -> list[dict[str, Any]]: ...


@dataclass(frozen=True, slots=True)
class KeyRingSigner:
    """Signs with a key ring."""

    keys: KeyRing

    def sign(self, claims: Mapping[str, Any], *, typ: str) -> str:
        key = self.keys.signing()
        header = {"alg": ALGORITHM, "typ": typ, "kid": key.kid}
        return jwt.encode(header, dict(claims), key.key, algorithms=[ALGORITHM])

    def verify(self, token: str, *, typ: str) -> dict[str, Any]:
        parts = take_apart(token, typ)
        key = self.keys.verifying(parts.kid) if parts.kid else None
        if key is None:
            raise Unauthenticated("the token is signed with a key that this API does not know")
        return verified_claims(parts, key, [ALGORITHM])

    def public(self) -> list[dict[str, Any]]:
        return self.keys.public()


@dataclass(frozen=True, slots=True)
class Authorization:
    """What the authorization server stands on; `issuer` is its address and its name."""

    database: Database
    signer: Signer
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
        claims = self.signer.verify(token, typ=TOKEN_TYPE)
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
