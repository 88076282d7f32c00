"""A month of the leadership team: planned, practised, assessed, its packet released, held."""

from typing import Any

import pytest

from seeds.demo.mill_city_people import BOBBIN
from tests.schema.mutations.doing import Doing
from tests.schema.mutations.mill_city import (
    DISTRICT,
    caller,
    first_of_month,
    person,
    school,
    standing,
    today,
)

STANDARDS = ("LEADERSHIP", "CONTINUOUS_IMPROVEMENT", "RIGOR", "DATA")
MEETING = "leadershipMeeting { id status version packetReleasedOn }"
ASSESSMENT = "selfAssessment { id status version }"


def planned(**changes: Any) -> dict[str, Any]:
    """This month's meeting, on this day."""
    return {
        "districtId": DISTRICT,
        "month": first_of_month(),
        "meetsOn": today(),
        "topic": "Questions that ask for reasons",
        "facilitatorId": person("principal-weaver"),
        "committee": [{"personId": person("principal-weaver")}],
        "segments": [
            {
                "title": "What the packet shows",
                "startsAt": f"{today()}T13:00:00Z",
                "endsAt": f"{today()}T13:30:00Z",
                "responsibleId": person("director-of-data"),
            }
        ],
        **changes,
    }


def ratings(*standards: str) -> list[dict[str, str]]:
    return [
        {
            "standard": standard,
            "level": "EFFECTIVE",
            "rationale": "Ten visits.",
            "nextSteps": "Two more a week.",
        }
        for standard in standards
    ]


async def meeting_of(doing: Doing, **changes: Any) -> str:
    given = planned(**changes)
    made = await doing.done("planLeadershipMeeting", given, MEETING, as_="superintendent")
    return str(made["leadershipMeeting"]["id"])


async def assessment_of(doing: Doing, *standards: str) -> str:
    given = {
        "districtId": DISTRICT,
        "month": first_of_month(),
        "schoolId": school(BOBBIN),
        "ratings": ratings(*standards),
    }
    made = await doing.done("createSelfAssessment", given, ASSESSMENT, as_="principal")
    return str(made["selfAssessment"]["id"])


async def moved(doing: Doing, name: str, meeting: str, who: str, **given: Any) -> str:
    told = await doing.done(name, {"id": meeting, **given}, MEETING, as_=who)
    return str(told["leadershipMeeting"]["status"])


async def assessment_seen(doing: Doing, assessment: str, who: str) -> Any:
    return await standing(doing, "selfAssessment", assessment, "status ratings { totalCount }", who)


async def test_a_month_from_its_plan_to_its_meeting(doing: Doing) -> None:
    meeting = await meeting_of(doing)
    mine = await assessment_of(doing, *STANDARDS)
    await doing.done("submitSelfAssessment", {"id": mine}, as_="principal")
    assert await assessment_seen(doing, mine, "administrator") is None

    given = {"introduction": "Read the counts first."}
    assert await moved(doing, "openLeadershipPacket", meeting, "manager", **given) == "PACKET_OPEN"
    released = await moved(doing, "releaseLeadershipPacket", meeting, "administrator")
    assert released == "PACKET_RELEASED"
    frozen = {"status": "IN_PACKET", "ratings": {"totalCount": 4}}
    assert await assessment_seen(doing, mine, "administrator") == frozen
    assert await assessment_seen(doing, mine, "superintendent") == frozen
    assert await assessment_seen(doing, mine, "monitor") is None
    assert await assessment_seen(doing, mine, "teacher") is None

    held = await moved(doing, "holdLeadershipMeeting", meeting, "superintendent")
    assert held == "HELD"


async def test_what_is_in_a_released_packet_is_frozen(doing: Doing) -> None:
    meeting = await meeting_of(doing)
    mine = await assessment_of(doing)
    given = {"id": mine, "ratings": ratings(*STANDARDS)}
    select = "selfAssessment { ratings { nodes { id version } } }"
    sent = await doing.done("submitSelfAssessment", given, select, as_="principal")
    rating = sent["selfAssessment"]["ratings"]["nodes"][0]
    opened = await doing.done(
        "openLeadershipPacket",
        {"id": meeting, "introduction": "Read this."},
        "leadershipPacket { id version }",
        as_="manager",
    )
    packet = opened["leadershipPacket"]
    changed = {**packet, "contents": "Counts, ratings."}
    await doing.done("updateLeadershipPacket", changed, as_="manager")
    await moved(doing, "releaseLeadershipPacket", meeting, "manager")
    for name, more, who in (
        ("updateLeadershipPacket", {**changed, "version": 2}, "manager"),
        ("deleteLeadershipPacket", {"id": packet["id"]}, "superintendent"),
        ("updateSelfAssessment", {"id": mine, "ratings": []}, "principal"),
        ("submitSelfAssessment", {"id": mine}, "principal"),
        ("deleteSelfAssessment", {"id": mine}, "principal"),
        ("updateSelfAssessmentRating", {**rating, "rationale": "None."}, "principal"),
        ("deleteLeadershipMeeting", {"id": meeting}, "superintendent"),
        ("releaseLeadershipPacket", {"id": meeting}, "manager"),
    ):
        assert (await doing(name, more, as_=who)).codes == ["CONFLICT"], name
    assert await assessment_seen(doing, mine, "principal") == {
        "status": "IN_PACKET",
        "ratings": {"totalCount": 4},
    }


