"""Plans the change feed: what is asked of it, of each change, and of the records changed."""

from typing import TYPE_CHECKING, Any
from uuid import UUID

from sqlalchemy import ARRAY, Integer, Text, Uuid

from models.failures import BadUserInput
from schema.changes import DEFAULT_CHANGES, feed_mark, tables_of
from schema.compiler.arguments import Literal, Series, Tree, source_of
from schema.compiler.filters import Path
from schema.compiler.orders import is_given
from schema.compiler.plan import (
    ChangedRecord,
    ChangePart,
    Constant,
    Feed,
    PageInfoPart,
    Parameter,
    Told,
    told,
)
from schema.compiler.selection import Selected
from schema.entities import registry
from schema.ids import decode_id

if TYPE_CHECKING:
    from schema.compiler.planner import Planner

__all__ = ["districts_of", "mark_of", "plan_change", "plan_feed"]


def plan_feed(planner: "Planner", selected: Selected, given: dict[str, Tree], path: Path) -> Feed:
    """What a request asks of the feed."""

    def parameter(name: str, convert: Any, kind: Any, default: Any = None) -> Parameter:
        tree = given.get(name)
        source = source_of(tree) if is_given(tree) else Literal(default)
        return Parameter(source, convert, kind, path)

    most = planner.largest_page
    parts = planner.members("ChangePage", selected, lambda inner: _part(planner, inner, path))
    return Feed(
        parameter("after", lambda cursor: cursor, Text()),
        parameter("first", lambda asked: _size(asked, most), Integer(), min(DEFAULT_CHANGES, most)),
        parameter("types", tables_of, ARRAY(Text())),
        parameter("districts", districts_of, ARRAY(Uuid())),
        Parameter(mark_of(given), lambda said: feed_mark(*said), Text(), path),
        parts,
    )


def mark_of(given: dict[str, Tree]) -> Series:
    """What a feed is kept to: the types and the districts that a request gives."""
    trees = (given.get(name) for name in ("types", "districts"))
    return Series(tuple(source_of(tree) if is_given(tree) else Literal(None) for tree in trees))


def districts_of(ids: list[str] | None) -> list[UUID] | None:
    """The keys of districts."""
    return None if ids is None else [decode_id(raw, registry["District"])[0] for raw in ids]


def _size(asked: int, most: int) -> int:
    if not 1 <= asked <= most:
        message = f"A page of {asked} is asked for; 1 to {most} are allowed."
        details: dict[str, str | int] = {"limit": "page", "allowed": most, "found": asked}
        raise BadUserInput(message, details=details)
    return asked


def _part(
    planner: "Planner", selected: Selected, path: Path
) -> ChangePart | PageInfoPart | Constant:
    path = (*path, selected.key)
    if selected.name == "nodes":
        return plan_change(planner, selected, path)
    if selected.name == "pageInfo":
        members = planner.members("PageInfo", selected, lambda inner: told("PageInfo", inner.name))
        return PageInfoPart(members)
    return Constant("ChangePage")


def plan_change(planner: "Planner", selected: Selected, path: Path) -> ChangePart:
    """What is read of each change."""
    return ChangePart(
        planner.members("Change", selected, lambda inner: _member(planner, inner, path))
    )


def _member(
    planner: "Planner", selected: Selected, path: Path
) -> Told | Constant | ChangedRecord | ChangePart:
    path = (*path, selected.key)
    if selected.name == "node":
        return ChangedRecord(
            tuple(planner.marked(made, selected, path) for made in registry.entities.values())
        )
    if selected.name == "naturalKey":
        return ChangePart(
            planner.members("NaturalKeyPart", selected, lambda i: told("NaturalKeyPart", i.name))
        )
    return told("Change", selected.name)
