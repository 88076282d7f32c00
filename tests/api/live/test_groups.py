"""Those who would be told the same are one: what that costs, and that nobody loses by it."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from random import Random
from typing import Any

import orjson
import pytest

from api.embedded import Urls
from api.live.hub import Hub
from api.live.streams import Stream
from auth.database import Database
from auth.transactions import StatementEvent
from schema.engine import Engine, Request
from schema.limits import Limits
from schema.subscribing import Event, Subscribed
from seeds.demo.personas import PERSONAS
from tests.api.jobs.runners import until
from tests.rows import Owner

CONNECTIONS = 10
ALL = "subscription ($after: String) { changed(after: $after) { cursor type kind id } }"
SOME = 'subscription ($after: String) {{ changed(types: ["{}"], after: $after) {{ cursor id }} }}'
BENCHMARK = """
UPDATE benchmark SET metric = coalesce(metric, '') || '.'
WHERE id = (SELECT id FROM benchmark WHERE visibility = 'PUBLIC' ORDER BY id LIMIT 1)
"""
INTERVIEW = """
UPDATE interview SET provenance_source = coalesce(provenance_source, '') || '.'
WHERE id = (SELECT id FROM interview WHERE consent_withdrawn_on IS NULL ORDER BY id LIMIT 1)
"""
DISCLOSED = """
SELECT d.person_id, array_agg(r.record_type || ' ' || r.use) AS records FROM disclosure d
JOIN disclosed_record r ON r.disclosure_id = d.id WHERE r.is_open GROUP BY d.id ORDER BY d.position
"""
MEASURED = """
INSERT INTO measurement (id, district_id, benchmark_id, measured_on, value, note, provenance_kind)
SELECT gen_random_uuid(), district_id, benchmark_id, '2012-06-06', 1, $1, 'ENTERED'
FROM measurement WHERE district_id = (SELECT district_id FROM appointment WHERE person_id = $2)
ORDER BY id LIMIT 1
"""
NOTES = """
subscription ($after: String) {
  changed(after: $after) { cursor node { ... on Measurement { note } } }
}
"""


class Nobody:
    """There are no tokens here."""


@dataclass
class Listener:
    """What one connection was told."""

    told: list[Any] = field(default_factory=list)

    @property
    def last_note(self) -> str | None:
        return self.told[-1]["node"]["note"] if self.told else None


@dataclass
class Room:
    """A hub that is woken by hand, and what it asks the database."""

    hub: Hub
    statements: list[StatementEvent]

    @asynccontextmanager
    async def listening(
        self, persona: str, query: str, after: str | None = None
    ) -> AsyncIterator[Listener]:
        caller = PERSONAS[persona].caller
        subscribed = await self.hub.engine.subscribe(Request(query, None, {"after": after}), caller)
        assert isinstance(subscribed, Subscribed)
        listener = Listener()
        with self.hub.connected(caller, None) as connection:

            async def listen() -> None:
                while True:
                    _, event = await connection.outbox.take()
                    assert isinstance(event, Event), event
                    listener.told.append(orjson.loads(event.body)["data"]["changed"])

            stream = Stream(self.hub, connection, subscribed)
            tasks = [asyncio.create_task(stream.run()), asyncio.create_task(listen())]
            try:
                await stream.begun.wait()
                yield listener
            finally:
                for task in tasks:
                    task.cancel()
                await asyncio.gather(*tasks, return_exceptions=True)


async def told(listeners: list[Listener], events: int) -> None:
    """All of some have been told so many events, and no more."""
    await until(lambda: all(len(each.told) >= events for each in listeners))
    assert [len(each.told) for each in listeners] == [events] * len(listeners)


@pytest.fixture
async def room(urls: Urls, anyio_backend: object) -> AsyncIterator[Room]:
    database = await Database.open(urls.api, pool_size=4)
    statements: list[StatementEvent] = []
    database.observers.append(statements.append)
    hub = Hub(Engine(database, Limits()), database, Nobody())  # type: ignore[arg-type]
    async with hub.running():
        yield Room(hub, statements)
    await database.close()


@pytest.mark.parametrize(
    ("asked", "change", "disclosed"),
    [
        (("manager", SOME.format("Benchmark")), BENCHMARK, []),
        (("manager", ALL), BENCHMARK, []),
        (("research-office", SOME.format("Interview")), INTERVIEW, ["Interview READ"]),
        (("research-office", ALL), INTERVIEW, ["Interview READ"]),
    ],
    ids=["named", "all", "named in confidence", "all, and one in confidence"],
)
async def test_a_commit_is_one_statement_for_all_of_one_caller_and_operation(
    room: Room, owner: Owner, asked: tuple[str, str], change: str, disclosed: list[str]
) -> None:
    """And one disclosure, where it discloses: the same, to the same, at the same moment."""
    who, query = asked
    before = len(await owner.fetch(DISCLOSED))
    async with AsyncExitStack() as stack:
        listeners = [
            await stack.enter_async_context(room.listening(who, query)) for _ in range(CONNECTIONS)
        ]
        for events in (1, 2):
            room.statements.clear()
            await owner.execute(change)
            room.hub.wake()
            await told(listeners, events)
            news_and_one = 2
            assert len(room.statements) == news_and_one + bool(disclosed)
        late = await stack.enter_async_context(
            room.listening(who, query, listeners[0].told[0]["cursor"])
        )
        await told([late], 1)
        assert late.told[0]["id"] == listeners[0].told[1]["id"]
        made = [row["records"] for row in (await owner.fetch(DISCLOSED))[before:]]
        assert made == [disclosed] * (3 if disclosed else 0)
        room.statements.clear()
        await owner.execute(change)
        room.hub.wake()
        await told(listeners, 3)
        await told([late], 2)
        assert all(each.told[-1] == late.told[-1] for each in listeners)


async def test_who_comes_while_it_goes_on_loses_nothing_and_hears_nothing_twice(
    room: Room, owner: Owner
) -> None:
    """Each from the first commit after they began, or after their cursor, to the last."""
    chance, commits = Random(6), 30
    person = PERSONAS["manager"].caller.person
    committed = 0
    listeners: list[tuple[Listener, range]] = []
    stack = AsyncExitStack()

    async def come(after: str | None, known: int) -> None:
        """The first note may be any that was committed while they came."""
        first = committed + 1 if after is None else known + 1
        listener = await stack.enter_async_context(room.listening("manager", NOTES, after))
        latest = committed + 1 if after is None else first
        listeners.append((listener, range(first, latest + 1)))

    async with stack:
        await come(None, 0)
        for _ in range(commits):
            coming = []
            for _ in range(chance.randrange(3)):
                heard = listeners[0][0].told
                old = chance.choice(heard) if heard and chance.random() < 0.5 else None
                note = int(old["node"]["note"]) if old else 0
                coming.append(asyncio.create_task(come(old and old["cursor"], note)))
            if chance.random() < 0.5:
                await asyncio.sleep(0)
            await owner.execute(MEASURED, str(committed + 1), person)
            committed += 1
            room.hub.wake()
            await asyncio.gather(*coming)
        await owner.execute(MEASURED, str(commits + 1), person)
        room.hub.wake()
        await until(lambda: all(each.last_note == str(commits + 1) for each, _ in listeners))
        [group] = room.hub._groups.values()
        assert [len(cohort.members) for cohort in group.cohorts] == [len(listeners)]
    assert len(listeners) > CONNECTIONS
    for listener, firsts in listeners:
        notes = [int(each["node"]["note"]) for each in listener.told]
        assert notes[0] in firsts
        assert notes == list(range(notes[0], commits + 2))


@pytest.mark.parametrize(("name", "is_disclosing"), [("Benchmark", False), ("Interview", True)])
async def test_who_asks_for_types_that_are_not_confidential_is_told_nothing_in_confidence(
    room: Room,
    name: str,
    is_disclosing: bool,  # noqa: FBT001 - what is expected
) -> None:
    caller = PERSONAS["research-office"].caller
    query = "subscription ($types: [String!]) { changed(types: $types) { id node { id } } }"
    for request in (
        Request(SOME.format(name), None, {}),
        Request(query, None, {"types": [name]}),
    ):
        subscribed = await room.hub.engine.subscribe(request, caller)
        assert isinstance(subscribed, Subscribed)
        assert (subscribed.statement.disclosing is not None) is is_disclosing
