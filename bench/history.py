"""What the past costs: to read a plan as it stood, and to record what is written."""

import asyncio
import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from statistics import median
from typing import Any
from uuid import UUID

import asyncpg

from api.embedded import Urls
from auth.callers import Caller
from bench.network import STATE_CODE
from bench.operations import Operation, Size
from bench.rounds import Asked, in_turn
from bench.servers import Server
from schema.entities import registry
from schema.ids import encode_id

__all__ = ["ASKED", "BULK", "History", "measured"]

AS_IT_IS = Operation("plan_as_it_is", "the tree of a plan as it is", Size.TREE)
AS_IT_STOOD = Operation("plan_as_it_stood", "the same as it stood", Size.TREE)
ASKED = (AS_IT_IS, AS_IT_STOOD)

BULK = 20_000
TREE = ("strategic_objective", "initiative", "activity", "benchmark")
CHANGED_SINCE = 3


@dataclass(frozen=True, slots=True)
class History:
    """Milliseconds in the middle."""

    as_it_is: float
    as_it_stood: float
    unrecorded: float
    recorded: float


def measured(server: Server, urls: Urls, caller: Caller, *, rounds: int, seconds: float) -> History:
    """What the past costs, once the tree of every plan has been changed some times."""
    at = asyncio.run(_change_all(urls))
    pair = _plan(server, urls, caller, at)
    tallies = in_turn(pair, rounds=rounds, seconds=seconds, connections=1)
    as_it_is, as_it_stood = (tally.percentile(50) for tally in tallies)
    unrecorded, recorded = asyncio.run(_bulk(urls, rounds))
    return History(as_it_is, as_it_stood, unrecorded, recorded)


def _plan(server: Server, urls: Urls, caller: Caller, at: datetime) -> list[Asked]:
    """A plan's tree as it is, and as it stood before all of it was changed."""
    key = asyncio.run(_running_plan(urls))
    known: dict[str, Any] = {"id": encode_id(registry["AcceleratedImprovementPlan"], *key)}
    bodies = (
        server.body(AS_IT_IS, known),
        server.body(AS_IT_STOOD, {**known, "at": at.isoformat()}),
    )
    now, then = (server.ask(body, caller) for body in bodies)
    if _shape(now) != _shape(then) or now == then:
        raise RuntimeError("the plan as it stood is not the plan before it was changed")
    return [Asked(server, body, caller) for body in bodies]


def _shape(answer: Any) -> Any:
    """What is there, without what it says."""
    if isinstance(answer, dict):
        return {name: _shape(value) for name, value in answer.items()}
    return [_shape(each) for each in answer] if isinstance(answer, list) else None


async def _change_all(urls: Urls) -> datetime:
    """Change all trees, some times; gives a moment after the first and before the others."""
    owner = await asyncpg.connect(urls.owner)
    try:
        for number in range(CHANGED_SINCE):
            for table in TREE:
                text = {"activity": "description", "benchmark": "statement"}.get(table, "title")
                await owner.execute(f"UPDATE {table} SET {text} = {text} || ' *'")
            if number == 0:
                at: datetime = await owner.fetchval("SELECT clock_timestamp()")
        await owner.execute("ANALYZE")
    finally:
        await owner.close()
    return at


async def _running_plan(urls: Urls) -> Sequence[UUID]:
    owner = await asyncpg.connect(urls.owner)
    try:
        row = await owner.fetchrow(
            "SELECT p.district_id, p.id FROM accelerated_improvement_plan p"
            " JOIN district d ON d.id = p.district_id"
            " WHERE d.state_code = $1 AND p.status = 'IN_IMPLEMENTATION'",
            STATE_CODE,
        )
    finally:
        await owner.close()
    assert row is not None
    return tuple(row)


async def _bulk(urls: Urls, rounds: int) -> tuple[float, float]:
    """Milliseconds to insert many measurements, without recording them and with it, in turn."""
    owner = await asyncpg.connect(urls.owner)
    taken: dict[str, list[float]] = {"DISABLE": [], "ENABLE": []}
    try:
        await owner.execute(
            f"CREATE TEMPORARY TABLE bulk AS SELECT * FROM measurement LIMIT {BULK}"
        )
        for _round in range(rounds + 1):
            for state, times in taken.items():
                undone = owner.transaction()
                await undone.start()
                await owner.execute("UPDATE bulk SET id = gen_random_uuid()")
                await owner.execute(f"ALTER TABLE measurement {state} TRIGGER _recorded_insert")
                started = time.perf_counter()
                await owner.execute("INSERT INTO measurement SELECT * FROM bulk")
                times.append((time.perf_counter() - started) * 1000)
                await undone.rollback()
    finally:
        await owner.close()
    # The first of each warms up.
    without, recorded = (median(times[1:]) for times in taken.values())
    return without, recorded
