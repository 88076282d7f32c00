"""What leaves the process as spans and metrics, and that nothing personal is in it."""

import asyncio
import io
import logging
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import httpx
import pytest
from opentelemetry.proto.collector.metrics.v1.metrics_service_pb2 import ExportMetricsServiceRequest
from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest
from opentelemetry.sdk.metrics.export import InMemoryMetricReader
from opentelemetry.sdk.trace import ReadableSpan
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter
from opentelemetry.trace import SpanKind, StatusCode
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

from api.exporters import TelemetryMisconfigured, observed
from api.logs import AccessLog, JsonFormatter
from api.telemetry import ObservedTelemetry, Telemetry, telemetry_from_environment
from api.trace import current_trace_id, request_trace
from auth.callers import PUBLIC
from auth.database import Database
from auth.transactions import StatementEvent
from models.failures import Fault, Unauthenticated

ROOT = Path(__file__).parents[2]
TRACE, PARENT = "4bf92f3577b34da6a3ce929d0e0e4736", "00f067aa0ba902b7"
SECRET = "Maria Sanchez"


@dataclass
class Told:
    """Telemetry into memory, and all that it told."""

    exporter: InMemorySpanExporter = field(default_factory=InMemorySpanExporter)
    reader: InMemoryMetricReader = field(default_factory=InMemoryMetricReader)

    def __post_init__(self) -> None:
        self.telemetry = observed([SimpleSpanProcessor(self.exporter)], [self.reader])

    @property
    def spans(self) -> dict[str, ReadableSpan]:
        return {span.name: span for span in self.exporter.get_finished_spans()}

    def metrics(self) -> dict[str, list[tuple[dict[str, Any], Any]]]:
        """By name: the attributes of each point, and its value or how many it counted."""
        data = self.reader.get_metrics_data()
        points: dict[str, list[tuple[dict[str, Any], Any]]] = {}
        for resource in data.resource_metrics if data else ():
            for metric in resource.scope_metrics[0].metrics:
                points[metric.name] = [
                    (
                        dict(point.attributes or {}),
                        point.value if hasattr(point, "value") else point.count,
                    )
                    for point in metric.data.data_points
                ]
        return points

    def everything(self) -> str:
        spans = [span.to_json() for span in self.exporter.get_finished_spans()]
        data = self.reader.get_metrics_data()
        return "\n".join([*spans, data.to_json() if data else ""])


@pytest.fixture
def told() -> Iterator[Told]:
    telling = Told()
    yield telling
    telling.telemetry.close()


def test_a_span_an_operation_named_by_its_type_and_a_span_a_statement_under_it(told: Told) -> None:
    with told.telemetry.operation() as operation:
        told.telemetry.statement(StatementEvent(seconds=0.25, succeeded=True))
        operation.finished("query", (), "PortalHome")

    query, statement = told.spans["query"], told.spans["statement"]
    assert query.kind is SpanKind.SERVER
    assert dict(query.attributes or {}) == {
        "graphql.operation.type": "query",
        "graphql.operation.name": "PortalHome",
    }
    assert query.status.status_code is StatusCode.UNSET
    assert statement.kind is SpanKind.CLIENT
    assert dict(statement.attributes or {}) == {"db.system.name": "postgresql"}
    assert statement.parent == query.context
    assert statement.start_time is not None
    assert statement.end_time == statement.start_time + 250_000_000


def test_requests_errors_latency_and_statements_are_counted(told: Told) -> None:
    for codes in ((), ("NOT_FOUND", "NOT_FOUND", "CONFLICT")):
        with told.telemetry.operation() as operation:
            told.telemetry.statement(StatementEvent(seconds=0.002, succeeded=not codes))
            operation.finished("mutation", codes)
    with told.telemetry.operation() as operation:
        operation.finished(None, ("BAD_USER_INPUT",))

    metrics = told.metrics()
    by_type = [
        ({"graphql.operation.type": "mutation"}, 2),
        ({"graphql.operation.type": "unknown"}, 1),
    ]
    assert metrics["throughline.operations"] == by_type
    assert metrics["throughline.operation.duration"] == by_type
    assert metrics["throughline.operation.errors"] == [
        ({"graphql.operation.type": "mutation", "error.type": "CONFLICT"}, 1),
        ({"graphql.operation.type": "mutation", "error.type": "NOT_FOUND"}, 1),
        ({"graphql.operation.type": "unknown", "error.type": "BAD_USER_INPUT"}, 1),
    ]
    assert metrics["db.client.operation.duration"] == [
        ({"db.system.name": "postgresql"}, 1),
        ({"db.system.name": "postgresql", "error.type": "_OTHER"}, 1),
    ]


