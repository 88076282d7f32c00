"""Between records and rows: what of a record is stored, and what a row's values are of a record."""

from typing import Any

from sqlalchemy import Column, Table

from models.base import Base
from models.vocabulary import Word

__all__ = ["Unlike", "Values", "raw", "read", "values_of"]

Values = dict[str, Any]


class Unlike:
    """Equal to nothing, so that a value counts as changed."""


def values_of(record: Base, table: Table) -> Values:
    """The values that a record was given, as the database takes them."""
    held = record.__dict__
    return {
        column.name: raw(held[column.key])
        for column in table.columns
        if column.key in held and column.computed is None
    }


def raw(value: Any) -> Any:
    """A word as it is stored."""
    return value.name if hasattr(value, "name") and hasattr(type(value), "words") else value


def read(column: Column[Any], value: Any) -> Any:
    """A stored value as a record has it."""
    if value is None or not isinstance(column.type, Word):
        return value
    return column.type.vocabulary[value]
