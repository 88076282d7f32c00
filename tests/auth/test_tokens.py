"""Own tokens: what is issued, what is refused and why, and what is remembered."""

import base64
import hmac
import json
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st
from joserfc import jwt
from joserfc.jwk import ECKey, RSAKey

from auth.callers import PUBLIC, Caller
from auth.claims import take_apart
from auth.keys import LONGEST_TOKEN, KeyRing, StoredKey
from auth.tokens import Authenticator, OwnTokens, VerifiedTokens
from models.failures import Unauthenticated

ISSUER, AUDIENCE = "http://127.0.0.1:8000", "urn:throughline:api"
HOUR = timedelta(hours=1)
PERSON = Caller(person=UUID("0d8c1c55-8b3c-5d6e-9a3f-3f2b6f6f0a11"))
FIRM = Caller(firm=UUID("7a0f3f0e-1a52-5b7c-8a77-0d7f0f1f2b22"))

Forge = Callable[..., str]


class Clock:
    """The real time, moved by hand."""

    ahead = 0.0

    def __call__(self) -> float:
        return time.time() + self.ahead


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def own(clock: Clock) -> OwnTokens:
    return OwnTokens(KeyRing([StoredKey.new(0, 0)], clock), ISSUER, AUDIENCE, clock)


@pytest.fixture
def authenticator(own: OwnTokens) -> Authenticator:
    return Authenticator(own)


@pytest.fixture
def forge(own: OwnTokens) -> Forge:
    """A token signed with our key, right in all but what the test changes."""

    def token(*, header: dict[str, Any] | None = None, key: Any = None, **claims: Any) -> str:
        now = int(time.time())
        good = {
            "iss": ISSUER,
            "aud": AUDIENCE,
            "sub": f"person:{PERSON.person}",
            "client_id": "test",
            "iat": now,
            "exp": now + 60,
            "jti": str(uuid4()),
        }
        said = {name: value for name, value in (good | claims).items() if value is not None}
        signing = own.keys.signing()
        head = {"alg": "ES256", "typ": "at+jwt", "kid": signing.kid} | (header or {})
        return jwt.encode(head, said, key or signing.key, algorithms=[head["alg"]])

    return token


def unsigned(header: dict[str, Any], claims: object, signature: str = "") -> str:
    parts = (base64.urlsafe_b64encode(json.dumps(part).encode()) for part in (header, claims))
    return ".".join([part.rstrip(b"=").decode() for part in parts] + [signature])


@pytest.mark.parametrize("caller", [PERSON, FIRM])
async def test_an_issued_token_names_its_caller(
    own: OwnTokens, authenticator: Authenticator, caller: Caller
) -> None:
    token = own.issue(caller, lifetime=HOUR, client_id="throughline-cli")
    assert await authenticator.authenticate(token) == caller


def test_an_issued_token_says_what_rfc_9068_demands(own: OwnTokens) -> None:
    token = own.issue(FIRM, lifetime=HOUR, client_id="throughline-cli")
    signing = own.keys.signing()
    read = jwt.decode(token, signing.key, algorithms=["ES256"])
    assert read.header == {"alg": "ES256", "typ": "at+jwt", "kid": signing.kid}
    jti, iat = read.claims.pop("jti"), read.claims.pop("iat")
    assert UUID(jti)
    assert read.claims == {
        "iss": ISSUER,
        "aud": AUDIENCE,
        "sub": f"firm:{FIRM.firm}",
        "client_id": "throughline-cli",
        "exp": iat + 3600,
    }


def test_no_token_is_issued_to_nobody_or_for_ever(own: OwnTokens) -> None:
    both = Caller(person=PERSON.person, firm=FIRM.firm)
    for caller in (PUBLIC, both):
        with pytest.raises(ValueError, match="one person or one firm"):
            own.issue(caller, lifetime=HOUR, client_id="test")
    for lifetime in (timedelta(0), LONGEST_TOKEN + timedelta(seconds=1)):
        with pytest.raises(ValueError, match="lives for at most 7 days"):
            own.issue(PERSON, lifetime=lifetime, client_id="test")


