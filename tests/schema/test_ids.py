"""Global ids: made in Python as in SQL, opaque, and of one spelling."""

from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.failures import BadUserInput
from schema.build import build
from schema.entities import Entity, registry
from schema.ids import decode_id
from tests.schema.graphs import Graph

build()
ENTITIES = sorted(registry.entities)


@st.composite
def keys(draw: st.DrawFn) -> tuple[Entity, tuple[UUID, ...]]:
    made = registry[draw(st.sampled_from(ENTITIES))]
    return made, tuple(draw(st.uuids()) for _ in made.key)


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


@pytest.mark.parametrize("name", ENTITIES)
async def test_every_record_is_found_again_by_its_id(graph: Graph, name: str) -> None:
    made = registry[name]
    query = f"{{ all: {made.plural}(first: 3) {{ nodes {{ id version }} }} }}"
    for who in ("state-office", "monitor"):  # what the office does not see, the monitor wrote
        nodes = (await graph(query, as_=who)).data["all"]["nodes"]
        if nodes:
            break
    assert nodes
    asked = "by: { id: $id }" if made.keys else "id: $id"
    query = f"query ($id: ID!) {{ one: {made.singular}({asked}) {{ id version }}"
    query += f" node(id: $id) {{ __typename id ... on {name} {{ version }} }} }}"
    for node in nodes:
        data = (await graph(query, {"id": node["id"]}, as_=who)).data
        assert data == {"one": node, "node": {"__typename": name, **node}}


@pytest.mark.parametrize("name", ENTITIES)
async def test_records_are_in_the_order_of_their_creation_by_id(graph: Graph, name: str) -> None:
    listed = f"{registry[name].plural}(first: 1000, orderBy: {{field: ID}})"
    query = f"{{ all: {listed} {{ nodes {{ id }} }} }}"
    nodes = (await graph(query, as_="state-office")).data["all"]["nodes"]
    last = [node["id"][-32:] for node in nodes]
    assert last == sorted(last)
