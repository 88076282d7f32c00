"""Mutations change what they meet, so each test has a demo network of its own."""

from collections.abc import AsyncIterator

import pytest

from api.embedded import Urls
from auth.database import Database
from tests.schema.graphs import Desk
from tests.schema.mutations.doing import Doing


@pytest.fixture
async def doing(desk: Desk, own_urls: Urls, anyio_backend: object) -> AsyncIterator[Doing]:
    """Asks and changes that network as any persona."""
    opened = await Database.open(own_urls.api, pool_size=4)
    yield Doing(desk.over(opened))
    await opened.close()
