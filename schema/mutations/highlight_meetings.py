"""Highlight meetings: called with their attendees, held, and their record completed."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

import strawberry

from models.failures import BadUserInput
from models.monitoring import (
    DataPresentation,
    HighlightAttendance,
    HighlightMeeting,
    Obstacle,
    ProgressNote,
)
from models.monitoring_rules import refuse_future, refuse_unrecorded, settle
from models.monitoring_terms import ObstacleStatus
from schema.mutations.records import Completing, creates, deletes, updates
from schema.mutations.taken import Taken, takes
from schema.mutations.trees import Level, clearing, creates_whole, write_below
from schema.mutations.verbs import moves, verb
from schema.mutations.work import Work
from schema.shapes import list_of

__all__: list[str] = []

Given = Mapping[str, Any]
Meeting = HighlightMeeting

DATED_BY_VERBS = ("held_on", "minutes_final_on")
JUDGED = ("status", "resolved_on")
OF_MEETING = "district_id = $1 AND meeting_id = $2"


async def _begin(_work: Work, obstacles: Any, _paths: Any) -> None:
    """An obstacle against which something was agreed at once is being mitigated."""
    for obstacle in obstacles:
        if (obstacle.mitigation or "").strip():
            obstacle.status = ObstacleStatus.BEING_MITIGATED


RAISED = Completing((), _begin)

ATTENDEES = Level(
    HighlightAttendance,
    "attendances",
    "meeting_id",
    "The attendee list, which opens the meeting's record to those who are on it.",
    without=("attended",),
)
RECORD = (
    Level(ProgressNote, "progressNotes", "meeting_id", "What has progressed in the last month."),
    Level(
        Obstacle,
        "obstacles",
        "meeting_id",
        "What stands in the way, with what was agreed against it.",
        without=JUDGED,
        completing=RAISED,
    ),
    Level(
        DataPresentation,
        "dataPresentations",
        "meeting_id",
        "The data presented, each for a benchmark.",
    ),
)

creates_whole(
    Meeting,
    "Call a highlight meeting for a month, with its attendee list.",
    (ATTENDEES,),
    called="scheduleHighlightMeeting",
    without=(*DATED_BY_VERBS, "duration_minutes"),
)
updates(
    Meeting,
    "Change when and where a highlight meeting is, and who runs it.",
    without=("month", *DATED_BY_VERBS),
)
deletes(
    Meeting,
    "Take back a meeting that was called by mistake, with all below it; a meeting that does not"
    " take place is cancelled.",
    clear=clearing((ATTENDEES, *RECORD)),
)

HELD = takes(Meeting, "held_on", "duration_minutes")
PRESENT = Taken(
    "presentIds",
    list_of(strawberry.ID),
    "The people of the attendee list who were there; the others are noted as absent. Nothing is"
    " noted unless given.",
)


@verb(Meeting, "hold", *HELD, PRESENT, *(level.taken for level in RECORD))
async def hold(work: Work, meeting: Meeting, given: Given) -> None:
    """Note that a highlight meeting was held: today unless given, who was there, what was said.

    Its record can be written with it, or afterwards.
    """
    for name, value in work.values(HELD, given, meeting.district_id).items():
        setattr(meeting, name, value)
    today = await work.today()
    meeting.held_on = meeting.held_on or today
    refuse_future(meeting.held_on, today, "heldOn")
    if given.get("presentIds") is not None:
        await _note_present(work, meeting, given["presentIds"])
    await write_below(work, meeting, RECORD, given)


async def _note_present(work: Work, meeting: Meeting, ids: list[str]) -> None:
    """Note who of the attendee list was there; everybody named must be on it."""
    listed = await work.found(HighlightAttendance, OF_MEETING, meeting.district_id, meeting.id)
    people = {each.person_id for each in listed}
    present: set[UUID] = set()
    for place, raw in enumerate(ids):
        path = ("presentIds", place)
        (person,) = work.key(raw, "Person", *path)
        if person not in people:
            raise BadUserInput("This person is not on the attendee list.", path=path)
        present.add(person)
    for each in listed:
        each.attended = each.person_id in present
        await work.save(each)


@verb(Meeting, "finalize")
async def finalize(work: Work, meeting: Meeting, _given: Given) -> None:
    """Complete a highlight meeting's record, which then no longer changes.

    Who was there, what has progressed and the data presented must have been noted; all that is
    missing is told at once.
    """
    key = (meeting.district_id, meeting.id)
    refuse_unrecorded(
        await work.found(HighlightAttendance, OF_MEETING, *key),
        await work.found(ProgressNote, OF_MEETING, *key),
        await work.found(DataPresentation, OF_MEETING, *key),
    )
    meeting.minutes_final_on = await work.today()


moves(Meeting, "cancel", "Call a highlight meeting off; another can be called for its month.")

creates(HighlightAttendance, "Ask someone to a highlight meeting.")
updates(
    HighlightAttendance,
    "Change what someone attends a highlight meeting as, or whether the person was there.",
    without=("meeting_id", "person_id", "invited_by"),
)
deletes(HighlightAttendance, "Take someone off a highlight meeting's attendee list.")

creates(ProgressNote, "Note what has progressed, at a highlight meeting.")
updates(ProgressNote, "Correct what was noted of progress.", without=("meeting_id",))
deletes(ProgressNote, "Take back what was noted of progress.")

creates(DataPresentation, "Note data that were presented at a highlight meeting.")
updates(DataPresentation, "Correct what was noted of data presented.", without=("meeting_id",))
deletes(DataPresentation, "Take back what was noted of data presented.")

creates_whole(
    Obstacle,
    "Note an obstacle raised at a highlight meeting; with what was agreed against it, it is being"
    " mitigated.",
    (),
    without=JUDGED,
    completing=RAISED,
)
deletes(Obstacle, "Take back an obstacle that was noted by mistake.")

JUDGEMENT = tuple(
    member.optional() for member in takes(Obstacle, "status", "mitigation", "owner_id", "due_on")
)


@verb(Obstacle, "judge", *JUDGEMENT)
async def judge(work: Work, obstacle: Obstacle, given: Given) -> None:
    """Say where an obstacle stands and what is done against it; what is left out stays.

    One that is being mitigated says how; one that is resolved is dated today.
    """
    for name, value in work.values(JUDGEMENT, given, obstacle.district_id).items():
        setattr(obstacle, name, value)
    settle(obstacle, await work.today())
