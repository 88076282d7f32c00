"""Tokens of an external OpenID provider, against a real one on a port of its own."""

import asyncio
import json
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from uuid import UUID, uuid4

import pytest
from joserfc import jwt
from joserfc.jwk import ECKey, Key, OctKey, RSAKey

from auth.callers import Caller
from auth.issuers import (
    FRESH_SECONDS,
    MIN_SECONDS,
    USABLE_SECONDS,
    ExternalIssuer,
    IssuerUnavailable,
    require_secure,
)
from auth.keys import KeyRing
from auth.tokens import Authenticator, OwnTokens
from models.failures import Unauthenticated

AUDIENCE = "https://api.network.example"
PERSON = UUID("0d8c1c55-8b3c-5d6e-9a3f-3f2b6f6f0a11")


@dataclass
class Provider:
    """An OpenID provider: what it publishes can be changed while it runs."""

    port: int = 0
    keys: list[dict[str, Any]] = field(default_factory=list)
    about: dict[str, Any] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    status: int = 200
    body: bytes | None = None
    server: ThreadingHTTPServer | None = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/realms/state"

    def start(self) -> None:
        provider = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                provider.asked.append(self.path)
                status, content = provider.answer(self.path)
                self.send_response(status)
                self.send_header("Content-Length", str(len(content)))
                self.end_headers()
                self.wfile.write(content)

            def log_message(self, *args: object) -> None:
                """Say nothing."""

        self.server = ThreadingHTTPServer(("127.0.0.1", self.port), Handler)
        self.port = self.server.server_address[1]
        threading.Thread(target=self.server.serve_forever, args=(0.01,), daemon=True).start()

    def stop(self) -> None:
        if self.server is not None:
            self.server.shutdown()
            self.server.server_close()
            self.server = None

    def answer(self, path: str) -> tuple[int, bytes]:
        if self.body is not None or self.status != 200:
            return self.status, self.body or b""
        if path == "/realms/state/.well-known/openid-configuration":
            said = {"issuer": self.url, "jwks_uri": f"{self.url}/certs"} | self.about
            return 200, json.dumps(said).encode()
        if path == "/realms/state/certs":
            return 200, json.dumps({"keys": self.keys}).encode()
        return 404, b""

    def publish(self, *keys: Key, **said: Any) -> None:
        self.keys = [key.as_dict(private=False, **said) for key in keys]

    def token(self, key: Key, *, header: dict[str, Any] | None = None, **claims: Any) -> str:
        now = int(time.time())
        good = {
            "iss": self.url,
            "aud": AUDIENCE,
            "sub": "state-id-4711",
            "client_id": "portal",
            "iat": now,
            "exp": now + 300,
            "jti": str(uuid4()),
        }
        algorithm = "RS256" if isinstance(key, RSAKey) else "ES256"
        head = {"alg": algorithm, "typ": "at+jwt", "kid": key.kid} | (header or {})
        said = {name: value for name, value in head.items() if value is not None}
        return jwt.encode(said, good | claims, key, algorithms=[said["alg"]])


class Clock:
    """Time since some start, moved by hand."""

    now = 0.0

    def __call__(self) -> float:
        return self.now


RSA = RSAKey.generate_key(2048, auto_kid=True)
EC = ECKey.generate_key("P-256", auto_kid=True)
LATER = ECKey.generate_key("P-256", auto_kid=True)


@pytest.fixture
def provider() -> Iterator[Provider]:
    running = Provider()
    running.start()
    running.publish(RSA, EC)
    yield running
    running.stop()


@pytest.fixture
def clock() -> Clock:
    return Clock()


async def find_person(issuer: str, subject: str) -> UUID | None:
    return PERSON if subject == "state-id-4711" else None


@pytest.fixture
def authenticator(provider: Provider, clock: Clock) -> Authenticator:
    own = OwnTokens(KeyRing(), "http://127.0.0.1:8000", "urn:throughline:api")
    external = ExternalIssuer(provider.url, AUDIENCE, find_person, monotonic=clock)
    return Authenticator(own, external)


@pytest.mark.parametrize("key", [RSA, EC])
async def test_a_login_at_the_provider_is_its_registered_person(
    provider: Provider, authenticator: Authenticator, key: Key
) -> None:
    assert await authenticator.authenticate(provider.token(key)) == Caller(person=PERSON)


async def test_the_provider_is_asked_once_for_many_tokens(
    provider: Provider, authenticator: Authenticator
) -> None:
    tokens = [provider.token(EC) for _ in range(8)]
    callers = await asyncio.gather(*(authenticator.authenticate(token) for token in tokens))
    assert set(callers) == {Caller(person=PERSON)}
    assert provider.asked == [
        "/realms/state/.well-known/openid-configuration",
        "/realms/state/certs",
    ]


