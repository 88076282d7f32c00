"""`throughline client`: the programs that log people in, or log themselves in."""

from datetime import UTC, datetime
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any
from uuid import UUID

import typer

from api.commands import CommandFailed
from api.settings import load_settings

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from auth.transactions import WriteTransaction
    from models.clients import Client, ClientKey

__all__ = ["clients"]

clients = typer.Typer(
    name="client", help="The programs that log people in, or themselves.", no_args_is_help=True
)


class Kind(Enum):
    """What kind of program a client is."""

    PORTAL = "portal"
    CONFIDENTIAL = "confidential"
    SERVICE = "service"


Id = Annotated[UUID, typer.Argument(metavar="CLIENT_ID")]
KeyFile = Annotated[
    Path, typer.Argument(help="The public key: a JSON Web Key, or PEM.", exists=True)
]


@clients.command()
def create(  # noqa: PLR0917 - typer makes options of them, that are given by name
    name: Annotated[str, typer.Argument(help="What people are told is asking.")],
    kind: Annotated[Kind, typer.Option(help="What kind of program it is.")],
    redirect: Annotated[
        list[str] | None, typer.Option(help="Where people are sent back to; several may be given.")
    ] = None,
    logout_redirect: Annotated[
        list[str] | None, typer.Option(help="Where people are sent to after they have logged out.")
    ] = None,
    scope: Annotated[
        str | None,
        typer.Option(help="What its tokens may be good for; all but `research` unless said."),
    ] = None,
    firm: Annotated[str | None, typer.Option(help="The firm of a service, by its name.")] = None,
    key: Annotated[
        Path | None,
        typer.Option(help="Its public key, instead of a secret: a JWK or PEM.", exists=True),
    ] = None,
    trusted: Annotated[  # noqa: FBT002 - likewise
        bool, typer.Option(help="It is the network's own: people are not asked for consent.")
    ] = False,
) -> None:
    """Register a client, and print its `client_id` and, this once, its secret."""
    from auth.oauth.journal import Kind as Event
    from auth.oauth.journal import record
    from auth.oauth.registering import check_client, make_secret, public_key
    from models.base import new_id

    known = None if key is None else public_key(key.read_text())
    client = _client(kind, scope, has_key=known is not None)
    client.id, client.name, client.is_trusted = new_id(), name, trusted
    client.redirect_uris, client.post_logout_redirect_uris = redirect or [], logout_redirect or []
    secret_id = new_id()

    async def work(transaction: "WriteTransaction") -> str | None:
        client.firm_id = await _firm(transaction, firm)
        check_client(client)
        await _insert(transaction, client)
        await record(transaction, Event.CLIENT_CREATED, client=client.id)
        if known is not None:
            await _add_key(transaction, client.id, *known)
        elif client.authentication.name == "CLIENT_SECRET_BASIC":
            return await make_secret(transaction, client.id, datetime.now(UTC), secret_id=secret_id)
        return None

    secret = _done("throughline client create", work)
    typer.echo(f"client_id      {client.id}")
    if secret is not None:
        _tell_secret(secret_id, secret)
        typer.echo("The secret is told this once.", err=True)


@clients.command("list")
def listed() -> None:
    """Print the clients that are registered."""

    async def work(transaction: "WriteTransaction") -> list[Any]:
        return await transaction.rows(LISTED)

    for row in _done("throughline client list", work):
        state = "enabled" if row["is_enabled"] else "disabled"
        how = row["authentication"].lower()
        typer.echo(f"{row['id']}  {row['kind'].lower()}  {how}  {state}  {row['name']}")


@clients.command()
def disable(client_id: Id) -> None:
    """Let a client in no longer; what it was given ends at once."""
    _enable(client_id, enabled=False)
    typer.echo("Disabled. Its refresh tokens have ended.")


@clients.command()
def enable(client_id: Id) -> None:
    """Let a client in again; what it was given before stays ended."""
    _enable(client_id, enabled=True)
    typer.echo("Enabled.")


@clients.command("rotate-secret")
def rotate_secret(
    client_id: Id,
    keep_hours: Annotated[
        float, typer.Option(help="How long the secrets that it has stay good, in hours.")
    ] = 24,
) -> None:
    """Make a new secret, and print it, this once; those before stay good for a while."""
    from auth.oauth.registering import good_until, make_secret
    from models.base import new_id

    now, secret_id = datetime.now(UTC), new_id()
    until = good_until(now, keep_hours)

    async def work(transaction: "WriteTransaction") -> str:
        await _require(transaction, client_id, "CLIENT_SECRET_BASIC")
        return await make_secret(
            transaction, client_id, now, others_until=until, secret_id=secret_id
        )

    _tell_secret(secret_id, _done("throughline client rotate-secret", work))
    typer.echo(f"The secret is told this once. Older ones are good for {keep_hours:g} h.", err=True)


@clients.command("end-secret")
def end_secret(
    client_id: Id, secret_id: Annotated[UUID, typer.Argument(metavar="SECRET_ID")]
) -> None:
    """End one of a client's secrets: nobody is let in by it any longer."""
    from auth.oauth import registering

    async def work(transaction: "WriteTransaction") -> None:
        await registering.end_secret(transaction, client_id, secret_id)

    _done("throughline client end-secret", work)
    typer.echo("Ended.")