def test_jobs_and_deliveries_are_counted_by_what_they_became(told: Told) -> None:
    told.telemetry.watch_jobs(lambda: {("webhooks.deliver", "queued"): 3})
    for outcome in ("done", "again", "again"):
        told.telemetry.job("webhooks.deliver", outcome)
    for outcome in ("DELIVERED", "TIMED_OUT"):
        told.telemetry.delivery(outcome)

    metrics, job = told.metrics(), {"throughline.job": "webhooks.deliver"}
    assert metrics["throughline.jobs"] == [
        (job | {"throughline.outcome": "done"}, 1),
        (job | {"throughline.outcome": "again"}, 2),
    ]
    assert metrics["throughline.jobs.depth"] == [(job | {"throughline.job.status": "queued"}, 3)]
    assert metrics["throughline.webhooks"] == [
        ({"throughline.outcome": "DELIVERED"}, 1),
        ({"throughline.outcome": "TIMED_OUT"}, 1),
    ]


def test_the_document_cache_is_reported(told: Told) -> None:
    seen = [7, 2]
    told.telemetry.watch_documents(lambda: (seen[0], seen[1]))
    assert told.metrics()["throughline.documents"] == [
        ({"throughline.cache.result": "hit"}, 7),
        ({"throughline.cache.result": "miss"}, 2),
    ]
    seen[0] = 9
    assert told.metrics()["throughline.documents"][0][1] == 9


async def test_a_databases_statements_and_pool_are_reported_without_their_values(
    told: Told, fresh_database: Database, log: io.StringIO
) -> None:
    told.telemetry.watch(fresh_database)
    with request_trace(), told.telemetry.operation() as operation:
        async with fresh_database.read(PUBLIC) as transaction:
            assert await transaction.value("SELECT $1::text", [SECRET]) == SECRET
            in_use = told.metrics()["db.client.connection.count"]
        with pytest.raises(Fault):
            async with fresh_database.read(PUBLIC) as transaction:
                await transaction.value(f"SELECT '{SECRET}'::integer")
        operation.finished("query", ("INTERNAL",))

    assert in_use[1] == ({"db.client.connection.state": "used"}, 1)
    assert told.metrics()["db.client.connection.count"][1][1] == 0
    assert told.metrics()["db.client.connection.max"] == [({}, 2)]
    statements = [span for span in told.exporter.get_finished_spans() if span.name == "statement"]
    assert [span.status.status_code for span in statements] == [StatusCode.UNSET, StatusCode.ERROR]
    assert [span.parent for span in statements] == [told.spans["query"].context] * 2
    assert SECRET not in told.everything() + log.getvalue()


@pytest.mark.parametrize(
    ("codes", "status"),
    [
        (("INTERNAL",), StatusCode.ERROR),
        (("NOT_FOUND", "TIMEOUT"), StatusCode.ERROR),
        (("BAD_USER_INPUT",), StatusCode.UNSET),
        (("FORBIDDEN", "UNAUTHENTICATED"), StatusCode.UNSET),
    ],
)
def test_a_span_is_marked_failed_only_for_what_is_our_fault(
    told: Told, codes: tuple[str, ...], status: StatusCode
) -> None:
    with told.telemetry.operation() as operation:
        operation.finished("query", codes)
    span = told.spans["query"]
    assert span.status.status_code is status
    assert span.attributes is not None
    assert span.attributes["throughline.error.codes"] == tuple(sorted(codes))


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (RuntimeError(SECRET), "INTERNAL"),
        (Fault(SECRET), "INTERNAL"),
        (Unauthenticated(SECRET), "UNAUTHENTICATED"),
        (asyncio.CancelledError(SECRET), "CANCELLED"),
    ],
)
def test_an_error_that_leaves_an_operation_is_told_by_its_code_alone(
    told: Told, error: BaseException, code: str
) -> None:
    with pytest.raises(type(error)), told.telemetry.operation():
        raise error
    span = told.spans["operation"]
    assert (span.attributes or {})["throughline.error.codes"] == (code,)
    assert span.events == ()
    assert told.metrics()["throughline.operation.errors"][0][0]["error.type"] == code
    assert SECRET not in told.everything()


