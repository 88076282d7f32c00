"""Registering the programs that log people in, or themselves, by the command line's rules.

What the authorization server keeps of them is opened for our own statements alone, after the
caller has been found to be one who registers clients.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import UUID

import strawberry

from auth.oauth.journal import Kind, record
from auth.oauth.registering import (
    KEEP_HOURS,
    authentication_for,
    check_client,
    end_secret,
    forget_consent,
    good_until,
    make_secret,
    public_key,
    scopes_for,
)
from models.base import new_id
from models.clients import Client, ClientAuthentication, ClientKey, ClientKind
from models.failures import BadUserInput
from schema.mutations import Done, Gives, Mutation, mutations
from schema.mutations.paths import at
from schema.mutations.records import deletes, updates
from schema.mutations.taken import Taken, takes
from schema.mutations.verbs import verb
from schema.mutations.work import Key, Work

__all__: list[str] = []

Given = Mapping[str, Any]

OURS = ("authentication", "is_enabled", "is_trusted")
"""What follows, has its verbs, or is for whoever runs the server to say: a client that is trusted
asks nobody for consent, and a portal that an officer lets write must not make itself one."""

REGISTERED = takes(Client, without=OURS)
A_KEY = Taken("key", str, "The public key: a JSON Web Key, or PEM.", is_required=True)
INSTEAD = replace(
    A_KEY.optional(),
    description="The public key by which it proves itself, instead of a secret: a JSON Web Key, or"
    " PEM.",
)
KEPT = Taken(
    "keepHours",
    int,
    f"How many hours the secrets that it has stay good, so that it is never without one:"
    f" {KEEP_HOURS} unless told, 0 to end them at once.",
)
WHICH = Taken(
    "secretId", strawberry.ID, "Which secret, as it was told when made.", is_required=True
)
TELLS: dict[str, tuple[Any, str]] = {
    "secret": (
        str | None,
        "The secret, told this once: only its hash is kept. Null where none was made.",
    ),
    "secretId": (strawberry.ID | None, "What the secret can be ended by."),
}


async def _create(work: Work, given: Given) -> Done:
    values = work.values(REGISTERED, given)
    kind: ClientKind = values["kind"]
    with at("key"):
        known = public_key(given["key"]) if given.get("key") else None
        values["authentication"] = authentication_for(kind, has_key=known is not None)
    values["scopes"] = scopes_for(kind, values.get("scopes"))
    client = Client(**{**NOTHING, **values})
    check_client(client)
    key = await work.create(client)
    await _record(work, Kind.CLIENT_CREATED, client.id)
    if known is not None:
        await _add_key(work, client, *known)
    if client.authentication is ClientAuthentication.CLIENT_SECRET_BASIC:
        await _make_secret(work, client)
    return Done({"client": key}, work.tells)


NOTHING: Given = {
    "firm_id": None,
    "redirect_uris": [],
    "post_logout_redirect_uris": [],
    "is_trusted": False,
}

mutations.add(
    Mutation(
        "createClient",
        "Register a program that logs people in, or itself. It proves itself by the key that is"
        " given, a portal by nothing, any other by a secret that is made for it and told this"
        " once: send it without an idempotency key, since its answer must not be kept.",
        (*REGISTERED, INSTEAD),
        {"client": Gives("Client", "The new client.")},
        _create,
        tells=TELLS,
    )
)


async def looked_through(work: Work, client: Client) -> None:
    """Refuse what does not go together; who agreed to what it was before is asked again."""
    client.scopes = scopes_for(client.kind, client.scopes)
    check_client(client)
    async with work.transaction.in_office():
        await forget_consent(work.transaction, client.id)
    await _record(work, Kind.CLIENT_CHANGED, client.id, "updated")


updates(
    Client,
    "Change where people are sent back to, what tokens may be good for, or the name; people are"
    " asked for their consent again. What kind of program it is and how it proves itself stay.",
    without=("kind", "firm_id", *OURS),
    also=looked_through,
)


@verb(Client, "disable")
async def disable(work: Work, client: Client, _given: Given) -> None:
    """Let a client in no longer; what it was given ends at once."""
    client.is_enabled = False
    await _record(work, Kind.CLIENT_CHANGED, client.id, "disabled")


@verb(Client, "enable")
async def enable(work: Work, client: Client, _given: Given) -> None:
    """Let a client in again; what it was given before stays ended."""
    client.is_enabled = True
    await _record(work, Kind.CLIENT_CHANGED, client.id, "enabled")


@verb(Client, "rotateSecret", KEPT, called="rotateClientSecret", tells=TELLS)
async def rotate_secret(work: Work, client: Client, given: Given) -> None:
    """Make a new secret, told this once; those before stay good for a while.

    Send it without an idempotency key, since its answer must not be kept.
    """
    hours = given.get("keepHours")
    until = good_until(await work.now(), KEEP_HOURS if hours is None else hours)
    await _make_secret(work, client, others_until=until)


@verb(Client, "endSecret", WHICH, called="endClientSecret")
async def end_one_secret(work: Work, client: Client, given: Given) -> None:
    """End one of a client's secrets at once: nobody is let in by it any longer."""
    try:
        secret = UUID(given["secretId"])
    except ValueError as error:
        raise BadUserInput("This is no id of a secret.", path=("secretId",)) from error
    async with work.transaction.in_office():
        await end_secret(work.transaction, client.id, secret, by=work.caller.person)


@verb(
    Client,
    "addKey",
    A_KEY,
    called="addClientKey",
    gives={"clientKey": Gives("ClientKey", "The new key.")},
)
async def add_key(work: Work, client: Client, given: Given) -> None:
    """Add a public key to those that a client may sign with."""
    with at("key"):
        work.gives["clientKey"] = await _add_key(work, client, *public_key(given["key"]))


async def _removed(work: Work, key: ClientKey) -> None:
    await _record(work, Kind.KEY_CHANGED, key.client_id, "removed")


deletes(
    ClientKey,
    "Take away one of a client's public keys: nothing that it signed is good any longer.",
    clear=_removed,
    called="removeClientKey",
)


async def _add_key(work: Work, client: Client, kid: str, jwk: str) -> Key:
    key = await work.create(ClientKey(client_id=client.id, kid=kid, jwk=jwk))
    await _record(work, Kind.KEY_CHANGED, client.id, "added")
    return key


async def _make_secret(work: Work, client: Client, *, others_until: datetime | None = None) -> None:
    """Make a secret, and tell it in the payload; refused where the answer would be kept."""
    if work.is_kept:
        message = "A secret is told once, and not kept: send this without an idempotency key."
        raise BadUserInput(message, path=("idempotencyKey",))
    transaction, now, secret_id = work.transaction, await work.now(), new_id()
    async with transaction.in_office():
        work.tells["secret"] = await make_secret(
            transaction,
            client.id,
            now,
            others_until=others_until,
            secret_id=secret_id,
            by=work.caller.person,
        )
    work.tells["secretId"] = str(secret_id)


async def _record(work: Work, kind: Kind, client: UUID, reason: str | None = None) -> None:
    """Put on record who did it."""
    async with work.transaction.in_office():
        await record(
            work.transaction, kind, client=client, person=work.caller.person, reason=reason
        )
