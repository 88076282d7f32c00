"""How the schema's tests ask: one engine, over the demo network."""

from collections.abc import AsyncIterator

import asyncpg
import pytest

from api.embedded import Urls
from auth.database import Database
from tests.databases import Server
from tests.rows import write
from tests.schema.crowd import crowd
from tests.schema.graphs import DESK, Desk, Graph


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update", action="store_true", help="write the golden files anew")


@pytest.fixture(scope="session")
def desk() -> Desk:
    """Compiles without a database."""
    return DESK


@pytest.fixture(scope="session")
def graph(desk: Desk, database: Database) -> Graph:
    """Asks the demo network."""
    return desk.over(database)


@pytest.fixture(scope="session")
async def crowd_urls(server: Server, migrated: str, anyio_backend: object) -> AsyncIterator[Urls]:
    """A network of awkward values, for the worker."""
    urls = await server.create(migrated)
    owner = await asyncpg.connect(urls.owner)
    try:
        await write(owner, crowd())
    finally:
        await owner.close()
    yield urls
    await server.drop(urls)


@pytest.fixture(scope="session")
async def crowded(desk: Desk, crowd_urls: Urls, anyio_backend: object) -> AsyncIterator[Graph]:
    """Asks the network of awkward values."""
    opened = await Database.open(crowd_urls.api, pool_size=2)
    yield desk.over(opened)
    await opened.close()
