"""Highlight meetings from their call to their complete record, and what comes to them."""

from typing import Any

import pytest

from tests.schema.mutations.doing import Doing
from tests.schema.mutations.mill_city import (
    DISTRICT,
    benchmark,
    caller,
    first_of_month,
    initiative,
    person,
    standing,
    today,
)

MEETING = "highlightMeeting { id status version }"
RECORD: dict[str, Any] = {
    "progressNotes": [{"statement": "All tools are in use.", "initiativeId": initiative("dilt")}],
    "obstacles": [
        {"statement": "No substitutes on Fridays."},
        {"statement": "Data are late.", "mitigation": "A nightly load.", "dueOn": today(30)},
    ],
    "dataPresentations": [
        {
            "benchmarkId": benchmark("dilt", 1),
            "kind": "LEADERS_PRACTICE",
            "statement": "Nine of ten walkthroughs were done.",
        }
    ],
}


def called(**changes: Any) -> dict[str, Any]:
    """This month's meeting."""
    return {
        "districtId": DISTRICT,
        "month": first_of_month(),
        "scheduledOn": today(),
        "monitorId": person("plan-monitor"),
        "facilitatorId": person("plan-manager"),
        "attendances": [
            {"personId": person("superintendent"), "capacity": "SUPERINTENDENT"},
            {"personId": person("plan-manager"), "capacity": "PLAN_MANAGER"},
            {
                "personId": person("principal-bobbin"),
                "capacity": "PRINCIPAL",
                "invitedBy": "PLAN_MANAGER",
            },
        ],
        **changes,
    }


async def scheduled(doing: Doing, **changes: Any) -> str:
    made = await doing.done("scheduleHighlightMeeting", called(**changes), MEETING, as_="manager")
    return str(made["highlightMeeting"]["id"])


async def test_a_meeting_is_called_held_and_completed(doing: Doing) -> None:
    meeting = await scheduled(doing)
    early = await doing("finalizeHighlightMeeting", {"id": meeting}, as_="manager")
    assert early.codes == ["CONFLICT"]
    present = [person("superintendent"), person("plan-manager")]
    held = await doing.done(
        "holdHighlightMeeting",
        {"id": meeting, "durationMinutes": 180, "presentIds": present, **RECORD},
        "highlightMeeting { status heldOn attendances { nodes { attended person { id } } }"
        " obstacles { nodes { position status } } progressNotes { totalCount } }",
        as_="monitor",
    )
    told = held["highlightMeeting"]
    assert (told["status"], told["heldOn"]) == ("HELD", today())
    there = {each["person"]["id"] for each in told["attendances"]["nodes"] if each["attended"]}
    assert there == set(present)
    assert [each["status"] for each in told["obstacles"]["nodes"]] == ["OPEN", "BEING_MITIGATED"]
    final = await doing.done("finalizeHighlightMeeting", {"id": meeting}, MEETING, as_="manager")
    assert final["highlightMeeting"]["status"] == "MINUTES_FINAL"


async def test_a_complete_record_no_longer_changes(doing: Doing) -> None:
    meeting = await scheduled(doing)
    given = {"id": meeting, "presentIds": [], **RECORD}
    select = "highlightMeeting { progressNotes { nodes { id version } } }"
    held = await doing.done("holdHighlightMeeting", given, select, as_="monitor")
    note = held["highlightMeeting"]["progressNotes"]["nodes"][0]
    changed = {**note, "statement": "Most tools are in use."}
    await doing.done("updateProgressNote", changed, as_="manager")
    assert (await doing("updateProgressNote", changed, as_="superintendent")).codes == ["FORBIDDEN"]
    await doing.done("finalizeHighlightMeeting", {"id": meeting}, as_="monitor")
    changed["version"] = 2
    assert (await doing("updateProgressNote", changed, as_="manager")).codes == ["CONFLICT"]
    added = {"meetingId": meeting, "statement": "Late."}
    assert (await doing("createProgressNote", added, as_="manager")).codes == ["FORBIDDEN"]
    told = await standing(
        doing, "highlightMeeting", meeting, "progressNotes { nodes { statement } }", "monitor"
    )
    assert told["progressNotes"]["nodes"] == [{"statement": "Most tools are in use."}]


async def test_a_record_that_lacks_something_is_told_all_of_it(doing: Doing) -> None:
    meeting = await scheduled(doing)
    await doing.done("holdHighlightMeeting", {"id": meeting}, as_="monitor")
    refused = await doing("finalizeHighlightMeeting", {"id": meeting}, MEETING, as_="monitor")
    assert set(refused.codes) == {"INCOMPLETE"}
    assert refused.paths == [
        "input.id",
        "input.attendances",
        "input.progressNotes",
        "input.dataPresentations",
    ]
    assert await standing(doing, "highlightMeeting", meeting, "status", "monitor") == {
        "status": "HELD"
    }


