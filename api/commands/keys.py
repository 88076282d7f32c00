"""`throughline keys`: the keys that this API signs its own tokens with."""

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated, TypeVar

import typer

from api.commands import CommandFailed
from api.settings import load_settings

if TYPE_CHECKING:
    from auth.database import Database
    from auth.key_store import KeyStore
    from auth.keys import StoredKey

__all__ = ["keys"]

T = TypeVar("T")

keys = typer.Typer(
    name="keys", help="The keys that sign the API's own tokens.", no_args_is_help=True
)


@keys.command("list")
def listed() -> None:
    """Print the keys that tokens are accepted from, the newest first."""

    async def held(store: "KeyStore") -> None:
        signing = store.ring.signing().kid
        for key in store.ring.held():
            typer.echo(f"{key.kid}  {_standing(key, signing, store.ring.clock())}")

    _with_store(held)


@keys.command()
def rotate(
    *,
    at_once: Annotated[
        bool, typer.Option("--at-once", help="Sign with it from now on, not in a day.")
    ] = False,
) -> None:
    """Make a new key, which is published for a day before it signs; live tokens stay good."""
    from auth.keys import LONGEST_TOKEN

    async def make(store: "KeyStore") -> "StoredKey":
        return await store.rotate(at_once=at_once)

    made = _with_store(make)
    typer.echo(f"{made.kid} signs from {_told(made.signs_from)} on.")
    typer.echo(f"Older keys are accepted for {LONGEST_TOKEN.days} days after that.")


@keys.command()
def remove(kid: Annotated[str, typer.Argument(help="As `keys list` prints it.")]) -> None:
    """End a key and every token that it signed, at once."""

    async def end(store: "KeyStore") -> bool:
        return await store.remove(kid)

    if not _with_store(end):
        raise CommandFailed(f"there is no key {kid}: `throughline keys list` lists them")
    typer.echo(f"Tokens signed with {kid} are refused from now on.")


def _standing(key: "StoredKey", signing: str, now: float) -> str:
    if key.kid == signing:
        return f"signs since {_told(key.signs_from)}"
    if key.signs_from > now:
        return f"signs from {_told(key.signs_from)} on"
    return f"signed from {_told(key.signs_from)} on"


def _told(seconds: float) -> str:
    return datetime.fromtimestamp(seconds, UTC).isoformat(timespec="seconds")


def _with_store(work: "Callable[[KeyStore], Awaitable[T]]") -> T:
    from api.commands.databases import as_caller
    from api.issuing import key_store
    from auth.keys import KeyRing

    settings = load_settings()

    async def opened(database: "Database") -> T:
        return await work(await key_store(settings, database, KeyRing()))

    return as_caller(settings, opened)