@pytest.mark.parametrize(
    "name", ["PortalHome", "_plan_v2", "X" * 64, "Plan2026a".replace("2026", "26")]
)
def test_an_operation_name_as_developers_write_them_is_kept(told: Told, name: str) -> None:
    with told.telemetry.operation() as operation:
        operation.finished("query", (), name)
    assert (told.spans["query"].attributes or {})["graphql.operation.name"] == name


@pytest.mark.parametrize(
    "name",
    [
        "Pupil00350412",
        "born_19700101",
        "X" * 65,
        "Maria Sanchez",
        "maria@mill.example",
        "Müller",
        "",
    ],
)
def test_an_operation_name_that_could_hold_data_is_not(told: Told, name: str) -> None:
    with told.telemetry.operation() as operation:
        operation.finished("query", (), name)
    assert "graphql.operation.name" not in (told.spans["query"].attributes or {})


def test_what_an_operation_is_called_does_not_multiply_metrics_or_span_names(told: Told) -> None:
    for number in range(50):
        with told.telemetry.operation() as operation:
            operation.finished(f"kind{number}", (f"CODE{number}",), f"Name{number}")
    metrics = told.metrics()
    assert metrics["throughline.operations"] == [({"graphql.operation.type": "unknown"}, 50)]
    assert metrics["throughline.operation.errors"] == [
        ({"graphql.operation.type": "unknown", "error.type": "_OTHER"}, 50)
    ]
    assert set(told.spans) == {"operation"}


def test_span_log_and_client_speak_of_one_trace(told: Told) -> None:
    with request_trace():
        before = current_trace_id()
        with told.telemetry.operation() as operation:
            assert current_trace_id() == before
            operation.finished("query", ())
    context = told.spans["query"].context
    assert context is not None
    assert f"{context.trace_id:032x}" == before


def test_a_callers_trace_is_continued(told: Told) -> None:
    with request_trace(f"00-{TRACE}-{PARENT}-01"):
        assert current_trace_id() == TRACE
        with told.telemetry.operation() as operation:
            operation.finished("query", ())
    span = told.spans["query"]
    assert span.context is not None
    assert span.parent is not None
    assert (f"{span.context.trace_id:032x}", f"{span.parent.span_id:016x}") == (TRACE, PARENT)


def test_a_caller_may_decline_the_spans_but_not_the_metrics(told: Told) -> None:
    with request_trace(f"00-{TRACE}-{PARENT}-00"), told.telemetry.operation() as operation:
        told.telemetry.statement(StatementEvent(seconds=0.1, succeeded=True))
        operation.finished("query", ())
    assert told.spans == {}
    assert told.metrics()["throughline.operations"] == [({"graphql.operation.type": "query"}, 1)]
    assert "db.client.operation.duration" in told.metrics()


async def test_concurrent_operations_keep_their_own_statements(told: Told) -> None:
    async def one(kind: str) -> None:
        with request_trace(), told.telemetry.operation() as operation:
            await asyncio.sleep(0)
            told.telemetry.statement(StatementEvent(seconds=0.01, succeeded=True))
            await asyncio.sleep(0)
            operation.finished(kind, ())

    await asyncio.gather(one("query"), one("mutation"))
    spans = told.exporter.get_finished_spans()
    parents = {span.parent.span_id for span in spans if span.parent}
    assert parents == {
        span.context.span_id for span in spans if span.context and span.name != "statement"
    }
    assert len({span.context.trace_id for span in spans if span.context}) == 2


