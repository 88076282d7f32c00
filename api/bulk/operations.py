"""Bulk operations as jobs: a worker writes the file as the owner, and says how far it is.

Each attempt writes a file of its own, so that two workers that both believe to be the one can't
mix theirs; the operation names the one that was done first.
"""

import asyncio
import logging
import tempfile
import time
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any, Final
from uuid import UUID, uuid4

import orjson

from api.accounting import Accounting
from api.bulk.staying import Staying
from api.filing.stores import Objects
from api.jobs.queue import connect
from auth.budgets import points_of
from auth.callers import READ, Caller
from auth.database import Database
from models.failures import Failure, Fault, Forbidden
from schema.exporting import Buffer, Exporter, Format
from schema.exporting.asking import exported

__all__ = ["FOLDER", "Operations"]

FOLDER: Final = "bulk"
CAUSE: Final = "bulkExport"
TELL_SECONDS: Final = 2.0
LOST_AFTER: Final = timedelta(days=1)
"""How old a file may be that no operation names: an attempt may still be about to be done."""

BEGUN: Final = """
UPDATE bulk_operation SET status = 'RUNNING', started_at = now(), records = 0
WHERE id = $1 AND status IN ('CREATED', 'RUNNING')
RETURNING query, variables, format
"""
PROGRESS: Final = """
UPDATE bulk_operation SET records = $2 WHERE id = $1 AND status = 'RUNNING' RETURNING true
"""
COMPLETED: Final = """
UPDATE bulk_operation SET status = 'COMPLETED', finished_at = now(), records = $2, bytes = $3,
    sha256 = $4, stored_as = $5, feed_cursor = $6, expires_at = now() + $7::interval
WHERE id = $1 AND status = 'RUNNING' RETURNING true
"""
FAILED: Final = """
UPDATE bulk_operation SET status = 'FAILED', finished_at = now(), error_code = $2,
    error_message = $3
WHERE id = $1 AND status IN ('CREATED', 'RUNNING') RETURNING true
"""
EXPIRED: Final = """
UPDATE bulk_operation SET status = 'EXPIRED' WHERE id = $1 AND status = 'COMPLETED'
RETURNING true
"""
STORE_WAITS: Final = (5.0, 30.0, 120.0)
"""How long to wait for a store that is away, in seconds: the file may have taken an hour."""

MASKED: Final = "The server failed."
DISABLED: Final = "The client that asked for it is no longer let in."

log = logging.getLogger(__name__)


class _NoLongerWanted(Exception):  # noqa: N818 - named by what happened
    """The operation was cancelled, or another worker has done it."""


@dataclass(slots=True)
class _File:
    """A file on its way, and what is known of it."""

    path: Path
    digest: Any = field(default_factory=sha256)
    bytes: int = 0