async def test_a_packet_that_lacks_something_is_told_all_of_it(doing: Doing) -> None:
    segment = {**planned()["segments"][0], "responsibleId": None}
    meeting = await meeting_of(doing, facilitatorId=None, segments=[segment])
    await moved(doing, "openLeadershipPacket", meeting, "manager")
    refused = await doing("releaseLeadershipPacket", {"id": meeting}, MEETING, as_="manager")
    assert set(refused.codes) == {"INCOMPLETE"}
    assert refused.paths == [
        "input.id",
        "input.facilitatorId",
        "input.segments.0.responsibleId",
        "input.packet",
    ]
    told = await standing(doing, "leadershipMeeting", meeting, "status", "manager")
    assert told == {"status": "PACKET_OPEN"}


async def test_another_administrator_runs_each_month(doing: Doing) -> None:
    before = (first_of_month()[:5] + f"{int(first_of_month()[5:7]) - 1:02}-01").replace(
        f"{first_of_month()[:4]}-00", f"{int(first_of_month()[:4]) - 1}-12"
    )
    await meeting_of(doing, month=before)
    meeting = await meeting_of(doing)
    given = {"introduction": "Read this."}
    await moved(doing, "openLeadershipPacket", meeting, "manager", **given)
    refused = await doing("releaseLeadershipPacket", {"id": meeting}, as_="manager")
    assert refused.paths == ["input.id", "input.facilitatorId"]
    changed = {"id": meeting, "version": 2, "facilitatorId": person("principal-high")}
    await doing.done("updateLeadershipMeeting", changed, as_="administrator")
    await moved(doing, "releaseLeadershipPacket", meeting, "manager")


async def test_a_meeting_is_neither_released_late_nor_held_early(doing: Doing) -> None:
    meeting = await meeting_of(doing, meetsOn=today(1))
    given = {"introduction": "Read this."}
    await moved(doing, "openLeadershipPacket", meeting, "manager", **given)
    await moved(doing, "releaseLeadershipPacket", meeting, "manager")
    early = await doing("holdLeadershipMeeting", {"id": meeting}, as_="manager")
    assert early.codes == ["CONFLICT"]
    late = await meeting_of(doing, month="2020-01-01", meetsOn=today(-1))
    await moved(doing, "openLeadershipPacket", late, "manager", **given)
    refused = await doing("releaseLeadershipPacket", {"id": late}, as_="manager")
    assert refused.codes == ["CONFLICT"]


@pytest.mark.parametrize(
    ("who", "code"),
    [
        ("principal", "FORBIDDEN"),
        ("monitor", "FORBIDDEN"),
        ("state-office", "FORBIDDEN"),
        ("teacher", "NOT_FOUND"),
        ("other-superintendent", "NOT_FOUND"),
        (None, "NOT_FOUND"),
    ],
)
async def test_others_do_not_run_the_team(doing: Doing, who: str | None, code: str) -> None:
    meeting = await meeting_of(doing)
    segments = await standing(
        doing, "leadershipMeeting", meeting, "segments { nodes { id version } }", "manager"
    )
    (segment,) = segments["segments"]["nodes"]
    for name, given in (
        ("openLeadershipPacket", {"id": meeting, "introduction": "No."}),
        ("releaseLeadershipPacket", {"id": meeting}),
        ("holdLeadershipMeeting", {"id": meeting}),
        ("deleteLeadershipMeeting", {"id": meeting}),
        ("updateLeadershipMeeting", {"id": meeting, "version": 1, "topic": "No."}),
        ("updateLeadershipSegment", {**segment, "title": "No."}),
        ("deleteLeadershipSegment", {"id": segment["id"]}),
    ):
        assert (await doing(name, given, as_=who)).codes == [code], name
    for name, given in (
        ("planLeadershipMeeting", planned(month="2026-01-01")),
        ("createLeadershipPacket", {"meetingId": meeting, "introduction": "No."}),
        (
            "createLeadershipCommitteeMember",
            {"meetingId": meeting, "personId": person("board-chair")},
        ),
    ):
        refused = await doing(name, given, as_=who)
        assert refused.codes in (["FORBIDDEN"], [code]), name
    told = await standing(doing, "leadershipMeeting", meeting, "status version topic", "manager")
    assert told == {"status": "PLANNED", "version": 1, "topic": planned()["topic"]}


