"""Does jobs in this process until told to stop, over one connection of its own.

PgQueuer picks them: each by one process at a time, which says again and again that it is alive.
Of one that has not for `lost_seconds`, the jobs are picked by others.
"""

import asyncio
import logging
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any, Final
from uuid import UUID

import asyncpg
from pgqueuer.applications import PgQueuer
from pgqueuer.errors import PgqException, RetryRequested
from pgqueuer.models import Job, Schedule
from pgqueuer.queries import Queries
from pgqueuer.types import Channel

from api.jobs.entrypoints import Again, Entrypoint, Jobs, Recurring
from api.jobs.queue import CHANNEL, connect, queries

__all__ = ["JobFailed", "Runner", "at_work"]

LOOK_AT_MOST: Final = 10.0
"""How many seconds the queue is left alone at most, though nobody tells of a job."""

COUNT_SECONDS: Final = 15.0
AGAIN_SECONDS: Final = 1.0
BROKEN = (asyncpg.PostgresError, asyncpg.InterfaceError, OSError, TimeoutError, PgqException)

log = logging.getLogger(__name__)


class JobFailed(Exception):  # noqa: N818 - like the failures
    """What PgQueuer is told of a job that failed: the kind of the error, and nothing it said."""


@dataclass(slots=True)
class Runner:
    """Does what `jobs` says, in at most `slots` jobs at once."""

    url: str
    jobs: Jobs
    slots: int = 10
    lost_seconds: float = 30.0
    grace_seconds: float = 20.0
    """How long jobs may go on once it is told to stop; then they are left to others."""

    ended: Callable[[str, str], None] = lambda _name, _outcome: None
    """Told of each job's end: its entrypoint, and done, again or failed."""

    depth: Counter[tuple[str, str]] = field(default_factory=Counter)
    """How many jobs there are by entrypoint and status, as last counted."""

    _doing: set[asyncio.Task[None]] = field(default_factory=set)

    async def run(self, stop: asyncio.Event) -> None:
        """Do jobs until `stop`, and begin anew whenever the connection is lost."""
        alongside = [asyncio.ensure_future(each()) for each in self.jobs.alongside]
        try:
            while not stop.is_set():
                try:
                    await self._connected(stop)
                except BROKEN as error:
                    log.warning("jobs can't be had: %s", type(error).__name__)
                except Exception:
                    log.exception("jobs can't be done")
                await _within(AGAIN_SECONDS, stop)
        finally:
            for task in alongside:
                task.cancel()
            await asyncio.gather(*alongside, return_exceptions=True)

    async def _connected(self, stop: asyncio.Event) -> None:
        connection = await connect(self.url)
        try:
            await self._perform_from(connection, stop)
        finally:
            with suppress(*BROKEN):
                await connection.close(timeout=AGAIN_SECONDS)

    async def _perform_from(
        self, connection: "asyncpg.Connection[Any]", stop: asyncio.Event
    ) -> None:
        asked = queries(connection)
        manager = self._manager(asked)
        ending = manager.shutdown
        connection.add_termination_listener(lambda _: ending.set())
        tasks = [
            asyncio.create_task(_follow(stop, ending)),
            asyncio.create_task(self._count(asked, ending)),
        ]
        performing = asyncio.create_task(
            manager.run(
                dequeue_timeout=timedelta(seconds=min(LOOK_AT_MOST, self.lost_seconds / 2)),
                batch_size=max(1, self.slots // 2),
                max_concurrent_tasks=max(2, self.slots),
                heartbeat_timeout=timedelta(seconds=self.lost_seconds),
                shutdown_on_listener_failure=True,
            )
        )
        try:
            await asyncio.wait({performing, tasks[0]}, return_when=asyncio.FIRST_COMPLETED)
            # What can't be reported any more will be done again, so it need not be finished.
            grace = 0 if connection.is_closed() else self.grace_seconds
            await asyncio.wait({performing}, timeout=grace)
            self._give_back()
            await performing
        except asyncio.CancelledError:
            self._give_back()
            raise
        finally:
            for task in (performing, *tasks):
                task.cancel()
            await asyncio.gather(performing, *tasks, return_exceptions=True)

    def _give_back(self) -> None:
        """End what is being done; each job goes back to the queue for whoever is next."""
        for task in self._doing:
            task.cancel()

    def _manager(self, asked: Queries) -> PgQueuer:
        manager = PgQueuer(asked.driver, channel=Channel(CHANNEL), queries=asked)
        for entrypoint in self.jobs.entrypoints:
            manager.entrypoint(
                entrypoint.name, concurrency_limit=entrypoint.at_once, on_failure="hold"
            )(self._performing(entrypoint))
        for recurring in self.jobs.recurring:
            manager.schedule(recurring.name, recurring.times)(_recurring(recurring))
        return manager

    def _performing(self, entrypoint: Entrypoint) -> Callable[[Job], Awaitable[None]]:
        async def perform(job: Job) -> None:
            try:
                await self._do(entrypoint, UUID((job.payload or b"").decode()))
            except asyncio.CancelledError:
                # Were it to be cancelled, PgQueuer would take the job for one that nobody wants.
                raise RetryRequested(reason="stopped") from None
            except Again as again:
                self.ended(entrypoint.name, "again")
                raise RetryRequested(again.after) from None
            except Exception as error:
                log.exception("a job failed", extra={"fields": {"job": entrypoint.name}})
                kind = type(error).__name__
                wait = entrypoint.retries.wait(job.attempts + 1)
                self.ended(entrypoint.name, "failed" if wait is None else "again")
                if wait is None:
                    raise JobFailed(kind) from None
                raise RetryRequested(wait, kind) from None
            self.ended(entrypoint.name, "done")

        return perform

    async def _do(self, entrypoint: Entrypoint, about: UUID) -> None:
        doing = asyncio.ensure_future(_awaited(entrypoint.work, about))
        self._doing.add(doing)
        try:
            await doing
        finally:
            doing.cancel()
            self._doing.discard(doing)

    async def _count(self, asked: Queries, ending: asyncio.Event) -> None:
        """Keep the depth of the queue for whoever asks."""
        while not ending.is_set():
            with suppress(*BROKEN):
                counted = await asked.queue_size()
                self.depth.clear()
                for each in counted:
                    self.depth[each.entrypoint, each.status] += each.count
            await _within(COUNT_SECONDS, ending)


@asynccontextmanager
async def at_work(runner: Runner) -> AsyncIterator[None]:
    """Jobs are done meanwhile; on the way out they have their grace to finish."""
    stop = asyncio.Event()
    running = asyncio.create_task(runner.run(stop))
    try:
        yield
    finally:
        stop.set()
        with suppress(asyncio.CancelledError):
            await running


def _recurring(recurring: Recurring) -> Callable[[Schedule], Awaitable[None]]:
    async def perform(_: Schedule) -> None:
        try:
            await recurring.work()
        except Exception:
            log.exception("what recurs failed", extra={"fields": {"job": recurring.name}})

    return perform


async def _awaited(work: Callable[[UUID], Awaitable[None]], about: UUID) -> None:
    await work(about)


async def _follow(told: asyncio.Event, follower: asyncio.Event) -> None:
    """Set the follower once somebody was told, or end once the follower was."""
    waits = [asyncio.create_task(event.wait()) for event in (told, follower)]
    try:
        await asyncio.wait(waits, return_when=asyncio.FIRST_COMPLETED)
        follower.set()
    finally:
        for wait in waits:
            wait.cancel()


async def _within(seconds: float, event: asyncio.Event) -> None:
    with suppress(TimeoutError):
        async with asyncio.timeout(seconds):
            await event.wait()
