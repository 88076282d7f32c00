"""A client's own ids on records: its alone, for what it sees, and found by them."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

import pytest

from api.embedded import Urls
from auth.callers import Caller
from seeds.demo.personas import PERSONAS
from tests.api.apps import registered
from tests.databases import connected
from tests.schema.mutations.doing import Doing, Outcome

BY_ID = """
query ($type: String!, $id: String!) {
  recordByExternalId(type: $type, externalId: $id) { id externalId __typename }
}
"""
ISSUES = """
query ($where: KeyIssueFilter) {
  keyIssues(where: $where, orderBy: [{field: ID}]) { totalCount nodes { id externalId } }
}
"""
MANY = "ids"


@dataclass(frozen=True, slots=True)
class Clients:
    """Two clients, and how a persona does things by either."""

    doing: Doing
    ours: UUID
    theirs: UUID

    def caller(self, who: str | None, client: UUID | None) -> Caller:
        caller = PERSONAS[who].caller if who else Caller()
        return replace(caller, client=client)

    async def do(
        self,
        name: str,
        given: Mapping[str, Any],
        select: str = "id externalId",
        *,
        as_: str | None = "manager",
        by: UUID | None = None,
    ) -> Outcome:
        return await self.doing(name, given, select, caller=self.caller(as_, by or self.ours))

    async def ask(
        self, query: str, *, as_: str | None = "manager", by: UUID | None = None, **given: Any
    ) -> Any:
        caller = self.caller(as_, by or self.ours)
        answer = await self.doing.graph.ask(query, given, caller=caller)
        assert not answer.errors, answer.errors
        return answer.data

    async def find(self, external_id: str, kind: str = "KeyIssue", **who: Any) -> str | None:
        found = (await self.ask(BY_ID, type=kind, id=external_id, **who))["recordByExternalId"]
        return found and str(found["id"])


@pytest.fixture
async def clients(doing: Doing, own_urls: Urls) -> Clients:
    async with connected(own_urls.owner) as owner:
        return Clients(doing, await registered(owner), await registered(owner))


async def issues(clients: Clients, number: int = 3) -> list[str]:
    nodes = (await clients.ask(ISSUES))["keyIssues"]["nodes"]
    return [node["id"] for node in nodes[:number]]


async def test_an_id_is_hung_on_a_record_read_with_it_and_found_by(clients: Clients) -> None:
    one, two, _ = await issues(clients)
    outcome = await clients.do("setExternalId", {"id": one, "externalId": "A-1"})
    assert outcome.data == {"id": one, "externalId": "A-1"}
    assert await clients.find("A-1") == one
    nodes = (await clients.ask(ISSUES))["keyIssues"]["nodes"]
    assert {node["id"]: node["externalId"] for node in nodes}[one] == "A-1"
    assert {node["id"]: node["externalId"] for node in nodes}[two] is None
    await clients.do("setExternalId", {"id": one, "externalId": "A-2"})
    assert (await clients.find("A-1"), await clients.find("A-2")) == (None, one)
    await clients.do("removeExternalId", {"id": one}, "id")
    assert await clients.find("A-2") is None
    again = await clients.do("removeExternalId", {"id": one}, "id")
    assert not again.errors


async def test_a_list_is_narrowed_to_ids(clients: Clients) -> None:
    one, two, _ = await issues(clients)
    for record, name in ((one, "1"), (two, "2")):
        await clients.do("setExternalId", {"id": record, "externalId": name})
    whole = (await clients.ask(ISSUES))["keyIssues"]["totalCount"]
    for where, found in (
        ({"externalId": {"eq": "1"}}, 1),
        ({"externalId": {"in": ["1", "2", "3"]}}, 2),
        ({"externalId": {"isNull": False}}, 2),
        ({"externalId": {"isNull": True}}, whole - 2),
        ({"not": {"externalId": {"eq": "1"}}}, whole - 1),
        ({"externalId": {"eq": "3"}}, 0),
    ):
        assert (await clients.ask(ISSUES, where=where))["keyIssues"]["totalCount"] == found, where


async def test_no_other_client_sees_or_finds_or_removes_an_id(clients: Clients) -> None:
    one, two, _ = await issues(clients)
    await clients.do("setExternalId", {"id": one, "externalId": "A-1"})
    assert await clients.find("A-1", by=clients.theirs) is None
    nodes = (await clients.ask(ISSUES, by=clients.theirs))["keyIssues"]["nodes"]
    assert {node["externalId"] for node in nodes} == {None}
    await clients.do("removeExternalId", {"id": one}, "id", by=clients.theirs)
    await clients.do("setExternalId", {"id": two, "externalId": "A-1"}, by=clients.theirs)
    assert await clients.find("A-1", by=clients.theirs) == two
    assert await clients.find("A-1") == one


async def test_an_id_is_one_records_of_a_type(clients: Clients) -> None:
    one, two, _ = await issues(clients)
    await clients.do("setExternalId", {"id": one, "externalId": "A-1"})
    refused = await clients.do("setExternalId", {"id": two, "externalId": "A-1"})
    assert (refused.codes, refused.paths) == (["CONFLICT"], ["input.externalId"])
    assert await clients.find("A-1") == one
    district = (await clients.ask('{ district(by: {name: "Mill City"}) { id } }'))["district"]["id"]
    await clients.do("setExternalId", {"id": district, "externalId": "A-1"})
    assert await clients.find("A-1", "District") == district
    assert await clients.find("A-1") == one


async def test_nobody_hangs_an_id_on_what_they_do_not_see(clients: Clients, own_urls: Urls) -> None:
    draft = await a_draft(clients)
    for who in ("other-manager", "monitor", "research-office"):
        refused = await clients.do("setExternalId", {"id": draft, "externalId": "D"}, as_=who)
        assert (refused.codes, refused.paths) == (["NOT_FOUND"], ["input.id"])
        refused = await clients.do("removeExternalId", {"id": draft}, "id", as_=who)
        assert refused.codes == ["NOT_FOUND"]
    for wrong in ("nonsense", "Plan_1", draft[:-1]):
        refused = await clients.do("setExternalId", {"id": wrong, "externalId": "D"})
        assert refused.codes == ["BAD_USER_INPUT"]
    async with connected(own_urls.owner) as owner:
        assert await owner.fetchval("SELECT count(*) FROM clients.external_id") == 0


async def a_draft(clients: Clients) -> str:
    query = "{ plans(where: {status: {eq: DRAFT}}) { nodes { id } } }"
    return str((await clients.ask(query))["plans"]["nodes"][0]["id"])


async def test_what_leaves_the_slice_is_not_found_and_its_id_is_free(clients: Clients) -> None:
    draft = await a_draft(clients)
    kind = "AcceleratedImprovementPlan"
    await clients.do("setExternalId", {"id": draft, "externalId": "D"})
    assert await clients.find("D", kind) == draft
    for who in ("monitor", "other-manager", None):
        assert await clients.find("D", kind, as_=who) is None
    plan = (await clients.ask("{ plans(where: {status: {ne: DRAFT}}) { nodes { id } } }"))["plans"]
    seen = plan["nodes"][0]["id"]
    await clients.do("setExternalId", {"id": seen, "externalId": "D"}, as_="monitor")
    assert await clients.find("D", kind) == seen


async def test_what_is_deleted_leaves_no_id(clients: Clients, own_urls: Urls) -> None:
    draft = await a_draft(clients)
    made = await clients.doing.done(
        "createKeyIssue", {"planId": draft, "statement": "X"}, "keyIssue { id version }",
        as_="manager",
    )  # fmt: skip
    issue = made["keyIssue"]
    await clients.do("setExternalId", {"id": issue["id"], "externalId": "X"})
    await clients.do("setExternalId", {"id": issue["id"], "externalId": "Y"}, by=clients.theirs)
    given = {"id": issue["id"], "version": issue["version"]}
    assert not (await clients.do("deleteKeyIssue", given, "deletedId")).errors
    async with connected(own_urls.owner) as owner:
        assert await owner.fetchval("SELECT count(*) FROM clients.external_id") == 0


async def test_many_are_hung_at_once_all_or_the_good_ones(clients: Clients) -> None:
    one, two, three = await issues(clients)
    rows = [
        {"id": one, "externalId": "1"},
        {"id": two, "externalId": "1"},
        {"id": "KeyIssue_" + "0" * 64, "externalId": "2"},
        {"id": three, "externalId": " "},
    ]
    all_or_none = await clients.do("setExternalIds", {"records": rows}, MANY)
    paths = ["input.records.1.externalId", "input.records.2.id", "input.records.3.externalId"]
    assert all_or_none.codes == ["CONFLICT", "NOT_FOUND", "BAD_USER_INPUT"]
    assert all_or_none.paths == paths
    assert all_or_none.data["ids"] == [None] * 4
    assert await clients.find("1") is None
    kept = await clients.do("setExternalIds", {"records": rows, "errorPolicy": "KEEP_GOOD"}, MANY)
    assert kept.data["ids"] == [one, None, None, None]
    assert kept.paths == paths
    assert await clients.find("1") == one
    gone = await clients.do("removeExternalIds", {"records": [{"id": one}, {"id": two}]}, MANY)
    assert gone.data["ids"] == [one, two]
    assert await clients.find("1") is None
    too_many = [{"id": one, "externalId": str(n)} for n in range(1001)]
    assert (await clients.do("setExternalIds", {"records": too_many}, MANY)).codes == [
        "BAD_USER_INPUT"
    ]


async def test_what_is_no_id_is_refused(clients: Clients) -> None:
    one, *_ = await issues(clients)
    for text in ("", " a", "a\n", "x" * 256, "\u0000"):
        refused = await clients.do("setExternalId", {"id": one, "externalId": text})
        assert (refused.codes, refused.paths) == (["BAD_USER_INPUT"], ["input.externalId"])


async def test_who_asks_by_no_client_is_told_so(clients: Clients) -> None:
    one, *_ = await issues(clients)
    caller = clients.caller("manager", None)
    writes: list[tuple[str, dict[str, Any]]] = [
        ("setExternalId", {"id": one, "externalId": "1"}),
        ("removeExternalId", {"id": one}),
    ]
    for name, given in writes:
        refused = await clients.doing(name, given, "id", caller=caller)
        assert refused.codes == ["FORBIDDEN"]
        assert "registered client" in refused.errors[0]["message"]
    reads: list[tuple[str, dict[str, Any]]] = [
        (BY_ID, {"type": "KeyIssue", "id": "1"}),
        (ISSUES, {"where": {"externalId": {"eq": "1"}}}),
        ('{ viewer { kind } keyIssues(where: {externalId: {eq: "1"}}) { totalCount } }', {}),
    ]
    for query, given in reads:
        answer = await clients.doing.graph.ask(query, given, caller=caller)
        assert answer.codes == {"FORBIDDEN"}
    nodes = await clients.doing.graph.ask(ISSUES, {}, caller=caller)
    assert {node["externalId"] for node in nodes.data["keyIssues"]["nodes"]} == {None}


async def test_a_type_that_there_is_not_is_refused(clients: Clients) -> None:
    caller = clients.caller("manager", clients.ours)
    answer = await clients.doing.graph.ask(BY_ID, {"type": "Nothing", "id": "1"}, caller=caller)
    assert answer.codes == {"BAD_USER_INPUT"}


async def test_an_import_finds_records_by_ids(clients: Clients) -> None:
    one, two, _ = await issues(clients)
    await clients.do("setExternalId", {"id": one, "externalId": "1"})
    asks = "SELECT external_id, record_id FROM clients.records_by_external_id('key_issue', $1)"
    database = clients.doing.graph.database
    for client, found in ((clients.ours, {"1": UUID(one[-32:])}), (clients.theirs, {})):
        async with database.read(clients.caller("manager", client)) as reading:
            rows = await reading.rows(asks, (["1", "2"],))
        assert {row["external_id"]: row["record_id"] for row in rows} == found
    assert two
