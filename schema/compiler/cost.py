"""How many records an operation can ask for, before any is read."""

from functools import singledispatch
from typing import Any

from schema.compiler.arguments import Variables
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

__all__ = ["cost"]

MOST_GROUPS = 1000


@singledispatch
def cost(_planned: Any, _variables: Variables) -> int:
    """The records below a part of a plan; a single value or figure is none."""
    return 0


@cost.register
def _(planned: Single, variables: Variables) -> int:
    return cost(planned.object, variables)


@cost.register
def _(planned: AsOf, variables: Variables) -> int:
    return cost(planned.single, variables)


@cost.register
def _(planned: Several, variables: Variables) -> int:
    asked = len(list(planned.places.source.read(variables)))
    dearest = max((cost(one, variables) for one in planned.objects), default=1)
    return asked * dearest


@cost.register
def _(planned: Feed, variables: Variables) -> int:
    size = int(planned.size.source.read(variables))  # type: ignore[arg-type]
    return max(size, 0) * max(1, sum(cost(part, variables) for _, part in planned.parts))


@cost.register
def _(planned: ChangePart, variables: Variables) -> int:
    return sum(cost(member, variables) for _, member in planned.members)


@cost.register
def _(planned: ChangedRecord, variables: Variables) -> int:
    return max(cost(one, variables) for one in planned.objects)


@cost.register
def _(planned: Object, variables: Variables) -> int:
    return 1 + sum(cost(member, variables) for _, member in planned.members)


@cost.register
def _(planned: Link, variables: Variables) -> int:
    return cost(planned.object, variables)


@cost.register
def _(planned: Connection, variables: Variables) -> int:
    size = int(planned.page.size.source.read(variables))  # type: ignore[arg-type]
    if planned.relation and planned.relation.at_most:
        size = min(size, planned.relation.at_most)
    page = [part for _, part in planned.parts if isinstance(part, Object | EdgePart)]
    whole = [part for _, part in planned.parts if isinstance(part, Groups)]
    return max(size, 0) * sum(cost(part, variables) for part in page) + sum(
        cost(part, variables) for part in whole
    )


@cost.register
def _(planned: EdgePart, variables: Variables) -> int:
    return max(1, sum(cost(member, variables) for _, member in planned.members))


@cost.register
def _(planned: Groups, variables: Variables) -> int:
    return MOST_GROUPS * max(1, sum(cost(member, variables) for _, member in planned.members))


@cost.register
def _(planned: GroupKey, variables: Variables) -> int:
    return sum(cost(member, variables) for _, member in planned.members)


def _rows(planned: Answer, variables: Variables) -> int:
    """As many as `first` asks for, where the question takes that argument."""
    for given, parameter in zip(planned.asked.given, planned.parameters, strict=False):
        if given.name == "first":
            return max(0, int(parameter.source.read(variables)))  # type: ignore[arg-type]
    return planned.asked.at_most


@cost.register
def _(planned: Answer, variables: Variables) -> int:
    rows = _rows(planned, variables) if planned.asked.is_list else 1
    return rows * (1 + sum(cost(member, variables) for _, member in planned.members))
