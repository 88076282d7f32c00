"""Asking the engine in tests: what comes back, and how many statements it took."""

from collections.abc import Mapping
from copy import copy
from dataclasses import dataclass
from typing import Any

import orjson

from auth.callers import PUBLIC, Caller
from auth.database import Database, StatementEvent
from schema.compiler.statement import Statement
from schema.documents import Documents
from schema.engine import Engine, ReplyKind, Request
from schema.limits import Limits
from seeds.demo.personas import PERSONAS

__all__ = ["EVERYONE", "Answer", "Graph", "compiled", "over"]

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


def over(engine: Engine, database: Database, limits: Limits | None = None) -> Graph:
    """The same schema, which takes a second to build, over another database."""
    limits = limits or Limits()
    made = copy(engine)
    made._database = database
    made._limits = limits
    made.documents = Documents(engine.schema, limits)
    return Graph(made, database)


def compiled(engine: Engine, query: str, variables: Mapping[str, Any] | None = None) -> Statement:
    """The statement that a query is answered by; no database is asked."""
    operation = engine.documents.operation(query, None)
    statement = engine._way(operation, operation.variables(variables))
    assert isinstance(statement, Statement)
    return statement
