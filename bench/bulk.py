"""How fast records go out and come in, against PostgreSQL's COPY of the same rows.

Out: a client reads an export over HTTP; another reads `COPY (SELECT *) TO STDOUT` as the same
caller under the same policies. Neither looks at what it reads, so that on the same cores it takes
little from the servers. In: a client sends a file of measurements; the same rows are copied into
the table with its triggers on, so that their events are recorded, by a login whom policies let
through, for COPY can't write under them.
"""

import asyncio
import http.client
import io
import time
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final
from urllib.parse import urljoin, urlsplit
from uuid import UUID, uuid4

import asyncpg
import httpx

from api.embedded import Urls
from auth.callers import Caller
from auth.database import Database
from auth.exporting import snapshot
from bench.servers import Server

__all__ = ["Bulk", "measured_bulk"]

FORMATS: Final = ("jsonl", "csv", "parquet")
TYPE: Final = ("measurements", "measurement")
TURNS: Final = 5
ROWS: Final = 10_000
READ_AT_ONCE: Final = 1024 * 1024
FIRST_DAY: Final = date(1970, 1, 1)

WHERE: Final = """
SELECT b.district_id, array_agg(b.id) AS benchmarks, min(m.person_id::text)::uuid AS manager
FROM benchmark b
JOIN initiative i ON i.district_id = b.district_id AND i.id = b.initiative_id
JOIN strategic_objective o ON o.district_id = i.district_id AND o.id = i.strategic_objective_id
JOIN accelerated_improvement_plan p ON p.district_id = o.district_id AND p.id = o.plan_id
JOIN appointment m ON m.district_id = b.district_id AND m.role = 'PLAN_MANAGER'
    AND m.starts_on <= current_date AND coalesce(m.ends_on >= current_date, true)
WHERE p.status = 'IN_IMPLEMENTATION'
GROUP BY b.district_id ORDER BY b.district_id LIMIT 1
"""
COLUMNS: Final = ("district_id", "id", "benchmark_id", "measured_on", "value")


@dataclass(frozen=True, slots=True)
class Bulk:
    """Rows a second: out in each format and by COPY, in by a file and by COPY; and of how many."""

    rows_out: int
    out: Mapping[str, float]
    copied_out: float
    rows_in: int
    taken_in: float
    copied_in: float

    @property
    def exports(self) -> Mapping[str, float]:
        """The share of COPY's speed of each format."""
        return {name: rate / self.copied_out for name, rate in self.out.items()}

    @property
    def imports(self) -> float:
        """The same of what comes in."""
        return self.taken_in / self.copied_in


def measured_bulk(
    server: Server, urls: Urls, caller: Caller, *, rows: int = ROWS, turns: int = TURNS
) -> Bulk:
    """Both directions, each against COPY in turn; of each the best turn counts."""
    place = asyncio.run(_place(urls))
    reading = Client(server.address, dict(server.headers(caller)))
    writing = Client(server.address, dict(server.headers(Caller(person=place["manager"]))))
    count = asyncio.run(_rows_seen(urls, caller))
    copied, out = asyncio.run(_out(reading, urls, caller, turns))
    copied_in, taken_in = asyncio.run(_in(writing, urls, place, rows, turns))
    return Bulk(
        count,
        {name: count / seconds for name, seconds in out.items()},
        count / copied,
        rows,
        rows / taken_in,
        rows / copied_in,
    )


@dataclass(frozen=True, slots=True)
class Client:
    """Whom a caller asks, and by what token."""

    address: str
    headers: Mapping[str, str]

    def open(self) -> httpx.AsyncClient:
        return httpx.AsyncClient(timeout=600, headers=self.headers)


async def _place(urls: Urls) -> Any:
    """A district whose plan is being carried out, its benchmarks and its plan manager."""
    owner = await asyncpg.connect(urls.superuser)
    try:
        return await owner.fetchrow(WHERE)
    finally:
        await owner.close()


