"""The ids that a caller's client has hung on records: read with them, and records found by them.

They stand in `clients.external_id`, of which a caller sees its own client's rows alone.
"""

from typing import Any

from sqlalchemy import (
    ARRAY,
    Boolean,
    ColumnElement,
    Select,
    Text,
    Uuid,
    column,
    exists,
    func,
    literal_column,
    not_,
    select,
    table,
    tuple_,
)

from models.failures import BadUserInput
from schema.compiler.arguments import Literal, Source, Tree
from schema.compiler.plan import ClientParameter, Externally
from schema.entities import Alias, Entity

__all__ = ["by_external_id", "external_id", "externally", "hung_on"]

EXTERNAL_ID = table(
    "external_id",
    column("record_type", Text()),
    column("district_id", Uuid()),
    column("record_id", Uuid()),
    column("external_id", Text()),
    schema="clients",
)

Path = tuple[str | int, ...]


def by_external_id(entity: Entity, source: Source, path: Path) -> Externally:
    """The record on which an id hangs."""
    return Externally(entity, "eq", ClientParameter(source, _text, Text(), path))


def externally(entity: Entity, operator: str, tree: Tree, path: Path) -> Externally:
    """A condition on the id that hangs on a record."""
    if isinstance(tree, dict | list) or (isinstance(tree, Literal) and tree.value is None):
        raise BadUserInput(f"`{operator}` needs a value.", path=path)
    if operator == "isNull":
        return Externally(entity, operator, ClientParameter(tree, bool, Boolean(), path))
    if operator == "in":
        return Externally(entity, operator, ClientParameter(tree, list, ARRAY(Text()), path))
    return Externally(entity, operator, ClientParameter(tree, _text, Text(), path))


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise BadUserInput("An external id can't be null.")
    return value


def _type_of(entity: Entity) -> ColumnElement[Any]:
    return literal_column(f"'{entity.table.name}'", Text())


def external_id(entity: Entity, row: Alias) -> ColumnElement[Any]:
    """The id that hangs on a row's record, or null."""
    kept = EXTERNAL_ID.alias()
    found = select(kept.c.external_id).where(
        kept.c.record_type == _type_of(entity), kept.c.record_id == row.c.id
    )
    return found.correlate(row).scalar_subquery()


def hung_on(planned: Externally, row: Alias, given: ColumnElement[Any]) -> ColumnElement[Any]:
    """Whether such an id hangs on a row's record."""
    kept = EXTERNAL_ID.alias()
    of_type = kept.c.record_type == _type_of(planned.entity)
    if planned.operator == "isNull":
        there: Select[Any] = select(literal_column("1")).where(
            of_type, kept.c.record_id == row.c.id
        )
        return not_(exists(there.correlate(row))) == given
    is_given = func.any(given) if planned.operator == "in" else given
    names = {"id": kept.c.record_id, "district_id": kept.c.district_id}
    keys = [(row.c[name], names[name]) for name in planned.entity.key]
    found = select(*(theirs for _, theirs in keys)).where(of_type, kept.c.external_id == is_given)
    return tuple_(*(ours for ours, _ in keys)).in_(found)
