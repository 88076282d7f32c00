"""`throughline files`: the store of files, held against the database."""

from typing import TYPE_CHECKING, Annotated

import typer

from api.commands import CommandFailed
from api.settings import load_settings

if TYPE_CHECKING:
    from api.filing.sweeping import Swept
    from seeds.store import Connection

__all__ = ["files"]

files = typer.Typer(name="files", help="The store of files.", no_args_is_help=True)


@files.callback()
def group() -> None:
    """The store of files."""


@files.command()
def sweep(
    hours: Annotated[
        int, typer.Option(min=1, help="How old a file without a row has to be to be removed.")
    ] = 24,
) -> None:
    """Remove files that no row tells of, and say which rows have lost their file.

    Run it once a day. It fails where a file is missing, after it has removed what is left over.
    """
    from datetime import timedelta

    from api.commands.databases import as_owner
    from api.filing.stores import open_store
    from api.filing.sweeping import sweep as swept_through

    settings = load_settings()
    store = open_store(settings)

    async def work(connection: "Connection") -> "Swept":
        return await swept_through(connection, store, young=timedelta(hours=hours))

    swept = as_owner(settings, work)
    typer.echo(f"{swept.kept:,} files are kept; {len(swept.removed):,} without a row removed.")
    if swept.missing:
        named = ", ".join(str(file) for file in swept.missing[:20])
        raise CommandFailed(f"{len(swept.missing):,} files are missing: {named}")
