"""What an operation means: frozen, and the same for every request of the same shape.

The planner makes these, the emitter writes them as SQL, the cost estimate counts them.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement
from sqlalchemy.types import TypeEngine

from schema.compiler.arguments import Source
from schema.entities import Alias, ColumnField, Entity, ExpressionField, ToMany, ToOne
from schema.questions import AskedOf
from schema.searches import Search

__all__ = [
    "Absent",
    "All",
    "Answer",
    "AnyOf",
    "AsOf",
    "ChangePart",
    "ChangedRecord",
    "ClientParameter",
    "Compared",
    "Connection",
    "Constant",
    "EdgePart",
    "Embedded",
    "ExternalId",
    "Externally",
    "Feed",
    "Field",
    "Figures",
    "Found",
    "GlobalId",
    "GroupKey",
    "Groups",
    "Identified",
    "Link",
    "Matched",
    "Negated",
    "Object",
    "OrderKey",
    "Page",
    "PageInfoPart",
    "Parameter",
    "Part",
    "Permitted",
    "Predicate",
    "Quantified",
    "RateLimit",
    "RateParameter",
    "Root",
    "ScalarField",
    "Several",
    "Single",
    "Stated",
    "Told",
    "Value",
    "Watched",
    "told",
]


@dataclass(frozen=True, slots=True, eq=False)
class Parameter:
    """A value that a request gives: where it comes from, and how it is made fit for SQL."""

    source: Source
    convert: Callable[[Any], Any]
    type: TypeEngine[Any]
    where: tuple[str | int, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class ClientParameter(Parameter):
    """A value held against what the caller's client keeps here: for callers who have one."""


@dataclass(frozen=True, slots=True, eq=False)
class RateParameter(Parameter):
    """What is told of the caller's points, which is known once the operation is charged."""


ScalarField = ColumnField | ExpressionField


# What is read of one record


@dataclass(frozen=True, slots=True)
class Constant:
    """A text that the plan knows, such as a type's name; None for what is always null."""

    text: str | None


@dataclass(frozen=True, slots=True)
class GlobalId:
    """The record's global id."""

    entity: Entity


@dataclass(frozen=True, slots=True)
class ExternalId:
    """The id that the caller's client has hung on the record."""

    entity: Entity


@dataclass(frozen=True, slots=True)
class Value:
    """A single value of the record."""

    field: ScalarField


@dataclass(frozen=True, slots=True)
class Embedded:
    """An object made of columns of the record itself."""

    members: tuple[tuple[str, "Constant | Value"], ...]


@dataclass(frozen=True, slots=True)
class Link:
    """Another record, to which this one leads."""

    relation: ToOne
    object: "Object"


@dataclass(frozen=True, slots=True)
class Permitted:
    """What the caller may do to the record; the members are read of each action."""

    entity: Entity
    members: tuple[tuple[str, "Constant | Told"], ...]


@dataclass(frozen=True, slots=True)
class Object:
    """A record's fields, by response key."""

    entity: Entity
    members: tuple[tuple[str, "Field"], ...]


# Which records


@dataclass(frozen=True, slots=True)
class Compared:
    """A value of the record held against one or several that the request gives."""

    field: ScalarField
    operator: str
    parameter: Parameter


@dataclass(frozen=True, slots=True)
class Identified:
    """The record's key held against the keys that the request gives, a column each."""

    entity: Entity
    parameters: tuple[Parameter, ...]
    is_list: bool


@dataclass(frozen=True, slots=True)
class Externally:
    """The id that the caller's client has hung on the record, held against what is given."""

    entity: Entity
    operator: str
    parameter: ClientParameter


@dataclass(frozen=True, slots=True)
class Stated:
    """A condition that the API itself makes, with nothing of the request in it."""

    sql: Callable[[Alias], ColumnElement[bool]]


@dataclass(frozen=True, slots=True)
class Absent:
    """Whether the record has no value there."""

    field: ScalarField
    is_absent: bool


