"""Publishing a release: read, compared with the one before, described, stored; all at once."""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final, TextIO
from uuid import UUID

import asyncpg
import orjson
from graphql import GraphQLSchema

from api.releases.comparing import Changes, changed_columns, compared
from api.releases.describing import (
    CHECKSUMS,
    MEDIA_TYPES,
    PACKAGE,
    About,
    described,
    digest_of,
)
from api.releases.pieces import store_pieces, write_released
from api.releases.reading import HeldTable, public_tables
from auth.database import Database
from models.base import new_id
from models.failures import Conflict
from models.releases import ResearchRelease, ResearchReleaseFile
from schema.dictionary import table_schema
from seeds.store import Connection, Row, because, upsert

__all__ = ["Published", "publish"]

ONE_AT_A_TIME: Final = 0x1317_0129
TAKEN: Final = "{} is published already: a release never changes, and there is one a day at most."
LATEST: Final = """
SELECT id, release_version FROM research_release ORDER BY released_on DESC, id DESC LIMIT 1
"""
FILES: Final = "SELECT name, id FROM research_release_file WHERE release_id = $1"


@dataclass(frozen=True, slots=True)
class Published:
    """A release that is published, and what became of each table."""

    version: str
    sha256: str
    tables: list[HeldTable]
    changes: dict[str, Changes]


@dataclass(frozen=True, slots=True)
class Before:
    """The release before: its files by their names."""

    id: UUID | None = None
    version: str | None = None
    files: Mapping[str, UUID] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Made:
    """A release whose files lie in a folder."""

    about: About
    before: Before
    tables: Sequence[HeldTable]
    changes: Mapping[str, Changes]
    folder: Path


async def publish(
    database: Database, owner: Connection, schema: GraphQLSchema, about: About
) -> Published:
    """Publish a release of what the public sees now; raises Conflict where the day has one.

    Rows are read by the API's login, as the public; they are stored by the owner, in one
    transaction. `about.day` is not asked for: it is the network's today.
    """
    await owner.execute("SELECT pg_advisory_lock($1)", ONE_AT_A_TIME)
    try:
        with TemporaryDirectory(prefix="throughline-release-") as made:
            return await _publish(database, owner, schema, about, Path(made))
    finally:
        with suppress(asyncpg.InterfaceError):  # a connection that is gone holds no lock
            await owner.execute("SELECT pg_advisory_unlock($1)", ONE_AT_A_TIME)


async def _publish(
    database: Database, owner: Connection, schema: GraphQLSchema, about: About, folder: Path
) -> Published:
    before = await _before(owner)
    async with public_tables(database, schema) as seen:
        about = replace(about, day=await seen.today(), before=before.version)
        if before.version is not None and before.version >= about.version:
            raise Conflict(TAKEN.format(before.version))
        tables = await seen.write(folder)
    changes = await _changes(owner, before, folder, tables)
    made = Made(about, before, tables, changes, folder)
    described(folder, tables, about, await _told(owner, made))
    await _store(owner, made)
    return Published(about.version, digest_of(folder / CHECKSUMS), tables, changes)


async def _before(owner: Connection) -> Before:
    row = await owner.fetchrow(LATEST)
    if row is None:
        return Before()
    files = await owner.fetch(FILES, row["id"])
    return Before(row["id"], row["release_version"], {each["name"]: each["id"] for each in files})


async def _changes(
    owner: Connection, before: Before, folder: Path, tables: Sequence[HeldTable]
) -> dict[str, Changes]:
    """What became of the rows of each table that the release before has too."""
    changes = {}
    with TemporaryDirectory(prefix="throughline-release-before-") as kept:
        for table in tables:
            file = before.files.get(f"{table.name}.csv")
            if file is None:
                continue
            earlier = Path(kept, f"{table.name}.csv")
            await write_released(owner, file, earlier)
            with _text(earlier) as then, _text(folder / earlier.name) as now:
                changes[table.name] = compared(then, now)
    return changes


def _text(path: Path) -> TextIO:
    return path.open(encoding="utf-8", newline="")


async def _told(owner: Connection, made: Made) -> dict[str, Any]:
    """What changed, as the release tells it: ids of rows, columns, tables."""
    schemas, changes = await _schemas(owner, made.before), made.changes
    names = [table.name for table in made.tables]
    return {
        "since": made.before.version,
        "tablesAdded": [name for name in names if schemas and name not in schemas],
        "tablesRemoved": [name for name in schemas if name not in names],
        "tables": {
            table.name: {
                "added": changes[table.name].added,
                "changed": changes[table.name].changed,
                "removed": changes[table.name].removed,
                "columns": changed_columns(
                    schemas[table.name], table_schema(table.entry, table.columns)
                ),
            }
            for table in made.tables
            if table.name in changes and table.name in schemas
        },
    }


async def _schemas(owner: Connection, before: Before) -> dict[str, Any]:
    """The Table Schemas of the release before, by the names of its tables."""
    file = before.files.get(PACKAGE)
    if file is None:
        return {}
    with TemporaryDirectory(prefix="throughline-release-before-") as kept:
        await write_released(owner, file, Path(kept, PACKAGE))
        with _text(Path(kept, PACKAGE)) as told:
            package = orjson.loads(told.read())
    return {
        part["path"].removesuffix(".csv"): part["schema"]
        for part in package["resources"]
        if "schema" in part
    }


async def _store(owner: Connection, made: Made) -> None:
    about, paths = made.about, _files(made.folder)
    release = {
        "id": new_id(),
        "release_version": about.version,
        "released_on": about.day,
        "title": about.title,
        "publisher": about.publisher,
        "citation": about.citation,
        "note": about.note,
        "sha256": digest_of(made.folder / CHECKSUMS),
        "replaces_id": made.before.id,
    }
    known = {table.name: table for table in made.tables}
    files = [
        _file(release["id"], path, known.get(path.stem), made.changes.get(path.stem))
        for path in paths
    ]
    try:
        async with owner.transaction():
            await because(owner, "publish release")
            await upsert(owner, ResearchRelease, [release])
            await upsert(owner, ResearchReleaseFile, files)
            for path, row in zip(paths, files, strict=True):
                await store_pieces(owner, UUID(str(row["id"])), path)
    except asyncpg.UniqueViolationError as error:
        raise Conflict(TAKEN.format(about.version)) from error


def _files(folder: Path) -> list[Path]:
    return sorted(folder.iterdir())


def _file(release: object, path: Path, table: HeldTable | None, changes: Changes | None) -> Row:
    return {
        "id": new_id(),
        "release_id": release,
        "name": path.name,
        "media_type": MEDIA_TYPES[path.suffix],
        "bytes": path.stat().st_size,
        "sha256": digest_of(path),
        "record_type": None if table is None else table.entry.name,
        "rows": None if table is None else table.rows,
        "added": None if changes is None else len(changes.added),
        "changed": None if changes is None else len(changes.changed),
        "removed": None if changes is None else len(changes.removed),
    }