@pytest.fixture
def log() -> Iterator[io.StringIO]:
    """All that the process logs, from DEBUG on, as a server writes it."""
    written = io.StringIO()
    handler = logging.StreamHandler(written)
    handler.setFormatter(JsonFormatter())
    root, level = logging.getLogger(), logging.getLogger().level
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    client = logging.getLogger("httpx")  # the tests' own way in, which is no part of the API
    client.setLevel(logging.WARNING)
    yield written
    client.setLevel(logging.NOTSET)
    root.removeHandler(handler)
    root.setLevel(level)


def failing_row(value: str) -> None:
    raise ValueError(f"Failing row contains ({value})")


def application(telemetry: ObservedTelemetry) -> Starlette:
    """An operation that meets a fault, answered in the layers that the API has."""

    async def answer(request: Request) -> JSONResponse:
        with telemetry.operation() as operation:
            asked = await request.json()
            telemetry.statement(StatementEvent(seconds=0.01, succeeded=False))
            try:
                failing_row(asked["query"])
            except ValueError:
                logging.getLogger("throughline").exception("the operation failed")
            operation.finished("query", ("INTERNAL",), asked["operationName"])
        return JSONResponse({}, headers={"x-trace": current_trace_id()})

    route = Route("/graphql", answer, methods=["POST"])
    return Starlette(routes=[route], middleware=[Middleware(AccessLog)])


async def test_nothing_personal_leaves_a_request(told: Told, log: io.StringIO) -> None:
    """Secrets stand wherever a client can put one."""
    asked = {
        "query": '{ people(where: {name: {eq: "Maria"}}) { nodes { id } } }',
        "variables": {"telephone": "617-555-0134"},
        "operationName": "Pupil00350412",
    }
    headers = {
        "authorization": "Bearer eyJhbGciOiJFUzI1NiJ9",
        "traceparent": f"00-{TRACE}-{PARENT}-01",
        "tracestate": "who=Sanchez",
        "baggage": "name=Maria",
        "user-agent": "Sanchez/1",
        "referer": "https://portal.example/people/Maria",
    }
    client = ("203.0.113.77", 4711)
    transport = httpx.ASGITransport(application(told.telemetry), client=client)
    async with httpx.AsyncClient(transport=transport, base_url="http://api.example") as caller:
        reply = await caller.post("/graphql?name=Sanchez", json=asked, headers=headers)

    everything = told.everything() + log.getvalue()
    assert reply.headers["x-trace"] == TRACE
    assert everything.count(TRACE) >= 4, "two spans and two lines are there, of one trace"
    secrets = ["Maria", "Sanchez", "555-0134", "eyJhbGci", "Pupil", "203.0.113", "portal.example"]
    assert [secret for secret in secrets if secret in everything] == []


def test_without_exporters_nothing_is_reported_and_no_sdk_is_loaded() -> None:
    script = (
        "import sys; from api.telemetry import Telemetry, telemetry_from_environment; "
        "assert type(telemetry_from_environment()) is Telemetry; "
        "assert not [name for name in sys.modules if name.startswith('opentelemetry.sdk')]"
    )
    subprocess.run([sys.executable, "-c", script], cwd=ROOT, env={}, check=True)


def test_a_process_without_exporters_has_trace_ids_all_the_same() -> None:
    with request_trace(), Telemetry().operation() as operation:
        made = current_trace_id()
        operation.finished("query", ())
        assert current_trace_id() == made
    assert len(made) == 32
    assert int(made, 16) > 0
    with request_trace(f"00-{TRACE}-{PARENT}-01"):
        assert current_trace_id() == TRACE
    with request_trace("00-not-a-trace"):
        assert current_trace_id() not in (made, TRACE)


async def test_tasks_of_one_request_share_the_id_made_in_any_of_them() -> None:
    async def inner() -> str:
        return current_trace_id()

    with request_trace():
        made = await asyncio.gather(*(asyncio.create_task(inner()) for _ in range(3)))
        assert set(made) == {current_trace_id()}


