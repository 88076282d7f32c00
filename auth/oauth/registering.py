"""What a client is registered with: addresses, secrets and keys that can be used as they are."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

import orjson
from joserfc.errors import JoseError
from joserfc.jwk import JWKRegistry, Key, import_key

from auth.database import WriteTransaction
from auth.issuers import may_verify
from auth.oauth.clients import redirect_complaint
from auth.oauth.journal import Kind, record
from auth.oauth.secrets import hashed, new_secret
from models.base import new_id
from models.failures import BadUserInput, Conflict

__all__ = ["MOST_SECRETS", "check_addresses", "make_secret", "public_key"]

MOST_SECRETS = 3
"""Each is tried with every request of the client."""

SHORTEN = """
UPDATE oauth.client_secret SET expires_at = least(expires_at, $2) WHERE client_id = $1
"""
FORGET = "DELETE FROM oauth.client_secret WHERE client_id = $1 AND expires_at <= $2"
COUNT = "SELECT count(*) FROM oauth.client_secret WHERE client_id = $1"
KEEP = "INSERT INTO oauth.client_secret (id, client_id, hash, made_at) VALUES ($1, $2, $3, $4)"


def check_addresses(addresses: Iterable[str]) -> None:
    """Raise BadUserInput if people can't safely be sent to one of these."""
    for address in addresses:
        complaint = redirect_complaint(address)
        if complaint is not None:
            raise BadUserInput(f"People can't be sent back to {address!r}: {complaint}.")


async def make_secret(
    transaction: WriteTransaction,
    client: UUID,
    now: datetime,
    *,
    others_until: datetime | None = None,
) -> str:
    """A new secret of a client, told this once; those that it has end when it is said, or stay.

    Raises Conflict when there are too many that stay.
    """
    if others_until is not None:
        await transaction.rows(SHORTEN, (client, others_until))
    await transaction.rows(FORGET, (client, now))
    if await transaction.value(COUNT, (client,)) >= MOST_SECRETS:
        raise Conflict(f"A client has at most {MOST_SECRETS} secrets that are good.")
    secret = new_secret()
    await transaction.rows(KEEP, (new_id(), client, await hashed(secret), now))
    await record(transaction, Kind.SECRET_MADE, client=client)
    return secret


def public_key(text: str) -> tuple[str, str]:
    """The `kid` and the JWK of a public key, given as a JWK or as PEM; raises BadUserInput."""
    try:
        key = _imported(text)
    except (JoseError, ValueError, TypeError, KeyError) as error:
        raise BadUserInput("This is neither a JSON Web Key nor a key as PEM.") from error
    if not may_verify(key):
        raise BadUserInput("This key is not one that signatures can be verified by.")
    if text.lstrip().startswith("{") and "d" in orjson.loads(text):
        raise BadUserInput("This is a private key. It is the client's alone: make a new pair.")
    kid = key.kid or key.thumbprint()
    return kid, orjson.dumps({**key.as_dict(private=False), "kid": kid}).decode()


def _imported(text: str) -> Key:
    if text.lstrip().startswith("{"):
        return JWKRegistry.import_key(orjson.loads(text))
    if "PRIVATE" in text:
        raise BadUserInput("This is a private key. It is the client's alone: make a new pair.")
    for name in ("EC", "RSA", "OKP"):
        try:
            return import_key(text, name)
        except (JoseError, ValueError, TypeError):
            continue
    raise ValueError("no such key")
