"""Walks over lists: every record once, in the order that was asked for, whatever the page."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from functools import cmp_to_key
from math import ceil
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from schema.compiler.rows import kind_of
from schema.entities import Entity, registry
from schema.inputs import constant
from tests.schema.crowd import CALLERS
from tests.schema.graphs import Graph

LISTS = ("Benchmark", "Activity", "District", "School", "Initiative", "Person")
LONGEST_PATH = 2
READ: dict[type, Callable[[str], Any]] = {Decimal: Decimal, datetime: datetime.fromisoformat}
WHO = st.sampled_from(sorted(CALLERS))


@dataclass(frozen=True, slots=True)
class Key:
    """One key of an order: a field of the record, or of one that it leads to."""

    path: tuple[str, ...]
    field: str
    descending: bool
    read: Callable[[Any], Any]

    @property
    def argument(self) -> str:
        direction = "DESC" if self.descending else "ASC"
        inner = f"{{field: {constant(self.field)}, direction: {direction}}}"
        for step in reversed(self.path):
            inner = f"{{{step}: {inner}}}"
        return inner

    def selection(self, number: int) -> str:
        inner = f"key{number}: {self.field}"
        for step in reversed(self.path):
            inner = f"path{number}: {step} {{ {inner} }}"
        return inner

    def value(self, node: Any, number: int) -> Any:
        for _ in self.path:
            if node is None:
                return None
            node = node[f"path{number}"]
        value = None if node is None else node[f"key{number}"]
        return None if value is None else self.read(value)


@dataclass(frozen=True, slots=True)
class Order:
    """A list, and an order for it."""

    entity: Entity
    keys: tuple[Key, ...]

    @property
    def argument(self) -> str:
        return f"orderBy: [{', '.join(key.argument for key in self.keys)}]"

    @property
    def selection(self) -> str:
        return "id " + " ".join(key.selection(number) for number, key in enumerate(self.keys))

    def sorted(self, nodes: list[Any]) -> list[Any]:
        return sorted(nodes, key=cmp_to_key(self._compare))

    def _compare(self, a: Any, b: Any) -> int:
        """As the API says: missing values come last either way, and the id breaks ties."""
        pairs = [
            (key.value(a, number), key.value(b, number), key.descending)
            for number, key in enumerate(self.keys)
        ]
        pairs.append((a["id"], b["id"], self.keys[-1].descending))
        return next((found for pair in pairs if (found := _compared(*pair))), 0)


def _compared(a: Any, b: Any, descending: bool) -> int:  # noqa: FBT001 - the third part of a key
    if a is None or b is None:
        return (a is None) - (b is None)
    return (int(a > b) - int(a < b)) * (-1 if descending else 1)


@st.composite
def orders(draw: DrawFn) -> Order:
    """Orders of one to four keys."""
    made = registry[draw(st.sampled_from(LISTS))]
    keys = draw(st.lists(_keys(made), min_size=1, max_size=4))
    return Order(made, tuple(keys))


@st.composite
def _keys(draw: DrawFn, made: Entity) -> Key:
    path: list[str] = []
    for _ in range(draw(st.integers(0, LONGEST_PATH))):
        steps = [step.name for step in made.to_one.values() if step.choice is None]
        if steps:
            path.append(draw(st.sampled_from(steps)))
            made = registry[made.to_one[path[-1]].target]
    field = draw(st.sampled_from([*made.scalars.values()]))
    read = READ.get(kind_of(field).python_type, lambda value: value)
    return Key(tuple(path), field.name, draw(st.booleans()), read)


async def whole(crowded: Graph, order: Order, who: str) -> list[Any]:
    """All records of a list, each with its keys."""
    query = f"{{ all: {order.entity.plural}(first: 1000, {order.argument})"
    query += f" {{ totalCount nodes {{ {order.selection} }} }} }}"
    answer = await crowded.ask(query, caller=CALLERS[who])
    assert not answer.errors, (query, answer.errors)
    nodes: list[Any] = answer.data["all"]["nodes"]
    assert len(nodes) == answer.data["all"]["totalCount"] > 0
    return nodes


async def page(crowded: Graph, order: Order, who: str, window: str) -> Any:
    """One page of a list: its ids and cursors, and what it says of its neighbours."""
    query = f"{{ page: {order.entity.plural}({window}, {order.argument}) {{ edges {{ cursor node"
    query += " { id } } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }"
    answer = await crowded.ask(query, caller=CALLERS[who])
    assert not answer.errors, (query, answer.errors)
    return answer.data["page"]


def ids(page: Any) -> list[str]:
    return [edge["node"]["id"] for edge in page["edges"]]


@given(order=orders(), who=WHO)
async def test_a_list_is_in_the_order_asked_for(crowded: Graph, order: Order, who: str) -> None:
    nodes = await whole(crowded, order, who)
    assert nodes == order.sorted(nodes)


@pytest.mark.parametrize("field", sorted(registry["Person"].expressions))
@pytest.mark.parametrize("direction", ["ASC", "DESC"])
async def test_records_without_one_to_order_by_come_last(
    crowded: Graph, field: str, direction: str
) -> None:
    order = f"orderBy: {{judgedBy: {{field: {constant(field)}, direction: {direction}}}}}"
    query = f"{{ all: benchmarks(first: 1000, {order}) {{ nodes {{ judgedBy {{ {field} }} }} }} }}"
    nodes = (await crowded(query)).data["all"]["nodes"]
    judged = [node["judgedBy"] is not None for node in nodes]
    assert True in judged
    assert judged == sorted(judged, reverse=True)


@given(order=orders(), who=WHO, pages=st.integers(1, 12))
async def test_walking_forward_gives_every_record_once_and_in_order(
    crowded: Graph, order: Order, who: str, pages: int
) -> None:
    expected = [node["id"] for node in await whole(crowded, order, who)]
    size, after = ceil(len(expected) / pages), ""
    found: list[str] = []
    while True:
        got = await page(crowded, order, who, f"first: {size}{after}")
        assert got["pageInfo"]["hasPreviousPage"] is bool(found)
        found += ids(got)
        assert got["pageInfo"]["hasNextPage"] is (len(found) < len(expected))
        if not got["pageInfo"]["hasNextPage"]:
            break
        after = f', after: "{got["pageInfo"]["endCursor"]}"'
    assert found == expected


@given(order=orders(), who=WHO, pages=st.integers(1, 12))
async def test_walking_backward_gives_every_record_once_and_in_order(
    crowded: Graph, order: Order, who: str, pages: int
) -> None:
    expected = [node["id"] for node in await whole(crowded, order, who)]
    size, before = ceil(len(expected) / pages), ""
    found: list[str] = []
    while True:
        got = await page(crowded, order, who, f"last: {size}{before}")
        assert got["pageInfo"]["hasNextPage"] is bool(found)
        found = ids(got) + found
        assert got["pageInfo"]["hasPreviousPage"] is (len(found) < len(expected))
        if not got["pageInfo"]["hasPreviousPage"]:
            break
        before = f', before: "{got["pageInfo"]["startCursor"]}"'
    assert found == expected


@dataclass(frozen=True, slots=True)
class Window:
    """A part of a list: how many records, from which end, between which two, by their places."""

    end: str
    size: int
    after: int | None
    before: int | None

    def among(self, number: int) -> "Window":
        """The window with places that are within the list."""
        after, before = (
            None if place is None else place % number for place in (self.after, self.before)
        )
        return Window(self.end, self.size, after, before)

    def argument(self, cursors: list[str]) -> str:
        text = f"{self.end}: {self.size}"
        text += "" if self.after is None else f', after: "{cursors[self.after]}"'
        return text + ("" if self.before is None else f', before: "{cursors[self.before]}"')

    def of(self, records: list[str]) -> list[str]:
        start = 0 if self.after is None else self.after + 1
        between = records[start : self.before]
        if self.end == "first":
            return between[: self.size]
        return between[max(0, len(between) - self.size) :]


PLACES = st.none() | st.integers(0, 10**6)
WINDOWS = st.builds(Window, st.sampled_from(["first", "last"]), st.integers(0, 40), PLACES, PLACES)


@given(order=orders(), who=WHO, window=WINDOWS)
async def test_a_window_is_what_lies_between_its_cursors(
    crowded: Graph, order: Order, who: str, window: Window
) -> None:
    every = await page(crowded, order, who, "first: 1000")
    expected, cursors = ids(every), [edge["cursor"] for edge in every["edges"]]
    window = window.among(len(expected))
    wanted = window.of(expected)

    got = await page(crowded, order, who, window.argument(cursors))

    assert ids(got) == wanted
    assert [edge["cursor"] for edge in got["edges"]] == [
        cursors[expected.index(id_)] for id_ in wanted
    ]
    if wanted:
        first, last = expected.index(wanted[0]), expected.index(wanted[-1])
        assert got["pageInfo"] == {
            "hasPreviousPage": first > 0,
            "hasNextPage": last < len(expected) - 1,
            "startCursor": cursors[first],
            "endCursor": cursors[last],
        }


@pytest.mark.parametrize(
    "order",
    [
        "[{field: DUE_ON, direction: DESC}]",
        "[{field: DUE_ON}, {field: POSITION}]",
        "[{field: POSITION}]",
        "[{initiative: {field: CREATED_AT}}]",
        "[]",
    ],
)
async def test_a_cursor_of_one_order_is_refused_in_another(crowded: Graph, order: str) -> None:
    query = "{ benchmarks(first: 1, orderBy: [{field: DUE_ON}]) { pageInfo { endCursor } } }"
    cursor = (await crowded(query)).data["benchmarks"]["pageInfo"]["endCursor"]
    query = f'{{ benchmarks(after: "{cursor}", orderBy: {order}) {{ nodes {{ id }} }} }}'
    (error,) = await crowded.refusal(query)
    assert error["message"] == "This cursor belongs to a list in another order."
    assert error["path"] == ["benchmarks"]


async def test_a_cursor_still_marks_its_place_when_its_record_is_not_in_the_list(
    crowded: Graph,
) -> None:
    query = "{ benchmarks(first: 40) { edges { cursor node { id status } } } }"
    edges = (await crowded(query)).data["benchmarks"]["edges"]
    gone = next(n for n, edge in enumerate(edges) if edge["node"]["status"] != "MET")
    query = "query ($after: String) {"
    query += " benchmarks(after: $after, where: {status: {eq: MET}}) { nodes { id } } }"
    found = (await crowded(query, {"after": edges[gone]["cursor"]})).data["benchmarks"]["nodes"]
    met = [edge["node"]["id"] for edge in edges[gone:] if edge["node"]["status"] == "MET"]
    assert [node["id"] for node in found][: len(met)] == met
