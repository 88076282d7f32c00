"""A payload is told as it is asked for: aliases, fragments, directives, the names of types."""

from typing import Any

import orjson

from schema.compiler.statement import Statement
from schema.engine import Request
from seeds.demo.personas import PERSONAS
from tests.schema.mutations.doing import Doing
from tests.schema.mutations.test_safe_to_retry import draft_of

SPELLED = """
mutation ($plan: ID!, $short: Boolean!, $first: Int = 1) {
  what: __typename
  ...Both
  second: createKeyIssue(input: {planId: $plan, statement: "Buses run late."}) {
    it: keyIssue { statement @skip(if: $short) plan { keyIssues(first: $first) { nodes { __typename } } } }
    ... on CreateKeyIssuePayload { keyIssue { version } why: errors { code } }
  }
}
fragment Both on Mutation {
  first: createKeyIssue(input: {planId: $plan, statement: "Coaches come and go."}) {
    kind: __typename
    keyIssue { __typename ... on KeyIssue { statement } ... on Record { version } }
    errors { message }
    again: errors { kind: __typename code path }
  }
  refused: createKeyIssue(input: {planId: "District_1", statement: "Nobody is there."}) {
    keyIssue { statement }
    errors { kind: __typename code path }
  }
}
"""  # noqa: E501 - as a client may write it


async def answered(doing: Doing, query: str, **variables: Any) -> Any:
    request = Request(query, None, variables)
    return orjson.loads(
        (await doing.graph.engine.execute(request, PERSONAS["manager"].caller)).body
    )


async def test_a_payload_is_told_in_the_words_of_the_document(doing: Doing) -> None:
    plan = await draft_of(doing)
    answer = (await answered(doing, SPELLED, plan=plan, short=True))["data"]
    assert list(answer) == ["what", "first", "refused", "second"]
    assert answer["what"] == "Mutation"
    assert answer["first"] == {
        "kind": "CreateKeyIssuePayload",
        "keyIssue": {"__typename": "KeyIssue", "statement": "Coaches come and go.", "version": 1},
        "errors": [],
        "again": [],
    }
    assert answer["refused"] == {
        "keyIssue": None,
        "errors": [{"kind": "UserError", "code": "BAD_USER_INPUT", "path": ["input", "planId"]}],
    }
    nodes = [{"__typename": "KeyIssue"}]
    assert answer["second"] == {
        "it": {"plan": {"keyIssues": {"nodes": nodes}}},
        "keyIssue": {"version": 1},
        "why": [],
    }
    answer = (await answered(doing, SPELLED, plan=plan, short=False, first=2))["data"]
    assert answer["second"]["it"] == {
        "statement": "Buses run late.",
        "plan": {"keyIssues": {"nodes": nodes * 2}},
    }


async def test_what_is_written_makes_no_new_statement(doing: Doing) -> None:
    """A payload is planned once for inputs of any shape: rows more or less, members left out."""
    plan = await draft_of(doing)
    query = (
        "mutation ($input: CreateKeyIssueInput!) { createKeyIssue(input: $input)"
        " { keyIssue { statement } } }"
    )
    kept = doing.graph.engine.means.statements._kept
    counts = []
    for given in ({}, {"idempotencyKey": "a key"}, {"position": 9}):
        told = {"planId": plan, "statement": "Heating fails.", **given}
        answer = await answered(doing, query, input=told)
        assert "errors" not in answer, answer
        assert answer["data"]["createKeyIssue"]["keyIssue"] == {"statement": "Heating fails."}
        counts.append(sum(isinstance(each, Statement) for each in kept.values()))
    assert counts[0] == counts[1] == counts[2]