async def test_a_caller_that_leaves_does_not_end_the_question_for_others(
    provider: Provider, authenticator: Authenticator
) -> None:
    first = asyncio.create_task(authenticator.authenticate(provider.token(EC)))
    second = asyncio.create_task(authenticator.authenticate(provider.token(EC)))
    await asyncio.sleep(0)
    first.cancel()
    assert await second == Caller(person=PERSON)


async def test_a_login_without_a_person_is_refused(
    provider: Provider, authenticator: Authenticator
) -> None:
    with pytest.raises(Unauthenticated, match="no person is registered for this login"):
        await authenticator.authenticate(provider.token(EC, sub="somebody-else"))


async def test_a_subject_in_our_own_form_names_nobody_by_itself(
    provider: Provider, authenticator: Authenticator
) -> None:
    with pytest.raises(Unauthenticated, match="no person is registered"):
        await authenticator.authenticate(provider.token(EC, sub=f"person:{PERSON}"))


@pytest.mark.parametrize(
    ("header", "claims", "reason"),
    [
        ({}, {"aud": "https://other.example"}, "another audience"),
        ({}, {"aud": "urn:throughline:api"}, "another audience"),
        ({}, {"exp": 1}, "expired"),
        ({}, {"sub": 4711}, "names no subject"),
        ({}, {"sub": ""}, "names no subject"),
        ({}, {"iss": "http://127.0.0.1:8000"}, "a key that this API does not know"),
        ({}, {"iss": "http://127.0.0.1:1/realms/state"}, "does not trust"),
        ({"typ": "JWT"}, {}, r"type is not at\+jwt"),
        ({"kid": LATER.kid}, {}, "a key that its issuer does not publish"),
        ({"kid": RSA.kid}, {}, "signature does not match"),
        ({"kid": None}, {}, "a key that its issuer does not publish"),
    ],
)
async def test_a_wrong_token_is_refused_with_the_reason(
    provider: Provider,
    authenticator: Authenticator,
    header: dict[str, Any],
    claims: dict[str, Any],
    reason: str,
) -> None:
    with pytest.raises(Unauthenticated, match=reason):
        await authenticator.authenticate(provider.token(EC, header=header, **claims))


async def test_a_published_shared_secret_signs_nothing(
    provider: Provider, authenticator: Authenticator
) -> None:
    secret = OctKey.generate_key(256, auto_kid=True)
    provider.keys = [secret.as_dict(private=True), EC.as_dict(private=False)]
    token = provider.token(secret, header={"alg": "HS256"})
    with pytest.raises(Unauthenticated, match="algorithm is not accepted"):
        await authenticator.authenticate(token)


@pytest.mark.parametrize(
    "said", [{"use": "enc"}, {"key_ops": ["encrypt"]}, {"kty": "PQ"}, {"y": "AA"}]
)
async def test_a_key_that_may_not_verify_is_passed_over(
    provider: Provider, authenticator: Authenticator, said: dict[str, Any]
) -> None:
    provider.keys = [EC.as_dict(private=False) | said, RSA.as_dict(private=False)]
    assert await authenticator.authenticate(provider.token(RSA)) == Caller(person=PERSON)
    with pytest.raises(Unauthenticated, match="does not publish"):
        await authenticator.authenticate(provider.token(EC))


async def test_a_key_declared_for_one_algorithm_serves_no_other(
    provider: Provider, authenticator: Authenticator
) -> None:
    provider.publish(RSA, alg="PS256")
    with pytest.raises(Unauthenticated, match="algorithm is not accepted"):
        await authenticator.authenticate(provider.token(RSA))
    token = provider.token(RSA, header={"alg": "PS256"})
    assert await authenticator.authenticate(token) == Caller(person=PERSON)


async def test_without_kid_the_only_key_is_meant(
    provider: Provider, authenticator: Authenticator
) -> None:
    provider.publish(EC)
    token = provider.token(EC, header={"kid": None})
    assert await authenticator.authenticate(token) == Caller(person=PERSON)


async def test_a_rotation_is_noticed_by_the_unknown_kid(
    provider: Provider, authenticator: Authenticator, clock: Clock
) -> None:
    await authenticator.authenticate(provider.token(EC))
    provider.publish(EC, LATER)
    clock.now += MIN_SECONDS
    assert await authenticator.authenticate(provider.token(LATER)) == Caller(person=PERSON)
    assert await authenticator.authenticate(provider.token(EC)) == Caller(person=PERSON)
    assert len(provider.asked) == 4


async def test_random_kids_do_not_make_us_hammer_the_provider(
    provider: Provider, authenticator: Authenticator, clock: Clock
) -> None:
    for second in range(25):
        clock.now = float(second)
        for _ in range(10):
            with pytest.raises(Unauthenticated, match="does not publish"):
                await authenticator.authenticate(provider.token(EC, header={"kid": str(uuid4())}))
    assert len(provider.asked) == 2 * 3, "at 0, 10 and 20 seconds"


