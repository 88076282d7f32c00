"""`throughline audit`: whether what was recorded is what is on record."""

from typing import TYPE_CHECKING, Annotated

import typer

from api.commands import CommandFailed
from api.settings import load_settings

if TYPE_CHECKING:
    from api.commands.databases import Connection
    from auth.audit import Verified

__all__ = ["audits"]

audits = typer.Typer(name="audit", help="Check what is recorded for audit.", no_args_is_help=True)

HASH_LENGTH = 64
MOST_TOLD = 20


@audits.callback()
def group() -> None:
    """Check the chain of disclosures and erasures."""


@audits.command()
def verify(
    expect: Annotated[
        list[str] | None,
        typer.Option(
            help="POSITION:HASH as an earlier run printed them, kept where nobody who could alter"
            " the database can. Can be given several times."
        ),
    ] = None,
) -> None:
    """Work out every hash anew; fails, and says where, if the chain was altered or shortened."""
    from api.commands.databases import as_owner
    from auth.audit import verify as verified

    noted = [_noted(text) for text in expect or ()]

    async def work(connection: "Connection") -> "Verified":
        return await verified(connection, expected=noted)

    chain = as_owner(load_settings(), work)
    counts = f"{chain.disclosures:,} disclosures, {chain.erasures:,} erasures"
    typer.echo(f"{chain.disclosures + chain.erasures:,} entries: {counts}.")
    if chain.findings:
        for finding in chain.findings[:MOST_TOLD]:
            typer.echo(f"  entry {finding.position}: {finding.says}")
        raise CommandFailed(f"the chain is broken, in {len(chain.findings):,} places")
    typer.echo(f"The chain is whole. It ends with {chain.position}:{chain.hash}")


def _noted(text: str) -> tuple[int, str]:
    """A place in the chain and its hash."""
    position, _, noted = text.partition(":")
    if not position.isdigit() or len(noted) != HASH_LENGTH:
        raise CommandFailed(f"--expect takes POSITION:HASH, not {text}")
    return int(position), noted.lower()