async def _rows_seen(urls: Urls, caller: Caller) -> int:
    database = await Database.open(urls.api, pool_size=1)
    try:
        async with database.read(caller) as transaction:
            return int(await transaction.value(f"SELECT count(*) FROM {TYPE[1]}"))
    finally:
        await database.close()


async def _out(
    asking: Client, urls: Urls, caller: Caller, turns: int
) -> tuple[float, dict[str, float]]:
    plural, table = TYPE
    seconds: dict[str, list[float]] = {name: [] for name in ("copy", *FORMATS)}
    database = await Database.open(urls.api, pool_size=1)
    try:
        for _ in range(turns):
            started = time.perf_counter()
            await _copy_out(database, caller, table)
            seconds["copy"].append(time.perf_counter() - started)
            for name in FORMATS:
                started = time.perf_counter()
                _read(asking, f"/export/{plural}.{name}")
                seconds[name].append(time.perf_counter() - started)
    finally:
        await database.close()
    best = {name: min(each) for name, each in seconds.items()}
    return best.pop("copy"), best


async def _copy_out(database: Database, caller: Caller, table: str) -> None:
    async def sink(_chunk: bytes) -> None:
        pass

    async with snapshot(database, caller, 600) as seen:
        await seen.copy_table(f"SELECT * FROM {table}", (), sink)


def _read(asking: Client, path: str) -> None:
    """Read an answer to its end; raises where it breaks off before."""
    into = memoryview(bytearray(READ_AT_ONCE))
    connection = http.client.HTTPConnection(urlsplit(asking.address).netloc, timeout=600)
    try:
        connection.request("GET", path, headers=dict(asking.headers))
        answer = connection.getresponse()
        if answer.status != http.HTTPStatus.OK:
            raise RuntimeError(f"{answer.status}: {answer.read().decode(errors='replace')}")
        while answer.readinto(into):
            pass
    finally:
        connection.close()


async def _in(asking: Client, urls: Urls, place: Any, rows: int, turns: int) -> tuple[float, float]:
    owner = await asyncpg.connect(urls.superuser)
    taken, copied = [], []
    try:
        async with asking.open() as client:
            for turn in range(turns):
                made = _rows(place["district_id"], place["benchmarks"], rows, 2 * turn)
                started = time.perf_counter()
                await owner.copy_records_to_table("measurement", records=made, columns=COLUMNS)
                copied.append(time.perf_counter() - started)
                made = _rows(place["district_id"], place["benchmarks"], rows, 2 * turn + 1)
                file = _file(made)
                started = time.perf_counter()
                await _send(client, urljoin(asking.address, "/import/measurements"), file, rows)
                taken.append(time.perf_counter() - started)
    finally:
        await owner.close()
    return min(copied), min(taken)


def _rows(district: UUID, benchmarks: list[UUID], rows: int, turn: int) -> list[tuple[Any, ...]]:
    """Measurements of days that no other turn has."""
    days = rows // len(benchmarks) + 1
    first = FIRST_DAY + timedelta(days=turn * days)
    return [
        (
            district,
            uuid4(),
            benchmarks[place % len(benchmarks)],
            first + timedelta(days=place // len(benchmarks)),
            place,
        )
        for place in range(rows)
    ]


def _file(rows: list[tuple[Any, ...]]) -> bytes:
    file = io.StringIO("benchmark,measuredOn,value\n")
    file.seek(0, io.SEEK_END)
    for district, _, benchmark, day, value in rows:
        file.write(f"Benchmark_{district.hex}{benchmark.hex},{day},{value}\n")
    return file.getvalue().encode()


async def _send(client: httpx.AsyncClient, address: str, file: bytes, rows: int) -> None:
    answer = await client.post(
        address,
        content=file,
        params={"dryRun": "false"},
        headers={"content-type": "text/csv"},
    )
    told = answer.raise_for_status().json()
    if told["created"] != rows:
        raise RuntimeError(f"{told['created']} of {rows} rows were taken in: {told['rows'][0]}")
