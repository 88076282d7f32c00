"""A complete world, in a database of the worker's own."""

from collections.abc import AsyncIterator

import pytest

from auth.database import Database
from tests.auth.slices.complete import Complete
from tests.auth.slices.sight import noon
from tests.databases import Server, connected
from tests.rows import write


@pytest.fixture(scope="session")
def complete() -> Complete:
    _, today = noon()
    return Complete.make(today)


@pytest.fixture(scope="session")
async def complete_database(
    server: Server, migrated: str, complete: Complete, anyio_backend: object
) -> AsyncIterator[Database]:
    """The API's way to the complete world, on its day."""
    urls = await server.create(migrated)
    async with connected(urls.owner) as owner:
        await write(owner, complete.world.rows_by_model())
    zone, _ = noon()
    opened = await Database.open(urls.api, time_zone=zone)
    yield opened
    await opened.close()
    await server.drop(urls)