async def test_the_agenda_and_the_committee_change_until_the_meeting(doing: Doing) -> None:
    meeting = await meeting_of(doing)
    member = {"meetingId": meeting, "personId": person("director-of-data")}
    select = "leadershipCommitteeMember { id }"
    made = await doing.done("createLeadershipCommitteeMember", member, select, as_="administrator")
    gone = {"id": made["leadershipCommitteeMember"]["id"]}
    assert (await doing("deleteLeadershipCommitteeMember", gone, as_="principal")).codes == [
        "FORBIDDEN"
    ]
    await doing.done("deleteLeadershipCommitteeMember", gone, as_="manager")
    part = {
        "meetingId": meeting,
        "title": "Next steps",
        "startsAt": f"{today()}T19:00:00Z",
        "endsAt": f"{today()}T18:00:00Z",
    }
    refused = await doing("createLeadershipSegment", part, as_="manager")
    assert refused.codes == ["BAD_USER_INPUT"]
    part["endsAt"] = f"{today()}T20:00:00Z"
    select = "leadershipSegment { position }"
    made = await doing.done("createLeadershipSegment", part, select, as_="manager")
    assert made["leadershipSegment"] == {"position": 2}
    await doing.done("deleteLeadershipMeeting", {"id": meeting}, "deletedId", as_="manager")


async def test_a_self_assessment_needs_all_four_ratings(doing: Doing) -> None:
    mine = await assessment_of(doing, "RIGOR", "DATA")
    blank = [{**ratings("DATA")[0], "nextSteps": " "}]
    given = {"id": mine, "ratings": blank}
    refused = await doing("submitSelfAssessment", given, ASSESSMENT, as_="principal")
    assert set(refused.codes) == {"INCOMPLETE"}
    assert refused.paths == [
        "input.id",
        "input.ratings.LEADERSHIP",
        "input.ratings.CONTINUOUS_IMPROVEMENT",
        "input.ratings.DATA.nextSteps",
    ]
    assert await assessment_seen(doing, mine, "principal") == {
        "status": "OPEN",
        "ratings": {"totalCount": 2},
    }
    rest = {"id": mine, "version": 1, "ratings": ratings("LEADERSHIP", "CONTINUOUS_IMPROVEMENT")}
    told = await doing.done("updateSelfAssessment", rest, ASSESSMENT, as_="principal")
    stale = await doing("updateSelfAssessment", rest, ASSESSMENT, as_="principal")
    assert stale.codes == ["CONFLICT"]
    assert stale.data["selfAssessment"] == told["selfAssessment"]
    await doing.done("submitSelfAssessment", {"id": mine}, as_="principal")


async def test_a_self_assessment_is_its_authors_own(doing: Doing) -> None:
    mine = await assessment_of(doing, *STANDARDS)
    for who in ("superintendent", "administrator", "teacher", "monitor", "other-manager", None):
        for name, given in (
            ("submitSelfAssessment", {"id": mine}),
            ("updateSelfAssessment", {"id": mine, "ratings": []}),
            ("deleteSelfAssessment", {"id": mine}),
            (
                "createSelfAssessmentRating",
                {"assessmentId": mine, **ratings("DATA")[0]},
            ),
        ):
            assert (await doing(name, given, as_=who)).codes == ["NOT_FOUND"], (who, name)
    for_month = {"districtId": DISTRICT, "month": "2026-01-01", "ratings": ratings(*STANDARDS)}
    for who in ("teacher", "monitor", "manager", "other-superintendent", None):
        refused = await doing("createSelfAssessment", for_month, ASSESSMENT, as_=who)
        assert refused.codes == ["FORBIDDEN"], who
    for who in ("superintendent", "administrator"):
        await doing.done("createSelfAssessment", for_month, ASSESSMENT, as_=who)
    elsewhere = {**for_month, "schoolId": school(BOBBIN)}
    other = caller("principal-canal")
    assert (await doing("createSelfAssessment", elsewhere, caller=other)).codes == ["FORBIDDEN"]
    assert (await assessment_seen(doing, mine, "principal"))["status"] == "OPEN"
