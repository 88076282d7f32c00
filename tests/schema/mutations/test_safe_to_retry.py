"""Sent twice, done once; two at once, neither lost."""

import asyncio
from dataclasses import replace
from typing import Any
from uuid import UUID

import asyncpg
import orjson
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from api.embedded import Urls
from schema.engine import Request
from seeds.demo.personas import PERSONAS
from tests.databases import connected
from tests.schema.mutations.doing import Doing
from tests.schema.mutations.test_plan_life import mill_city

CREATE = (
    "mutation ($input: CreateKeyIssueInput!) { createKeyIssue(input: $input)"
    " { keyIssue { id statement version } errors { code message path } } }"
)
UPDATE = (
    "mutation ($input: UpdateKeyIssueInput!) { updateKeyIssue(input: $input)"
    " { keyIssue { id statement version } errors { code message path } } }"
)
ISSUES = "query ($id: ID!) { plan(id: $id) { keyIssues { totalCount nodes { id version } } } }"


async def send(
    doing: Doing, query: str, given: dict[str, Any], *, key: str | None = None, as_: str = "manager"
) -> Any:
    """A request as the edge passes it on, with its header's key."""
    request = Request(query, None, {"input": given}, idempotency_key=key)
    reply = await doing.graph.engine.execute(request, PERSONAS[as_].caller)
    return orjson.loads(reply.body)


async def draft_of(doing: Doing) -> str:
    _, _, plans = await mill_city(doing)
    return str(plans["DRAFT"]["id"])


async def issues(doing: Doing, plan: str) -> int:
    return int((await doing.ask(ISSUES, as_="manager", id=plan))["plan"]["keyIssues"]["totalCount"])


async def test_the_same_key_gets_the_first_answer_again(doing: Doing) -> None:
    plan = await draft_of(doing)
    before = await issues(doing, plan)
    given = {"planId": plan, "statement": "Coaches come and go."}
    first = await send(doing, CREATE, given, key="one")
    again = await send(doing, CREATE, given, key="one")
    assert first == again
    assert first["data"]["createKeyIssue"]["errors"] == []
    assert await issues(doing, plan) == before + 1


async def test_a_key_in_the_input_does_the_same(doing: Doing) -> None:
    plan = await draft_of(doing)
    before = await issues(doing, plan)
    given = {"planId": plan, "statement": "Coaches come and go.", "idempotencyKey": "one"}
    assert await send(doing, CREATE, given) == await send(doing, CREATE, given)
    assert await issues(doing, plan) == before + 1


async def test_the_same_key_with_another_request_is_refused(doing: Doing) -> None:
    plan = await draft_of(doing)
    await send(doing, CREATE, {"planId": plan, "statement": "Coaches leave."}, key="one")
    before = await issues(doing, plan)
    other = await send(doing, CREATE, {"planId": plan, "statement": "Nobody stays."}, key="one")
    assert [error["extensions"]["code"] for error in other["errors"]] == ["CONFLICT"]
    assert await issues(doing, plan) == before


async def test_a_refusal_is_the_first_answer_too(doing: Doing) -> None:
    plan = await draft_of(doing)
    created = await send(doing, CREATE, {"planId": plan, "statement": "Coaches leave."})
    issue = created["data"]["createKeyIssue"]["keyIssue"]["id"]
    too_early = {"id": issue, "version": 2, "statement": "Coaches stay."}
    refused = await send(doing, UPDATE, too_early, key="one")
    (error,) = refused["data"]["updateKeyIssue"]["errors"]
    assert error["code"] == "CONFLICT"
    await send(doing, UPDATE, {"id": issue, "version": 1, "statement": "Coaches come."})
    assert await send(doing, UPDATE, too_early, key="one") == refused
    plans = await doing.ask(ISSUES, as_="manager", id=plan)
    assert {"id": issue, "version": 2} in plans["plan"]["keyIssues"]["nodes"]


