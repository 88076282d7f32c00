"""How the plans of a made-up network are followed: meetings, visits and reports, row by row."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

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
from models.plans import Benchmark, StrategicObjective
from tests.auth.slices.world import World

__all__ = ["REPORTS", "SUMMARIES", "meet", "report", "summarize", "visit"]

REPORTS = ("DRAFT", "ISSUED", "PRESENTED", "PUBLISHED")
SUMMARIES = ("DRAFT", "SUBMITTED", "PUBLISHED")
DAY = date(2012, 1, 1)


def meet(world: World, district: UUID, attendees: Iterable[UUID]) -> UUID:
    """A highlight meeting with one row of everything; data only where there is a plan."""
    here = {"district_id": district}
    month = date(1900 + _count(world, HighlightMeeting), 1, 1)
    meeting = world.add(HighlightMeeting, **here, month=month)
    of_meeting = here | {"meeting_id": meeting}
    for person in attendees:
        world.add(HighlightAttendance, **of_meeting, person_id=person)
    world.add(ProgressNote, **of_meeting)
    world.add(Obstacle, **of_meeting)
    world.add(HighlightReport, **of_meeting, month=month)
    for benchmark in _of(world, Benchmark, district)[:1]:
        world.add(DataPresentation, **of_meeting, benchmark_id=benchmark)
    return meeting


def visit(world: World, district: UUID, school: UUID, authors: Iterable[UUID]) -> None:
    """A visit on which each of the authors noted something."""
    here = {"district_id": district}
    made = world.add(MonitoringVisit, **here)
    for position, author in enumerate(authors, start=1):
        world.add(
            VisitNote,
            **here,
            visit_id=made,
            visited_on=DAY,
            position=position,
            author_id=author,
            school_id=school,
        )


def report(world: World, district: UUID, status: str) -> None:
    """A quarterly report with one row of everything, where there is a plan to report on."""
    for objective in _of(world, StrategicObjective, district)[:1]:
        at = REPORTS.index(status)
        plan = world.find(StrategicObjective, objective)["plan_id"]
        made = world.add(
            QuarterlyProgressReport,
            district_id=district,
            plan_id=plan,
            school_year=1900 + _count(world, QuarterlyProgressReport),
            status=status,
            issued_on=DAY if at >= 1 else None,
            presented_on=DAY if at >= 2 else None,
            presented_at="a meeting" if at >= 2 else None,
            is_televised=False if at >= 2 else None,
            published_on=DAY if at >= 3 else None,
        )
        part = {"district_id": district, "status": status}
        section = world.add(
            QuarterlySection, **part, report_id=made, strategic_objective_id=objective
        )
        world.add(QuarterlyFinding, **part, report_id=made)
        for benchmark in _of(world, Benchmark, district)[:1]:
            world.add(QuotedBenchmark, **part, section_id=section, benchmark_id=benchmark)


def summarize(world: World, district: UUID, status: str) -> None:
    """An annual summary."""
    at = SUMMARIES.index(status)
    world.add(
        AnnualSummary,
        district_id=district,
        school_year=1900 + _count(world, AnnualSummary),
        status=status,
        submitted_on=DAY if at >= 1 else None,
        published_on=DAY if at >= 2 else None,
    )


def _of(world: World, model: type, district: UUID) -> list[UUID]:
    return [row["id"] for row in world.all(model) if row["district_id"] == district]


def _count(world: World, model: type) -> int:
    return sum(1 for _ in world.all(model))