async def test_a_meeting_is_not_held_before_its_day_nor_by_strangers(doing: Doing) -> None:
    meeting = await scheduled(doing)
    early = {"id": meeting, "heldOn": today(1)}
    refused = await doing("holdHighlightMeeting", early, as_="manager")
    assert (refused.codes, refused.paths) == (["BAD_USER_INPUT"], ["input.heldOn"])
    stranger = {"id": meeting, "presentIds": [person("teacher-bobbin-1")]}
    refused = await doing("holdHighlightMeeting", stranger, as_="manager")
    assert (refused.codes, refused.paths) == (["BAD_USER_INPUT"], ["input.presentIds.0"])
    for who, code in (
        ("superintendent", "FORBIDDEN"),
        ("principal", "FORBIDDEN"),
        ("state-office", "FORBIDDEN"),
        ("administrator", "NOT_FOUND"),
        ("other-monitor", "NOT_FOUND"),
        (None, "NOT_FOUND"),
    ):
        for name in ("hold", "finalize", "cancel", "delete"):
            refused = await doing(f"{name}HighlightMeeting", {"id": meeting}, as_=who)
            assert refused.codes == [code], (who, name)
    assert await standing(doing, "highlightMeeting", meeting, "status version", "monitor") == {
        "status": "SCHEDULED",
        "version": 1,
    }


async def test_a_month_has_one_meeting_unless_it_is_called_off(doing: Doing) -> None:
    meeting = await scheduled(doing)
    again = await doing("scheduleHighlightMeeting", called(), MEETING, as_="monitor")
    assert again.codes == ["CONFLICT"]
    assert again.data["highlightMeeting"] is None
    await doing.done("cancelHighlightMeeting", {"id": meeting}, as_="manager")
    other = await scheduled(doing)
    await doing.done("deleteHighlightMeeting", {"id": other}, "deletedId", as_="manager")
    mid = await doing("scheduleHighlightMeeting", called(month="2026-02-15"), as_="manager")
    assert (mid.codes, mid.paths) == (["BAD_USER_INPUT"], ["input.month"])
    for who in ("superintendent", "firm", "other-manager", "state-office", None):
        refused = await doing("scheduleHighlightMeeting", called(), MEETING, as_=who)
        assert refused.codes == ["FORBIDDEN"], who


async def test_the_superintendent_asks_people_to_a_meeting(doing: Doing) -> None:
    meeting = await scheduled(doing)
    given = {
        "meetingId": meeting,
        "personId": person("director-of-data"),
        "capacity": "DIRECTOR",
        "invitedBy": "SUPERINTENDENT",
    }
    query = "query ($id: ID!) { highlightMeeting(id: $id) { id } }"
    assert (await doing.ask(query, as_="administrator", id=meeting))["highlightMeeting"] is None
    for_another = {**given, "invitedBy": "PLAN_MANAGER"}
    refused = await doing("createHighlightAttendance", for_another, as_="superintendent")
    assert refused.codes == ["FORBIDDEN"]
    select = "highlightAttendance { id version }"
    made = await doing.done("createHighlightAttendance", given, select, as_="superintendent")
    assert (await doing.ask(query, as_="administrator", id=meeting))["highlightMeeting"]
    listed = made["highlightAttendance"]
    gone = {"id": listed["id"]}
    for who, code in (("superintendent", "FORBIDDEN"), ("other-manager", "NOT_FOUND")):
        assert (await doing("deleteHighlightAttendance", gone, as_=who)).codes == [code]
    noted = {**listed, "attended": True}
    await doing.done("updateHighlightAttendance", noted, as_="monitor")
    await doing.done("deleteHighlightAttendance", gone, as_="manager")
    assert (await doing.ask(query, as_="administrator", id=meeting))["highlightMeeting"] is None


async def obstacles_of(doing: Doing) -> list[dict[str, Any]]:
    """Two obstacles of a meeting that was held: one that is open, one that is being mitigated."""
    meeting = await scheduled(doing)
    held = await doing.done(
        "holdHighlightMeeting",
        {"id": meeting, **RECORD},
        "highlightMeeting { obstacles { nodes { id version } } }",
        as_="monitor",
    )
    return list(held["highlightMeeting"]["obstacles"]["nodes"])


OBSTACLE = "obstacle { status mitigation resolvedOn owner { id } }"


async def test_an_obstacle_is_judged_by_the_district(doing: Doing) -> None:
    first, _ = await obstacles_of(doing)
    empty = {"id": first["id"], "status": "BEING_MITIGATED"}
    refused = await doing("judgeObstacle", empty, OBSTACLE, as_="superintendent")
    assert (refused.codes, refused.paths) == (["INCOMPLETE"], ["input.mitigation"])
    given = {**empty, "mitigation": "Swap Fridays.", "ownerId": person("principal-bobbin")}
    await doing.done("judgeObstacle", given, OBSTACLE, as_="firm")
    solved = {"id": first["id"], "status": "RESOLVED"}
    told = await doing.done("judgeObstacle", solved, OBSTACLE, as_="principal")
    assert told["obstacle"] == {
        "status": "RESOLVED",
        "mitigation": "Swap Fridays.",
        "resolvedOn": today(),
        "owner": {"id": person("principal-bobbin")},
    }
    again = await doing.done(
        "judgeObstacle", {"id": first["id"], "status": "OPEN"}, OBSTACLE, as_="manager"
    )
    assert again["obstacle"]["resolvedOn"] is None


