"""How few bytes a record can take in an answer: an answer has no more records than that allows.

The cost of an operation is reckoned before anything is read. How many records the answer has would
have to be counted in it; from its length follows, without a look at it, how many it can't have.
"""

from collections.abc import Iterable, Iterator
from functools import singledispatch
from typing import Any

from schema.compiler.plan import (
    Answer,
    AsOf,
    ChangedRecord,
    ChangePart,
    Connection,
    Constant,
    EdgePart,
    Embedded,
    Feed,
    GlobalId,
    GroupKey,
    Groups,
    Link,
    Object,
    Several,
    Single,
    Value,
)

__all__ = ["smallest"]

Members = tuple[tuple[str, Any], ...]


def smallest(planned: Iterable[Any]) -> int:
    """The bytes of the least that is counted as a record; 0 where nothing is."""
    return min((size for root in planned for size in _counted(root)), default=0)


def _object(members: Members) -> int:
    """`{"a" : 1, "b" : null}`: what PostgreSQL writes of an object at the least."""
    return sum(len(key) + 5 + _least(member) for key, member in members) + 2 * max(1, len(members))


def _least(member: Any) -> int:
    match member:
        case Constant(text):
            return 4 if text is None else len(text) + 2
        case GlobalId(entity):
            return len(entity.name) + 1 + 32 * len(entity.key) + 2
        case Value():
            return 1
        case Embedded(members):
            return _object(members)
    return 1


@singledispatch
def _counted(_planned: Any) -> Iterator[int]:
    """The least sizes of all below that the cost counts."""
    yield from ()


def _below(members: Members) -> Iterator[int]:
    for _, member in members:
        yield from _counted(member)


@_counted.register
def _(planned: Object) -> Iterator[int]:
    yield _object(planned.members)
    yield from _below(planned.members)


@_counted.register
def _(planned: Single | Link) -> Iterator[int]:
    yield from _counted(planned.object)


@_counted.register
def _(planned: AsOf) -> Iterator[int]:
    yield from _counted(planned.single)


@_counted.register
def _(planned: Several | ChangedRecord) -> Iterator[int]:
    for one in planned.objects:
        yield from _counted(one)


@_counted.register
def _(planned: Connection | Feed) -> Iterator[int]:
    yield from _below(planned.parts)


@_counted.register
def _(planned: EdgePart | Groups | ChangePart | Answer) -> Iterator[int]:
    yield _object(planned.members)
    yield from _below(planned.members)


@_counted.register
def _(planned: GroupKey) -> Iterator[int]:
    yield from _below(planned.members)
