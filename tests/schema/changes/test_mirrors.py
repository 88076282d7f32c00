"""A copy kept from the feed alone is the caller's slice, whoever writes what, and when."""

from collections import Counter
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from random import Random

import pytest

from api.embedded import Urls
from auth.database import Database
from tests.databases import Server, connected
from tests.rows import write
from tests.schema.changes.mirrors import Mirror, differences, slice_of
from tests.schema.changes.moving import Writer, network
from tests.schema.graphs import DESK

STEPS = 100
TODAY, TOMORROW = "Etc/GMT+12", "Etc/GMT-12"
"""Two time zones a day apart: of who moves from one to the other, a day has passed."""


@pytest.fixture
async def moving_urls(server: Server, migrated: str, anyio_backend: object) -> AsyncIterator[Urls]:
    urls = await server.create(migrated)
    yield urls
    await server.drop(urls)


@dataclass(slots=True)
class Schedule:
    """Writers and readers, of whom one at a time does something."""

    chance: Random
    database: Database
    writers: list[Writer]
    mirrors: list[Mirror]
    kinds: Counter[str]

    async def step(self) -> None:
        """Something is written, made good or undone, or somebody reads on."""
        writer = self.chance.choice(self.writers)
        match self.chance.randrange(10):
            case 0 | 1 | 2 | 3:
                await writer.write()
            case 4 | 5:
                await writer.end(commit=True)
            case 6:
                await writer.end(commit=False)
            case 7:
                changes, _ = await self.chance.choice(self.mirrors).page(self.chance.choice([1, 7]))
                self.kinds.update(change["kind"] for change in changes)
            case _:
                await self.compare(self.chance.choice(self.mirrors))

    async def compare(self, mirror: Mirror) -> None:
        """Finish what the mirror has begun, then bring it up to now: it is the slice."""
        for _ in range(2):
            changes = await mirror.drain(self.chance.choice([3, 50, 1000]))
            self.kinds.update(change["kind"] for change in changes)
        assert differences(mirror.held, await slice_of(self.database, mirror.caller)) == []


@pytest.mark.parametrize("seed", range(2))
async def test_a_copy_kept_from_the_feed_alone_is_the_slice(moving_urls: Urls, seed: int) -> None:
    chance = Random(seed)
    today = (datetime.now(UTC) - timedelta(hours=12)).date()
    world, callers = network(chance, today)
    async with AsyncExitStack() as stack:
        owners = [await stack.enter_async_context(connected(moving_urls.owner)) for _ in range(4)]
        await write(owners[0], world.rows_by_model())
        opened = [
            await Database.open(moving_urls.api, pool_size=1, time_zone=zone)
            for zone in (TODAY, TOMORROW)
        ]
        for database in opened:
            stack.push_async_callback(database.close)
        writers = [Writer(chance, owner, today) for owner in owners[1:]]
        mirrors = [Mirror(DESK.over(opened[0]).engine, caller) for caller in callers]
        schedule = Schedule(chance, opened[0], writers, mirrors, Counter())
        for database in opened:
            schedule.database = database
            for mirror in mirrors:
                mirror.engine = DESK.over(database).engine
            for _ in range(STEPS):
                await schedule.step()
        for writer in writers:
            await writer.end(commit=True)
        for mirror in mirrors:
            await schedule.compare(mirror)
    assert set(schedule.kinds) >= {"CREATED", "UPDATED", "ENTERED_SLICE", "LEFT_SLICE"}
