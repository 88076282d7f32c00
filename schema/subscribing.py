"""A subscription as the engine gives it: how its events are asked for, and whom it is one with."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

import orjson

from auth.callers import Caller
from auth.database import Database
from models.failures import BadUserInput
from schema.answering import check_cost
from schema.compiler.arguments import skeleton
from schema.compiler.planner import Planner
from schema.compiler.selection import Document
from schema.compiler.statement import Statement, compile_statement
from schema.compiler.watching import AFTER, CURSOR, EVENTS, PAGE, Watching, plan_watch
from schema.documents import Operation
from schema.entities import registry
from schema.means import Means

__all__ = ["EVENTS_AT_ONCE", "Event", "Events", "Subscribed", "subscribed"]

EVENTS_AT_ONCE = 100
"""How many events one statement gives at most."""

NOW = "now"
"""The cursor of this moment, whenever it is."""


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
    def resumes_after(self) -> str | None:
        """The cursor after which it goes on; None where it begins with this moment."""
        return None if self.begins == NOW else self.begins or None

    async def events(self, database: Database, *after: str | None) -> list[Events]:
        """What has happened since each of some cursors, None being now, as the caller sees it now.

        All of them lead to one moment. What that discloses is one disclosure, and is recorded
        before any of it is given.
        """
        disclosing = None if self.caller.is_public else self.statement.disclosing
        sent = disclosing or self.statement
        told = await self._asked(database, sent, after)
        if disclosing is not None:
            await self._disclose(database, [each["seen"] for each in told])
            told = [each["data"] for each in told]
        return [self._read(each[self.watching.key]) for each in told]

    async def _asked(
        self, database: Database, sent: Statement, after: tuple[str | None, ...]
    ) -> list[dict[str, Any]]:
        bound = [sent.bind({**self.variables, AFTER: each}) for each in after]
        if len(bound) == 1:
            return [orjson.loads(await database.answer(self.caller, sent.alone, bound[0]))]
        async with database.read(self.caller, snapshot=True) as transaction:
            return [orjson.loads(await transaction.value(sent.sql, each)) for each in bound]

    async def _disclose(self, database: Database, seen: list[Any]) -> None:
        """Record it, if anything was seen: in a transaction that sees the end of the chain."""
        assert self.statement.discloses
        if _names_any(seen):
            async with database.disclose(self.caller) as transaction:
                given = [list(self.statement.discloses.roles), orjson.dumps(seen)]
                await transaction.value("SELECT audit.disclose('GRAPHQL', $1, $2)", given)

    def _read(self, told: dict[str, Any]) -> Events:
        key = self.watching.key
        events = [
            Event(event.pop(CURSOR), orjson.dumps({"data": {key: event}})) for event in told[EVENTS]
        ]
        return Events(events, told[PAGE]["endCursor"], told[PAGE]["hasNextPage"])


def _names_any(seen: Any) -> bool:
    """Whether any record, or type of one, is among what was seen."""
    if isinstance(seen, list | dict):
        return any(map(_names_any, seen.values() if isinstance(seen, dict) else seen))
    return isinstance(seen, str)


def subscribed(
    means: Means, operation: Operation, variables: dict[str, Any], caller: Caller
) -> Subscribed:
    """What an operation of a caller subscribes to; raises where it can't."""
    shape = (operation, skeleton(variables), _types_among(variables))
    planned: tuple[Statement, Watching] = means.statements.get(
        shape, lambda: _watching(means, operation, variables)
    )
    statement, watching = planned
    check_cost(statement.cost(variables), means.limits)
    return Subscribed.of(caller, statement, watching, variables)


def _watching(
    means: Means, operation: Operation, variables: dict[str, Any]
) -> tuple[Statement, Watching]:
    """What an operation with variables of this shape watches for, compiled."""
    roots = operation.roots(variables)
    if len(roots) != 1:
        raise BadUserInput("A subscription asks for one field.")
    document = Document(operation.schema, operation.fragments, variables)
    page = means.limits.page
    watching = plan_watch(Planner(document, page), roots[0], min(EVENTS_AT_ONCE, page))
    return compile_statement({watching.key: watching.feed}, records=False), watching


def _types_among(variables: Mapping[str, Any]) -> tuple[Any, ...]:
    """The names of types that variables give: a subscription is planned for those alone."""
    return tuple(
        (name, tuple(value))
        for name, value in sorted(variables.items())
        if isinstance(value, list) and value and all(_is_type(one) for one in value)
    )


def _is_type(name: object) -> bool:
    return isinstance(name, str) and name in registry.entities
