"""A snapshot as one caller that may stay open long: what is exported is read from it.

It has a time limit of its own, for the rows go out as fast as whoever reads them takes them.
"""

from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from typing import Any

import asyncpg

from auth.callers import Caller
from auth.database import Database, Reading
from auth.database_failures import BROKEN, failure_of_reading

__all__ = ["Snapshot", "snapshot"]

SEPARATOR = "\x02"
NO_QUOTE = "\x01"
"""Characters that no JSON text holds as they are, so that PostgreSQL writes it as it is."""

Sink = Callable[[bytes], Awaitable[None]]


class Snapshot:
    """A read-only transaction that sees one moment, however many statements it runs."""

    def __init__(self, connection: "asyncpg.pool.PoolConnectionProxy[Any]") -> None:
        self._connection = connection

    async def value(self, sql: str, parameters: Sequence[object] = ()) -> Any:
        """The single value of a statement."""
        try:
            return await self._connection.fetchval(sql, *parameters)
        except BROKEN as error:
            raise failure_of_reading(error) from error

    async def batches(
        self, sql: str, parameters: Sequence[object], size: int
    ) -> "AsyncIterator[list[Any]]":
        """The first values of a statement's rows, so many at a time."""
        try:
            cursor = await self._connection.cursor(sql, *parameters)
            while rows := await cursor.fetch(size):
                yield [row[0] for row in rows]
        except BROKEN as error:
            raise failure_of_reading(error) from error

    async def copy_lines(self, sql: str, parameters: Sequence[object], sink: Sink) -> None:
        """Send the rows of a statement that gives JSON to a sink, a line each.

        The sink is waited for, and given whole lines.
        """
        await self._copy(sql, parameters, sink, delimiter=SEPARATOR, quote=NO_QUOTE)

    async def copy_table(self, sql: str, parameters: Sequence[object], sink: Sink) -> None:
        """Send the rows of a statement to a sink as CSV without a header, whole lines at a time."""
        await self._copy(sql, parameters, sink)

    async def _copy(
        self, sql: str, parameters: Sequence[object], sink: Sink, **options: Any
    ) -> None:
        failed: list[Exception] = []

        async def sent(chunk: bytes) -> None:
            try:
                await sink(chunk)
            except Exception as error:
                failed.append(error)
                raise

        try:
            await self._connection.copy_from_query(
                sql, *parameters, output=sent, format="csv", **options
            )
        except BROKEN as error:
            if failed:  # the sink's own, which is not the database's
                raise failed[0] from None
            raise failure_of_reading(error) from error


class _Opening(Reading):
    """Opens the transaction, with its time limit."""

    __slots__ = ("_seconds",)

    def __init__(self, database: Database, caller: Caller, seconds: float) -> None:
        super().__init__(database, caller, snapshot=True)
        self._seconds = seconds

    def _opening(self) -> str:
        return f"{super()._opening()};SET LOCAL statement_timeout TO {int(self._seconds * 1000)}"


@asynccontextmanager
async def snapshot(database: Database, caller: Caller, seconds: float) -> AsyncIterator[Snapshot]:
    """A snapshot as a caller, in which no statement takes longer than that."""
    async with _Opening(database, caller, seconds) as transaction:
        yield Snapshot(transaction.connection)
