"""Spreadsheets over HTTP: tried first, applied whole or in part, and once however often sent."""

import io
from typing import Any

import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as some
from python_calamine import CalamineWorkbook

from models.failures import BadUserInput
from schema.importing import Bounds, read_sheet
from tests.api.filing.desk import BASE, Desk

pytestmark = pytest.mark.anyio

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
COUNT = "SELECT count(*) FROM measurement"
CAUSES = """SELECT count(*) FROM past.event
WHERE cause = 'import measurements' AND record_type ILIKE 'measurement'"""


async def send(
    desk: Desk, kind: str, content: Any, who: str | None = "manager", *,
    type_: str = "text/csv", **asked: str,
) -> Any:  # fmt: skip
    headers = {"content-type": type_}
    if who:
        headers["authorization"] = f"Bearer {desk.tokens[who]}"
    body = content if isinstance(content, bytes) else content.encode()
    return await desk.client.post(
        f"{BASE}/import/{kind}", content=body, headers=headers, params=asked
    )


async def benchmarks(desk: Desk) -> list[str]:
    found = await desk.ask(
        "{ benchmarks(first: 1000) { nodes { id viewerCan { action allowed } } } }", "manager"
    )
    return [
        each["id"]
        for each in found["data"]["benchmarks"]["nodes"]
        if {"action": "RECORD_MEASUREMENT", "allowed": True} in each["viewerCan"]
    ]


def sheet(*rows: tuple[object, ...]) -> str:
    head = "benchmark,measuredOn,value,note\n"
    return head + "".join(",".join(map(str, row)) + "\n" for row in rows)


async def test_what_is_tried_is_what_is_then_done(desk: Desk) -> None:
    one, other, *_ = await benchmarks(desk)
    file = sheet((one, "2012-11-01", "1.5", "=1+1"), (other, "2012-11-01", "2", ""))
    before = await desk.owner.fetchval(COUNT)
    caused = await desk.owner.fetchval(CAUSES)
    tried = (await send(desk, "measurements", file)).json()
    assert (tried["dryRun"], tried["applied"], tried["created"]) == (True, False, 2)
    assert await desk.owner.fetchval(COUNT) == before
    done = (await send(desk, "measurements", file, dryRun="false")).json()
    assert [{**row, "id": None} for row in done["rows"]] == [
        {**row, "id": None} for row in tried["rows"]
    ]
    assert await desk.owner.fetchval(COUNT) == before + 2
    again = (await send(desk, "measurements", file, dryRun="false")).json()
    assert (again["created"], again["unchanged"]) == (0, 2)
    assert [row["id"] for row in again["rows"]] == [row["id"] for row in done["rows"]]
    note = "SELECT note FROM measurement WHERE value = 1.5 AND measured_on = '2012-11-01'"
    assert await desk.owner.fetchval(note) == "=1+1"
    assert await desk.owner.fetchval(CAUSES) == caused + 2


async def test_every_row_is_told_of_and_nothing_is_left_unless_all_are_good(desk: Desk) -> None:
    one, other, *_ = await benchmarks(desk)
    file = sheet(
        (one, "2012-12-01", "3", ""),
        (one, "soon", "3", ""),
        ("nobody", "2012-12-01", "3", ""),
        (other, "2012-12-01", "", ""),
        (one, "2012-12-01", "4", ""),
        (one, "2012-12-01", "3", ""),
    )
    before = await desk.owner.fetchval(COUNT)
    refused = (await send(desk, "measurements", file, dryRun="false")).json()
    told = [(row["row"], row["outcome"], row.get("column")) for row in refused["rows"]]
    assert told == [
        (2, "CREATED", None),
        (3, "REFUSED", "measuredOn"),
        (4, "REFUSED", "benchmark"),
        (5, "REFUSED", "value"),
        (6, "REFUSED", None),
        (7, "UNCHANGED", None),
    ]
    assert not refused["applied"]
    assert "id" not in refused["rows"][0]
    assert await desk.owner.fetchval(COUNT) == before
    kept = await send(desk, "measurements", file, dryRun="false", errorPolicy="KEEP_GOOD")
    assert kept.json()["applied"]
    assert await desk.owner.fetchval(COUNT) == before + 1


