"""A copy kept by subscriptions alone, whatever is lost on the way, is the slice."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any

import orjson
import pytest

from api.embedded import Urls
from api.live.connections import Connected
from api.live.hub import Hub
from api.live.streams import Stream
from auth.callers import Caller
from auth.database import Database
from auth.hearing import EVENTS, Hearing
from schema.engine import Engine, Request
from schema.limits import Limits
from schema.subscribing import Event, Subscribed
from tests.databases import Server, connected
from tests.rows import write
from tests.schema.changes.mirrors import REMOVED, Mirror, differences, slice_of
from tests.schema.changes.moving import Writer, network

STEPS = 60
PATIENCE = 60.0
WATCHED = """
subscription ($after: String) {
  changed(after: $after) { cursor kind id node { id ... on Record { version updatedAt } } }
}
"""


class Nobody:
    """There are no tokens here."""

    async def authenticate(self, _token: str) -> Caller:
        raise AssertionError


@dataclass
class Listener:
    """A copy that is kept by a subscription, which may be lost at any moment."""

    hub: Hub
    caller: Caller
    cursor: str
    held: dict[str, tuple[int, str]]
    kinds: Counter[str] = field(default_factory=Counter)
    task: asyncio.Task[None] | None = None

    async def connect(self) -> None:
        if self.task is None:
            self.task = asyncio.create_task(self.listen())

    async def lose(self) -> None:
        """The connection, with all that is on its way."""
        if self.task is not None:
            await over(self.task)
            self.task = None

    async def listen(self) -> None:
        request = Request(WATCHED, None, {"after": self.cursor})
        subscribed = await self.hub.engine.subscribe(request, self.caller)
        assert isinstance(subscribed, Subscribed)
        with self.hub.connected(self.caller, None) as connection:
            running = asyncio.create_task(self.run(connection, subscribed))
            try:
                while True:
                    _, told = await connection.outbox.take()
                    assert isinstance(told, Event), told
                    self.apply(orjson.loads(told.body)["data"]["changed"])
            finally:
                running.cancel()
                await asyncio.gather(running, return_exceptions=True)

    async def run(self, connection: Connected, subscribed: Subscribed) -> None:
        await Stream(self.hub, connection, subscribed).run()

    def apply(self, change: dict[str, Any]) -> None:
        """Nothing is told twice: each change leads to something else."""
        self.cursor = change["cursor"]
        kind, node = change["kind"], change["node"]
        self.kinds[kind] += 1
        if kind in REMOVED:
            assert self.held.pop(change["id"], None) is not None, change
        elif node is not None:
            told = (node["version"], node["updatedAt"])
            assert kind == "ENTERED_SLICE" or self.held.get(change["id"]) != told, change
            self.held[change["id"]] = told


async def over(task: "asyncio.Task[None]") -> None:
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)


@dataclass
class Schedule:
    """Writers and listeners, of whom one at a time does something, and the rest goes on."""

    chance: Random
    writers: list[Writer]
    listeners: list[Listener]

    async def step(self) -> None:
        writer, listener = self.chance.choice(self.writers), self.chance.choice(self.listeners)
        match self.chance.randrange(8):
            case 0 | 1 | 2:
                await writer.write()
            case 3 | 4:
                await writer.end(commit=True)
            case 5:
                await writer.end(commit=False)
            case 6:
                await listener.connect()
            case 7:
                await listener.lose()


@pytest.fixture
async def moving_urls(server: Server, migrated: str, anyio_backend: object) -> AsyncIterator[Urls]:
    urls = await server.create(migrated)
    yield urls
    await server.drop(urls)


@pytest.mark.parametrize("seed", [0])
async def test_a_copy_kept_by_subscriptions_is_the_slice(moving_urls: Urls, seed: int) -> None:
    chance = Random(seed)
    world, callers = network(chance, (datetime.now(UTC) - timedelta(hours=12)).date())
    async with AsyncExitStack() as stack:
        owners = [await stack.enter_async_context(connected(moving_urls.owner)) for _ in range(4)]
        await write(owners[0], world.rows_by_model())
        database = await Database.open(moving_urls.api, pool_size=4, time_zone="Etc/GMT+12")
        stack.push_async_callback(database.close)
        engine = Engine(database, Limits())
        hub = Hub(engine, database, Nobody())  # type: ignore[arg-type]  # nobody has a token
        hearing = Hearing(moving_urls.api, {EVENTS: hub.wake})
        hears = asyncio.create_task(hearing.listen())
        stack.push_async_callback(over, hears)
        await stack.enter_async_context(hub.running())
        listeners = []
        for caller in callers:
            mirror = Mirror(engine, caller)
            await mirror.drain()
            assert mirror.cursor is not None
            listeners.append(Listener(hub, caller, mirror.cursor, dict(mirror.held)))
        writers = [Writer(chance, owner, world.today) for owner in owners[1:]]
        schedule = Schedule(chance, writers, listeners)
        for _ in range(STEPS):
            await schedule.step()
        for writer in writers:
            await writer.end(commit=True)
        for listener in listeners:
            await listener.connect()
            stack.push_async_callback(listener.lose)
            async with asyncio.timeout(PATIENCE):
                while differences(listener.held, await slice_of(database, listener.caller)):
                    assert listener.task is not None
                    if listener.task.done():
                        listener.task.result()
                    await asyncio.sleep(0.05)
    assert sum((listener.kinds for listener in listeners), Counter())
