"""What the database's errors mean to whoever asked; none tells of a row that is not theirs."""

from typing import Any

import asyncpg

from models.failures import (
    BadUserInput,
    Conflict,
    Contended,
    Failure,
    Fault,
    Forbidden,
    TimedOut,
)

__all__ = ["BROKEN", "failure_of_reading", "failure_of_writing"]

REFUSED = "TL400"
"""The state of an error that a function of ours raises for whoever asked, with what to tell."""

CONFLICTING = "TL409"
"""Likewise, where what was asked does not go with what is there."""

BROKEN = (asyncpg.PostgresError, asyncpg.InterfaceError, OSError)
CONTENDED = (
    asyncpg.DeadlockDetectedError,
    asyncpg.SerializationError,
    asyncpg.LockNotAvailableError,
)


def failure_of_reading(error: Exception) -> Failure:
    """What to tell of a read that failed."""
    if isinstance(error, asyncpg.QueryCanceledError):
        return TimedOut("The statement took longer than it may.")
    if getattr(error, "sqlstate", None) == REFUSED:
        return BadUserInput(str(error))
    return Fault(f"The statement failed: {type(error).__name__}")


def failure_of_writing(error: Exception) -> Failure:
    """What to tell of a write that failed.

    What a policy refuses is Forbidden, what a key refuses a Conflict. Neither says which: a key may
    have met a row that the caller does not see. A CHECK is of the row itself, and is named.
    """
    if isinstance(error, asyncpg.IntegrityConstraintViolationError):
        return _of_constraint(error)
    if getattr(error, "sqlstate", None) == CONFLICTING:
        return Conflict(str(error))
    for kind, failure, message in WRITING_FAILURES:
        if isinstance(error, kind):
            return failure(message)
    return failure_of_reading(error)


WRITING_FAILURES: tuple[tuple[Any, type[Failure], str], ...] = (
    (asyncpg.DivisionByZeroError, Fault, "A statement of ours divided by zero."),
    (asyncpg.InsufficientPrivilegeError, Forbidden, "You may not write this."),
    (asyncpg.DataError, BadUserInput, "A value is not of a kind or size that can be stored."),
    (CONTENDED, Contended, "Somebody else wrote the same at once; try again."),
)


def _of_constraint(error: asyncpg.IntegrityConstraintViolationError) -> Failure:
    """A rule of the row itself is named; what may have met another row is not.

    So is a rule between a table's rows that its own writers may know of. What is named by another
    table than the one that is written may have met a row that the caller does not see.
    """
    own = f"ck_{error.table_name}_"
    if isinstance(error, asyncpg.CheckViolationError) and _name(error).startswith(own):
        rule = _name(error).removeprefix(own)
        message = f"The values do not agree with each other: {rule}."
        return BadUserInput(message, details={"rule": rule})
    if isinstance(error, asyncpg.NotNullViolationError):
        return BadUserInput("A value is missing.", details={"column": str(error.column_name)})
    return Conflict("This does not agree with what the network holds.")


def _name(error: asyncpg.IntegrityConstraintViolationError) -> str:
    return str(error.constraint_name or "")