@pytest.mark.parametrize(
    ("who", "code"),
    [
        ("principal", "FORBIDDEN"),
        ("state-office", "FORBIDDEN"),
        ("administrator", "NOT_FOUND"),
        ("school-board", "NOT_FOUND"),
        ("other-manager", "NOT_FOUND"),
        (None, "NOT_FOUND"),
    ],
)
async def test_others_do_not_judge_obstacles(doing: Doing, who: str | None, code: str) -> None:
    _, second = await obstacles_of(doing)
    given = {"id": second["id"], "status": "RESOLVED"}
    assert (await doing("judgeObstacle", given, OBSTACLE, as_=who)).codes == [code]
    told = await standing(doing, "obstacle", second["id"], "status version", "monitor")
    assert told == {"status": "BEING_MITIGATED", "version": second["version"]}


async def test_a_highlight_report_is_the_managers_until_it_is_issued(doing: Doing) -> None:
    given = {"districtId": DISTRICT, "month": first_of_month(), "progress": "A good month."}
    for who in ("superintendent", "monitor", "firm", "other-manager", None):
        assert (await doing("createHighlightReport", given, as_=who)).codes == ["FORBIDDEN"], who
    select = "highlightReport { id version issuedOn author { id } }"
    made = await doing.done("createHighlightReport", given, select, as_="manager")
    report = made["highlightReport"]
    assert report["author"] == {"id": person("plan-manager")}
    changed = {"id": report["id"], "version": 1, "nextSteps": "Coaching."}
    assert (await doing("updateHighlightReport", changed, as_="monitor")).codes == ["FORBIDDEN"]
    await doing.done("updateHighlightReport", changed, as_="manager")
    sent = await doing.done("issueHighlightReport", {"id": report["id"]}, select, as_="manager")
    assert sent["highlightReport"]["issuedOn"] == today()
    for name, more in (
        ("updateHighlightReport", {"version": 3, "progress": "A better month."}),
        ("deleteHighlightReport", {}),
        ("issueHighlightReport", {}),
    ):
        refused = await doing(name, {"id": report["id"], **more}, as_="manager")
        assert refused.codes == ["CONFLICT"], name


async def test_a_visit_is_its_monitors_and_its_notes_are_private(doing: Doing) -> None:
    given = {
        "districtId": DISTRICT,
        "visitedOn": today(),
        "notes": [{"occasion": "CLASSES", "body": "Questions that ask for reasons."}],
    }
    for who in ("manager", "superintendent", "state-office", "other-monitor", "research-office"):
        refused = await doing("createMonitoringVisit", given, as_=who)
        assert refused.codes == ["FORBIDDEN"], who
    select = "monitoringVisit { id monitor { id } notes { nodes { id version body } } }"
    made = await doing.done("createMonitoringVisit", given, select, as_="monitor")
    visit = made["monitoringVisit"]
    (note,) = visit["notes"]["nodes"]
    seen = "query ($id: ID!) { monitoringVisit(id: $id) { notes { totalCount } } }"
    for who, count in (("superintendent", 0), ("research-office", None), ("monitor", 1)):
        told = (await doing.ask(seen, as_=who, id=visit["id"]))["monitoringVisit"]
        assert (told and told["notes"]["totalCount"]) == count
    changed = {"id": note["id"], "version": 1, "body": "Two questions."}
    for who, code in (("superintendent", "NOT_FOUND"), ("research-office", "FORBIDDEN")):
        assert (await doing("updateVisitNote", changed, as_=who)).codes == [code], who
    await doing.done("updateVisitNote", changed, as_="monitor")
    moved = {"id": visit["id"], "version": 1, "visitedOn": today(-1)}
    assert (await doing("updateMonitoringVisit", moved, as_="manager")).codes == ["FORBIDDEN"]
    await doing.done("updateMonitoringVisit", moved, as_="monitor")
    await doing.done("deleteMonitoringVisit", {"id": visit["id"]}, as_="monitor")


async def test_another_person_of_the_district_does_not_keep_the_record(doing: Doing) -> None:
    meeting = await scheduled(doing)
    given = {"meetingId": meeting, "statement": "Something."}
    assistant = caller("assistant-superintendent")
    assert (await doing("createObstacle", given, caller=assistant)).codes == ["FORBIDDEN"]
    refused = await doing("createObstacle", given, as_="other-manager")
    assert (refused.codes, refused.paths) == (["NOT_FOUND"], ["input.meetingId"])