@clients.command("add-key")
def add_key(client_id: Id, file: KeyFile) -> None:
    """Add a public key to those that a client may sign with."""
    from auth.oauth.registering import public_key

    kid, jwk = public_key(file.read_text())

    async def work(transaction: "WriteTransaction") -> None:
        await _require(transaction, client_id, "PRIVATE_KEY_JWT")
        await _add_key(transaction, client_id, kid, jwk)

    _done("throughline client add-key", work)
    typer.echo(f"Added the key {kid}.")


# The name of a key is its thumbprint, of which one in 64 begins with a dash.
@clients.command("remove-key", context_settings={"ignore_unknown_options": True})
def remove_key(client_id: Id, kid: str) -> None:
    """Take away one of a client's public keys: nothing that it signed is good any longer."""
    from auth.oauth.journal import Kind as Event
    from auth.oauth.journal import record

    async def work(transaction: "WriteTransaction") -> None:
        if not await transaction.rows(REMOVE_KEY, (client_id, kid)):
            raise CommandFailed(f"the client {client_id} has no key {kid}")
        await record(transaction, Event.KEY_CHANGED, client=client_id, reason="removed")

    _done("throughline client remove-key", work)
    typer.echo(f"Removed the key {kid}.")


LISTED = "SELECT id, name, kind, authentication, is_enabled FROM client ORDER BY name"
ENABLE = "UPDATE client SET is_enabled = $2 WHERE id = $1 RETURNING id"
REMOVE_KEY = "DELETE FROM client_key WHERE client_id = $1 AND kid = $2 RETURNING id"


def _client(kind: Kind, scope: str | None, *, has_key: bool) -> "Client":
    """A new client, of which the rest is yet to be said."""
    from auth.oauth.registering import authentication_for, scopes_for
    from models.clients import Client, ClientKind

    of_kind = ClientKind[kind.name]
    return Client(
        kind=of_kind,
        authentication=authentication_for(of_kind, has_key=has_key),
        scopes=scopes_for(of_kind, None if scope is None else scope.split()),
    )


def _tell_secret(secret_id: UUID, secret: str) -> None:
    typer.echo(f"secret_id      {secret_id}")
    typer.echo(f"client_secret  {secret}")


def _enable(client_id: UUID, *, enabled: bool) -> None:
    from auth.oauth.journal import Kind as Event
    from auth.oauth.journal import record

    async def work(transaction: "WriteTransaction") -> None:
        if not await transaction.rows(ENABLE, (client_id, enabled)):
            raise CommandFailed(f"there is no client {client_id}")
        reason = "enabled" if enabled else "disabled"
        await record(transaction, Event.CLIENT_CHANGED, client=client_id, reason=reason)

    _done(f"throughline client {'enable' if enabled else 'disable'}", work)


async def _firm(transaction: "WriteTransaction", name: str | None) -> UUID | None:
    if name is None:
        return None
    firm: UUID | None = await transaction.value("SELECT id FROM firm WHERE name = $1", (name,))
    if firm is None:
        raise CommandFailed(f"there is no firm {name}")
    return firm


async def _require(transaction: "WriteTransaction", client_id: UUID, authentication: str) -> None:
    question = "SELECT authentication FROM client WHERE id = $1"
    held = await transaction.value(question, (client_id,))
    if held is None:
        raise CommandFailed(f"there is no client {client_id}")
    if held != authentication:
        raise CommandFailed(f"the client proves itself by {held.lower()}")


async def _add_key(transaction: "WriteTransaction", client: UUID, kid: str, jwk: str) -> None:
    from auth.oauth.journal import Kind as Event
    from auth.oauth.journal import record
    from models.base import new_id
    from models.clients import ClientKey

    await _insert(transaction, ClientKey(id=new_id(), client_id=client, kid=kid, jwk=jwk))
    await record(transaction, Event.KEY_CHANGED, client=client, reason="added")


async def _insert(transaction: "WriteTransaction", record: "Client | ClientKey") -> None:
    from models.vocabulary import Vocabulary

    columns = record.__table__.columns.keys()
    held = {name: value for name, value in vars(record).items() if name in columns}
    values = [each.name if isinstance(each, Vocabulary) else each for each in held.values()]
    names = ", ".join(held)
    places = ", ".join(f"${place}" for place in range(1, len(values) + 1))
    statement = f"INSERT INTO {record.__tablename__} ({names}) VALUES ({places})"  # noqa: S608 - our own names
    await transaction.rows(statement, values)


def _done(cause: str, work: "Callable[[WriteTransaction], Awaitable[Any]]") -> Any:
    """What some work of the owner's gives; committed unless it fails."""
    from api.commands.databases import as_owner
    from auth.transactions import WriteTransaction
    from seeds.store import because

    async def run(connection: Any) -> Any:
        async with connection.transaction():
            await because(connection, cause)
            return await work(WriteTransaction(connection, (), "BEGIN"))

    return as_owner(load_settings(), run)
