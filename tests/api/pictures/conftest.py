"""The demo's pictures, and a copy of the demo in which a network is not published."""

from collections.abc import AsyncIterator

import pytest

from api.embedded import Urls
from tests.api.pictures.gallery import Gallery, opened_gallery
from tests.databases import Server, connected


@pytest.fixture(scope="session")
async def gallery(
    demo_urls: Urls, tmp_path_factory: pytest.TempPathFactory, anyio_backend: object
) -> AsyncIterator[Gallery]:
    async with opened_gallery(demo_urls.api, tmp_path_factory.mktemp("gallery")) as opened:
        yield opened


@pytest.fixture
async def own_urls(server: Server, demo: str, anyio_backend: object) -> AsyncIterator[Urls]:
    """A copy of the demo of the test's own, to change."""
    urls = await server.create(demo)
    yield urls
    await server.drop(urls)


@pytest.fixture
async def unpublished(
    own_urls: Urls, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[Gallery]:
    """The demo with its second network not published."""
    async with connected(own_urls.owner) as owner:
        await owner.execute(
            "UPDATE causal_network SET published_on = NULL WHERE title = 'Figure 2'"
        )
    async with opened_gallery(own_urls.api, tmp_path_factory.mktemp("own")) as opened:
        yield opened
