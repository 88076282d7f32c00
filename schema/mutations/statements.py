"""The SQL of writing single rows: short, and the same for the same columns."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from sqlalchemy import Column, ForeignKeyConstraint, Table
from sqlalchemy.dialects.postgresql import dialect

from auth.slices.writing import Action
from schema.entities import camel

__all__ = [
    "Below",
    "by_key",
    "delete",
    "delete_all",
    "insert",
    "insert_all",
    "insert_if",
    "load",
    "load_all",
    "references",
    "select",
    "update",
    "update_all",
    "update_if",
]

Values = dict[str, Any]

DIALECT = dialect()  # type: ignore[no-untyped-call]
MOST_TEXTS = 1000
"""What is kept of texts that follow from which columns a client names."""


def by_key(table: Table, first: int = 1) -> str:
    """The condition that a row has the key of the parameters from a place on."""
    return " AND ".join(f"{name} = ${place}" for place, name in enumerate(_key(table), first))


@cache
def select(table: Table, where: str) -> str:
    """The rows of which a condition holds, whole."""
    return f"SELECT {_columns(table)} FROM {table.name} WHERE {where} ORDER BY id"  # noqa: S608 - our own names


@cache
def load(table: Table, action: Action | None) -> str:
    """A row by its key, whole, and whether the caller may act on it and it stands so."""
    return (
        f"SELECT {_columns(table)}{_asked(table, action)} FROM {table.name} WHERE {by_key(table)}"  # noqa: S608 - likewise
    )


@cache
def load_all(table: Table, action: Action | None) -> str:
    """The same of several keys, a column of keys as one parameter."""
    return (
        f"SELECT {_columns(table)}{_asked(table, action)} FROM {table.name} WHERE {_by_keys(table)}"  # noqa: S608 - likewise
    )


def _asked(table: Table, action: Action | None) -> str:
    if action is None:
        return ""
    return f", ({action.who.sql(table)}) AS may, ({action.when}) AS is_open"


def insert(table: Table, values: Values) -> tuple[str, list[Any]]:
    """Create a row; what it repeats of its parents is read from them, its place is the next."""
    told = tuple((name, value is not None) for name, value in values.items())
    sql, names = _insert(table, told)
    return sql, [values[name] for name in names]


@lru_cache(MOST_TEXTS)
def _insert(table: Table, told: tuple[tuple[str, bool], ...]) -> tuple[str, tuple[str, ...]]:
    """The statement for a row in which these columns are told, not as null where it is true."""
    written, names = _written(table, told)
    listed = ", ".join(f'"{name}"' for name in written)
    sql = f"INSERT INTO {table.name} ({listed}) VALUES ({', '.join(written.values())})"  # noqa: S608 - likewise
    return sql, names


def _written(
    table: Table, told: tuple[tuple[str, bool], ...]
) -> tuple[dict[str, str], tuple[str, ...]]:
    """What is written into which column, and the columns whose values are parameters, in order."""
    not_null = {name for name, is_there in told if is_there}
    parents = _parents(table, [name for name, is_there in told if is_there])
    repeated = {carried for column in parents for carried in column.info["carries"]}
    names = tuple(name for name, _ in told if name not in repeated)
    written = {name: f"${place}" for place, name in enumerate(names, 1)}
    _repeat(parents, written)
    for column in table.columns:
        if "among" in column.info and column.name not in not_null:
            written[column.name] = _next_place(table, column.name, column.info["among"], written)
    return written, names


@dataclass(frozen=True, slots=True)
class Below:
    """The row that a new one is made below: what may be done to it, and what must hold of it."""

    table: Table
    rule: Action
    where: str


def insert_if(
    table: Table, values: Values, below: Below, key: Sequence[Any], version: int | None
) -> tuple[str, list[Any]]:
    """Create a row if that of a key is there, of that version, and stands so; tells if it did."""
    told = tuple((name, value is not None) for name, value in values.items())
    sql, names = _insert_if(table, told, below)
    return sql, [*(values[name] for name in names), *key, version]


@lru_cache(MOST_TEXTS)
def _insert_if(
    table: Table, told: tuple[tuple[str, bool], ...], below: Below
) -> tuple[str, tuple[str, ...]]:
    written, names = _written(table, told)
    listed = ", ".join(f'"{name}"' for name in written)
    first = len(names) + 1
    version = first + len(_key(below.table))
    sql = (
        f"INSERT INTO {table.name} ({listed})"  # noqa: S608 - likewise
        f" SELECT {', '.join(_typed(table, *each) for each in written.items())}"
        f" WHERE EXISTS (SELECT FROM {below.table.name} WHERE {by_key(below.table, first)}"
        f" AND (version = ${version} OR ${version} IS NULL)"
        f" AND ({below.rule.who.sql(below.table)}) AND ({below.rule.when}) AND ({below.where}))"
        " RETURNING true"
    )
    return sql, names


def _typed(table: Table, name: str, value: str) -> str:
    return f"{value}::{_sql_type(table, name)}"


def insert_all(table: Table, rows: Sequence[Values]) -> tuple[str, list[Any]]:
    """Create rows by one statement, a column's values as one parameter.

    What they repeat of their parents is read from them, and what some leave out has its default.
    Places are given for all of them, or else are the next in the order of the rows.
    """
    told = {name for row in rows for name in row}
    sql, names = _insert_all(table, tuple(c.name for c in table.columns if c.name in told))
    return sql, [[row.get(name) for row in rows] for name in names]


@lru_cache(MOST_TEXTS)
def _insert_all(table: Table, told: tuple[str, ...]) -> tuple[str, tuple[str, ...]]:
    """The statement for rows in which these columns are told, and which of them it takes."""
    parents = _parents(table, told)
    repeated = {carried for column in parents for carried in column.info["carries"]}
    names = tuple(name for name in told if name not in repeated)
    unnested = ", ".join(
        f"${place}::{_sql_type(table, name)}[]" for place, name in enumerate(names, 1)
    )
    written = {name: _or_default(table.columns[name]) for name in names}
    _repeat(parents, written)
    for column in table.columns:
        if "among" in column.info and column.name not in names:
            written[column.name] = _next_places(table, column.name, column.info["among"])
    listed = ", ".join(f'"{name}"' for name in written)
    quoted = ", ".join(f'"{name}"' for name in names)
    sql = (
        f"INSERT INTO {table.name} ({listed}) SELECT {', '.join(written.values())}"  # noqa: S608 - likewise
        f" FROM unnest({unnested}) WITH ORDINALITY AS given ({quoted}, ordinality)"
    )
    return sql, names


def update(
    table: Table, changed: Values, key: Sequence[Any], version: int
) -> tuple[str, list[Any]]:
    """Change a row of a version; gives the version that it then has."""
    return _update(table, tuple(changed), None), [*key, version, *changed.values()]


def update_if(
    table: Table, changed: Values, key: Sequence[Any], version: int, rule: Action
) -> tuple[str, list[Any]]:
    """The same, if the caller may, the row stands so, and anything changes."""
    return _update(table, tuple(changed), rule), [*key, version, *changed.values()]


@lru_cache(MOST_TEXTS)
def _update(table: Table, names: tuple[str, ...], rule: Action | None) -> str:
    version = len(_key(table)) + 1
    places = [f"${place}" for place in range(version + 1, version + 1 + len(names))]
    quoted = [f'"{name}"' for name in names]
    written = ", ".join(f"{name} = {place}" for name, place in zip(quoted, places, strict=True))
    where = f"{by_key(table)} AND version = ${version}"
    if rule is not None:
        where += f" AND ({rule.who.sql(table)}) AND ({rule.when})"
        where += f" AND ROW({', '.join(quoted)}) IS DISTINCT FROM ROW({', '.join(places)})"
    return f"UPDATE {table.name} SET {written} WHERE {where} RETURNING version"  # noqa: S608 - likewise


@cache
def update_all(table: Table, names: Sequence[str]) -> str:
    """Change columns of several rows: keys, versions and values come as a column each."""
    key = _key(table)
    columns = (*key, "version", *names)
    unnested = ", ".join(
        f"${place}::{_sql_type(table, name)}[]" for place, name in enumerate(columns, 1)
    )
    quoted = ", ".join(f'"{name}"' for name in columns)
    written = ", ".join(f'"{name}" = given."{name}"' for name in names)
    same = " AND ".join(f"{table.name}.{name} = given.{name}" for name in (*key, "version"))
    return (
        f"UPDATE {table.name} SET {written} FROM unnest({unnested}) AS given ({quoted})"  # noqa: S608 - likewise
        f" WHERE {same} RETURNING {table.name}.id"
    )


@cache
def delete(table: Table) -> str:
    """Delete a row of a version; gives its id."""
    place = len(_key(table)) + 1
    return f"DELETE FROM {table.name} WHERE {by_key(table)} AND version = ${place} RETURNING id"  # noqa: S608 - likewise


@cache
def delete_all(table: Table) -> str:
    """Delete the rows of several keys, a column of keys as one parameter; gives their ids."""
    return f"DELETE FROM {table.name} WHERE {_by_keys(table)} RETURNING id"  # noqa: S608 - likewise


def references(table: Table, values: Values) -> Iterator[tuple[str, str, list[Any]]]:
    """For each reference of a row: what an input calls it, and how to ask whether it is seen."""
    for key in sorted(table.foreign_key_constraints, key=lambda key: str(key.name)):
        pairs = _joined(key)
        if all(values.get(ours) is not None for ours, _ in pairs):
            where = " AND ".join(f"{theirs} = ${n}" for n, (_, theirs) in enumerate(pairs, 1))
            sql = f"SELECT 1 FROM {key.referred_table.name} WHERE {where}"  # noqa: S608 - likewise
            yield camel(pairs[-1][0]), sql, [values[ours] for ours, _ in pairs]


def _by_keys(table: Table) -> str:
    key = _key(table)
    places = ", ".join(f"${place}::uuid[]" for place in range(1, len(key) + 1))
    return f"({', '.join(key)}) IN (SELECT * FROM unnest({places}))"  # noqa: S608 - likewise


def _or_default(column: Column[Any]) -> str:
    """A value that is given, or else what the column has where nothing is."""
    given = f'given."{column.name}"'
    if column.nullable or column.server_default is None:
        return given
    default = DIALECT.ddl_compiler(DIALECT, None).get_column_default_string(column)  # type: ignore[arg-type]  # of no statement
    return f"coalesce({given}, {default})"


def _joined(key: ForeignKeyConstraint) -> list[tuple[str, str]]:
    """Our columns and theirs, without what is repeated."""
    return [
        (element.parent.name, element.column.name)
        for element in key.elements
        if element.column.primary_key
    ]


def _parents(table: Table, named: Sequence[str]) -> list[Column[Any]]:
    """The references within the district, of those columns that are named."""
    return [table.columns[name] for name in named if "within" in table.columns[name].info]


def _repeat(parents: Sequence[Column[Any]], written: dict[str, str]) -> None:
    """Write what a row repeats of its parents as what it is there."""
    for column in parents:
        for carried in column.info["carries"]:
            written[carried] = _carried(column.info["within"], carried, written, column.name)
        for shared in column.info["shares"]:
            if shared not in written:
                written[shared] = _carried(column.info["within"], shared, written, column.name)


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


def _next_places(table: Table, name: str, among: str) -> str:
    """The places after those that are taken, counted in the order in which rows are given."""
    return (
        f"(SELECT coalesce(max(sibling.{name}), 0) FROM {table.name} sibling"  # noqa: S608 - likewise
        f" WHERE sibling.district_id = given.district_id AND sibling.{among} = given.{among})"
        f" + row_number() OVER (PARTITION BY given.district_id, given.{among}"
        " ORDER BY given.ordinality)"
    )


def _sql_type(table: Table, name: str) -> str:
    return str(table.columns[name].type.compile(dialect=DIALECT))


def _key(table: Table) -> tuple[str, ...]:
    return tuple(column.name for column in table.primary_key)


def _columns(table: Table) -> str:
    return ", ".join(f'"{column.name}"' for column in table.columns)
