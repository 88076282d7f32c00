"""The API's way to the database: transactions that first state who is asking.

The caller is stated inside the transaction and is gone with it, so a pooled connection carries
nothing from one request to the next.
"""

from collections.abc import Sequence
from contextlib import AbstractAsyncContextManager, suppress
from dataclasses import dataclass, field
from types import TracebackType
from typing import Any

import asyncpg

from auth.callers import PUBLIC, RESEARCH, WRITE, Caller, require
from auth.database_failures import BROKEN
from auth.transactions import (
    SETTINGS,
    Connection,
    Observer,
    SelfContained,
    Transaction,
    WriteTransaction,
)
from models.failures import Fault

__all__ = ["Authorizing", "Database", "Disclosing", "PrivilegedLoginError", "Reading", "Writing"]


class PrivilegedLoginError(Exception):
    """The login could look past row-level security; the API refuses to start with it."""


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
