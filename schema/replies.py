"""What is sent back: bytes, ready to go out, and what the edge must know of them."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import Enum
from typing import Any

import orjson
from graphql import GraphQLError

from models.failures import ErrorCode, Failure, Fault, NotFound, Refused

__all__ = ["Reply", "ReplyKind", "error_of", "failed", "refused", "told"]

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


def refused(
    errors: Iterable[GraphQLError], trace_id: TraceId, operation_type: str | None = None
) -> Reply:
    """Nothing was run."""
    listed = [told(error, trace_id, is_request_error=True) for error in errors]
    return Reply(
        orjson.dumps({"errors": listed}), ReplyKind.REQUEST_ERROR, operation_type, _codes(listed)
    )


def failed(
    errors: Iterable[GraphQLError],
    trace_id: TraceId,
    operation_type: str,
    data: dict[str, Any] | None = None,
    extensions: dict[str, Any] | None = None,
) -> Reply:
    """It was run, and something failed on the way."""
    listed = [told(error, trace_id) for error in errors]
    body: dict[str, Any] = {"data": data, "errors": listed}
    if extensions:
        body["extensions"] = extensions
    return Reply(orjson.dumps(body), ReplyKind.EXECUTED, operation_type, _codes(listed))


def _codes(listed: list[dict[str, Any]]) -> tuple[str, ...]:
    return tuple(error["extensions"]["code"] for error in listed)
