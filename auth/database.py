"""The API's way to the database: transactions that first state who is asking.

The caller is stated inside the transaction and is gone with it, so a pooled connection carries
nothing from one request to the next.
"""

import time
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager, suppress
from dataclasses import dataclass, field
from types import TracebackType
from typing import Any

import asyncpg

from auth.callers import PUBLIC, RESEARCH, WRITE, Caller, require
from auth.database_failures import BROKEN, failure_of_reading, failure_of_writing
from models.failures import Failure, Fault

__all__ = [
    "Authorizing",
    "Connection",
    "Database",
    "Disclosing",
    "PrivilegedLoginError",
    "Reading",
    "SelfContained",
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
    async def in_office(self) -> AsyncIterator[None]:
        """The schema `oauth` opens to what is done in here, though a caller is stated.

        For our own statements, once it is known that the caller may do what they do.
        """
        await self._execute("SET LOCAL throughline.office TO 'authorization'")
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
                "default_transaction_read_only": "on",
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

    async def answer(
        self, caller: Caller, statement: SelfContained, parameters: Sequence[object] = ()
    ) -> Any:
        """The value of one statement, which is a read-only transaction of its own.

        It ends with the statement, and what was stated of the caller with it: one round trip, where
        `read` takes three.
        """
        connection = await self.acquire()
        try:
            stated = (*parameters, *_stated(caller))
            return await Transaction(connection, self.observers).value(statement.text, stated)
        finally:
            await self.pool.release(connection)

    async def acquire(self) -> "Connection[Any]":
        """A connection, to be released; only reads may be sent on it outside a transaction."""
        try:
            return await self.pool.acquire()
        except BROKEN as error:
            raise Fault(f"No connection to the database: {type(error).__name__}") from error

    def read(
        self, caller: Caller, *, snapshot: bool = False
    ) -> AbstractAsyncContextManager[Transaction]:
        """A read-only transaction for a caller; with `snapshot`, several statements see as one."""
        return Reading(self, caller, snapshot=snapshot)

    def disclose(self, caller: Caller) -> "Disclosing":
        """A transaction in which a caller reads what is confidential, and that is recorded."""
        return Disclosing(self, caller, snapshot=False)

    def write(self, caller: Caller, *, keep: bool = True, cause: str = "") -> "Writing":
        """A transaction in which a caller writes, committed at its end unless anything failed.

        Without `keep` it is undone at its end, to see what it would do. `cause` is what the
        events that it records say of why: the mutation's name, or the import's. Raises Forbidden,
        as it is entered, for a caller whose scopes leave no writing.
        """
        return Writing(self, caller, keep=keep, cause=cause)

    def authorizing(self) -> "Authorizing":
        """A transaction of the authorization server, which is nobody: no slice opens to it.

        The schema `oauth` opens in such a transaction alone. No GraphQL statement runs in one.
        """
        return Authorizing(self, PUBLIC, keep=True, cause="")

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
        self._connection = await self._database.acquire()
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


class Disclosing(Reading):
    """A transaction while it is open that reads, and may record what it discloses."""

    __slots__ = ()

    def _opening(self) -> str:
        return _stating(self._caller, "BEGIN READ WRITE")


class Writing(Reading):
    """A transaction while it is open in which a caller writes."""

    __slots__ = ("_cause", "_keep")

    def __init__(self, database: Database, caller: Caller, *, keep: bool, cause: str) -> None:
        super().__init__(database, caller, snapshot=False)
        self._keep = keep
        self._cause = cause

    async def __aenter__(self) -> WriteTransaction:
        require(self._caller, WRITE)
        opened = await super().__aenter__()
        return WriteTransaction(opened.connection, opened.observers, self._opening())

    def _opening(self) -> str:
        cause = self._cause.replace("'", "''")
        stated = _stating(self._caller, "BEGIN READ WRITE")
        return f"{stated};SET LOCAL throughline.cause TO '{cause}'"

    async def _leave(self, *, failed: bool) -> None:
        await super()._leave(failed=failed or not self._keep)


class Authorizing(Writing):
    """A transaction while it is open in which the authorization server works."""

    __slots__ = ()

    def _opening(self) -> str:
        return f"{super()._opening()};SET LOCAL throughline.office TO 'authorization'"


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


def _stated(caller: Caller) -> tuple[str, str, str, str]:
    """The values of SETTINGS: empty where it is no person, no firm, not narrowed, no client."""
    person, firm, client = (str(each or "") for each in (caller.person, caller.firm, caller.client))
    return person, firm, _scopes(caller), client


def _scopes(caller: Caller) -> str:
    """What the database knows of scopes: our own words, whatever a token says."""
    if caller.scopes is None:
        return ""
    return " ".join(scope for scope in (WRITE, RESEARCH) if scope in caller.scopes) or "none"


def _stating(caller: Caller, begin: str) -> str:
    """Begin and state the caller in one round trip; UUIDs and our scopes need no quoting."""
    stated = zip(SETTINGS, _stated(caller), strict=True)
    return ";".join([begin, *(f"SET LOCAL {setting} TO '{value}'" for setting, value in stated)])


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
