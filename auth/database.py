"""The API's way to the database: transactions that first state who is asking.

The caller is stated inside the transaction and is gone with it, so a pooled connection carries
nothing from one request to the next.
"""

import time
from collections.abc import Callable, Sequence
from contextlib import AbstractAsyncContextManager, suppress
from dataclasses import dataclass, field
from types import TracebackType
from typing import Any

import asyncpg

from auth.callers import Caller
from models.failures import BadUserInput, Conflict, Failure, Fault, Forbidden, TimedOut

__all__ = [
    "Connection",
    "Database",
    "PrivilegedLoginError",
    "Reading",
    "StatementEvent",
    "Transaction",
    "WriteTransaction",
    "Writing",
]

Connection = asyncpg.pool.PoolConnectionProxy


class PrivilegedLoginError(Exception):
    """The login could look past row-level security; the API refuses to start with it."""


@dataclass(frozen=True, slots=True)
class StatementEvent:
    """One statement, as telemetry and tests may know of it."""

    seconds: float
    succeeded: bool


REFUSED = "TL400"
"""The state of an error that a function of ours raises for whoever asked, with what to tell."""

BROKEN = (asyncpg.PostgresError, asyncpg.InterfaceError, OSError)

Observer = Callable[[StatementEvent], None]


@dataclass(slots=True)
class Transaction:
    """A transaction in which the caller has been stated; read-only unless it is of the subclass."""

    connection: "Connection[Any]"
    observers: Sequence[Observer]

    async def value(self, sql: str, parameters: Sequence[object] = ()) -> Any:
        """Run one statement and give its single value; JSON comes as bytes, undecoded."""
        started = time.perf_counter()
        succeeded = False
        try:
            value = await self.connection.fetchval(sql, *parameters)
            succeeded = True
        except BROKEN as error:
            raise self._failure(error) from error
        finally:
            event = StatementEvent(time.perf_counter() - started, succeeded)
            for observe in self.observers:
                observe(event)
        return value

    def _failure(self, error: Exception) -> Failure:
        if isinstance(error, asyncpg.QueryCanceledError):
            return TimedOut("The statement took longer than it may.")
        if getattr(error, "sqlstate", None) == REFUSED:
            return BadUserInput(str(error))
        return Fault(f"The statement failed: {type(error).__name__}")


class WriteTransaction(Transaction):
    """A transaction that may write, inside the caller's slice; any failure ends it.

    What a policy refuses raises Forbidden, what a constraint refuses Conflict. Neither says which:
    a constraint may have met a row that the caller does not see.
    """

    __slots__ = ()

    def _failure(self, error: Exception) -> Failure:
        if isinstance(error, asyncpg.InsufficientPrivilegeError):
            return Forbidden("You may not write this.")
        if isinstance(error, asyncpg.IntegrityConstraintViolationError):
            return Conflict("This does not agree with what the network holds.")
        if isinstance(error, asyncpg.DeadlockDetectedError):
            return Conflict("Somebody else wrote the same at once; try again.")
        return super()._failure(error)


@dataclass(slots=True)
class Database:
    """A pool of connections under the API's login."""

    pool: "asyncpg.Pool[Any]"
    observers: list[Observer] = field(default_factory=list)

    @classmethod
    async def open(
        cls,
        url: str,
        *,
        pool_size: int = 8,
        time_zone: str = "America/New_York",
        statement_timeout: float = 30.0,
    ) -> "Database":
        """Connect; nothing that a session keeps depends on the caller."""
        pool = await asyncpg.create_pool(  # type: ignore[call-overload]  # a proxy is reset
            url,
            min_size=1,
            max_size=pool_size,
            init=_undecoded_json,
            reset=_keep_session,
            statement_cache_size=1000,
            max_cached_statement_lifetime=0,
            server_settings={
                "application_name": "throughline",
                "jit": "off",
                "search_path": "public",
                "statement_timeout": str(int(statement_timeout * 1000)),
                "timezone": "UTC",
                "throughline.time_zone": time_zone,
            },
        )
        return cls(pool)

    async def close(self) -> None:
        """Let running statements end and disconnect."""
        await self.pool.close()

    def read(
        self, caller: Caller, *, snapshot: bool = False
    ) -> AbstractAsyncContextManager[Transaction]:
        """A read-only transaction for a caller; with `snapshot`, several statements see as one."""
        return Reading(self, caller, snapshot=snapshot)

    def write(self, caller: Caller, *, keep: bool = True, cause: str = "") -> "Writing":
        """A transaction in which a caller writes, committed at its end unless anything failed.

        Without `keep` it is undone at its end, to see what it would do. `cause` is what the
        events that it records say of why: the mutation's name, or the import's.
        """
        return Writing(self, caller, keep=keep, cause=cause)

    async def refuse_privileged_login(self) -> None:
        """Raise unless the login is bound by row-level security and owns nothing here."""
        async with self.pool.acquire() as connection:
            reason = await connection.fetchval(PRIVILEGE)
        if reason is not None:
            raise PrivilegedLoginError(reason)