async def test_a_token_outlives_a_rotation(own: OwnTokens) -> None:
    old = own.issue(PERSON, lifetime=HOUR, client_id="test")
    own.keys.hold([*own.keys.held(), StoredKey.new(time.time(), time.time())])
    new = own.issue(FIRM, lifetime=HOUR, client_id="test")
    assert take_apart(old).kid != take_apart(new).kid
    running = Authenticator(own)
    assert await running.authenticate(old) == PERSON
    assert await running.authenticate(new) == FIRM


async def test_a_key_made_elsewhere_is_looked_for_once(own: OwnTokens) -> None:
    made = StoredKey.new(1, 1)
    sought: list[str] = []

    async def seek(kid: str) -> None:
        sought.append(kid)
        own.keys.hold([*own.keys.held(), made])

    elsewhere = OwnTokens(KeyRing([made]), ISSUER, AUDIENCE)
    running = Authenticator(own, seek=seek)
    for caller in (PERSON, FIRM):
        token = elsewhere.issue(caller, lifetime=HOUR, client_id="test")
        assert await running.authenticate(token) == caller
    assert sought == [made.kid]


NOW = int(time.time())


@pytest.mark.parametrize(
    ("claims", "reason"),
    [
        ({"exp": NOW - 3600}, "the token has expired"),
        ({"exp": None}, "no usable exp"),
        ({"exp": True}, "no usable exp"),
        ({"exp": "2999"}, "no usable exp"),
        ({"iat": None}, "no usable iat"),
        ({"iat": NOW + 9000, "exp": NOW + 9999}, "issued in the future"),
        ({"nbf": NOW + 9000}, "not valid yet"),
        ({"nbf": "soon"}, "no usable nbf"),
        ({"aud": "urn:other:api"}, "for another audience"),
        ({"aud": ["urn:other:api", "urn:third:api"]}, "for another audience"),
        ({"aud": {AUDIENCE: 1}}, "for another audience"),
        ({"aud": None}, "for another audience"),
        ({"iss": "http://127.0.0.1:8001"}, "issuer that this API does not trust"),
        ({"iss": None}, "issuer that this API does not trust"),
        ({"iss": [ISSUER]}, "not a JSON Web Token"),
        ({"sub": None}, "neither a person nor a firm"),
        ({"sub": "superintendent"}, "neither a person nor a firm"),
        ({"sub": f"person:{{{PERSON.person}}}"}, "neither a person nor a firm"),
        ({"sub": f"person:{PERSON.person}\n"}, "neither a person nor a firm"),
        ({"sub": f"role:{PERSON.person}"}, "neither a person nor a firm"),
        ({"sub": 7}, "neither a person nor a firm"),
        ({"scope": ["read"]}, "no usable scope"),
        ({"scope": 7}, "no usable scope"),
    ],
)
async def test_a_signed_token_with_wrong_claims_is_refused_with_the_reason(
    authenticator: Authenticator, forge: Forge, claims: dict[str, Any], reason: str
) -> None:
    with pytest.raises(Unauthenticated, match=reason):
        await authenticator.authenticate(forge(**claims))


async def test_one_of_several_audiences_is_enough(
    authenticator: Authenticator, forge: Forge
) -> None:
    assert await authenticator.authenticate(forge(aud=["urn:other:api", AUDIENCE])) == PERSON


async def test_clocks_may_differ_by_seconds(authenticator: Authenticator, forge: Forge) -> None:
    now = int(time.time())
    token = forge(iat=now + 20, nbf=now + 20, exp=now + 21)
    assert await authenticator.authenticate(token) == PERSON
    assert await authenticator.authenticate(forge(exp=now - 10)) == PERSON


@pytest.mark.parametrize(
    ("header", "reason"),
    [
        ({"typ": "JWT"}, r"type is not at\+jwt"),
        ({"typ": "dpop+jwt"}, r"type is not at\+jwt"),
        ({"kid": "unheard-of"}, "a key that this API does not know"),
        ({"kid": ""}, "a key that this API does not know"),
        ({"crit": ["b64"], "b64": True}, "an extension that this API does not know"),
    ],
)
async def test_a_signed_token_with_a_wrong_header_is_refused_with_the_reason(
    authenticator: Authenticator, forge: Forge, header: dict[str, Any], reason: str
) -> None:
    with pytest.raises(Unauthenticated, match=reason):
        await authenticator.authenticate(forge(header=header))


