"""What the page of slices says of how plans are followed, as a table."""

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
from models.people import Appointment
from tests.auth.slices.kinds import EVERYONE, Kind, every, where
from tests.auth.slices.world import World
from tests.rows import Row

__all__ = ["MONITORING_KINDS"]


def of_somebody_who_left(world: World, row: Row) -> bool:
    """Written by a person who holds no appointment."""
    return all(each["person_id"] != row["author_id"] for each in world.all(Appointment))


# Whoever is on an attendee list here is none of those whom the page's roles are asked as.
MONITORING_KINDS = [
    *(
        Kind(model.__name__, model, every, own="LEAD MAN FIRM MON", all="OFF")
        for model in (
            HighlightMeeting,
            HighlightAttendance,
            ProgressNote,
            Obstacle,
            DataPresentation,
            HighlightReport,
        )
    ),
    Kind("a visit", MonitoringVisit, every, own="LEAD MAN MON", all="OFF"),
    Kind("another's note", VisitNote, of_somebody_who_left, all="RES"),
    *(
        kind
        for model in (
            QuarterlyProgressReport,
            QuarterlySection,
            QuotedBenchmark,
            QuarterlyFinding,
        )
        for kind in (
            Kind(f"{model.__name__}, DRAFT", model, where(status="DRAFT"), own="MON", all="OFF"),
            Kind(
                f"{model.__name__}, ISSUED",
                model,
                where(status="ISSUED"),
                own="MON LEAD BRD MAN",
                all="OFF",
            ),
            Kind(
                f"{model.__name__}, PRESENTED",
                model,
                where(status="PRESENTED"),
                own="MON LEAD BRD MAN",
                all="OFF SBE",
            ),
            Kind(f"{model.__name__}, PUBLISHED", model, where(status="PUBLISHED"), all=EVERYONE),
        )
    ),
    Kind("a summary, DRAFT", AnnualSummary, where(status="DRAFT"), own="MON", all="OFF"),
    Kind(
        "a summary, SUBMITTED",
        AnnualSummary,
        where(status="SUBMITTED"),
        own="MON LEAD",
        all="OFF SBE",
    ),
    Kind("a summary, PUBLISHED", AnnualSummary, where(status="PUBLISHED"), all=EVERYONE),
]
