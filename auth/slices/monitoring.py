"""Who reads and who writes highlight meetings, visits, quarterly reports and annual summaries.

The plan manager and the monitor keep a meeting's record together. What a monitor reports is the
monitor's until it is issued, and then nobody's: it moves on, and does not change.
"""

from auth.slices.grants import (
    Grant,
    Slice,
    across,
    anyone,
    follows,
    invited,
    own,
    readers,
    the_author,
)
from auth.slices.roles import ADM, BRD, FIRM, LEAD, MAN, MON, OFF, PRI, RES, SBE
from auth.slices.writing import (
    ME,
    Action,
    Stays,
    Writers,
    beneath,
    edits,
    moves,
    one_of,
    only,
    stays,
    writers,
)
from models.base import Base
from models.monitoring import (
    AnnualSummary,
    DataPresentation,
    HighlightAttendance,
    HighlightMeeting,
    HighlightReport,
    MonitoringVisit,
    Obstacle,
    ProgressNote,
    QuarterlyFinding,
    QuarterlyProgressReport,
    QuarterlySection,
    QuotedBenchmark,
    VisitNote,
)

WAS_ISSUED = "status IN ('ISSUED', 'PRESENTED', 'PUBLISHED')"
WAS_PRESENTED = "status IN ('PRESENTED', 'PUBLISHED')"
WAS_SUBMITTED = "status IN ('SUBMITTED', 'PUBLISHED')"
IS_PUBLISHED = "status = 'PUBLISHED'"

SLICES: dict[type[Base], Slice] = {
    HighlightMeeting: readers(own(LEAD, MAN, FIRM, MON), invited("id"), across(OFF)),
    MonitoringVisit: readers(own(LEAD, MAN, MON), across(OFF)),
    VisitNote: readers(the_author(), across(RES)),
    QuarterlyProgressReport: readers(
        own(MON),
        across(OFF),
        own(LEAD, BRD, MAN, where=WAS_ISSUED, says="once it is issued"),
        across(SBE, where=WAS_PRESENTED, says="once it is presented"),
        anyone(IS_PUBLISHED, "once it is published"),
    ),
    AnnualSummary: readers(
        own(MON),
        across(OFF),
        own(LEAD, where=WAS_SUBMITTED, says="once it is submitted"),
        across(SBE, where=WAS_SUBMITTED, says="once it is submitted"),
        anyone(IS_PUBLISHED, "once it is published"),
    ),
}

for record in (HighlightAttendance, ProgressNote, Obstacle, DataPresentation, HighlightReport):
    SLICES[record] = readers(own(LEAD, MAN, FIRM, MON), invited(), across(OFF))

for part in (QuarterlySection, QuotedBenchmark, QuarterlyFinding):
    SLICES[part] = follows(QuarterlyProgressReport, SLICES)

IS_DRAFT = "status = 'DRAFT'"
MINE = f"author_id = {ME}"
UNDER_WAY = one_of("status", "SCHEDULED", "HELD")
RUNNING = "parent.status IN ('SCHEDULED', 'HELD')"

WRITERS: dict[type[Base], Writers] = {
    HighlightMeeting: writers(
        own(MAN, MON, where="status = 'SCHEDULED'", says="as scheduled"),
        update=[
            own(MAN, MON, where=UNDER_WAY, becomes="true", says="until its record is complete")
        ],
        delete=[own(MAN, MON, where="status = 'SCHEDULED'", says="until it is held")],
    ),
    HighlightReport: writers(
        own(MAN, where=f"{MINE} AND issued_on IS NULL", says="in their own name"),
        update=[own(MAN, where="issued_on IS NULL", becomes="true", says="until it is issued")],
        delete=[own(MAN, where="issued_on IS NULL", says="until it is issued")],
    ),
    MonitoringVisit: writers(
        own(MON, where=f"monitor_id = {ME}", says="of their own"),
        delete=[own(MON, where=f"monitor_id = {ME}", says="of their own")],
    ),
    VisitNote: writers(
        own(MON, where=MINE, says="of their own"),
        delete=[own(MON, where=MINE, says="of their own")],
    ),
    QuarterlyProgressReport: writers(
        own(MON, where=f"{IS_DRAFT} AND {MINE}", says="as a draft in their own name"),
        update=[
            own(
                MON,
                where=one_of("status", "DRAFT", "ISSUED"),
                becomes=one_of("status", "DRAFT", "ISSUED", "PRESENTED"),
                says="until it is presented",
            ),
            across(OFF, where="status = 'PRESENTED'", becomes=IS_PUBLISHED, says="to publish it"),
        ],
        delete=[own(MON, where=IS_DRAFT, says="while it is a draft")],
    ),
    AnnualSummary: writers(
        own(MON, where=f"{IS_DRAFT} AND {MINE}", says="as a draft in their own name"),
        update=[
            own(
                MON,
                where=IS_DRAFT,
                becomes=one_of("status", "DRAFT", "SUBMITTED"),
                says="until it is submitted",
            ),
            across(OFF, where="status = 'SUBMITTED'", becomes=IS_PUBLISHED, says="to publish it"),
        ],
        delete=[own(MON, where=IS_DRAFT, says="while it is a draft")],
    ),
}


