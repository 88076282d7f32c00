"""`throughline sandbox`, and what `throughline serve --sandbox` needs: a network to try against."""

import asyncio
import shutil
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING
from uuid import UUID

import typer

from api.commands import CommandFailed
from api.settings import Settings, load_settings

if TYPE_CHECKING:
    from api.commands.databases import Logins

__all__ = ["Credentials", "announced", "furnish", "sandbox", "told"]

sandbox = typer.Typer(
    name="sandbox",
    help="A network of a firm's own to try against.",
    no_args_is_help=True,
)

SERVED = """
SELECT true FROM pg_stat_activity
WHERE datname = current_database() AND usename = 'throughline_api' LIMIT 1
"""
HAS_SECRET = "SELECT true FROM oauth.client_secret WHERE client_id = $1"  # noqa: S105 - a question

ASK_FOR_TOKEN = "/oauth/token -u CLIENT_ID:CLIENT_SECRET -d grant_type=client_credentials"  # noqa: S105 - a command


@dataclass(frozen=True, slots=True)
class Credentials:
    """By what the sandbox's firm logs in; the secret is told once."""

    client: UUID
    secret: str


@sandbox.callback()
def about() -> None:
    """`throughline serve --sandbox` serves it; other commands work on it with SANDBOX=true."""


@sandbox.command()
def reset() -> None:
    """Begin the sandbox anew: all that was tried is gone, and what was given is good no longer."""
    from api.commands import databases
    from api.embedded import EmbeddedServer
    from api.embedded.server import DATABASE

    settings = load_settings().sandboxed()
    with EmbeddedServer(settings.data_dir) as server:
        _refuse_served(server.urls().owner)
        server.drop_database(DATABASE)
    shutil.rmtree(settings.data_dir / "files", ignore_errors=True)
    with databases.logins(settings) as logins:
        made = asyncio.run(furnish(logins))
    assert made is not None
    typer.echo(announced(made))


async def furnish(logins: "Logins") -> Credentials | None:
    """Leave the sandbox with its network, its firm and its client; a secret where it had none."""
    from api.commands import databases, demo
    from auth.oauth.registering import make_secret
    from auth.transactions import WriteTransaction
    from models.base import new_id
    from seeds.demo.sandbox import CLIENT, sandbox_records
    from seeds.store import because, row_of, upsert

    assert logins.owner is not None
    await databases.migrate(logins.owner, logins.api)
    await demo.seed_once(logins.owner)
    async with databases.connected(logins.owner) as connection, connection.transaction():
        await because(connection, "throughline serve --sandbox")
        for record in sandbox_records():
            await upsert(connection, type(record), [row_of(record)])
        if await connection.fetchval(HAS_SECRET, CLIENT):
            return None
        # What begins in a transaction of the owner's is stored whole, or not at all.
        transaction = WriteTransaction(connection, (), "BEGIN")  # type: ignore[arg-type]
        now = datetime.now(UTC)
        secret = await make_secret(transaction, CLIENT, now, secret_id=new_id())
    return Credentials(CLIENT, secret)


def announced(made: Credentials) -> str:
    """What is told of new credentials, this once."""
    return "\n".join(
        [
            "The sandbox's firm logs in by these; the secret is told this once:",
            "",
            f"  client_id      {made.client}",
            f"  client_secret  {made.secret}",
            "",
        ]
    )


def _refuse_served(owner: str) -> None:
    from api.commands.databases import connected

    async def is_served() -> bool:
        async with connected(owner) as connection:
            return bool(await connection.fetchval(SERVED))

    if asyncio.run(is_served()):
        raise CommandFailed("the sandbox is being served: end that first")


def told(settings: Settings) -> list[str]:
    """The lines by which `serve` says that this is the sandbox."""
    return [
        "  This is the sandbox: nothing that is done here is done to the real network.",
        f"  A token: curl -s {settings.address}{ASK_FOR_TOKEN}",
    ]
