"""Registering, appointing and hiring, by those whose work it is, and refused to the others."""

from typing import Any

import pytest

from tests.schema.mutations.doing import Doing
from tests.schema.mutations.mill_city import today

WORLD = """{
    district(by: {name: "Mill City"}) {
        id
        schools(first: 1) { nodes { id version } }
        engagements { nodes { id isCurrent firm { id name } } }
        appointments { nodes { id position isCurrent version endsOn person { id } } }
    }
    other: districts(where: {name: {ne: "Mill City"}}, first: 1) { nodes { id } }
}"""
NOT_THE_STATE = ("manager", "superintendent", "monitor", "firm", "teacher", "research-office", None)
NOT_LEADERS = (
    "manager",
    "administrator",
    "principal",
    "monitor",
    "firm",
    "state-office",
    "other-superintendent",
    None,
)


async def mill_city(doing: Doing) -> dict[str, Any]:
    """Mill City, as the state office sees it."""
    seen: dict[str, Any] = await doing.ask(WORLD, as_="state-office")
    return seen


async def newcomer(doing: Doing, **given: object) -> str:
    """Somebody whom the state office has registered, and nobody appointed."""
    made = await doing.done(
        "createPerson",
        {"label": "Director, Mill City", **given},
        "person { id label }",
        as_="state-office",
    )
    return str(made["person"]["id"])


@pytest.mark.parametrize("who", NOT_THE_STATE)
async def test_only_the_state_office_registers(doing: Doing, who: str | None) -> None:
    seen = await mill_city(doing)
    district, school = seen["district"]["id"], seen["district"]["schools"]["nodes"][0]
    for name, given in (
        ("createDistrict", {"name": "Newtown"}),
        ("createSchool", {"districtId": district, "name": "New School"}),
        ("createFirm", {"name": "New Firm", "kind": "COMPANY"}),
        ("createPerson", {"label": "Somebody"}),
        ("updateSchool", {"id": school["id"], "version": school["version"], "town": "Newtown"}),
        (
            "assignPlanMonitor",
            {"id": district, "personId": await newcomer(doing), "startsOn": today()},
        ),
    ):
        outcome = await doing(name, given, as_=who)
        assert outcome.codes == ["FORBIDDEN"], (name, outcome.errors)
    after = await doing.ask(
        '{ districts(where: {name: {eq: "Newtown"}}) { totalCount }'
        ' schools(where: {name: {eq: "New School"}}) { totalCount }'
        ' firms(where: {name: {eq: "New Firm"}}) { totalCount }'
        ' people(where: {label: {eq: "Somebody"}}) { totalCount } }',
        as_="state-office",
    )
    assert {each["totalCount"] for each in after.values()} == {0}


async def test_a_person_is_registered_with_all_that_is_known(doing: Doing) -> None:
    made = await doing.done(
        "createPerson",
        {
            "label": "Director, Mill City",
            "name": {"givenName": "Ada", "familyName": "Example"},
            "contact": {"email": "ada@example.org"},
            "login": {"issuer": "https://login.example.org/", "subject": "ada"},
        },
        "person { name contact { email telephone } logins { nodes { subject } } }",
        as_="state-office",
    )
    assert made["person"] == {
        "name": "Ada Example",
        "contact": {"email": "ada@example.org", "telephone": None},
        "logins": {"nodes": [{"subject": "ada"}]},
    }


async def test_what_is_wrong_with_a_part_leaves_no_person(doing: Doing) -> None:
    login = {"issuer": "https://login.example.org/", "subject": "twice"}
    await newcomer(doing, login=login)
    outcome = await doing(
        "createPerson", {"label": "Somebody else", "login": login}, as_="state-office"
    )
    assert outcome.errors
    assert outcome.paths[0].startswith("input.login")
    left = await doing.ask(
        '{ people(where: {label: {eq: "Somebody else"}}) { totalCount } }', as_="state-office"
    )
    assert left["people"]["totalCount"] == 0


async def test_a_leader_appoints_whom_the_state_has_registered(doing: Doing) -> None:
    """The leader does not see the person before; the id is handed over."""
    seen = await mill_city(doing)
    person = await newcomer(doing)
    query = "query ($id: ID!) { person(id: $id) { id } }"
    assert (await doing.ask(query, as_="superintendent", id=person))["person"] is None
    given = {
        "id": seen["district"]["id"],
        "personId": person,
        "position": "DIRECTOR",
        "startsOn": today(-1),
    }
    made = await doing.done(
        "openAppointment",
        given,
        "appointment { id role isCurrent person { id } }",
        as_="superintendent",
    )
    appointment = made["appointment"]
    assert (appointment["role"], appointment["isCurrent"]) == ("DISTRICT_ADMINISTRATOR", True)
    assert appointment["person"]["id"] == person
    ended = await doing.done(
        "endAppointment",
        {"id": appointment["id"], "endsOn": today(-1)},
        "appointment { isCurrent endsOn }",
        as_="superintendent",
    )
    assert ended["appointment"]["isCurrent"] is False
    again = await doing("endAppointment", {"id": appointment["id"]}, as_="superintendent")
    assert again.codes == ["CONFLICT"]


