"""A subscription as the engine gives it: how its events are asked for, and whom it is one with."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

import orjson

from auth.callers import Caller
from auth.database import Database, Transaction
from schema.compiler.statement import Statement
from schema.compiler.watching import AFTER, CURSOR, EVENTS, PAGE, Watching

__all__ = ["EVENTS_AT_ONCE", "Event", "Events", "Subscribed"]

EVENTS_AT_ONCE = 100
"""How many events one statement gives at most."""


@dataclass(frozen=True, slots=True)
class Event:
    """What is sent for one event: a GraphQL response; and the cursor to go on after it."""

    cursor: str
    body: bytes


@dataclass(frozen=True, slots=True)
class Events:
    """Some events, and where that leads; `has_more` where there are more already."""

    events: list[Event]
    cursor: str
    has_more: bool


@dataclass(frozen=True, slots=True)
class Subscribed:
    """One operation of a caller with the values of its variables."""

    caller: Caller
    statement: Statement
    watching: Watching
    variables: Mapping[str, Any]
    begins: str | None = None
    """The cursor that was asked for; None for this moment."""
    key: tuple[Any, ...] = field(default=())
    """Equal for subscriptions that are told the same."""

    @classmethod
    def of(
        cls,
        caller: Caller,
        statement: Statement,
        watching: Watching,
        variables: Mapping[str, Any],
    ) -> "Subscribed":
        """Raises BadUserInput for what can't be bound."""
        begins: Any = watching.begins.read(variables)
        bound = statement.bind({**variables, AFTER: None})
        key = (caller, statement.sql, repr(bound))
        return cls(caller, statement, watching, variables, begins, key)

    @property
    def tables(self) -> frozenset[str]:
        """The tables of whose records it tells."""
        return self.watching.tables(self.variables)

    @property
    def districts(self) -> frozenset[UUID] | None:
        """The districts that it is kept to; None where it is to none."""
        return self.watching.districts(self.variables)

    @property
    def is_disclosing(self) -> bool:
        """Whether what is told is confidential, and so has to be recorded."""
        return self.statement.disclosing is not None and not self.caller.is_public

    async def events(
        self, database: Database, after: str | None, within: Transaction | None = None
    ) -> Events:
        """What has happened since a cursor, or since now, as the caller sees it at this moment.

        `within` a transaction of the caller's, if there is one; never where it is disclosing.
        """
        variables = {**self.variables, AFTER: after}
        statement = self.statement
        if self.is_disclosing:
            assert statement.disclosing
            async with database.disclose(self.caller) as transaction:
                told = await transaction.value(
                    statement.disclosing.sql, statement.disclosing.bind(variables)
                )
        elif within is not None:
            told = await within.value(statement.sql, statement.bind(variables))
        else:
            told = await database.answer(self.caller, statement.alone, statement.bind(variables))
        return self._read(orjson.loads(told)[self.watching.key])

    def _read(self, told: dict[str, Any]) -> Events:
        key = self.watching.key
        events = [
            Event(event.pop(CURSOR), orjson.dumps({"data": {key: event}})) for event in told[EVENTS]
        ]
        return Events(events, told[PAGE]["endCursor"], told[PAGE]["hasNextPage"])
