"""How a client proves that it is itself: by nothing, by a secret, or by a key (RFC 7523).

One way a request, and the way that the client is registered for. Whatever is wrong is told as the
one `invalid_client`; what it was, the journal alone says.
"""

import base64
import binascii
import hmac
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final
from urllib.parse import unquote_plus
from uuid import UUID

import orjson
from joserfc import jws
from joserfc.errors import JoseError
from joserfc.jwk import JWKRegistry

from auth.issuers import ALGORITHMS, may_verify
from auth.oauth.clients import RegisteredClient
from auth.oauth.issuing import Authorization
from auth.oauth.secrets import verified
from auth.oauth.store import client_keys, client_secrets, enabled_client, first_use
from auth.transactions import WriteTransaction

__all__ = ["METHODS", "SIGNING", "Unproven", "proven_client"]

METHODS: Final = ("none", "client_secret_basic", "private_key_jwt")
SIGNING: Final = ALGORITHMS
ASSERTION_TYPE: Final = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
LEEWAY: Final = 30
LONGEST_LIFE: Final = 300
"""How far ahead an assertion may end: it is remembered for as long."""

LONGEST: Final = 8192


class Unproven(Exception):  # noqa: N818 - named by what happened
    """A client did not prove itself; `why` is for the journal."""

    def __init__(self, why: str, client: UUID | None = None) -> None:
        super().__init__(why)
        self.why, self.client = why, client


@dataclass(frozen=True, slots=True)
class Claimed:
    """Who a request says it is from, and by what it proves that."""

    method: str
    name: str
    proof: str = ""


async def proven_client(
    server: Authorization,
    transaction: WriteTransaction,
    headers: Mapping[str, str],
    form: Mapping[str, str],
) -> tuple[RegisteredClient, str]:
    """The client that a request is from and the method it proved itself by; raises Unproven."""
    claimed = _claimed(headers, form)
    client = await enabled_client(transaction, claimed.name)
    if claimed.method == "client_secret_basic":
        # Also for a client that there is not, so that it takes as long.
        hashes = (
            [] if client is None else await client_secrets(transaction, client.id, server.now())
        )
        if not await verified(claimed.proof, hashes):
            raise Unproven("the secret is wrong", client and client.id)
    if client is None:
        raise Unproven("no such client is let in")
    if client.method != claimed.method:
        raise Unproven(f"it is registered for {client.method}", client.id)
    if claimed.method == "private_key_jwt":
        await _check_assertion(server, transaction, client, claimed.proof)
    return client, claimed.method


def _claimed(headers: Mapping[str, str], form: Mapping[str, str]) -> Claimed:
    named = form.get("client_id")
    found = [each for each in (_by_basic(headers), _by_assertion(form)) if each is not None]
    if "client_secret" in form:
        raise Unproven("a secret in the body is not taken")
    if len(found) > 1:
        raise Unproven("it proves itself in two ways")
    if not found and named:
        return Claimed("none", named)
    if not found:
        raise Unproven("it does not say who it is")
    if named is not None and named != found[0].name:
        raise Unproven("it names another client than it proves")
    return found[0]


def _by_basic(headers: Mapping[str, str]) -> Claimed | None:
    scheme, _, given = headers.get("authorization", "").partition(" ")
    if not scheme:
        return None
    if scheme.lower() != "basic":
        raise Unproven("its authorization is not Basic")
    try:
        decoded = base64.b64decode(given.strip(), validate=True).decode()
    except (binascii.Error, ValueError) as error:
        raise Unproven("its authorization is malformed") from error
    name, _, secret = decoded.partition(":")
    return Claimed("client_secret_basic", unquote_plus(name), unquote_plus(secret))


def _by_assertion(form: Mapping[str, str]) -> Claimed | None:
    if "client_assertion" not in form and "client_assertion_type" not in form:
        return None
    if form.get("client_assertion_type") != ASSERTION_TYPE:
        raise Unproven("its assertion is of another type")
    assertion = form.get("client_assertion", "")
    if len(assertion) > LONGEST:
        raise Unproven("its assertion is too long")
    return Claimed("private_key_jwt", _subject(assertion), assertion)


