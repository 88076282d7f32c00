"""What exports and imports are charged, and what clients call records in files."""

from dataclasses import replace
from typing import Any
from uuid import UUID

import orjson
import pytest

from api.accounting import Accounting
from api.jobs.known import known_jobs
from api.webhooks.looking import Watch
from auth.budgets import Meter
from models.base import new_id
from schema.mutations.bulk import EXPORT as EXPORT_JOB
from tests.api.apps import registered
from tests.api.bulk.test_imports import benchmarks, send, sheet
from tests.api.bulk.test_operations import EXPORT, begun, state, through
from tests.api.edge import edge_settings
from tests.api.filing.desk import Desk

pytestmark = pytest.mark.anyio

USED = "SELECT operations, points, errors FROM clients.usage WHERE client_id = $1"


@pytest.fixture
async def ours(desk: Desk) -> UUID:
    """A registered client that has used nothing yet."""
    return await registered(desk.owner)


def narrow(desk: Desk, who: str, client: UUID, points: int) -> Meter:
    """A persona has so few points a minute by a client; gives what counts more of them."""
    accounting: Accounting = desk.app.state.services.accounting
    meter = accounting.budgets.meter(replace(desk.caller(who), client=client))
    meter.account.quota = points
    return meter


@pytest.fixture(autouse=True)
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    """A point for ten records: the demo has not so many of anything."""
    monkeypatch.setattr("auth.budgets.RECORDS_A_POINT", 10)


async def used(desk: Desk, client: UUID) -> tuple[int, ...]:
    await desk.app.state.services.accounting.tell()
    row = await desk.owner.fetchrow(USED, client)
    return tuple(row) if row else (0, 0, 0)


