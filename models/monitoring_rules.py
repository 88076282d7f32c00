"""What following a plan has to meet, as the texts say it.

A highlight meeting's agenda is fixed: the last month's progress, obstacles, ways to mitigate them,
and data aligned to benchmarks (M:213). Monitoring starts once the state has accepted the plan; a
quarterly report tells of each strategic objective, is presented in public (M:182), and does not
change once it is issued. All that is missing is told at once.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from uuid import UUID

from models.failures import BadUserInput, Conflict, Incomplete, refuse_lacking
from models.monitoring import (
    DataPresentation,
    HighlightAttendance,
    Obstacle,
    ProgressNote,
    QuarterlyProgressReport,
    QuarterlySection,
    QuotedBenchmark,
)
from models.monitoring_terms import ObstacleStatus
from models.plan_terms import PlanStatus
from models.plans import AcceleratedImprovementPlan, StrategicObjective

__all__ = [
    "refuse_future",
    "refuse_revised",
    "refuse_unissuable",
    "refuse_unmonitored",
    "refuse_unpresentable",
    "refuse_unrecorded",
    "settle",
]

FOLLOWED = (PlanStatus.ACCEPTED, PlanStatus.IN_IMPLEMENTATION)
OVER = (PlanStatus.COMPLETED, PlanStatus.SUPERSEDED, PlanStatus.EXITED)


def refuse_future(day: date, today: date, name: str) -> None:
    """Raise unless a day on which something was done has come."""
    if day > today:
        raise BadUserInput("This day is still to come.", path=(name,))


def refuse_unrecorded(
    attendances: Sequence[HighlightAttendance],
    notes: Sequence[ProgressNote],
    presented: Sequence[DataPresentation],
) -> None:
    """Raise Incomplete with what a highlight meeting's record lacks to be final."""
    lacking: list[Incomplete] = []
    if not attendances:
        lacking.append(Incomplete("Nobody is on the attendee list.", path=("attendances",)))
    if any(each.attended is None for each in attendances):
        told = "Who of the attendee list was there is to be noted."
        lacking.append(Incomplete(told, path=("attendances",)))
    if not notes:
        told = "What has progressed is to be noted."
        lacking.append(Incomplete(told, path=("progressNotes",)))
    if not presented:
        told = "The data presented are to be noted."
        lacking.append(Incomplete(told, path=("dataPresentations",)))
    refuse_lacking("The meeting's record is not complete.", lacking)


def settle(obstacle: Obstacle, today: date) -> None:
    """Make what is judged of an obstacle agree; raises Incomplete if nothing is done against it."""
    if (
        obstacle.status is ObstacleStatus.BEING_MITIGATED
        and not (obstacle.mitigation or "").strip()
    ):
        told = "What is being done against it is to be told."
        raise Incomplete(told, path=("mitigation",))
    is_resolved = obstacle.status is ObstacleStatus.RESOLVED
    obstacle.resolved_on = (obstacle.resolved_on or today) if is_resolved else None


def refuse_unmonitored(plan: AcceleratedImprovementPlan) -> None:
    """Raise Conflict unless a plan is, or was, followed by a monitor."""
    if plan.status not in (*FOLLOWED, *OVER):
        raise Conflict("Monitoring starts once the plan is accepted.", path=("planId",))


def refuse_unissuable(
    objectives: Sequence[StrategicObjective],
    sections: Sequence[QuarterlySection],
    quoted: Sequence[QuotedBenchmark],
) -> None:
    """Raise Incomplete unless a report tells of each objective, with benchmarks as they stood."""
    lacking = [*_unreported(objectives, sections), *_unquoted(sections, quoted)]
    refuse_lacking("The report is not ready to be issued.", lacking)


def refuse_unpresentable(report: QuarterlyProgressReport, today: date) -> None:
    """Raise unless a report is presented after it was issued, and at a meeting that was held."""
    assert report.presented_on is not None
    assert report.issued_on is not None
    refuse_future(report.presented_on, today, "presentedOn")
    if report.presented_on < report.issued_on:
        told = f"It was issued on {report.issued_on} only."
        raise BadUserInput(told, path=("presentedOn",))
    if not (report.presented_at or "").strip():
        told = "The meeting at which it was presented is to be told."
        raise Incomplete(told, path=("presentedAt",))


def refuse_revised(corrections: Sequence[QuarterlyProgressReport]) -> None:
    """Raise Conflict if a report has been corrected, so that corrections are a line."""
    if corrections:
        revision = corrections[0].revision
        raise Conflict(f"It is corrected by revision {revision}; correct that one.")


def _unreported(
    objectives: Sequence[StrategicObjective], sections: Sequence[QuarterlySection]
) -> Iterator[Incomplete]:
    told: set[UUID] = {section.strategic_objective_id for section in sections}
    for objective in sorted(objectives, key=lambda each: each.position):
        if objective.id not in told:
            message = f"A section on strategic objective {objective.position} is needed."
            yield Incomplete(message, path=("sections",))


def _unquoted(
    sections: Sequence[QuarterlySection], quoted: Sequence[QuotedBenchmark]
) -> Iterator[Incomplete]:
    quoting = {each.section_id for each in quoted}
    for place, section in enumerate(sorted(sections, key=lambda each: each.position)):
        if section.id not in quoting:
            message = "How at least one of its benchmarks stood is needed."
            yield Incomplete(message, path=("sections", place, "quotedBenchmarks"))
