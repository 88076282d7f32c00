"""Every way in which a request can fail, in one place.

Failure
├── Refused                 expected: what the caller could have known
│   ├── BadUserInput        the request itself is wrong
│   │   └── Incomplete      something that must be there first is missing
│   ├── DocumentNotFound    the request names a document that is not kept here
│   ├── DocumentsNotKept    it would have one kept, where none are
│   ├── CostLimitExceeded   the request asks for too much
│   ├── Forbidden           the caller sees the record but may not do this to it
│   ├── Conflict            the record has moved on
│   │   └── Contended       somebody else wrote the same at once; to be tried again
│   ├── RateLimited         too much was asked too quickly
│   └── Unauthenticated     the token is no good
├── NotFound                absent, or not the caller's: the two are one
└── Fault                   ours: masked, logged, and carries the trace id
    └── TimedOut            the statement ran into its time limit
"""

from collections.abc import Iterable, Mapping, Sequence
from copy import copy
from enum import Enum
from typing import Self

__all__ = [
    "BadUserInput",
    "Conflict",
    "Contended",
    "CostLimitExceeded",
    "DocumentNotFound",
    "DocumentsNotKept",
    "ErrorCode",
    "Failure",
    "Fault",
    "Forbidden",
    "Incomplete",
    "NotFound",
    "RateLimited",
    "Refused",
    "TimedOut",
    "Unauthenticated",
    "refuse_lacking",
]


class ErrorCode(Enum):
    """The codes that `extensions.code` can carry; stable for clients."""

    UNAUTHENTICATED = "UNAUTHENTICATED"
    FORBIDDEN = "FORBIDDEN"
    BAD_USER_INPUT = "BAD_USER_INPUT"
    NOT_FOUND = "NOT_FOUND"
    CONFLICT = "CONFLICT"
    COST_LIMIT_EXCEEDED = "COST_LIMIT_EXCEEDED"
    RATE_LIMITED = "RATE_LIMITED"
    PERSISTED_QUERY_NOT_FOUND = "PERSISTED_QUERY_NOT_FOUND"
    PERSISTED_QUERY_NOT_SUPPORTED = "PERSISTED_QUERY_NOT_SUPPORTED"
    TIMEOUT = "TIMEOUT"
    INTERNAL = "INTERNAL"


class Failure(Exception):  # noqa: N818 - the tree is named by what happened, not by "Error"
    """A request that could not be answered, with the code and the place to tell the client.

    `details` go out beside the code; they are for programs, and hold nothing of anybody.
    """

    code = ErrorCode.INTERNAL

    def __init__(
        self,
        message: str,
        *,
        path: Sequence[str | int] = (),
        details: Mapping[str, str | int] | None = None,
    ) -> None:
        super().__init__(message)
        self.message = message
        self.path = tuple(path)
        self.details = dict(details or {})

    def below(self, *path: str | int) -> Self:
        """The same, of something that stands at a place of the request."""
        return self._at((*path, *self.path))

    def above(self, steps: int) -> Self:
        """The same, as seen from so many steps further in."""
        return self._at(self.path[steps:])

    def _at(self, path: Sequence[str | int]) -> Self:
        moved = copy(self)
        moved.path = tuple(path)
        return moved


class Refused(Failure):
    """What the caller could have known."""

    code = ErrorCode.FORBIDDEN


class BadUserInput(Refused):
    """The request itself is wrong; `path` leads to the argument. `others` are told with it."""

    code = ErrorCode.BAD_USER_INPUT

    def __init__(
        self,
        message: str,
        *,
        path: Sequence[str | int] = (),
        others: "Sequence[BadUserInput]" = (),
        details: Mapping[str, str | int] | None = None,
    ) -> None:
        super().__init__(message, path=path, details=details)
        self.others = tuple(others)

    def below(self, *path: str | int) -> Self:
        """The same, with all that is told with it, at a place of the request."""
        moved = super().below(*path)
        moved.others = tuple(other.below(*path) for other in self.others)
        return moved

    def above(self, steps: int) -> Self:
        """The same, with all that is told with it, as seen from so many steps further in."""
        moved = super().above(steps)
        moved.others = tuple(other.above(steps) for other in self.others)
        return moved


class Incomplete(BadUserInput):
    """Something that must be there first is missing; all that is, is told at once."""

    reason = "INCOMPLETE"


def refuse_lacking(message: str, lacking: Iterable[Incomplete]) -> None:
    """Raise Incomplete with all that a record lacks, if it lacks anything."""
    if told := [*lacking]:
        raise Incomplete(message, path=("id",), others=told)


class DocumentNotFound(Refused):
    """No document is kept by that hash or id; clients know the code, and send the text."""

    code = ErrorCode.PERSISTED_QUERY_NOT_FOUND

    def __init__(self) -> None:
        super().__init__("PersistedQueryNotFound")


class DocumentsNotKept(Refused):
    """Documents are not kept as clients send them: the text has to come each time."""

    code = ErrorCode.PERSISTED_QUERY_NOT_SUPPORTED

    def __init__(self) -> None:
        super().__init__("PersistedQueryNotSupported")


class CostLimitExceeded(Refused):
    """The request asks for more than one request may."""

    code = ErrorCode.COST_LIMIT_EXCEEDED


class Forbidden(Refused):
    """The caller sees the record, and may not do this to it."""


class Conflict(Refused):
    """The record is not in the state, or not of the version, that the caller supposed."""

    code = ErrorCode.CONFLICT


class Contended(Conflict):
    """Two writers met; nothing was kept of this one's work, which can be done again."""


class RateLimited(Refused):
    """Too much was asked too quickly; to be tried again in `retry_after` seconds."""

    code = ErrorCode.RATE_LIMITED

    def __init__(
        self, retry_after: int, message: str = "Too many attempts: wait a little."
    ) -> None:
        super().__init__(message, details={"retryAfter": retry_after})
        self.retry_after = retry_after


class Unauthenticated(Refused):
    """The token is missing, malformed, expired or not meant for us."""

    code = ErrorCode.UNAUTHENTICATED


class NotFound(Failure):
    """There is no such record, or none that the caller may see."""

    code = ErrorCode.NOT_FOUND


class Fault(Failure):
    """Our own failure; its message goes to the log, never to the client."""


class TimedOut(Fault):
    """The statement ran into its time limit."""

    code = ErrorCode.TIMEOUT
