"""An export as SQL: a row for each record, as one JSON text or as the columns of a flat format.

The same emitter writes them that writes what GraphQL answers, so a line is what a list's node is.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any, Final

from sqlalchemy import (
    ARRAY,
    Boolean,
    ColumnElement,
    Date,
    DateTime,
    Integer,
    Numeric,
    Select,
    Text,
    Uuid,
    case,
    cast,
    func,
    literal_column,
    select,
)
from sqlalchemy.types import TypeEngine

from models.failures import BadUserInput
from models.vocabulary import Word
from schema.compiler.conditions import read
from schema.compiler.confidences import Asked
from schema.compiler.emit import Emitter, found_there
from schema.compiler.json_sql import JsonObject
from schema.compiler.lists import ListEmitter
from schema.compiler.plan import (
    Connection,
    Constant,
    Embedded,
    Field,
    GlobalId,
    Link,
    Object,
    Value,
)
from schema.compiler.rows import Joined, global_id, kind_of
from schema.compiler.statement import Written, written
from schema.entities import Alias, Entity
from schema.exporting.formats import Column, Kind
from schema.exporting.planning import Exported

__all__ = ["asked_statement", "columns_of", "counted", "flat_rows", "lines", "shown_statement"]

Sql = ColumnElement[Any]
Read = Callable[[Alias, Joined], list[Sql]]


class RowEmitter(Emitter):
    """Writes the rows of a list; a record that is always there to be seen is not looked up."""

    __slots__ = ()

    def link(self, planned: Link, row: Alias, source: Joined) -> Sql:
        """The JSON of the record that a row leads to."""
        if not _is_known_by(planned):
            return super().link(planned, row, source)
        return JsonObject(
            [
                (key, self.constant(m.text) if isinstance(m, Constant) else own_id(planned, row))
                for key, m in planned.object.members
            ]
        )


def _is_known_by(planned: Link) -> bool:
    """Whether the row itself has all that is asked of a record which is always visible."""
    relation = planned.relation
    return (
        not relation.is_nullable
        and relation.choice is None
        and relation.stood is None
        and set(relation.theirs) == set(planned.object.entity.key)
        and all(isinstance(member, GlobalId | Constant) for _, member in planned.object.members)
    )


def own_id(planned: Link, row: Alias) -> Sql:
    """The global id of a record, from the columns by which a row refers to it."""
    relation, entity = planned.relation, planned.object.entity
    ours = dict(zip(relation.theirs, relation.ours, strict=True))
    return global_id(entity, _Renamed({name: row.c[ours[name]] for name in entity.key}))  # type: ignore[arg-type]


@dataclass(frozen=True, slots=True)
class _Renamed:
    """Columns of a row under other names."""

    c: dict[str, Sql]


def lines(exported: Exported, *, is_ordered: bool) -> Written:
    """The JSON of each record."""
    emitter = RowEmitter()
    record = exported.record
    return written(
        emitter,
        _rows(
            emitter,
            exported,
            lambda row, source: [emitter.object(record, row, source)],
            is_ordered=is_ordered,
        ),
    )


def flat_rows(
    exported: Exported, *, is_ordered: bool, guards_formulas: bool
) -> tuple[Written, tuple[Column, ...]]:
    """The columns of each record as text, and what they are; raises BadUserInput if it has none."""
    emitter = RowEmitter()
    found: list[tuple[Column, Sql]] = []

    def columns(row: Alias, source: Joined) -> list[Sql]:
        found.extend(_flat(emitter, exported.record, row, source))
        return [_text(column, value, guards_formulas) for column, value in found]

    statement = _rows(emitter, exported, columns, is_ordered=is_ordered)
    told = tuple(column for column, _ in found)
    if not told:
        raise BadUserInput("A flat export needs at least one value: select a field.")
    return written(emitter, statement), told


def columns_of(exported: Exported) -> tuple[Column, ...]:
    """The columns that a flat format has."""
    return flat_rows(exported, is_ordered=False, guards_formulas=False)[1]


def counted(exported: Exported) -> Written:
    """How many records there are."""
    emitter = RowEmitter()
    one: Sql = literal_column("1")
    rows = _rows(emitter, exported, lambda _row, _source: [one.label("one")], is_ordered=False)
    return written(emitter, select(func.count()).select_from(rows.subquery()))


def _rows(
    emitter: Emitter, exported: Exported, read_row: Read, *, is_ordered: bool
) -> Select[Any]:
    listed = ListEmitter(emitter, exported.connection, None)
    return listed.rows(read_row, is_ordered=is_ordered, most=exported.most)


# What is disclosed


def shown_statement(exported: Exported, shown: Connection) -> Written:
    """The ids of the confidential records of each record's line, as JSON: a row a record."""
    emitter = RowEmitter()
    pruned = replace(exported, connection=shown, record=_pruned_record(shown))
    statement = _rows(
        emitter,
        pruned,
        lambda row, source: [emitter.object(pruned.record, row, source)],
        is_ordered=False,
    )
    return written(emitter, statement)


