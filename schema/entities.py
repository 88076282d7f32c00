"""What an entity of the API stands on: its table, its columns, its relations.

A room declares each of its types in a few lines. Columns and references show themselves, with
the description that the model gives them; a type says only what the model cannot know: which
relations are always visible, what the other side calls them, and which fields are expressions.
The Strawberry types and the compiler both read what is registered here.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Any

from sqlalchemy import ARRAY, Column, ColumnElement, FromClause, Table
from sqlalchemy import Alias as TableAlias
from sqlalchemy.sql import visitors

from auth.slices import SLICES, WRITERS
from models.base import Base

__all__ = [
    "Alias",
    "Choice",
    "ColumnField",
    "Entity",
    "ExpressionField",
    "Stood",
    "ToMany",
    "ToOne",
    "as_it_stood",
    "camel",
    "choice",
    "entity",
    "expression",
    "registry",
    "to_many",
    "to_one",
    "words",
]

Alias = FromClause
Selector = Callable[[Alias], ColumnElement[Any]]

PROVENANCE = "provenance_"
BOOKKEEPING = ("created_at", "updated_at", "version")


@dataclass(frozen=True, slots=True)
class ColumnField:
    """A field that is a column of the entity's table."""

    name: str
    column: Column[Any]
    description: str

    @property
    def is_nullable(self) -> bool:
        return bool(self.column.nullable)


@dataclass(frozen=True, slots=True)
class ExpressionField:
    """A field that is worked out in SQL from the entity's row.

    `reads` names the relations, a dot between steps, to the records of which it shows a part;
    `looks_at` the tables that it is worked out from beside the row.
    """

    name: str
    sql: Selector
    like: Column[Any]
    description: str
    is_nullable: bool
    reads: tuple[str, ...] = ()
    looks_at: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Choice:
    """How one row is picked of several: which qualify, and which comes first."""

    where: Selector
    order: Callable[[Alias], tuple[ColumnElement[Any], ...]]


@dataclass(frozen=True, slots=True)
class Stood:
    """The moment of which a relation tells: a function of columns of the row that it hangs on."""

    function: str
    columns: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ToOne:
    """A field that is one record of another entity, or none."""

    name: str
    target: str
    ours: tuple[str, ...]
    theirs: tuple[str, ...]
    description: str
    is_nullable: bool
    choice: Choice | None = None
    stood: Stood | None = None


@dataclass(frozen=True, slots=True)
class ToMany:
    """A field that is a connection to the records that refer to this one.

    `through` says more of which they are than that columns are equal; `order` is the list's
    default where it is not that of the entity.
    """

    name: str
    target: str
    ours: tuple[str, ...]
    theirs: tuple[str, ...]
    description: str
    at_most: int | None
    through: Callable[[Alias, Alias], ColumnElement[bool]] | None = None
    order: tuple[str, ...] = ()


@dataclass(slots=True, eq=False)
class Entity:
    """A type of the API whose objects are rows of one table."""

    name: str
    singular: str
    plural: str
    model: type[Base]
    description: str
    order: tuple[str, ...]
    order_within: tuple[str, ...]
    keys: tuple[str, ...]
    columns: dict[str, ColumnField] = field(default_factory=dict)
    provenance: dict[str, ColumnField] = field(default_factory=dict)
    expressions: dict[str, ExpressionField] = field(default_factory=dict)
    to_one: dict[str, ToOne] = field(default_factory=dict)
    to_many: dict[str, ToMany] = field(default_factory=dict)
    then: dict[str, ToOne] = field(default_factory=dict)
    """Records that this one leads to, as they stood at some moment; no filter knows them."""

    @property
    def table(self) -> Table:
        return self.model.metadata.tables[self.model.__tablename__]

    @property
    def key(self) -> tuple[str, ...]:
        """The columns of the primary key; the district first where there is one."""
        return _key_of(self.table)

    @property
    def values(self) -> dict[str, ColumnField | ExpressionField]:
        """The fields that are no records: single values, and lists of them."""
        return {**self.columns, **self.expressions}

    @property
    def scalars(self) -> dict[str, ColumnField | ExpressionField]:
        """The fields that are single values, as a filter or an order can name them."""
        single = {
            name: each
            for name, each in self.columns.items()
            if not isinstance(each.column.type, ARRAY)
        }
        return {**single, **self.expressions}


@cache
def _key_of(table: Table) -> tuple[str, ...]:
    return tuple(column.name for column in table.primary_key)


