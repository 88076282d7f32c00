"""`throughline seed`: networks to look at and to measure with."""

from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING, Annotated

import typer

from api.settings import load_settings

if TYPE_CHECKING:
    from seeds.store import Connection, Summary

__all__ = ["seeds"]

seeds = typer.Typer(name="seed", help="Fill the database with a network.", no_args_is_help=True)


@seeds.command()
def demo() -> None:
    """Load the demo network; what of it has been edited since is set back."""
    from api.commands.databases import as_owner
    from seeds.demo import load, publish_once

    async def work(connection: "Connection") -> "Summary":
        summary = await load(connection)
        await publish_once(connection)
        return summary

    total = as_owner(load_settings(), work).total
    typer.echo(
        f"The demo network is there: {total.created:,} records new, {total.changed:,} set back, "
        f"{total.unchanged:,} as they were."
    )


@seeds.command()
def synthetic(
    districts: Annotated[int, typer.Option(min=1, help="How many districts.")],
    seed: Annotated[int, typer.Option(help="The same seed gives the same network.")] = 1,
) -> None:
    """Make up a network of any size, in realistic proportions, for benches and load.

    What is there already stays: a second run adds what is missing.
    """
    from api.commands.databases import as_owner
    from api.commands.progress import progress_bar
    from seeds.synthetic import load

    with progress_bar() as advance:
        gained = as_owner(
            load_settings(),
            partial(
                load,
                districts=districts,
                seed=seed,
                progress=lambda done: advance("Districts", done, districts),
            ),
        )
    typer.echo(_told(gained))


def _told(gained: Mapping[str, int]) -> str:
    rows = [f"{count:>12,} {table}" for table, count in gained.items() if count]
    return "\n".join(["Added:", *rows] if rows else ["It was there already."])
