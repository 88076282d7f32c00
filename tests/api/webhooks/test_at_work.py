"""All of it as jobs: woken by a commit, delivered by whoever is alive."""

import asyncio
import base64
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path

from api.jobs.entrypoints import Entrypoint, Jobs
from api.jobs.running import Runner, at_work
from auth.hearing import EVENTS, Hearing
from auth.webhooks.store import DELIVER
from tests.api.jobs.runners import until
from tests.api.programs import running
from tests.api.webhooks.hooked import SECRET, Hooked


@asynccontextmanager
async def delivering(hooks: Hooked) -> AsyncIterator[None]:
    """As `serve` does it, woken by what the database tells."""
    hooks.deliverer.clock = lambda: datetime.now(UTC)
    hearing = Hearing(hooks.urls.api, {EVENTS: hooks.watch.wake})
    listening = asyncio.create_task(hearing.listen())
    jobs = Jobs([Entrypoint(DELIVER, hooks.deliverer.attempt)], alongside=[hooks.watch.run])
    try:
        async with at_work(Runner(hooks.urls.api, jobs, lost_seconds=1.0)):
            await until(hearing.hears)
            yield
    finally:
        listening.cancel()
        await asyncio.gather(listening, return_exceptions=True)


async def test_a_commit_wakes_whoever_delivers(hooks: Hooked) -> None:
    _, secret = await hooks.register()
    async with delivering(hooks):
        await hooks.change_benchmark(to="Told at once")
        await until(lambda: hooks.receiver.received)
        await until(lambda: is_delivered(hooks))
    [received] = hooks.receiver.received
    assert b"Told at once" in received.body
    assert received.verified(secret)


async def is_delivered(hooks: Hooked) -> bool:
    states = [each["state"] for each in await hooks.deliveries()]
    return states == ["DELIVERED"]


async def test_a_process_killed_between_sending_and_writing_down_leaves_it_to_the_next(
    hooks: Hooked, tmp_path: Path
) -> None:
    """The receiver is told twice under one id, and one delivery is on record."""
    _, secret = await hooks.register()
    await hooks.change_benchmark(to="Told twice")
    hooks.receiver.hold.clear()
    settings = {
        "database_url": hooks.urls.api,
        "data_dir": tmp_path,
        "secret_key": base64.b64encode(SECRET).decode(),
        "webhooks_allow_http": True,
        "webhooks_allow_private": True,
        "job_lost_seconds": 1,
    }
    with running("worker", **settings) as worker:
        await until(lambda: hooks.receiver.received or worker.poll() is not None)
        worker.kill()
    hooks.receiver.hold.set()
    async with delivering(hooks):
        await until(lambda: is_delivered(hooks))
    first, second = hooks.receiver.received
    assert first.id == second.id
    assert second.verified(secret) == first.verified(secret)
    [delivery] = await hooks.deliveries()
    assert (delivery["id"], delivery["attempts"]) == (first.id, 1)