def _pruned_record(shown: Connection) -> Object:
    for _, part in shown.parts:
        if isinstance(part, Object):
            return part
        for _, member in getattr(part, "members", ()):
            if isinstance(member, Object):
                return member
    raise LookupError(shown.entity.name)


def asked_statement(asked: tuple[Asked, ...]) -> Written:
    """Of which of these types the caller sees records."""
    emitter = RowEmitter()
    told = [(each.entity, emitter.seen_at_all(each)) for each in asked]
    return written(emitter, select(JsonObject(told)))


# Flat


def _flat(
    emitter: Emitter, planned: Object, row: Alias, source: Joined, path: str = ""
) -> Iterator[tuple[Column, Sql]]:
    for key, member in planned.members:
        yield from _cells(emitter, planned.entity, member, row, source, path + key)


def _cells(
    emitter: Emitter, entity: Entity, member: Field, row: Alias, source: Joined, name: str
) -> Iterator[tuple[Column, Sql]]:
    match member:
        case Constant():
            yield Column(name, Kind.WORD), cast(emitter.constant(member.text), Text)
        case GlobalId(of):
            yield Column(name, Kind.WORD), global_id(of, row)
        case Value(field):
            yield _column(name, kind_of(field)), read(row, field)
        case Embedded(members):
            for key, inner in members:
                yield from _cells(emitter, entity, inner, row, source, f"{name}.{key}")
        case Link() if _is_known_by(member):
            for key, _ in member.object.members:
                yield Column(f"{name}.{key}", Kind.WORD), own_id(member, row)
        case Link():
            yield from _linked(emitter, member, row, source, name)
        case _:
            message = f"`{name}` is a list or more than one value: only JSON Lines can hold it."
            raise BadUserInput(message, path=tuple(name.split(".")))


def _linked(
    emitter: Emitter, planned: Link, row: Alias, source: Joined, name: str
) -> Iterator[tuple[Column, Sql]]:
    with emitter.leading(planned, row, source) as target:
        below = list(_flat(emitter, planned.object, target, source, f"{name}."))
    for column, value in below:
        yield column, found_there(planned, target, value)


def _column(name: str, kind: TypeEngine[Any]) -> Column:
    match kind:
        case Word() | Uuid():
            return Column(name, Kind.WORD)
        case Numeric():
            return Column(name, Kind.DECIMAL, kind.precision or 38, kind.scale or 0)
        case ARRAY():
            return Column(name, Kind.LIST, items=_column(name, kind.item_type).kind)
    kinds = ((Boolean, Kind.BOOLEAN), (Integer, Kind.INTEGER), (DateTime, Kind.MOMENT))
    others = ((Date, Kind.DATE), (Text, Kind.TEXT))
    return Column(name, next(ours for sql, ours in (*kinds, *others) if isinstance(kind, sql)))


RUN: Final = (9, 10, 13, 43, 45, 61, 64, 65291, 65293, 65309, 65312)
"""The first characters of a cell that a spreadsheet takes for a formula: + - = @, also full-width,
tab, line feed, carriage return."""

QUOTED: Final = "'^''+[\\t\\n\\r+=@\\uFF0B\\uFF0D\\uFF1D\\uFF20-]'"
"""A text that would look like a guarded one."""


def _text(column: Column, value: Sql, guards_formulas: bool) -> Sql:  # noqa: FBT001 - ours
    """A value as it stands in a file."""
    match column.kind:
        case Kind.TEXT if guards_formulas:
            return guarded(value)
        case Kind.DECIMAL:
            return func.trim_scale(value)
        case Kind.BOOLEAN:
            return cast(value, Text)
        case Kind.MOMENT:
            # As JSON has it: sessions are in UTC.
            spoken = func.replace(
                cast(value, Text), literal_column("' '"), literal_column("'T'"), type_=Text
            )
            return spoken.concat(literal_column("':00'"))
        case Kind.LIST:
            return cast(func.to_json(value), Text)
    return value


def guarded(value: Sql) -> Sql:
    """A text that no spreadsheet runs: an apostrophe stands before what begins like a formula.

    One more stands before what looks as if it had been guarded, so that nothing is lost: whoever
    takes one apostrophe from each cell that matches QUOTED has what was there.
    """
    first = func.ascii(value)
    looks = literal_column("''''", Text).concat(value)
    matches = value.op("~")(literal_column(QUOTED, Text))
    runs = first.in_([literal_column(str(code)) for code in RUN])
    apostrophe = first == literal_column("39")
    return case((runs, looks), (apostrophe & matches, looks), else_=value)

