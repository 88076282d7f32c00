"""The id by which one request is spoken of: in its spans, its log lines, and to the client.

It is there whether or not anything is exported, and it is made only when somebody asks for it.
"""

import random
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from opentelemetry.context import Context
from opentelemetry.trace import get_current_span
from opentelemetry.trace.propagation.tracecontext import TraceContextTextMapPropagator

__all__ = ["begin_request", "current_trace_id", "known_trace_id", "request_trace", "trace_parent"]

_W3C = TraceContextTextMapPropagator()


class _Request:
    """Held by reference, so that tasks which a request starts share the id made in any of them."""

    __slots__ = ("parent", "trace_id")

    def __init__(self, traceparent: str | None) -> None:
        self.parent: Context | None = None
        self.trace_id: str | None = None
        if traceparent is not None:
            # Not `tracestate` and not `baggage`: what a client writes there could be anything.
            self.parent = _W3C.extract({"traceparent": traceparent}, context=Context())
            caller = get_current_span(self.parent).get_span_context()
            self.trace_id = f"{caller.trace_id:032x}" if caller.is_valid else None


_request: ContextVar[_Request | None] = ContextVar("throughline_request", default=None)


def begin_request(traceparent: str | None) -> None:
    """The rest of this task is one request's, also what runs after the application has failed."""
    _request.set(_Request(traceparent))


@contextmanager
def request_trace(traceparent: str | None = None) -> Iterator[None]:
    """All within belongs to one trace: that of a valid W3C `traceparent`, otherwise a new one."""
    token = _request.set(_Request(traceparent))
    try:
        yield
    finally:
        _request.reset(token)


def current_trace_id() -> str:
    """The request's trace id, 32 hexadecimal digits; outside of a request a new one each time."""
    request = _request.get()
    if request is None:
        return _random_id()
    if request.trace_id is None:
        request.trace_id = _random_id()
    return request.trace_id


def known_trace_id() -> str | None:
    """The request's trace id, and none outside of a request: for what can happen in either."""
    return None if _request.get() is None else current_trace_id()


def trace_parent() -> Context:
    """What the request's first span stands under: the caller's span, or nothing."""
    request = _request.get()
    return Context() if request is None or request.parent is None else request.parent


def _random_id() -> str:
    # An identifier, not a secret; zero is the one value that W3C forbids.
    return f"{random.getrandbits(128) or 1:032x}"
