"""The database that a command works on: the embedded one, or the operator's."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from typing import TypeAlias, TypeVar
from urllib.parse import urlsplit

import asyncpg
from sqlalchemy.exc import DBAPIError

from api.commands import CommandFailed
from api.embedded import EmbeddedServer
from api.settings import Settings
from auth.database import Database, PrivilegedLoginError
from models.migrations import SchemaState, current_state, upgrade

__all__ = [
    "Logins",
    "as_caller",
    "as_owner",
    "as_owner_and_caller",
    "connected",
    "logins",
    "migrate",
    "refuse_privileged_login",
    "require_current",
]

T = TypeVar("T")
Connection: TypeAlias = "asyncpg.Connection[asyncpg.Record]"

CONNECT_SECONDS = 10
UPDATE, MIGRATE = "update the program", "run `throughline migrate`"


@dataclass(frozen=True, slots=True)
class Logins:
    """How to log in as the owner and as the API; no owner, if the operator keeps it to himself."""

    api: str
    owner: str | None


@contextmanager
def logins(settings: Settings) -> Iterator[Logins]:
    """The logins of the database; the embedded server runs meanwhile where it is meant."""
    if settings.database_url is not None:
        yield Logins(api=settings.database_url, owner=settings.migrate_database_url)
        return
    with EmbeddedServer(settings.data_dir) as server:
        urls = server.urls()
        yield Logins(api=urls.api, owner=urls.owner)


@asynccontextmanager
async def connected(url: str) -> AsyncIterator[Connection]:
    """One connection; raises CommandFailed when there is none to be had."""
    try:
        connection = await asyncpg.connect(url, timeout=CONNECT_SECONDS)
    except (
        OSError,
        TimeoutError,
        ValueError,
        asyncpg.PostgresError,
        asyncpg.InterfaceError,
    ) as error:
        reason = " ".join(str(error).split()) or f"no answer in {CONNECT_SECONDS} s"
        raise CommandFailed(f"no connection to the database {_place(url)}: {reason}") from error
    try:
        yield connection
    finally:
        await connection.close()


def as_owner(settings: Settings, work: Callable[[Connection], Awaitable[T]]) -> T:
    """Do some work as the login that owns the database, whose schema has to be this code's."""
    with logins(settings) as found:
        return asyncio.run(_as_owner(found.owner or found.api, work))


async def _as_owner(url: str, work: Callable[[Connection], Awaitable[T]]) -> T:
    await require_current(url)
    async with connected(url) as connection:
        try:
            return await work(connection)
        except asyncpg.InsufficientPrivilegeError as error:
            raise CommandFailed(
                f"the login may not do that ({error}): set MIGRATE_DATABASE_URL to the owner's"
            ) from error


def as_caller(settings: Settings, work: Callable[[Database], Awaitable[T]]) -> T:
    """Do some work by the API's own login, so that the slices hold as they do for requests."""
    with logins(settings) as found:
        return asyncio.run(_as_caller(found.api, settings, work))


async def _as_caller(url: str, settings: Settings, work: Callable[[Database], Awaitable[T]]) -> T:
    await require_current(url)
    await refuse_privileged_login(url)
    database = await Database.open(
        url,
        pool_size=1,
        time_zone=settings.time_zone,
        statement_timeout=settings.statement_timeout_seconds,
    )
    try:
        return await work(database)
    finally:
        await database.close()


def as_owner_and_caller(
    settings: Settings, work: Callable[[Connection, Database], Awaitable[T]]
) -> T:
    """Do some work by both logins: what is read is read in the slices, what is stored is not."""
    with logins(settings) as found:

        async def by_both(owner: Connection) -> T:
            return await _as_caller(found.api, settings, lambda database: work(owner, database))

        return asyncio.run(_as_owner(found.owner or found.api, by_both))


async def migrate(owner: str, api: str) -> None:
    """Bring the schema up to this code, with its grants to whoever the API logs in as."""
    async with connected(owner), connected(api) as connection:
        role = await connection.fetchval("SELECT current_user")
    if (state := await current_state(owner)) is SchemaState.NEWER:
        raise _unfit(owner, state, UPDATE)
    try:
        await upgrade(owner, role)
    except DBAPIError as error:
        reason = " ".join(str(error.orig).split())
        raise CommandFailed(
            f"the schema can't be migrated by that login (MIGRATE_DATABASE_URL): {reason}"
        ) from error


async def require_current(url: str) -> None:
    """Refuse a schema that this code was not written for."""
    async with connected(url):
        state = await current_state(url)
    if state is not SchemaState.CURRENT:
        raise _unfit(url, state, UPDATE if state is SchemaState.NEWER else MIGRATE)


async def refuse_privileged_login(url: str) -> None:
    """Refuse a login for the API that the slices don't bind."""
    database = await Database.open(url, pool_size=1)
    try:
        await database.refuse_privileged_login()
    except PrivilegedLoginError as error:
        raise CommandFailed(
            f"DATABASE_URL logs in as a role that {error}; the API needs one that row-level "
            "security binds"
        ) from error
    finally:
        await database.close()


def _unfit(url: str, state: SchemaState, remedy: str) -> CommandFailed:
    return CommandFailed(f"{state.value} ({_place(url)}): {remedy}")


def _place(url: str) -> str:
    """The address without what logs in."""
    try:
        parts = urlsplit(url)
        port = f":{parts.port}" if parts.port else ""
    except ValueError:
        return "of an address that is no URL"
    return f"{parts.hostname or 'on this machine'}{port}{parts.path}"
