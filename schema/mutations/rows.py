"""Between records and rows: what of a record is stored, and what a row's values are of a record."""

from functools import cache
from typing import Any

from sqlalchemy import Table

from models.base import Base
from models.vocabulary import Vocabulary, Word

__all__ = ["Unlike", "Values", "raw", "read", "values_of"]

Values = dict[str, Any]


class Unlike:
    """Equal to nothing, so that a value counts as changed."""


def values_of(record: Base, table: Table) -> Values:
    """The values that a record was given, as the database takes them."""
    held = vars(record)
    return {name: raw(held[name]) for name in _stored_names(table) if name in held}


def raw(value: Any) -> Any:
    """A word as it is stored."""
    return value.name if isinstance(value, Vocabulary) else value


def read(table: Table, row: Values) -> Values:
    """A stored row's values as a record has them."""
    values = dict(row)
    for name, vocabulary in _words(table):
        if (word := values.get(name)) is not None:
            values[name] = vocabulary[word]
    return values


@cache
def _stored_names(table: Table) -> tuple[str, ...]:
    return tuple(column.name for column in table.columns if column.computed is None)


@cache
def _words(table: Table) -> tuple[tuple[str, type[Vocabulary]], ...]:
    """The columns that hold words, and of which vocabulary."""
    return tuple(
        (column.name, column.type.vocabulary)
        for column in table.columns
        if isinstance(column.type, Word)
    )
