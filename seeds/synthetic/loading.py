"""Writing a synthetic network, some hundred districts a transaction."""

import asyncio
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence

from models.base import ProvenanceKind
from models.failures import Conflict
from seeds.store import Connection, append, because
from seeds.synthetic.accountability import accountability
from seeds.synthetic.leadership import school_plans
from seeds.synthetic.lots import Lots
from seeds.synthetic.organizations import nces_id, place
from seeds.synthetic.people import firm_ids, network, staff
from seeds.synthetic.plans import plans
from seeds.synthetic.rows import MODELS, Row

__all__ = ["district", "load"]

DISTRICTS_AT_ONCE = 200
Batch = dict[type[Row], list[Row]]


async def load(
    connection: Connection,
    districts: int,
    seed: int,
    progress: Callable[[int], None] = lambda _done: None,
) -> dict[str, int]:
    """Write the network as the owner; gives how many rows each table gained.

    `progress` is told how many districts are there so far. A district is written whole or not at
    all: what a run that was broken off has left out, the next one adds.
    """
    gained = await _begin(connection, seed)
    missing = await _missing(connection, districts)
    batches = [
        missing[start : start + DISTRICTS_AT_ONCE]
        for start in range(0, len(missing), DISTRICTS_AT_ONCE)
    ]
    progress(done := districts - len(missing))
    made = await asyncio.to_thread(_made, seed, batches[0]) if batches else {}
    for number, batch in enumerate(batches):
        # The next batch is made while PostgreSQL is busy with this one.
        upcoming = batches[number + 1] if number + 1 < len(batches) else ()
        written, made = await asyncio.gather(
            _write(connection, made), asyncio.to_thread(_made, seed, upcoming)
        )
        gained += written
        progress(done := done + len(batch))
    for model in MODELS.values():
        await connection.execute(f"ANALYZE {model.__tablename__}")
    return dict(gained)


def district(seed: int, number: int) -> Iterator[Row]:
    """All rows of district `number`, from 0."""
    lots = Lots(seed, number)
    here = place(number, lots)
    yield here.district
    yield from here.schools
    people = staff(here, seed, lots)
    yield from people.made
    yield from accountability(here, lots)
    planned = list(plans(here, people, lots))
    yield from planned
    yield from school_plans(here, planned, lots)


async def _begin(connection: Connection, seed: int) -> Counter[str]:
    """Write the firms and the state's staff unless they are there."""
    if await connection.fetchval("SELECT true FROM firm WHERE id = $1", firm_ids(seed)[0]):
        return Counter()
    if await connection.fetchval("SELECT true FROM district WHERE nces_id >= $1", nces_id(0)):
        raise Conflict("The database holds a synthetic network of another seed.")
    return await _write(connection, _sorted(network(seed)))


async def _missing(connection: Connection, districts: int) -> Sequence[int]:
    """The numbers of the districts still to be written."""
    there = await connection.fetch("SELECT nces_id FROM district WHERE nces_id >= $1", nces_id(0))
    codes = {code for (code,) in there}
    return [number for number in range(districts) if nces_id(number) not in codes]


def _made(seed: int, numbers: Iterable[int]) -> Batch:
    return _sorted(row for number in numbers for row in district(seed, number))


def _sorted(rows: Iterable[Row]) -> Batch:
    batch: Batch = defaultdict(list)
    for row in rows:
        batch[type(row)].append(row)
    return batch


async def _write(connection: Connection, batch: Batch) -> Counter[str]:
    """Write the rows, parents first, in one transaction."""
    written: Counter[str] = Counter()
    async with connection.transaction():
        await because(connection, "seed synthetic")
        for kind, model in MODELS.items():
            if rows := batch.get(kind):
                columns = (*kind._fields, "provenance_kind")  # type: ignore[attr-defined]
                marked = ((*row, ProvenanceKind.ILLUSTRATION.name) for row in rows)
                written[model.__tablename__] += await append(connection, model, columns, marked)
    return written