async def test_a_key_is_forgotten_after_a_day(doing: Doing, own_urls: Urls) -> None:
    plan = await draft_of(doing)
    before = await issues(doing, plan)
    given = {"planId": plan, "statement": "Coaches come and go."}
    await send(doing, CREATE, given, key="one")
    async with connected(own_urls.owner) as owner:
        await owner.execute("UPDATE retry.answer SET asked_at = now() - interval '25 hours'")
    await send(doing, CREATE, given, key="one")
    assert await issues(doing, plan) == before + 2


async def test_nobody_reads_the_answers_that_are_kept(own_urls: Urls) -> None:
    async with connected(own_urls.api) as login:
        with pytest.raises(asyncpg.InsufficientPrivilegeError):
            await login.fetch("SELECT * FROM retry.answer")


async def test_a_key_is_its_callers_own(doing: Doing) -> None:
    plan = await draft_of(doing)
    before = await issues(doing, plan)
    given = {"planId": plan, "statement": "Coaches come and go."}
    for who in ("manager", "superintendent"):
        told = await send(doing, CREATE, given, key="one", as_=who)
        assert told["data"]["createKeyIssue"]["errors"] == []
    assert await issues(doing, plan) == before + 2


async def test_a_key_is_its_clients_own(doing: Doing) -> None:
    plan = await draft_of(doing)
    before = await issues(doing, plan)
    request = Request(
        CREATE,
        None,
        {"input": {"planId": plan, "statement": "Coaches come and go."}},
        idempotency_key="one",
    )
    told = []
    for client in (None, UUID(int=1), UUID(int=2), UUID(int=1)):
        caller = replace(PERSONAS["manager"].caller, client=client)
        reply = await doing.graph.engine.execute(request, caller)
        told.append(orjson.loads(reply.body)["data"]["createKeyIssue"]["keyIssue"]["id"])
    assert told[1] == told[3]
    assert len(set(told)) == 3
    assert await issues(doing, plan) == before + 3


async def test_two_at_once_with_one_key_are_done_once(doing: Doing) -> None:
    plan = await draft_of(doing)
    before = await issues(doing, plan)
    given = {"planId": plan, "statement": "Coaches come and go."}
    replies = await asyncio.gather(*(send(doing, CREATE, given, key="one") for _ in range(4)))
    assert all(reply == replies[0] for reply in replies)
    assert await issues(doing, plan) == before + 1


async def test_a_refused_operation_leaves_its_key_free_for_nothing_else(doing: Doing) -> None:
    plan = await draft_of(doing)
    given = {"planId": plan, "statement": "Coaches leave."}
    refused = await send(doing, CREATE, given, key="one", as_="principal")
    assert [e["code"] for e in refused["data"]["createKeyIssue"]["errors"]] == ["FORBIDDEN"]
    assert await send(doing, CREATE, given, key="one", as_="principal") == refused


async def test_a_stale_version_is_told_with_the_record_as_it_is(doing: Doing) -> None:
    plan = await draft_of(doing)
    made = await doing.done(
        "createKeyIssue",
        {"planId": plan, "statement": "Coaches leave."},
        "keyIssue { id version }",
        as_="manager",
    )
    issue = made["keyIssue"]
    change = {"id": issue["id"], "version": issue["version"], "statement": "Coaches leave early."}
    await doing.done("updateKeyIssue", change, as_="manager")
    stale = await doing(
        "updateKeyIssue",
        {**change, "statement": "Lost."},
        "keyIssue { statement version }",
        as_="superintendent",
    )
    assert stale.codes == ["CONFLICT"]
    assert stale.paths == ["input.version"]
    assert stale.data["keyIssue"] == {"statement": "Coaches leave early.", "version": 2}


