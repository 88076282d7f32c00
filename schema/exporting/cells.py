"""A flat record as cells: what the database sends of it, and how its values are made of that.

The database sends keys as it has them, and each only once: spelling out global ids takes it longer
than reading the rows.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import (
    ARRAY,
    Boolean,
    ColumnElement,
    Date,
    DateTime,
    Integer,
    Numeric,
    Text,
    Uuid,
    cast,
    func,
)
from sqlalchemy.types import TypeEngine

from models.failures import BadUserInput
from models.vocabulary import Word
from schema.compiler.conditions import read
from schema.compiler.emit import Emitter, found_there
from schema.compiler.externals import external_id
from schema.compiler.plan import (
    Constant,
    Embedded,
    ExternalId,
    Field,
    GlobalId,
    Link,
    Object,
    Value,
)
from schema.compiler.rows import Joined, kind_of
from schema.entities import Alias, ToOne
from schema.exporting.formats import Column, Kind

__all__ = ["Branch", "Cells", "Leaf", "Tree"]

Sql = ColumnElement[Any]


@dataclass(frozen=True, slots=True)
class Leaf:
    """A value: of the cells at these places, or always the same `word`.

    Of an id the `word` is what it begins with. What stands in a record that may be missing is
    there where the cell at `where` has a value.
    """

    column: Column
    cells: tuple[int, ...]
    word: str = ""
    where: int | None = None


@dataclass(frozen=True, slots=True)
class Branch:
    """An object; null where the cell at `where` has no value."""

    members: tuple[tuple[str, "Tree"], ...]
    where: int | None = None

    def leaves(self) -> Iterator[Leaf]:
        """Its values, in their order."""
        for _, member in self.members:
            if isinstance(member, Leaf):
                yield member
            else:
                yield from member.leaves()


Tree = Leaf | Branch


@dataclass(slots=True)
class Cells:
    """The cells of a record, gathered while its plan is walked through."""

    emitter: Emitter
    sql: list[Sql] = field(default_factory=list)
    kinds: list[Column] = field(default_factory=list)
    _keys: dict[tuple[int, str], int] = field(default_factory=dict)
    _rows: list[Alias] = field(default_factory=list)

    def record(self, planned: Object, row: Alias, source: Joined, path: str = "") -> Branch:
        """The tree of a record that stands in a row."""
        members = [
            (key, self._member(member, row, source, path + key)) for key, member in planned.members
        ]
        return Branch(tuple(members))

    def _member(self, member: Field, row: Alias, source: Joined, name: str) -> Tree:
        word = Column(name, Kind.WORD)
        match member:
            case Constant(text):
                return Leaf(word, (), text or "")
            case GlobalId(entity):
                places = tuple(self._key(row, column) for column in entity.key)
                return Leaf(word, places, f"{entity.name}_")
            case ExternalId(entity):
                hung = self._cell(Column(name, Kind.TEXT), external_id(entity, row))
                return Leaf(Column(name, Kind.TEXT), (hung,))
            case Value(of):
                column = _column(name, kind_of(of))
                return Leaf(column, (self._cell(column, read(row, of)),))
            case Embedded(members):
                below = [(k, self._member(m, row, source, f"{name}.{k}")) for k, m in members]
                return Branch(tuple(below))
            case Link():
                return self._linked(member, row, source, name)
        message = f"`{name}` is a list or more than one value: only JSON Lines can hold it."
        raise BadUserInput(message, path=tuple(name.split(".")))

    def _linked(self, planned: Link, row: Alias, source: Joined, name: str) -> Branch:
        relation = planned.relation
        if is_known_by(planned):
            return Branch(tuple(self._own_ids(planned, row, name)))
        with self.emitter.leading(planned, row, source) as target:
            if relation.choice is None and relation.stood is None:
                self._share(relation, row, target)
            first = len(self.sql)
            below = self.record(planned.object, target, source, f"{name}.")
            for place in range(first, len(self.sql)):
                self.sql[place] = found_there(planned, target, self.sql[place])
            if not relation.is_nullable:
                return below
            where = self._key(target, planned.object.entity.key[-1])
        return Branch(tuple((key, _within(each, where)) for key, each in below.members), where)

    def _own_ids(self, planned: Link, row: Alias, name: str) -> Iterator[tuple[str, Leaf]]:
        """What is told of a record whose key the row has, and which is always visible."""
        ours = dict(zip(planned.relation.theirs, planned.relation.ours, strict=True))
        entity = planned.object.entity
        places = tuple(self._key(row, ours[column]) for column in entity.key)
        for key, member in planned.object.members:
            column = Column(f"{name}.{key}", Kind.WORD)
            if isinstance(member, Constant):
                yield key, Leaf(column, (), member.text or "")
            else:
                yield key, Leaf(column, places, f"{entity.name}_")

    def _share(self, relation: ToOne, row: Alias, target: Alias) -> None:
        """What both have in common is sent once, but for what says that there is a target."""
        for ours, theirs in list(zip(relation.ours, relation.theirs, strict=True))[:-1]:
            self._rows.append(target)
            self._keys[id(target), theirs] = self._key(row, ours)

    def _key(self, row: Alias, name: str) -> int:
        """The place of a key's column, which is sent once."""
        if (id(row), name) not in self._keys:
            self._rows.append(row)  # or its id could become another's
            self._keys[id(row), name] = self._cell(Column(name, Kind.WORD), row.c[name])
        return self._keys[id(row), name]

    def _cell(self, column: Column, value: Sql) -> int:
        self.sql.append(_sent(column, value))
        self.kinds.append(column)
        return len(self.sql) - 1


def is_known_by(planned: Link) -> bool:
    """Whether the row itself has all that is asked of a record which is always visible."""
    relation = planned.relation
    return (
        not relation.is_nullable
        and relation.choice is None
        and relation.stood is None
        and set(relation.theirs) == set(planned.object.entity.key)
        and all(isinstance(member, GlobalId | Constant) for _, member in planned.object.members)
    )


def _within(tree: Tree, where: int) -> Tree:
    """A value of a record that may be missing; only what is always the same has to be told."""
    if isinstance(tree, Branch):
        below = tuple((key, _within(each, where)) for key, each in tree.members)
        return Branch(below, tree.where)
    is_constant = not tree.cells and tree.where is None
    return Leaf(tree.column, tree.cells, tree.word, where) if is_constant else tree


def _sent(column: Column, value: Sql) -> Sql:
    """A value as the database writes it into a cell."""
    match column.kind:
        case Kind.DECIMAL:
            return func.trim_scale(value)
        case Kind.BOOLEAN:
            return cast(value, Text)
        case Kind.LIST:
            return cast(func.to_json(value), Text)
    return value


def _column(name: str, kind: TypeEngine[Any]) -> Column:
    match kind:
        case Word() | Uuid():
            return Column(name, Kind.WORD)
        case Numeric():
            return Column(name, Kind.DECIMAL, kind.precision or 38, kind.scale or 0)
        case ARRAY():
            return Column(name, Kind.LIST, items=_column(name, kind.item_type).kind)
    kinds = (
        (Boolean, Kind.BOOLEAN),
        (Integer, Kind.INTEGER),
        (DateTime, Kind.MOMENT),
        (Date, Kind.DATE),
        (Text, Kind.TEXT),
    )
    return Column(name, next(ours for sql, ours in kinds if isinstance(kind, sql)))
