"""Predicates, orders and cursors as SQL expressions on a row."""

from collections.abc import Callable
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Select,
    Text,
    UnaryExpression,
    and_,
    asc,
    cast,
    desc,
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

from schema.compiler.externals import hung_on
from schema.compiler.plan import (
    Absent,
    All,
    AnyOf,
    Compared,
    Externally,
    Identified,
    Matched,
    Negated,
    OrderKey,
    Parameter,
    Predicate,
    Quantified,
    ScalarField,
    Stated,
)
from schema.entities import Alias, ColumnField, Entity, ToMany, ToOne, registry

__all__ = ["Bind", "Conditions", "linked", "read"]

Bind = Callable[[Parameter], ColumnElement[Any]]

OPERATORS: dict[str, Callable[[Any, Any], ColumnElement[Any]]] = {
    "eq": lambda value, given: value == given,
    "ne": lambda value, given: value.is_distinct_from(given),
    "gt": lambda value, given: value > given,
    "gte": lambda value, given: value >= given,
    "lt": lambda value, given: value < given,
    "lte": lambda value, given: value <= given,
    "in": lambda value, given: value == func.any(given),
    "isNull": lambda value, given: value.is_(None) == given,
    "contains": lambda value, given: func.lower(value).like(func.lower(given)),
    "startsWith": lambda value, given: func.lower(value).like(func.lower(given)),
}


def read(row: Alias, field: ScalarField) -> ColumnElement[Any]:
    """A field's value in SQL, before it is made fit for output."""
    if isinstance(field, ColumnField):
        return row.c[field.column.name]
    return field.sql(row)


def linked(row: Alias, relation: ToOne | ToMany, target: Alias) -> ColumnElement[Any]:
    """That a target's row is the one, or one of those, that a relation leads to."""
    pairs = zip(relation.ours, relation.theirs, strict=True)
    link = and_(*(target.c[theirs] == row.c[ours] for ours, theirs in pairs))
    if isinstance(relation, ToOne) and relation.choice:
        return and_(link, relation.choice.where(target))
    if isinstance(relation, ToMany) and relation.through:
        return and_(link, relation.through(row, target))
    return link


class Conditions:
    """Writes predicates.

    `bind` turns a parameter into its placeholder, `row` gives a row of an entity to look at.
    """

    def __init__(self, bind: Bind, row: Callable[[Entity], Alias]) -> None:
        self.bind = bind
        self.row = row

    def predicate(  # noqa: C901, PLR0911 - a case each
        self, row: Alias, predicate: Predicate
    ) -> ColumnElement[Any]:
        """A predicate about a row."""
        match predicate:
            case Compared(field, operator, parameter):
                return OPERATORS[operator](read(row, field), self.bind(parameter))
            case Absent(field, is_absent):
                value = read(row, field)
                return value.is_(None) if is_absent else value.is_not(None)
            case Identified():
                return self._identified(row, predicate)
            case Externally(parameter=parameter):
                return hung_on(predicate, row, self.bind(parameter))
            case Stated(sql):
                return sql(row)
            case All(parts):
                return and_(true(), *(self.predicate(row, part) for part in parts))
            case AnyOf(parts):
                return or_(false(), *(self.predicate(row, part) for part in parts))
            case Negated(part):
                return not_(func.coalesce(self.predicate(row, part), false()))
            case Matched(relation, part):
                return self._exists(row, relation, part)
            case Quantified(relation, quantifier, part):
                return self._quantified(row, relation, quantifier, part)

    def _identified(self, row: Alias, predicate: Identified) -> ColumnElement[Any]:
        columns = [row.c[name] for name in predicate.entity.key]
        values = [self.bind(parameter) for parameter in predicate.parameters]
        if not predicate.is_list:
            return and_(*(a == b for a, b in zip(columns, values, strict=True)))
        keys = select(*(func.unnest(value) for value in values))
        return tuple_(*columns).in_(keys)

    def _exists(
        self, row: Alias, relation: ToOne | ToMany, part: Predicate, *, holds: bool = True
    ) -> ColumnElement[Any]:
        target = self.row(registry[relation.target])
        inner = self.predicate(target, part)
        if not holds:
            inner = not_(func.coalesce(inner, false()))
        if isinstance(relation, ToOne) and relation.choice:
            return self._chosen(row, relation, part)
        found: Select[Any] = select(literal_column("1")).where(linked(row, relation, target), inner)
        return exists(found.correlate(row))

    def _chosen(self, row: Alias, relation: ToOne, part: Predicate) -> ColumnElement[Any]:
        """Of several records the chosen one is so: it is picked first, then looked at."""
        assert relation.choice
        target = self.row(registry[relation.target])
        picked = (
            select(target)
            .where(linked(row, relation, target))
            .order_by(*relation.choice.order(target))
            .limit(literal_column("1"))
            .correlate(row)
            .subquery()
        )
        found: Select[Any] = select(literal_column("1")).select_from(picked)
        return exists(found.where(self.predicate(picked, part)).correlate(row))

    def _quantified(
        self, row: Alias, relation: ToMany, quantifier: str, part: Predicate
    ) -> ColumnElement[Any]:
        if quantifier == "some":
            return self._exists(row, relation, part)
        return not_(self._exists(row, relation, part, holds=quantifier == "none"))

    # Cursors

    def beyond(
        self,
        keys: tuple[OrderKey, ...],
        values: list[ColumnElement[Any]],
        cursor: tuple[Parameter, ...],
        *,
        backward: bool,
    ) -> ColumnElement[Any]:
        """That a row comes after a cursor in the order, or before it."""
        given = [self.bind(parameter) for parameter in cursor]
        falling = {key.descending for key in keys}
        if len(falling) == 1 and not any(key.is_nullable for key in keys):
            ours, theirs = tuple_(*values), tuple_(*given)
            return ours < theirs if falling.pop() != backward else ours > theirs
        options: list[ColumnElement[Any]] = []
        for index, key in enumerate(keys):
            same = [
                values[i].is_not_distinct_from(given[i])
                if keys[i].is_nullable
                else values[i] == given[i]
                for i in range(index)
            ]
            options.append(and_(*same, _past(key, values[index], given[index], backward=backward)))
        return or_(*options)


def _past(
    key: OrderKey, value: ColumnElement[Any], given: ColumnElement[Any], *, backward: bool
) -> ColumnElement[Any]:
    """That a key lies past the given one; missing values come last in either direction."""
    compared = value < given if key.descending != backward else value > given
    if not key.is_nullable:
        return compared
    if backward:
        return or_(compared, and_(given.is_(None), value.is_not(None)))
    return or_(compared, and_(value.is_(None), given.is_not(None)))


def ordering(key: OrderKey, value: ColumnElement[Any], *, backward: bool) -> ColumnElement[Any]:
    """A key in ORDER BY; where it can't be null nothing is said of nulls, so an index serves."""
    directed: UnaryExpression[Any] = desc(value) if key.descending != backward else asc(value)
    if not key.is_nullable:
        return directed
    return directed.nulls_first() if backward else directed.nulls_last()


def cursor_text(mark: str, values: list[ColumnElement[Any]]) -> ColumnElement[Any]:
    """The opaque cursor of a row: its keys as a JSON array in Base64."""
    keys = func.json_build_array(
        literal_column(f"'{mark}'"), *(cast(value, Text) for value in values)
    )
    encoded = func.encode(
        func.convert_to(cast(keys, Text), literal_column("'UTF8'")), literal_column("'base64'")
    )
    return func.replace(encoded, literal_column("E'\\n'"), literal_column("''"))


__all__ += ["cursor_text", "ordering"]
