"""What is sent back: bytes, ready to go out, and what the edge must know of them."""

import logging
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from enum import Enum
from typing import Any

import orjson
from graphql import ExecutionResult, GraphQLError

from models.failures import (
    BadUserInput,
    ErrorCode,
    Failure,
    Fault,
    NotFound,
    RateLimited,
    Refused,
)

__all__ = ["Replies", "Reply", "ReplyKind", "error_of", "told"]

log = logging.getLogger(__name__)

TraceId = Callable[[], str]

MASKED = {
    ErrorCode.INTERNAL: "Something went wrong on our side.",
    ErrorCode.TIMEOUT: "The request took too long and was stopped.",
}


class ReplyKind(Enum):
    """How far a request came."""

    EXECUTED = "it was run, though fields may have failed"
    REQUEST_ERROR = "nothing of it was run"
    RATE_LIMITED = "nothing of it was run, for the caller has asked for too much too quickly"
    MUTATION_BY_GET = "it would have changed something, and must not by this method"


@dataclass(frozen=True, slots=True)
class Reply:
    """A whole JSON response."""

    body: bytes
    kind: ReplyKind = ReplyKind.EXECUTED
    operation_type: str | None = None
    error_codes: tuple[str, ...] = ()


def told(
    error: GraphQLError, trace_id: TraceId, *, is_request_error: bool = False
) -> dict[str, Any]:
    """An error as the client is told of it, with its code; what is our fault is masked.

    What parsing and validation find is never our fault, whatever raised it.
    """
    original = error.original_error
    formatted = {**error.formatted, "message": _sendable(error.message)}
    if isinstance(original, Refused | NotFound):
        return {**formatted, "extensions": {**original.details, "code": original.code.value}}
    if original is None or is_request_error or isinstance(original, GraphQLError):
        extensions = {"code": ErrorCode.BAD_USER_INPUT.value, **(error.extensions or {})}
        return {**formatted, "extensions": extensions}
    code = original.code if isinstance(original, Fault) else ErrorCode.INTERNAL
    extensions = {"code": code.value, "traceId": trace_id()}
    return {**formatted, "message": MASKED[code], "extensions": extensions}


def _sendable(message: str) -> str:
    """A message that may repeat what came in, without halves of surrogate pairs."""
    return message.encode(errors="replace").decode()


def error_of(failure: Failure) -> GraphQLError:
    """A failure as graphql-core knows errors."""
    return GraphQLError(failure.message, path=list(failure.path) or None, original_error=failure)


class Replies:
    """Writes the replies of an engine: what may be told of failures, and what an operation cost."""

    def __init__(self, trace_id: TraceId, allowed: int) -> None:
        self._trace_id = trace_id
        self._allowed = allowed

    def built(self, kind: str, data: bytes, cost: int) -> Reply:
        """The data of an operation as the database built it."""
        tail = b',"extensions":{"cost":{"requested":%d,"allowed":%d}}}' % (cost, self._allowed)
        return Reply(b"".join((b'{"data":', data, tail)), operation_type=kind)

    def done(self, kind: str, data: dict[str, Any], cost: int) -> Reply:
        """The data of an operation that went well."""
        body = orjson.dumps({"data": data, "extensions": self._extensions(cost)})
        return Reply(body, operation_type=kind)

    def ran(self, kind: str, result: ExecutionResult, cost: int) -> Reply:
        """What graphql-core made of an operation."""
        if not result.errors:
            return self.done(kind, result.data or {}, cost)
        for error in result.errors:
            _log(error)
        return self._failed(result.errors, kind, result.data, self._extensions(cost))

    def broken(self, kind: str, error: GraphQLError, cost: int) -> Reply:
        """Something failed on the way, and nothing of the operation was kept."""
        return self.ran(kind, ExecutionResult(None, [error]), cost)

    def refused(self, errors: Iterable[GraphQLError], kind: str | None) -> Reply:
        """Nothing was run."""
        listed = [told(error, self._trace_id, is_request_error=True) for error in errors]
        body = orjson.dumps({"errors": listed})
        return Reply(body, ReplyKind.REQUEST_ERROR, kind, _codes(listed))

    def failed(self, failure: Failure, kind: str | None, cause: Exception | None = None) -> Reply:
        """The request came to nothing; what is our own fault is logged, and masked."""
        error = error_of(failure)
        if isinstance(failure, Fault):
            log.error("a request failed", exc_info=cause or failure)
            return self._failed([error], kind or "query", None, None)
        reply = self.refused([error], kind)
        if isinstance(failure, RateLimited):
            return replace(reply, kind=ReplyKind.RATE_LIMITED)
        return reply

    def not_by_get(self, kind: str) -> Reply:
        """What changes something is not done by this method."""
        failure = BadUserInput(f"A {kind} can't be sent with GET.")
        return replace(self.refused([error_of(failure)], kind), kind=ReplyKind.MUTATION_BY_GET)

    def errors_of(self, failure: Failure) -> list[dict[str, Any]]:
        """What a subscription that fails says, as errors of a response."""
        if isinstance(failure, Fault):
            log.error("a subscription failed", exc_info=failure)
        return [told(error_of(failure), self._trace_id)]

    def _failed(
        self,
        errors: Iterable[GraphQLError],
        kind: str,
        data: dict[str, Any] | None,
        extensions: dict[str, Any] | None,
    ) -> Reply:
        listed = [told(error, self._trace_id) for error in errors]
        body: dict[str, Any] = {"data": data, "errors": listed}
        if extensions:
            body["extensions"] = extensions
        return Reply(orjson.dumps(body), ReplyKind.EXECUTED, kind, _codes(listed))

    def _extensions(self, cost: int) -> dict[str, Any]:
        return {"cost": {"requested": cost, "allowed": self._allowed}}


def _log(error: GraphQLError) -> None:
    original = error.original_error
    if original is not None and not isinstance(original, Refused | NotFound):
        log.error("a field failed", exc_info=original)


def _codes(listed: list[dict[str, Any]]) -> tuple[str, ...]:
    return tuple(error["extensions"]["code"] for error in listed)
