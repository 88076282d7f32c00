"""The log: one JSON object a line, with the trace id, and without what clients send."""

import importlib.util
import io
import json
import logging
import logging.config
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import asyncpg
import httpx
import pytest
import uvicorn
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Mount, Route
from uvicorn.lifespan.on import LifespanOn

from api.logs import AccessLog, JsonFormatter, NoConnectionLines, config
from api.trace import current_trace_id, request_trace
from auth.keys import KeysUnusable
from models.failures import Fault

TRACE = "4bf92f3577b34da6a3ce929d0e0e4736"
log = logging.getLogger("throughline.test")


@pytest.fixture
def lines() -> Iterator[io.StringIO]:
    """What the root logger writes as JSON, from DEBUG on."""
    written = io.StringIO()
    handler = logging.StreamHandler(written)
    handler.setFormatter(JsonFormatter())
    root, level = logging.getLogger(), logging.getLogger().level
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    yield written
    root.removeHandler(handler)
    root.setLevel(level)


def parsed(lines: io.StringIO, logger: str) -> list[dict[str, Any]]:
    every = [json.loads(line) for line in lines.getvalue().splitlines()]
    return [line for line in every if line["logger"] == logger]


def test_a_line_says_when_how_grave_who_and_what(lines: io.StringIO) -> None:
    log.warning("%d districts", 5, extra={"fields": {"districts": 5}})
    (line,) = parsed(lines, "throughline.test")
    assert line.pop("time").endswith("+00:00")
    assert line == {
        "level": "WARNING",
        "logger": "throughline.test",
        "message": "5 districts",
        "districts": 5,
    }


def test_lines_of_a_request_bear_its_trace_id(lines: io.StringIO) -> None:
    with request_trace():
        log.info("one")
        log.info("two")
        made = current_trace_id()
    log.info("three")
    assert [line.get("traceId") for line in parsed(lines, "throughline.test")] == [made, made, None]


def test_an_exception_is_told_by_type_state_and_place_but_not_by_its_text(
    lines: io.StringIO,
) -> None:
    def insert() -> None:
        error = asyncpg.UniqueViolationError("Key (name)=(Maria Sanchez) already exists")
        error.detail = "Failing row contains (Maria Sanchez)."
        raise error

    try:
        try:
            insert()
        except asyncpg.PostgresError as error:
            raise Fault("The statement failed") from error
    except Fault:
        log.exception("the operation failed")
    (line,) = parsed(lines, "throughline.test")
    fault, cause = line["exception"]
    assert fault["type"] == "models.failures.Fault"
    assert fault["message"] == "The statement failed"
    assert cause["type"] == "asyncpg.exceptions.UniqueViolationError"
    assert cause["sqlstate"] == "23505"
    assert cause["at"][-1].startswith("tests/api/test_logs.py:")
    assert cause["at"][-1].endswith(" insert")
    assert "Sanchez" not in lines.getvalue()


def test_the_dump_after_a_librarys_first_line_is_left_out(lines: io.StringIO) -> None:
    logging.getLogger("asyncio").error("Task exception was never retrieved\nfuture: <Maria>")
    (line,) = parsed(lines, "asyncio")
    assert line["message"] == "Task exception was never retrieved"


async def test_a_start_that_failed_is_told_by_its_reason(served: io.StringIO) -> None:
    @asynccontextmanager
    async def failing(_: Starlette) -> AsyncIterator[None]:
        raise KeysUnusable("the key file .data/keys/key-000001.json is damaged")
        yield

    uvicorn_config = uvicorn.Config(Starlette(lifespan=failing), log_config=None, lifespan="on")
    await LifespanOn(uvicorn_config).startup()
    messages = [json.loads(line)["message"] for line in served.getvalue().splitlines()]
    assert "auth.keys.KeysUnusable: the key file .data/keys/key-000001.json is damaged" in messages


def test_what_can_not_be_written_as_json_does_not_lose_the_line(lines: io.StringIO) -> None:
    log.info("odd", extra={"fields": {"value": object()}})
    assert parsed(lines, "throughline.test")[0]["value"] == "object"


async def answer(request: Request) -> PlainTextResponse:
    if request.path_params.get("name") == "fault":
        raise RuntimeError("Maria Sanchez")
    return PlainTextResponse("", status_code=202)


@pytest.fixture
def app() -> Starlette:
    routes = [
        Route("/graphql", answer),
        Route("/people/{name}", answer),
        Route("/health/live", answer),
        Mount("/inner", routes=[Route("/page", answer)]),
    ]
    handlers = {Exception: masked}
    return Starlette(routes=routes, middleware=[Middleware(AccessLog)], exception_handlers=handlers)


async def masked(_: Request, failure: Exception) -> PlainTextResponse:
    """Run by Starlette outside of all middleware."""
    log.error("a request failed", exc_info=failure)
    return PlainTextResponse(current_trace_id(), status_code=500)


