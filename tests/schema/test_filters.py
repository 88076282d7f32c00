"""Filters: what they find is what Python finds by looking at every record."""

from collections.abc import Iterator
from typing import Any

import pytest
from graphql import GraphQLInputObjectType, get_named_type
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from schema.entities import registry
from tests.schema.crowd import CALLERS, DAYS, TEXTS
from tests.schema.graphs import SCHEMA, Graph
from tests.schema.operations import SCALARS
from tests.schema.reckoning import ENTITIES, World, world
from tests.schema.writing import literal

SCALAR = {
    **SCALARS,
    "String": (*TEXTS, *(text.lower() for text in TEXTS), "σ", "Σ", "a1", "aa2"),
    "Decimal": ("0", "0.5", "0.50", "72.5", "-3", "42.000001", "41"),
    "Date": (*(str(day) for day in DAYS), "2012-01-03"),
    "DateTime": ("2012-01-01T12:00:00Z", "2012-01-01T07:00:00.500000-05:00"),
    "Int": (1, 2, 3, 4, 5, 15, 2012),
}
CHOICES = {"currentPlan"}


@st.composite
def filters(draw: DrawFn, name: str, depth: int) -> Any:
    """Filters of an entity, over the entities that are reckoned with."""
    kind = SCHEMA.get_type(f"{name}Filter")
    assert isinstance(kind, GraphQLInputObjectType)
    below = _below(name)
    open_ = [
        member
        for member in kind.fields
        if member not in {*CHOICES, "externalId"}
        and (member not in below or below[member] in ENTITIES)
        and (depth or member not in {*below, "and", "or", "not"})
    ]
    members = draw(st.lists(st.sampled_from(open_), min_size=1, max_size=2, unique=True))
    return {member: draw(_member(name, member, depth)) for member in members}


def _below(name: str) -> dict[str, str]:
    """What an entity's relations lead to."""
    made = registry[name]
    below = {relation.name: relation.target for relation in made.to_one.values()}
    return below | {relation.name: relation.target for relation in made.to_many.values()}


@st.composite
def _member(draw: DrawFn, name: str, member: str, depth: int) -> Any:
    below = _below(name)
    if member in {"and", "or"}:
        return draw(st.lists(filters(name, depth - 1), min_size=1, max_size=3))
    if member == "not":
        return draw(filters(name, depth - 1))
    if member in registry[name].to_one:
        return draw(filters(below[member], depth - 1))
    if member in below:
        quantifier = draw(st.sampled_from(["some", "none", "every"]))
        return {quantifier: draw(filters(below[member], depth - 1))}
    kind = SCHEMA.get_type(f"{name}Filter")
    assert isinstance(kind, GraphQLInputObjectType)
    conditions = get_named_type(kind.fields[member].type)
    assert isinstance(conditions, GraphQLInputObjectType)
    return draw(_conditions(conditions))


@st.composite
def _conditions(draw: DrawFn, kind: GraphQLInputObjectType) -> Any:
    is_id = kind.name == "IDFilter"
    operators = [name for name in kind.fields if not (is_id and name == "isNull")]
    given: dict[str, Any] = {}
    for name in draw(st.lists(st.sampled_from(operators), min_size=1, max_size=2, unique=True)):
        value = st.booleans() if name == "isNull" else _value(kind, is_id=is_id)
        if name in {"eq", "ne"} and not is_id:
            value = st.none() | value
        given[name] = draw(st.lists(value.filter(_is_some), max_size=3) if name == "in" else value)
    return given


def _is_some(value: Any) -> bool:
    return value is not None


def _value(kind: GraphQLInputObjectType, *, is_id: bool) -> st.SearchStrategy[Any]:
    if is_id:
        return st.sampled_from([f"District_{1:032x}", f"Benchmark_{0:064x}"])
    inner = get_named_type(kind.fields["eq"].type)
    words = getattr(inner, "values", None)
    return st.sampled_from(list(words) if words else SCALAR[inner.name])


@st.composite
def searches(draw: DrawFn) -> tuple[str, Any]:
    """A list, and a filter for it."""
    name = draw(st.sampled_from(ENTITIES))
    return name, draw(filters(name, 3))


@pytest.fixture(scope="module")
async def worlds(crowded: Graph, anyio_backend: object) -> dict[str, World]:
    """The whole network as each caller sees it."""
    return {who: await world(crowded, caller=caller) for who, caller in CALLERS.items()}


