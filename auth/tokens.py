"""From a bearer token to a caller, and from a caller to a token of our own (RFC 9068).

A token only names a subject. What the subject may see is read from the database with every
request, so that nothing here has to be undone when an appointment ends.
"""

import re
import time
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from hashlib import sha256
from typing import Any
from uuid import UUID, uuid4

from auth.callers import Caller
from auth.claims import TOKEN_TYPE, TakenApart, check_claims, registered_client, take_apart
from auth.issuers import ExternalIssuer
from auth.keys import LONGEST_TOKEN, KeyRing
from auth.revocation import KEEPS_ALL, Ending
from models.failures import Unauthenticated

__all__ = [
    "Authenticator",
    "OwnTokens",
    "Verified",
    "VerifiedTokens",
    "caller_of",
    "client_of",
    "scope_of",
    "subject_of",
]

REMEMBERED_TOKENS = 10_000
REMEMBERED_SECONDS = 60.0

_SUBJECT = re.compile(r"(person|firm):([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})")


@dataclass(frozen=True, slots=True)
class OwnTokens:
    """The tokens that this API issues to itself."""

    keys: KeyRing
    issuer: str
    audience: str
    clock: Callable[[], float] = time.time

    def issue(
        self,
        caller: Caller,
        *,
        lifetime: timedelta,
        client_id: str,
    ) -> str:
        """An access token for that person or firm, as far as its scopes leave it.

        ValueError for the public or too long a life.
        """
        if not timedelta(0) < lifetime <= LONGEST_TOKEN:
            raise ValueError(f"a token lives for at most {LONGEST_TOKEN.days} days")
        now = int(self.clock())
        claims = {
            "iss": self.issuer,
            "aud": self.audience,
            "sub": subject_of(caller),
            **scope_of(caller),
            "client_id": client_id,
            "iat": now,
            "exp": now + int(lifetime.total_seconds()),
            "jti": str(uuid4()),
        }
        return self.keys.sign(claims, TOKEN_TYPE)

    def verify(self, parts: TakenApart) -> "Verified":
        """What the token says, whom it names and when it ends; raises Unauthenticated."""
        claims = self.keys.verified(parts)
        expires = check_claims(claims, issuer=self.issuer, audience=self.audience, now=self.clock())
        return Verified(caller_of(claims), expires, claims)


@dataclass(frozen=True, slots=True)
class Verified:
    """A token of ours that is in order; whether it was revoked is another question."""

    caller: Caller
    expires: float
    claims: Mapping[str, Any]


def subject_of(caller: Caller) -> str:
    """The `sub` claim for a caller; ValueError unless it is exactly one person or firm."""
    if caller.person is not None and caller.firm is None:
        return f"person:{caller.person}"
    if caller.firm is not None and caller.person is None:
        return f"firm:{caller.firm}"
    raise ValueError("a token names one person or one firm")


def scope_of(caller: Caller) -> dict[str, str]:
    """The `scope` claim of a caller; none where nothing is left out."""
    return {} if caller.scopes is None else {"scope": " ".join(sorted(caller.scopes))}


def client_of(caller: Caller) -> dict[str, str]:
    """The `client_id` claim of a caller; none where there is no registered client."""
    return {} if caller.client is None else {"client_id": str(caller.client)}


def caller_of(claims: Mapping[str, Any]) -> Caller:
    """The caller whom claims of ours name, as far as their scopes leave it, and by which client.

    Raises Unauthenticated for a `sub` or a `scope` of any other form.
    """
    subject, scopes, client = claims.get("sub"), _scopes(claims), registered_client(claims)
    match = _SUBJECT.fullmatch(subject) if isinstance(subject, str) else None
    if match is None:
        raise Unauthenticated("the token's subject is neither a person nor a firm")
    identity = UUID(match[2])
    if match[1] == "person":
        return Caller(person=identity, scopes=scopes, client=client)
    return Caller(firm=identity, scopes=scopes, client=client)


def _scopes(claims: Mapping[str, Any]) -> frozenset[str] | None:
    if "scope" not in claims:
        return None
    named = claims["scope"]
    if not isinstance(named, str):
        raise Unauthenticated("the token has no usable scope")
    return frozenset(named.split())


