"""`/graphql` by the specification of GraphQL over HTTP, and what is sent that is no request."""

import asyncio
import re
from collections.abc import AsyncIterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

import httpx
import orjson
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from api.negotiation import accepted, bearer_token, is_json
from api.requests import MOST_VALUES
from api.settings import ROOM_FOR_VARIABLES
from auth.callers import PUBLIC
from models.failures import ErrorCode, Fault
from schema.limits import Limits
from tests.api.edge import SOMEBODY, Edge, OneToken, audited, running_edge, served

JSON, NEWER = "application/json", "application/graphql-response+json"
URQL = f"{NEWER}, application/graphql+json, {JSON}, text/event-stream, multipart/mixed"


@pytest.fixture
async def edge(anyio_backend: object) -> AsyncIterator[Edge]:
    async with running_edge() as running:
        yield running


def codes(reply: httpx.Response) -> list[str]:
    """The codes of a refusal that is JSON, as each must be, and has no data."""
    content = orjson.loads(reply.content)
    assert "data" not in content
    assert all(error["message"] for error in content["errors"])
    return [error["extensions"]["code"] for error in content["errors"]]


# The specification


@pytest.mark.parametrize("media", [JSON, NEWER])
async def test_a_query_is_answered_in_the_media_type_asked_for(edge: Edge, media: str) -> None:
    reply = await edge.post({"query": "{ hello }"}, accept=media)
    assert (reply.status_code, reply.json()) == (200, {"data": {"hello": "wörld"}})
    assert reply.headers["content-type"] == f"{media}; charset=utf-8"


async def test_the_engines_bytes_go_out_as_they_are(edge: Edge) -> None:
    reply = await edge.post({"query": "{ hello }"})
    assert reply.content == '{"data":{"hello":"wörld"}}'.encode()
    assert reply.headers["content-length"] == str(len(reply.content))


async def test_what_is_asked_reaches_the_engine(edge: Edge) -> None:
    query = "query A($v: Int!) { echo(value: $v) } query B { hello }"
    asked = {"query": query, "operationName": "A", "variables": {"v": 7}, "extensions": {"x": 1}}
    assert (await edge.post(asked)).json() == {"data": {"echo": 7}}
    request, caller = edge.engine.asked[-1]
    assert (request.query, request.operation_name, caller) == (query, "A", PUBLIC)
    assert (request.variables, request.extensions) == ({"v": 7}, {"x": 1})


async def test_a_query_may_come_by_get(edge: Edge) -> None:
    reply = await edge.get(
        query="query A($v: Int!) { echo(value: $v) }", variables='{"v": 7}', operationName="A"
    )
    assert (reply.status_code, reply.json()) == (200, {"data": {"echo": 7}})


async def test_empty_parameters_of_a_get_are_none(edge: Edge) -> None:
    reply = await edge.get(query="{ hello }", operationName="", variables="", extensions="")
    assert reply.json() == {"data": {"hello": "wörld"}}
    assert edge.engine.asked[-1][0].operation_name is None


@pytest.mark.parametrize("media", [JSON, NEWER])
async def test_a_mutation_by_get_is_refused(edge: Edge, media: str) -> None:
    reply = await edge.get(media, query="mutation { touch }")
    assert (reply.status_code, reply.headers["allow"]) == (405, "POST")
    assert (await edge.post({"query": "mutation { touch }"})).json() == {"data": {"touch": 1}}


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "OPTIONS"])
async def test_other_methods_are_refused(edge: Edge, method: str) -> None:
    reply = await edge.client.request(method, "/graphql")
    assert (reply.status_code, reply.headers["allow"]) == (405, "GET, POST")
    assert codes(reply) == ["BAD_USER_INPUT"]


@pytest.mark.parametrize(
    "asked",
    [
        {"query": "{"},
        {"query": "{ unknown }"},
        {"query": "query($v: Int!) { echo(value: $v) }"},
        {"query": "query($v: Int!) { echo(value: $v) }", "variables": {"v": "seven"}},
        {"query": "query A { hello } query B { hello }"},
        {"query": "{ hello }", "operationName": "Z"},
        {"query": "{ hello }" + " " * 100_000},
    ],
)
async def test_what_the_engine_refuses_is_400_or_200_by_media_type(edge: Edge, asked: Any) -> None:
    newer, older = await edge.post(asked, accept=NEWER), await edge.post(asked, accept=JSON)
    assert (newer.status_code, older.status_code) == (400, 200)
    assert newer.content == older.content
    assert "data" not in newer.json()


async def test_replies_are_kept_by_no_cache(edge: Edge) -> None:
    for reply in (await edge.get(query="{ hello }"), await edge.get(query="{")):
        assert reply.headers["cache-control"] == "no-store"
        assert reply.headers["vary"] == "accept, authorization"


