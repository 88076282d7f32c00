"""Plans a subscription: the change feed, kept to what is watched for."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from graphql import GraphQLObjectType
from sqlalchemy import ARRAY, Integer, Text, Uuid

from schema.changes import feed_mark, tables_of
from schema.compiler.arguments import (
    FromVariable,
    Literal,
    Series,
    Source,
    Tree,
    Variables,
    arguments,
    source_of,
)
from schema.compiler.feed import districts_of, mark_of, plan_change
from schema.compiler.filters import Path, identified
from schema.compiler.orders import is_given
from schema.compiler.plan import (
    All,
    ChangedRecord,
    ChangePart,
    Feed,
    Matched,
    PageInfoPart,
    Parameter,
    Predicate,
    Stated,
    Told,
    Watched,
    told,
)
from schema.compiler.planner import Planner
from schema.compiler.selection import Selected
from schema.entities import registry
from schema.ids import decode_id
from schema.subscriptions import ALL, WATCHES, Watch

__all__ = ["AFTER", "CURSOR", "EVENTS", "PAGE", "Watching", "plan_watch"]

AFTER = " after"
CURSOR = " cursor"
EVENTS = "events"
PAGE = "page"
"""Names of ours; no variable and no response key is spelled like the first two."""

PLAN = "AcceleratedImprovementPlan"


@dataclass(frozen=True, slots=True)
class Watching:
    """A subscription as planned: what tells its events, and which news concern it."""

    feed: Feed
    begins: Source
    key: str

    def tables(self, variables: Variables) -> frozenset[str]:
        """The tables of whose records it tells."""
        return frozenset(_value(self.feed.tables, variables))

    def districts(self, variables: Variables) -> frozenset[UUID] | None:
        """The districts that it is kept to; None where it is to none."""
        found = _value(self.feed.districts, variables)
        return None if found is None else frozenset(found)


def plan_watch(planner: Planner, selected: Selected, size: int) -> Watching:
    """What a field of `Subscription` asks, a page of so many events at a time."""
    path = (selected.key,)
    watch = WATCHES[selected.name]
    root = planner.document.schema.subscription_type
    assert isinstance(root, GraphQLObjectType)
    given = arguments(root.fields[selected.name], selected.node, planner.document.variables)
    feed = Feed(
        Parameter(FromVariable((AFTER,)), lambda cursor: cursor or "now", Text(), path),
        Parameter(Literal(size), lambda asked: asked, Integer(), path),
        _tables(watch, given, path),
        _districts(given, path),
        _mark(watch, given, path),
        ((EVENTS, _told(planner, watch, selected, given, path)), (PAGE, PAGE_INFO)),
        Watched(watch.fields, _wanted(watch, given, path), watch.tells_gone),
    )
    return Watching(feed, _source(given, "after"), selected.key)


PAGE_INFO = PageInfoPart((("endCursor", Told("endCursor")), ("hasNextPage", Told("hasNextPage"))))


def _source(given: dict[str, Tree], name: str) -> Source:
    tree = given.get(name)
    return source_of(tree) if is_given(tree) else Literal(None)


def _tables(watch: Watch, given: dict[str, Tree], path: Path) -> Parameter:
    types = Literal(list(watch.types)) if watch is not ALL else _source(given, "types")
    return Parameter(types, tables_of, ARRAY(Text()), path)


def _districts(given: dict[str, Tree], path: Path) -> Parameter:
    """The districts asked for, and of the plans asked for those in which they are."""
    asked = Series((_source(given, "districts"), _source(given, "plans")))

    def among(said: Any) -> list[UUID] | None:
        districts, plans = said
        named = districts_of(districts)
        if plans is None:
            return named
        of_plans = {decode_id(raw, registry[PLAN])[0] for raw in plans}
        return sorted(of_plans if named is None else of_plans & set(named))

    return Parameter(asked, among, ARRAY(Uuid()), path)


def _mark(watch: Watch, given: dict[str, Tree], path: Path) -> Parameter:
    if watch is ALL:
        return Parameter(mark_of(given), lambda said: feed_mark(*said), Text(), path)
    asked = Series((_source(given, "districts"), _source(given, "plans")))

    def mark(said: Any) -> str:
        return feed_mark([watch.name], [*(said[0] or ()), *(said[1] or ())])

    return Parameter(asked, mark, Text(), path)


def _of_types(part: Any, types: list[str] | None) -> Any:
    """A record of one of the types asked for: what others disclose is of no account then."""
    if types is None or not isinstance(part, ChangedRecord):
        return part
    return ChangedRecord(tuple(each for each in part.objects if each.entity.name in types))


def _told(
    planner: Planner, watch: Watch, selected: Selected, given: dict[str, Tree], path: Path
) -> ChangePart:
    """Each event, with its cursor beside what is asked for."""
    types: list[str] | None = list(watch.types)
    if watch is ALL:
        types = _source(given, "types").read(planner.document.variables)
        change = plan_change(planner, selected, path).members
        asked = tuple((key, _of_types(part, types)) for key, part in change)
    else:
        asked = planner.members(
            watch.payload, selected, lambda inner: _member(planner, watch, inner, path)
        )
    return ChangePart(((CURSOR, Told("cursor")), *asked), None if types is None else tuple(types))


def _member(planner: Planner, watch: Watch, selected: Selected, path: Path) -> Any:
    if selected.name != watch.record:
        return told(watch.payload, selected.name)
    inner = (*path, selected.key)
    return ChangedRecord(
        tuple(planner.marked(registry[name], selected, inner) for name in watch.types)
    )


def _wanted(
    watch: Watch, given: dict[str, Tree], path: Path
) -> tuple[tuple[Any, Predicate | None], ...]:
    """What must hold of a record, by its type; nothing where all changes are told."""
    plans = given.get("plans")
    of_plans = dict(watch.to_plan) if is_given(plans) else {}
    if watch is ALL or not (of_plans or watch.only or not watch.tells_gone):
        return ()
    types = [name for name in watch.types if not of_plans or name in of_plans]
    wanted = []
    for name in types:
        conditions: list[Predicate] = [Stated(watch.only)] if watch.only else []
        if of_plans:
            conditions.append(_of_plan(name, of_plans[name], source_of(plans), path))
        wanted.append((registry[name], All(tuple(conditions)) if conditions else None))
    return tuple(wanted)


def _of_plan(name: str, steps: tuple[str, ...], plans: Source, path: Path) -> Predicate:
    """That a record is of one of some plans."""
    if not steps:
        return identified(registry[name], plans, path, is_list=True)
    relation = registry[name].to_one[steps[0]]
    return Matched(relation, _of_plan(relation.target, steps[1:], plans, path))


def _value(parameter: Parameter, variables: Variables) -> Any:
    return parameter.convert(parameter.source.read(variables))
