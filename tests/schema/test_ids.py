"""Global ids: made in Python as in SQL, opaque, and of one spelling."""

from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.failures import BadUserInput
from schema.entities import Entity, registry
from schema.ids import decode_id, encode_id, id_type
from tests.schema.graphs import Graph

ENTITIES = sorted(registry.entities)


@st.composite
def keys(draw: st.DrawFn) -> tuple[Entity, tuple[UUID, ...]]:
    made = registry[draw(st.sampled_from(ENTITIES))]
    return made, tuple(draw(st.uuids()) for _ in made.key)


@given(one=keys())
def test_an_id_leads_back_to_its_key(one: tuple[Entity, tuple[UUID, ...]]) -> None:
    made, key = one
    raw = encode_id(made, *key)
    assert id_type(raw) == made.name
    assert decode_id(raw, made) == key


@given(one=keys(), name=st.sampled_from(ENTITIES))
def test_an_id_of_another_type_is_the_key_of_nothing(
    one: tuple[Entity, tuple[UUID, ...]], name: str
) -> None:
    made, key = one
    other = registry[name]
    expected = key if other is made else (UUID(int=0),) * len(other.key)
    assert decode_id(encode_id(made, *key), other) == expected


@pytest.mark.parametrize("sign", ["+", "-", "_", " ", "A", "g", "٣", "\n", "\ud800", ""])
@pytest.mark.parametrize("place", [0, 1, 16, 31])
def test_an_id_has_one_spelling(sign: str, place: int) -> None:
    raw = f"District_{'1' * place}{sign}{'1' * (31 - place)}"
    with pytest.raises(BadUserInput):
        decode_id(raw, registry["District"])


@given(raw=st.text())
def test_what_is_no_id_is_refused(raw: str) -> None:
    for text in (raw, f"District_{raw}", f"{raw}_{'0' * 32}"):
        with pytest.raises(BadUserInput):
            decode_id(text, registry["District"])


async def someones(graph: Graph, listed: str) -> tuple[str, list[Any]]:
    """A persona who sees records of a list, and those."""
    for who in ("state-office", "research-office", "monitor", "superintendent", "teacher"):
        answer = await graph(f"{{ all: {listed} {{ nodes {{ id version }} }} }}", as_=who)
        if nodes := answer.data["all"]["nodes"]:
            return who, nodes
    return pytest.fail(f"nobody sees {listed}")


@pytest.mark.parametrize("name", ENTITIES)
async def test_every_record_is_found_again_by_its_id(graph: Graph, name: str) -> None:
    made = registry[name]
    who, nodes = await someones(graph, f"{made.plural}(first: 3)")
    asked = "by: { id: $id }" if made.keys else "id: $id"
    query = f"query ($id: ID!) {{ one: {made.singular}({asked}) {{ id version }}"
    query += f" node(id: $id) {{ __typename id ... on {name} {{ version }} }} }}"
    for node in nodes:
        data = (await graph(query, {"id": node["id"]}, as_=who)).data
        assert data == {"one": node, "node": {"__typename": name, **node}}


@pytest.mark.parametrize("name", ENTITIES)
async def test_the_order_by_id_is_that_of_creation(graph: Graph, name: str) -> None:
    listed = f"{registry[name].plural}(first: 1000, orderBy: {{field: ID}})"
    _, nodes = await someones(graph, listed)
    last = [node["id"][-32:] for node in nodes]
    assert last == sorted(last)