async def test_a_head_asks_like_a_get(edge: Edge) -> None:
    reply = await edge.client.head("/graphql", params={"query": "{ hello }"})
    assert reply.status_code == 200


# Negotiation


@pytest.mark.parametrize(
    ("accept", "answer"),
    [
        ("", JSON),
        ("*/*", JSON),
        ("application/*", JSON),
        ("application/json", JSON),
        ("application/json, */*", JSON),
        ("APPLICATION/JSON ; CHARSET=UTF-8", JSON),
        ("application/graphql-response+json", NEWER),
        ("application/json, application/graphql-response+json", NEWER),
        ("application/graphql-response+json;q=0.9, application/json;q=0.9", NEWER),
        ("application/graphql-response+json, application/json;q=0.9", NEWER),
        ("application/graphql-response+json;q=0.5, application/json", JSON),
        ("application/graphql-response+json;q=0.5, */*;q=0.9", JSON),
        ("application/json;q=0, */*", NEWER),
        ("application/graphql-response+json;q=0, */*", JSON),
        ('application/graphql-response+json; charset="utf-8"', NEWER),
        ("application/graphql-response+json; charset=latin1, application/json", JSON),
        ("text/event-stream, application/json", JSON),
        (URQL, NEWER),
        ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", JSON),
        ("text/event-stream", None),
        ("text/html", None),
        ("application/json;q=0", None),
        ("application/json;charset=utf-16", None),
        ("application/json;q=much", None),
        (";;q,,=", None),
    ],
)  # fmt: skip
def test_the_better_media_type_is_chosen(accept: str, answer: str | None) -> None:
    chosen = accepted(accept.encode())
    assert (chosen and chosen.value) == answer


async def test_what_can_not_be_accepted_is_406(edge: Edge) -> None:
    reply = await edge.post({"query": "{ hello }"}, accept="text/event-stream")
    assert (reply.status_code, codes(reply)) == (406, ["BAD_USER_INPUT"])
    assert edge.engine.asked == []


@pytest.mark.parametrize(
    ("content_type", "json"),
    [
        ("application/json", True),
        ("Application/JSON; charset=UTF-8", True),
        ('application/json;charset="utf-8"', True),
        ("application/json; charset=latin1", False),
        ("application/graphql", False),
        ("application/x-www-form-urlencoded", False),
        ("multipart/form-data; boundary=x", False),
        ("text/plain", False),
        ("", False),
    ],
)
async def test_only_json_in_utf8_is_read(edge: Edge, content_type: str, *, json: bool) -> None:
    assert is_json(content_type.encode()) is json
    reply = await edge.post({"query": "{ hello }"}, content_type=content_type)
    assert reply.status_code == (200 if json else 415)
    if not json:
        assert codes(reply) == ["BAD_USER_INPUT"]


async def test_a_compressed_body_is_refused(edge: Edge) -> None:
    reply = await edge.post(b"\x1f\x8b", content_encoding="gzip")
    assert (reply.status_code, codes(reply)) == (415, ["BAD_USER_INPUT"])


# What is no request


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "not JSON"),
        (b"NONSENSE", "not JSON"),
        (b'{"query": ', "not JSON"),
        (b"\xff\xfe", "not JSON"),
        (b'{"query": "\xff"}', "not JSON"),
        (b'{"query": "\\ud800"}', "not JSON"),
        (b'\xef\xbb\xbf{"query": "{ hello }"}', "not JSON"),
        (b'{"query": NaN}', "not JSON"),
        (b"[" * 20_000 + b"]" * 20_000, "not JSON"),
        (b'{"query":' * 20_000, "not JSON"),
        (b'{"query": "{ hello }", "variables": ' + b'{"a":' * 150 + b"1" + b"}" * 151, "nested"),
        (
            b'{"query": "{ hello }", "extensions": {"a": ' + b"[" * 150 + b"]" * 150 + b"}}",
            "nested",
        ),
        (b"null", "not a JSON object"),
        (b"1", "not a JSON object"),
        (b'"{ hello }"', "not a JSON object"),
        (b"[]", "Batches"),
        (b'[{"query": "{ hello }"}]', "Batches"),
        (b"{}", "'query'"),
        (b'{"qeury": "{ hello }"}', "'query'"),
        (b'{"query": null}', "'query'"),
        (b'{"query": 1}', "'query'"),
        (b'{"query": ["{ hello }"]}', "'query'"),
        (b'{"query": "{ hello }", "operationName": 1}', "'operationName'"),
        (b'{"query": "{ hello }", "operationName": {}}', "'operationName'"),
        (b'{"query": "{ hello }", "variables": []}', "'variables'"),
        (b'{"query": "{ hello }", "variables": "{}"}', "'variables'"),
        (b'{"query": "{ hello }", "extensions": 0}', "'extensions'"),
        (b'{"query": "{ hello }", "extensions": false}', "'extensions'"),
    ],
)
@pytest.mark.parametrize("media", [JSON, NEWER])
async def test_what_is_no_request_is_400_and_says_why(
    edge: Edge, content: bytes, words: str, media: str
) -> None:
    reply = await edge.post(content, accept=media)
    assert (reply.status_code, codes(reply)) == (400, ["BAD_USER_INPUT"])
    assert words in reply.json()["errors"][0]["message"]
    assert edge.engine.asked == []