@dataclass(frozen=True, slots=True)
class _DeclaredToOne:
    back: str | None = None
    back_one: str | None = None
    says: str = ""
    always: bool = False


@dataclass(frozen=True, slots=True)
class _DeclaredThen:
    reference: str
    stood: Stood
    description: str


@dataclass(frozen=True, slots=True)
class _DeclaredToMany:
    target: type[Base]
    on: tuple[str, ...]
    through: Callable[[Alias, Alias], ColumnElement[bool]]
    order: tuple[str, ...]
    description: str


@dataclass(frozen=True, slots=True)
class _DeclaredChoice:
    target: type[Base]
    by: Choice
    description: str


class Registry:
    """Every entity by its name; tied to each other once all rooms have declared theirs."""

    def __init__(self) -> None:
        self.entities: dict[str, Entity] = {}
        self._declarations: dict[str, Mapping[str, Any]] = {}

    def __getitem__(self, name: str) -> Entity:
        return self.entities[name]

    def add(self, added: Entity, declarations: Mapping[str, Any]) -> None:
        """Register an entity with what its room declares beyond the model."""
        self.entities[added.name] = added
        self._declarations[added.name] = declarations

    def of_table(self, name: str) -> Entity:
        """The entity that stands on a table."""
        return next(e for e in self.entities.values() if e.table.name == name)

    def tie(self) -> dict[str, Entity]:
        """Resolve what entities say of each other; a second call changes nothing."""
        declared = {self.entities[name]: said for name, said in self._declarations.items()}
        for made, declarations in declared.items():
            _references(made, declarations)
            _then(made, declarations)
            _expressions(made, declarations)
        for made, declarations in declared.items():
            _choices(made, declarations)
            _reached(made, declarations)
        return self.entities


registry = Registry()


def camel(name: str) -> str:
    """A column's name as the API spells it."""
    first, *rest = name.split("_")
    return first + "".join(part.capitalize() for part in rest)


def words(name: str) -> str:
    """A name in camel case as the words that it consists of."""
    return re.sub(r"(?<=[a-z])([A-Z])", lambda match: " " + match[0].lower(), name)


def to_one(
    *, back: str | None = None, back_one: str | None = None, says: str = "", always: bool = False
) -> Any:
    """Say more of a reference: what its other side is called, and whether it is never hidden.

    `always` makes the field non-null: only where whoever sees the row sees what it refers to.
    """
    return _DeclaredToOne(back, back_one, says, always)


def choice(target: type[Base], by: Choice, description: str) -> Any:
    """A field that picks one of the records that refer to this one."""
    return _DeclaredChoice(target, by, description)


def as_it_stood(reference: str, function: str, *columns: str, says: str) -> Any:
    """What a reference leads to, with all below it, as it stood at a moment.

    The moment is what a function in the schema `ask` gives for columns of the row.
    """
    return _DeclaredThen(reference, Stood(function, columns), says)


def to_many(
    target: type[Base],
    *on: str,
    through: Callable[[Alias, Alias], ColumnElement[bool]],
    order: tuple[str, ...],
    says: str,
) -> Any:
    """A list of records that don't refer to this one by a key.

    `on` are the columns that both have in common, `through` is the rest of the condition on this
    row and theirs.
    """
    return _DeclaredToMany(target, on, through, order, says)


def expression(
    sql: Selector,
    like: Column[Any],
    description: str,
    *,
    is_nullable: bool = False,
    reads: tuple[str, ...] = (),
) -> Any:
    """A field worked out in SQL, of the type of a column.

    `reads` are the relations to records of which it shows a part: who read them is recorded where
    they are confidential.
    """
    return ExpressionField("", sql, like, description, is_nullable, reads)


def entity(
    model: type[Base],
    *,
    plural: str,
    singular: str | None = None,
    order: tuple[str, ...] = (),
    order_within: tuple[str, ...] = (),
    keys: tuple[str, ...] = (),
    hides: frozenset[str] = frozenset(),
) -> Callable[[type], Entity]:
    """Register a type of the API on a model.

    `order` is the default of its lists and must be indexed; `order_within` that of lists below
    one parent. `keys` are unique columns by which one can be asked for.
    """

    def declare(declared: type) -> Entity:
        made = Entity(
            declared.__name__,
            singular or declared.__name__[0].lower() + declared.__name__[1:],
            plural,
            model,
            "\n\n".join(
                (
                    " ".join((declared.__doc__ or "").split()),
                    SLICES[model].sentence(),
                    WRITERS[model].sentence(),
                )
            ),
            order,
            order_within or order,
            keys,
        )
        _columns(made, hides)
        registry.add(made, vars(declared))
        return made

    return declare


