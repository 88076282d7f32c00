"""`throughline publish`: what everybody may then read."""

from collections import Counter
from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from api.settings import load_settings

if TYPE_CHECKING:
    from api.releases.publishing import Published
    from auth.database import Database
    from seeds.store import Connection, Row

__all__ = ["publications"]

publications = typer.Typer(name="publish", help="Make a release.", no_args_is_help=True)


@publications.callback()
def group() -> None:
    """Make a release of what not everybody may see row by row."""


@publications.command()
def statistics(
    note: Annotated[str | None, typer.Option(help="A remark to publish with it.")] = None,
) -> None:
    """Count, withhold what would tell of fewer than 10 persons, and publish all of it at once.

    A release is never changed. It takes from seconds to minutes, by how much has to be withheld.
    """
    from api.commands.databases import as_owner
    from auth.audit import record_command
    from seeds.statistics.publishing import CONFIDENCES_COUNTED, publish

    async def work(connection: "Connection") -> "tuple[int, list[Row]]":
        await record_command(connection, CONFIDENCES_COUNTED)
        return await publish(connection, note=note)

    number, cells = as_owner(load_settings(), work)
    typer.echo(f"Release {number} of the statistics is published.")
    typer.echo(_told(cells))


@publications.command()
def release(  # noqa: PLR0917 - typer makes options of them, that are given by name
    title: Annotated[
        str, typer.Option(help="The title of the tables.")
    ] = "Public tables of the network of districts in turnaround",
    publisher: Annotated[
        str, typer.Option(help="Who publishes them.")
    ] = "The state's research office",
    site: Annotated[
        str | None,
        typer.Option(help="The address at which the API is public; TOKEN_ISSUER unless told."),
    ] = None,
    note: Annotated[str | None, typer.Option(help="A remark to publish with it.")] = None,
    licence: Annotated[
        str | None, typer.Option("--license", help="The license, as SPDX names it: CC-BY-4.0.")
    ] = None,
    doi: Annotated[
        str | None, typer.Option(help="The DOI that is registered for it, without an address.")
    ] = None,
) -> None:
    """Publish the network's public tables as they stand now, to be downloaded and cited.

    A release is named by its day and never changes; a day has one at most.
    """
    from api.commands.databases import as_owner_and_caller
    from api.releases.describing import About
    from api.releases.publishing import publish
    from schema.build import build

    settings = load_settings()
    about = About(date.min, title, publisher, site or settings.token_issuer, note, licence, doi)
    schema = build()._schema  # noqa: SLF001 - Strawberry names graphql-core's schema so

    async def work(owner: "Connection", database: "Database") -> "Published":
        return await publish(database, owner, schema, about)

    made = as_owner_and_caller(settings, work)
    typer.echo(f"Release {made.version} of the tables is published: SHA256SUMS {made.sha256}")
    for table in made.tables:
        changes = made.changes.get(table.name)
        since = (
            ""
            if changes is None
            else (
                f"  (+{len(changes.added):,} ~{len(changes.changed):,} -{len(changes.removed):,})"
            )
        )
        typer.echo(f"  {table.name:<28}{table.rows:>9,} rows{since}")


def _told(cells: "list[Row]") -> str:
    """A line a table: how many of its numbers are given, carried over, or withheld and why."""
    counts: Counter[tuple[str, str]] = Counter()
    for cell in cells:
        carried = "carried over" if cell["as_of_id"] != cell["release_id"] else "given"
        missing = getattr(cell["missing"], "name", carried)
        counts[getattr(cell["cube"], "name", ""), missing] += 1
    cubes = dict.fromkeys(cube for cube, _ in counts)
    return "\n".join(
        f"  {cube:<18}"
        + ", ".join(f"{times:,} {what}" for (of, what), times in counts.items() if of == cube)
        for cube in cubes
    )