@pytest.mark.parametrize("who", ["other-manager", "monitor", "teacher"])
async def test_nobody_else_writes_by_a_file(desk: Desk, who: str) -> None:
    one, *_ = await benchmarks(desk)
    before = await desk.owner.fetchval(COUNT)
    answer = await send(
        desk, "measurements", sheet((one, "2013-01-01", "1", "")), who, dryRun="false"
    )
    assert [row["outcome"] for row in answer.json()["rows"]] == ["REFUSED"]
    assert await desk.owner.fetchval(COUNT) == before


@pytest.mark.parametrize(
    ("type_", "who", "status"),
    [
        ("multipart/form-data; boundary=x", "manager", 415),
        ("application/x-www-form-urlencoded", "manager", 415),
        ("text/plain", "manager", 415),
        ("", "manager", 415),
        ("text/csv", None, 401),
    ],
)
async def test_a_form_of_another_site_gets_nowhere(
    desk: Desk, type_: str, who: str | None, status: int
) -> None:
    answer = await send(desk, "measurements", sheet(), who, type_=type_)
    assert answer.status_code == status


def workbook(*rows: tuple[object, ...], formula: str = "") -> bytes:
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"strings_to_formulas": False}) as book:
        made = book.add_worksheet()
        for place, row in enumerate(rows):
            made.write_row(place, 0, row)
        if formula:
            made.write_formula(len(rows), 0, formula)
    return file.getvalue()


async def test_a_workbook_is_read_like_a_text(desk: Desk) -> None:
    _, _, third, *_ = await benchmarks(desk)
    head = ("benchmark", "measuredOn", "value", "note")
    file = workbook(head, (third, "2012-10-01", 7, "=HYPERLINK()"))
    done = await send(desk, "measurements", file, type_=XLSX, dryRun="false")
    assert done.json()["created"] == 1
    text = sheet((third, "2012-10-01", "7.0", "=HYPERLINK()"))
    assert (await send(desk, "measurements", text, dryRun="false")).json()["unchanged"] == 1
    refused = await send(desk, "measurements", workbook(head, formula="=1+1"), type_=XLSX)
    assert refused.status_code == 400
    assert "formulas" in refused.text


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "names of the columns"),
        (b"a,b\n", "no rows"),
        (b"a,a\n1,2\n", "name of its own"),
        (b"a\n1,2\n", "more cells"),
        ("é\n1\n".encode("latin-1"), "not in UTF-8"),
        (b'a\n"1\n', "can't be read"),
        (b"PK\x03\x04nonsense", "no Excel workbook"),
        (b"a\n" + b"1\n" * 6, "more than 5 rows"),
        (b"a\n" + b"1" * 60, "more than 50 letters"),
        (b"a,b,c,d\n1,2,3,4\n", "more than 3 columns"),
    ],
)
def test_what_is_no_table_is_told(content: bytes, why: str) -> None:
    with pytest.raises(BadUserInput, match=why):
        read_sheet(content, Bounds(rows=5, columns=3, letters=50))


def test_a_workbook_that_swells_is_refused() -> None:
    file = workbook(("a",), ("x" * 30_000,))
    with pytest.raises(BadUserInput, match="unpacks to more"):
        read_sheet(file, Bounds(unpacked=20_000))


@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_texts_of_many_programs_are_read_alike(mark: str, encoding: str, separator: str) -> None:
    text = f'{mark}a{separator}b\r\n1{separator}"é,;\n"\r\n\r\n'
    if encoding == "utf-16" and mark:
        return
    read = read_sheet(text.encode(encoding), Bounds())
    assert (read.columns, read.rows) == (("a", "b"), [(2, ["1", "é,;\n"])])


@given(some.text(max_size=200))
def test_any_text_is_a_table_or_refused(text: str) -> None:
    try:
        read = read_sheet(text.encode("utf-8", "surrogatepass"), Bounds(rows=10))
    except BadUserInput:
        return
    assert all(len(cells) == len(read.columns) for _, cells in read.rows)


@pytest.mark.parametrize("kind", ["measurements", "job-mobility"])
async def test_a_template_has_the_columns_that_are_taken(desk: Desk, kind: str) -> None:
    answer = await desk.get(f"templates/{kind}.csv")
    names = answer.text.lstrip("\ufeff").strip().split(",")
    book = await desk.get(f"templates/{kind}.xlsx")
    made = CalamineWorkbook.from_filelike(io.BytesIO(book.content))
    assert made.get_sheet_by_index(0).to_python()[0] == names
    explained = [row[0] for row in made.get_sheet_by_name("columns").to_python()[1:]]
    assert explained == names
    row = ",".join("x" for _ in names)
    tried = await send(desk, kind, f"{','.join(names)}\n{row}\n")
    assert tried.json()["refused"] == 1
    assert (await desk.get("templates/secrets.csv")).status_code == 404


