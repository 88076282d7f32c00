"""A desk over a copy of the demo that the tests of bulk data share, whose jobs are done."""

from collections.abc import AsyncIterator

import pytest

from tests.api.filing.desk import Desk, opened_desk
from tests.databases import Server


@pytest.fixture(scope="package")
async def desk(
    server: Server, demo: str, tmp_path_factory: pytest.TempPathFactory, anyio_backend: object
) -> AsyncIterator[Desk]:
    urls = await server.create(demo)
    folder = tmp_path_factory.mktemp("bulk")
    async with opened_desk(urls, folder, jobs=True, job_lost_seconds=2, pool_size=10) as opened:
        yield opened
    await server.drop(urls)
