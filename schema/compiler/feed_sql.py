"""The change feed as SQL: rows that one function gives, dressed as a request asks.

The function gives itself what all records have in common. So a table is joined only where a
request asks for more of its type, and a request that asks the same of all types joins none.
"""

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import (
    ARRAY,
    Boolean,
    ColumnElement,
    DateTime,
    FromClause,
    Integer,
    TableValuedAlias,
    Text,
    Uuid,
    and_,
    case,
    cast,
    column,
    func,
    literal_column,
    null,
    or_,
    select,
    true,
)
from sqlalchemy.dialects.postgresql import JSONB, aggregate_order_by
from sqlalchemy.types import TypeEngine

from schema.changes import exceptional_names
from schema.compiler.json_sql import EMPTY, Element, JsonObject
from schema.compiler.plan import (
    ChangedRecord,
    ChangePart,
    Constant,
    Embedded,
    Feed,
    Field,
    GlobalId,
    Object,
    PageInfoPart,
    Predicate,
    Told,
    Value,
)
from schema.compiler.rows import Joined, Json
from schema.entities import ColumnField, Entity, registry
from schema.questions import PLACE

if TYPE_CHECKING:
    from schema.compiler.emit import Emitter

__all__ = ["FeedEmitter"]

IN_COMMON: dict[str, TypeEngine[Any]] = {
    "version": Integer(),
    "created_at": DateTime(timezone=True),
    "updated_at": DateTime(timezone=True),
    "provenance_kind": Text(),
    "provenance_source": Text(),
    "provenance_line": Integer(),
    "provenance_file": Text(),
    "provenance_row": Integer(),
}
"""What the function gives of every record that is there."""

OF_CHANGES: dict[str, TypeEngine[Any]] = {
    "cursor": Text(),
    "has_more": Boolean(),
    "kind": Text(),
    "record_type": Text(),
    "type": Text(),
    "district_id": Uuid(),
    "record_id": Uuid(),
    "id": Text(),
    "happenedAt": DateTime(timezone=True),
    "changedFields": ARRAY(Text()),
    "naturalKey": JSONB(),
    **IN_COMMON,
}
GONE = ("DELETED", "LEFT_SLICE")
NONE: ColumnElement[Any] = literal_column("'{}'::text[]")


