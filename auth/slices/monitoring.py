"""Who reads highlight meetings, visits, quarterly reports and annual summaries."""

from auth.slices.grants import (
    Slice,
    across,
    anyone,
    follows,
    invited,
    own,
    readers,
    the_author,
)
from auth.slices.roles import BRD, FIRM, LEAD, MAN, MON, OFF, RES, SBE
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