@dataclass(frozen=True, slots=True)
class All:
    """Every one of these holds."""

    parts: tuple["Predicate", ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    """At least one of these holds."""

    parts: tuple["Predicate", ...]


@dataclass(frozen=True, slots=True)
class Negated:
    """The contrary holds."""

    part: "Predicate"


@dataclass(frozen=True, slots=True)
class Matched:
    """The record that this one leads to is so."""

    relation: ToOne
    part: "Predicate"


@dataclass(frozen=True, slots=True)
class Quantified:
    """Some, none or all of the records that refer to this one are so."""

    relation: ToMany
    quantifier: str
    part: "Predicate"


Condition = Compared | Identified | Externally | Stated | Absent
Predicate = Condition | All | AnyOf | Negated | Matched | Quantified


# Lists


@dataclass(frozen=True, slots=True)
class OrderKey:
    """One key of an order: a value of the record, or of one that it leads to."""

    path: tuple[ToOne, ...]
    field: ScalarField
    descending: bool
    is_nullable: bool


@dataclass(frozen=True, slots=True)
class Page:
    """Which part of a list: its size, from which end, and between which cursors."""

    size: Parameter
    backward: bool
    after: tuple[Parameter, ...] = ()
    before: tuple[Parameter, ...] = ()


@dataclass(frozen=True, slots=True)
class Told:
    """A figure that belongs to the list or the group: its cursor, count, share and the like."""

    name: str


def told(kind: str, name: str) -> "Told | Constant":
    """A figure of an object of some type, or the name of that type."""
    return Constant(kind) if name == "__typename" else Told(name)


@dataclass(frozen=True, slots=True)
class EdgePart:
    """What is read of each edge: its cursor, its node, its type."""

    members: tuple[tuple[str, "Told | Constant | Object"], ...]


@dataclass(frozen=True, slots=True)
class PageInfoPart:
    """What is told of the page."""

    members: tuple[tuple[str, "Told | Constant"], ...]


@dataclass(frozen=True, slots=True)
class Groups:
    """The list, counted by what its records have in common."""

    entity: Entity
    by: tuple[ScalarField | ToOne, ...]
    members: tuple[tuple[str, "Constant | Told | GroupKey | Figures"], ...]


@dataclass(frozen=True, slots=True)
class GroupKey:
    """What a group has in common, by response key."""

    members: tuple[tuple[str, "Constant | Value | Link"], ...]


@dataclass(frozen=True, slots=True)
class Figures:
    """Sums or averages over a group, by response key."""

    function: str
    members: tuple[tuple[str, "Constant | Value"], ...]


Part = Object | EdgePart | PageInfoPart | Groups | Constant | Told


@dataclass(frozen=True, slots=True)
class Found:
    """What a search finds for a request: a list is narrowed to it."""

    search: Search
    parameters: tuple[Parameter, ...]


@dataclass(frozen=True, slots=True)
class Connection:
    """A list of records: which, in which order, which part of it, and what is read."""

    entity: Entity
    relation: ToMany | None
    where: Predicate | None
    order: tuple[OrderKey, ...]
    page: Page
    parts: tuple[tuple[str, Part], ...]
    found: Found | None = None


# Questions


@dataclass(frozen=True, slots=True)
class Answer:
    """What a function of the database gives for a row and for the values of a request."""

    asked: AskedOf
    parameters: tuple[Parameter, ...]
    members: tuple[tuple[str, "Field"], ...]


Field = Constant | GlobalId | ExternalId | Value | Embedded | Link | Permitted | Connection | Answer


# The change feed


@dataclass(frozen=True, slots=True)
class ChangedRecord:
    """The record that a change is about: what would be read of it, whatever its type."""

    objects: tuple[Object, ...]


@dataclass(frozen=True, slots=True)
class ChangePart:
    """What is read of each change, or of each part of a natural key."""

    members: tuple[tuple[str, "Told | Constant | ChangedRecord | ChangePart"], ...]
    types: tuple[str, ...] | None = None
    """The types whose changes are told; None for all, or who knows which."""


@dataclass(frozen=True, slots=True)
class Feed:
    """What has changed for the caller since a cursor."""

    after: Parameter
    size: Parameter
    tables: Parameter
    districts: Parameter
    mark: Parameter
    parts: tuple[tuple[str, ChangePart | PageInfoPart | Constant], ...]
    watched: "Watched | None" = None


@dataclass(frozen=True, slots=True)
class Watched:
    """What a subscription makes of the feed: which of the changes it tells.

    Those of `fields`, columns, if it names any; of records of which `wanted` holds, each of its
    type; `tells_gone` says whether it also tells of records that are not there any more.
    """

    fields: tuple[str, ...] = ()
    wanted: tuple[tuple[Entity, Predicate | None], ...] = ()
    tells_gone: bool = True


# Root fields


@dataclass(frozen=True, slots=True)
class Single:
    """One record by its key."""

    object: Object
    where: Predicate


@dataclass(frozen=True, slots=True)
class Several:
    """Records of several types by their ids, in the order of the ids."""

    places: Parameter
    objects: tuple[Object, ...]
    parameters: tuple[tuple[Parameter, ...], ...]


@dataclass(frozen=True, slots=True)
class AsOf:
    """One record, with all that is read below it, as it stood at a moment."""

    single: Single
    moment: Parameter


@dataclass(frozen=True, slots=True)
class RateLimit:
    """What is told of the caller's points; nothing where there is no limit."""

    limit: RateParameter
    members: tuple[tuple[str, Constant | RateParameter], ...]


Root = Single | AsOf | Several | Connection | Constant | Answer | Feed | RateLimit