@dataclass(frozen=True, slots=True)
class Operations:
    """What does bulk operations, over one database and one store."""

    database: Database
    url: str
    """How the queue is reached, which knows whose an operation is."""
    store: Objects
    staying: Staying
    seconds: float = 3_600
    kept: timedelta = timedelta(hours=72)
    accounting: Accounting | None = None
    """Counts the points of an owner and its client; None where nothing is counted."""
    folder: Path | None = None
    """Where files lie until they are whole; the system's temporary directory unless told."""

    async def export(self, operation: UUID) -> None:
        """Do an operation, or do it anew; one that is through already is left alone."""
        whose = await self._whose(operation)
        if whose is None:
            return
        owner = _caller(whose)
        if not whose["is_let_in"]:
            await self._fail(owner, operation, Forbidden(DISABLED))
            return
        row = await self._change(owner, BEGUN, operation)
        if row is None:
            return
        try:
            await self._export(owner, operation, row)
        except _NoLongerWanted:
            return
        except Failure as failure:
            await self._fail(owner, operation, failure)
        except asyncio.CancelledError:
            raise
        except Exception as error:
            log.exception("a bulk operation failed")
            fault = Fault(f"Unexpected {type(error).__name__}")
            await self._fail(owner, operation, fault)

    async def expire(self) -> None:
        """Remove the files whose time is over, and those that no operation names."""
        named: set[str] = set()
        for row in await self._all():
            if row["status"] != "COMPLETED":
                continue
            if row["expires_at"] <= datetime.now(UTC):
                await self._change(_caller(row), EXPIRED, row["id"])
                await self.store.remove_named(row["stored_as"])
            else:
                named.add(row["stored_as"])
        async for found in self.store.listed_in(FOLDER):
            is_old = found.written_at < datetime.now(UTC) - LOST_AFTER
            if is_old and found.name not in named:
                await self.store.remove_named(found.name)

    async def _export(self, owner: Caller, operation: UUID, row: Any) -> None:
        variables = orjson.loads(row["variables"]) if row["variables"] else {}
        what, format_ = exported(row["query"], variables), Format[row["format"]]
        # Before the snapshot: what leaves the slice from here on is told.
        cursor = await self.staying.now(owner, what.types)
        exporter = Exporter(self.database, owner, what, format_, self.seconds, is_ordered=True)
        async with self._file() as file:
            await self._write(owner, operation, exporter, file)
            name = f"{FOLDER}/{operation}/{uuid4()}.{format_.value}"
            await self._keep(name, file.path)
        digest = file.digest.hexdigest()
        told = (exporter.rows, file.bytes, digest, name, cursor, self.kept)
        if await self._change(owner, COMPLETED, operation, *told) is None:
            await self.store.remove_named(name)

    async def _write(self, owner: Caller, operation: UUID, exporter: Exporter, file: _File) -> None:
        """Write the records, and tell now and then how many; stop once nobody wants them."""
        told_at = time.monotonic()
        with self._charged(owner, exporter) as charge, file.path.open("wb") as opened:

            async def sink(chunk: Buffer) -> None:
                nonlocal told_at
                await asyncio.to_thread(opened.write, chunk)
                file.digest.update(chunk)
                file.bytes += len(chunk)
                charge()
                if time.monotonic() - told_at >= TELL_SECONDS:
                    await self._tell(owner, operation, exporter.rows)
                    told_at = time.monotonic()

            await exporter.run(sink)
        await self._tell(owner, operation, exporter.rows)

    @contextmanager
    def _charged(self, owner: Caller, exporter: Exporter) -> Iterator[Callable[[], None]]:
        """Charge for what has been written each time it is called, and for all at the end."""
        accounting = self.accounting
        if accounting is None:
            yield lambda: None
            return
        meter = accounting.budgets.meter(owner)

        def charge() -> None:
            meter.reach(points_of(exporter.rows))

        try:
            yield charge
        finally:
            charge()
            # The operation itself is counted as the mutation that asked for it.
            accounting.usage.count(owner.client, points=meter.points)

    async def _keep(self, name: str, path: Path) -> None:
        for wait in STORE_WAITS:
            try:
                return await self.store.keep_as(name, path)
            except Fault as fault:
                log.warning("a bulk operation waits for the store: %s", fault.message)
                await asyncio.sleep(wait)
        return await self.store.keep_as(name, path)

    async def _tell(self, owner: Caller, operation: UUID, records: int) -> None:
        if await self._change(owner, PROGRESS, operation, records) is None:
            raise _NoLongerWanted

    @asynccontextmanager
    async def _file(self) -> AsyncIterator[_File]:
        """A file that is gone afterwards."""
        with tempfile.TemporaryDirectory(prefix="throughline-bulk-", dir=self.folder) as folder:
            yield _File(Path(folder) / "records")

    async def _fail(self, owner: Caller, operation: UUID, failure: Failure) -> None:
        is_ours = isinstance(failure, Fault) and failure.code.value == "INTERNAL"
        if is_ours:
            log.error("a bulk operation failed", exc_info=failure)
        message = MASKED if is_ours else failure.message
        await self._change(owner, FAILED, operation, failure.code.value, message)

    async def _change(self, owner: Caller, sql: str, *given: object) -> Any:
        """Change an operation as its owner; gives the row, or None where it is not as supposed."""
        async with self.database.write(owner, cause=CAUSE) as transaction:
            rows = await transaction.rows(sql, given)
        return rows[0] if rows else None

    async def _whose(self, operation: UUID) -> Any:
        return next((row for row in await self._all() if row["id"] == operation), None)

    async def _all(self) -> list[Any]:
        connection = await connect(self.url)
        try:
            return list(await connection.fetch("SELECT * FROM jobs.bulk_operations()"))
        finally:
            with suppress(OSError):
                await connection.close()


def _caller(row: Any) -> Caller:
    scopes = None if row["scopes"] is None else frozenset({READ, *row["scopes"].split()})
    return Caller(row["person_id"], row["firm_id"], scopes, row["client_id"])
