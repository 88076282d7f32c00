"""Groups as SQL: counted on the bare table first, and dressed after like any row."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from sqlalchemy import (
    ColumnElement,
    Float,
    FromClause,
    Numeric,
    Text,
    cast,
    func,
    literal_column,
    select,
)
from sqlalchemy.dialects.postgresql import aggregate_order_by

from schema.compiler.conditions import linked, read
from schema.compiler.json_sql import EMPTY, JsonObject, as_output
from schema.compiler.plan import Constant, Figures, GroupKey, Groups, Link, Told, Value
from schema.compiler.rows import Joined, Json, kind_of
from schema.entities import Alias, ToOne, registry

if TYPE_CHECKING:
    from schema.compiler.emit import Emitter

__all__ = ["GroupsEmitter"]

MOST_GROUPS: ColumnElement[int] = literal_column("1000")
DECIMALS: ColumnElement[int] = literal_column("4")


@dataclass(slots=True)
class GroupsEmitter:
    """Writes the groups of one list; `conditions` says which rows are the list's."""

    emitter: "Emitter"
    groups: Groups
    parent: Alias | None
    conditions: Callable[[Alias], list[ColumnElement[Any]]]

    def json(self) -> Json:
        """The groups, the largest first."""
        row = self.emitter.row(self.groups.entity)
        counted_rows = Joined(row)
        keys = self._keys(row, counted_rows)
        count = func.count().label("group_count")
        share = (cast(func.count(), Float) / func.sum(func.count()).over()).label("group_share")
        counted = (
            select(*keys, count, share, *self._figures(row))
            .select_from(counted_rows.clause)
            .where(*self.conditions(row))
            .group_by(*keys)
            .order_by(count.desc(), *keys)
            .limit(MOST_GROUPS)
        )
        if self.parent is not None:
            counted = counted.correlate(self.parent)
        group = counted.subquery(self.emitter.name("counted"))
        source = Joined(group)
        built = [(key, self._member(part, group, source)) for key, part in self.groups.members]
        ordered = [group.c.group_count.desc(), *(group.c[key.name] for key in keys)]
        listed: Any = func.json_agg(aggregate_order_by(JsonObject(built), *ordered))
        return select(func.coalesce(listed, EMPTY)).select_from(source.clause).scalar_subquery()

    def _keys(self, row: Alias, source: Joined) -> list[Any]:
        """What is grouped by; a relation, by the record that the caller sees there.

        So all hidden ones are one group: the reference itself would tell them apart.
        """
        keys: list[Any] = []
        for by in self.groups.by:
            if isinstance(by, ToOne):
                target = self.emitter.row(registry[by.target])
                source.left_join(target, linked(row, by, target))
                keys += [target.c[name].label(_label(by, name)) for name in by.theirs]
            else:
                keys.append(read(row, by).label(by.name))
        return keys

    def _figures(self, row: Alias) -> list[Any]:
        """Each sum and average that is asked for, once."""
        labels: dict[str, Any] = {}
        for _, figures in self.groups.members:
            if isinstance(figures, Figures):
                for value in (m for _, m in figures.members if isinstance(m, Value)):
                    name = f"{figures.function}_{value.field.name}"
                    labels[name] = _figure(row, figures.function, value).label(name)
        return list(labels.values())

    def _member(
        self,
        member: Constant | Told | GroupKey | Figures,
        group: FromClause,
        source: Joined,
    ) -> Json:
        match member:
            case Constant(text):
                return self.emitter.constant(text)
            case Told(name):
                return group.c[f"group_{name}"]
            case GroupKey(members):
                return JsonObject([(key, self._key(m, group, source)) for key, m in members])
            case Figures(function, figures):
                return JsonObject(
                    [
                        (
                            key,
                            group.c[f"{function}_{m.field.name}"]
                            if isinstance(m, Value)
                            else self.emitter.constant(m.text),
                        )
                        for key, m in figures
                    ]
                )

    def _key(self, member: Constant | Value | Link, group: FromClause, source: Joined) -> Json:
        match member:
            case Constant(text):
                return self.emitter.constant(text)
            case Value(field):
                return as_output(group.c[field.name], kind_of(field))
            case Link(relation, planned):
                labels = tuple(_label(relation, name) for name in relation.theirs)
                counted = replace(relation, ours=labels, is_nullable=True)
                return self.emitter.link(Link(counted, planned), group, source)


def _label(relation: ToOne, column: str) -> str:
    return f"{relation.name}_{column}"


def _figure(row: Alias, function: str, value: Value) -> ColumnElement[Any]:
    number = read(row, value.field)
    figure: Any = (
        func.round(func.avg(number), DECIMALS)
        if function == "avg"
        else cast(func.sum(number), Numeric)
    )
    return cast(func.trim_scale(figure), Text)
