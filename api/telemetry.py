"""Spans and metrics, in the one place that decides what they may say.

They say what kind of thing happened, when, how long it took and with which of our own codes; never
a document, a variable, a parameter, a token, an address, or the text of an exception.
"""

import os
import re
import time
from asyncio import CancelledError
from collections.abc import Callable, Iterable, Mapping, Sequence
from types import TracebackType
from typing import Self

from opentelemetry.context import Context, attach, detach
from opentelemetry.metrics import CallbackOptions, Meter, Observation
from opentelemetry.trace import (
    SpanKind,
    Status,
    StatusCode,
    Tracer,
    get_current_span,
    set_span_in_context,
)

from api.trace import trace_parent
from auth.database import Database
from auth.transactions import StatementEvent
from models.failures import ErrorCode

__all__ = ["ObservedTelemetry", "Operation", "Telemetry", "telemetry_from_environment"]

CANCELLED = "CANCELLED"
OTHER = "_OTHER"
UNKNOWN = "unknown"
OPERATION_TYPES = frozenset({"query", "mutation", "subscription"})
ERROR_CODES = frozenset({CANCELLED, *(code.value for code in ErrorCode)})
OURS = frozenset({ErrorCode.INTERNAL.value, ErrorCode.TIMEOUT.value})

SECONDS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0)
POSTGRESQL = {"db.system.name": "postgresql"}

_PLAIN_NAME = re.compile(r"(?!.*\d{4})[A-Za-z_][A-Za-z0-9_]{0,63}")
"""An operation name as developers write them; a longer one, or one with a number of four digits
or more in it, could have been made from data."""


class Operation:
    """One GraphQL request being answered; this one lets nobody know."""

    def finished(
        self, operation_type: str | None, error_codes: Sequence[str], name: str | None = None
    ) -> None:
        """State how it ended: its type, if the document told, its errors' codes, and its name."""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        """The operation is over; of an error that leaves it, its `code` counts, if it has one."""


class Telemetry:
    """What the edge reports to; this one, for a process without exporters, does nothing."""

    _unobserved = Operation()

    def operation(self) -> Operation:
        """A context to stand around all of the answering of one GraphQL request."""
        return self._unobserved

    def watch(self, database: Database) -> None:
        """Report the database's statements and pool from now on."""

    def watch_documents(self, hits_and_misses: Callable[[], tuple[int, int]]) -> None:
        """Report the document cache, from a function of its hits and misses since the start."""

    def live_subscriptions(self, more: int) -> None:
        """So many subscriptions more are open, or less."""

    def live_delivered(self, events: int) -> None:
        """So many events were put on their way to subscribers."""

    def live_ended(self, why: str) -> None:
        """A connection of subscribers was ended by us, for a reason from a few words."""

    def job(self, entrypoint: str, outcome: str) -> None:
        """A job has ended: done, failed for good, or to be done again."""

    def delivery(self, outcome: str) -> None:
        """A delivery of a webhook was attempted: what it became, or what was the problem."""

    def watch_jobs(self, depth: Callable[[], Mapping[tuple[str, str], int]]) -> None:
        """Report the queue, from a function of how many jobs there are by entrypoint and status."""

    def close(self) -> None:
        """Export what is left. Blocks for as long as the exporters do: not for the event loop."""


