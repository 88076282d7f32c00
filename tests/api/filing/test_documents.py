"""Frozen documents: what they print, that they never change, and who gets them."""

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import date
from html.parser import HTMLParser
from typing import Any
from uuid import UUID

import asyncpg
import pytest

from auth.database import Database
from models.failures import Forbidden, NotFound, Refused
from schema.freezing import freeze_plan, freeze_quarterly_report, freeze_summary
from schema.freezing.freezing import _compiled
from schema.freezing.html import html_page
from schema.freezing.pdf import pdf_file
from schema.freezing.plans import PLAN
from schema.freezing.printed import Bullets, Column, Facts, Heading, Paragraph, Printed, Table
from seeds.demo.personas import PERSONAS
from tests.api.filing.desk import Desk

Key = tuple[UUID, UUID]

PLANS = "SELECT p.district_id, p.id FROM accelerated_improvement_plan p JOIN district d"
PLANS += " ON d.id = p.district_id WHERE d.name = 'Mill City' AND p.status = 'IN_IMPLEMENTATION'"
REPORTS = "SELECT r.district_id, r.id FROM quarterly_progress_report r JOIN district d"
REPORTS += " ON d.id = r.district_id WHERE d.name = 'Mill City' AND r.status = '{status}' LIMIT 1"
SUMMARIES = "SELECT s.district_id, s.id FROM annual_summary s JOIN district d"
SUMMARIES += " ON d.id = s.district_id WHERE d.name = 'Mill City' AND s.status = '{status}' LIMIT 1"
SHELVED = {
    "status": "EXITED",
    "first_submitted_on": date(2013, 6, 1),
    "accepted_on": date(2013, 6, 2),
    "ended_on": date(2013, 6, 3),
}
ISSUED = {
    "status": "ISSUED",
    "presented_on": None,
    "presented_at": None,
    "is_televised": None,
    "published_on": None,
    "url": None,
}
URLS = """{ frozenDocuments(orderBy: [{field: REVISION}]) { nodes {
  id kind revision title frozenOn htmlUrl pdfUrl htmlSha256 pdfSha256 plan { id } } } }"""


@pytest.fixture
def database(desk: Desk) -> Database:
    opened: Database = desk.app.state.services.database
    return opened


async def key(desk: Desk, sql: str) -> Key:
    row = await desk.owner.fetchrow(sql)
    assert row is not None
    return row[0], row[1]


@asynccontextmanager
async def standing(desk: Desk, table: str, record: Key, **columns: Any) -> AsyncIterator[None]:
    """A record as it stood at another time, until it is put back."""
    names, places = ", ".join(columns), ", ".join(f"${n}" for n in range(3, 3 + len(columns)))
    which = "WHERE district_id = $1 AND id = $2"
    write = f"UPDATE {table} SET ({names}) = ROW ({places}) {which}"
    before = await desk.owner.fetchrow(f"SELECT {names} FROM {table} {which}", *record)
    assert before is not None
    await desk.owner.execute(write, *record, *columns.values())
    try:
        yield
    finally:
        await desk.owner.execute(write, *record, *before)


@asynccontextmanager
async def submitted(desk: Desk) -> AsyncIterator[Key]:
    """The running plan as it was when it was submitted: a document is made at no other time."""
    plan = await key(desk, PLANS)
    draft = await key(desk, PLANS.replace("= 'IN_IMPLEMENTATION'", "= 'DRAFT'"))
    async with (
        standing(desk, "accelerated_improvement_plan", draft, **SHELVED),
        standing(desk, "accelerated_improvement_plan", plan, status="SUBMITTED"),
    ):
        yield plan


async def frozen_plan(desk: Desk, database: Database, who: str = "superintendent") -> Any:
    caller = desk.caller(who)
    async with submitted(desk) as plan, database.write(caller) as transaction:
        await freeze_plan(transaction, plan, caller)
    nodes = (await desk.ask(URLS, who))["data"]["frozenDocuments"]["nodes"]
    return nodes[-1]


