"""Asking the engine in tests: what comes back, and how many statements it took."""

from collections.abc import Mapping, Sequence
from copy import copy
from dataclasses import dataclass, field, replace
from typing import Any, cast

import orjson

from auth.callers import PUBLIC, Caller
from auth.database import Database
from auth.transactions import SelfContained, StatementEvent
from schema.documents import Documents
from schema.engine import Engine, ReplyKind, Request
from schema.limits import Limits
from schema.reading import Reader
from seeds.demo.personas import PERSONAS

__all__ = ["DESK", "EVERYONE", "SCHEMA", "Answer", "Desk", "Graph", "Sent", "over"]

EVERYONE: tuple[str | None, ...] = (None, *PERSONAS)
"""All personas, and no token."""


@dataclass(frozen=True, slots=True)
class Answer:
    """A reply, read."""

    body: bytes
    kind: ReplyKind
    data: Any
    errors: list[dict[str, Any]]
    cost: int | None
    statements: int

    @property
    def codes(self) -> set[str]:
        return {error["extensions"]["code"] for error in self.errors}


@dataclass(slots=True)
class Graph:
    """Asks one engine as any persona."""

    engine: Engine
    database: Database

    async def __call__(
        self,
        query: str,
        variables: Mapping[str, Any] | None = None,
        *,
        as_: str | None = None,
        statements: int = 1,
        through_python: bool = False,
    ) -> Answer:
        """Data without errors, in that many statements."""
        answer = await self.ask(query, variables, as_=as_, through_python=through_python)
        assert not answer.errors, answer.errors
        assert answer.statements == statements
        return answer

    async def refusal(
        self,
        query: str,
        variables: Mapping[str, Any] | None = None,
        *,
        as_: str | None = None,
        code: str = "BAD_USER_INPUT",
    ) -> list[dict[str, Any]]:
        """The errors for which nothing was run; all have the code, and something to read."""
        answer = await self.ask(query, variables, as_=as_)
        assert answer.codes == {code}, answer
        assert answer.kind is ReplyKind.REQUEST_ERROR
        assert b'"data"' not in answer.body
        assert answer.statements == 0
        return answer.errors

    async def ask(
        self,
        query: str,
        variables: Mapping[str, Any] | None = None,
        *,
        as_: str | None = None,
        caller: Caller | None = None,
        through_python: bool = False,
    ) -> Answer:
        """Whatever comes back."""
        events: list[StatementEvent] = []
        self.database.observers.append(events.append)
        try:
            reply = await self.engine.execute(
                Request(query, None, variables),
                caller or (PERSONAS[as_].caller if as_ else PUBLIC),
                through_python=through_python,
            )
        finally:
            self.database.observers.remove(events.append)
        body = orjson.loads(reply.body)
        cost = body.get("extensions", {}).get("cost", {}).get("requested")
        errors = body.get("errors", [])
        return Answer(reply.body, reply.kind, body.get("data"), errors, cost, len(events))


@dataclass(slots=True)
class Paper:
    """Stands where a database would, and writes down what it is asked."""

    asked: list[tuple[str, list[object]]] = field(default_factory=list)

    async def answer(
        self, _caller: Caller, statement: SelfContained, parameters: Sequence[object] = ()
    ) -> bytes:
        self.asked.append((statement.sql, list(parameters)))
        return b"{}"


@dataclass(frozen=True, slots=True)
class Sent:
    """What would have been sent to the database, or why nothing would."""

    sql: str
    parameters: list[object]
    cost: int


class Desk:
    """An engine without a database: it parses, validates, compiles and binds."""

    def __init__(self) -> None:
        self._paper = Paper()
        self.engine = Engine(cast("Database", self._paper), Limits())

    async def __call__(self, query: str, variables: Mapping[str, Any] | None = None) -> Sent:
        """What a query is answered by."""
        self._paper.asked.clear()
        reply = await self.engine.execute(Request(query, None, variables), PUBLIC)
        body = orjson.loads(reply.body)
        assert "errors" not in body, body
        ((sql, parameters),) = self._paper.asked
        return Sent(sql, parameters, body["extensions"]["cost"]["requested"])

    def over(self, database: Database, limits: Limits | None = None) -> Graph:
        """The same schema over a database; what is compiled for one is compiled for all.

        Limits of its own come with documents of its own, whose operations were held against them.
        """
        made = over(self.engine, database, limits)
        if limits is not None:
            made.documents = Documents(made.schema, limits)
        return Graph(made, database)


def over(engine: Engine, database: Database, limits: Limits | None = None) -> Engine:
    """An engine with the statements of another, over another database."""
    made = copy(engine)
    made.means = replace(engine.means, database=database, limits=limits or engine.means.limits)
    made.reader = Reader(made.means)
    return made


DESK = Desk()
"""One for all tests: to build the schema takes a second."""

SCHEMA = DESK.engine.schema