@pytest.mark.parametrize(
    "variables",
    [
        {"OTEL_SDK_DISABLED": "true", "OTEL_TRACES_EXPORTER": "otlp"},
        {"OTEL_TRACES_EXPORTER": "none", "OTEL_METRICS_EXPORTER": "none"},
        {"OTEL_TRACES_EXPORTER": "", "OTEL_SERVICE_NAME": "throughline"},
    ],
)
def test_variables_that_ask_for_no_export_get_none(
    monkeypatch: pytest.MonkeyPatch, variables: dict[str, str]
) -> None:
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert type(telemetry_from_environment()) is Telemetry


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("OTEL_TRACES_EXPORTER", "jaeger"),
        ("OTEL_METRICS_EXPORTER", "otlp,prometheus"),
        ("OTEL_EXPORTER_OTLP_PROTOCOL", "grpc"),
        ("OTEL_EXPORTER_OTLP_TRACES_PROTOCOL", "http/json"),
    ],
)
def test_what_is_not_supported_is_said_by_its_variable(
    monkeypatch: pytest.MonkeyPatch, variable: str, value: str
) -> None:
    monkeypatch.setenv("OTEL_EXPORTER_OTLP_ENDPOINT", "http://127.0.0.1:9")
    monkeypatch.setenv(variable, value)
    with pytest.raises(TelemetryMisconfigured, match=variable):
        telemetry_from_environment()


@pytest.fixture
def collector() -> Iterator[tuple[str, dict[str, list[bytes]]]]:
    """An OTLP collector on a port of its own, and what it was sent."""
    received: dict[str, list[bytes]] = {}

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            received.setdefault(self.path, []).append(body)
            self.send_response(200)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *args: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}", received
    server.shutdown()
    server.server_close()


def test_an_endpoint_is_enough_to_export_to_a_collector(
    monkeypatch: pytest.MonkeyPatch, collector: tuple[str, dict[str, list[bytes]]]
) -> None:
    endpoint, received = collector
    monkeypatch.setenv("OTEL_EXPORTER_OTLP_ENDPOINT", endpoint)
    telemetry = telemetry_from_environment()
    assert isinstance(telemetry, ObservedTelemetry)
    with telemetry.operation() as operation:
        operation.finished("query", ())
    telemetry.close()

    traces = ExportTraceServiceRequest.FromString(received["/v1/traces"][0])
    (resource,) = traces.resource_spans
    said = {entry.key: entry.value.string_value for entry in resource.resource.attributes}
    assert said["service.name"] == "throughline"
    assert said["service.instance.id"], "or the metrics of several workers would be taken for one"
    assert [span.name for span in resource.scope_spans[0].spans] == ["query"]
    metrics = ExportMetricsServiceRequest.FromString(received["/v1/metrics"][0])
    names = {metric.name for metric in metrics.resource_metrics[0].scope_metrics[0].metrics}
    assert names == {"throughline.operations", "throughline.operation.duration"}


def test_the_service_is_called_what_the_operator_says(
    monkeypatch: pytest.MonkeyPatch, collector: tuple[str, dict[str, list[bytes]]]
) -> None:
    endpoint, received = collector
    monkeypatch.setenv("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", f"{endpoint}/traces")
    monkeypatch.setenv("OTEL_SERVICE_NAME", "network-api")
    telemetry = telemetry_from_environment()
    with telemetry.operation() as operation:
        operation.finished("query", ())
    telemetry.close()
    assert list(received) == ["/traces"], "metrics have no endpoint and stay off"
    assert b"network-api" in received["/traces"][0]


def test_a_collector_that_is_away_stops_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OTEL_EXPORTER_OTLP_ENDPOINT", "http://127.0.0.1:9")
    monkeypatch.setenv("OTEL_EXPORTER_OTLP_TIMEOUT", "1")
    telemetry = telemetry_from_environment()
    with telemetry.operation() as operation:
        operation.finished("query", ())
    telemetry.close()