class Reading(HTMLParser):
    """What a page says, and what of it could do harm."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.addresses: list[str] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.addresses += [str(value) for name, value in attrs if name in {"href", "src"}]
        assert not any(name.startswith("on") for name, _ in attrs)

    def handle_data(self, data: str) -> None:
        self.text += data


def read(html: bytes) -> Reading:
    reading = Reading()
    reading.feed(html.decode())
    return reading


async def test_a_submitted_plan_is_there_to_read_and_to_print(
    desk: Desk, database: Database
) -> None:
    document = await frozen_plan(desk, database)
    assert (document["kind"], document["revision"]) == ("SUBMITTED_PLAN", 1)
    html = await desk.get(document["htmlUrl"])
    pdf = await desk.get(document["pdfUrl"])
    assert html.headers["content-type"] == "text/html; charset=utf-8"
    assert html.headers["content-security-policy"].endswith("sandbox")
    assert pdf.headers["content-type"] == "application/pdf"
    assert pdf.headers["content-disposition"].startswith("inline; ")
    assert pdf.content.startswith(b"%PDF-1.7")
    assert html.headers["etag"] == f'"{document["htmlSha256"]}"'
    assert pdf.headers["etag"] == f'"{document["pdfSha256"]}"'
    said = read(html.content).text
    rows = await desk.owner.fetch(
        "SELECT b.statement FROM benchmark b JOIN initiative i ON i.id = b.initiative_id"
        " JOIN strategic_objective o ON o.id = i.strategic_objective_id"
        " WHERE o.district_id = $1 AND o.plan_id = $2",
        *await key(desk, PLANS),
    )
    assert len(rows) > 30
    assert [row[0] for row in rows if row[0] not in said] == []


async def test_it_stays_the_same_whatever_becomes_of_the_plan(
    desk: Desk, database: Database
) -> None:
    document = await frozen_plan(desk, database)
    before = [(await desk.get(document[name])).content for name in ("htmlUrl", "pdfUrl")]
    district, plan = await key(desk, PLANS)
    changed = (
        "UPDATE accelerated_improvement_plan SET title = $3 WHERE district_id = $1 AND id = $2"
    )
    await desk.owner.execute(changed, district, plan, "Another title")
    after = [(await desk.get(document[name])).content for name in ("htmlUrl", "pdfUrl")]
    again = await frozen_plan(desk, database)
    await desk.owner.execute(changed, district, plan, "Accelerated Improvement Plan 2011-2013")
    assert after == before
    assert again["revision"] == 2
    assert "Another title" in read((await desk.get(again["htmlUrl"])).content).text


async def test_nobody_changes_it(desk: Desk, database: Database) -> None:
    await frozen_plan(desk, database)
    for change in ("html = ''", "pdf = ''", "title = 'x'", "revision = 7", "plan_id = NULL"):
        with pytest.raises(asyncpg.PostgresError):
            await desk.owner.execute(f"UPDATE frozen_document SET {change}")
    async with database.write(desk.caller("superintendent")) as transaction:
        with pytest.raises(Refused):
            await transaction.value("UPDATE frozen_document SET html = '' RETURNING 1")


async def test_a_transaction_that_fails_leaves_no_document(desk: Desk, database: Database) -> None:
    caller = desk.caller("superintendent")

    async def broken_off() -> None:
        async with submitted(desk) as plan, database.write(caller) as transaction:
            await freeze_plan(transaction, plan, caller)
            raise ConnectionResetError

    with pytest.raises(ConnectionResetError):
        await broken_off()
    assert await desk.owner.fetchval("SELECT count(*) FROM frozen_document") == 0


async def test_a_document_is_seen_by_who_sees_the_plan(desk: Desk, database: Database) -> None:
    plan = await key(desk, PLANS.replace("= 'IN_IMPLEMENTATION'", "= 'DRAFT'"))
    move = (
        "UPDATE accelerated_improvement_plan SET status = $3, first_submitted_on = $4,"
        " submitted_on = $4 WHERE district_id = $1 AND id = $2"
    )
    caller = desk.caller("superintendent")
    await desk.owner.execute(move, *plan, "SUBMITTED", date(2013, 6, 1))
    async with database.write(caller) as transaction:
        await freeze_plan(transaction, plan, caller)
    (node,) = (await desk.ask(URLS, "superintendent"))["data"]["frozenDocuments"]["nodes"]
    submitted = await readers(desk, node["pdfUrl"])
    await desk.owner.execute(move, *plan, "DRAFT", None)
    never_submitted = await readers(desk, node["htmlUrl"])
    within = {"administrator", "firm", "manager", "principal", "school-board", "superintendent"}
    assert submitted == within | {"monitor", "other-monitor", "state-office"}
    assert never_submitted == within


async def readers(desk: Desk, url: str) -> set[str | None]:
    """Who gets what lies at an address."""
    who = (None, *PERSONAS)
    return {each for each in who if (await desk.get(url, each)).status_code == 200}


async def test_who_may_not_submit_freezes_nothing(desk: Desk, database: Database) -> None:
    async with submitted(desk) as plan:
        for who in ("monitor", "state-office", "principal", "firm"):
            caller = desk.caller(who)
            with pytest.raises(Forbidden):
                async with database.write(caller) as transaction:
                    await freeze_plan(transaction, plan, caller)
        stranger = desk.caller("other-superintendent")
        with pytest.raises(NotFound):
            async with database.write(stranger) as transaction:
                await freeze_plan(transaction, plan, stranger)


async def test_nothing_is_frozen_but_what_is_submitted_or_issued(
    desk: Desk, database: Database
) -> None:
    plan, caller = await key(desk, PLANS), desk.caller("superintendent")
    with pytest.raises(Forbidden):
        async with database.write(caller) as transaction:
            await freeze_plan(transaction, plan, caller)
    report = await key(desk, REPORTS.format(status="DRAFT"))
    caller = desk.caller("superintendent")
    with pytest.raises(NotFound):
        async with database.write(caller) as transaction:
            await freeze_quarterly_report(transaction, report, caller)
    assert await desk.owner.fetchval("SELECT count(*) FROM frozen_document") == 0


async def test_a_plan_s_owners_are_named_only_where_everyone_knows_them(
    desk: Desk, database: Database
) -> None:
    document = await frozen_plan(desk, database)
    said = read((await desk.get(document["htmlUrl"])).content).text
    rows = await desk.owner.fetch(
        "SELECT n.full_name, p.label, p.public_office_since IS NOT NULL AS is_public FROM person p"
        " JOIN activity a ON a.owner_id = p.id JOIN person_name n ON n.person_id = p.id"
        " JOIN district d ON d.id = a.district_id WHERE d.name = 'Mill City'"
    )
    assert {row["is_public"] for row in rows} == {True, False}
    for row in rows:
        assert (row["full_name"] in said) is row["is_public"]
        assert row["label"] not in said
    assert "A member of the district's staff" in said


async def test_reports_and_summaries_are_frozen_by_their_monitor(
    desk: Desk, database: Database
) -> None:
    caller = desk.caller("monitor")
    report = await key(desk, REPORTS.format(status="PUBLISHED"))
    summary = await key(desk, SUMMARIES.format(status="DRAFT"))
    move = "UPDATE annual_summary SET status = $3, submitted_on = $4"
    move += " WHERE district_id = $1 AND id = $2"
    await desk.owner.execute(move, *summary, "SUBMITTED", date(2013, 7, 15))
    async with (
        standing(desk, "quarterly_progress_report", report, **ISSUED),
        database.write(caller) as transaction,
    ):
        await freeze_quarterly_report(transaction, report, caller)
        await freeze_summary(transaction, summary, caller)
    nodes = (await desk.ask(URLS, "monitor"))["data"]["frozenDocuments"]["nodes"]
    by_kind = {node["kind"]: node for node in nodes}
    public, closed = by_kind["QUARTERLY_REPORT"], by_kind["ANNUAL_SUMMARY"]
    assert (await desk.get(public["pdfUrl"])).status_code == 200
    said = await desk.owner.fetchval(
        "SELECT overall_progress FROM quarterly_progress_report WHERE district_id = $1 AND id = $2",
        *report,
    )
    assert said in read((await desk.get(public["htmlUrl"])).content).text
    assert (await desk.get(closed["pdfUrl"])).status_code == 404
    assert (await desk.get(closed["pdfUrl"], "manager")).status_code == 404
    seen = await readers(desk, closed["htmlUrl"])
    await desk.owner.execute(move, *summary, "DRAFT", None)
    assert seen == {"monitor", "superintendent", "state-board", "state-office"}


async def test_freezing_asks_one_question(desk: Desk, database: Database) -> None:
    """One statement for what is printed, one for the revision, one to keep it."""
    _compiled(PLAN)
    seen: list[object] = []
    database.observers.append(seen.append)
    caller = desk.caller("superintendent")
    async with submitted(desk) as plan, database.write(caller) as transaction:
        await freeze_plan(transaction, plan, caller)
    database.observers.remove(seen.append)
    assert len(seen) == 3


HOSTILE = (
    '<script>alert(1)</script>&"\'#set page(paper: "a4") #eval("1") $x$ *b* _i_ \\ @a <label> `r`'
)


def hostile(text: str = HOSTILE) -> Printed:
    """A document whose every text tries to be something else."""
    return Printed(
        kicker=text,
        title=text,
        subtitle=text,
        footer=text,
        frozen_on=date(2012, 1, 1),
        blocks=(
            Heading(2, text, begins_page=True),
            Paragraph(text + "\n" + text),
            Paragraph(text, is_quiet=True),
            Bullets((text, text)),
            Bullets((text,), is_numbered=True),
            Facts(((text, text),)),
            Table(text, (Column(text, 1), Column(text, 2)), ((text, text),), strong=(0,)),
        ),
    )


def test_no_text_becomes_markup() -> None:
    page = read(html_page(hostile()))
    assert "script" not in page.tags
    assert page.addresses == []
    assert page.text.count(HOSTILE) == 21
    assert pdf_file(hostile()).startswith(b"%PDF")


def test_a_page_takes_nothing_from_elsewhere() -> None:
    page = html_page(hostile("said"))
    assert not re.search(rb"https?:|url\(|@import|<link|<img|<script", page)
    assert page.startswith(b"<!DOCTYPE html>")
    assert b'<html lang="en">' in page


def test_a_page_reads_in_order_for_who_can_not_see_it() -> None:
    page = read(html_page(hostile("said")))
    assert page.tags.count("h1") == page.tags.count("main") == page.tags.count("caption") == 1
    text = html_page(hostile("said"))
    assert text.count(b'scope="col"') == 2
    assert text.count(b'scope="row"') == 1


def test_the_same_document_is_the_same_file() -> None:
    assert html_page(hostile()) == html_page(hostile())
    assert pdf_file(hostile()) == pdf_file(hostile())


@pytest.mark.parametrize("text", ["Plan naïve – São Paulo, Łódź, Ὀδυσσεύς, Школа", "計画 and 🎓"])
def test_a_letter_that_no_font_has_stops_nothing(text: str) -> None:
    assert pdf_file(hostile(text)).startswith(b"%PDF")
    assert text in read(html_page(hostile(text))).text


def test_a_pdf_is_tagged_and_carries_its_fonts() -> None:
    made = pdf_file(hostile("said"))
    assert b"/MarkInfo" in made
    assert b"pdfuaid:part" in made
    assert b"/FontFile" in made
