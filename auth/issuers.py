"""Tokens of an OpenID provider: its keys by discovery, kept, and fetched again when they change.

The provider is asked rarely whatever callers send: at most once in MIN_SECONDS, by one task that
all callers share. When it can't be reached, the keys last seen serve on for a day.
"""

import asyncio
import ipaddress
import logging
import ssl
import time
from collections.abc import Awaitable, Callable, Mapping
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

import httpx
import orjson
from joserfc.errors import JoseError
from joserfc.jwk import JWKRegistry, Key, OctKey, RSAKey

from auth.callers import Caller
from auth.claims import TakenApart, check_claims, verified_claims
from models.failures import Fault, Unauthenticated

__all__ = [
    "ALGORITHMS",
    "DISCOVERY",
    "TIMEOUT_SECONDS",
    "ExternalIssuer",
    "FindPerson",
    "IssuerUnavailable",
    "is_loopback",
    "may_verify",
    "require_secure",
]

FindPerson = Callable[[str, str], Awaitable[UUID | None]]
"""From an issuer and its subject to the person registered with that login, if there is one."""

ALGORITHMS = (
    "RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "Ed25519",
)  # fmt: skip
"""Asymmetric only: with a shared secret in the list, a public key would pass for one."""

DISCOVERY = "/.well-known/openid-configuration"
MIN_SECONDS = 10.0
FRESH_SECONDS = 600.0
USABLE_SECONDS = 86_400.0
TIMEOUT_SECONDS = 5.0
LARGEST_REPLY = 1_000_000
SMALLEST_RSA_BITS = 2048

log = logging.getLogger(__name__)


class IssuerUnavailable(Fault):
    """The issuer's keys can't be had or can't be trusted: no fault of the caller."""


