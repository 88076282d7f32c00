"""What runs in a transaction in which the caller has been stated, and the statements that state it.

Failures of the driver come out as ours.
"""

import time
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from typing import Any

import asyncpg

from auth.database_failures import BROKEN, failure_of_reading, failure_of_writing
from models.failures import Failure

__all__ = [
    "SETTINGS",
    "Connection",
    "Observer",
    "SelfContained",
    "StatementEvent",
    "Transaction",
    "WriteTransaction",
]

Connection = asyncpg.pool.PoolConnectionProxy


@dataclass(frozen=True, slots=True)
class StatementEvent:
    """One statement, as telemetry and tests may know of it."""

    seconds: float
    succeeded: bool


Observer = Callable[[StatementEvent], None]

SETTINGS = (
    "throughline.person",
    "throughline.firm",
    "throughline.scopes",
    "throughline.client",
)
"""Where the database is told the caller, for one transaction; see the schema `slice`."""

LEAVE_OFFICE = "SET LOCAL throughline.office TO ''"


@dataclass(frozen=True, slots=True)
class SelfContained:
    """A statement of one value, and the text in which it states its caller by itself.

    The functions in FROM are called before anything of the value is evaluated: it is a subselect,
    which waits until it is asked for. Were it not so, the caller would be the public.
    """

    sql: str
    text: str

    @classmethod
    def of(cls, sql: str, parameters: int) -> "SelfContained":
        """What a statement with so many parameters becomes; the caller's come after them."""
        stated = ", ".join(
            f"set_config('{setting}', ${parameters + place}, true) AS stated_{place}"
            for place, setting in enumerate(SETTINGS, 1)
        )
        text = f"SELECT (\n{sql}\n) FROM {stated}"  # noqa: S608 - both texts are ours
        return cls(sql, text)


@dataclass(slots=True)
class Transaction:
    """A transaction in which the caller has been stated; read-only unless it is of the subclass."""

    connection: "Connection[Any]"
    observers: Sequence[Observer]

    async def value(self, sql: str, parameters: Sequence[object] = ()) -> Any:
        """Run one statement and give its single value; JSON comes as bytes, undecoded."""
        return await self._observed(self.connection.fetchval, sql, parameters)

    async def rows(self, sql: str, parameters: Sequence[object] = ()) -> "list[asyncpg.Record]":
        """Run one statement and give its rows."""
        rows: list[asyncpg.Record] = await self._observed(self.connection.fetch, sql, parameters)
        return rows

    async def _observed(
        self, run: Callable[..., Awaitable[Any]], sql: str, parameters: Sequence[object]
    ) -> Any:
        started = time.perf_counter()
        succeeded = False
        try:
            value = await run(sql, *parameters)
            succeeded = True
        except BROKEN as error:
            raise self._failure(error) from error
        finally:
            event = StatementEvent(time.perf_counter() - started, succeeded)
            for observe in self.observers:
                observe(event)
        return value

    def _failure(self, error: Exception) -> Failure:
        return failure_of_reading(error)


@dataclass(slots=True)
class WriteTransaction(Transaction):
    """A transaction that may write, inside the caller's slice.

    Any failure makes it useless until it is undone, whole or to a mark.
    """

    opening: str
    """What it began with. A mark at the start of each would cost every write a subtransaction."""

    async def undo(self, mark: str | None = None) -> None:
        """Undo what was done since a mark, or all; works after a failure too."""
        await self._execute(f"ROLLBACK TO SAVEPOINT {mark}" if mark else f"ROLLBACK;{self.opening}")

    async def mark(self, mark: str) -> None:
        """Remember this point, to come back to it if what follows fails."""
        await self._execute(f"SAVEPOINT {mark}")

    async def settle(self, mark: str) -> None:
        """Forget a mark: what was done since is undone with what is around it."""
        await self._execute(f"RELEASE SAVEPOINT {mark}")

    @asynccontextmanager
    async def in_office(self, office: str = "authorization") -> AsyncIterator[None]:
        """The schema `oauth` opens to what is done in here, though a caller is stated.

        For our own statements, once it is known that the caller may do what they do. The office of
        `webhooks` opens the schema `hooks`.
        """
        await self._execute(f"SET LOCAL throughline.office TO '{office}'")
        try:
            yield
        except BaseException:
            with suppress(Failure):  # a transaction that is broken forgets it when it is undone
                await self._execute(LEAVE_OFFICE)
            raise
        await self._execute(LEAVE_OFFICE)

    async def _execute(self, sql: str) -> None:
        try:
            await self.connection.execute(sql)
        except BROKEN as error:
            raise self._failure(error) from error

    def _failure(self, error: Exception) -> Failure:
        return failure_of_writing(error)
