"""Who writes what follows a plan: meetings, visits and reports, by the page."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

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
from tests.auth.slices.doings import Doing, Rule, everything
from tests.rows import Row

if TYPE_CHECKING:
    from tests.auth.slices.oracle import Eyes

__all__ = ["MONITORING_DOING"]

UNFINISHED = {"SCHEDULED", "HELD"}


def is_mine(eyes: "Eyes", row: Row, *columns: str) -> bool:
    return eyes.caller.person in [row.get(column) for column in columns] and bool(eyes.held)


def calls(eyes: "Eyes", row: Row) -> bool:
    """MAN runs the meeting's record, and MON."""
    return eyes.own(row, "MAN", "MON") and row["status"] == "SCHEDULED"


def runs(eyes: "Eyes", row: Row) -> bool:
    return eyes.own(row, "MAN", "MON") and row["status"] in UNFINISHED


def records(eyes: "Eyes", row: Row) -> bool:
    meeting = eyes.world.find(HighlightMeeting, row["meeting_id"])
    return runs(eyes, meeting)


def invites(eyes: "Eyes", row: Row) -> bool:
    """The superintendent, the manager or the monitor choose who comes."""
    meeting = eyes.world.find(HighlightMeeting, row["meeting_id"])
    by_leader = row.get("invited_by") == "SUPERINTENDENT" and eyes.own(row, "LEAD")
    return records(eyes, row) or (by_leader and meeting["status"] in UNFINISHED)


def judges(eyes: "Eyes", row: Row) -> bool:
    """LEAD ADM MAN FIRM judge obstacles, PRI the own; MON keeps the record of them too."""
    is_own = row.get("owner_id") == eyes.caller.person is not None and eyes.own(row, "PRI")
    return eyes.own(row, "LEAD", "ADM", "MAN", "FIRM", "MON") or is_own


def unissued(eyes: "Eyes", row: Row) -> bool:
    return eyes.own(row, "MAN") and row.get("issued_on") is None


def visits(column: str) -> Rule:
    return lambda eyes, row: eyes.own(row, "MON") and is_mine(eyes, row, column)


def drafts(eyes: "Eyes", row: Row) -> bool:
    return eyes.own(row, "MON") and row["status"] == "DRAFT"


def in_own_name(rule: Rule) -> Rule:
    return lambda eyes, row: rule(eyes, row) and is_mine(eyes, row, "author_id")


def changed_report(eyes: "Eyes", row: Row) -> bool:
    """Its monitor until it is presented; once it is issued, only where it stands."""
    return eyes.own(row, "MON") and row["status"] in {"DRAFT", "ISSUED"}


MONITORING_DOING: Mapping[type[Base], Doing] = {
    HighlightMeeting: Doing(calls, runs, calls),
    HighlightReport: Doing(in_own_name(unissued), unissued, unissued),
    HighlightAttendance: Doing(invites, records, records),
    ProgressNote: everything(records),
    DataPresentation: everything(records),
    Obstacle: Doing(records, judges, records),
    MonitoringVisit: everything(visits("monitor_id")),
    VisitNote: everything(visits("author_id")),
    QuarterlyProgressReport: Doing(in_own_name(drafts), changed_report, drafts),
    **dict.fromkeys((QuarterlySection, QuotedBenchmark, QuarterlyFinding), everything(drafts)),
    AnnualSummary: Doing(in_own_name(drafts), drafts, drafts),
}
