"""Databases for tests: one server a run, templates made once for it, and cheap copies of them.

The server is the embedded one, shared by the workers of the run, or the one that DATABASE_URL
and MIGRATE_DATABASE_URL name; there, the owner's login must be allowed to create databases.
"""

import asyncio
import fcntl
import os
import shutil
import tempfile
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import uuid4

import asyncpg
from sqlalchemy import URL, make_url

from api.embedded import EmbeddedServer, Urls

__all__ = ["Server", "connected", "remove_run", "start_run", "started", "template"]

PREFIX = "throughline-tests-"
MEMORY = Path("/dev/shm")
ROOM = 8 * 2**30
EMPTY = "template0 ENCODING 'UTF8' LOCALE_PROVIDER builtin BUILTIN_LOCALE 'C.UTF-8' LOCALE 'C'"


@dataclass(frozen=True, slots=True)
class Server:
    """Where a run makes its databases, and the logins that they are made for."""

    run: str
    admin: URL
    owner: URL
    api: URL
    strategy: str

    def urls(self, name: str) -> Urls:
        """How to log in to one database, `superuser` being whoever creates databases."""
        admin, owner, api = (
            url.set(database=name).render_as_string(hide_password=False)
            for url in (self.admin, self.owner, self.api)
        )
        return Urls(superuser=admin, owner=owner, api=api)

    async def create(self, template: str | None = None) -> Urls:
        """A new database: a copy of a template, or an empty one whose order is everywhere's."""
        name = f"{self.run}-{uuid4().hex[:12]}"
        await self._make(name, template)
        return self.urls(name)

    async def drop(self, urls: Urls) -> None:
        """Drop a database and whoever is connected to it."""
        await self.execute(f'DROP DATABASE "{make_url(urls.owner).database}" WITH (FORCE)')

    async def execute(self, *statements: str) -> None:
        """Run statements as whoever creates databases, outside of ours."""
        async with connected(_maintenance(self.admin)) as connection:
            for statement in statements:
                await connection.execute(statement)

    async def names(self) -> list[str]:
        """The databases that this run has made."""
        async with connected(_maintenance(self.admin)) as connection:
            rows = await connection.fetch(
                "SELECT datname FROM pg_database WHERE starts_with(datname, $1)", self.run
            )
        return [row["datname"] for row in rows]

    async def make_template(self, name: str, origin: str | None, fill: "Fill") -> None:
        """Make and fill a database under another name first: one that is there is a whole one."""
        unfinished = await self.create(origin)
        await fill(unfinished)
        made_as = make_url(unfinished.owner).database
        await self.execute(
            f'ALTER DATABASE "{made_as}" RENAME TO "{name}"',
            f'ALTER DATABASE "{name}" ALLOW_CONNECTIONS false',
        )

    async def _make(self, name: str, template: str | None) -> None:
        origin = EMPTY if template is None else f'"{template}" STRATEGY {self.strategy}'
        await self.execute(
            f'CREATE DATABASE "{name}" OWNER "{self.owner.username}" TEMPLATE {origin}',
            f'REVOKE ALL ON DATABASE "{name}" FROM PUBLIC',
            f'GRANT CONNECT ON DATABASE "{name}" TO "{self.api.username}"',
        )


Fill = Callable[[Urls], Awaitable[None]]


@asynccontextmanager
async def connected(url: str) -> "AsyncIterator[asyncpg.Connection[Any]]":
    """A connection that is closed whatever happens: one left open fails the test at its end."""
    connection = await asyncpg.connect(url)
    try:
        yield connection
    finally:
        await connection.close()


def start_run() -> Path:
    """The folder that the workers of one run share: in memory, if there is plenty of it.

    A database is some 2,500 files. To make and remove them on a disk is most of what it costs.
    """
    has_room = MEMORY.is_dir() and os.access(MEMORY, os.W_OK)
    has_room = has_room and shutil.disk_usage(MEMORY).free > ROOM
    return Path(tempfile.mkdtemp(prefix=PREFIX, dir=MEMORY if has_room else None))


def remove_run(folder: Path) -> None:
    """Remove what the run has left, also where a worker was killed."""
    if (folder / "postgres" / "postmaster.pid").exists():
        with EmbeddedServer(folder):
            pass  # the last to leave stops it
    if (folder / "started").exists() and _is_elsewhere():
        asyncio.run(_drop_all(_elsewhere(folder)))
    shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def started(folder: Path) -> Iterator[Server]:
    """The run's server, started by the first of its workers and stopped by the last."""
    (folder / "started").touch()
    if _is_elsewhere():
        yield _elsewhere(folder)
        return
    with EmbeddedServer(folder, durable=False) as embedded:
        urls = embedded.urls()
        admin, owner, api = (make_url(url) for url in (urls.superuser, urls.owner, urls.api))
        yield Server(folder.name, admin, owner, api, "file_copy")


def template(server: Server, folder: Path, kind: str, origin: str | None, fill: Fill) -> str:
    """The name of a template database, made by whichever worker first asks for it."""
    name = f"{server.run}-{kind}"
    with (folder / f"{kind}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if name not in asyncio.run(server.names()):
            asyncio.run(server.make_template(name, origin, fill))
    return name


def _is_elsewhere() -> bool:
    return "DATABASE_URL" in os.environ


def _elsewhere(folder: Path) -> Server:
    owner = make_url(os.environ["MIGRATE_DATABASE_URL"])
    # Copying files forces a checkpoint, which takes long where writes have to reach the disk.
    return Server(folder.name, owner, owner, make_url(os.environ["DATABASE_URL"]), "wal_log")


async def _drop_all(server: Server) -> None:
    for name in await server.names():
        await server.drop(server.urls(name))


def _maintenance(url: URL) -> str:
    return url.set(database="postgres").render_as_string(hide_password=False)