async def test_an_export_costs_a_point_for_so_many_records(desk: Desk, ours: UUID) -> None:
    who = desk.by_client("state-office", ours)
    answer = await desk.get("export/measurements.csv?fields=id", who)
    records = answer.text.count("\n") - 1
    assert records > 20
    assert await used(desk, ours) == (1, -(-records // 10), 0)
    assert answer.headers["ratelimit-policy"].startswith('"points";q=')
    assert (await desk.get("export/measurements.csv?fields=nothing", who)).status_code == 400
    assert await used(desk, ours) == (1, -(-records // 10), 0)


async def test_an_export_is_never_broken_off_for_points_and_what_it_took_is_owed(
    desk: Desk, ours: UUID
) -> None:
    """Three points are 30 records: all the others come too, and then there is a time to wait."""
    narrow(desk, "state-office", ours, 3)
    who = desk.by_client("state-office", ours)
    answer = await desk.get("export/appointments.csv?fields=id", who)
    assert answer.status_code == 200
    assert answer.text.count("\n") > 31
    assert await used(desk, ours) == (1, 3, 0)
    refused = await desk.get("export/firms.csv", who)
    assert refused.status_code == 429
    assert 1 <= int(refused.headers["retry-after"]) <= 60
    assert await used(desk, ours) == (2, 3, 1)


async def test_an_import_costs_as_many_at_once_do(desk: Desk, ours: UUID) -> None:
    meter = narrow(desk, "manager", ours, 100)
    who = desk.by_client("manager", ours)
    one, *_ = await benchmarks(desk)
    rows = [(one, f"2004-01-{day:02}", day, "") for day in range(1, 16)]
    assert (await send(desk, "measurements", sheet(*rows), who)).json()["created"] == 15
    assert await used(desk, ours) == (1, 20, 0)
    assert (await send(desk, "measurements", "nonsense", who)).status_code == 400
    assert await used(desk, ours) == (2, 30, 1)
    meter.owe(75)
    await desk.app.state.services.accounting.tell()
    refused = await send(desk, "measurements", sheet(*rows), who)
    assert refused.status_code == 429
    assert int(refused.headers["retry-after"]) >= 1


SET = """mutation ($ids: [SetExternalIdRow!]!) { setExternalIds(input: {records: $ids}) {
  errors { code path } } }"""


async def hung(desk: Desk, who: str, ids: dict[str, str]) -> None:
    rows = [{"id": id_, "externalId": external} for external, id_ in ids.items()]
    answer = await desk.ask(SET, who, ids=rows)
    assert answer["data"]["setExternalIds"]["errors"] == [], answer


async def test_a_firms_client_imports_by_its_own_ids(desk: Desk, ours: UUID) -> None:
    who = desk.by_client("firm", ours)
    other = desk.by_client("firm", await registered(desk.owner))
    one, two, *_ = await benchmarks(desk)
    [mill] = (await desk.ask('{ districts(where: {name: {eq: "Mill City"}}) { nodes { id } } }'))[
        "data"
    ]["districts"]["nodes"]
    await hung(desk, who, {"TOOL-1": one, "TOOL-2": two, "D 1": mill["id"]})
    file = sheet(
        ("external:TOOL-1", "2004-02-01", 1, ""), (" external:TOOL-2", "2004-02-01", 2, "")
    )
    done = (await send(desk, "measurements", file, who, dryRun="false")).json()
    assert (done["created"], done["refused"]) == (2, 0), done
    by_id = sheet((one, "2004-02-01", 1, ""), (two, "2004-02-01", 2, ""))
    again = (await send(desk, "measurements", by_id, who, dryRun="false")).json()
    assert again["unchanged"] == 2
    moves = (
        "district,fromJob,fromDistrict,toJob,toDistrict,movedOn\n"
        "external:D 1,Teacher,external:D 1,Coach,external:D 1,2004-02-01\n"
    )
    assert (await send(desk, "job-mobility", moves, "superintendent")).json()["refused"] == 1
    told = (await send(desk, "job-mobility", moves, who)).json()["rows"]
    assert told[0].get("column") != "district", told
    by_another = desk.by_client("superintendent", ours)
    assert (await send(desk, "job-mobility", moves, by_another)).json()["created"] == 1
    before = await desk.owner.fetchval("SELECT count(*) FROM measurement")
    later = file.replace("2004-02-01", "2004-03-01")
    for caller, code in ((other, "NOT_FOUND"), ("firm", "FORBIDDEN")):
        refused = (await send(desk, "measurements", later, caller, dryRun="false")).json()
        assert [(r["outcome"], r["column"], r["code"]) for r in refused["rows"]] == [
            ("REFUSED", "benchmark", code)
        ] * 2
    unknown = later.replace("TOOL-1", "TOOL-9").replace("TOOL-2", mill["id"])
    refused = (await send(desk, "measurements", unknown, who, dryRun="false")).json()
    assert {each["code"] for each in refused["rows"]} == {"NOT_FOUND"}
    assert await desk.owner.fetchval("SELECT count(*) FROM measurement") == before


async def test_an_id_of_ones_own_leads_to_nothing_that_has_left_the_slice(
    desk: Desk, ours: UUID
) -> None:
    """The superintendent's client has hung it; a teacher by the same client sees no such thing."""
    one, *_ = await benchmarks(desk)
    await hung(desk, desk.by_client("superintendent", ours), {"TOOL-1": one})
    teacher = desk.by_client("teacher", ours)
    file = sheet(("external:TOOL-1", "2004-04-01", 1, ""))
    told: Any = (await send(desk, "measurements", file, teacher, dryRun="false")).json()
    assert told["created"] == 0
    assert [row["outcome"] for row in told["rows"]] == ["REFUSED"]


WAITS = """INSERT INTO bulk_operation (id, firm_id, client_id, query, format)
VALUES ($1, $2, $3, $4, 'JSONL')"""
LIST = "{ benchmarks { nodes { id externalId } } }"


async def test_a_file_has_the_ids_of_the_client_that_asked_for_it(desk: Desk, ours: UUID) -> None:
    """Of one firm, two clients: each reads its own ids, and neither gets the other's file."""
    who = desk.by_client("firm", ours)
    other = desk.by_client("firm", await registered(desk.owner))
    one, two, *_ = await benchmarks(desk)
    await hung(desk, who, {"FILE-1": one})
    await hung(desk, other, {"FILE-2": two})
    files = {}
    for asking, told in ((who, {one: "FILE-1"}), (other, {two: "FILE-2"}), ("firm", {})):
        done = await through(desk, asking, await begun(desk, asking, LIST))
        files[asking] = done["url"]
        answer = await desk.get(done["url"], asking)
        records = [orjson.loads(line) for line in answer.content.splitlines()]
        assert len(records) == done["records"] > 2
        assert {r["id"]: r["externalId"] for r in records if r["externalId"]} == told
    for asking, url in ((other, files[who]), ("firm", files[who]), (who, files[other])):
        refused = await desk.get(url, asking)
        assert (refused.status_code, b"FILE-" in refused.content) == (403, False)
    assert (await desk.get(files["firm"], who)).status_code == 200


async def test_what_a_file_costs_is_its_clients(desk: Desk, ours: UUID) -> None:
    """The mutation is one operation of a point or so; the file adds a point for ten records."""
    who = desk.by_client("firm", ours)
    asked = await desk.ask(EXPORT, who, list=LIST, format="JSONL")
    by_asking = await used(desk, ours)
    id_ = asked["data"]["bulkExport"]["bulkOperation"]["id"]
    done = await through(desk, "firm", id_)
    operations, points, errors = await used(desk, ours)
    assert (operations, errors) == (1, 0)
    assert by_asking[0] == 1
    assert points > -(-done["records"] // 10) > 2


async def test_a_client_that_was_disabled_has_nothing_done_and_is_given_nothing(
    desk: Desk, ours: UUID
) -> None:
    who = desk.by_client("firm", ours)
    done = await through(desk, who, await begun(desk, who, LIST))
    waiting, firm = new_id(), desk.caller("firm").firm
    await desk.owner.execute(WAITS, waiting, firm, ours, LIST)
    await desk.owner.execute("UPDATE client SET is_enabled = false WHERE id = $1", ours)
    services = desk.app.state.services
    jobs = known_jobs(edge_settings(database_url=desk.urls.api), services, Watch(services.database))
    [export] = [each.work for each in jobs.entrypoints if each.name == EXPORT_JOB]
    await export(waiting)
    told = await state(desk, "firm", f"BulkOperation_{waiting.hex}")
    assert (told["status"], told["errorCode"], told["url"]) == ("FAILED", "FORBIDDEN", None)
    assert "no longer let in" in told["errorMessage"]
    for asking, status in (("firm", 403), (who, 401)):
        assert (await desk.get(done["url"], asking)).status_code == status


@pytest.mark.parametrize("ending", ["jsonl", "csv"])
async def test_an_export_of_a_type_has_them_where_they_are_asked_for(
    desk: Desk, ours: UUID, ending: str
) -> None:
    who = desk.by_client("firm", ours)
    one, *_ = await benchmarks(desk)
    await hung(desk, who, {'A "1"': one})
    address = f"export/benchmarks.{ending}?fields=id,externalId"
    mine, anothers = [(await desk.get(address, each)).content for each in (who, "firm")]
    spelled = {"jsonl": b'"A \\"1\\""}', "csv": b',"A ""1"""'}[ending]
    assert [one.encode() in line for line in mine.splitlines() if spelled in line] == [True]
    assert spelled not in anothers
    assert one.encode() in anothers