def recorders(record: type[Base]) -> Grant:
    """The plan manager and the monitor, until the meeting's record is complete."""
    where = beneath(record, "meeting_id", HighlightMeeting, RUNNING)
    return own(MAN, MON, where=where, says="until the meeting's record is complete")


for record in (ProgressNote, DataPresentation):
    WRITERS[record] = writers(recorders(record), delete=[recorders(record)])

for part in (QuarterlySection, QuotedBenchmark, QuarterlyFinding):
    of_draft = own(MON, where=IS_DRAFT, says="while the report is a draft")
    WRITERS[part] = writers(of_draft, delete=[of_draft])

# The superintendent chooses attendees too (M:212).
WRITERS[HighlightAttendance] = writers(
    recorders(HighlightAttendance),
    own(
        LEAD,
        where="invited_by = 'SUPERINTENDENT' AND "
        + beneath(HighlightAttendance, "meeting_id", HighlightMeeting, RUNNING),
        says="whom the superintendent asks for",
    ),
    update=[recorders(HighlightAttendance)],
    delete=[recorders(HighlightAttendance)],
)
WHAT_BECOMES_OF_IT = (
    own(MAN, MON, LEAD, ADM, FIRM, says="what becomes of it"),
    own(PRI, where=f"owner_id = {ME}", says="what becomes of their own"),
)
WRITERS[Obstacle] = writers(
    recorders(Obstacle), update=WHAT_BECOMES_OF_IT, delete=[recorders(Obstacle)]
)

STAYS: dict[type[Base], tuple[Stays, ...]] = {
    HighlightMeeting: (stays("month"),),
    HighlightReport: (stays("author_id"),),
    HighlightAttendance: (stays("meeting_id", "person_id", "invited_by"),),
    ProgressNote: (stays("meeting_id"),),
    Obstacle: (stays("meeting_id", "position", "initiative_id", "statement"),),
    DataPresentation: (stays("meeting_id"),),
    VisitNote: (stays("visit_id"),),
    QuarterlyProgressReport: (
        stays("plan_id", "author_id", "revision", "revises_id"),
        only(
            QuarterlyProgressReport,
            "status",
            "issued_on",
            "presented_on",
            "presented_at",
            "is_televised",
            "published_on",
            "url",
            once="OLD.status <> 'DRAFT'",
        ),
        stays("issued_on", once="OLD.issued_on IS NOT NULL"),
        stays("presented_on", "presented_at", "is_televised", once="OLD.presented_on IS NOT NULL"),
    ),
    QuarterlySection: (stays("report_id"),),
    QuotedBenchmark: (stays("section_id"),),
    QuarterlyFinding: (stays("report_id"),),
    AnnualSummary: (
        stays("author_id"),
        only(AnnualSummary, "status", "submitted_on", "published_on", once="OLD.status <> 'DRAFT'"),
        stays("submitted_on", once="OLD.submitted_on IS NOT NULL"),
    ),
}

RECORD = readers(own(MAN, MON))
MONITOR = readers(own(MON))
MANAGER = readers(own(MAN))
STATE = readers(across(OFF))
COMPLETE = "The meeting's record is complete, or it was called off."
IS_ISSUED = "It is issued, and does not change; a correction is a revision."

ACTIONS: tuple[Action, ...] = (
    Action("update", HighlightMeeting, RECORD, UNDER_WAY, COMPLETE),
    Action("delete", HighlightMeeting, RECORD, "status = 'SCHEDULED'", "It has been held."),
    *moves(HighlightMeeting, RECORD, "hold", "finalize", "cancel"),
    *(
        Action(name, HighlightReport, MANAGER, "issued_on IS NULL", "It is issued.")
        for name in ("update", "delete", "issue")
    ),
    *(
        Action(
            name, record, RECORD, beneath(record, "meeting_id", HighlightMeeting, RUNNING), COMPLETE
        )
        for record in (HighlightAttendance, ProgressNote, DataPresentation, Obstacle)
        for name in ("update", "delete")
        if (record, name) != (Obstacle, "update")
    ),
    Action("judge", Obstacle, readers(*WHAT_BECOMES_OF_IT)),
    *edits(MonitoringVisit, WRITERS[MonitoringVisit]),
    *edits(VisitNote, WRITERS[VisitNote]),
    Action("update", QuarterlyProgressReport, MONITOR, IS_DRAFT, IS_ISSUED),
    Action("delete", QuarterlyProgressReport, MONITOR, IS_DRAFT, IS_ISSUED),
    *moves(QuarterlyProgressReport, MONITOR, "issue", "present"),
    *moves(QuarterlyProgressReport, STATE, "publish"),
    Action(
        "revise", QuarterlyProgressReport, MONITOR, WAS_ISSUED, "It is a draft: change it instead."
    ),
    *(
        Action(name, part, MONITOR, IS_DRAFT, IS_ISSUED)
        for part in (QuarterlySection, QuotedBenchmark, QuarterlyFinding)
        for name in ("update", "delete")
    ),
    Action("update", AnnualSummary, MONITOR, IS_DRAFT, "It is submitted."),
    Action("delete", AnnualSummary, MONITOR, IS_DRAFT, "It is submitted."),
    *moves(AnnualSummary, MONITOR, "submit"),
    *moves(AnnualSummary, STATE, "publish"),
)