class VerifiedTokens:
    """The callers of tokens already verified, by digest: bounded, and never beyond a token's end.

    Only verified tokens enter, so that a flood of bad ones drives nobody out.
    """

    def __init__(
        self, capacity: int = REMEMBERED_TOKENS, clock: Callable[[], float] = time.time
    ) -> None:
        self._capacity = capacity
        self._clock = clock
        self._callers: OrderedDict[bytes, tuple[Caller, float]] = OrderedDict()
        self.forgotten = 0
        """How often all was forgotten: what was asked before must not be remembered after."""

    def __len__(self) -> int:
        return len(self._callers)

    def get(self, digest: bytes) -> Caller | None:
        """The caller of that token, if it was verified lately and lives."""
        found = self._callers.get(digest)
        if found is None:
            return None
        caller, until = found
        if self._clock() >= until:
            del self._callers[digest]
            return None
        self._callers.move_to_end(digest)
        return caller

    def forget(self) -> None:
        """Let go of all."""
        self._callers.clear()
        self.forgotten += 1

    def remember(self, digest: bytes, caller: Caller, expires: float) -> None:
        """Keep a verified token's caller, and let go of the one asked for longest ago."""
        self._callers[digest] = (caller, min(expires, self._clock() + REMEMBERED_SECONDS))
        self._callers.move_to_end(digest)
        if len(self._callers) > self._capacity:
            self._callers.popitem(last=False)


Seek = Callable[[str], Awaitable[None]]
"""Looks for a key of ours that this process does not know yet, by its `kid`."""


async def _nowhere(_kid: str) -> None:
    """Where the keys at hand are all there are."""


def _always() -> bool:
    return True


class Authenticator:
    """Says who is calling: by our own keys, or by the external issuer that the token names.

    What was found is remembered while `hears` says that its end would be told, by `forget`.
    """

    def __init__(
        self,
        own: OwnTokens,
        external: ExternalIssuer | None = None,
        *,
        ending: Ending = KEEPS_ALL,
        seek: Seek = _nowhere,
        hears: Callable[[], bool] = _always,
    ) -> None:
        """ValueError when the external issuer bears our own name."""
        if external is not None and external.url == own.issuer:
            raise ValueError("the external issuer needs a name other than our own")
        self._own = own
        self._external = external
        self._ending = ending
        self._seek = seek
        self._hears = hears
        self._verified = VerifiedTokens(clock=own.clock)

    async def authenticate(self, token: str) -> Caller:
        """The caller a bearer token names.

        Raises Unauthenticated when the token is no good, IssuerUnavailable when the external
        issuer's keys can't be had, and whatever the database raises.
        """
        digest = _digest(token)
        if self._hears() and (known := self._verified.get(digest)) is not None:
            return known
        forgotten = self._verified.forgotten
        caller, expires = await self._verify(take_apart(token))
        # Its end may have been told while the database was asked.
        if self._hears() and forgotten == self._verified.forgotten:
            self._verified.remember(digest, caller, expires)
        return caller

    def remembers(self, token: str) -> bool:
        """Whether that token is known and good without asking anybody."""
        return self._hears() and self._verified.get(_digest(token)) is not None

    def forget(self) -> None:
        """Ask anew of every token: some may have ended."""
        self._verified.forget()

    async def _verify(self, parts: TakenApart) -> tuple[Caller, float]:
        if parts.issuer == self._own.issuer:
            return await self._verify_own(parts)
        if self._external is not None and parts.issuer == self._external.url:
            return await self._external.verify(parts)
        raise Unauthenticated("the token is from an issuer that this API does not trust")

    async def _verify_own(self, parts: TakenApart) -> tuple[Caller, float]:
        if parts.kid is not None and self._own.keys.known(parts.kid) is None:
            await self._seek(parts.kid)
        found = self._own.verify(parts)
        await self._ending.refuse_ended(found.claims)
        return found.caller, found.expires


def _digest(token: str) -> bytes:
    return sha256(token.encode(errors="replace")).digest()
