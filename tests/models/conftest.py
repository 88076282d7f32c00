"""A database of one valid row of everything, for tests that try to spoil it."""

from collections.abc import AsyncIterator

import pytest

from api.embedded import Urls
from tests.databases import Server, connected
from tests.models.examples import Examples
from tests.rows import Owner, write


@pytest.fixture(scope="session")
def examples() -> Examples:
    return Examples.make()


@pytest.fixture(scope="session")
async def exemplary(
    server: Server, migrated: str, examples: Examples, anyio_backend: object
) -> AsyncIterator[Urls]:
    """The worker's database of examples; what a test writes there is rolled back."""
    urls = await server.create(migrated)
    async with connected(urls.owner) as connection:
        await write(connection, examples.written)
    yield urls
    await server.drop(urls)


@pytest.fixture
async def book(exemplary: Urls, anyio_backend: object) -> AsyncIterator[Owner]:
    """The owner's connection to the examples, in a transaction that leaves them as they are."""
    async with connected(exemplary.owner) as connection:
        transaction = connection.transaction()
        await transaction.start()
        yield connection
        await transaction.rollback()
