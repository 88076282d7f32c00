"""What a mutation takes: the members of its input, and the values that columns get from them."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import Enum
from functools import cache
from typing import Any

import strawberry
from sqlalchemy import Column, ForeignKeyConstraint, Table

from models.base import Base
from models.failures import BadUserInput
from models.lifecycles import LIFECYCLES
from models.vocabulary import Word
from schema.entities import PROVENANCE, Entity, camel, registry
from schema.rooms import ROOMS
from schema.scalars import python_type

__all__ = [
    "KEPT_BY_US",
    "Path",
    "Taken",
    "columns_of",
    "entity_of",
    "many",
    "plain",
    "settable",
    "storable",
    "takes",
]

Path = tuple[str | int, ...]

assert ROOMS, "the entities are registered by now"

KEPT_BY_US = frozenset({"id", "created_at", "updated_at", "version"})


@dataclass(frozen=True, slots=True)
class Taken:
    """A member of an input. `column` is the one that it is written to, if it is one."""

    name: str
    annotation: Any
    description: str
    is_required: bool = False
    column: Column[Any] | None = None
    target: str | None = None
    """The entity whose id it is, if it is one."""
    members: tuple["Taken", ...] = ()
    """What an input inside this one takes, or each of a list; `annotation` is its type's name."""
    is_list: bool = True
    """Whether it is a list of such inputs, where it has members."""

    def optional(self) -> "Taken":
        """The same, which may be left out."""
        return replace(self, is_required=False)

    def required(self) -> "Taken":
        """The same, which must be given."""
        return replace(self, is_required=True)


@cache
def entity_of(model: type[Base]) -> Entity:
    """The entity that stands on a model."""
    return registry.of_table(model.__tablename__)


def settable(model: type[Base], *, without: Iterable[str] = ()) -> tuple[Column[Any], ...]:
    """The columns that a caller may give a value.

    Not keys, bookkeeping, what follows from other values, or the status of what moves by verbs.
    """
    table = entity_of(model).table
    kept = {*KEPT_BY_US, *without, *_carried(table)}
    if table.name in LIFECYCLES:
        kept.add("status")
    if any("within" in column.info and not column.nullable for column in table.columns):
        kept.add("district_id")
    return tuple(
        column
        for column in table.columns
        if column.name not in kept
        and not column.name.startswith(PROVENANCE)
        and column.computed is None
        and not column.info.get("kept", False)
    )


def takes(model: type[Base], *names: str, without: Iterable[str] = ()) -> tuple[Taken, ...]:
    """The members of an input for a model's columns: those named, or all that can be set."""
    table = entity_of(model).table
    columns = [table.columns[name] for name in names] or settable(model, without=without)
    return tuple(_taken(table, column) for column in columns)


def columns_of(taken: Iterable[Taken], given: Mapping[str, Any]) -> Iterator[tuple[Taken, Any]]:
    """The members that are columns and were given, each with its value as the database takes it."""
    for member in taken:
        if member.column is not None and member.name in given:
            yield member, storable(member, given[member.name])


def storable(member: Taken, value: Any) -> Any:
    """A value as a column takes it; raises BadUserInput with its place below the input."""
    column = member.column
    assert column is not None
    if value is None:
        if not column.nullable:
            raise BadUserInput("This can't be null.", path=(member.name,))
        return None
    for text in value if isinstance(value, list) else (value,):
        if isinstance(text, str):
            _refuse_unstorable(text, member.name)
    if isinstance(column.type, Word):
        return column.type.vocabulary[value]
    if column.name == "month" and value.day != 1:
        raise BadUserInput("A month is given by its first day.", path=(member.name,))
    return value


def plain(given: Any) -> Any:
    """An input with the words of enumerations by their names."""
    if isinstance(given, Enum):
        return given.name
    if isinstance(given, Mapping):
        return {name: plain(value) for name, value in given.items()}
    return [plain(value) for value in given] if isinstance(given, list) else given


def _taken(table: Table, column: Column[Any]) -> Taken:
    """A column as a member of an input."""
    is_place = "among" in column.info
    required = (
        not column.nullable
        and not is_place
        and column.server_default is None
        and column.default is None
    ) or column.name == "district_id"
    target = _target(table, column)
    kind = strawberry.ID if target else python_type(column)
    says = column.doc or ""
    if is_place:
        says += " The next free one unless given."
    return Taken(camel(column.name), kind, says, required, column, target)


def _target(table: Table, column: Column[Any]) -> str | None:
    """The entity that a column refers to."""
    for key in table.foreign_key_constraints:
        if _referring(key) == column.name:
            return registry.of_table(key.referred_table.name).name
    return None


def _referring(key: ForeignKeyConstraint) -> str:
    """The column of a key that names the record, the others being its district's and repeats."""
    joined = [element for element in key.elements if element.column.primary_key]
    return joined[-1].parent.name


def _carried(table: Table) -> set[str]:
    """What a row repeats of its parents."""
    return {name for column in table.columns for name in column.info.get("carries", ())}


def _refuse_unstorable(text: str, name: str) -> None:
    if "\x00" in text:
        raise BadUserInput("A text can't hold the character U+0000.", path=(name,))
    try:
        text.encode()
    except UnicodeEncodeError as error:
        message = "A text can't hold half of a surrogate pair."
        raise BadUserInput(message, path=(name,)) from error


def many(name: str, kind: str, says: str, *members: Taken, is_required: bool = True) -> Taken:
    """A list of inputs of a type of its own."""
    return Taken(name, kind, says, is_required, members=members)
