"""Subscriptions that are told the same: one statement for all of them, asked as their caller.

A group is one caller and one operation with its variables; its cohorts are the subscribers that
stand at one cursor. Whoever subscribes comes as a cohort of their own, and a round at once makes it
one with the others: all are brought to the same moment. So there is one cohort for each event, but
for those who are told of a change of many pages meanwhile.
"""

import asyncio
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any, Protocol
from uuid import UUID

from auth.database import Database
from models.failures import Failure, Fault
from schema.subscribing import Event, Events, Subscribed

__all__ = ["Cohort", "Group", "Subscriber"]

PATIENCE_SECONDS = 1.0
"""How long the next page of a large change waits for those who still read the last."""

MOST_FAULTS = 10
"""How often it is tried again, if it is our fault."""


class Subscriber(Protocol):
    """One subscription of one connection."""

    @property
    def is_open(self) -> bool:
        """Whether it is still to be told anything."""

    async def may_be_told(self) -> bool:
        """Whether its caller is still who it was; ended otherwise."""

    def tell(self, event: Event) -> bool:
        """Have an event sent; False where it can't be, and has ended."""

    async def room(self) -> bool:
        """Wait until more can be sent; False once it has ended."""

    def fail(self, failure: Failure) -> None:
        """Tell why there will be no more events, and end it."""


@dataclass(eq=False, slots=True)
class Cohort:
    """Those who stand at one cursor; without one, those who are to begin with this moment."""

    cursor: str | None
    members: set[Subscriber]
    begun: asyncio.Event = field(default_factory=asyncio.Event)
    """Set once a round was for them too: nothing that happens is missed from there on."""

    def fail(self, failure: Failure) -> None:
        """Tell them why they are told no more."""
        for member in self.members:
            member.fail(failure)
        self.begun.set()


Counted = Callable[[int], None]


@dataclass(eq=False, slots=True)
class Group:
    """One caller's operation, and those who are told of it."""

    subscribed: Subscribed
    database: Database
    count: Counted
    cohorts: list[Cohort] = field(default_factory=list)
    is_awaited: bool = False
    """Whether it is about to be asked for."""
    tables: frozenset[str] = field(init=False)
    districts: frozenset[UUID] | None = field(init=False)
    _faults: int = 0
    _turn: asyncio.Lock = field(default_factory=asyncio.Lock)

    def __post_init__(self) -> None:
        self.tables, self.districts = self.subscribed.tables, self.subscribed.districts

    @property
    def is_empty(self) -> bool:
        return not self.cohorts

    def leave(self, subscriber: Subscriber) -> None:
        """Tell somebody no more."""
        for cohort in self.cohorts:
            cohort.members.discard(subscriber)
        self.cohorts = [cohort for cohort in self.cohorts if cohort.members]

    async def catch_up(self, subscriber: Subscriber, cursor: str) -> str | None:
        """Tell somebody what has happened since their cursor, as fast as they read.

        Gives the cursor that they have come to; None where they have gone meanwhile. Raises
        Failure for a cursor that leads nowhere.
        """
        while True:
            [events] = await self.subscribed.events(self.database, cursor)
            cursor = events.cursor
            for event in events.events:
                if not await subscriber.room() or not await self._told([subscriber], [event]):
                    return None
            if not events.has_more:
                return cursor

    def join(self, subscriber: Subscriber, cursor: str | None) -> Cohort:
        """Tell somebody what happens from a cursor on, or from the next round on."""
        cohort = Cohort(cursor, {subscriber})
        self.cohorts.append(cohort)
        return cohort

    async def begin(self) -> None:
        """A round for those who have come, unless there was one while they waited for it."""
        async with self._turn:
            if not all(cohort.begun.is_set() for cohort in self.cohorts):
                await self._round()

    async def tell(self) -> None:
        """Ask what is new, and tell it everybody.

        Raises Fault where the database can't be asked for now: then nobody has moved on.
        """
        async with self._turn:
            await self._round()

    async def _round(self) -> None:
        try:
            await self._tell()
        except Failure as failure:
            self._faults += 1
            if isinstance(failure, Fault) and self._faults <= MOST_FAULTS:
                self._fail(failure, [each for each in self.cohorts if each.cursor is None])
                raise
            self._fail(failure, self.cohorts)
        self._faults = 0

    def _fail(self, failure: Failure, cohorts: list[Cohort]) -> None:
        self.cohorts = [cohort for cohort in self.cohorts if cohort not in cohorts]
        for cohort in cohorts:
            cohort.fail(failure)

    async def _tell(self) -> None:
        """Bring all who are here to one moment: they are one then, and the next is one statement.

        Whoever begins now asks nothing of their own: the others are asked for after they have
        come, and nothing from before is for them.
        """
        here = list(self.cohorts)
        asked = [cohort for cohort in here if cohort.cursor is not None] or here[:1]
        if not asked:
            return
        cursors = [cohort.cursor for cohort in asked]
        told = await self.subscribed.events(self.database, *cursors)
        new = [cohort for cohort in here if cohort.cursor is None]
        level = [events.cursor for events in told if not events.has_more]
        if new and not level:
            level = [each.cursor for each in await self.subscribed.events(self.database, None)]
        for cohort in new:
            cohort.cursor = level[0]
        of_pages = [pair for pair in zip(asked, told, strict=True) if pair[1].has_more]
        for cohort, events in zip(asked, told, strict=True):
            if not events.has_more:
                await self._give(cohort, events)
        self._unite(cohort for cohort in here if cohort not in [each for each, _ in of_pages])
        for cohort in here:
            cohort.begun.set()
        for cohort, events in of_pages:
            await self._give(cohort, events)

    async def _give(self, cohort: Cohort, events: Events) -> None:
        """Tell a cohort, page by page: whoever is behind when the next comes is not waited for."""
        while True:
            told = await self._told(list(cohort.members), events.events)
            cohort.cursor = events.cursor
            cohort.members.intersection_update(told)
            if not events.has_more or not cohort.members:
                break
            await _patiently(member.room() for member in told)
            [events] = await self.subscribed.events(self.database, cohort.cursor)
        if not cohort.members and cohort in self.cohorts:
            self.cohorts.remove(cohort)

    async def _told(self, members: list[Subscriber], events: list[Event]) -> list[Subscriber]:
        """Those who were told all of it, each after it was asked whether they may be."""
        if not events:
            return [member for member in members if member.is_open]
        told = [
            member
            for member in members
            if member.is_open and await member.may_be_told() and all(map(member.tell, events))
        ]
        self.count(len(told) * len(events))
        return told

    def _unite(self, level: Iterable[Cohort]) -> None:
        """Cohorts that were brought to the same moment are one."""
        left = [cohort for cohort in level if cohort in self.cohorts]
        for cohort in left[1:]:
            left[0].members |= cohort.members
            self.cohorts.remove(cohort)


async def _patiently(waiting: Any) -> None:
    """Wait for all, but not for longer than anybody is waited for."""
    tasks: list[asyncio.Future[Any]] = [asyncio.ensure_future(each) for each in waiting]
    _, late = await asyncio.wait(tasks, timeout=PATIENCE_SECONDS)
    for task in late:
        task.cancel()
