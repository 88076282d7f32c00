"""A receiver, and a network that tells it of changes."""

from collections.abc import AsyncIterator

import pytest

from api.embedded import Urls
from tests.api.webhooks.hooked import Hooked, hooked
from tests.api.webhooks.receivers import Receiver, receiving


@pytest.fixture
async def receiver(anyio_backend: object) -> AsyncIterator[Receiver]:
    async with receiving() as made:
        yield made


@pytest.fixture
async def hooks(
    own_urls: Urls, receiver: Receiver, anyio_backend: object
) -> AsyncIterator[Hooked]:
    async with hooked(own_urls, receiver) as made:
        yield made