@pytest.mark.parametrize(
    "query_string",
    [
        "",
        "query=%FF",
        "variables={}",
        "query={hello}&query={hello}",
        "query={hello}&variables=1",
        "query={hello}&variables=[]",
        "query={hello}&variables={",
        "query={hello}&extensions=null1",
        "query={hello}&variables=" + "[" * 200 + "]" * 200,
    ],
)
async def test_a_url_that_is_no_request_is_400(edge: Edge, query_string: str) -> None:
    reply = await edge.client.get(f"/graphql?{query_string}")
    assert (reply.status_code, codes(reply)) == (400, ["BAD_USER_INPUT"])


async def test_a_nul_or_any_other_character_in_a_url_is_no_failure(edge: Edge) -> None:
    assert (await edge.client.get("/graphql?query=%00")).status_code == 200
    assert (await edge.client.get("/graphql?query={hello}&utm_source=x&utm_source=y")).json() == {
        "data": {"hello": "wörld"}
    }


async def test_variables_may_nest_as_deep_as_anybody_needs(edge: Edge) -> None:
    content = b'{"query": "{ hello }", "variables": ' + b'{"a":' * 98 + b"1" + b"}" * 99
    assert (await edge.post(content)).status_code == 200


async def test_variables_may_hold_many_values_but_not_any_number(edge: Edge) -> None:
    few, many = ({"query": "{ hello }", "variables": {"v": [1] * n}} for n in (49_000, 51_000))
    assert (await edge.post(few)).status_code == 200
    reply = await edge.post(many)
    assert (reply.status_code, codes(reply)) == (413, ["COST_LIMIT_EXCEEDED"])
    prose = {"query": "{ hello }", "variables": {"v": "a, b" * 60_000}}
    assert (await edge.post(prose)).status_code == 200


@pytest.mark.parametrize("chunks", [1, 7])
async def test_a_body_is_read_no_further_than_it_may_be_long(edge: Edge, chunks: int) -> None:
    async def sent() -> AsyncIterator[bytes]:
        for _ in range(chunks):
            yield b" " * (1_200_000 // chunks)

    reply = await edge.client.post("/graphql", content=sent(), headers={"content-type": JSON})
    assert (reply.status_code, codes(reply)) == (413, ["COST_LIMIT_EXCEEDED"])
    assert (await edge.post(b" " * 1_200_000)).status_code == 413


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    content=st.binary(max_size=40)
    | st.text(alphabet='{}[]":,0ueqryn ', max_size=40).map(str.encode)
)
async def test_no_body_is_our_failure(edge: Edge, content: bytes) -> None:
    reply = await edge.post(content)
    assert reply.status_code in {200, 400}


# Who is calling


@pytest.mark.parametrize("scheme", ["Bearer", "bearer", "BEARER"])
async def test_a_token_names_the_caller(edge: Edge, scheme: str) -> None:
    await edge.post({"query": "{ hello }"}, authorization=f"{scheme} somebodys-token")
    assert edge.engine.asked[-1][1] == SOMEBODY


async def test_a_token_that_is_no_good_is_refused_and_never_taken_for_the_public(
    edge: Edge,
) -> None:
    for query in ("{ hello }", "{"):
        reply = await edge.post({"query": query}, authorization="Bearer forged")
        assert (reply.status_code, codes(reply)) == (401, ["UNAUTHENTICATED"])
        kind, described = reply.headers["www-authenticate"].split(", ")
        assert kind == 'Bearer error="invalid_token"'
        assert described == "error_description=\"the token's 'signature' is not ours\""
    assert edge.engine.asked == []


