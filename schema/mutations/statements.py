"""The SQL of writing single rows: short, and the same for the same columns."""

from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any

from sqlalchemy import ForeignKeyConstraint, Table
from sqlalchemy.dialects.postgresql import dialect

from auth.slices.writing import Action
from schema.entities import camel

__all__ = [
    "by_key",
    "delete",
    "delete_all",
    "insert",
    "insert_all",
    "load",
    "references",
    "select",
    "update",
]

Values = dict[str, Any]

DIALECT = dialect()  # type: ignore[no-untyped-call]


def by_key(table: Table) -> str:
    """The condition that a row has the key of the first parameters."""
    return " AND ".join(f"{name} = ${place}" for place, name in enumerate(_key(table), 1))


@cache
def select(table: Table, where: str) -> str:
    """The rows of which a condition holds, whole."""
    return f"SELECT {_columns(table)} FROM {table.name} WHERE {where} ORDER BY id"  # noqa: S608 - our own names


@cache
def load(table: Table, action: Action | None) -> str:
    """A row by its key, whole, and whether the caller may act on it and it stands so."""
    asked = ""
    if action is not None:
        asked = f", ({action.who.sql(table)}) AS may, ({action.when}) AS is_open"
    return f"SELECT {_columns(table)}{asked} FROM {table.name} WHERE {by_key(table)}"  # noqa: S608 - likewise


def insert(table: Table, values: Values) -> tuple[str, list[Any]]:
    """Create a row; what it repeats of its parents is read from them, its place is the next."""
    parameters: list[Any] = []
    written: dict[str, str] = {}
    for name, value in values.items():
        parameters.append(value)
        written[name] = f"${len(parameters)}"
    for column in table.columns:
        if column.name in written and "within" in column.info and values[column.name] is not None:
            for carried in column.info["carries"]:
                written[carried] = _carried(column.info["within"], carried, written, column.name)
        if "among" in column.info and values.get(column.name) is None:
            written[column.name] = _next_place(table, column.name, column.info["among"], written)
    names = ", ".join(f'"{name}"' for name in written)
    sql = f"INSERT INTO {table.name} ({names}) VALUES ({', '.join(written.values())})"  # noqa: S608 - likewise
    return sql, parameters


def insert_all(table: Table, rows: Sequence[Values]) -> tuple[str, list[Any]]:
    """Create rows by one statement, a column's values as one parameter.

    What they repeat of their parents is read from them; places are given.
    """
    names = [column.name for column in table.columns if any(column.name in row for row in rows)]
    parameters: list[Any] = [[row.get(name) for row in rows] for name in names]
    unnested = ", ".join(
        f"${place}::{_sql_type(table, name)}[]" for place, name in enumerate(names, 1)
    )
    written = {name: f'given."{name}"' for name in names}
    for name in names:
        column = table.columns[name]
        for carried in column.info.get("carries", ()) if "within" in column.info else ():
            written[carried] = _carried(column.info["within"], carried, written, name)
    listed = ", ".join(f'"{name}"' for name in written)
    quoted = ", ".join(f'"{name}"' for name in names)
    sql = (
        f"INSERT INTO {table.name} ({listed}) SELECT {', '.join(written.values())}"  # noqa: S608 - likewise
        f" FROM unnest({unnested}) AS given ({quoted})"
    )
    return sql, parameters


def update(
    table: Table, changed: Values, key: Sequence[Any], version: int
) -> tuple[str, list[Any]]:
    """Change a row of a version; gives the version that it then has."""
    first = len(key) + 2
    written = ", ".join(f'"{name}" = ${place}' for place, name in enumerate(changed, first))
    sql = (
        f"UPDATE {table.name} SET {written} WHERE {by_key(table)} AND version = ${len(key) + 1}"  # noqa: S608 - likewise
        f" RETURNING version"
    )
    return sql, [*key, version, *changed.values()]


@cache
def delete(table: Table) -> str:
    """Delete a row of a version; gives its id."""
    place = len(_key(table)) + 1
    return f"DELETE FROM {table.name} WHERE {by_key(table)} AND version = ${place} RETURNING id"  # noqa: S608 - likewise


@cache
def delete_all(table: Table) -> str:
    """Delete the rows of several keys, a column of keys as one parameter; gives their ids."""
    key = _key(table)
    places = ", ".join(f"${place}::uuid[]" for place in range(1, len(key) + 1))
    return (
        f"DELETE FROM {table.name} WHERE ({', '.join(key)})"  # noqa: S608 - likewise
        f" IN (SELECT * FROM unnest({places})) RETURNING id"
    )


def references(table: Table, values: Values) -> Iterator[tuple[str, str, list[Any]]]:
    """For each reference of a row: what an input calls it, and how to ask whether it is seen."""
    for key in sorted(table.foreign_key_constraints, key=lambda key: str(key.name)):
        pairs = _joined(key)
        if all(values.get(ours) is not None for ours, _ in pairs):
            where = " AND ".join(f"{theirs} = ${n}" for n, (_, theirs) in enumerate(pairs, 1))
            sql = f"SELECT 1 FROM {key.referred_table.name} WHERE {where}"  # noqa: S608 - likewise
            yield camel(pairs[-1][0]), sql, [values[ours] for ours, _ in pairs]


def _joined(key: ForeignKeyConstraint) -> list[tuple[str, str]]:
    """Our columns and theirs, without what is repeated."""
    return [
        (element.parent.name, element.column.name)
        for element in key.elements
        if element.column.primary_key
    ]


def _carried(parent: str, carried: str, written: dict[str, str], reference: str) -> str:
    return (
        f"(SELECT parent.{carried} FROM {parent} parent"  # noqa: S608 - likewise
        f" WHERE parent.district_id = {written['district_id']}"
        f" AND parent.id = {written[reference]})"
    )


def _next_place(table: Table, name: str, among: str, written: dict[str, str]) -> str:
    return (
        f"(SELECT coalesce(max(sibling.{name}), 0) + 1 FROM {table.name} sibling"  # noqa: S608 - likewise
        f" WHERE sibling.district_id = {written['district_id']}"
        f" AND sibling.{among} = {written[among]})"
    )


def _sql_type(table: Table, name: str) -> str:
    return str(table.columns[name].type.compile(dialect=DIALECT))


def _key(table: Table) -> tuple[str, ...]:
    return tuple(column.name for column in table.primary_key)


def _columns(table: Table) -> str:
    return ", ".join(f'"{column.name}"' for column in table.columns)
