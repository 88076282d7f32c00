"""`throughline keys`: the keys that this API signs its own tokens with."""

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import typer

from api.settings import load_settings

if TYPE_CHECKING:
    from auth.keys import KeyRing

__all__ = ["keys"]

keys = typer.Typer(
    name="keys", help="The keys that sign the API's own tokens.", no_args_is_help=True
)


@keys.command("list")
def listed() -> None:
    """Print the keys that tokens are accepted from, the signing one first."""
    for held in _ring().held():
        made = datetime.fromtimestamp(held.created_at, UTC).isoformat(timespec="seconds")
        typer.echo(f"{held.kid}  made {made}")


@keys.command()
def rotate() -> None:
    """Sign with a new key from now on; running servers follow, and live tokens stay good."""
    from auth.keys import LONGEST_TOKEN

    made = _ring().rotate()
    typer.echo(f"Signing with {made.kid}.")
    typer.echo(f"Older keys are accepted for {LONGEST_TOKEN.days} more days.")


def _ring() -> "KeyRing":
    from auth.keys import KeyRing

    return KeyRing.open(load_settings().data_dir / "keys")
