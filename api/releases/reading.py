"""The tables of a release as files: read as the public, all from one snapshot.

The public is the caller, so that no mistake here can put into a file what not everyone may read.
"""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from typing import IO, Final

from graphql import GraphQLSchema

from api.releases.holding import columns_of, held
from auth.callers import PUBLIC
from auth.database import Database
from auth.exporting import Snapshot, snapshot
from schema.dictionary import Entry
from schema.documents import Documents
from schema.exporting import Buffer
from schema.exporting.formats import Format
from schema.exporting.planning import Exported, planned_export
from schema.exporting.rows_sql import flat_rows
from schema.exporting.sinks import batched
from schema.limits import Limits

__all__ = ["HeldTable", "PublicTables", "public_tables"]

SECONDS: Final = 3_600.0
FORMATS: Final = (Format.CSV, Format.PARQUET)
TODAY: Final = "SELECT slice.today()"


@dataclass(frozen=True, slots=True)
class HeldTable:
    """A table of a release: its type, its columns, and how many rows were written."""

    entry: Entry
    columns: tuple[str, ...]
    rows: int

    @property
    def name(self) -> str:
        """What its files are called, without their endings."""
        return self.entry.plural


@dataclass(frozen=True, slots=True)
class PublicTables:
    """The public's view of one moment."""

    seen: Snapshot
    documents: Documents

    async def today(self) -> date:
        """The day, in the network's time zone."""
        day: date = await self.seen.value(TODAY)
        return day

    async def write(self, folder: Path) -> list[HeldTable]:
        """Write each table that is held, as CSV and as Parquet."""
        return [await self._write(entry, folder) for entry in held()]

    async def _write(self, entry: Entry, folder: Path) -> HeldTable:
        names = columns_of(entry)
        exported = self._planned(entry, names)
        rows = await self._stream(exported, folder, entry.plural)
        return HeldTable(entry, tuple(names), rows)

    def _planned(self, entry: Entry, names: list[str]) -> Exported:
        """The plan of the type's list, without page limits."""
        query = f"{{ {entry.plural} {{ nodes {{ {selection(names)} }} }} }}"
        return planned_export(self.documents.operation(query, None), None)

    async def _stream(self, exported: Exported, folder: Path, name: str) -> int:
        """Read the rows once, and write them in every format; gives how many there are."""
        statement, kinds, tree = flat_rows(exported, is_ordered=True)
        async with AsyncExitStack() as kept:
            made = []
            for form in FORMATS:
                file = kept.enter_context((folder / f"{name}.{form.value}").open("wb"))
                sink = batched(form, partial(_keep, file), kinds, tree)
                made.append(await kept.enter_async_context(sink))

            async def take(chunk: bytes) -> None:
                for each in made:
                    await each.take(chunk)

            values = statement.bind(exported.variables)
            await self.seen.copy_table(statement.sql, values, take)
            for each in made:
                await each.close()
            return made[0].rows


async def _keep(file: IO[bytes], chunk: Buffer) -> None:
    file.write(chunk)


@asynccontextmanager
async def public_tables(database: Database, schema: GraphQLSchema) -> AsyncIterator[PublicTables]:
    """The public's view of this moment, as long as it is open."""
    async with snapshot(database, PUBLIC, SECONDS) as seen:
        yield PublicTables(seen, Documents(schema, Limits()))


def selection(names: list[str]) -> str:
    """The fields of a record that columns are the paths of, as GraphQL selects them."""
    nested: dict[str, list[str]] = {}
    for name in names:
        first, _, rest = name.partition(".")
        nested.setdefault(first, []).extend([rest] if rest else [])
    return " ".join(
        f"{name} {{ {' '.join(below)} }}" if below else name for name, below in nested.items()
    )
