"""Who sees what of how plans are followed, sentence by sentence of the page of slices."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING
from uuid import UUID

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
from tests.rows import Row

if TYPE_CHECKING:
    from tests.auth.slices.oracle import Eyes

__all__ = ["MONITORING"]


def is_asked_to(eyes: "Eyes", meeting: UUID) -> bool:
    return any(
        each["meeting_id"] == meeting and each["person_id"] == eyes.caller.person
        for each in eyes.world.all(HighlightAttendance)
    )


def highlight(eyes: "Eyes", row: Row) -> bool:
    return (
        eyes.in_district(row, "LEAD", "MAN", "FIRM", "MON")
        or is_asked_to(eyes, row.get("meeting_id") or row["id"])
        or eyes.has("OFF")
    )


def monitoring_visit(eyes: "Eyes", row: Row) -> bool:
    return eyes.in_district(row, "LEAD", "MAN", "MON") or eyes.has("OFF")


def visit_note(eyes: "Eyes", row: Row) -> bool:
    return row["author_id"] == eyes.caller.person or eyes.has("RES")


def quarterly_report(eyes: "Eyes", row: Row) -> bool:
    if eyes.in_district(row, "MON") or eyes.has("OFF"):
        return True
    district = eyes.in_district(row, "LEAD", "BRD", "MAN")
    return {
        "DRAFT": False,
        "ISSUED": district,
        "PRESENTED": district or eyes.has("SBE"),
        "PUBLISHED": True,
    }[row["status"]]


def of_a_report(eyes: "Eyes", row: Row) -> bool:
    return quarterly_report(eyes, eyes.world.find(QuarterlyProgressReport, row["report_id"]))


def quoted_benchmark(eyes: "Eyes", row: Row) -> bool:
    return of_a_report(eyes, eyes.world.find(QuarterlySection, row["section_id"]))


def annual_summary(eyes: "Eyes", row: Row) -> bool:
    if eyes.in_district(row, "MON") or eyes.has("OFF"):
        return True
    return {
        "DRAFT": False,
        "SUBMITTED": eyes.has("SBE") or eyes.in_district(row, "LEAD"),
        "PUBLISHED": True,
    }[row["status"]]


MONITORING: Mapping[type[Base], Callable[["Eyes", Row], bool]] = {
    HighlightMeeting: highlight,
    HighlightAttendance: highlight,
    ProgressNote: highlight,
    Obstacle: highlight,
    DataPresentation: highlight,
    HighlightReport: highlight,
    MonitoringVisit: monitoring_visit,
    VisitNote: visit_note,
    QuarterlyProgressReport: quarterly_report,
    QuarterlySection: of_a_report,
    QuarterlyFinding: of_a_report,
    QuotedBenchmark: quoted_benchmark,
    AnnualSummary: annual_summary,
}