async def test_two_writers_of_one_version_are_told_apart(doing: Doing) -> None:
    plan = await draft_of(doing)
    made = await send(doing, CREATE, {"planId": plan, "statement": "Coaches leave."})
    issue = made["data"]["createKeyIssue"]["keyIssue"]
    changes = [
        {"id": issue["id"], "version": issue["version"], "statement": f"Change {number}."}
        for number in range(4)
    ]
    replies = await asyncio.gather(*(send(doing, UPDATE, change) for change in changes))
    codes = sorted(
        tuple(error["code"] for error in reply["data"]["updateKeyIssue"]["errors"])
        for reply in replies
    )
    assert codes == [(), ("CONFLICT",), ("CONFLICT",), ("CONFLICT",)]


async def test_a_fault_in_one_field_undoes_the_whole_operation(doing: Doing) -> None:
    plan = await draft_of(doing)
    before = await issues(doing, plan)
    query = (
        "mutation ($input: CreateKeyIssueInput!) {"
        " one: createKeyIssue(input: $input) { errors { code } }"
        " two: createKeyIssue(input: $input) { keyIssue { district { schools(first: 1000) { nodes {"
        " district { schools(first: 1000) { nodes { district { schools(first: 1000)"
        " { nodes { id } } } } } } } } } } errors { code } } }"
    )
    reply = await send(doing, query, {"planId": plan, "statement": "Too much is asked for."})
    assert reply["data"] is None
    assert reply["errors"][0]["extensions"]["code"] == "COST_LIMIT_EXCEEDED"
    assert await issues(doing, plan) == before


async def test_what_one_field_refuses_leaves_the_others(doing: Doing) -> None:
    plan = await draft_of(doing)
    before = await issues(doing, plan)
    query = (
        "mutation ($good: CreateKeyIssueInput!, $bad: CreateKeyIssueInput!) {"
        " one: createKeyIssue(input: $good) { errors { code } }"
        " two: createKeyIssue(input: $bad) { errors { code path } }"
        " three: createKeyIssue(input: $good) { errors { code } } }"
    )
    request = Request(
        query,
        None,
        {
            "good": {"planId": plan, "statement": "Good."},
            "bad": {"planId": plan, "statement": "Bad.", "position": 77},
        },
    )
    reply = await doing.graph.engine.execute(request, PERSONAS["manager"].caller)
    told = orjson.loads(reply.body)["data"]
    assert told["one"]["errors"] == told["three"]["errors"] == []
    assert told["two"]["errors"] == [{"code": "BAD_USER_INPUT", "path": ["input"]}]
    assert await issues(doing, plan) == before + 2


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=8)
@given(order=st.lists(st.integers(0, 3), min_size=2, max_size=6))
async def test_no_update_is_ever_lost(doing: Doing, order: list[int]) -> None:
    """Whoever writes on what was read adds to it; all that was not refused is there in the end."""
    plan = await draft_of(doing)
    made = await send(doing, CREATE, {"planId": plan, "statement": ""})
    issue = made["data"]["createKeyIssue"]["keyIssue"]

    async def add(number: int) -> list[str]:
        read = await doing.ask(
            "query ($id: ID!) { keyIssue(id: $id) { statement version } }",
            as_="manager",
            id=issue["id"],
        )
        text = f"{read['keyIssue']['statement']}{number};"
        change = {"id": issue["id"], "version": read["keyIssue"]["version"], "statement": text}
        reply = await send(doing, UPDATE, change)
        return [] if reply["data"]["updateKeyIssue"]["errors"] else [f"{number};"]

    kept = [part for parts in await asyncio.gather(*(add(n) for n in order)) for part in parts]
    final = await doing.ask(
        "query ($id: ID!) { keyIssue(id: $id) { statement } }", as_="manager", id=issue["id"]
    )
    assert sorted(final["keyIssue"]["statement"].split(";")[:-1]) == sorted(p[:-1] for p in kept)
    assert kept
    await doing.done("deleteKeyIssue", {"id": issue["id"]}, as_="manager")
