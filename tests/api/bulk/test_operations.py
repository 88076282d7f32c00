"""Exports beside requests: done as their owner, downloaded in parts, gone when they have to be."""

import asyncio
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any

import httpx
import orjson
import pytest

from api.bulk import operations
from api.embedded import Urls
from api.filing.stores import Objects
from api.jobs.known import known_jobs
from api.webhooks.looking import Watch
from models.failures import Fault
from schema.exporting import Exporter
from seeds.demo.personas import PERSONAS
from tests.api.bulk.test_imports import COUNT, benchmarks, send, sheet
from tests.api.edge import edge_settings
from tests.api.filing.desk import BASE, Desk, opened_desk
from tests.api.jobs.runners import until

pytestmark = pytest.mark.anyio

EXPORT = """mutation ($list: String!, $variables: String, $format: BulkFormat!) {
  bulkExport(input: {query: $list, variables: $variables, format: $format}) {
    bulkOperation { id status url }
    errors { code message path }
  }
}"""
STATE = """query ($id: ID!) { bulkOperation(id: $id) {
  status url records bytes sha256 errorCode errorMessage startedAt finishedAt expiresAt
} }"""
CANCEL = """mutation ($id: ID!) { cancelBulkOperation(input: {id: $id}) {
  bulkOperation { status } errors { code } } }"""
WRITING = """
SELECT count(*) FROM pg_locks JOIN pg_database d ON d.oid = database
WHERE datname = current_database() AND relation = 'measurement'::regclass
    AND mode = 'RowExclusiveLock'
"""
HELD_UP = f"{WRITING} AND NOT granted"
BENCHMARKS = "{ benchmarks { nodes { id statement dueOn initiative { id title } } } }"
NESTED = "{ districts { nodes { name benchmarks { nodes { id } } } } }"


async def asked(desk: Desk, who: str, query: str = BENCHMARKS, format_: str = "JSONL") -> Any:
    answer = await desk.ask(EXPORT, who, list=query, format=format_)
    return answer["data"]["bulkExport"]


async def begun(desk: Desk, who: str, query: str = BENCHMARKS, format_: str = "JSONL") -> str:
    payload = await asked(desk, who, query, format_)
    assert payload["errors"] == []
    assert payload["bulkOperation"]["url"] is None
    return str(payload["bulkOperation"]["id"])


async def state(desk: Desk, who: str, id_: str) -> Any:
    return (await desk.ask(STATE, who, id=id_))["data"]["bulkOperation"]


async def through(desk: Desk, who: str, id_: str, *, status: str = "COMPLETED") -> Any:
    async def is_through() -> bool:
        return (await state(desk, who, id_))["status"] not in {"CREATED", "RUNNING"}

    await until(is_through)
    told = await state(desk, who, id_)
    assert told["status"] == status, told
    return told


def kept(desk: Desk) -> list[Path]:
    return [path for path in (desk.folder / "files" / "bulk").rglob("*") if path.is_file()]


@pytest.mark.parametrize("who", ["manager", "firm"])
async def test_a_file_is_what_its_owner_would_be_answered(desk: Desk, who: str) -> None:
    told = await through(desk, who, await begun(desk, who, NESTED))
    answer = await desk.get(told["url"], who)
    lines = [orjson.loads(line) for line in answer.content.splitlines()]
    asked_by_hand = await desk.ask(NESTED.replace("benchmarks {", "benchmarks(first: 1000) {"), who)
    assert lines == asked_by_hand["data"]["districts"]["nodes"]
    assert told["records"] == len(lines) > 0
    assert told["bytes"] == len(answer.content)
    assert told["sha256"] == sha256(answer.content).hexdigest()
    assert told["expiresAt"] > told["finishedAt"] > told["startedAt"]


async def test_nobody_else_sees_or_gets_it(desk: Desk) -> None:
    id_ = await begun(desk, "manager")
    told = await through(desk, "manager", id_)
    for who in [name for name in PERSONAS if name != "manager"]:
        assert await state(desk, who, id_) is None
        assert (await desk.get(told["url"], who)).status_code == 404
        answer = await desk.ask(CANCEL, who, id=id_)
        assert answer["data"]["cancelBulkOperation"]["errors"] == [{"code": "NOT_FOUND"}]
    assert (await desk.get(told["url"])).status_code == 404
    assert (await state(desk, "manager", id_))["status"] == "COMPLETED"


