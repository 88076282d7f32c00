"""A network of the test's own, in which things can be changed, and how the feed is asked there."""

from collections.abc import AsyncIterator

import asyncpg
import pytest

from api.embedded import Urls
from auth.database import Database
from tests.databases import Server, connected
from tests.rows import Owner
from tests.schema.graphs import DESK, Graph


@pytest.fixture
async def changing_urls(server: Server, demo: str, anyio_backend: object) -> AsyncIterator[Urls]:
    """A copy of the demo network."""
    urls = await server.create(demo)
    yield urls
    await server.drop(urls)


@pytest.fixture
async def changing(changing_urls: Urls, anyio_backend: object) -> AsyncIterator[Graph]:
    """Asks the copy as the personas do."""
    opened = await Database.open(changing_urls.api, pool_size=2)
    yield DESK.over(opened)
    await opened.close()


@pytest.fixture
async def hand(changing_urls: Urls, anyio_backend: object) -> AsyncIterator[Owner]:
    """Changes the copy, as its owner."""
    async with connected(changing_urls.owner) as connection:
        yield connection


@pytest.fixture
async def other_hand(
    changing_urls: Urls, anyio_backend: object
) -> "AsyncIterator[asyncpg.Connection[asyncpg.Record]]":
    """Changes it at the same time."""
    async with connected(changing_urls.owner) as connection:
        yield connection
