"""A database of one valid row of everything, for tests that try to spoil it."""

from collections.abc import AsyncIterator

import pytest

from tests.databases import Server, connected
from tests.models.examples import Examples
from tests.rows import Owner, write


@pytest.fixture(scope="session")
def examples() -> Examples:
    return Examples.make()


@pytest.fixture(scope="session")
async def exemplary(
    server: Server, migrated: str, examples: Examples, anyio_backend: object
) -> AsyncIterator[Owner]:
    """The owner's connection to the worker's database of examples: one, which has plans cached."""
    urls = await server.create(migrated)
    async with connected(urls.owner) as connection:
        await write(connection, examples.written)
        yield connection
    await server.drop(urls)


@pytest.fixture
async def book(exemplary: Owner, anyio_backend: object) -> AsyncIterator[Owner]:
    """The owner's connection to the examples, in a transaction that leaves them as they are."""
    transaction = exemplary.transaction()
    await transaction.start()
    yield exemplary
    await transaction.rollback()
