"""A receiver, and a network that tells it of changes."""

from collections.abc import AsyncIterator

import pytest

from api.embedded import Urls
from tests.api.webhooks.hooked import Hooked, hooked
from tests.api.webhooks.receivers import Receiver, receiving
from tests.databases import Server, connected


@pytest.fixture
async def receiver(anyio_backend: object) -> AsyncIterator[Receiver]:
    async with receiving() as made:
        yield made


@pytest.fixture(scope="session")
async def shared_urls(server: Server, demo: str, anyio_backend: object) -> AsyncIterator[Urls]:
    """A network for all tests here that leave offices and plans as they are."""
    urls = await server.create(demo)
    yield urls
    await server.drop(urls)


@pytest.fixture
async def hooks(
    shared_urls: Urls, receiver: Receiver, anyio_backend: object
) -> AsyncIterator[Hooked]:
    async with hooked(shared_urls, receiver) as made:
        yield made
    async with connected(shared_urls.owner) as owner:
        await owner.execute(
            "DELETE FROM webhook_delivery; DELETE FROM webhook_endpoint; DELETE FROM jobs.pgqueuer"
        )


@pytest.fixture
async def own_hooks(
    own_urls: Urls, receiver: Receiver, anyio_backend: object
) -> AsyncIterator[Hooked]:
    """The same over a network of the test's own."""
    async with hooked(own_urls, receiver) as made:
        yield made