async def test_a_download_goes_on_where_it_was_broken_off(desk: Desk) -> None:
    told = await through(desk, "manager", await begun(desk, "manager", format_="CSV"))
    whole = await desk.get(told["url"], "manager")
    tag = whole.headers["etag"]
    rest = await desk.get(told["url"], "manager", range="bytes=100-", if_range=tag)
    assert rest.status_code == 206
    assert whole.content[:100] + rest.content == whole.content
    other = await desk.get(told["url"], "manager", range="bytes=100-", if_range='"another"')
    assert (other.status_code, other.content) == (200, whole.content)
    beyond = await desk.get(told["url"], "manager", range=f"bytes={told['bytes']}-")
    assert beyond.status_code == 416


@pytest.mark.parametrize(
    ("query", "format_", "path"),
    [
        ("{ viewer { __typename } }", "JSONL", ["input", "query"]),
        ("mutation { x }", "JSONL", ["input", "query"]),
        ("nonsense", "JSONL", ["input", "query"]),
        (NESTED, "PARQUET", ["input", "query"]),
    ],
)
async def test_what_can_not_be_exported_is_refused_at_once(
    desk: Desk, query: str, format_: str, path: list[str]
) -> None:
    payload = await asked(desk, "manager", query, format_)
    assert payload["bulkOperation"] is None
    [error] = payload["errors"]
    assert (error["code"], error["path"]) == ("BAD_USER_INPUT", path)


async def test_the_public_asks_for_none(desk: Desk) -> None:
    answer = await desk.ask(EXPORT, None, list=BENCHMARKS, format="JSONL")
    [error] = answer["data"]["bulkExport"]["errors"]
    assert error["code"] == "FORBIDDEN"


async def test_what_leaves_the_slice_is_not_given_out(desk: Desk) -> None:
    """The administrator's office ends, and what everyone may see stays."""
    reports = "{ leadershipMeetings { nodes { id } } }"
    of_office = await through(desk, "administrator", await begun(desk, "administrator", reports))
    of_all = await through(
        desk, "administrator", await begun(desk, "administrator", "{ firms { nodes { id } } }")
    )
    assert of_office["records"] > 0
    assert (await desk.get(of_office["url"], "administrator")).status_code == 200
    person = PERSONAS["administrator"].caller.person
    ends = (
        "UPDATE appointment SET ends_on = $2"
        " WHERE person_id = $1 AND ends_on IS NOT DISTINCT FROM $3"
    )
    yesterday = (datetime.now(UTC) - timedelta(days=2)).date()
    await desk.owner.execute(ends, person, yesterday, None)
    try:
        refused = await desk.get(of_office["url"], "administrator")
        assert refused.status_code == 409
        assert refused.json()["errors"][0]["extensions"]["code"] == "CONFLICT"
        assert (await desk.get(of_all["url"], "administrator")).status_code == 200
    finally:
        await desk.owner.execute(ends, person, None, yesterday)


