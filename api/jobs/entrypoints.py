"""What can be done as a job: its name, the function, and what follows when that fails.

A function is called at least once for each job: once more if its process dies, or is cut off from
the database before it can say that it is through. So it has to look first at what is done already.
"""

import random
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Final
from uuid import UUID

__all__ = ["Again", "Entrypoint", "Jobs", "Recurring", "Retries"]


class Again(Exception):  # noqa: N818 - a wish, not an error
    """Raised by a job's function to be called again after a while, as often as it wishes."""

    def __init__(self, after: timedelta) -> None:
        super().__init__(f"again after {after}")
        self.after = after


@dataclass(frozen=True, slots=True)
class Retries:
    """How long to wait before each further try; after the last one the job is given up.

    Where it never is, for what has an end of its own, the last wait is repeated.
    """

    waits: Sequence[timedelta]
    gives_up: bool = True
    jitter: float = 0.1
    """How much longer each wait may be, as a share of it, so that not all come back at once."""

    def wait(self, failed: int) -> timedelta | None:
        """How long to wait once so many tries have failed; None to give up."""
        if failed > len(self.waits) and self.gives_up:
            return None
        wait = self.waits[min(failed, len(self.waits)) - 1]
        return wait * (1 + random.uniform(0, self.jitter))  # noqa: S311 - nobody guesses it


STEADY: Final = Retries(
    [timedelta(seconds=seconds) for seconds in (1, 5, 30, 300, 1800, 7200, 21600)]
)


@dataclass(frozen=True, slots=True)
class Entrypoint:
    """A kind of job."""

    name: str
    work: Callable[[UUID], Awaitable[None]]
    retries: Retries = STEADY
    at_once: int = 0
    """How many are done at once by all processes together; 0 for as many as there is room for."""


@dataclass(frozen=True, slots=True)
class Recurring:
    """What is done at certain times (cron's five fields, in UTC), by one process of all.

    A failure is logged, and the next time is another attempt.
    """

    name: str
    times: str
    work: Callable[[], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Jobs:
    """Everything that a process does beside requests."""

    entrypoints: Sequence[Entrypoint] = ()
    recurring: Sequence[Recurring] = ()
    alongside: Sequence[Callable[[], Awaitable[None]]] = field(default=())
    """What goes on for as long as jobs are done: it returns only by being cancelled."""