async def test_a_withdrawn_key_ends_when_the_keys_are_fetched_anew(
    provider: Provider, authenticator: Authenticator, clock: Clock
) -> None:
    await authenticator.authenticate(provider.token(RSA))
    provider.publish(EC)
    clock.now += FRESH_SECONDS + 1
    await authenticator.authenticate(provider.token(RSA))
    assert authenticator._external is not None
    assert authenticator._external._refreshing is not None
    await authenticator._external._refreshing
    with pytest.raises(Unauthenticated, match="does not publish"):
        await authenticator.authenticate(provider.token(RSA))


async def test_an_unreachable_provider_is_our_fault_not_the_callers(
    provider: Provider, authenticator: Authenticator
) -> None:
    token = provider.token(EC)
    provider.stop()
    with pytest.raises(IssuerUnavailable):
        await authenticator.authenticate(token)


async def test_the_provider_is_found_again_when_it_comes_back(
    provider: Provider, authenticator: Authenticator, clock: Clock
) -> None:
    token = provider.token(EC)
    provider.stop()
    with pytest.raises(IssuerUnavailable):
        await authenticator.authenticate(token)
    provider.start()
    with pytest.raises(IssuerUnavailable):
        await authenticator.authenticate(token)
    clock.now += MIN_SECONDS
    assert await authenticator.authenticate(token) == Caller(person=PERSON)


async def test_known_keys_serve_on_for_a_day_without_the_provider(
    provider: Provider, authenticator: Authenticator, clock: Clock
) -> None:
    await authenticator.authenticate(provider.token(EC))
    provider.stop()
    clock.now = USABLE_SECONDS - 60
    assert await authenticator.authenticate(provider.token(EC)) == Caller(person=PERSON)
    clock.now = USABLE_SECONDS + 60
    with pytest.raises(IssuerUnavailable):
        await authenticator.authenticate(provider.token(EC))


@pytest.mark.parametrize(
    "about",
    [
        {"issuer": "https://evil.example"},
        {"issuer": None},
        {"jwks_uri": "http://evil.example/certs"},
        {"jwks_uri": "file:///etc/passwd"},
        {"jwks_uri": None},
    ],
)
async def test_a_discovery_document_that_leads_elsewhere_is_not_believed(
    provider: Provider, authenticator: Authenticator, about: dict[str, Any]
) -> None:
    provider.about = about
    with pytest.raises(IssuerUnavailable):
        await authenticator.authenticate(provider.token(EC))
    assert provider.asked == ["/realms/state/.well-known/openid-configuration"]


@pytest.mark.parametrize(
    ("status", "body"),
    [
        (500, b""),
        (302, b""),
        (200, b"<html>"),
        (200, b"[]"),
        (200, b'{"keys": 7}'),
        (200, b" " * 1_100_000),
    ],
)
async def test_an_answer_that_is_no_discovery_document_is_not_believed(
    provider: Provider, authenticator: Authenticator, status: int, body: bytes
) -> None:
    provider.status, provider.body = status, body
    with pytest.raises(IssuerUnavailable):
        await authenticator.authenticate(provider.token(EC))


@pytest.mark.parametrize("keys", [[], [{"kty": "PQ"}], [7, None, "x", []]])
async def test_a_provider_without_usable_keys_is_unavailable(
    provider: Provider, authenticator: Authenticator, keys: list[Any]
) -> None:
    provider.keys = keys
    with pytest.raises(IssuerUnavailable):
        await authenticator.authenticate(provider.token(EC))


@pytest.mark.parametrize(
    "url",
    [
        "http://login.example",
        "http://127.0.0.1.example.com",
        "http://localhost.example.com",
        "ftp://login.example",
        "https://",
        "login.example",
        "",
        "https://login.example/?tenant=1",
    ],
)
def test_an_issuer_must_be_https(url: str) -> None:
    with pytest.raises(ValueError, match="https"):
        ExternalIssuer(url, AUDIENCE, find_person)


@pytest.mark.parametrize(
    "url", ["https://login.example/v2", "http://[::1]:8", "http://localhost:8"]
)
def test_https_and_loopback_are_secure(url: str) -> None:
    require_secure(url)


def test_an_issuer_without_an_audience_or_with_our_own_name_is_refused() -> None:
    with pytest.raises(ValueError, match="audience"):
        ExternalIssuer("https://login.example", "", find_person)
    own = OwnTokens(KeyRing(), "https://login.example", "urn:throughline:api")
    with pytest.raises(ValueError, match="other than our own"):
        Authenticator(own, ExternalIssuer("https://login.example", AUDIENCE, find_person))
