"""What a token's scopes leave out is refused, nothing changes, and no answer tells it on."""

from dataclasses import replace
from typing import Any

import orjson
import pytest

from auth.callers import Caller
from schema.engine import Request
from seeds.demo.personas import PERSONAS
from tests.schema.mutations.doing import Doing
from tests.schema.mutations.test_safe_to_retry import CREATE, draft_of, issues

RESEARCH = "{ viewer { roles } studies { totalCount } transcripts { totalCount } }"
FEED = """query ($after: String) {
  changes(after: $after, first: 1) { pageInfo { endCursor } }
}"""


def narrowed(who: str, *scopes: str) -> Caller:
    return replace(PERSONAS[who].caller, scopes=frozenset(scopes))


async def sent(
    doing: Doing, query: str, caller: Caller, *, key: str | None = None, **given: Any
) -> Any:
    request = Request(query, None, given, idempotency_key=key)
    return orjson.loads((await doing.graph.engine.execute(request, caller)).body)


async def test_without_write_nothing_is_written(doing: Doing) -> None:
    plan = await draft_of(doing)
    before = await issues(doing, plan)
    given = {"planId": plan, "statement": "Coaches come and go."}
    answer = await sent(doing, CREATE, narrowed("manager", "read"), input=given)
    assert answer.get("data") is None
    assert [error["extensions"]["code"] for error in answer["errors"]] == ["FORBIDDEN"]
    assert answer["errors"][0]["extensions"]["scope"] == "write"
    assert await issues(doing, plan) == before
    answer = await sent(doing, CREATE, narrowed("manager", "read", "write"), input=given)
    assert answer["data"]["createKeyIssue"]["errors"] == []
    assert await issues(doing, plan) == before + 1


async def test_without_research_a_researcher_is_the_public_but_for_the_own(doing: Doing) -> None:
    whole = await sent(doing, RESEARCH, narrowed("research-office", "read", "research"))
    less = await sent(doing, RESEARCH, narrowed("research-office", "read", "write"))
    assert whole == await sent(doing, RESEARCH, PERSONAS["research-office"].caller)
    assert whole["data"]["viewer"]["roles"] == ["PUBLIC", "RESEARCH_OFFICE"]
    assert less["data"]["viewer"]["roles"] == ["PUBLIC"]
    assert less["data"]["transcripts"]["totalCount"] < whole["data"]["transcripts"]["totalCount"]


async def test_what_a_wider_token_was_answered_is_not_told_to_a_narrower(doing: Doing) -> None:
    """The key is the caller's, and so is the answer that is kept for it."""
    plan = await draft_of(doing)
    before = await issues(doing, plan)
    given = {"planId": plan, "statement": "Coaches come and go."}
    wide = PERSONAS["manager"].caller
    first = await sent(doing, CREATE, wide, key="one", input=given)
    again = await sent(doing, CREATE, narrowed("manager", "read", "write"), key="one", input=given)
    unread = await sent(doing, CREATE, narrowed("manager", "read"), key="one", input=given)
    assert [error["extensions"]["code"] for error in again["errors"]] == ["CONFLICT"]
    assert [error["extensions"]["code"] for error in unread["errors"]] == ["FORBIDDEN"]
    same = narrowed("manager", "read", "write", "research")
    assert await sent(doing, CREATE, same, key="one", input=given) == first
    assert await issues(doing, plan) == before + 1


@pytest.mark.parametrize("who", ["research-office", "firm"])
async def test_a_cursor_of_a_wider_token_is_none_of_a_narrower(doing: Doing, who: str) -> None:
    wide = await sent(doing, FEED, PERSONAS[who].caller)
    cursor = wide["data"]["changes"]["pageInfo"]["endCursor"]
    same = await sent(doing, FEED, narrowed(who, "read", "research"), after=cursor)
    assert "errors" not in same
    less = await sent(doing, FEED, narrowed(who, "read"), after=cursor)
    assert less["errors"][0]["message"] == "This cursor belongs to another caller."
