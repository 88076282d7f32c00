"""Meetings of the district's leadership team: planned, their packet put together and released."""

from collections.abc import Mapping
from typing import Any

from models.failures import Conflict
from models.leadership import (
    LeadershipCommitteeMember,
    LeadershipMeeting,
    LeadershipPacket,
    LeadershipSegment,
)
from models.leadership_rules import refuse_unreleasable
from schema.mutations import Gives
from schema.mutations.records import creates, deletes, updates
from schema.mutations.taken import takes
from schema.mutations.trees import Level, clearing, creates_whole
from schema.mutations.verbs import verb
from schema.mutations.work import Work

__all__: list[str] = []

Given = Mapping[str, Any]
Meeting = LeadershipMeeting

OF_MEETING = "district_id = $1 AND meeting_id = $2"

COMMITTEE = Level(
    LeadershipCommitteeMember, "committee", "meeting_id", "The committee that plans it."
)
SEGMENTS = Level(
    LeadershipSegment,
    "segments",
    "meeting_id",
    "The agenda, in order; each part with its times and who is responsible for it.",
)
PACKET = Level(LeadershipPacket, "packet", "meeting_id", "Its material.")

creates_whole(
    Meeting,
    "Plan a month's meeting of the leadership team, with its committee and its agenda.",
    (COMMITTEE, SEGMENTS),
    called="planLeadershipMeeting",
    without=("packet_released_on",),
)
updates(
    Meeting,
    "Change when, where and about what a meeting is, and who runs it.",
    without=("month", "packet_released_on"),
)
deletes(
    Meeting,
    "Give up a meeting that is planned, with its committee and its agenda.",
    clear=clearing((COMMITTEE, SEGMENTS, PACKET)),
)

MATERIAL = takes(LeadershipPacket, without=("meeting_id",))


@verb(
    Meeting,
    "openPacket",
    *(member.optional() for member in MATERIAL),
    called="openLeadershipPacket",
    gives={"leadershipPacket": Gives("LeadershipPacket", "The packet, if it was begun.")},
)
async def open_packet(work: Work, meeting: Meeting, given: Given) -> None:
    """Begin to put a meeting's packet together; its introduction can be given with it."""
    values = work.values(MATERIAL, given, meeting.district_id)
    if given.get("introduction") is not None:
        packet = LeadershipPacket(**values, meeting_id=meeting.id)
        work.gives["leadershipPacket"] = await work.create(packet)


@verb(Meeting, "releasePacket", called="releaseLeadershipPacket")
async def release_packet(work: Work, meeting: Meeting, _given: Given) -> None:
    """Send a meeting's packet to all administrators.

    The self-assessments of the month that were handed in go into it, and no longer change; from
    now on the district's administrators see them. It needs a packet, a facilitator who did not run
    the month before, and an agenda with someone responsible for each part.
    """
    key = (meeting.district_id, meeting.id)
    before = await work.found(Meeting, MONTH_BEFORE, meeting.district_id, meeting.month)
    segments = await work.found(LeadershipSegment, OF_MEETING, *key)
    packets = await work.found(LeadershipPacket, OF_MEETING, *key)
    today = await work.today()
    refuse_unreleasable(
        meeting, next(iter(before), None), segments, next(iter(packets), None), today
    )
    meeting.packet_released_on = today


MONTH_BEFORE = "district_id = $1 AND month = ($2::date - interval '1 month')::date"


@verb(Meeting, "hold")
async def hold(work: Work, meeting: Meeting, _given: Given) -> None:
    """Note that a meeting of the leadership team was held, on its day or after it."""
    if meeting.meets_on > await work.today():
        raise Conflict(f"The meeting is on {meeting.meets_on}.", path=("id",))


creates(LeadershipCommitteeMember, "Ask someone onto the committee that plans a meeting.")
deletes(LeadershipCommitteeMember, "Take someone off the committee that plans a meeting.")
creates(LeadershipSegment, "Add a part to a meeting's agenda.")
updates(LeadershipSegment, "Change a part of a meeting's agenda.", without=("meeting_id",))
deletes(LeadershipSegment, "Take a part out of a meeting's agenda.")
creates(LeadershipPacket, "Begin a meeting's packet.")
updates(LeadershipPacket, "Change a packet that is not released yet.", without=("meeting_id",))
deletes(LeadershipPacket, "Give up a packet that is not released yet.")
