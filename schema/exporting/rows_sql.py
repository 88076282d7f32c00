"""An export as SQL: a row for each record, as one JSON text or as the cells of a flat one.

The same emitter writes them that writes what GraphQL answers, so a line is what a list's node is.
"""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from sqlalchemy import ColumnElement, Select, func, literal_column, select

from models.failures import BadUserInput
from schema.compiler.confidences import Asked
from schema.compiler.emit import Emitter
from schema.compiler.json_sql import JsonObject
from schema.compiler.lists import ListEmitter
from schema.compiler.plan import Connection, Object
from schema.compiler.rows import Joined
from schema.compiler.statement import Written, written
from schema.entities import Alias
from schema.exporting.cells import Branch, Cells
from schema.exporting.formats import Column
from schema.exporting.planning import Exported

__all__ = ["asked_statement", "counted", "flat_rows", "lines", "shown_statement"]

Sql = ColumnElement[Any]
Read = Callable[[Alias, Joined], list[Sql]]
ONE: Sql = literal_column("1")


def lines(exported: Exported, *, is_ordered: bool) -> Written:
    """The JSON of each record."""
    return _objects(exported, exported.record, is_ordered=is_ordered)


def flat_rows(exported: Exported, *, is_ordered: bool) -> tuple[Written, list[Column], Branch]:
    """The cells of each record, what they are, and the record that they make.

    Raises BadUserInput for a record that is not flat.
    """
    emitter = Emitter()
    cells = Cells(emitter)
    trees: list[Branch] = []

    def columns(row: Alias, source: Joined) -> list[Sql]:
        trees.append(cells.record(exported.record, row, source))
        return cells.sql or [ONE]

    statement = _rows(emitter, exported, columns, is_ordered=is_ordered)
    if not cells.sql:
        raise BadUserInput("An export needs at least one value: select a field.")
    return written(emitter, statement), cells.kinds, trees[0]


def counted(exported: Exported) -> Written:
    """How many records there are."""
    emitter = Emitter()
    rows = _rows(emitter, exported, lambda _row, _source: [ONE.label("one")], is_ordered=False)
    return written(emitter, select(func.count()).select_from(rows.subquery()))


def shown_statement(exported: Exported, shown: Connection) -> Written:
    """The ids of the confidential records of each line, as JSON: a row a record."""
    return _objects(replace(exported, connection=shown), _record_of(shown), is_ordered=False)


def asked_statement(asked: tuple[Asked, ...]) -> Written:
    """Of which of these types the caller sees records."""
    emitter = Emitter()
    told = [(each.entity, emitter.seen_at_all(each)) for each in asked]
    return written(emitter, select(JsonObject(told)))


def _objects(exported: Exported, record: Object, *, is_ordered: bool) -> Written:
    emitter = Emitter()
    statement = _rows(
        emitter,
        exported,
        lambda row, source: [emitter.object(record, row, source)],
        is_ordered=is_ordered,
    )
    return written(emitter, statement)


def _rows(emitter: Emitter, exported: Exported, read_row: Read, *, is_ordered: bool) -> Select[Any]:
    listed = ListEmitter(emitter, exported.connection, None)
    return listed.rows(read_row, is_ordered=is_ordered, most=exported.most)


def _record_of(shown: Connection) -> Object:
    """What is left of the record in a pruned list."""
    for _, part in shown.parts:
        for _, member in (("", part), *getattr(part, "members", ())):
            if isinstance(member, Object):
                return member
    raise LookupError(shown.entity.name)