@pytest.mark.parametrize(
    "header", ["", "Bearer", "Bearer ", "Basic c29tZWJvZHk6", "somebodys-token", "Bearer a b",
               "Bearer a, Bearer b", "Bearer é", "Bearer a\tb", "Bearer =", 'Bearer "a"'],
)  # fmt: skip
async def test_a_malformed_authorization_is_refused(edge: Edge, header: str) -> None:
    headers = {"content-type": JSON, "authorization": header.encode()}
    reply = await edge.client.post("/graphql", content=b"{}", headers=headers)  # type: ignore[arg-type]
    assert (reply.status_code, codes(reply)) == (401, ["UNAUTHENTICATED"])
    assert reply.headers["www-authenticate"].startswith('Bearer error="invalid_token", ')


def test_the_token_is_what_stands_after_bearer() -> None:
    assert bearer_token(b"Bearer  a.b-c_d~e+f/g==") == "a.b-c_d~e+f/g=="


async def test_tokens_that_can_not_be_checked_now_are_neither_good_nor_bad(
    anyio_backend: object, caplog: pytest.LogCaptureFixture
) -> None:
    failure = Fault("the issuer at https://login.example is unreachable")
    async with running_edge(authenticator=OneToken(failure)) as edge:
        reply = await edge.post({"query": "{ hello }"}, authorization="Bearer other")
    assert (reply.status_code, codes(reply)) == (503, ["INTERNAL"])
    assert "login.example" not in reply.text
    assert "login.example" in caplog.text


async def test_telemetry_is_told_how_each_request_ended(edge: Edge) -> None:
    await edge.post({"query": "query Hi { hello }", "operationName": "Hi"})
    await edge.post({"query": "{ unknown }"})
    await edge.post({"query": "{ hello }"}, authorization="Bearer forged")
    await edge.post({"query": "{ hello }"}, accept="text/html")
    assert edge.told.ends == [
        ("query", (), "Hi"),
        (None, ("BAD_USER_INPUT",), None),
        (None, ("UNAUTHENTICATED",), None),
        (None, ("BAD_USER_INPUT",), None),
    ]


# On a real socket


async def test_every_audit_of_graphql_http_passes(edge: Edge) -> None:
    async with served(edge.app) as (_, address):
        outcome = await audited(address)
    if outcome is None:
        pytest.skip("the audits are JavaScript, and node is not on this machine")
    assert outcome["failed"] == []
    assert outcome["passed"] >= 60


async def test_shutting_down_finishes_what_is_running(edge: Edge) -> None:
    async with (
        served(edge.app, timeout_graceful_shutdown=20) as (server, address),
        httpx.AsyncClient(base_url=address) as client,
    ):
        slow = asyncio.create_task(client.post("/graphql", json={"query": "{ slow }"}))
        await edge.engine.entered.wait()
        server.should_exit = True
        while server.servers[0].is_serving():  # noqa: ASYNC110 - uvicorn tells it in no other way
            await asyncio.sleep(0.01)
        edge.engine.leave.set()
        assert (await slow).json() == {"data": {"slow": "done"}}


async def test_what_is_too_long_is_refused_without_being_read(edge: Edge) -> None:
    sent = b"POST /graphql HTTP/1.1\r\nhost: x\r\ncontent-length: 999999999999\r\n\r\n"
    async with served(edge.app) as (_, address):
        host, port = address.removeprefix("http://").split(":")
        reader, writer = await asyncio.open_connection(host, int(port))
        writer.write(sent)
        told = await reader.read()  # to the end: the connection is closed on us
        writer.close()
    assert told.startswith(b"HTTP/1.1 413 ")
    assert b'"code":"COST_LIMIT_EXCEEDED"' in told


async def test_a_client_that_leaves_in_the_middle_of_its_request_disturbs_nobody(
    edge: Edge, caplog: pytest.LogCaptureFixture
) -> None:
    async with served(edge.app) as (_, address):
        host, port = address.removeprefix("http://").split(":")
        _, writer = await asyncio.open_connection(host, int(port))
        writer.write(
            b"POST /graphql HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\n"
            b'content-length: 100\r\n\r\n{"query'
        )
        await writer.drain()
        writer.close()
        async with httpx.AsyncClient(base_url=address) as client:
            reply = await client.post("/graphql", json={"query": "{ hello }"})
    assert reply.json() == {"data": {"hello": "wörld"}}
    assert caplog.text == ""


def test_the_page_for_clients_tells_every_limit_and_code() -> None:
    page = (Path(__file__).parents[2] / "docs" / "http.md").read_text()
    for name, allowed in asdict(Limits()).items():
        assert re.search(rf"^\| `{name}`.*\| {allowed:,} \|", page, re.MULTILINE), name
    for code in ErrorCode:
        assert f"| `{code.value}` |" in page
    assert f"may hold {MOST_VALUES:,}\nvalues" in page
    assert f"{ROOM_FOR_VARIABLES:,} bytes longer" in page