@dataclass(slots=True)
class FeedEmitter:
    """Writes the feed; its last row has no kind and says how to go on."""

    emitter: "Emitter"
    planned: Feed

    def json(self) -> Json:
        """The page's JSON."""
        rows = self._rows()
        source = Joined(rows)
        members = [(key, self._part(part, rows, source)) for key, part in self.planned.parts]
        whole = select(JsonObject(members)).select_from(source.clause)
        # HAVING makes one row of the page even where nothing that is asked for aggregates.
        return whole.having(true()).scalar_subquery()

    def _rows(self) -> FromClause:
        """The changes; once, where what is answered and what that discloses both ask for them."""
        if not self.emitter.shares_feeds:
            return self._called()
        planned = self.planned
        given = (planned.after, planned.size, planned.tables, planned.districts, planned.mark)
        asked = tuple(map(id, given))
        if asked not in self.emitter.feeds:
            name = self.emitter.name("fed")
            self.emitter.feeds[asked] = select(self._called()).cte(name)
        return self.emitter.feeds[asked]

    def _called(self) -> TableValuedAlias:
        planned, watched = self.planned, self.planned.watched
        given = (planned.after, planned.size, planned.tables, planned.districts)
        columns = [column(name, kind) for name, kind in OF_CHANGES.items()]
        fields = ",".join(watched.fields) if watched else ""
        called = func.feed.changes(
            *(cast(self.emitter.bind(parameter), parameter.type) for parameter in given),
            literal_column(f"'{{{fields}}}'::text[]" if fields else "NULL::text[]"),
            cast(self.emitter.bind(planned.mark), Text()),
            literal_column("true" if watched else "false"),
            literal_column("true" if self._has_cursors else "false"),
            literal_column(f"'{exceptional_names()}'::jsonb"),
        )
        return called.table_valued(*columns, with_ordinality=PLACE)

    @property
    def _has_cursors(self) -> bool:
        """Whether the cursors of single changes are asked for; each has to be sealed."""
        asked = [
            member.name
            for _, part in self.planned.parts
            if not isinstance(part, Constant)
            for _, member in part.members
            if isinstance(member, Told)
        ]
        return "cursor" in asked or "startCursor" in asked

    def _part(
        self, part: ChangePart | PageInfoPart | Constant, rows: FromClause, source: Joined
    ) -> Json:
        match part:
            case Constant(text):
                return self.emitter.constant(text)
            case PageInfoPart(members):
                return JsonObject([(key, self._of_page(member, rows)) for key, member in members])
            case ChangePart(members):
                change = [(key, self._of_change(one, rows, source)) for key, one in members]
                listed: Any = func.json_agg(aggregate_order_by(JsonObject(change), rows.c[PLACE]))
                return func.coalesce(listed.filter(self._is_told(rows)), EMPTY)

    def _is_told(self, rows: FromClause) -> ColumnElement[bool]:
        """Whether a row is a change, and one of those that are watched for."""
        watched = self.planned.watched
        if watched is None or not (watched.wanted or not watched.tells_gone):
            return rows.c.kind.is_not(None)
        options: list[ColumnElement[bool]] = [
            self._is_wanted(entity, wanted, rows) for entity, wanted in watched.wanted
        ]
        if watched.tells_gone:
            options.append(rows.c.kind.in_([literal_column(f"'{kind}'") for kind in GONE]))
        return and_(rows.c.kind.is_not(None), or_(*options))

    def _is_wanted(
        self, entity: Entity, wanted: Predicate | None, rows: FromClause
    ) -> ColumnElement[bool]:
        """Whether the record is there, and is as it has to be."""
        target = entity.table.alias()
        ours = {"district_id": rows.c.district_id, "id": rows.c.record_id}
        conditions = [target.c[name] == ours[name] for name in entity.key]
        if wanted is not None:
            conditions.append(self.emitter.conditions.predicate(target, wanted))
        found: Any = select(literal_column("1")).select_from(target).where(*conditions)
        is_of_type = rows.c.record_type == self.emitter.constant(entity.table.name)
        return and_(is_of_type, found.correlate(rows).exists())

    def _of_page(self, member: Told | Constant, rows: FromClause) -> Json:
        if isinstance(member, Constant):
            return self.emitter.constant(member.text)
        if member.name == "hasPreviousPage":
            return cast(self.emitter.bind(self.planned.after), Text()).is_not(None)
        if member.name == "startCursor":
            placed: Any = func.array_agg(aggregate_order_by(rows.c.cursor, rows.c[PLACE]))
            return Element(placed.filter(rows.c.kind.is_not(None)), is_first=True)
        told: Any = rows.c.cursor if member.name == "endCursor" else rows.c.has_more
        together = func.max(told) if member.name == "endCursor" else func.bool_or(told)
        return together.filter(rows.c.kind.is_(None))

    def _of_change(
        self,
        member: Told | Constant | ChangedRecord | ChangePart,
        rows: FromClause,
        source: Joined,
    ) -> Json:
        match member:
            case Constant(text):
                return self.emitter.constant(text)
            case ChangedRecord():
                return self._record(member, rows, source)
            case ChangePart(members):
                return self._natural_key(members, rows)
            case Told("changedFields"):
                return func.to_json(func.coalesce(rows.c.changedFields, NONE))
            case Told(name):
                return rows.c[name]

    def _natural_key(self, members: tuple[tuple[str, Any], ...], rows: FromClause) -> Json:
        """The parts of a key, of which the function gives each as an object."""
        parts = func.jsonb_array_elements(rows.c.naturalKey).table_valued(column("value", JSONB()))
        part = JsonObject(
            [
                (key, self.emitter.constant(one.text))
                if isinstance(one, Constant)
                else (key, parts.c.value.op("->>")(self.emitter.constant(one.name)))
                for key, one in members
            ]
        )
        listed = select(func.coalesce(func.json_agg(part), EMPTY)).select_from(parts)
        return listed.correlate(rows).scalar_subquery()

    # Records

    def _record(self, planned: ChangedRecord, rows: FromClause, source: Joined) -> Json:
        """The record, of whichever type: most of them alike, and the others as they are."""
        shapes = {one.entity.name: _in_common(one) for one in planned.objects}
        usual = Counter(shape for shape in shapes.values() if shape is not None).most_common(1)
        if len(planned.objects) < len(registry.entities):
            usual = []  # of the types that are left out, nothing is told
        options: list[tuple[ColumnElement[bool], Json]] = []
        for one in planned.objects:
            shape = shapes[one.entity.name]
            if usual and shape == usual[0][0]:
                continue
            is_of_type = rows.c.record_type == self.emitter.constant(one.entity.table.name)
            built = self._joined(one, rows, source) if shape is None else self._plain(one, rows)
            options.append((is_of_type, built))
        alike = next(
            (one for one in planned.objects if usual and shapes[one.entity.name] == usual[0][0]),
            None,
        )
        rest = null() if alike is None else self._plain(alike, rows)
        return case(*options, else_=rest) if options else rest

    def _joined(self, planned: Object, rows: FromClause, source: Joined) -> Json:
        target = planned.entity.table.alias()
        ours = {"district_id": rows.c.district_id, "id": rows.c.record_id}
        source.left_join(
            target,
            and_(
                rows.c.record_type == self.emitter.constant(planned.entity.table.name),
                *(target.c[name] == ours[name] for name in planned.entity.key),
            ),
        )
        return case((target.c.id.is_not(None), self.emitter.object(planned, target, source)))

    def _plain(self, planned: Object, rows: FromClause) -> Json:
        """What all records have, of a record that is there."""
        members = [(key, self._common(member, rows)) for key, member in planned.members]
        return case((rows.c.version.is_not(None), JsonObject(members)))

    def _common(self, member: Field, rows: FromClause) -> Json:
        match member:
            case GlobalId():
                return rows.c.id
            case Value(ColumnField() as field):
                return rows.c[field.column.name]
            case Embedded(members):
                inner = [(key, self._common(one, rows)) for key, one in members]
                return JsonObject(inner)
            case Constant("Provenance"):
                return self.emitter.constant("Provenance")
        return rows.c.type


def _in_common(planned: Object) -> tuple[tuple[str, Any], ...] | None:
    """What is read of a record, spelled alike for all types; None where a type has it alone."""
    shape: list[tuple[str, Any]] = []
    for key, member in planned.members:
        match member:
            case Constant() | GlobalId():
                shape.append((key, type(member)))
            case Value(ColumnField() as field) if field.column.name in IN_COMMON:
                shape.append((key, field.column.name))
            case Embedded(members):
                shape.append((key, _of_provenance(members)))
            case _:
                return None
    return tuple(shape)


def _of_provenance(members: tuple[tuple[str, Constant | Value], ...]) -> tuple[Any, ...]:
    return tuple(
        (key, type(one) if isinstance(one, Constant) else one.field.name) for key, one in members
    )
