"""How soon those who subscribed are told: from the commit to the last of them, and what each costs.

One process serves all of them. Each way is one commit after another, each told to the end before
the next.
"""

import asyncio
import statistics
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import asyncpg
import orjson
from websockets.asyncio.client import ClientConnection, connect
from websockets.typing import Subprotocol

from auth.callers import PUBLIC, Caller
from bench.servers import Server

__all__ = ["SUBSCRIBERS", "Told", "told_live"]

SUBSCRIBERS = 1_000
COMMITS = 40
FIRST = 3
"""Commits that are not counted: they make plans and fill caches."""

OPENED_AT_ONCE = 50
SUBSCRIPTION = """
subscription Changed($types: [String!], $districts: [ID!]) {
  changed(types: $types, districts: $districts) {
    cursor kind id changedFields node { ... on Benchmark { statement status dueOn } }
  }
}
"""
TOUCH = """
UPDATE benchmark SET metric = coalesce(metric, '') || '.'
WHERE (district_id, id) = (
    SELECT district_id, id FROM benchmark WHERE visibility = 'PUBLIC' ORDER BY id LIMIT 1)
"""
OF_THE_TOUCHED = """
SELECT 'District_' || encode(uuid_send(district_id), 'hex')
FROM benchmark WHERE visibility = 'PUBLIC' ORDER BY id LIMIT 1
"""
OFFICES = """
SELECT DISTINCT ON (person_id) person_id,
    'District_' || encode(uuid_send(district_id), 'hex') AS district
FROM appointment WHERE ends_on IS NULL ORDER BY person_id, district_id
"""
CALLERS = 20
"""How many different people all watch everything: each of them is a statement for each commit."""


@dataclass(frozen=True, slots=True)
class Asking:
    """One subscriber: who, for which district if for one, and whether the commits concern them.

    To who asks for all types what is confidential may be told, which would be recorded.
    """

    caller: Caller
    district: str | None = None
    is_concerned: bool = True
    types: tuple[str, ...] | None = ("Benchmark",)


@dataclass(frozen=True, slots=True)
class Told:
    """Milliseconds from before a commit until the last subscriber had its event."""

    what: str
    subscribers: int
    concerned: int
    """How many of them each commit concerns."""
    groups: int
    """Distinct callers and operations among those: as many statements for each commit."""
    middle: float
    worst: float
    bytes_each: float
    """Resident bytes of the process for each subscriber."""


async def told_live(server: Server, owner_url: str, subscribers: int = SUBSCRIBERS) -> list[Told]:
    """Each mix of subscribers in turn, on connections of their own."""
    owner = await asyncpg.connect(owner_url)
    try:
        offices = await owner.fetch(OFFICES)
        touched = await owner.fetchval(OF_THE_TOUCHED)
        people = [
            Asking(Caller(person=row["person_id"]), row["district"], row["district"] == touched)
            for row in offices[:SUBSCRIBERS]
        ]
        mixes = {
            "the public, of all districts": [Asking(PUBLIC)],
            f"{CALLERS} people, of all districts": [
                Asking(each.caller) for each in people[:CALLERS]
            ],
            f"{CALLERS} people, of all types and districts": [
                Asking(each.caller, types=None) for each in people[:CALLERS]
            ],
            f"{len(people)} people, each of their district": people,
        }
        return [
            await _measured(server, owner, what, [each[n % len(each)] for n in range(subscribers)])
            for what, each in mixes.items()
        ]
    finally:
        await owner.close()


async def _measured(
    server: Server, owner: "asyncpg.Connection[Any]", what: str, asking: Sequence[Asking]
) -> Told:
    before = server.memory()
    callers = {each.caller for each in asking if not each.caller.is_public}
    headers = await asyncio.to_thread(lambda: {each: server.headers(each) for each in callers})
    sockets: list[ClientConnection] = []
    for start in range(0, len(asking), OPENED_AT_ONCE):
        some = asking[start : start + OPENED_AT_ONCE]
        sockets += await asyncio.gather(
            *(_subscribed(server, headers.get(each.caller, {}), each) for each in some)
        )
    after = server.memory()
    concerned = [s for s, each in zip(sockets, asking, strict=True) if each.is_concerned]
    try:
        taken = [await _commit(owner, concerned) for _ in range(FIRST + COMMITS)][FIRST:]
    finally:
        await asyncio.gather(*(socket.close() for socket in sockets))
    milliseconds = sorted(1000 * seconds for seconds in taken)
    return Told(
        what,
        len(asking),
        len(concerned),
        len({(each.caller, each.district) for each in asking if each.is_concerned}),
        statistics.median(milliseconds),
        milliseconds[-1],
        (after - before) / len(asking),
    )


async def _commit(owner: "asyncpg.Connection[Any]", sockets: Sequence[ClientConnection]) -> float:
    """Change one benchmark; the seconds until the last has heard of it."""
    hearing = [asyncio.create_task(socket.recv()) for socket in sockets]
    await asyncio.sleep(0)
    started = time.perf_counter()
    await owner.execute(TOUCH)
    for heard in asyncio.as_completed(hearing):
        message = orjson.loads(await heard)
        assert message["type"] == "next", message
    return time.perf_counter() - started


async def _subscribed(
    server: Server, headers: Mapping[str, str], asking: Asking
) -> ClientConnection:
    socket = await connect(
        server.address.replace("http", "ws", 1),
        subprotocols=[Subprotocol("graphql-transport-ws")],
        compression=None,
        ping_interval=None,
    )
    await _say(socket, {"type": "connection_init", "payload": dict(headers)})
    variables = {
        "types": asking.types,
        "districts": [asking.district] if asking.district else None,
    }
    payload = {"query": SUBSCRIPTION, "variables": variables}
    await _say(socket, {"id": "1", "type": "subscribe", "payload": payload})
    await _say(socket, {"type": "ping"})
    while orjson.loads(await socket.recv())["type"] != "pong":
        pass
    return socket


async def _say(socket: ClientConnection, message: object) -> None:
    await socket.send(orjson.dumps(message).decode())