def _subject(assertion: str) -> str:
    """Whom an assertion names, before anything of it is verified."""
    try:
        claims = orjson.loads(jws.extract_compact(assertion.encode()).payload)
    except (JoseError, ValueError) as error:
        raise Unproven("its assertion is malformed") from error
    subject = claims.get("sub") if isinstance(claims, dict) else None
    if not isinstance(subject, str):
        raise Unproven("its assertion names nobody")
    return subject


async def _check_assertion(
    server: Authorization, transaction: WriteTransaction, client: RegisteredClient, assertion: str
) -> None:
    claims = await _signed(transaction, client, assertion)
    expires = _check_claims(server, client, claims)
    if not await first_use(transaction, client.id, claims["jti"], expires):
        raise Unproven("its assertion was used before", client.id)


async def _signed(
    transaction: WriteTransaction, client: RegisteredClient, assertion: str
) -> dict[str, Any]:
    """The claims of an assertion that one of the client's keys has signed."""
    keys = await client_keys(transaction, client.id)
    try:
        kid = jws.extract_compact(assertion.encode()).headers().get("kid")
        held = keys.get(str(kid)) if kid is not None else _only(keys)
        if held is None:
            raise Unproven("its assertion is signed with a key that is not registered", client.id)
        key = JWKRegistry.import_key(orjson.loads(held))
        declared = key.get("alg")
        algorithms = [declared] if isinstance(declared, str) else list(SIGNING)
        if not may_verify(key) or not set(algorithms) <= set(SIGNING):
            raise Unproven("its key is not for signatures", client.id)
        registry = jws.JWSRegistry(algorithms=algorithms, strict_check_header=False)
        claims = orjson.loads(jws.deserialize_compact(assertion, key, registry=registry).payload)
    except (JoseError, ValueError, TypeError, KeyError) as error:
        raise Unproven("the signature of its assertion does not match", client.id) from error
    return dict(claims)


def _only(keys: Mapping[str, str]) -> str | None:
    return next(iter(keys.values())) if len(keys) == 1 else None


def _check_claims(
    server: Authorization, client: RegisteredClient, claims: Mapping[str, Any]
) -> datetime:
    """When an assertion ends, if it is the client's own, for us, live and short-lived."""
    now = server.clock()
    named = (claims.get("iss"), claims.get("sub"))
    if not all(isinstance(each, str) and _same(each, client.get_client_id()) for each in named):
        raise Unproven("its assertion is by or about another", client.id)
    # One audience and no more: what is good at several servers, one of them could use at another.
    audience = claims.get("aud")
    if audience not in (server.issuer, [server.issuer], *_endpoint(server)):
        raise Unproven("its assertion is for another audience", client.id)
    expires, begins, issued = (_time(claims, name, client) for name in ("exp", "nbf", "iat"))
    if expires is None or not now - LEEWAY < expires <= now + LONGEST_LIFE + LEEWAY:
        raise Unproven("its assertion has expired, or lives for too long", client.id)
    if any(each is not None and each > now + LEEWAY for each in (begins, issued)):
        raise Unproven("its assertion is not valid yet", client.id)
    if not isinstance(claims.get("jti"), str) or not claims["jti"]:
        raise Unproven("its assertion has no jti", client.id)
    return datetime.fromtimestamp(expires + LEEWAY, UTC)


def _endpoint(server: Authorization) -> tuple[str, list[str]]:
    """The token endpoint, which many clients name, as RFC 7523 has it."""
    address = server.address("/oauth/token")
    return address, [address]


def _time(claims: Mapping[str, Any], name: str, client: RegisteredClient) -> float | None:
    value = claims.get(name)
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise Unproven(f"its assertion has no usable {name}", client.id)
    return float(value)


def _same(one: str, other: str) -> bool:
    return hmac.compare_digest(one.encode(), other.encode())
