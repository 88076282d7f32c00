"""The entries of the data dictionary: a type of record, its fields, the words that they hold."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from sqlalchemy import ARRAY, Boolean, Date, DateTime, Integer, Numeric, Text
from sqlalchemy.types import TypeEngine

from auth.slices import SLICES, WRITERS
from models.vocabulary import Vocabulary, Word
from schema.dictionary.units import SOURCES, Source, unit_of
from schema.entities import ColumnField, Entity, ExpressionField, ToOne, registry
from schema.rooms import ROOMS

__all__ = ["Entry", "Field", "Term", "dictionary", "entry_of"]

ID: Final = "The opaque, globally unique id; the same in the API, in exports and in releases."
LEADS: Final = "The id of it."


@dataclass(frozen=True, slots=True)
class Term:
    """A word that a field can hold, and what it means."""

    word: str
    meaning: str


@dataclass(frozen=True, slots=True)
class Field:
    """A column of a flat file, or a field of the API: its name is its path in a record."""

    name: str
    meaning: str
    kind: str
    is_required: bool
    unit: str | None = None
    items: str | None = None
    vocabulary: str | None = None
    terms: tuple[Term, ...] = ()
    leads_to: str | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """A type of record: what it is, who reads and writes it, what the papers say, its fields."""

    name: str
    plural: str
    meaning: str
    read_by: str
    written_by: str
    sources: tuple[Source, ...]
    fields: tuple[Field, ...]

    def field(self, name: str) -> Field:
        """The field of that name; raises KeyError."""
        for each in self.fields:
            if each.name == name:
                return each
        raise KeyError(name)


def dictionary() -> list[Entry]:
    """Every type of record, by name."""
    return [entry_of(name) for name in sorted(_entities())]


def entry_of(name: str) -> Entry:
    """What the dictionary says of one type of record."""
    entity = _entities()[name]
    return Entry(
        name=entity.name,
        plural=entity.plural,
        meaning=entity.description.split("\n\n", 1)[0],
        read_by=SLICES[entity.model].sentence(),
        written_by=WRITERS[entity.model].sentence(),
        sources=SOURCES.get(entity.name, ()),
        fields=tuple(_fields(entity)),
    )


@cache
def _entities() -> Mapping[str, Entity]:
    """Every entity, tied to the others; to import the rooms is to register theirs."""
    assert ROOMS
    return registry.tie()


def _fields(entity: Entity) -> Iterator[Field]:
    yield Field("id", ID, "string", is_required=True)
    for name, shown in entity.values.items():
        yield _value(name, shown)
    for name, relation in entity.to_one.items():
        if _is_own(entity, relation):
            meaning = f"{relation.description} {LEADS}".strip()
            required = not relation.is_nullable
            yield Field(
                f"{name}.id", meaning, "string", is_required=required, leads_to=relation.target
            )
    for name, shown in entity.provenance.items():
        yield _value(f"provenance.{name}", shown)


def _is_own(entity: Entity, relation: ToOne) -> bool:
    """Whether the record itself says what it leads to."""
    keys = entity.table.foreign_key_constraints
    return relation.choice is None and any(
        set(relation.ours) <= {column.name for column in key.columns} for key in keys
    )


def _value(name: str, shown: ColumnField | ExpressionField) -> Field:
    column = shown.column if isinstance(shown, ColumnField) else shown.like
    inner = column.type.item_type if isinstance(column.type, ARRAY) else None
    vocabulary = _vocabulary(inner if inner is not None else column.type)
    kind = _kind(column.type)
    return Field(
        name=name,
        meaning=shown.description,
        kind=kind,
        is_required=not shown.is_nullable,
        unit=unit_of(name) if kind in {"integer", "number"} else None,
        items=None if inner is None else _kind(inner),
        vocabulary=None if vocabulary is None else vocabulary.__name__,
        terms=() if vocabulary is None else tuple(Term(w.name, str(w.value)) for w in vocabulary),
    )


def _vocabulary(kind: TypeEngine[Any]) -> type[Vocabulary] | None:
    return kind.vocabulary if isinstance(kind, Word) else None


KINDS: Final[tuple[tuple[type[Any], str], ...]] = (
    (ARRAY, "list"),
    (Word, "string"),
    (Boolean, "boolean"),
    (Integer, "integer"),
    (Numeric, "number"),
    (DateTime, "datetime"),
    (Date, "date"),
    (Text, "string"),
)
"""What Table Schema calls our types."""


def _kind(kind: TypeEngine[Any]) -> str:
    return next(name for sql, name in KINDS if isinstance(kind, sql))
