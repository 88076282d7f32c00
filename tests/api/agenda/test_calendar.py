"""What is due, for whom: asked over HTTP by the personas, and held against the table of roles."""

import re
from collections.abc import AsyncIterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from api.agenda import calendar_file
from auth.slices.agenda import FALLS_TO
from models.agenda import CalendarEntryKind
from models.migrations.scripts import HERE
from seeds.demo.personas import PERSONAS
from seeds.reminders import write_reminders
from tests.api.filing.desk import Desk, opened_desk
from tests.databases import Server

ASK = """query ($from: Date!, $to: Date!) { calendar(from: $from, to: $to) {
  kind dueOn isOverdue title recordId district { name } school { name } person { id }
  benchmark { statement status } activity { description }
} }"""
YEARS = {"from": "2012-07-01", "to": "2013-06-30"}
ROLES = {
    "manager": "PLAN_MANAGER",
    "firm": "FIRM_SERVICE",
    "monitor": "PLAN_MONITOR",
    "superintendent": "DISTRICT_LEADER",
    "administrator": "DISTRICT_ADMINISTRATOR",
    "principal": "PRINCIPAL",
}


@pytest.fixture(scope="module")
async def office(
    server: Server, demo: str, tmp_path_factory: pytest.TempPathFactory, anyio_backend: object
) -> AsyncIterator[Desk]:
    urls = await server.create(demo)
    async with opened_desk(urls, tmp_path_factory.mktemp("desk")) as opened:
        yield opened
    await server.drop(urls)


def events_of(content: bytes) -> list[Any]:
    calendar: Any = Calendar.from_ical(content)
    return list(calendar.walk("VEVENT"))


async def entries(office: Desk, who: str | None, **days: str) -> list[dict[str, Any]]:
    answer = await office.ask(ASK, who, **(days or YEARS))
    assert "errors" not in answer, answer
    found: list[dict[str, Any]] = answer["data"]["calendar"]
    return found


@pytest.mark.parametrize("who", ["teacher", "school-board", "state-board", "research-office", None])
async def test_who_has_nothing_to_do_there_has_an_empty_calendar(
    office: Desk, who: str | None
) -> None:
    assert await entries(office, who) == []


@pytest.mark.parametrize("who", ROLES)
async def test_each_has_what_falls_to_the_own_role_or_person(office: Desk, who: str) -> None:
    found = await entries(office, who)
    person = office.caller(who).person
    own = None if person is None else f"Person_{person.hex}"
    falls_to = {kind.name for kind, roles in FALLS_TO.items() if has(roles, ROLES[who])}
    assert {each["kind"] for each in found if each["person"] != {"id": own}} <= falls_to
    assert {each["district"]["name"] for each in found} == {"Mill City"}
    assert found == sorted(found, key=lambda each: each["dueOn"])


def has(roles: Any, name: str) -> bool:
    return name in {role.name for role in roles}


def test_the_calendar_and_its_reminders_fall_to_the_same_roles() -> None:
    """The function says in SQL what the slice of reminders is written from."""
    written = (HERE / "0017_calendar.sql").read_text()
    stated = re.findall(r"\('([A-Z_]+)', '\{([A-Z_,]+)\}'\)", written)
    assert {kind: set(roles.split(",")) for kind, roles in stated} == {
        kind.name: {role.name for role in roles} for kind, roles in FALLS_TO.items() if roles
    }


async def test_an_entry_leads_to_its_record(office: Desk) -> None:
    found = await entries(office, "manager")
    benchmarks = [each for each in found if each["kind"] == "BENCHMARK"]
    assert benchmarks
    for each in benchmarks:
        assert each["benchmark"]["statement"] == each["title"]
        assert each["benchmark"]["status"] in {"NOT_STARTED", "IN_PROGRESS"}
        assert each["recordId"].startswith("Benchmark_")
        assert each["activity"] is None
    node = await office.ask(
        "query ($id: ID!) { node(id: $id) { __typename id } }",
        "manager",
        id=benchmarks[0]["recordId"],
    )
    assert node["data"]["node"] == {"__typename": "Benchmark", "id": benchmarks[0]["recordId"]}


