"""Imports that are sent again, in another order, or that break off: what is there in the end."""

import asyncio
from collections.abc import AsyncIterator
from datetime import date
from typing import Any
from urllib.parse import urlsplit

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from api.bulk.imports import Imports
from schema.importing import running
from schema.mutations.many_at_once import Storing
from tests.api.bulk.test_imports import benchmarks, send, sheet
from tests.api.edge import served
from tests.api.filing.desk import Desk
from tests.databases import connected

pytestmark = pytest.mark.anyio

FIRST, LAST = date(2003, 1, 1), date(2003, 12, 31)
THERE = """
SELECT 'Benchmark_' || replace(district_id::text || benchmark_id::text, '-', ''),
    measured_on::text, trim_scale(value)::text, coalesce(note, '')
FROM measurement WHERE measured_on BETWEEN $1 AND $2
"""
FORGET = "DELETE FROM measurement WHERE measured_on BETWEEN $1 AND $2"


@pytest.fixture(autouse=True)
async def forgets(desk: Desk) -> AsyncIterator[None]:
    yield
    await desk.owner.execute(FORGET, FIRST, LAST)


async def there(desk: Desk) -> set[tuple[str, ...]]:
    """The measurements of the days that these tests have for themselves."""
    return {tuple(row) for row in await desk.owner.fetch(THERE, FIRST, LAST)}


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=8)
@given(
    files=some.lists(some.lists(some.integers(0, 5), min_size=1, max_size=8), max_size=2),
    order=some.permutations(range(6)),
)
async def test_any_rows_in_any_order_twice_are_the_same_set(
    desk: Desk, files: list[list[int]], order: list[int]
) -> None:
    """Parts of a file, with rows told twice; then the whole of it, in some order, two times."""
    await desk.owner.execute(FORGET, FIRST, LAST)
    one, other, *_ = await benchmarks(desk)
    whole = [
        (each, f"2003-0{day}-01", f"{day}.5", "=1" if day == 2 else "")
        for each in (one, other)
        for day in (1, 2, 3)
    ]
    stored: set[int] = set()
    for file in files:
        told = await send(desk, "measurements", sheet(*(whole[n] for n in file)), dryRun="false")
        assert told.json()["created"] == len(set(file) - stored)
        stored |= set(file)
        assert await there(desk) == {whole[n] for n in stored}
    for created in (len(whole) - len(stored), 0):
        told = await send(desk, "measurements", sheet(*(whole[n] for n in order)), dryRun="false")
        assert (told.json()["created"], told.json()["refused"]) == (created, 0)
        assert await there(desk) == set(whole)


async def test_a_body_that_breaks_off_leaves_nothing(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each line that came is a good row, and none of them is taken."""
    one, *_ = await benchmarks(desk)
    file = sheet(*((one, f"2003-02-{day:02}", day, "") for day in range(1, 29))).encode()
    ended = asyncio.Event()
    body = Imports._body

    async def read(self: Imports, request: Any) -> bytes:
        try:
            return await body(self, request)
        finally:
            ended.set()

    monkeypatch.setattr(Imports, "_body", read)
    monkeypatch.setattr("api.bulk.imports.import_rows", None)
    async with served(desk.app, lifespan="off") as (_, address):
        url = urlsplit(address)
        _, writer = await asyncio.open_connection(url.hostname, url.port)
        head = (
            "POST /import/measurements?dryRun=false HTTP/1.1\r\nhost: 127.0.0.1\r\n"
            f"authorization: Bearer {desk.tokens['manager']}\r\ncontent-type: text/csv\r\n"
            f"content-length: {len(file)}\r\n\r\n"
        )
        half = file[: file.index(b"2003-02-14")]
        writer.write(head.encode() + half[: half.rindex(b"\n") + 1])
        await writer.drain()
        writer.close()
        await asyncio.wait_for(ended.wait(), 20)
    assert await there(desk) == set()


async def test_a_database_that_goes_half_way_leaves_nothing_and_the_file_can_be_sent_again(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, *_ = await benchmarks(desk)
    file = sheet(*((one, f"2003-03-{day:02}", day, "") for day in range(1, 21)))
    store = Storing.store
    parts: list[int] = []

    async def storing(self: Storing, first: int, last: int) -> None:
        if len(parts) == 1:
            backend = await self.work.transaction.value("SELECT pg_backend_pid()")
            async with connected(desk.urls.superuser) as superuser:
                await superuser.execute("SELECT pg_terminate_backend($1)", backend)
        parts.append(last)
        await store(self, first, last)

    monkeypatch.setattr(running, "AT_ONCE", 10)
    monkeypatch.setattr(Storing, "store", storing)
    broken = await send(desk, "measurements", file, dryRun="false")
    assert broken.status_code == 500
    assert broken.json()["errors"][0]["extensions"]["code"] == "INTERNAL"
    assert len(parts) == 2
    assert await there(desk) == set()
    again = (await send(desk, "measurements", file, dryRun="false")).json()
    assert (again["applied"], again["created"]) == (True, 20)
    assert len(await there(desk)) == 20
