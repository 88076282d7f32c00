"""What a client is registered with: addresses, scopes, secrets and keys that can be used.

The command line and the API have these rules in common. `path` names the input's member.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta
from uuid import UUID

import orjson
from joserfc.errors import JoseError
from joserfc.jwk import JWKRegistry, Key, import_key

from auth.issuers import may_verify
from auth.oauth.clients import PERSONAL, redirect_complaint
from auth.oauth.journal import Kind, record
from auth.oauth.secrets import hashed, new_secret
from auth.transactions import WriteTransaction
from models.base import new_id
from models.clients import SCOPES, Client, ClientAuthentication, ClientKind
from models.failures import BadUserInput, Conflict, NotFound

__all__ = [
    "KEEP_HOURS",
    "MOST_SECRETS",
    "authentication_for",
    "check_addresses",
    "check_client",
    "end_secret",
    "forget_consent",
    "good_until",
    "make_secret",
    "public_key",
    "scopes_for",
]

MOST_SECRETS = 3
"""Each is tried with every request of the client."""

KEEP_HOURS = 24
MOST_HOURS = 30 * 24
LONGEST_NAME = 100
USUAL = frozenset(SCOPES) - {"research"}

SHORTEN = """
UPDATE oauth.client_secret SET expires_at = least(expires_at, $2) WHERE client_id = $1
"""
FORGET = "DELETE FROM oauth.client_secret WHERE client_id = $1 AND expires_at <= $2"
COUNT = "SELECT count(*) FROM oauth.client_secret WHERE client_id = $1"
KEEP = "INSERT INTO oauth.client_secret (id, client_id, hash, made_at) VALUES ($1, $2, $3, $4)"
FORGET_CONSENT = "DELETE FROM oauth.consent WHERE client_id = $1"
END = "DELETE FROM oauth.client_secret WHERE client_id = $1 AND id = $2 RETURNING id"


def authentication_for(kind: ClientKind, *, has_key: bool) -> ClientAuthentication:
    """How a client of a kind proves itself; raises BadUserInput."""
    if kind is ClientKind.PORTAL:
        if has_key:
            raise BadUserInput("A portal can keep no key: register a confidential client.")
        return ClientAuthentication.NONE
    if has_key:
        return ClientAuthentication.PRIVATE_KEY_JWT
    return ClientAuthentication.CLIENT_SECRET_BASIC


def scopes_for(kind: ClientKind, asked: Iterable[str] | None) -> list[str]:
    """The scopes of a client, in their order; what is usual for its kind where none are named.

    Raises BadUserInput for one that there is not, or that means nothing without a person.
    """
    useless = PERSONAL if kind is ClientKind.SERVICE else set()
    named = USUAL - useless if asked is None else set(asked)
    if unknown := named - set(SCOPES):
        told = ", ".join(sorted(unknown))[:LONGEST_NAME]
        raise BadUserInput(f"There is no scope {told}.", path=("scopes",))
    if idle := named & useless:
        told = ", ".join(sorted(idle))
        raise BadUserInput(f"No person logs in at a service: leave out {told}.", path=("scopes",))
    return [each for each in SCOPES if each in named]


def check_client(client: Client) -> None:
    """Raise BadUserInput unless what a client is registered with goes together."""
    if not client.name.strip() or not client.name.isprintable() or len(client.name) > LONGEST_NAME:
        message = f"A name has 1 to {LONGEST_NAME} printable characters."
        raise BadUserInput(message, path=("name",))
    is_service = client.kind is ClientKind.SERVICE
    if is_service != (client.firm_id is not None):
        message = "A service logs itself in for a firm, and nothing else does."
        raise BadUserInput(message, path=("firmId",))
    if is_service == bool(client.redirect_uris):
        message = "People are sent back from the log-in by an address; a service has none."
        raise BadUserInput(message, path=("redirectUris",))
    if is_service and client.is_trusted:
        raise BadUserInput("Nobody is asked for consent by a service.", path=("isTrusted",))
    check_addresses(client.redirect_uris, "redirectUris")
    check_addresses(client.post_logout_redirect_uris, "postLogoutRedirectUris")


def check_addresses(addresses: Iterable[str], *path: str) -> None:
    """Raise BadUserInput if people can't safely be sent to one of these."""
    for address in addresses:
        complaint = redirect_complaint(address)
        if complaint is not None:
            message = f"People can't be sent back to {address!r}: {complaint}."
            raise BadUserInput(message, path=path)


def good_until(now: datetime, hours: float) -> datetime:
    """Until when secrets that are replaced stay good; raises BadUserInput."""
    if not 0 <= hours <= MOST_HOURS:
        message = f"What is replaced stays good for 0 to {MOST_HOURS} hours."
        raise BadUserInput(message, path=("keepHours",))
    return now + timedelta(hours=hours)


async def make_secret(
    transaction: WriteTransaction,
    client: UUID,
    now: datetime,
    *,
    others_until: datetime | None = None,
    secret_id: UUID | None = None,
    by: UUID | None = None,
) -> str:
    """A new secret of a client, told this once; those that it has end when it is said, or stay.

    `secret_id` is what it can be ended by. Raises Conflict when there are too many that stay.
    """
    if others_until is not None:
        await transaction.rows(SHORTEN, (client, others_until))
    await transaction.rows(FORGET, (client, now))
    if await transaction.value(COUNT, (client,)) >= MOST_SECRETS:
        raise Conflict(f"A client has at most {MOST_SECRETS} secrets that are good.")
    secret = new_secret()
    await transaction.rows(KEEP, (secret_id or new_id(), client, await hashed(secret), now))
    await record(transaction, Kind.SECRET_MADE, client=client, person=by)
    return secret


async def end_secret(
    transaction: WriteTransaction, client: UUID, secret: UUID, *, by: UUID | None = None
) -> None:
    """End a secret at once; raises NotFound if the client has no such secret."""
    if not await transaction.rows(END, (client, secret)):
        raise NotFound("The client has no such secret.", path=("secretId",))
    await record(transaction, Kind.SECRET_ENDED, client=client, person=by)


async def forget_consent(transaction: WriteTransaction, client: UUID) -> None:
    """Have people asked again: what they agreed to was the client as it was."""
    await transaction.rows(FORGET_CONSENT, (client,))


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