class ExternalIssuer:
    """Verifies the access tokens of one OpenID provider."""

    def __init__(
        self,
        url: str,
        audience: str,
        find_person: FindPerson,
        *,
        clock: Callable[[], float] = time.time,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        """ValueError when the address is neither https nor loopback, or no audience is named."""
        require_secure(url)
        if not audience:
            raise ValueError("an external issuer needs the audience its tokens name for this API")
        self.url = url
        self._audience = audience
        self._find_person = find_person
        self._clock = clock
        self._monotonic = monotonic
        self._tls = ssl.create_default_context()
        self._keys: dict[str, Key] = {}
        self._fetched_at = self._asked_at = float("-inf")
        self._refreshing: asyncio.Task[None] | None = None

    async def verify(self, parts: TakenApart) -> tuple[Caller, float]:
        """The person registered with the login, and when the token ends.

        Raises Unauthenticated, IssuerUnavailable, and whatever `find_person` raises.
        """
        if parts.algorithm not in ALGORITHMS:
            raise Unauthenticated("the token's algorithm is not accepted")
        key = await self._key(parts.kid)
        declared = key.get("alg")
        allowed = [declared] if isinstance(declared, str) else ALGORITHMS
        claims = verified_claims(parts, key, allowed)
        expires = check_claims(claims, issuer=self.url, audience=self._audience, now=self._clock())
        subject = claims.get("sub")
        if not isinstance(subject, str) or not subject:
            raise Unauthenticated("the token names no subject")
        person = await self._find_person(self.url, subject)
        if person is None:
            raise Unauthenticated("no person is registered for this login")
        return Caller(person=person), expires

    async def _key(self, kid: str | None) -> Key:
        if self._held(kid) is None or self._age() > USABLE_SECONDS:
            await self._refreshed()
        elif self._age() > FRESH_SECONDS:
            self._refresh()
        if self._age() > USABLE_SECONDS:
            raise IssuerUnavailable("the external issuer's keys can't be fetched")
        key = self._held(kid)
        if key is None:
            raise Unauthenticated("the token is signed with a key that its issuer does not publish")
        return key

    def _held(self, kid: str | None) -> Key | None:
        if kid is None:
            return next(iter(self._keys.values())) if len(self._keys) == 1 else None
        return self._keys.get(kid)

    def _age(self) -> float:
        return self._monotonic() - self._fetched_at

    async def _refreshed(self) -> None:
        """Wait for keys as new as may be had; a caller that leaves does not end it for others."""
        if (task := self._refresh()) is not None:
            await asyncio.shield(task)

    def _refresh(self) -> asyncio.Task[None] | None:
        """The task that is asking for the keys, or none when they were asked for a moment ago."""
        if self._refreshing is not None and not self._refreshing.done():
            return self._refreshing
        if self._monotonic() - self._asked_at < MIN_SECONDS:
            return None
        self._asked_at = self._monotonic()
        self._refreshing = asyncio.create_task(self._replace_keys())
        return self._refreshing

    async def _replace_keys(self) -> None:
        try:
            self._keys = await self._fetch()
            self._fetched_at = self._monotonic()
        except (IssuerUnavailable, httpx.HTTPError, httpx.InvalidURL, OSError) as error:
            log.warning("the external issuer's keys can't be fetched: %s", _told(error))

    async def _fetch(self) -> dict[str, Key]:
        """The issuer's signing keys by `kid`, by OpenID discovery."""
        # A proxy of the environment could not reach our own loopback.
        proxied = not is_loopback(self.url)
        client = httpx.AsyncClient(timeout=TIMEOUT_SECONDS, verify=self._tls, trust_env=proxied)
        async with client, asyncio.timeout(2 * TIMEOUT_SECONDS):
            about = await _document(client, self.url.rstrip("/") + DISCOVERY)
            if about.get("issuer") != self.url:
                raise IssuerUnavailable("its discovery document names another issuer")
            address = about.get("jwks_uri")
            try:
                require_secure(address if isinstance(address, str) else "")
            except ValueError as error:
                raise IssuerUnavailable("its jwks_uri is neither https nor loopback") from error
            keys = _usable_keys(await _document(client, str(address)))
        if not keys:
            raise IssuerUnavailable("it publishes no key that can be used")
        return keys


def require_secure(url: str) -> None:
    """ValueError unless the address is https, or http on this machine's loopback."""
    parts = urlsplit(url)
    if not parts.hostname or parts.scheme not in ("https", "http") or parts.query or parts.fragment:
        raise ValueError("an issuer is an https address without query or fragment")
    if parts.scheme == "http" and not is_loopback(url):
        raise ValueError("an issuer must be https, except on loopback")


def is_loopback(url: str) -> bool:
    """Whether the address is on this machine."""
    host = urlsplit(url).hostname or ""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


async def _document(client: httpx.AsyncClient, url: str) -> dict[str, Any]:
    """The JSON object at that address; redirects are not followed, and its size is bounded."""
    content = bytearray()
    async with client.stream("GET", url, headers={"Accept": "application/json"}) as reply:
        if reply.status_code != httpx.codes.OK:
            raise IssuerUnavailable(f"it answered {reply.status_code}")
        async for chunk in reply.aiter_bytes():
            content += chunk
            if len(content) > LARGEST_REPLY:
                raise IssuerUnavailable("its answer is too large")
    try:
        value = orjson.loads(content)
    except orjson.JSONDecodeError as error:
        raise IssuerUnavailable("its answer is not JSON") from error
    if not isinstance(value, dict):
        raise IssuerUnavailable("its answer is not a JSON object")
    return value


def _usable_keys(published: Mapping[str, Any]) -> dict[str, Key]:
    """The published keys that may verify a signature; the rest is passed over (RFC 7517)."""
    keys: dict[str, Key] = {}
    entries = published.get("keys")
    for entry in entries if isinstance(entries, list) else []:
        try:
            key = JWKRegistry.import_key(entry)
            if may_verify(key):
                keys[key.kid or key.thumbprint()] = key
        except (JoseError, ValueError, TypeError, KeyError):
            continue
    return keys


def may_verify(key: Key) -> bool:
    """Whether signatures may be verified by it: asymmetric, large enough, meant for it."""
    if isinstance(key, OctKey) or key.get("use", "sig") != "sig":
        return False
    if "verify" not in (key.get("key_ops") or ["verify"]):
        return False
    return not isinstance(key, RSAKey) or key.public_key.key_size >= SMALLEST_RSA_BITS


def _told(error: Exception) -> str:
    return error.message if isinstance(error, IssuerUnavailable) else type(error).__name__
