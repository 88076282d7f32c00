"""Subscriptions that are told the same: one statement for all of them, asked as their caller.

A group is one caller and one operation with its variables; its cohorts are the subscribers that
stand at one cursor. Whoever subscribes begins a cohort of their own, and is one with the others
after the next event: both are then brought to the same snapshot.
"""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Protocol
from uuid import UUID

from auth.database import Database, Transaction
from models.failures import Failure, Fault
from schema.subscribing import Event, Events, Subscribed

__all__ = ["Cohort", "Group", "Subscriber"]

PATIENCE_SECONDS = 5.0
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
    """Those who stand at one cursor."""

    cursor: str | None
    members: set[Subscriber] = field(default_factory=set)


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

    def join(self, subscriber: Subscriber, cursor: str | None) -> None:
        """Tell somebody what happens from a cursor on."""
        self.cohorts.append(Cohort(cursor, {subscriber}))

    async def begin(self, subscriber: Subscriber) -> str | None:
        """Tell somebody what has happened since the cursor that they gave, as fast as they read.

        Gives the cursor that they have come to; None where they have gone meanwhile. Raises
        Failure for a cursor that leads nowhere.
        """
        cursor = self.subscribed.begins
        while True:
            events = await self.subscribed.events(self.database, cursor)
            cursor = events.cursor
            for event in events.events:
                if not await subscriber.room() or not await self._told([subscriber], [event]):
                    return None
            if not events.has_more:
                return cursor

    async def tell(self) -> None:
        """Ask what is new, and tell it everybody; those who have come to one snapshot are one.

        Raises Fault where the database can't be asked for now: then nobody has moved on.
        """
        async with self._turn:
            try:
                await self._tell()
            except Failure as failure:
                self._faults += 1
                if isinstance(failure, Fault) and self._faults <= MOST_FAULTS:
                    raise
                self._fail(failure)
            self._faults = 0

    def _fail(self, failure: Failure) -> None:
        for cohort in self.cohorts:
            for member in cohort.members:
                member.fail(failure)
        self.cohorts = []

    async def _tell(self) -> None:
        standing = list(self.cohorts)
        if len(standing) > 1 and not self.subscribed.is_disclosing:
            async with self.database.read(self.subscribed.caller, snapshot=True) as transaction:
                asked = [(each, await self._asked(each, transaction)) for each in standing]
            level = [cohort for cohort, events in asked if not events.has_more]
            for cohort, events in asked:
                await self._give(cohort, events)
            self._unite(level)
        else:
            for cohort in standing:
                await self._give(cohort, await self._asked(cohort, None))

    async def _asked(self, cohort: Cohort, transaction: Transaction | None) -> Events:
        return await self.subscribed.events(self.database, cohort.cursor, transaction)

    async def _give(self, cohort: Cohort, events: Events) -> None:
        """Tell a cohort, page by page: whoever is behind when the next comes is not waited for."""
        while True:
            told = await self._told(list(cohort.members), events.events)
            cohort.cursor = events.cursor
            cohort.members.intersection_update(told)
            if not events.has_more or not cohort.members:
                break
            await _patiently(member.room() for member in told)
            events = await self._asked(cohort, None)
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

    def _unite(self, level: list[Cohort]) -> None:
        """Cohorts that were brought to the same snapshot are one."""
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
