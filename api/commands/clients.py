"""`throughline client`: the programs that log people in, or log themselves in."""

from datetime import UTC, datetime, timedelta
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any
from uuid import UUID

import typer

from api.commands import CommandFailed
from api.settings import load_settings

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from auth.database import WriteTransaction
    from models.clients import ClientAuthentication

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
        str, typer.Option(help="What its tokens may be good for.")
    ] = "openid profile email offline_access read write",
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
    from auth.oauth.registering import check_addresses, make_secret, public_key
    from models.base import new_id
    from models.clients import Client, ClientKind

    redirects, logouts = redirect or [], logout_redirect or []
    check_addresses([*redirects, *logouts])
    known = None if key is None else public_key(key.read_text())
    authentication = _authentication(kind, has_key=known is not None)
    client = new_id()
    values = {
        "id": client,
        "name": name,
        "kind": ClientKind[kind.name].name,
        "authentication": authentication.name,
        "redirect_uris": redirects,
        "post_logout_redirect_uris": logouts,
        "scopes": _scopes(kind, scope),
        "is_trusted": trusted,
    }

    async def work(transaction: "WriteTransaction") -> str | None:
        owned = values | {"firm_id": await _firm(transaction, firm)}
        await _insert(transaction, Client.__tablename__, owned)
        await record(transaction, Event.CLIENT_CREATED, client=client)
        if known is not None:
            await _add_key(transaction, client, *known)
        elif authentication.name == "CLIENT_SECRET_BASIC":
            return await make_secret(transaction, client, datetime.now(UTC))
        return None

    secret = _done("throughline client create", work)
    typer.echo(f"client_id      {client}")
    if secret is not None:
        typer.echo(f"client_secret  {secret}")
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
        float, typer.Option(help="How long the secrets that it has stay good, in hours.", min=0)
    ] = 24,
) -> None:
    """Make a new secret, and print it, this once; those before stay good for a while."""
    from auth.oauth.registering import make_secret

    now = datetime.now(UTC)

    async def work(transaction: "WriteTransaction") -> str:
        await _require(transaction, client_id, "CLIENT_SECRET_BASIC")
        until = now + timedelta(hours=keep_hours)
        return await make_secret(transaction, client_id, now, others_until=until)

    typer.echo(f"client_secret  {_done('throughline client rotate-secret', work)}")
    typer.echo(f"The secret is told this once. Older ones are good for {keep_hours:g} h.", err=True)


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


@clients.command("remove-key")
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


def _authentication(kind: Kind, *, has_key: bool) -> "ClientAuthentication":
    from models.clients import ClientAuthentication

    if kind is Kind.PORTAL:
        if has_key:
            raise CommandFailed("a portal can keep no key: register a confidential client")
        return ClientAuthentication.NONE
    if has_key:
        return ClientAuthentication.PRIVATE_KEY_JWT
    return ClientAuthentication.CLIENT_SECRET_BASIC


def _scopes(kind: Kind, scope: str) -> list[str]:
    """What was said, as far as it means anything for the kind; raises CommandFailed."""
    from auth.oauth.clients import PERSONAL
    from models.clients import SCOPES

    unknown = set(scope.split()) - set(SCOPES)
    if unknown:
        raise CommandFailed(f"there is no scope {', '.join(sorted(unknown))}")
    allowed = set(scope.split()) - (PERSONAL if kind is Kind.SERVICE else set())
    return [each for each in SCOPES if each in allowed]


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

    values = {"id": new_id(), "client_id": client, "kid": kid, "jwk": jwk}
    await _insert(transaction, "client_key", values)
    await record(transaction, Event.KEY_CHANGED, client=client, reason="added")


async def _insert(transaction: "WriteTransaction", table: str, values: dict[str, Any]) -> None:
    names = ", ".join(values)
    places = ", ".join(f"${place}" for place in range(1, len(values) + 1))
    statement = f"INSERT INTO {table} ({names}) VALUES ({places})"  # noqa: S608 - our own names
    await transaction.rows(statement, list(values.values()))


def _done(cause: str, work: "Callable[[WriteTransaction], Awaitable[Any]]") -> Any:
    """What some work of the owner's gives; committed unless it fails."""
    from api.commands.databases import as_owner
    from auth.database import WriteTransaction
    from seeds.store import because

    async def run(connection: Any) -> Any:
        async with connection.transaction():
            await because(connection, cause)
            return await work(WriteTransaction(connection, ()))

    return as_owner(load_settings(), run)