async def test_the_type_may_be_written_in_full(authenticator: Authenticator, forge: Forge) -> None:
    token = forge(header={"typ": "application/AT+JWT"})
    assert await authenticator.authenticate(token) == PERSON


async def test_another_key_under_our_kid_is_refused(
    authenticator: Authenticator, forge: Forge
) -> None:
    with pytest.raises(Unauthenticated, match="signature does not match"):
        await authenticator.authenticate(forge(key=ECKey.generate_key("P-256")))


async def test_a_key_that_the_token_brings_along_is_not_used(
    authenticator: Authenticator, forge: Forge
) -> None:
    mine = ECKey.generate_key("P-256")
    token = forge(key=mine, header={"jwk": mine.as_dict(private=False)})
    with pytest.raises(Unauthenticated, match="signature does not match"):
        await authenticator.authenticate(token)


async def test_an_unsigned_token_is_refused(own: OwnTokens, authenticator: Authenticator) -> None:
    signed = own.issue(PERSON, lifetime=HOUR, client_id="test")
    claims = json.loads(base64.urlsafe_b64decode(signed.split(".")[1] + "=="))
    kid = own.keys.signing().kid
    for algorithm in ("none", "None", ""):
        token = unsigned({"alg": algorithm, "typ": "at+jwt", "kid": kid}, claims)
        with pytest.raises(Unauthenticated, match="algorithm is not accepted"):
            await authenticator.authenticate(token)


async def test_our_public_key_is_no_shared_secret(
    own: OwnTokens, authenticator: Authenticator
) -> None:
    signing = own.keys.signing()
    signed = own.issue(PERSON, lifetime=HOUR, client_id="test")
    claims = json.loads(base64.urlsafe_b64decode(signed.split(".")[1] + "=="))
    content = unsigned({"alg": "HS256", "typ": "at+jwt", "kid": signing.kid}, claims)[:-1]
    for secret in (signing.key.as_pem(private=False), json.dumps(own.keys.public()[0]).encode()):
        mac = hmac.digest(secret, content.encode(), "sha256")
        token = f"{content}.{base64.urlsafe_b64encode(mac).rstrip(b'=').decode()}"
        with pytest.raises(Unauthenticated, match="algorithm is not accepted"):
            await authenticator.authenticate(token)


async def test_another_asymmetric_algorithm_is_refused(
    authenticator: Authenticator, forge: Forge
) -> None:
    token = forge(header={"alg": "RS256"}, key=RSAKey.generate_key(2048))
    with pytest.raises(Unauthenticated, match="algorithm is not accepted"):
        await authenticator.authenticate(token)


@pytest.mark.parametrize(
    "token",
    [
        "",
        "secret",
        "a.b",
        "a.b.c.d",
        "..",
        "é.é.é",
        "\udcff.a.b",
        unsigned({"typ": "at+jwt"}, []),
        unsigned({"typ": "at+jwt", "alg": 7}, {}),
        unsigned({"typ": ["at+jwt"]}, {}),
        "x" * 9000 + ".e30.e30",
        "W1tb" * 1000 + ".e30.e30",
    ],
)
async def test_what_is_no_token_is_refused_as_such(
    authenticator: Authenticator, token: str
) -> None:
    with pytest.raises(Unauthenticated, match="not a JSON Web Token"):
        await authenticator.authenticate(token)


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=6,
)


@given(header=json_values, claims=json_values, signature=st.text(max_size=20))
async def test_no_made_up_token_does_worse_than_be_refused(
    header: object, claims: object, signature: str
) -> None:
    """Whatever the parts are, the answer is a reason, not a fault."""
    keys = KeyRing([StoredKey.new(0, 0)])
    header = {"alg": "ES256", "typ": "at+jwt", "kid": keys.signing().kid} | (
        header if isinstance(header, dict) else {"alg": header}
    )
    claims = {"iss": ISSUER} | (claims if isinstance(claims, dict) else {"sub": claims})
    authenticator = Authenticator(OwnTokens(keys, ISSUER, AUDIENCE))
    with pytest.raises(Unauthenticated):
        await authenticator.authenticate(unsigned(header, claims, signature))


