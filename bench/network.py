"""The database that everything is measured on: a server of its own, with synthetic networks."""

import asyncio
import contextlib
from collections.abc import Iterator
from pathlib import Path

import asyncpg
from rich.console import Console
from rich.progress import Progress

from api.embedded import EmbeddedServer, Urls
from auth.callers import Caller
from models.migrations import upgrade
from seeds.synthetic import load, monitor, state_officer

__all__ = ["CALLERS", "STATE_CODE", "database", "network"]

SEED = 1
CALLERS: dict[str, Caller] = {"state office": state_officer(SEED), "monitor": monitor(SEED)}
STATE_CODE = "40000000"
"""The first district's, which the monitor's slice is."""


@contextlib.contextmanager
def database(data_dir: Path) -> Iterator[EmbeddedServer]:
    """A server that ends with the block; it need not survive a power cut."""
    with EmbeddedServer(data_dir, durable=False) as server:
        yield server


def network(
    server: EmbeddedServer, districts: int, console: Console, *, name: str | None = None
) -> Urls:
    """A database with a synthetic network of that size."""
    urls = server.create_database(name or f"bench_{districts}", template="template0")
    asyncio.run(_fill(urls, districts, console))
    return urls


async def _fill(urls: Urls, districts: int, console: Console) -> None:
    await upgrade(urls.owner, "throughline_api")
    connection = await asyncpg.connect(urls.owner)
    try:
        with Progress(console=console, transient=True) as bar:
            task = bar.add_task(f"{districts:,} districts", total=districts)
            await load(connection, districts, SEED, lambda done: bar.update(task, completed=done))
    finally:
        await connection.close()
    # Sorted, frozen and analyzed once, so that no background work falls into a round.
    superuser = await asyncpg.connect(urls.superuser)
    try:
        await superuser.execute("VACUUM (FREEZE, ANALYZE)")
        await superuser.execute("CHECKPOINT")
    finally:
        await superuser.close()
