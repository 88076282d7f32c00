"""What the columns of a file are, by kind: their names, whether they are needed, what they hold.

A column is a member of the mutation's input under the same name, without "Id" where it leads to
another record: districts and schools may be named by their state codes there.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from functools import cached_property
from typing import Any, Final

import strawberry

from models.failures import BadUserInput
from schema.mutations.taken import Taken
from schema.scalars import parse_date, parse_decimal

__all__ = ["Column", "Template", "column_of", "converted"]

BOOLEANS: Final = {"true": True, "yes": True, "false": False, "no": False}


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a file."""

    name: str
    description: str
    is_needed: bool = False
    taken: Taken | None = None
    """The member of the input that it gives."""
    words: tuple[str, ...] = ()
    """The values that are allowed, where they are few."""
    target: str | None = None
    """The type of the record that it leads to, if it leads to one."""


@dataclass(frozen=True)
class Template:
    """The columns that files of a kind have."""

    name: str
    description: str
    columns: tuple[Column, ...]
    examples: tuple[Mapping[str, str], ...] = ()

    @cached_property
    def taken(self) -> Sequence[tuple[Column, Taken]]:
        """The columns that are cells of the input, each with its member."""
        return [(column, column.taken) for column in self.columns if column.taken is not None]

    def named(self, rows: Sequence[Mapping[str, str]]) -> Mapping[str, Sequence[str]]:
        """What rows call other records, by the types of those."""
        named: dict[str, list[str]] = {}
        for column in self.columns:
            if column.target:
                named.setdefault(column.target, []).extend(row.get(column.name, "") for row in rows)
        return named

    def check(self, names: Sequence[str]) -> None:
        """Raise BadUserInput unless a file has what is needed, and nothing unknown."""
        known = {column.name for column in self.columns}
        if unknown := [name for name in names if name not in known]:
            listed = ", ".join(column.name for column in self.columns)
            raise BadUserInput(f"'{unknown[0][:80]}' is no column; there are {listed}.")
        missing = [c.name for c in self.columns if c.is_needed and c.name not in names]
        if missing:
            raise BadUserInput(f"The column '{missing[0]}' is missing.")


def column_of(taken: Taken, *, is_needed: bool | None = None) -> Column:
    """The column of an input's member."""
    name = taken.name
    if taken.target:
        name = name.removesuffix("Id")
    kind = taken.annotation
    words: tuple[str, ...] = ()
    if isinstance(kind, type) and issubclass(kind, Enum):
        words = tuple(member.name for member in kind)
    elif kind is bool:
        words = ("true", "false")
    needed = taken.is_required if is_needed is None else is_needed
    return Column(name, taken.description, needed, taken, words, taken.target)


def converted(column: Column, text: str) -> Any:
    """The value that a cell gives to the input; raises BadUserInput."""
    assert column.taken is not None
    kind = column.taken.annotation
    try:
        return _value(kind, column, text)
    except ValueError as error:
        raise BadUserInput(str(error)) from None


def _value(kind: Any, column: Column, text: str) -> Any:
    if kind is date:
        return parse_date(text.strip())
    if kind is Decimal:
        return parse_decimal(text.strip())
    if kind is int:
        return _whole(text)
    if column.words:
        return _word(column, kind, text.strip())
    if kind is strawberry.ID:
        return text.strip()
    assert kind is str or kind is datetime, kind
    return text


def _whole(text: str) -> int:
    try:
        return int(text)
    except ValueError:
        raise BadUserInput("This is no whole number.") from None


def _word(column: Column, kind: Any, text: str) -> Any:
    if kind is bool and text.lower() in BOOLEANS:
        return BOOLEANS[text.lower()]
    if text.upper() not in column.words or kind is bool:
        raise BadUserInput(f"It is one of {', '.join(column.words)}.")
    return text.upper()
