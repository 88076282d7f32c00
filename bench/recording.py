"""What remembering costs: rows that are made with and without their events, a plan then and now.

Both are ratios of one run: each way in turn, the middle of several turns.
"""

import statistics
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import asyncpg
import orjson

from auth.callers import Caller
from auth.database import Database
from schema.engine import Engine, Request
from schema.limits import Limits

__all__ = ["Compared", "bulk_insert", "plan_as_of"]

TURNS = 15
UNCOUNTED = 6
ROWS = 10_000

STAGE = """
CREATE TEMPORARY TABLE stage AS SELECT gen_random_uuid() AS id, district_id, benchmark_id,
    school_id, measured_on, value, note, provenance_kind, provenance_source, provenance_line
FROM measurement LIMIT $1
"""
COLUMNS = (
    "id, district_id, benchmark_id, school_id, measured_on, value, note, provenance_kind,"
    " provenance_source, provenance_line"
)
INSERT = f"INSERT INTO measurement ({COLUMNS}) SELECT {COLUMNS} FROM stage"
UNRECORDED = "ALTER TABLE measurement DISABLE TRIGGER _recorded_insert"

PLAN = """
query Plan($id: ID!%s) { plan(id: $id%s) { title status
  keyIssues { nodes { statement } }
  strategicObjectives { nodes { position title statement initiatives { nodes { position title
    activities { nodes { position description status dueOn owner { label } } }
    benchmarks { nodes { position category statement dueOn status target } }
  } } } } } }
"""
NOW = PLAN % ("", "")
THEN = PLAN % (", $moment: DateTime!", ", asOf: $moment")


@dataclass(frozen=True, slots=True)
class Compared:
    """Milliseconds in the middle, with what is measured and without."""

    dear: float
    plain: float

    @property
    def ratio(self) -> float:
        return self.dear / self.plain


async def bulk_insert(owner_url: str) -> Compared:
    """10,000 measurements in one INSERT, as the owner; all of it is undone."""
    connection = await asyncpg.connect(owner_url)
    try:
        await connection.execute(STAGE.replace("$1", str(ROWS)))
        await connection.execute("ANALYZE stage")
        return await _in_turn(
            lambda: _inserted(connection, recorded=True),
            lambda: _inserted(connection, recorded=False),
        )
    finally:
        await connection.close()


async def plan_as_of(database: Database, caller: Caller, plan_id: str) -> Compared:
    """A plan's tree as of the present moment beside the plan as it is: the same answer."""
    engine = Engine(database, Limits())
    variables: dict[str, Any] = {"id": plan_id}
    then = variables | {"moment": datetime.now(UTC).isoformat()}
    return await _in_turn(
        lambda: _asked(engine, caller, Request(THEN, variables=then)),
        lambda: _asked(engine, caller, Request(NOW, variables=variables)),
    )


async def _in_turn(
    dear: Callable[[], Awaitable[float]], plain: Callable[[], Awaitable[float]]
) -> Compared:
    """The first turns make plans and fill caches, and are not counted."""
    taken: tuple[list[float], list[float]] = ([], [])
    for turn in range(UNCOUNTED + TURNS):
        for times, way in zip(taken, (dear, plain), strict=True):
            seconds = await way()
            if turn >= UNCOUNTED:
                times.append(seconds * 1000)
    return Compared(statistics.median(taken[0]), statistics.median(taken[1]))


async def _inserted(connection: "asyncpg.Connection[Any]", *, recorded: bool) -> float:
    transaction = connection.transaction()
    await transaction.start()
    try:
        if not recorded:
            await connection.execute(UNRECORDED)
        started = time.perf_counter()
        await connection.execute(INSERT)
        return time.perf_counter() - started
    finally:
        await transaction.rollback()


async def _asked(engine: Engine, caller: Caller, request: Request) -> float:
    started = time.perf_counter()
    reply = await engine.execute(request, caller)
    taken = time.perf_counter() - started
    assert orjson.loads(reply.body)["data"]["plan"], reply.body
    return taken
