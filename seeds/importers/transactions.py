"""All of an import, or nothing of it."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from seeds.store import Connection, because

__all__ = ["all_or_nothing"]

ONE_AT_A_TIME = 0x1317_0127
"""Two imports at once would each make an id for the same new district."""


@asynccontextmanager
async def all_or_nothing(connection: Connection, *, keep: bool) -> AsyncIterator[None]:
    """One transaction that waits for other imports, and is kept only if asked to and unbroken."""
    transaction = connection.transaction()
    await transaction.start()
    try:
        await connection.execute("SELECT pg_advisory_xact_lock($1)", ONE_AT_A_TIME)
        await because(connection, "import")
        yield
    except BaseException:
        await transaction.rollback()
        raise
    await (transaction.commit() if keep else transaction.rollback())
