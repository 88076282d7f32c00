"""A complete world, in a database of the worker's own."""

from collections.abc import AsyncIterator

import pytest

from api.embedded import Urls
from auth.database import Database
from tests.auth.slices.busy import busy
from tests.auth.slices.complete import Complete
from tests.auth.slices.sight import noon
from tests.auth.slices.trying import arm
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


@pytest.fixture(scope="session")
def busy_world() -> Complete:
    _, today = noon()
    return busy(today)


@pytest.fixture(scope="session")
async def busy_urls(
    server: Server, migrated: str, busy_world: Complete, anyio_backend: object
) -> AsyncIterator[Urls]:
    """A world with much to do, in which all can be tried and nothing is kept."""
    urls = await server.create(migrated)
    async with connected(urls.owner) as owner:
        await write(owner, busy_world.world.rows_by_model())
        await arm(owner)
    yield urls
    await server.drop(urls)


@pytest.fixture(scope="session")
async def busy_database(busy_urls: Urls, anyio_backend: object) -> AsyncIterator[Database]:
    """The API's way to it."""
    opened = await Database.open(busy_urls.api, time_zone=noon()[0], pool_size=2)
    yield opened
    await opened.close()