async def test_what_was_cancelled_is_not_done(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    entered, leave = asyncio.Event(), asyncio.Event()

    async def slow(_exporter: Exporter, sink: Any) -> int:
        await sink(b"{}\n")
        entered.set()
        await leave.wait()
        return 1

    monkeypatch.setattr(Exporter, "run", slow)
    ids = [await begun(desk, "superintendent") for _ in range(2)]
    [error] = (await asked(desk, "superintendent"))["errors"]
    assert error["code"] == "CONFLICT"
    await entered.wait()
    before = set(kept(desk))
    for id_ in ids:
        answer = await desk.ask(CANCEL, "superintendent", id=id_)
        assert answer["data"]["cancelBulkOperation"] == {
            "bulkOperation": {"status": "CANCELED"},
            "errors": [],
        }
    leave.set()
    left = "SELECT count(*) FROM jobs.pgqueuer WHERE entrypoint = 'bulk.export'"

    async def is_done() -> bool:
        return int(await desk.owner.fetchval(left)) == 0

    await until(is_done)
    assert set(kept(desk)) == before
    for id_ in ids:
        assert (await state(desk, "superintendent", id_))["url"] is None


async def test_a_file_is_kept_for_a_while(desk: Desk) -> None:
    id_ = await begun(desk, "principal")
    told = await through(desk, "principal", id_)
    await desk.owner.execute(
        "UPDATE bulk_operation SET expires_at = now() - interval '1 hour' WHERE person_id = $1",
        PERSONAS["principal"].caller.person,
    )
    assert (await desk.get(told["url"], "principal")).status_code == 404
    before = len(kept(desk))
    services = desk.app.state.services
    settings = edge_settings(database_url=desk.urls.api)
    jobs = known_jobs(settings, services, Watch(services.database))
    [expire] = [each.work for each in jobs.recurring if each.name == "bulk.expire"]
    await expire()
    assert (await state(desk, "principal", id_))["status"] == "EXPIRED"
    assert len(kept(desk)) == before - 1


async def test_a_store_that_is_away_for_a_while_is_waited_for(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep, failures = Objects.keep_as, [Fault("away"), Fault("still away")]

    async def unsteady(store: Objects, name: str, source: Path) -> None:
        if failures:
            raise failures.pop()
        await keep(store, name, source)

    monkeypatch.setattr(Objects, "keep_as", unsteady)
    monkeypatch.setattr(operations, "STORE_WAITS", (0.0, 0.0))
    told = await through(desk, "monitor", await begun(desk, "monitor"))
    assert (await desk.get(told["url"], "monitor")).status_code == 200
    failures += [Fault("away")] * 3
    told = await through(desk, "monitor", await begun(desk, "monitor"), status="FAILED")
    assert (told["errorCode"], told["errorMessage"]) == ("INTERNAL", "The server failed.")


async def export_and(kill: Callable[[], None], address: str) -> None:
    """Read an export to its end, of a server that is killed once the first of it is here."""
    async with (
        httpx.AsyncClient() as client,
        client.stream("GET", f"{address}/export/districts.jsonl") as answer,
    ):
        assert answer.status_code == 200
        async for chunk in answer.aiter_raw():
            assert chunk == b"half of a"
            kill()


@asynccontextmanager
async def importing(desk: Desk, address: str, file: str) -> AsyncIterator[None]:
    """Meanwhile a server is in the middle of an import, and gets no further."""
    headers = {"authorization": f"Bearer {desk.tokens['manager']}", "content-type": "text/csv"}
    async with httpx.AsyncClient(timeout=None) as client, desk.owner.transaction():
        await desk.owner.execute("LOCK TABLE measurement IN SHARE ROW EXCLUSIVE MODE")
        asked = f"{address}/import/measurements?dryRun=false"
        sent = asyncio.create_task(client.post(asked, content=file, headers=headers))
        await until(lambda: is_waiting(desk, HELD_UP, 1))
        yield
        with pytest.raises(httpx.RemoteProtocolError):
            await sent
    await until(lambda: is_waiting(desk, WRITING, 0))


async def is_waiting(desk: Desk, question: str, many: int) -> bool:
    return bool(await desk.owner.fetchval(question) == many)


async def test_what_a_killed_worker_had_begun_another_does(own_urls: Urls, tmp_path: Path) -> None:
    """And of the same process, who was reading an export knows that it is no whole one, and who
    was importing has imported nothing."""
    async with opened_desk(own_urls, tmp_path) as desk:
        id_ = await begun(desk, "manager")
        one, other, *_ = await benchmarks(desk)
        file = sheet(*((each, "2003-05-01", "1.5", "") for each in (one, other)))
        before = await desk.owner.fetchval(COUNT)
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "tests.api.bulk.killed", own_urls.api, str(tmp_path),
            stdout=asyncio.subprocess.PIPE,
        )  # fmt: skip
        try:
            assert process.stdout is not None
            told = sorted([await process.stdout.readline() for _ in range(2)])
            assert told[0] == b"begun\n"
            assert (await state(desk, "manager", id_))["status"] == "RUNNING"
            address = told[1].decode().strip()
            async with importing(desk, address, file):
                with pytest.raises(httpx.RemoteProtocolError, match="incomplete"):
                    await export_and(process.kill, address)
        finally:
            with suppress(ProcessLookupError):
                process.kill()
            await process.wait()
    async with opened_desk(own_urls, tmp_path, jobs=True, job_lost_seconds=2) as desk:
        told = await through(desk, "manager", id_)
        answer = await desk.client.get(
            f"{BASE}/{told['url']}", headers={"authorization": f"Bearer {desk.tokens['manager']}"}
        )
        assert answer.content.count(b"\n") == told["records"] > 0
        assert sha256(answer.content).hexdigest() == told["sha256"]
        assert await desk.owner.fetchval(COUNT) == before
        for created in (2, 0):
            done = (await send(desk, "measurements", file, dryRun="false")).json()
            assert (done["created"], done["unchanged"]) == (created, 2 - created)
        assert await desk.owner.fetchval(COUNT) == before + 2