async def test_a_changed_token_is_refused_also_after_the_true_one_was_seen(
    own: OwnTokens, authenticator: Authenticator
) -> None:
    token = own.issue(PERSON, lifetime=HOUR, client_id="test")
    await authenticator.authenticate(token)
    head, claims, signature = token.split(".")
    other = own.issue(FIRM, lifetime=HOUR, client_id="test").split(".")[1]
    for changed in (f"{head}.{other}.{signature}", f"{head}.{claims}.", f"{token[:-4]}AAAA"):
        with pytest.raises(Unauthenticated, match="signature does not match"):
            await authenticator.authenticate(changed)


async def test_a_remembered_token_ends_when_it_ends(
    own: OwnTokens, authenticator: Authenticator, clock: Clock
) -> None:
    token = own.issue(PERSON, lifetime=timedelta(seconds=40), client_id="test")
    assert await authenticator.authenticate(token) == PERSON
    clock.ahead = 80
    with pytest.raises(Unauthenticated, match="expired"):
        await authenticator.authenticate(token)


async def test_a_second_request_with_the_token_checks_no_signature(
    own: OwnTokens, authenticator: Authenticator, monkeypatch: pytest.MonkeyPatch
) -> None:
    token = own.issue(PERSON, lifetime=HOUR, client_id="test")
    await authenticator.authenticate(token)
    monkeypatch.setattr(OwnTokens, "verify", None)
    assert await authenticator.authenticate(token) == PERSON


async def test_a_key_taken_away_ends_its_tokens(
    own: OwnTokens, authenticator: Authenticator
) -> None:
    token = own.issue(PERSON, lifetime=HOUR, client_id="test")
    await authenticator.authenticate(token)
    own.keys.hold([])
    authenticator.forget()
    with pytest.raises(Unauthenticated, match="does not know"):
        await authenticator.authenticate(token)


async def test_scopes_go_with_the_token(own: OwnTokens, authenticator: Authenticator) -> None:
    for scopes in (frozenset({"read"}), frozenset({"openid", "read", "write"}), frozenset[str]()):
        caller = replace(PERSON, scopes=scopes)
        token = own.issue(caller, lifetime=HOUR, client_id="test")
        assert (await authenticator.authenticate(token)) == caller


async def test_the_registered_client_goes_with_the_token(
    own: OwnTokens, authenticator: Authenticator
) -> None:
    client = uuid4()
    for named, known in ((str(client), client), ("throughline-cli", None), ("", None)):
        token = own.issue(FIRM, lifetime=HOUR, client_id=named)
        assert await authenticator.authenticate(token) == replace(FIRM, client=known)


def test_the_memory_is_bounded_and_forgets_what_was_asked_for_longest_ago() -> None:
    memory = VerifiedTokens(capacity=3)
    soon = time.time() + 60
    for name in (b"a", b"b", b"c"):
        memory.remember(name, PERSON, soon)
    assert memory.get(b"a") == PERSON
    memory.remember(b"d", FIRM, soon)
    assert len(memory) == 3
    assert memory.get(b"b") is None
    assert [memory.get(name) for name in (b"a", b"c", b"d")] == [PERSON, PERSON, FIRM]


async def test_refused_tokens_are_not_remembered(
    authenticator: Authenticator, forge: Forge
) -> None:
    for _ in range(5):
        with pytest.raises(Unauthenticated):
            await authenticator.authenticate(forge(aud="urn:other:api"))
    assert len(authenticator._verified) == 0


async def test_no_reason_repeats_what_the_token_says(
    authenticator: Authenticator, forge: Forge
) -> None:
    secret = "Maria-Sanchez-4711"
    wrongs: list[dict[str, Any]] = [
        {"sub": secret},
        {"aud": secret},
        {"iss": secret},
        {"exp": secret},
        {"header": {"kid": secret}},
        {"header": {"typ": secret}},
    ]
    for wrong in wrongs:
        with pytest.raises(Unauthenticated) as refused:
            await authenticator.authenticate(forge(**wrong))
        assert secret not in refused.value.message
        assert AUDIENCE not in refused.value.message
