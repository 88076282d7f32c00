"""A desk at which files are handed in and out, over a copy of the demo."""

from collections.abc import AsyncIterator

import pytest

from tests.api.filing.desk import Desk, opened_desk
from tests.databases import Server


@pytest.fixture(scope="session")
async def office(
    server: Server,
    demo: str,
    tmp_path_factory: pytest.TempPathFactory,
    anyio_backend: object,
) -> AsyncIterator[Desk]:
    """The desk that a worker's tests share."""
    urls = await server.create(demo)
    async with opened_desk(urls, tmp_path_factory.mktemp("desk")) as opened:
        yield opened
    await server.drop(urls)


@pytest.fixture
async def desk(office: Desk) -> AsyncIterator[Desk]:
    """The desk, cleared of what a test has left."""
    yield office
    await office.clear()