async def test_every_record_that_an_entry_names_is_there_for_its_reader(office: Desk) -> None:
    for who in ROLES:
        named = [each["recordId"] for each in await entries(office, who) if each["recordId"]]
        answer = await office.ask(
            "query ($ids: [ID!]!) { nodes(ids: $ids) { id } }", who, ids=named
        )
        assert answer["data"]["nodes"] == [{"id": each} for each in named], who


async def test_what_is_done_is_due_no_more(office: Desk) -> None:
    before = await entries(office, "manager")
    (first, *_) = [each for each in before if each["kind"] == "BENCHMARK"]
    key = first["recordId"][-32:]
    await office.owner.execute(
        "UPDATE benchmark SET status = 'MET', judged_on = '2013-01-01' WHERE id = $1::uuid", key
    )
    after = await entries(office, "manager")
    await office.owner.execute(
        "UPDATE benchmark SET status = 'IN_PROGRESS', judged_on = NULL WHERE id = $1::uuid", key
    )
    assert [each for each in before if each not in after] == [first]


async def test_a_month_that_nobody_has_begun_is_asked_for(office: Desk) -> None:
    found = await entries(office, "manager", **{"from": "2012-12-01", "to": "2013-02-28"})
    meetings = [each for each in found if each["kind"] == "LEADERSHIP_MEETING"]
    assert [(each["dueOn"], each["recordId"]) for each in meetings] == [
        ("2012-12-31", None),
        ("2013-01-31", None),
        ("2013-02-28", None),
    ]


async def test_summer_asks_nothing_of_schools(office: Desk) -> None:
    found = await entries(office, "superintendent", **{"from": "2012-07-01", "to": "2012-08-31"})
    of_schools = {"LEADERSHIP_MEETING", "SELF_ASSESSMENT", "SCHOOL_PLAN_REVIEW"}
    assert of_schools.isdisjoint(each["kind"] for each in found)


async def test_a_principal_has_the_own_school_s_and_no_other_s(office: Desk) -> None:
    found = await entries(office, "principal")
    assert {each["school"]["name"] for each in found if each["school"]} == {
        "Bobbin Street Elementary School"
    }
    leaders = await entries(office, "superintendent")
    assert len({each["school"]["name"] for each in leaders if each["school"]}) > 3


async def test_what_day_it_is_follows_the_network_s_time_zone(office: Desk) -> None:
    """What is due today is overdue where it is tomorrow already."""
    database = office.app.state.services.database
    due_on = "SELECT due_on FROM benchmark WHERE id = $1::uuid"
    (first, *_) = [e for e in await entries(office, "manager") if e["kind"] == "BENCHMARK"]
    key = first["recordId"][-32:]
    before = await office.owner.fetchval(due_on, key)
    told = {}
    for zone in ("Etc/GMT+12", "Etc/GMT-14"):
        async with database.read(office.caller("manager")) as transaction:
            await transaction.connection.execute(f"SET LOCAL throughline.time_zone TO '{zone}'")
            told[zone] = await transaction.value("SELECT slice.today()")
    earlier, later = told.values()
    assert earlier < later
    await office.owner.execute("UPDATE benchmark SET due_on = $2 WHERE id = $1::uuid", key, earlier)
    overdue = []
    for zone in told:
        async with database.read(office.caller("manager")) as transaction:
            await transaction.connection.execute(f"SET LOCAL throughline.time_zone TO '{zone}'")
            overdue.append(
                await transaction.value(
                    "SELECT is_overdue FROM ask.calendar($1, $1) WHERE benchmark_id = $2::uuid",
                    (earlier, key),
                )
            )
    await office.owner.execute("UPDATE benchmark SET due_on = $2 WHERE id = $1::uuid", key, before)
    assert overdue == [False, True]


@pytest.mark.parametrize(
    "days",
    [
        {"from": "2013-06-30", "to": "2013-06-29"},
        {"from": "2010-01-01", "to": "2013-06-30"},
    ],
)
async def test_days_out_of_order_or_too_many_are_refused(
    office: Desk, days: dict[str, str]
) -> None:
    answer = await office.ask(ASK, "manager", **days)
    assert answer["errors"][0]["extensions"]["code"] == "BAD_USER_INPUT"
    reply = await office.get(f"calendar.ics?from={days['from']}&to={days['to']}", "manager")
    assert reply.status_code == 400


async def test_one_statement_answers(office: Desk) -> None:
    seen: list[object] = []
    database = office.app.state.services.database
    database.observers.append(seen.append)
    await entries(office, "superintendent")
    database.observers.remove(seen.append)
    assert len(seen) == 1


