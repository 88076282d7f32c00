"""Files and rows held against each other: what has no row is removed, what has no file is told.

A file without a row is one whose sending broke off before its row, or whose row was deleted since.
One that is young may be waiting for its row, and is left alone.
"""

from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Final
from uuid import UUID

from api.filing.stores import FileStore, Kept
from seeds.store import Connection

__all__ = ["Swept", "sweep"]

YOUNG: Final = timedelta(hours=24)
AT_ONCE: Final = 500

ENTERED: Final = """
SELECT f.district_id, f.id, f.bytes FROM evidence_file f
JOIN unnest($1::uuid[], $2::uuid[]) k (district_id, id)
    ON f.district_id = k.district_id AND f.id = k.id
"""
ALL: Final = "SELECT district_id, id, bytes FROM evidence_file WHERE created_at < $1"


@dataclass(slots=True)
class Swept:
    """What was found."""

    kept: int = 0
    removed: list[UUID] = field(default_factory=list)
    missing: list[UUID] = field(default_factory=list)
    """Files that rows tell of and the store has not, or not in full: somebody took them away."""


async def sweep(connection: Connection, store: FileStore, *, young: timedelta = YOUNG) -> Swept:
    """Remove the files that have no row, and find the rows that have no file."""
    begun = datetime.now(UTC)
    swept, found = Swept(), set[tuple[UUID, UUID, int]]()
    async for page in _pages(store):
        keys = [file.district for file in page], [file.file for file in page]
        entered = {(row[0], row[1]) for row in await connection.fetch(ENTERED, *keys)}
        for file in page:
            if (file.district, file.file) in entered:
                found.add((file.district, file.file, file.bytes))
            elif file.written_at < begun - young:
                await store.remove(file.district, file.file)
                swept.removed.append(file.file)
    rows = {(row[0], row[1], row[2]) for row in await connection.fetch(ALL, begun)}
    swept.kept = len(found)
    swept.missing = sorted(file for _, file, _ in rows - found)
    return swept


async def _pages(store: FileStore) -> AsyncIterator[list[Kept]]:
    page: list[Kept] = []
    async for file in store.listed():
        page.append(file)
        if len(page) == AT_ONCE:
            yield page
            page = []
    if page:
        yield page