@settings(max_examples=100)
@given(search=searches(), who=st.sampled_from(sorted(CALLERS)))
async def test_a_filter_finds_what_looking_at_every_record_finds(
    crowded: Graph, worlds: dict[str, World], search: tuple[str, Any], who: str
) -> None:
    name, where = search
    kind = SCHEMA.get_type(f"{name}Filter")
    assert isinstance(kind, GraphQLInputObjectType)
    query = f"{{ all: {registry[name].plural}(first: 1000, where: {literal(where, kind)})"
    query += " { totalCount nodes { id } groups(by: [VERSION]) { count } } }"
    answer = await crowded.ask(query, caller=CALLERS[who])
    assert not answer.errors, (query, answer.errors)
    found = {node["id"] for node in answer.data["all"]["nodes"]}
    assert found == worlds[who].matching(name, where), query
    assert answer.data["all"]["totalCount"] == len(found)
    assert sum(group["count"] for group in answer.data["all"]["groups"]) == len(found)


def conditions(name: str) -> Iterator[dict[str, Any]]:
    """Each operator on each field of an entity, with several values."""
    kind = SCHEMA.get_type(f"{name}Filter")
    assert isinstance(kind, GraphQLInputObjectType)
    for field in registry[name].scalars:
        on = get_named_type(kind.fields[field].type)
        assert isinstance(on, GraphQLInputObjectType)
        inner = get_named_type(on.fields["eq"].type)
        words = getattr(inner, "values", None)
        known = list(words or SCALAR[inner.name])[:4]
        for operator in on.fields:
            if operator == "in":
                yield from ({field: {"in": some}} for some in ([], known[:1], known))
            elif operator == "isNull":
                yield from ({field: {"isNull": flag}} for flag in (True, False))
            else:
                absent = [None] if operator in {"eq", "ne"} else []
                yield from ({field: {operator: value}} for value in (*known[:2], *absent))


async def compare(crowded: Graph, world: World, name: str, wheres: list[dict[str, Any]]) -> None:
    """Hold what filters find, many at a time, to what is reckoned."""
    kind, plural = SCHEMA.get_type(f"{name}Filter"), registry[name].plural
    assert isinstance(kind, GraphQLInputObjectType)
    for start in range(0, len(wheres), 60):
        batch = wheres[start : start + 60]
        lists = " ".join(
            f"c{n}: {plural}(first: 1000, where: {literal(where, kind)}) {{ nodes {{ id }} }}"
            for n, where in enumerate(batch)
        )
        data = (await crowded(f"{{ {lists} }}")).data
        for n, where in enumerate(batch):
            found = {node["id"] for node in data[f"c{n}"]["nodes"]}
            assert found == world.matching(name, where), where


@pytest.mark.parametrize("name", ENTITIES)
async def test_every_operator_finds_what_it_says_and_not_finds_the_rest(
    crowded: Graph, worlds: dict[str, World], name: str
) -> None:
    wheres = [*conditions(name)]
    await compare(crowded, worlds["public"], name, wheres)
    await compare(crowded, worlds["public"], name, [{"not": where} for where in wheres[::2]])


@pytest.mark.parametrize(
    ("name", "relation", "quantifiers"),
    [
        ("District", "schools", ["some", "none", "every"]),
        ("Person", "ownedActivities", ["some", "none", "every"]),
        ("Activity", "owner", []),
        ("School", "district", []),
    ],
)
async def test_a_relation_is_filtered_by_all_that_it_leads_to(
    crowded: Graph, worlds: dict[str, World], name: str, relation: str, quantifiers: list[str]
) -> None:
    wheres = list(conditions(_below(name)[relation]))
    if quantifiers:
        wheres = [{quantifier: where} for where in wheres for quantifier in quantifiers]
    asked = [{relation: where} for where in wheres]
    await compare(crowded, worlds["public"], name, asked)


@pytest.mark.parametrize("text", TEXTS)
async def test_a_text_contains_itself_and_starts_with_itself(crowded: Graph, text: str) -> None:
    query = """query ($text: String!) {
      equal: benchmarks(where: {statement: {eq: $text}}) { totalCount }
      containing: benchmarks(where: {statement: {eq: $text, contains: $text}}) { totalCount }
      starting: benchmarks(where: {statement: {eq: $text, startsWith: $text}}) { totalCount }
    }"""
    data = (await crowded(query, {"text": text})).data
    assert data["equal"]["totalCount"] > 0
    assert data["containing"] == data["starting"] == data["equal"]