def _columns(made: Entity, hides: frozenset[str]) -> None:
    for column in made.table.columns:
        if column.name.startswith(PROVENANCE):
            name = camel(column.name.removeprefix(PROVENANCE))
            made.provenance[name] = ColumnField(name, column, _doc(column))
        elif not _is_reference(column) and column.name not in {"id", *hides}:
            name = camel(column.name)
            made.columns[name] = ColumnField(name, column, _doc(column))


def _is_reference(column: Column[Any]) -> bool:
    return column.name.endswith("_id") and bool(column.foreign_keys)


def _references(made: Entity, declarations: Mapping[str, Any]) -> None:
    for key in sorted(made.table.foreign_key_constraints, key=lambda key: str(key.name)):
        # What a row repeats of its parent is part of the foreign key too, and no part of the join.
        joined = [element for element in key.elements if element.column.primary_key]
        names = [element.parent.name for element in joined]
        column = made.table.columns[names[-1]]
        name = camel(column.name.removesuffix("_id"))
        said = declarations.get(column.name.removesuffix("_id"), _DeclaredToOne())
        if column.name == "district_id":
            says = f"The district's {words(made.plural)}."
            said = _DeclaredToOne(back=made.plural, says=says, always=True)
        target = registry.of_table(key.referred_table.name)
        theirs = tuple(element.column.name for element in joined)
        nullable = not said.always or bool(column.nullable)
        made.to_one[name] = ToOne(name, target.name, tuple(names), theirs, _doc(column), nullable)
        _other_side(made, target, tuple(names), theirs, said)


def _other_side(
    made: Entity,
    target: Entity,
    ours: tuple[str, ...],
    theirs: tuple[str, ...],
    said: _DeclaredToOne,
) -> None:
    if said.back:
        at_most = next(
            (
                column.info["at_most"]
                for column in made.table.columns
                if column.info.get("among") == ours[-1]
            ),
            None,
        )
        target.to_many[said.back] = ToMany(said.back, made.name, theirs, ours, said.says, at_most)
    if said.back_one:
        target.to_one[said.back_one] = ToOne(
            said.back_one, made.name, theirs, ours, said.says, is_nullable=True
        )


def _expressions(made: Entity, declarations: Mapping[str, Any]) -> None:
    for name, said in declarations.items():
        if isinstance(said, ExpressionField):
            looks_at = _tables_in(said.sql, made.table)
            made.expressions[camel(name)] = replace(said, name=camel(name), looks_at=looks_at)


def _tables_in(sql: Selector, own: Table) -> frozenset[str]:
    """The names of the tables that an expression selects from, beside the row that it is of."""
    row = own.alias()
    selected = [part for part in visitors.iterate(sql(row)) if isinstance(part, TableAlias)]
    tables = (part.element for part in selected if part is not row)
    return frozenset(table.name for table in tables if isinstance(table, Table))


def _then(made: Entity, declarations: Mapping[str, Any]) -> None:
    for name, said in declarations.items():
        if isinstance(said, _DeclaredThen):
            now = made.to_one[camel(said.reference)]
            made.then[camel(name)] = replace(
                now,
                name=camel(name),
                description=said.description,
                is_nullable=True,
                stood=said.stood,
            )


def _choices(made: Entity, declarations: Mapping[str, Any]) -> None:
    for name, said in declarations.items():
        if isinstance(said, _DeclaredChoice):
            target = registry.of_table(said.target.__tablename__)
            back = next(r for r in target.to_one.values() if r.target == made.name)
            made.to_one[camel(name)] = ToOne(
                name=camel(name),
                target=target.name,
                ours=back.theirs,
                theirs=back.ours,
                description=said.description,
                is_nullable=True,
                choice=said.by,
            )


def _reached(made: Entity, declarations: Mapping[str, Any]) -> None:
    for name, said in declarations.items():
        if isinstance(said, _DeclaredToMany):
            made.to_many[camel(name)] = ToMany(
                name=camel(name),
                target=registry.of_table(said.target.__tablename__).name,
                ours=said.on,
                theirs=said.on,
                description=said.description,
                at_most=None,
                through=said.through,
                order=said.order,
            )


def _doc(column: Column[Any]) -> str:
    if not column.doc:
        message = f"{column} has no description"
        raise TypeError(message)
    return column.doc
