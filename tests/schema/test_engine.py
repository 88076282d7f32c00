"""Requests from end to end: which operation, what kind of reply, what is told of failures."""

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any, cast

import orjson
import pytest

from auth.callers import PUBLIC, Caller
from auth.database import Database
from models.failures import Fault, TimedOut
from schema.engine import Engine, ReplyKind, Request
from tests.schema.graphs import Desk, Graph

TWO = "query A { a: __typename } query B { districts(first: 1) { nodes { name } } }"


async def test_the_operation_named_is_run(graph: Graph) -> None:
    reply = await graph.engine.execute(Request(TWO, "A"), PUBLIC)
    assert orjson.loads(reply.body)["data"] == {"a": "Query"}
    reply = await graph.engine.execute(Request(TWO, "B"), PUBLIC)
    assert orjson.loads(reply.body)["data"]["districts"]["nodes"]
    assert (reply.kind, reply.operation_type) == (ReplyKind.EXECUTED, "query")


@pytest.mark.parametrize("name", [None, "C", "", "a", "A "])
async def test_of_several_operations_one_must_be_named(graph: Graph, name: str | None) -> None:
    reply = await graph.engine.execute(Request(TWO, name), PUBLIC)
    assert reply.kind is ReplyKind.REQUEST_ERROR
    assert reply.error_codes == ("BAD_USER_INPUT",)


async def test_variables_that_no_one_asked_for_are_ignored(graph: Graph) -> None:
    answer = await graph("{ __typename }", {"other": "\ud800", "more": [{}]})
    assert answer.data == {"__typename": "Query"}


async def test_introspection_asks_no_database(graph: Graph) -> None:
    query = '{ __schema { queryType { name } } __type(name: "District") { name } __typename }'
    answer = await graph(query, statements=0)
    assert answer.data["__type"] == {"name": "District"}
    assert (await graph(query, statements=0)).body == answer.body


async def test_introspection_heeds_its_variables(graph: Graph) -> None:
    query = "query ($n: String!) { __type(name: $n) { name } }"
    for name, found in (("District", {"name": "District"}), ("Nothing", None)):
        assert (await graph(query, {"n": name}, statements=0)).data == {"__type": found}
    assert (await graph.ask(query, {"n": "\ud800"})).codes <= {"BAD_USER_INPUT"}


async def test_introspection_stands_beside_data(graph: Graph) -> None:
    query = "{ __schema { queryType { name } } districts(first: 1) { nodes { name } } }"
    data = (await graph(query)).data
    assert data["__schema"] == {"queryType": {"name": "Query"}}
    assert len(data["districts"]["nodes"]) == 1


async def test_nothing_asked_is_nothing_answered(graph: Graph) -> None:
    query = "query ($x: Boolean!) { districts @include(if: $x) { totalCount } }"
    assert (await graph.ask(query, {"x": False})).data == {}


async def test_mutations_may_not_come_by_a_way_that_only_reads(graph: Graph) -> None:
    reply = await graph.engine.execute(Request("{ __typename }"), PUBLIC, read_only=True)
    assert reply.kind is ReplyKind.EXECUTED


class Failing:
    """A database that fails in a way of one's own."""

    def __init__(self, error: BaseException) -> None:
        self.error = error

    @asynccontextmanager
    async def read(self, _caller: Caller, **_: bool) -> AsyncIterator["Failing"]:
        yield self

    async def value(self, *_: Any) -> bytes:
        raise self.error

    answer = value


QUERY = "{ districts { totalCount } }"


def failing(desk: Desk, error: BaseException) -> Engine:
    return desk.over(cast("Database", Failing(error))).engine


@pytest.mark.parametrize("through_python", [False, True])
@pytest.mark.parametrize(
    ("error", "code"),
    [
        (Fault("the disk of db7.internal is full"), "INTERNAL"),
        (TimedOut("cancelled on db7.internal"), "TIMEOUT"),
        (ValueError("db7.internal"), "INTERNAL"),
        (KeyError("db7.internal"), "INTERNAL"),
    ],
)
async def test_what_is_our_fault_is_masked_and_logged(
    desk: Desk,
    caplog: pytest.LogCaptureFixture,
    error: Exception,
    code: str,
    through_python: bool,  # noqa: FBT001 - one of two ways
) -> None:
    engine = failing(desk, error)
    with caplog.at_level(logging.ERROR):
        reply = await engine.execute(Request(QUERY), PUBLIC, through_python=through_python)
    assert reply.error_codes == (code,)
    assert reply.kind is ReplyKind.EXECUTED
    assert b"db7" not in reply.body
    body = orjson.loads(reply.body)
    assert body["data"] is None
    assert "traceId" in body["errors"][0]["extensions"]
    assert caplog.records


async def test_a_request_that_is_cancelled_is_not_answered(desk: Desk) -> None:
    with pytest.raises(asyncio.CancelledError):
        await failing(desk, asyncio.CancelledError()).execute(Request(QUERY), PUBLIC)


async def test_a_failed_field_leaves_no_transaction_behind(graph: Graph) -> None:
    query = '{ viewer { kind } districts { totalCount } node(id: "nonsense") { id } }'
    for _ in range(2 * graph.database.pool.get_max_size()):
        answer = await graph.ask(query)
        assert answer.data == {
            "viewer": {"kind": "PUBLIC"},
            "districts": {"totalCount": 17},
            "node": None,
        }
        assert [error["path"] for error in answer.errors] == [["node"]]
    assert graph.database.pool.get_idle_size() == graph.database.pool.get_size()


async def test_many_at_once_are_answered_each_for_its_caller(graph: Graph) -> None:
    query = "{ measurements(first: 0) { totalCount } }"
    callers = ["manager", "other-manager", None, "state-office"] * 10
    alone = {who: (await graph(query, as_=who)).data for who in dict.fromkeys(callers)}
    assert len({repr(data) for data in alone.values()}) > 2
    answers = await asyncio.gather(*(graph.ask(query, as_=who) for who in callers))
    assert [answer.data for answer in answers] == [alone[who] for who in callers]
