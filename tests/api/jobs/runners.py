"""Runners for tests: of some jobs, over a database, for as long as a test needs them."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any
from uuid import UUID

from api.jobs.entrypoints import Entrypoint, Jobs
from api.jobs.queue import connect
from api.jobs.running import Runner, at_work

__all__ = ["Noting", "until", "waiting", "working"]

PATIENCE = 20.0


class Noting:
    """An entrypoint's function that notes what it was asked, and does as it is told."""

    def __init__(self, *outcomes: Exception | None) -> None:
        self.asked: list[UUID] = []
        self.outcomes = list(outcomes)

    async def __call__(self, about: UUID) -> None:
        self.asked.append(about)
        outcome = self.outcomes.pop(0) if self.outcomes else None
        if outcome is not None:
            raise outcome


@asynccontextmanager
async def working(url: str, *entrypoints: Entrypoint, **given: Any) -> AsyncIterator[Runner]:
    jobs = given.pop("jobs", None) or Jobs(entrypoints)
    runner = Runner(url, jobs, **{"lost_seconds": 1.0, **given})
    async with at_work(runner):
        yield runner


async def until(fact: Callable[[], object]) -> None:
    """Wait for a fact, which may be a coroutine's."""
    async with asyncio.timeout(PATIENCE):
        while True:
            found = fact()
            if asyncio.iscoroutine(found):
                found = await found
            if found:
                return
            await asyncio.sleep(0.02)


async def waiting(url: str) -> list[tuple[str, str, int]]:
    """The jobs that are left: what, how it stands, how often it was tried before."""
    connection = await connect(url)
    try:
        rows = await connection.fetch(
            "SELECT entrypoint, status::text, attempts FROM jobs.pgqueuer ORDER BY id"
        )
        return [tuple(row) for row in rows]
    finally:
        await connection.close()