@pytest.mark.parametrize("who", NOT_LEADERS)
async def test_nobody_else_appoints_a_districts_staff_or_hires(
    doing: Doing, who: str | None
) -> None:
    seen = await mill_city(doing)
    district, person = seen["district"]["id"], await newcomer(doing)
    firm = seen["district"]["engagements"]["nodes"][0]["firm"]["id"]
    appointed = {"personId": person, "position": "DIRECTOR", "startsOn": today()}
    outcome = await doing("openAppointment", {"id": district, **appointed}, as_=who)
    assert outcome.codes in (["FORBIDDEN"], ["NOT_FOUND"]), outcome.errors
    hired = {"firmId": firm, "startsOn": today()}
    outcome = await doing("openEngagement", {"id": district, **hired}, as_=who)
    assert outcome.codes == ["FORBIDDEN"]
    assert await mill_city(doing) == seen


async def test_a_leader_takes_nobody_away_from_another_district(doing: Doing) -> None:
    seen = await mill_city(doing)
    other = await doing.ask("{ viewer { person { id } } }", as_="other-superintendent")
    given = {
        "id": seen["district"]["id"],
        "personId": other["viewer"]["person"]["id"],
        "position": "DIRECTOR",
        "startsOn": today(),
    }
    outcome = await doing("openAppointment", given, as_="superintendent")
    assert outcome.codes == ["FORBIDDEN"]
    assert await mill_city(doing) == seen


async def test_a_leader_appoints_no_superintendent(doing: Doing) -> None:
    seen = await mill_city(doing)
    for position in ("SUPERINTENDENT", "SCHOOL_BOARD_MEMBER", "PLAN_MONITOR"):
        given = {
            "id": seen["district"]["id"],
            "personId": await newcomer(doing),
            "position": position,
            "startsOn": "1950-01-01",
            "endsOn": "1950-12-31",
        }
        outcome = await doing("openAppointment", given, as_="superintendent")
        assert outcome.codes in (["FORBIDDEN"], ["NOT_FOUND"]), position
        await doing.done("openAppointment", given, as_="state-office")


async def test_only_a_vetted_firm_is_hired(doing: Doing) -> None:
    district = (await mill_city(doing))["district"]["id"]
    made = await doing.done(
        "createFirm", {"name": "New Firm", "kind": "COMPANY"}, "firm { id }", as_="state-office"
    )
    firm = made["firm"]["id"]
    hiring = {"id": district, "firmId": firm, "startsOn": today()}
    outcome = await doing("openEngagement", hiring, as_="superintendent")
    assert (outcome.codes, outcome.paths) == (["CONFLICT"], ["input.firmId"])
    await doing.done("vetFirm", {"id": firm}, as_="state-office")
    made = await doing.done(
        "openEngagement", hiring, "engagement { id isCurrent }", as_="superintendent"
    )
    assert made["engagement"]["isCurrent"] is True
    await doing.done("withdrawFirmVetting", {"id": firm}, as_="state-office")
    again = await doing("openEngagement", hiring, as_="superintendent")
    assert again.codes == ["CONFLICT"]
    await doing.done(
        "endEngagement",
        {"id": made["engagement"]["id"]},
        "engagement { endsOn }",
        as_="superintendent",
    )


async def test_a_monitor_takes_over_on_a_day(doing: Doing) -> None:
    """Who was the monitor reads the district's drafts until the day before, and no longer."""
    seen = await mill_city(doing)
    report = "{ quarterlyReports(where: {status: {eq: DRAFT}}) { totalCount } }"
    before = await doing.ask(report, as_="monitor")
    assert before["quarterlyReports"]["totalCount"] > 0
    given = {
        "id": seen["district"]["id"],
        "personId": await newcomer(doing),
        "startsOn": today(-1),
        "daysPerQuarter": 3,
    }
    made = await doing.done(
        "assignPlanMonitor",
        given,
        "planMonitor { daysPerQuarter appointment { isCurrent } }",
        as_="state-office",
    )
    assert made["planMonitor"] == {"daysPerQuarter": 3, "appointment": {"isCurrent": True}}
    after = await doing.ask(report, as_="monitor")
    assert after["quarterlyReports"]["totalCount"] == 0
    early = await doing(
        "assignPlanMonitor", {**given, "startsOn": "1900-01-01"}, as_="state-office"
    )
    assert (early.codes, early.paths) == (["CONFLICT"], ["input.startsOn"])


async def test_nothing_ends_before_it_starts(doing: Doing) -> None:
    seen = await mill_city(doing)
    [held] = [
        each
        for each in seen["district"]["appointments"]["nodes"]
        if each["position"] == "SUPERINTENDENT" and each["isCurrent"]
    ]
    given = {"id": held["id"], "endsOn": "1900-01-01"}
    outcome = await doing("endAppointment", given, as_="state-office")
    assert (outcome.codes, outcome.paths) == (["BAD_USER_INPUT"], ["input.endsOn"])
    assert (await doing("endAppointment", given, as_="superintendent")).codes == ["FORBIDDEN"]
    assert await mill_city(doing) == seen
