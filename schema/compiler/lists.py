"""A list as SQL: its rows are picked first, in a subselect of their own, and dressed after.

Filter, order and limit work on the bare table, so that only a page's rows are joined to what
they lead to and built into JSON. A list that its declared maximum keeps within a page needs no
limit, and is read directly.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from sqlalchemy import (
    ColumnElement,
    Integer,
    Select,
    Text,
    and_,
    case,
    cast,
    exists,
    false,
    func,
    literal_column,
    not_,
    or_,
    select,
    true,
    tuple_,
)
from sqlalchemy.dialects.postgresql import aggregate_order_by

from schema.compiler.arguments import Literal
from schema.compiler.conditions import cursor_text, linked, ordering, read
from schema.compiler.groups_sql import GroupsEmitter
from schema.compiler.json_sql import EMPTY, Element, JsonObject
from schema.compiler.orders import order_mark
from schema.compiler.plan import (
    Connection,
    Constant,
    EdgePart,
    Groups,
    Link,
    Object,
    OrderKey,
    PageInfoPart,
    Parameter,
    Part,
    Told,
)
from schema.compiler.rows import Joined, Json, needs
from schema.entities import Alias, ExpressionField, registry

if TYPE_CHECKING:
    from schema.compiler.emit import Emitter

__all__ = ["ListEmitter"]

ONE: ColumnElement[int] = literal_column("1")
NONE: ColumnElement[int] = literal_column("0")
FOUND = ()
"""Where among the rows that are joined those stand that a search gives: at the end of no path."""


@dataclass(slots=True)
class Picked:
    """The rows of a page: where they stand, what may still be joined, and their order."""

    row: Alias
    source: Joined
    where: list[ColumnElement[Any]]
    sorted: list[ColumnElement[Any]]
    keys: list[ColumnElement[Any]]
    place: ColumnElement[Any] | None


@dataclass(slots=True)
class ListEmitter:
    """Writes one list below its parent's row, or at the root."""

    emitter: "Emitter"
    planned: Connection
    parent: Alias | None
    _paths: dict[tuple[str, ...], Alias] = field(default_factory=dict)

    def json(self) -> Json:
        """The connection's JSON."""
        page = self.planned.page
        self.emitter.checks += (page.size, *page.after, *page.before)
        if not any(isinstance(part, Object | EdgePart | PageInfoPart) for part in self._parts):
            return JsonObject([(key, self._whole(part)) for key, part in self.planned.parts])
        picked = self._picked()
        members = [
            (key, self._page_part(part, picked) if _is_of_page(part) else self._whole(part))
            for key, part in self.planned.parts
        ]
        whole = select(JsonObject(members)).select_from(picked.source.clause).where(*picked.where)
        # HAVING makes one row of the page even where nothing that is asked for aggregates.
        return self._below(whole.having(true())).scalar_subquery()

    def rows(
        self,
        read: Callable[[Alias, Joined], list[ColumnElement[Any]]],
        *,
        is_ordered: bool,
        most: int | None,
    ) -> Select[Any]:
        """The whole list a row each, with what `read` gives of a record; `most` of its first."""
        row = self.emitter.row(self.planned.entity)
        source = self._source(row)
        is_ordered = is_ordered or most is not None
        order = self.planned.order if is_ordered else ()
        values = [self._value(key, row, source) for key in order]
        listed = select(*read(row, source)).select_from(source.clause)
        listed = listed.where(*self._conditions(row, is_found=True))
        if is_ordered:
            listed = listed.order_by(*self._ordered(values))
        return listed.limit(None if most is None else literal_column(str(int(most))))

    @property
    def _parts(self) -> list[Part]:
        return [part for _, part in self.planned.parts]

    def _below(self, selected: Select[Any]) -> Select[Any]:
        return selected if self.parent is None else selected.correlate(self.parent)

    def _conditions(self, row: Alias, *, is_found: bool = False) -> list[ColumnElement[Any]]:
        """What makes a row one of the list's; `is_found` where it is joined to what finds it."""
        conditions: list[ColumnElement[Any]] = []
        if self.planned.found and not is_found:
            found = self.emitter.found(self.planned.found)
            keys = [found.c[name] for name in self.planned.found.search.keys]
            key = tuple_(*(row.c[name] for name in self.planned.entity.key))
            conditions.append(key.in_(select(*keys)))
        if self.parent is not None and self.planned.relation is not None:
            conditions.append(linked(self.parent, self.planned.relation, row))
        if self.planned.where is not None:
            conditions.append(self.emitter.conditions.predicate(row, self.planned.where))
        return conditions

    # The page

    @property
    def _size(self) -> ColumnElement[Any]:
        """The page's size; written out where the document says it, which helps the planner."""
        size = self.planned.page.size
        if isinstance(size.source, Literal):
            return literal_column(str(int(size.source.value)), Integer)
        return self.emitter.bind(size)

    @property
    def _tells_more(self) -> bool:
        """Whether the page must know if records follow: then one more is read."""
        return any(isinstance(part, PageInfoPart) for part in self._parts)

    @property
    def _leads_on(self) -> bool:
        """Whether the rows are joined to what they lead to, and may lose their order by it."""
        return any(isinstance(m, Link) for one in self._objects for _, m in one.members)

    @property
    def _objects(self) -> list[Object]:
        edges = [part for part in self._parts if isinstance(part, EdgePart)]
        nodes = [m for edge in edges for _, m in edge.members if isinstance(m, Object)]
        return nodes + [part for part in self._parts if isinstance(part, Object)]

    @property
    def _has_cursors(self) -> bool:
        parts = [part for part in self._parts if isinstance(part, EdgePart | PageInfoPart)]
        return any(
            isinstance(member, Told) and "ursor" in member.name
            for part in parts
            for _, member in part.members
        )

    def _is_bounded(self) -> bool:
        """Whether the whole list fits the page by the maximum that the database holds."""
        page, relation = self.planned.page, self.planned.relation
        size = page.size.source
        return bool(
            relation
            and relation.at_most
            and isinstance(size, Literal)
            and size.value >= relation.at_most
            and not (page.backward or page.after or page.before or self._tells_more)
        )

    def _source(self, row: Alias) -> Joined:
        """A row of the list, joined to what finds it where something does."""
        if self.planned.found is None:
            return Joined(row)
        found = self._paths[FOUND] = self.emitter.found(self.planned.found)
        pairs = zip(self.planned.entity.key, self.planned.found.search.keys, strict=True)
        return Joined(row.join(found, and_(*(row.c[ours] == found.c[key] for ours, key in pairs))))

    def _picked(self) -> Picked:
        row = self.emitter.row(self.planned.entity)
        inner = self._source(row)
        values = [self._value(key, row, inner) for key in self.planned.order]
        if self._is_bounded():
            ordered = self._ordered(values)
            return Picked(row, inner, self._conditions(row), ordered, values, None)
        return self._paged(row, inner, values)

    def _paged(self, row: Alias, inner: Joined, values: list[ColumnElement[Any]]) -> Picked:
        page = self.planned.page
        conditions = self._conditions(row, is_found=True)
        for cursor, is_before in ((page.after, False), (page.before, True)):
            if cursor:
                conditions.append(self._beyond(values, cursor, backward=is_before))
        ordered = self._ordered(values)
        places: list[Any] = []
        if self._leads_on or self._tells_more or page.backward:
            places.append(func.row_number().over(order_by=ordered).label("place"))
        keys = [value.label(f"key{index}") for index, value in enumerate(values, 1)]
        chosen = (
            select(
                *(row.c[name] for name in self._needed()),
                *(keys if self._has_cursors else []),
                *places,
            )
            .select_from(inner.clause)
            .where(*conditions)
            .order_by(*ordered)
            .limit(self._size + ONE if self._tells_more else self._size)
        )
        picked = self._below(chosen).subquery(self.emitter.name("page"))
        placed: Any = picked.c.place if places else None
        # Rows that nothing is joined to come out of the subselect in its order.
        loses_order = self._leads_on or page.backward
        return Picked(
            picked,
            Joined(picked),
            [],
            [placed.desc() if page.backward else placed] if loses_order else [],
            [picked.c[key.name] for key in keys] if self._has_cursors else [],
            placed,
        )

    def _needed(self) -> list[str]:
        names = {name for planned in self._objects for name in needs(planned)}
        return [column.name for column in self.planned.entity.table.columns if column.name in names]

    def _value(self, key: OrderKey, row: Alias, source: Joined) -> ColumnElement[Any]:
        """A key's value on a row; what it leads through is joined once, and may be missing."""
        steps: tuple[str, ...] = ()
        if self.planned.found and key.field is self.planned.found.search.fit:
            row = self._paths[FOUND]
        for relation in key.path:
            steps = (*steps, relation.name)
            if steps not in self._paths:
                target = self.emitter.row(registry[relation.target])
                source.left_join(target, linked(row, relation, target))
                self._paths[steps] = target
            row = self._paths[steps]
        value = read(row, key.field)
        may_be_made_of_nothing = key.path and isinstance(key.field, ExpressionField)
        return case((row.c.id.is_not(None), value)) if may_be_made_of_nothing else value

    def _ordered(self, values: list[ColumnElement[Any]]) -> list[ColumnElement[Any]]:
        pairs = zip(self.planned.order, values, strict=True)
        backward = self.planned.page.backward
        return [ordering(key, value, backward=backward) for key, value in pairs]

    def _beyond(
        self, values: list[ColumnElement[Any]], cursor: tuple[Parameter, ...], *, backward: bool
    ) -> ColumnElement[Any]:
        keys = self.planned.order
        return self.emitter.conditions.beyond(keys, values, cursor, backward=backward)

    def _page_part(self, part: Part, picked: Picked) -> Json:
        match part:
            case Object():
                return self._listed(self.emitter.object(part, picked.row, picked.source), picked)
            case EdgePart(members):
                edge = [(key, self._edge_member(member, picked)) for key, member in members]
                return self._listed(JsonObject(edge), picked)
            case PageInfoPart(members):
                return JsonObject([(key, self._told(member, picked)) for key, member in members])
        raise TypeError(part)

    def _edge_member(self, member: Told | Constant | Object, picked: Picked) -> Json:
        match member:
            case Constant(text):
                return self.emitter.constant(text)
            case Object():
                return self.emitter.object(member, picked.row, picked.source)
            case Told():
                return self._cursor(picked)

    def _cursor(self, picked: Picked) -> Json:
        return cursor_text(order_mark(self.planned.order), picked.keys)

    def _listed(self, built: Json, picked: Picked) -> Json:
        return func.coalesce(self._of_page(func.json_agg(_in_order(built, picked)), picked), EMPTY)

    def _of_page(self, aggregate: Any, picked: Picked) -> Any:
        """Without the record that was read only to know that there are more."""
        if self._tells_more and picked.place is not None:
            return aggregate.filter(picked.place <= self._size)
        return aggregate

    def _told(self, member: Told | Constant, picked: Picked) -> Json:
        if isinstance(member, Constant):
            return self.emitter.constant(member.text)
        page = self.planned.page
        if member.name in {"startCursor", "endCursor"}:
            return self._end_cursor(picked, is_start=member.name == "startCursor")
        is_next = member.name == "hasNextPage"
        cursor = page.before if is_next else page.after
        beyond = self._on_other_side(cursor, backward=is_next) if cursor else false()
        if is_next == page.backward:
            return beyond
        left_over = func.coalesce(func.bool_or(picked.place > self._size), false())
        return or_(left_over, beyond) if cursor else left_over

    def _end_cursor(self, picked: Picked, *, is_start: bool) -> Json:
        """The cursor of the page's first or last row, made of that row's keys alone."""
        keys: list[ColumnElement[Any]] = [
            Element(
                self._of_page(func.array_agg(_in_order(cast(key, Text), picked)), picked),
                is_first=is_start,
            )
            for key in picked.keys
        ]
        return case((func.count() > NONE, cursor_text(order_mark(self.planned.order), keys)))

    def _on_other_side(self, cursor: tuple[Parameter, ...], *, backward: bool) -> Json:
        """Whether there is a record on the cursor's far side, the cursor's own included."""
        row = self.emitter.row(self.planned.entity)
        self._paths, outer = {}, self._paths
        source = self._source(row)
        values = [self._value(key, row, source) for key in self.planned.order]
        self._paths = outer
        beyond = self._beyond(values, cursor, backward=backward)
        found = select(ONE).select_from(source.clause)
        others = self._conditions(row, is_found=True)
        found = found.where(*others, not_(func.coalesce(beyond, false())))
        return exists(self._below(found))

    # The whole list

    def _whole(self, part: Part) -> Json:
        if isinstance(part, Groups):
            return GroupsEmitter(self.emitter, part, self.parent, self._conditions).json()
        if isinstance(part, Constant):
            return self.emitter.constant(part.text)
        row = self.emitter.row(self.planned.entity)
        counted = select(func.count()).select_from(row).where(*self._conditions(row))
        return self._below(counted).scalar_subquery()


def _in_order(value: ColumnElement[Any], picked: Picked) -> Any:
    return aggregate_order_by(value, *picked.sorted) if picked.sorted else value


def _is_of_page(part: Part) -> bool:
    return isinstance(part, Object | EdgePart | PageInfoPart)
