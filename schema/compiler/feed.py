"""Plans the change feed: what is asked of it, of each change, and of the records changed."""

from typing import TYPE_CHECKING, Any

from sqlalchemy import ARRAY, Integer, Text

from models.failures import BadUserInput
from schema.changes import DEFAULT_CHANGES, feed_mark, tables_of
from schema.compiler.arguments import Literal, Tree, source_of
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

if TYPE_CHECKING:
    from schema.compiler.planner import Planner

__all__ = ["plan_feed"]


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
        parameter("types", feed_mark, Text()),
        parts,
    )


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
        return ChangePart(
            planner.members("Change", selected, lambda inner: _member(planner, inner, path))
        )
    if selected.name == "pageInfo":
        members = planner.members("PageInfo", selected, lambda inner: told("PageInfo", inner.name))
        return PageInfoPart(members)
    return Constant("ChangePage")


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
