"""Global ids: made in Python as in SQL, opaque, and of one spelling."""

from collections.abc import AsyncIterator
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auth.database import Database
from models.agenda import Reminder
from models.bulk import BulkOperation
from models.clients import Client, ClientKey
from models.failures import BadUserInput
from models.filing import EvidenceFile, FrozenDocument
from models.releases import ResearchRelease, ResearchReleaseFile
from models.webhooks import WebhookDelivery, WebhookEndpoint
from schema.entities import Entity, registry
from schema.ids import decode_id, encode_id, id_type
from seeds.demo.personas import PERSONAS
from tests.databases import Server, connected
from tests.rows import Owner, insert
from tests.schema.graphs import Desk, Graph

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


@pytest.fixture(scope="module")
async def full(
    server: Server, demo: str, desk: Desk, anyio_backend: object
) -> AsyncIterator[Graph]:
    """Asks a copy of the demo network to which was added what only comes of using it."""
    urls = await server.create(demo)
    async with connected(urls.owner) as owner:
        await keep_and_remind(owner)
    database = await Database.open(urls.api, pool_size=2)
    graph = desk.over(database)
    for _ in range(3):
        await graph("{ people { nodes { contact { id } } } }", as_="superintendent")
    yield graph
    await database.close()
    await server.drop(urls)


async def keep_and_remind(owner: Owner) -> None:
    """Files, frozen documents and reminders, three of each."""
    for one in await owner.fetch("SELECT district_id, id AS evidence_id FROM evidence LIMIT 3"):
        await insert(owner, EvidenceFile, **one, media_type="text/plain", sha256="0" * 64)
    plan = await owner.fetchrow(
        "SELECT district_id, id AS plan_id FROM accelerated_improvement_plan"
        " WHERE status = 'IN_IMPLEMENTATION'"
    )
    assert plan is not None
    for number in (1, 2, 3):
        await insert(owner, FrozenDocument, **plan, revision=number, html=b"", pdf=b"")
        here = {"district_id": plan["district_id"], "record_id": str(number)}
        await insert(owner, Reminder, **here, kind="HIGHLIGHT_REPORT")
        back = [f"https://portal.example.org/{number}"]
        client = await insert(owner, Client, name=f"Portal {number}", redirect_uris=back)
        await insert(owner, ClientKey, client_id=client, jwk='{"kty": "EC"}')
        officer = PERSONAS["state-office"].caller.person
        query = "{ districts { nodes { id } } }"
        await insert(owner, BulkOperation, person_id=officer, query=query, format="JSONL")
        day = date(2013, 1, number)
        release = await insert(
            owner, ResearchRelease, release_version=str(day), released_on=day, sha256="0" * 64
        )
        await insert(owner, ResearchReleaseFile, release_id=release, name="a.csv", sha256="0" * 64)
        officer = PERSONAS["state-office"].caller.person
        endpoint = await insert(owner, WebhookEndpoint, person_id=officer)
        due = datetime(2012, 1, 1, tzinfo=UTC)
        await insert(owner, WebhookDelivery, endpoint_id=endpoint, next_attempt_at=due)


async def someones(full: Graph, listed: str) -> tuple[str, list[Any]]:
    """A persona who sees records of a list, and those."""
    for who in ("state-office", "research-office", "monitor", "superintendent", "teacher"):
        answer = await full(f"{{ all: {listed} {{ nodes {{ id version }} }} }}", as_=who)
        if nodes := answer.data["all"]["nodes"]:
            return who, nodes
    return pytest.fail(f"nobody sees {listed}")


@pytest.mark.parametrize("name", ENTITIES)
async def test_every_record_is_found_again_by_its_id(full: Graph, name: str) -> None:
    made = registry[name]
    who, nodes = await someones(full, f"{made.plural}(first: 3)")
    asked = "by: { id: $id }" if made.keys else "id: $id"
    query = f"query ($id: ID!) {{ one: {made.singular}({asked}) {{ id version }}"
    query += f" node(id: $id) {{ __typename id ... on {name} {{ version }} }} }}"
    for node in nodes:
        data = (await full(query, {"id": node["id"]}, as_=who)).data
        assert data == {"one": node, "node": {"__typename": name, **node}}


@pytest.mark.parametrize("name", ENTITIES)
async def test_the_order_by_id_is_that_of_creation(full: Graph, name: str) -> None:
    listed = f"{registry[name].plural}(first: 1000, orderBy: {{field: ID}})"
    _, nodes = await someones(full, listed)
    last = [node["id"][-32:] for node in nodes]
    assert last == sorted(last)
