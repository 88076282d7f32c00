"""The pages' queries are asked of the demo network."""

from collections.abc import AsyncIterator

import pytest

from api.embedded import Urls
from auth.database import Database
from schema.engine import Engine
from schema.limits import Limits


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-docs", action="store_true", help="write the pages' answers anew")


@pytest.fixture
async def own_engine(own_urls: Urls, anyio_backend: object) -> AsyncIterator[Engine]:
    """One over a network that a page may change."""
    opened = await Database.open(own_urls.api, pool_size=2)
    yield Engine(opened, Limits())
    await opened.close()


@pytest.fixture(scope="session")
def engine(database: Database) -> Engine:
    return Engine(database, Limits())