async def call(app: Starlette, path: str, method: str = "GET") -> httpx.Response:
    transport = httpx.ASGITransport(app, raise_app_exceptions=False, client=("203.0.113.77", 1))
    async with httpx.AsyncClient(transport=transport, base_url="http://api.example") as client:
        headers = {"traceparent": f"00-{TRACE}-00f067aa0ba902b7-01", "authorization": "Bearer abc"}
        return await client.request(method, path, headers=headers)


async def test_a_request_has_one_line_without_its_address_or_query(
    lines: io.StringIO, app: Starlette
) -> None:
    await call(app, "/graphql?query={me}&access_token=abc")
    (line,) = parsed(lines, "throughline.access")
    assert line.pop("milliseconds") >= 0
    del line["time"]
    assert line == {
        "level": "INFO",
        "logger": "throughline.access",
        "message": "request",
        "traceId": TRACE,
        "method": "GET",
        "route": "/graphql",
        "status": 202,
    }


@pytest.mark.parametrize(
    ("path", "route", "status"),
    [
        ("/people/Sanchez", "/people/{name}", 202),
        ("/people/Sanchez/Maria", None, 404),
        ("/Sanchez", None, 404),
    ],
)
async def test_the_route_is_told_not_the_path(
    lines: io.StringIO, app: Starlette, path: str, route: str | None, status: int
) -> None:
    await call(app, path)
    (line,) = parsed(lines, "throughline.access")
    assert (line["route"], line["status"]) == (route, status)
    assert "Sanchez" not in json.dumps(parsed(lines, "throughline.access"))


async def test_a_request_that_fails_has_its_line_too(lines: io.StringIO, app: Starlette) -> None:
    reply = await call(app, "/people/fault")
    assert (reply.status_code, reply.text) == (500, TRACE)
    assert parsed(lines, "throughline.test")[0]["traceId"] == TRACE
    (line,) = parsed(lines, "throughline.access")
    assert line["status"] == 500
    assert line["traceId"] == TRACE


async def test_methods_are_ours_to_name(lines: io.StringIO, app: Starlette) -> None:
    await call(app, "/graphql", method="SANCHEZ")
    assert parsed(lines, "throughline.access")[0]["method"] == "OTHER"


async def test_health_probes_are_only_for_debugging(lines: io.StringIO, app: Starlette) -> None:
    await call(app, "/health/live")
    assert parsed(lines, "throughline.access")[0]["level"] == "DEBUG"


async def test_where_requests_are_not_logged_they_have_their_trace_all_the_same() -> None:
    async def tell(request: Request) -> PlainTextResponse:
        return PlainTextResponse(current_trace_id())

    app = Starlette(routes=[Route("/", tell)], middleware=[Middleware(AccessLog)])
    assert not logging.getLogger("throughline.access").isEnabledFor(logging.INFO)
    assert (await call(app, "/")).text == TRACE


@pytest.fixture
def served() -> Iterator[io.StringIO]:
    """The log as a server sets it up; as it was before, afterwards."""
    names = ("", "uvicorn.error", "uvicorn.access", "httpx", "httpcore")
    changed = [logging.getLogger(name) for name in names]
    before = [(each, each.handlers[:], each.level, each.propagate) for each in changed]
    logging.getLogger("uvicorn.error").setLevel(logging.NOTSET)
    logging.config.dictConfig(config("info"))
    written = io.StringIO()
    for handler in logging.getLogger().handlers:
        if isinstance(handler.formatter, JsonFormatter):
            assert isinstance(handler, logging.StreamHandler)
            assert handler.setStream(written) is sys.stderr
    yield written
    for each, handlers, level, propagate in before:
        each.handlers[:], each.propagate = handlers, propagate
        each.setLevel(level)


def test_a_servers_log_is_json_on_stderr_without_addresses(served: io.StringIO) -> None:
    uvicorn = logging.getLogger("uvicorn.error")
    uvicorn.info("Started server process [%d]", 7)
    uvicorn.info('%s - "WebSocket %s" [accepted]', "203.0.113.77", "/?token=1")
    logging.getLogger("uvicorn.access").info("203.0.113.77 GET /graphql?query=secret")
    logging.getLogger("httpx").info("HTTP Request: GET https://login.example")
    log.debug("not asked for")
    (line,) = served.getvalue().splitlines()
    assert json.loads(line)["message"] == "Started server process [7]"


def test_the_filter_knows_the_lines_that_uvicorn_writes() -> None:
    """Fails when uvicorn words them anew, and addresses would come through."""
    for name in ("websockets_sansio_impl", "wsproto_impl"):
        module = importlib.util.find_spec(f"uvicorn.protocols.websockets.{name}")
        assert module is not None
        source = Path(module.origin or "").read_text()
        addresses = source.count("get_path_with_query_string(self.scope)")
        assert addresses == source.count('"WebSocket %s"') > 0
    record = logging.LogRecord("uvicorn.error", 20, "", 1, '%s - "WebSocket %s" 403', (), None)
    assert not NoConnectionLines().filter(record)
