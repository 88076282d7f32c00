"""Exports over HTTP: who gets what, and that a part is never taken for the whole."""

import asyncio
from typing import Any

import httpx
import orjson
import pytest

from models.failures import Fault, TimedOut
from schema.exporting import Exporter
from tests.api.edge import served
from tests.api.filing.desk import BASE, Desk
from tests.api.jobs.runners import until

pytestmark = pytest.mark.anyio


async def get(desk: Desk, path: str, who: str | None = None, **options: Any) -> httpx.Response:
    headers = {} if who is None else {"authorization": f"Bearer {desk.tokens[who]}"}
    return await desk.client.get(BASE + path, headers=headers, **options)


@pytest.mark.parametrize(
    ("who", "sees"), [("manager", True), ("other-manager", False), (None, False)]
)
async def test_an_export_is_of_its_callers_slice(
    desk: Desk, who: str | None, *, sees: bool
) -> None:
    answer = await get(desk, "/export/highlightReports.jsonl?fields=id,district", who)
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "application/jsonl"
    assert answer.headers["cache-control"] == "no-store"
    mill = await get(desk, '/export/districts.jsonl?where={"name":{"eq":"Mill City"}}', who)
    [district] = [orjson.loads(line)["id"] for line in mill.content.splitlines()]
    found = {orjson.loads(line)["district"]["id"] for line in answer.content.splitlines()}
    assert (district in found) == sees


async def test_records_are_counted_first_if_asked_for(desk: Desk) -> None:
    answer = await get(desk, "/export/benchmarks.csv?count=true&fields=id", "state-office")
    assert int(answer.headers["throughline-records"]) == answer.text.count("\n") - 1 > 0


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/export/benchmarks.xml", 404),
        ("/export/benchmarks", 404),
        ("/export/secrets.csv", 404),
        ("/export/benchmarks.csv?fields=initiatives", 400),
        ("/export/benchmarks.csv?page=1", 400),
        ("/export/benchmarks.csv?first=-1", 400),
        ("/export/benchmarks.csv?first=1&first=2", 400),
        ("/export/benchmarks.csv?where=nothing", 400),
        ('/export/benchmarks.csv?where={"dueOn":{"eq":"soon"}}', 400),
        ('/export/benchmarks.csv?where={"nothing":{"eq":"soon"}}', 400),
        ('/export/benchmarks.csv?where={"id":{"eq":"soon"}}', 400),
    ],
)
async def test_what_is_wrong_is_told_before_anything_is_sent(
    desk: Desk, path: str, status: int
) -> None:
    answer = await get(desk, path, "state-office")
    assert answer.status_code == status
    assert answer.json()["errors"][0]["message"]


async def test_a_bad_token_gets_nothing(desk: Desk) -> None:
    answer = await desk.client.get(
        f"{BASE}/export/districts.csv", headers={"authorization": "Bearer nothing"}
    )
    assert answer.status_code == 401


async def test_what_is_confidential_is_recorded_before_it_goes_out(desk: Desk) -> None:
    read = (
        "SELECT count(DISTINCT (d.id, r.record_key))"
        " FROM disclosed_record r JOIN disclosure d ON d.id = r.disclosure_id"
    )
    where = " WHERE d.way = 'EXPORT' AND r.record_type = 'Transcript' AND r.use = 'READ'"
    before = await desk.owner.fetchval(read + where)
    answer = await get(desk, "/export/transcripts.parquet", "research-office")
    assert answer.content[:4] == answer.content[-4:] == b"PAR1"
    there = await get(desk, "/export/transcripts.jsonl?fields=id", "research-office")
    after = await desk.owner.fetchval(read + where)
    assert after - before == 2 * there.content.count(b"\n") > 0
    assert (await get(desk, "/export/transcripts.jsonl", "manager")).content == b""
    assert await desk.owner.fetchval(read + where) == after


ENDLESS = "/export/benchmarks.jsonl"


async def test_whoever_leaves_cancels_what_was_asked(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, ended = asyncio.Event(), asyncio.Event()

    async def stuck(exporter: Exporter, sink: Any) -> int:
        await sink(b'{"a":1}\n')
        begun.set()
        try:
            await asyncio.Event().wait()
        finally:
            ended.set()
        return 1

    monkeypatch.setattr(Exporter, "run", stuck)
    async with served(desk.app, lifespan="off") as (_, address), httpx.AsyncClient() as client:
        async with client.stream("GET", address + ENDLESS) as answer:
            assert answer.status_code == 200
            await begun.wait()
        await asyncio.wait_for(ended.wait(), 10)


async def test_what_breaks_off_looks_broken(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    async def broken(exporter: Exporter, sink: Any) -> int:
        await sink(b'{"a":1}\n')
        raise Fault("The statement failed: PostgresError")

    monkeypatch.setattr(Exporter, "run", broken)
    async with served(desk.app, lifespan="off") as (_, address), httpx.AsyncClient() as client:
        with pytest.raises(httpx.RemoteProtocolError, match="incomplete"):
            await client.get(address + ENDLESS)


async def test_what_fails_at_once_is_told(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    async def broken(exporter: Exporter, sink: Any) -> int:
        raise TimedOut("The statement took longer than it may.")

    monkeypatch.setattr(Exporter, "run", broken)
    answer = await get(desk, ENDLESS)
    assert answer.status_code == 503
    assert answer.json()["errors"][0]["extensions"]["code"] == "TIMEOUT"


async def test_a_caller_has_so_many_at_once(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    leave = asyncio.Event()
    entered: list[int] = []

    async def waiting(exporter: Exporter, sink: Any) -> int:
        entered.append(1)
        await leave.wait()
        return 0

    monkeypatch.setattr(Exporter, "run", waiting)
    running = [asyncio.create_task(get(desk, ENDLESS, "manager")) for _ in range(2)]
    await until(lambda: len(entered) == 2)
    third = await get(desk, ENDLESS, "manager")
    assert third.status_code == 429
    assert int(third.headers["retry-after"]) > 0
    other = asyncio.create_task(get(desk, ENDLESS, "superintendent"))
    await until(lambda: len(entered) == 3)
    leave.set()
    assert {answer.status_code for answer in await asyncio.gather(*running, other)} == {200}
    assert (await get(desk, ENDLESS, "manager")).status_code == 200


async def test_old_http_can_not_tell_a_part_from_the_whole(desk: Desk) -> None:
    async with served(desk.app, lifespan="off") as (_, address):
        url = httpx.URL(address)
        reader, writer = await asyncio.open_connection(url.host, url.port)
        writer.write(b"GET /export/districts.csv HTTP/1.0\r\nhost: 127.0.0.1\r\n\r\n")
        assert b" 426 " in await reader.readline()
        writer.close()
        await writer.wait_closed()
