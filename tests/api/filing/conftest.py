"""A desk at which files are handed in and out, over a copy of the demo."""

from collections.abc import AsyncIterator

import pytest

from api.embedded import Urls
from tests.api.filing.desk import Desk, opened_desk
from tests.databases import Server


@pytest.fixture
async def own_urls(server: Server, demo: str, anyio_backend: object) -> AsyncIterator[Urls]:
    """A copy of the demo of the test's own, to change."""
    urls = await server.create(demo)
    yield urls
    await server.drop(urls)


@pytest.fixture
async def desk(own_urls: Urls, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Desk]:
    async with opened_desk(own_urls, tmp_path_factory.mktemp("desk")) as opened:
        yield opened