async def test_changes_of_job_are_recorded_once(desk: Desk) -> None:
    mill = await desk.owner.fetchrow("SELECT id FROM district WHERE name = 'Mill City'")
    assert mill is not None
    district = f"District_{mill['id'].hex}"
    file = (
        "district,fromJob,fromDistrict,toJob,toDistrict,movedOn\n"
        f"{district},Teacher,{district},Coach,{district},2012-09-01\n"
        f"{district},Coach,{district},Principal,{district},2013-09-01\n"
    )
    for who, created, unchanged in (("superintendent", 2, 0), ("superintendent", 0, 2)):
        done = (await send(desk, "job-mobility", file, who, dryRun="false")).json()
        assert (done["created"], done["unchanged"], done["refused"]) == (created, unchanged, 0), (
            done
        )


PLAN = """kind,place,district,title,periodStartsOn,periodEndsOn,statement,category,description,dueOn
PLAN,,{district},A plan from a file,2030-09-01,2032-06-30,,,,
KEY_ISSUE,1,,,,,Reading is weak,,,
OBJECTIVE,1,,{objective},,,Teach reading,,,
INITIATIVE,1.1,,Coaches,,,,,,
ACTIVITY,1.1.1,,,,,,,Hire coaches,
BENCHMARK,1.1.1,,,,,Each school has a coach,EARLY_EVIDENCE_OF_CHANGE,,2031-01-31
"""
GIVEN_UP = """UPDATE accelerated_improvement_plan
SET status = 'SUPERSEDED', first_submitted_on = coalesce(first_submitted_on, current_date),
    submitted_on = coalesce(submitted_on, current_date),
    accepted_on = coalesce(accepted_on, current_date), ended_on = current_date
WHERE district_id = $1 AND status IN ('DRAFT', 'SUBMITTED', 'UNDER_REVIEW',
    'RETURNED_WITH_FEEDBACK')"""
"""A district has one plan in preparation at most."""
TREE = """{ plans(where: {title: {eq: "A plan from a file"}}, first: 1) { nodes { id status
  keyIssues { nodes { statement } }
  strategicObjectives(first: 5) { nodes { statement initiatives(first: 5) { nodes {
    title
    activities(first: 5) { nodes { description } }
    benchmarks(first: 5) { nodes { statement dueOn } }
  } } } } } } }"""


async def test_a_plan_is_written_whole_and_once(desk: Desk) -> None:
    row = await desk.owner.fetchrow("SELECT id FROM district WHERE name = 'Mill City'")
    assert row is not None
    await desk.owner.execute(GIVEN_UP, row["id"])
    file = PLAN.format(district=f"District_{row['id'].hex}", objective="Reading")
    broken = file.replace("INITIATIVE,1.1,", "INITIATIVE,3.1,")
    refused = (await send(desk, "plan", broken, dryRun="false")).json()
    assert not refused["applied"]
    assert [(each["row"], each["column"]) for each in refused["rows"] if "column" in each] == [
        (5, "place"), (6, "place"), (7, "place"),
    ]  # fmt: skip
    tried = (await send(desk, "plan", file)).json()
    done = (await send(desk, "plan", file, dryRun="false")).json()
    assert tried["created"] == done["created"] == 6, done["rows"]
    [plan] = (await desk.ask(TREE, "manager"))["data"]["plans"]["nodes"]
    assert plan["id"] == done["rows"][0]["id"]
    [objective] = plan["strategicObjectives"]["nodes"]
    [initiative] = objective["initiatives"]["nodes"]
    assert initiative["benchmarks"]["nodes"] == [
        {"statement": "Each school has a coach", "dueOn": "2031-01-31"}
    ]
    again = (await send(desk, "plan", file, dryRun="false")).json()
    assert (again["unchanged"], again["created"], again["refused"]) == (6, 0, 0)
    changed = (await send(desk, "plan", file.replace("Hire", "Fire"), dryRun="false")).json()
    assert changed["refused"] == 6
    assert changed["rows"][0]["code"] == "CONFLICT"
    other = (await send(desk, "plan", file.replace("from a", "of a"), "other-manager")).json()
    assert other["created"] == 0
