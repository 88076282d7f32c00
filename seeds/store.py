"""Writing many rows at once, as the owner and past the ORM.

Rows go by COPY into a temporary table and from there into theirs: COPY alone is refused on a
table under row-level security, which ours force on their owner too. It is the same door as
everyone's: each row leaves its event.
"""

from collections.abc import AsyncIterator, Iterable, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from enum import Enum
from typing import Any, TypeAlias
from uuid import NAMESPACE_URL, UUID, uuid5

import asyncpg
from sqlalchemy import Table, inspect

from models.base import Base

__all__ = [
    "Connection",
    "Counts",
    "Row",
    "Summary",
    "append",
    "because",
    "row_of",
    "stable_id",
    "table_of",
    "upsert",
]

Connection: TypeAlias = "asyncpg.Connection[Any] | asyncpg.pool.PoolConnectionProxy[Any]"
Row = Mapping[str, object]

SEEDS = uuid5(NAMESPACE_URL, "urn:throughline:seeds")


def stable_id(*names: str) -> UUID:
    """The same id for the same names, on every machine and in every run."""
    return uuid5(SEEDS, "\x1f".join(names))


@dataclass(frozen=True, slots=True)
class Counts:
    """What became of the rows written to a table."""

    created: int = 0
    changed: int = 0
    unchanged: int = 0

    def __add__(self, other: "Counts") -> "Counts":
        return Counts(
            self.created + other.created,
            self.changed + other.changed,
            self.unchanged + other.unchanged,
        )


@dataclass(slots=True)
class Summary:
    """What became of the rows of each table, by the table's name."""

    tables: dict[str, Counts] = field(default_factory=dict)

    def add(self, model: type[Base], counts: Counts) -> None:
        name = table_of(model).name
        self.tables[name] = self.tables.get(name, Counts()) + counts

    @property
    def total(self) -> Counts:
        return sum(self.tables.values(), Counts())


def row_of(record: Base) -> dict[str, object]:
    """The columns that a record was made with, and no others."""
    mapper = inspect(type(record))
    return {
        mapper.columns[name].name: value
        for name, value in inspect(record).dict.items()
        if name in mapper.columns
    }


async def because(connection: Connection, cause: str) -> None:
    """Say why rows are written, until the transaction ends; the events that it leaves repeat it."""
    await connection.execute("SELECT set_config('throughline.cause', $1, true)", cause)


async def upsert(
    connection: Connection,
    model: type[Base],
    rows: Iterable[Row],
    *,
    key: Sequence[str] | None = None,
) -> Counts:
    """Create the rows that are new by their key and change those that differ.

    `key` are the columns of a unique constraint; the primary key unless said. Only the columns
    that a row names are written or compared, and an existing row keeps its primary key. A key
    may occur once only; the order among rows that name the same columns is kept.
    """
    table = table_of(model)
    by = list(key or [column.name for column in table.primary_key])
    fixed = {*by, *(column.name for column in table.primary_key)}
    counts = Counts()
    async with connection.transaction():
        for columns, records in _alike(rows).items():
            kept = [name for name in columns if name not in fixed]
            async with _staged(connection, table, columns, records) as stage:
                [(created, changed)] = await connection.fetch(
                    _upsert(table, stage, columns, by, kept)
                )
            counts += Counts(created, changed, len(records) - created - changed)
    return counts


async def append(
    connection: Connection,
    model: type[Base],
    columns: Sequence[str],
    records: Iterable[Sequence[object]],
) -> int:
    """Create rows that are known to be new, each with its values in the order of the columns.

    The fastest way in: values go as they are, so members of vocabularies are given by name.
    """
    table = table_of(model)
    async with connection.transaction(), _staged(connection, table, columns, records) as stage:
        status = await connection.execute(
            f"INSERT INTO {table.name} ({_list(columns)}) SELECT {_list(columns)} FROM {stage}"  # noqa: S608 - names of our own columns
        )
    return int(status.rpartition(" ")[2])


def table_of(model: type[Base]) -> Table:
    """The table that a model is mapped to."""
    table = model.__table__
    if not isinstance(table, Table):
        raise TypeError(f"{model.__name__} is not mapped to a table")
    return table


def _alike(rows: Iterable[Row]) -> dict[tuple[str, ...], list[tuple[object, ...]]]:
    """The rows' values, together with those that name the same columns."""
    groups: dict[tuple[str, ...], list[tuple[object, ...]]] = {}
    for row in rows:
        columns = tuple(sorted(row))
        groups.setdefault(columns, []).append(tuple(_stored(row[name]) for name in columns))
    return groups


def _stored(value: object) -> object:
    return value.name if isinstance(value, Enum) else value


@asynccontextmanager
async def _staged(
    connection: Connection,
    table: Table,
    columns: Sequence[str],
    records: Iterable[Sequence[object]],
) -> AsyncIterator[str]:
    """A temporary table of the columns, filled, that is gone afterwards."""
    for name in columns:
        if table.columns[name].computed is not None:
            raise ValueError(f"{table.name}.{name} is worked out by the database")
    name = f"staged_{table.name}"
    await connection.execute(
        f"CREATE TEMPORARY TABLE {name} ON COMMIT DROP AS"  # noqa: S608 - likewise
        f" SELECT {_list(columns)} FROM {table.name} WITH NO DATA"
    )
    await connection.copy_records_to_table(
        name, schema_name="pg_temp", columns=list(columns), records=records
    )
    yield f"pg_temp.{name}"
    await connection.execute(f"DROP TABLE pg_temp.{name}")


def _upsert(
    table: Table, stage: str, columns: Sequence[str], key: Sequence[str], kept: Sequence[str]
) -> str:
    action = "NOTHING"
    if kept:
        ours = ", ".join(f't."{name}"' for name in kept)
        theirs = ", ".join(f'excluded."{name}"' for name in kept)
        action = (
            f"UPDATE SET ({_list(kept)}) = ROW ({theirs})"
            f" WHERE ROW ({ours}) IS DISTINCT FROM ROW ({theirs})"
        )
    return (
        f"WITH written AS ("  # noqa: S608 - likewise
        f"INSERT INTO {table.name} AS t ({_list(columns)}) SELECT {_list(columns)} FROM {stage}"
        f" ON CONFLICT ({_list(key)}) DO {action} RETURNING old.created_at IS NULL AS is_new"
        f") SELECT count(*) FILTER (WHERE is_new), count(*) FILTER (WHERE NOT is_new) FROM written"
    )


def _list(columns: Iterable[str]) -> str:
    return ", ".join(f'"{name}"' for name in columns)
