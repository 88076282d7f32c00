"""Who subscribed to what, and how what happens reaches them."""

import asyncio
import logging
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Iterable, Iterator
from contextlib import asynccontextmanager, contextmanager
from typing import Any, Final, Protocol
from uuid import UUID

from api.live.connections import UNSURE, Connected, Limits, TooMany
from api.live.groups import Group, Subscriber
from api.live.news import News, Reader
from api.live.outboxes import Ending, Outbox
from api.telemetry import Telemetry
from auth.callers import Caller
from auth.database import Database
from auth.tokens import Authenticator
from models.failures import Failure, Fault
from schema.engine import Reply, Request
from schema.subscribing import Subscribed

__all__ = ["Hub"]

AGAIN_SECONDS: Final = 1.0
SWEEP_SECONDS: Final = 5.0
"""How often it is looked which tokens have expired."""

log = logging.getLogger(__name__)


class Subscribes(Protocol):
    """The engine, as far as subscriptions go."""

    async def subscribe(self, request: Request, caller: Caller) -> Subscribed | Reply | None: ...

    def told(self, failure: Failure) -> list[dict[str, Any]]: ...


class Hub:
    """The subscriptions of one process."""

    def __init__(
        self,
        engine: Subscribes,
        database: Database,
        known: Authenticator,
        limits: Limits | None = None,
        telemetry: Telemetry | None = None,
    ) -> None:
        self.engine = engine
        self.limits = limits or Limits()
        self.is_leaving = False
        self._database = database
        self._known = known
        self._telemetry = telemetry or Telemetry()
        self._reader = Reader(database, self._heard)
        self._groups: dict[tuple[Any, ...], Group] = {}
        self._of_district: dict[UUID | None, set[Group]] = {}
        self._connections: set[Connected] = set()
        self._of_caller: Counter[Caller] = Counter()
        self._awaited: asyncio.Queue[Group] = asyncio.Queue()
        self._doubted = asyncio.Event()
        self._beginning: set[asyncio.Task[None]] = set()
        """Rounds for those who have come: of their own, so that they outlive who leaves again."""

    # What is heard

    def wake(self) -> None:
        """Something was committed, or may have been.

        Without a subscriber it is not looked at: who comes reads what is there, and the reader,
        which looks now and then, goes on from before that.
        """
        if self._groups:
            self._reader.wake()

    def doubt(self) -> None:
        """A token may have ended: all are asked about anew."""
        self._doubted.set()

    def _heard(self, news: News) -> None:
        """Have those asked for whom the news may concern: by district, then by type."""
        for group in self._concerned(news):
            self._await(group)

    def _concerned(self, news: News) -> set[Group]:
        found: set[Group] = set()
        for district, tables in news.touched.items():
            found |= _watching(tables, self._of_district.get(district, ()))
        found |= _watching(news.tables, self._of_district.get(None, ()))
        if news.people or news.firms or news.is_new_day:
            found |= {
                group for group in self._groups.values() if news.are_about(group.subscribed.caller)
            }
        return found

    # Running

    @asynccontextmanager
    async def running(self) -> AsyncIterator["Hub"]:
        """Send on what happens, until left."""
        tasks = [asyncio.create_task(self._reader.read()), asyncio.create_task(self._sweep())]
        tasks += [asyncio.create_task(self._tell()) for _ in range(self.limits.at_once)]
        try:
            yield self
        finally:
            self.leave()
            tasks += self._beginning
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)

    def leave(self) -> None:
        """End all connections, as this process is about to: their clients come back elsewhere."""
        self.is_leaving = True
        for connection in list(self._connections):
            connection.outbox.end(Ending.LEAVING, "The server restarts.")

    def _await(self, group: Group) -> None:
        if not group.is_awaited:
            group.is_awaited = True
            self._awaited.put_nowait(group)

    async def _tell(self) -> None:
        """Ask for one group after the other."""
        while True:
            group = await self._awaited.get()
            group.is_awaited = False
            await self._asking(group, group.tell())

    async def _asking(self, group: Group, asking: Awaitable[None]) -> None:
        """Ask for a group; what goes wrong is tried again."""
        try:
            await asking
        except Fault as fault:
            log.warning("what is new can't be asked: %s", fault.message)
            asyncio.get_running_loop().call_later(AGAIN_SECONDS, self._await, group)
        except Exception:
            log.exception("what is new could not be told")
            asyncio.get_running_loop().call_later(AGAIN_SECONDS, self._await, group)
        if group.is_empty:
            self._drop(group)

    async def _sweep(self) -> None:
        """End the connections whose tokens have expired, or were said to have ended."""
        while True:
            try:
                async with asyncio.timeout(SWEEP_SECONDS):
                    await self._doubted.wait()
            except TimeoutError:
                pass
            self._doubted.clear()
            for connection in list(self._connections):
                try:
                    await connection.is_still_known()
                except Exception:
                    log.exception("a connection could not be looked at")
                    connection.outbox.end(Ending.UNAVAILABLE, UNSURE)

    # Connections and subscriptions

    @contextmanager
    def connected(self, caller: Caller, token: str | None) -> Iterator[Connected]:
        """A connection while it is there; raises TooMany for one too many."""
        if len(self._connections) >= self.limits.connections:
            raise TooMany("Too many connections are open; try again later.")
        outbox: Outbox[Any] = Outbox(self.limits.messages, self.limits.bytes)
        connection = Connected(self._known, caller, token, outbox)
        if self.is_leaving:
            outbox.end(Ending.LEAVING, "The server restarts.")
        self._connections.add(connection)
        try:
            yield connection
        finally:
            self._connections.discard(connection)
            ended = outbox.ended
            outbox.end(Ending.LEAVING, "It has left.")
            if ended is not None:
                self._telemetry.live_ended(ended.why.name.lower())

    @property
    def connections(self) -> int:
        """How many connections are open."""
        return len(self._connections)

    def admit(self, connection: Connected, subscribed: Subscribed) -> None:
        """Count one more subscription; raises TooMany for one too many."""
        caller, limits = connection.caller, self.limits
        if connection.subscriptions >= limits.of_connection:
            message = f"A connection has at most {limits.of_connection} subscriptions."
            raise TooMany(message)
        if not caller.is_public and self._of_caller[caller] >= limits.of_caller:
            raise TooMany(f"A caller has at most {limits.of_caller} subscriptions.")
        if caller.is_public and self._is_one_too_many(subscribed):
            raise TooMany("The public watches for too many different things; watch for less.")
        connection.subscriptions += 1
        self._of_caller[caller] += 1
        self._telemetry.live_subscriptions(1)

    def _is_one_too_many(self, subscribed: Subscribed) -> bool:
        """Of the public, whom nobody counts, the different things are counted that it watches."""
        if subscribed.key in self._groups:
            return False
        public = sum(group.subscribed.caller.is_public for group in self._groups.values())
        return public >= self.limits.of_caller

    def dismiss(self, connection: Connected) -> None:
        """Count one less."""
        connection.subscriptions -= 1
        self._of_caller[connection.caller] -= 1
        if not self._of_caller[connection.caller]:
            del self._of_caller[connection.caller]
        self._telemetry.live_subscriptions(-1)

    async def catch_up(self, subscribed: Subscribed, subscriber: Subscriber) -> str | None:
        """Tell what has happened since the cursor that was given, and where that has led.

        Nothing of what happens from there on is missed, if it is followed. None where the
        subscriber has gone; raises Failure for a cursor that leads nowhere.
        """
        assert subscribed.resumes_after is not None
        return await self._group(subscribed).catch_up(subscriber, subscribed.resumes_after)

    async def follow(
        self, subscribed: Subscribed, subscriber: Subscriber, cursor: str | None
    ) -> None:
        """Tell what happens after a cursor, or from now, until `leave_out`.

        Once this is over nothing is missed, or the subscriber was told why.
        """
        await self._reader.begun.wait()
        group = self._groups[subscribed.key] = self._group(subscribed)
        for district in _places(group):
            self._of_district.setdefault(district, set()).add(group)
        joined = group.join(subscriber, cursor)
        running = asyncio.create_task(self._asking(group, group.begin()))
        self._beginning.add(running)
        running.add_done_callback(self._beginning.discard)
        await joined.begun.wait()

    def leave_out(self, subscribed: Subscribed, subscriber: Subscriber) -> None:
        """Tell no more."""
        if (group := self._groups.get(subscribed.key)) is not None:
            group.leave(subscriber)
            if group.is_empty:
                self._drop(group)

    def _group(self, subscribed: Subscribed) -> Group:
        known = self._groups.get(subscribed.key)
        return known or Group(subscribed, self._database, self._telemetry.live_delivered)

    def _drop(self, group: Group) -> None:
        if self._groups.get(group.subscribed.key) is not group:
            return
        del self._groups[group.subscribed.key]
        for district in _places(group):
            there = self._of_district[district]
            there.discard(group)
            if not there:
                del self._of_district[district]


def _places(group: Group) -> list[UUID | None]:
    """Where a group is looked for: the districts that it is kept to, or everywhere."""
    return [None] if group.districts is None else list(group.districts)


def _watching(tables: frozenset[str], groups: Iterable[Group]) -> set[Group]:
    """Those of some groups that are told of records of some tables."""
    return {group for group in groups if not tables.isdisjoint(group.tables)}
