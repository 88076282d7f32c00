"""The log: one JSON object a line, each with its request's trace id, and nothing personal in it.

Of an exception the log keeps its type, its SQLSTATE and where it happened. Its text is kept only
if it is one of ours: PostgreSQL's quote the row that failed.
"""

import logging
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from traceback import extract_tb
from typing import Any

import orjson
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.trace import begin_request, known_trace_id
from models.failures import Failure

__all__ = ["AccessLog", "JsonFormatter", "NoConnectionLines", "config"]

METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
ROOT = Path(__file__).parents[1]
CHAIN = 5

access = logging.getLogger("throughline.access")


def config(level: str) -> dict[str, Any]:
    """For `logging.config.dictConfig` and for uvicorn's `log_config` (with `access_log=False`)."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"json": {"()": JsonFormatter}},
        "filters": {"no_connection_lines": {"()": NoConnectionLines}},
        "handlers": {
            "stderr": {
                "class": "logging.StreamHandler",
                "formatter": "json",
                "filters": ["no_connection_lines"],
            }
        },
        "root": {"level": level.upper(), "handlers": ["stderr"]},
        "loggers": {
            "uvicorn.access": {"handlers": [], "propagate": False},
            "alembic": {"level": "WARNING"},
            "httpx": {"level": "WARNING"},
            "httpcore": {"level": "WARNING"},
            # It tells each address, and that of a webhook may hold a secret.
            "httpx2": {"level": "WARNING"},
            "httpcore2": {"level": "WARNING"},
            # It tells of each job that comes back, which those of a busy webhook do all the time.
            "pgqueuer": {"level": "WARNING"},
        },
    }


class JsonFormatter(logging.Formatter):
    """A record as one JSON object; what is given as `extra={"fields": {…}}` stands beside it."""

    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, Any] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": _message(record),
        }
        if (trace_id := known_trace_id()) is not None:
            line["traceId"] = trace_id
        line.update(getattr(record, "fields", ()))
        if record.exc_info and record.exc_info[1] is not None:
            line["exception"] = [_told(error) for error in _chain(record.exc_info[1])]
        return orjson.dumps(line, default=lambda value: type(value).__name__).decode()


class NoConnectionLines(logging.Filter):
    """Drops uvicorn's line for each WebSocket: it holds the client's address and query string."""

    def filter(self, record: logging.LogRecord) -> bool:
        return "WebSocket %s" not in str(record.msg)


class AccessLog:
    """ASGI middleware, the outermost: a trace around each request and a line after it."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] not in ("http", "websocket"):
            await self._app(scope, receive, send)
            return
        begin_request(_traceparent(scope))
        if scope["type"] == "http" and access.isEnabledFor(logging.INFO):
            await self._logged(scope, receive, send)
        else:
            await self._app(scope, receive, send)

    async def _logged(self, scope: Scope, receive: Receive, send: Send) -> None:
        started = time.perf_counter()
        status: int | None = None

        async def noting(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        try:
            await self._app(scope, receive, noting)
        except Exception:
            status = status or 500  # which the server's outermost layer is about to send
            raise
        finally:
            # The route as we wrote it, not the path as the client did.
            route = getattr(scope.get("route"), "path", None)
            fields = {
                "method": scope["method"] if scope["method"] in METHODS else "OTHER",
                "route": route,
                "status": status,
                "milliseconds": round((time.perf_counter() - started) * 1000, 2),
            }
            probe = route is not None and route.startswith("/health/")
            level = logging.DEBUG if probe else logging.INFO
            access.log(level, "request", extra={"fields": fields})


def _message(record: logging.LogRecord) -> str:
    """The first line; the others of a library's message are dumps of objects, and so of data."""
    message = record.getMessage()
    if record.name == "uvicorn.error" and message.startswith("Traceback "):
        # Of a start that failed, before there was any request, the last line is the reason.
        return message.rstrip().rpartition("\n")[2]
    return message.partition("\n")[0]


def _traceparent(scope: Scope) -> str | None:
    for name, value in scope["headers"]:
        if name == b"traceparent":
            return str(value, "latin-1")
    return None


def _chain(error: BaseException) -> Iterator[BaseException]:
    """The error and what it came from, newest first, as Python would print them."""
    cause: BaseException | None = error
    for _ in range(CHAIN):
        if cause is None:
            return
        yield cause
        cause = cause.__cause__ or (None if cause.__suppress_context__ else cause.__context__)


def _told(error: BaseException) -> dict[str, Any]:
    told: dict[str, Any] = {"type": f"{type(error).__module__}.{type(error).__qualname__}"}
    if isinstance(error, Failure):
        told["message"] = error.message
    if isinstance(state := getattr(error, "sqlstate", None), str):
        told["sqlstate"] = state
    told["at"] = [
        f"{_place(frame.filename)}:{frame.lineno} {frame.name}"
        for frame in extract_tb(error.__traceback__)
    ]
    return told


def _place(filename: str) -> str:
    path = Path(filename)
    return str(path.relative_to(ROOT)) if path.is_relative_to(ROOT) else path.name
