"""What our own statements cost: by themselves, in the slice and out of it, and to make.

The bound is the compiled statement on one connection, in a transaction that has already stated
the caller: what no server around it can beat.
"""

import json
import statistics
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, TypeAlias, cast

from api.embedded import Urls
from api.memory import keep_freed_memory
from auth.callers import PUBLIC, Caller
from auth.database import Database
from auth.transactions import SelfContained
from bench.operations import OPERATIONS, document
from bench.rounds import Asked, burst
from schema.engine import Engine, Request
from schema.limits import Limits

__all__ = ["Latencies", "latencies", "new_documents"]

TURNS = 3
FRESH_DOCUMENTS = 30
Statement: TypeAlias = tuple[str, Sequence[object]]


@dataclass(frozen=True, slots=True)
class Latencies:
    """Milliseconds in the middle, one request at a time: over HTTP, as the caller, as the owner."""

    served: float
    bound: float
    owner: float


@dataclass(slots=True)
class ListeningDatabase(Database):
    """A database that keeps what it was asked to answer."""

    heard: list[Statement] = field(default_factory=list)

    async def answer(
        self, caller: Caller, statement: SelfContained, parameters: Sequence[object] = ()
    ) -> Any:
        self.heard.append((statement.sql, parameters))
        return await Database.answer(self, caller, statement, parameters)


@dataclass(slots=True)
class AbsentDatabase(Database):
    """No database: answers everything with nothing, at once."""

    async def answer(
        self,
        caller: Caller,  # noqa: ARG002 - as the database's
        statement: SelfContained,  # noqa: ARG002 - likewise
        parameters: Sequence[object] = (),  # noqa: ARG002 - likewise
    ) -> Any:
        return b"{}"


async def latencies(urls: Urls, asked: Asked, query: str, *, seconds: float) -> Latencies:
    """The latencies of one question, taken in turn so that all see the same machine."""
    keep_freed_memory()  # as what is served does
    statement = await _statement(urls, asked, query)
    as_caller = await Database.open(urls.api, pool_size=1)
    as_owner = await Database.open(urls.owner, pool_size=1)
    served, bound, owner = list[float](), list[float](), list[float]()
    try:
        for _turn in range(TURNS):
            served += burst(asked.burst(seconds, connections=1)).latencies
            bound += await _timed(as_caller, asked.caller, statement, seconds)
            owner += await _timed(as_owner, PUBLIC, statement, seconds)
    finally:
        await as_caller.close()
        await as_owner.close()
    middle = [statistics.median(each) * 1000 for each in (served, bound, owner)]
    return Latencies(*middle)


async def _statement(urls: Urls, asked: Asked, query: str) -> Statement:
    """The one statement that a question becomes."""
    database = cast("ListeningDatabase", await ListeningDatabase.open(urls.api, pool_size=1))
    try:
        variables = json.loads(asked.body)["variables"]
        request = Request(query, variables=variables)
        reply = await Engine(database, Limits()).execute(request, asked.caller)
        if reply.error_codes:
            raise RuntimeError(reply.body.decode())
        [statement] = database.heard
    finally:
        await database.close()
    return statement


async def _timed(
    database: Database, caller: Caller, statement: Statement, seconds: float
) -> list[float]:
    """How long each run of a statement took, for some seconds and three runs at least."""
    taken: list[float] = []
    until = time.perf_counter() + seconds
    async with database.read(caller) as transaction:
        await transaction.value(*statement)
        while time.perf_counter() < until or len(taken) < TURNS:
            started = time.perf_counter()
            await transaction.value(*statement)
            taken.append(time.perf_counter() - started)
    return taken


async def new_documents(variables: dict[str, dict[str, Any]]) -> dict[str, float]:
    """Milliseconds to parse, validate and compile each operation's document, never seen before."""
    engine = Engine(AbsentDatabase(cast("Any", None)), Limits())
    taken: dict[str, float] = {}
    for operation in OPERATIONS:
        times = []
        for number in range(FRESH_DOCUMENTS):
            query = f"{document(operation, None)}# {number}"
            request = Request(query, variables=variables.get(operation.name, {}))
            started = time.perf_counter()
            reply = await engine.execute(request, PUBLIC)
            times.append(time.perf_counter() - started)
            if reply.error_codes:
                raise RuntimeError(reply.body.decode())
        taken[operation.name] = statistics.median(times) * 1000
    return taken
