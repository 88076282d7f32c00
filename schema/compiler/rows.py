"""Rows that a statement reads from: what is joined to them, what is needed of them."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, FromClause, Text, func, literal_column
from sqlalchemy.sql import visitors

from schema.compiler.plan import (
    Answer,
    Connection,
    Embedded,
    Link,
    Object,
    Permitted,
    ScalarField,
    Value,
)
from schema.entities import Alias, ColumnField, Entity, ExpressionField, Stood, ToOne

__all__ = ["Joined", "global_id", "kind_of", "needs"]

Json = ColumnElement[Any]


@dataclass(slots=True)
class Joined:
    """A FROM clause that grows by the LEFT JOINs that the fields read from it need."""

    clause: FromClause

    def left_join(self, target: FromClause, on: ColumnElement[Any]) -> None:
        """Add a row that may be missing."""
        self.clause = self.clause.outerjoin(target, on)


def global_id(entity: Entity, row: Alias) -> Json:
    """The global id of a row."""
    sent = [func.uuid_send(row.c[name]) for name in entity.key]
    packed: ColumnElement[Any] = sent[0]
    for part in sent[1:]:
        packed = packed.op("||")(part)
    return literal_column(f"'{entity.name}_'", Text).concat(
        func.encode(packed, literal_column("'hex'"))
    )


def needs(planned: Object) -> set[str]:
    """The columns of the row itself that an object is made of."""
    names = set(planned.entity.key)
    for _, member in planned.members:
        match member:
            case Value(ColumnField() as field):
                names.add(field.column.name)
            case Value(ExpressionField() as field):
                names |= _columns_read(planned.entity, field)
            case Embedded(members):
                names |= {
                    value.field.column.name
                    for _, value in members
                    if isinstance(value, Value) and isinstance(value.field, ColumnField)
                }
            case Permitted(entity):
                names |= set(entity.table.columns.keys())
            case Link(ToOne(stood=Stood() as stood) as relation):
                names |= {*relation.ours, *stood.columns}
            case Link(relation) | Connection(relation=relation) if relation:
                names |= set(relation.ours)
            case Answer(asked):
                names |= set(asked.columns)
    return names


def _columns_read(entity: Entity, field: ExpressionField) -> set[str]:
    """The columns of the row that an expression looks at."""
    row = entity.table.alias()
    parts = visitors.iterate(field.sql(row))
    return {str(part.name) for part in parts if getattr(part, "table", None) is row}  # type: ignore[attr-defined]


def kind_of(field: ScalarField) -> Any:
    """The SQL type of a field's value."""
    return field.column.type if isinstance(field, ColumnField) else field.like.type
