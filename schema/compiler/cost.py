"""How many records an operation can ask for, before any is read.

What follows from the plan alone is reckoned once, when it is compiled; what hangs on variables,
page sizes above all, again for each request.
"""

from collections.abc import Callable, Iterable
from functools import singledispatch
from math import prod
from typing import Any, TypeAlias

from schema.compiler.arguments import Literal, Source, Variables
from schema.compiler.plan import (
    Answer,
    AsOf,
    ChangedRecord,
    ChangePart,
    Connection,
    EdgePart,
    Feed,
    GroupKey,
    Groups,
    Link,
    Object,
    Several,
    Single,
)

__all__ = ["Cost", "cost", "reckoned", "summed"]

MOST_GROUPS = 1000

Cost: TypeAlias = int | Callable[[Variables], int]
"""A number of records, or how it follows from the variables."""


def reckoned(known: Cost, variables: Variables) -> int:
    """The number that a cost is with these variables."""
    return known if isinstance(known, int) else known(variables)


def summed(costs: Iterable[Cost]) -> Cost:
    """All of them together."""
    fixed, open_ = 0, []
    for each in costs:
        if isinstance(each, int):
            fixed += each
        else:
            open_.append(each)
    if not open_:
        return fixed
    return lambda variables: fixed + sum(each(variables) for each in open_)


@singledispatch
def cost(_planned: Any) -> Cost:
    """The records below a part of a plan; a single value or figure is none."""
    return 0


@cost.register
def _(planned: Single) -> Cost:
    return cost(planned.object)


@cost.register
def _(planned: AsOf) -> Cost:
    return cost(planned.single)


@cost.register
def _(planned: Several) -> Cost:
    dearest = _made(lambda costs: max(costs, default=1), [cost(one) for one in planned.objects])
    return _made(prod, [_read(planned.places.source, len), dearest])


@cost.register
def _(planned: Feed) -> Cost:
    return _made(prod, [_size(planned.size.source), _one_at_least(_members(planned.parts))])


@cost.register
def _(planned: ChangePart) -> Cost:
    return _members(planned.members)


@cost.register
def _(planned: ChangedRecord) -> Cost:
    return _made(max, [cost(one) for one in planned.objects])


@cost.register
def _(planned: Object) -> Cost:
    return summed([1, _members(planned.members)])


@cost.register
def _(planned: Link) -> Cost:
    return cost(planned.object)


@cost.register
def _(planned: Connection) -> Cost:
    size = _size(planned.page.size.source)
    if planned.relation and planned.relation.at_most:
        size = _made(min, [size, planned.relation.at_most])
    page = [part for part in planned.parts if isinstance(part[1], Object | EdgePart)]
    whole = [part for part in planned.parts if isinstance(part[1], Groups)]
    return summed([_made(prod, [size, _members(page)]), _members(whole)])


@cost.register
def _(planned: EdgePart) -> Cost:
    return _one_at_least(_members(planned.members))


@cost.register
def _(planned: Groups) -> Cost:
    return _made(prod, [MOST_GROUPS, _one_at_least(_members(planned.members))])


@cost.register
def _(planned: GroupKey) -> Cost:
    return _members(planned.members)


@cost.register
def _(planned: Answer) -> Cost:
    rows = _rows(planned) if planned.asked.is_list else 1
    return _made(prod, [rows, summed([1, _members(planned.members)])])


def _rows(planned: Answer) -> Cost:
    """As many as `first` asks for, where the question takes that argument."""
    for given, parameter in zip(planned.asked.given, planned.parameters, strict=False):
        if given.name == "first":
            return _size(parameter.source)
    return planned.asked.at_most


def _members(members: Iterable[tuple[str, Any]]) -> Cost:
    return summed(cost(member) for _, member in members)


def _one_at_least(known: Cost) -> Cost:
    return _made(max, [1, known])


def _size(source: Source) -> Cost:
    """How many are asked for; fewer than none is refused when the statement is bound."""
    return _read(source, lambda size: max(0, int(size)))


def _read(source: Source, size: Callable[[Any], int]) -> Cost:
    if isinstance(source, Literal):
        return size(source.read({}))
    return lambda variables: size(source.read(variables))


def _made(make: Callable[[list[int]], int], costs: list[Cost]) -> Cost:
    """What is made of several costs, at once if all are known."""
    known = [each for each in costs if isinstance(each, int)]
    if len(known) == len(costs):
        return make(known)
    return lambda variables: make([reckoned(each, variables) for each in costs])