class ObservedTelemetry(Telemetry):
    """Reports to a tracer and a meter."""

    def __init__(self, tracer: Tracer, meter: Meter, close: Callable[[], None]) -> None:
        self.tracer = tracer
        self.operations = meter.create_counter(
            "throughline.operations", "{operation}", "GraphQL requests answered, by type"
        )
        self.errors = meter.create_counter(
            "throughline.operation.errors",
            "{operation}",
            "GraphQL requests with an error of that code",
        )
        self.durations = meter.create_histogram(
            "throughline.operation.duration",
            "s",
            "Time to answer a GraphQL request",
            explicit_bucket_boundaries_advisory=SECONDS,
        )
        self._statements = meter.create_histogram(
            "db.client.operation.duration",
            "s",
            "Time of a statement, as the API waits for it",
            explicit_bucket_boundaries_advisory=SECONDS,
        )
        self._subscriptions = meter.create_up_down_counter(
            "throughline.live.subscriptions", "{subscription}", "Subscriptions that are open"
        )
        self._delivered = meter.create_counter(
            "throughline.live.deliveries", "{event}", "Events put on their way to subscribers"
        )
        self._ended = meter.create_counter(
            "throughline.live.ended",
            "{connection}",
            "Connections of subscribers that were ended by us, by reason",
        )
        self._jobs = meter.create_counter("throughline.jobs", "{job}", "Jobs, by how they ended")
        self._deliveries = meter.create_counter(
            "throughline.webhooks",
            "{attempt}",
            "Attempts to deliver a webhook, by what they became",
        )
        self._meter = meter
        self._close = close

    def operation(self) -> Operation:
        return _ObservedOperation(self)

    def watch(self, database: Database) -> None:
        database.observers.append(self.statement)
        pool = database.pool

        def connections(_: CallbackOptions) -> Iterable[Observation]:
            idle = pool.get_idle_size()
            yield Observation(idle, {"db.client.connection.state": "idle"})
            yield Observation(pool.get_size() - idle, {"db.client.connection.state": "used"})

        def most(_: CallbackOptions) -> Iterable[Observation]:
            yield Observation(pool.get_max_size())

        self._meter.create_observable_up_down_counter(
            "db.client.connection.count", [connections], "{connection}", "Connections of the pool"
        )
        self._meter.create_observable_up_down_counter(
            "db.client.connection.max", [most], "{connection}", "Connections the pool may open"
        )

    def watch_documents(self, hits_and_misses: Callable[[], tuple[int, int]]) -> None:
        def lookups(_: CallbackOptions) -> Iterable[Observation]:
            hits, misses = hits_and_misses()
            yield Observation(hits, {"throughline.cache.result": "hit"})
            yield Observation(misses, {"throughline.cache.result": "miss"})

        self._meter.create_observable_counter(
            "throughline.documents", [lookups], "{lookup}", "Documents sought in the cache"
        )

    def job(self, entrypoint: str, outcome: str) -> None:
        self._jobs.add(1, {"throughline.job": entrypoint, "throughline.outcome": outcome})

    def delivery(self, outcome: str) -> None:
        self._deliveries.add(1, {"throughline.outcome": outcome})

    def watch_jobs(self, depth: Callable[[], Mapping[tuple[str, str], int]]) -> None:
        def jobs(_: CallbackOptions) -> Iterable[Observation]:
            for (entrypoint, status), count in depth().items():
                said = {"throughline.job": entrypoint, "throughline.job.status": status}
                yield Observation(count, said)

        self._meter.create_observable_gauge(
            "throughline.jobs.depth", [jobs], "{job}", "Jobs in the queue, as each process counts"
        )

    def statement(self, event: StatementEvent) -> None:
        """A statement that has just ended, as a span under the operation that waited for it."""
        failed = {} if event.succeeded else {"error.type": OTHER}
        self._statements.record(event.seconds, POSTGRESQL | failed)
        if not get_current_span().is_recording():
            return
        ended = time.time_ns()
        span = self.tracer.start_span(
            "statement",
            kind=SpanKind.CLIENT,
            attributes=POSTGRESQL | failed,
            start_time=ended - int(event.seconds * 1e9),
        )
        if failed:
            span.set_status(Status(StatusCode.ERROR))
        span.end(ended)

    def live_subscriptions(self, more: int) -> None:
        self._subscriptions.add(more)

    def live_delivered(self, events: int) -> None:
        self._delivered.add(events)

    def live_ended(self, why: str) -> None:
        self._ended.add(1, {"throughline.live.reason": why})

    def close(self) -> None:
        self._close()


class _ObservedOperation(Operation):
    """A span that stands from entering to leaving, and the operation's metrics on leaving."""

    def __init__(self, telemetry: ObservedTelemetry) -> None:
        self._telemetry = telemetry
        self._type = UNKNOWN
        self._name: str | None = None
        self._codes: Sequence[str] = ()
        self._span = telemetry.tracer.start_span(
            "operation", context=_under_the_request(), kind=SpanKind.SERVER
        )

    def __enter__(self) -> Self:
        self._started = time.perf_counter()
        self._attached = attach(set_span_in_context(self._span))
        return self

    def finished(
        self, operation_type: str | None, error_codes: Sequence[str], name: str | None = None
    ) -> None:
        self._type = operation_type if operation_type in OPERATION_TYPES else UNKNOWN
        self._name = name
        self._codes = sorted({code if code in ERROR_CODES else OTHER for code in error_codes})

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        detach(self._attached)
        if error is not None:
            self._codes = [_code_of(error)]
        self._count()
        self._describe()
        self._span.end()

    def _count(self) -> None:
        said = {"graphql.operation.type": self._type}
        self._telemetry.operations.add(1, said)
        self._telemetry.durations.record(time.perf_counter() - self._started, said)
        for code in self._codes:
            self._telemetry.errors.add(1, said | {"error.type": code})

    def _describe(self) -> None:
        if not self._span.is_recording():
            return
        if self._type != UNKNOWN:
            self._span.update_name(self._type)
        self._span.set_attribute("graphql.operation.type", self._type)
        if self._name is not None and _PLAIN_NAME.fullmatch(self._name):
            self._span.set_attribute("graphql.operation.name", self._name)
        if self._codes:
            self._span.set_attribute("throughline.error.codes", self._codes)
        if OURS.intersection(self._codes):
            self._span.set_status(Status(StatusCode.ERROR))


def _code_of(error: BaseException) -> str:
    if isinstance(error, CancelledError):
        return CANCELLED
    code = getattr(error, "code", None)
    return code.value if isinstance(code, ErrorCode) else ErrorCode.INTERNAL.value


def telemetry_from_environment() -> Telemetry:
    """The telemetry that OTEL_… variables ask for, by default none.

    Raises TelemetryMisconfigured for what this API does not do.
    """
    if not any(name.startswith("OTEL_") for name in os.environ):
        return Telemetry()
    from api.exporters import exporting  # noqa: PLC0415 - the SDK is for those who export

    return exporting()


def _under_the_request() -> Context | None:
    """Below whatever span is current, otherwise below the caller's."""
    return None if get_current_span().get_span_context().is_valid else trace_parent()
