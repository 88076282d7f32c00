"""Rows to put before the database: valid where nothing is said, and written as the owner."""

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any, TypeAlias
from uuid import UUID

import asyncpg
from sqlalchemy import Column, Table

from models.base import Base, new_id
from models.tables import metadata
from models.vocabulary import Word

__all__ = ["Owner", "Row", "insert", "row", "table_of", "write"]

Row: TypeAlias = dict[str, Any]
Owner: TypeAlias = "asyncpg.Connection[Any]"

PLAIN: Mapping[type, object] = {
    str: "said",
    int: 1,
    bool: False,
    date: date(2012, 1, 1),
    datetime: datetime(2012, 1, 1, 12, tzinfo=UTC),
    Decimal: Decimal(1),
    bytes: b"",
}
YEAR = 2012


def table_of(model: type[Base]) -> Table:
    return metadata.tables[model.__tablename__]


def row(model: type[Base], **given: object) -> Row:
    """A row with all that it must have; parents are for the caller to give."""
    table = table_of(model)
    required = {column.name: _plain(column) for column in table.columns if _is_required(column)}
    return {"id": new_id()} | required | given


async def insert(owner: Owner, model: type[Base], **given: object) -> UUID:
    """Write one row and give its id."""
    made = row(model, **given)
    await _write(owner, table_of(model), [made])
    return UUID(str(made["id"]))


async def write(owner: Owner, rows: Mapping[type[Base], Iterable[Row]]) -> None:
    """Write rows, parents first."""
    by_table = {table_of(model): list(made) for model, made in rows.items()}
    for table in metadata.sorted_tables:
        await _write(owner, table, by_table.get(table, []))


async def _write(owner: Owner, table: Table, rows: list[Row]) -> None:
    groups: dict[tuple[str, ...], list[list[object]]] = {}
    for made in rows:
        groups.setdefault(tuple(made), []).append(list(made.values()))
    for names, records in groups.items():
        columns = ", ".join(f'"{name}"' for name in names)
        values = ", ".join(f"${place}" for place in range(1, len(names) + 1))
        await owner.executemany(f"INSERT INTO {table.name} ({columns}) VALUES ({values})", records)


def _is_required(column: "Column[Any]") -> bool:
    given = column.primary_key or column.foreign_keys or "within" in column.info
    follows = column.computed is not None or column.server_default is not None
    return not (column.nullable or given or follows)


def _plain(column: "Column[Any]") -> object:
    if isinstance(column.type, Word):
        return column.type.vocabulary.words()[0]
    if column.name == "school_year":
        return YEAR
    return PLAIN[column.type.python_type]