async def test_the_calendar_file_has_the_same_entries(office: Desk) -> None:
    found = await entries(office, "manager")
    reply = await office.get("calendar.ics?from=2012-07-01&to=2013-06-30", "manager")
    assert reply.status_code == 200
    assert reply.headers["content-type"] == "text/calendar; charset=utf-8"
    assert reply.headers["cache-control"] == "private, no-cache"
    events = events_of(reply.content)
    assert [(str(each["summary"]), each["dtstart"].dt.isoformat()) for each in events] == [
        (f"Overdue: {each['title']}", each["dueOn"]) for each in found
    ]
    uids = [str(each["uid"]) for each in events]
    assert len(set(uids)) == len(uids)
    again = await office.get("calendar.ics?from=2012-07-01&to=2013-06-30", "manager")
    assert [str(each["uid"]) for each in events_of(again.content)] == uids
    tag = {"if_none_match": reply.headers["etag"]}
    url = "calendar.ics?from=2012-07-01&to=2013-06-30"
    assert (await office.get(url, "manager", **tag)).status_code == 304
    assert (await office.get(url, "other-manager", **tag)).status_code == 200


async def test_the_calendar_file_of_nobody_is_empty(office: Desk) -> None:
    reply = await office.get("calendar.ics")
    assert reply.status_code == 200
    assert events_of(reply.content) == []
    assert (await office.get("calendar.ics?from=today", "manager")).status_code == 400


@given(title=st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=300))
def test_any_title_survives_the_calendar_file(title: str) -> None:
    entry = {
        "kind": "BENCHMARK",
        "dueOn": "2013-03-29",
        "isOverdue": False,
        "title": title,
        "recordId": None,
        "district": {"id": "District_0", "name": "Mill City"},
        "school": None,
        "person": None,
    }
    written = calendar_file([entry], datetime(2013, 1, 1, tzinfo=UTC))
    assert max(len(line) for line in written.split(b"\r\n")) <= 75
    (event,) = events_of(written)
    assert str(event["summary"]) == title
    assert event["dtend"].dt - event["dtstart"].dt == timedelta(1)


async def test_reminders_are_written_once_a_day(office: Desk) -> None:
    day = date(2013, 5, 8)
    _, first = await write_reminders(office.owner, day=day)
    _, second = await write_reminders(office.owner, day=day)
    _, later = await write_reminders(office.owner, day=day + timedelta(1))
    assert first > 0
    assert second == 0
    assert later > 0


async def test_reminders_of_what_has_become_due_since_are_added(office: Desk) -> None:
    day = date(2013, 4, 1)
    await write_reminders(office.owner, day=day, ahead=timedelta(0), behind=timedelta(0))
    _, more = await write_reminders(office.owner, day=day)
    _, again = await write_reminders(office.owner, day=day)
    assert more > 0
    assert again == 0


async def test_a_reminder_is_seen_by_those_for_whom_the_thing_is_due(office: Desk) -> None:
    day = date(2013, 5, 10)
    await write_reminders(office.owner, day=day)
    asked = """query ($day: Date!) { reminders(first: 1000, where: {remindedOn: {eq: $day}}) {
      nodes { kind dueOn isOverdue title recordId } } }"""
    span = {"from": str(day - timedelta(30)), "to": str(day + timedelta(7))}
    for who in (None, *PERSONAS):
        answer = await office.ask(asked, who, day=str(day))
        told = answer["data"]["reminders"]["nodes"]
        due = await entries(office, who, **span)
        assert sorted((each["kind"], each["dueOn"], each["title"]) for each in told) == sorted(
            (each["kind"], each["dueOn"], each["title"]) for each in due
        ), who
        assert all(each["isOverdue"] is (each["dueOn"] < str(day)) for each in told)


async def test_reminders_follow_the_network_s_day(office: Desk) -> None:
    day, _ = await write_reminders(office.owner, time_zone="Etc/GMT-14")
    earlier, _ = await write_reminders(office.owner, time_zone="Etc/GMT+12")
    assert timedelta(1) <= day - earlier <= timedelta(2)


def test_every_kind_falls_to_somebody() -> None:
    assert set(FALLS_TO) == set(CalendarEntryKind)
