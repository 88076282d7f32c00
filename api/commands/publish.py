"""`throughline publish`: what everybody may then read."""

from collections import Counter
from typing import TYPE_CHECKING, Annotated

import typer

from api.settings import load_settings

if TYPE_CHECKING:
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
