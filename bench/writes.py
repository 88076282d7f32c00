"""What is written: the same change by each server's own mutation, by somebody who may make it.

Ours checks the record's version, what state it is in and what the caller may do, and reads what
it answers through the slice; a generated mutation writes the row. Both are under the same policies,
and set off the same triggers. Each request changes something: it makes a record, or writes a number
that no other writes.
"""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

import asyncpg

from api.embedded import Urls
from auth.callers import Caller
from bench.load import COUNT, NEW_ID, Burst
from bench.operations import Operation, Size, alike
from bench.rounds import CONNECTIONS, NotAlikeError, Tally, in_turn
from bench.servers import POSTGRAPHILE, Server
from schema.entities import registry
from schema.ids import encode_id

__all__ = ["WRITES", "Write", "written"]

Variables = dict[str, Any]

MEASURED = {"measuredOn": "2012-03-01", "value": "12.5"}
DESCRIBED = f"Changed for the bench, number {COUNT}"


@dataclass(frozen=True, slots=True)
class Record:
    """A record to write on or below, and the plan manager of its district."""

    district: UUID
    id: UUID
    manager: UUID


@dataclass(frozen=True, slots=True)
class Write:
    """A change: how each server is told it, and the records that are there to be changed."""

    operation: Operation
    table: str
    plan: str
    """The state of the plans in which it may be made."""
    ours: Callable[[Record], Variables]
    theirs: Callable[[Record], Variables]


WRITES = (
    Write(
        Operation("record_measurement", "a measurement recorded", Size.FEW),
        table="benchmark",
        plan="IN_IMPLEMENTATION",
        ours=lambda it: {"id": encode_id(registry["Benchmark"], it.district, it.id), **MEASURED},
        theirs=lambda it: {
            "measurement": {
                "districtId": str(it.district),
                "rowId": NEW_ID,
                "benchmarkId": str(it.id),
                **MEASURED,
            }
        },
    ),
    Write(
        Operation("update_activity", "an activity of a draft changed", Size.FEW),
        table="activity",
        plan="DRAFT",
        ours=lambda it: {
            "id": encode_id(registry["Activity"], it.district, it.id),
            "version": int(COUNT),
            "description": DESCRIBED,
        },
        theirs=lambda it: {
            "districtId": str(it.district),
            "rowId": str(it.id),
            "activityPatch": {"description": DESCRIBED},
        },
    ),
)

RECORDS = """
SELECT r.district_id, r.id, m.person_id FROM {table} r
JOIN initiative i ON i.district_id = r.district_id AND i.id = r.initiative_id
JOIN strategic_objective o
  ON o.district_id = i.district_id AND o.id = i.strategic_objective_id
JOIN accelerated_improvement_plan p ON p.district_id = o.district_id AND p.id = o.plan_id
JOIN appointment m ON m.district_id = p.district_id AND m.role = 'PLAN_MANAGER'
WHERE p.status = $1 AND p.district_id = (
    SELECT max(one.district_id::text)::uuid FROM accelerated_improvement_plan one
    JOIN appointment a ON a.district_id = one.district_id AND a.role = 'PLAN_MANAGER'
    WHERE one.status = $1
)
ORDER BY r.id LIMIT $2
"""


async def records(urls: Urls, write: Write) -> list[Record]:
    """A record for each connection, of one district."""
    rows = await _fetch(urls, RECORDS.format(table=write.table), write.plan, CONNECTIONS)
    if len(rows) < CONNECTIONS:
        raise RuntimeError(f"{write.operation.name}: {len(rows)} records to write on")
    return [Record(*row) for row in rows]


@dataclass(frozen=True, slots=True)
class ToWrite:
    """A change as it goes over the wire to one server, on as many records as connections."""

    server: Server
    bodies: Sequence[str]
    caller: Caller
    versions: Callable[[], Sequence[int]]

    def burst(self, seconds: float, connections: int = CONNECTIONS) -> Burst:
        """The load that writes it, from the versions that the records have now."""
        headers, versions = self.server.headers(self.caller), self.versions()
        return Burst(self.server.port, headers, self.bodies, connections, seconds, versions)

    def once(self) -> list[Any]:
        """What each record is after being written once; raises if that is refused."""
        asked = zip(self.bodies, self.versions(), strict=True)
        return [self._written(body.replace(COUNT, f"{version:8d}")) for body, version in asked]

    def _written(self, body: str) -> Any:
        written = self.server.ask(body.replace(NEW_ID, str(uuid4())), self.caller)["written"]
        if written.get("errors"):
            raise RuntimeError(f"{self.server.name}: {written['errors'][0]}")
        told = written["record"]
        if "description" in told:
            told["description"] = told["description"].rstrip(" 0123456789")
        return alike(told)


def to_write(servers: Sequence[Server], urls: Urls, write: Write) -> list[ToWrite]:
    """The change for each server; raises NotAlikeError unless they answer alike."""
    found = asyncio.run(records(urls, write))
    caller = Caller(person=found[0].manager)

    def versions() -> Sequence[int]:
        return asyncio.run(_versions(urls, write, found))

    made = []
    for server in servers:
        variables = write.theirs if server.name == POSTGRAPHILE else write.ours
        bodies = [server.body(write.operation, {"input": variables(it)}) for it in found]
        made.append(ToWrite(server, bodies, caller, versions))
    answers = [each.once() for each in made]
    if any(answer != answers[0] for answer in answers):
        raise NotAlikeError(f"{write.operation.name}: {answers}")
    return made


def written(
    servers: Sequence[Server], urls: Urls, write: Write, *, rounds: int, seconds: float
) -> dict[str, Tally]:
    """How each server did with a change, by the server's name."""
    asked = to_write(servers, urls, write)
    tallies = in_turn(asked, rounds=rounds, seconds=seconds)
    return {each.server.name: tally for each, tally in zip(asked, tallies, strict=True)}


async def _versions(urls: Urls, write: Write, found: Sequence[Record]) -> list[int]:
    """The records' versions, in their order."""
    sql = f"SELECT id, version FROM {write.table} WHERE id = ANY ($1)"
    known = dict(await _fetch(urls, sql, [it.id for it in found]))
    return [known[it.id] for it in found]


async def _fetch(urls: Urls, sql: str, *parameters: object) -> list[Any]:
    owner = await asyncpg.connect(urls.owner)
    try:
        rows: list[Any] = await owner.fetch(sql, *parameters)
    finally:
        await owner.close()
    return rows