class Reading(AbstractAsyncContextManager[Transaction]):
    """A read-only transaction while it is open; a generator would cost each request more."""

    __slots__ = ("_caller", "_connection", "_database", "_snapshot")

    def __init__(self, database: Database, caller: Caller, *, snapshot: bool) -> None:
        self._database = database
        self._caller = caller
        self._snapshot = snapshot

    async def __aenter__(self) -> Transaction:
        pool = self._database.pool
        try:
            self._connection = await pool.acquire()
        except BROKEN as error:
            raise Fault(f"No connection to the database: {type(error).__name__}") from error
        try:
            await self._connection.execute(self._opening())
        except BaseException as error:
            await self._leave(failed=True)
            if isinstance(error, BROKEN):
                raise Fault(f"No transaction: {type(error).__name__}") from error
            raise
        return Transaction(self._connection, self._database.observers)

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self._leave(failed=kind is not None)

    def _opening(self) -> str:
        isolation = "ISOLATION LEVEL REPEATABLE READ " if self._snapshot else ""
        return _stating(self._caller, f"BEGIN {isolation}READ ONLY")

    async def _leave(self, *, failed: bool) -> None:
        """End the transaction and give the connection back, whatever happens on the way."""
        try:
            await (_roll_back if failed else _commit)(self._connection)
        finally:
            await self._database.pool.release(self._connection)


class Writing(Reading):
    """A transaction while it is open in which a caller writes."""

    __slots__ = ("_cause", "_keep")

    def __init__(self, database: Database, caller: Caller, *, keep: bool, cause: str) -> None:
        super().__init__(database, caller, snapshot=False)
        self._keep = keep
        self._cause = cause

    async def __aenter__(self) -> WriteTransaction:
        opened = await super().__aenter__()
        return WriteTransaction(opened.connection, opened.observers)

    def _opening(self) -> str:
        cause = self._cause.replace("'", "''")
        stated = _stating(self._caller, "BEGIN READ WRITE")
        return f"{stated};SET LOCAL throughline.cause TO '{cause}'"

    async def _leave(self, *, failed: bool) -> None:
        await super()._leave(failed=failed or not self._keep)


PRIVILEGE = """
SELECT CASE
    WHEN rolsuper THEN 'is a superuser'
    WHEN rolbypassrls THEN 'may bypass row-level security'
    WHEN EXISTS (
        SELECT FROM pg_roles other
        WHERE (other.rolsuper OR other.rolbypassrls) AND pg_has_role(other.oid, 'MEMBER')
    ) THEN 'belongs to a role that may bypass row-level security'
    WHEN EXISTS (
        SELECT FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
        WHERE n.nspname = 'public' AND c.relkind IN ('r', 'p')
          AND pg_has_role(current_user, c.relowner, 'MEMBER')
    ) THEN 'owns tables, or belongs to the role that does'
END FROM pg_roles WHERE rolname = current_user
"""


def _stating(caller: Caller, begin: str) -> str:
    """Begin and state the caller in one round trip; UUIDs need no quoting."""
    return (
        f"{begin};"
        f"SET LOCAL throughline.person TO '{caller.person or ''}';"
        f"SET LOCAL throughline.firm TO '{caller.firm or ''}'"
    )


async def _undecoded_json(connection: "Connection[Any]") -> None:
    await connection.set_type_codec(
        "json",
        schema="pg_catalog",
        encoder=bytes,
        decoder=bytes,
        format="binary",
    )


async def _keep_session(_connection: "Connection[Any]") -> None:
    """No reset between uses: a session holds nothing of its last transaction."""


async def _roll_back(connection: "Connection[Any]") -> None:
    """End the transaction if the connection still can; a lost one has left the pool already."""
    with suppress(*BROKEN):
        await connection.execute("ROLLBACK")


async def _commit(connection: "Connection[Any]") -> None:
    try:
        await connection.execute("COMMIT")
    except BROKEN as error:
        raise Fault(f"The transaction did not end: {type(error).__name__}") from error
