"""The records of highlight meetings and visits that the demo's data write down.

What a district presents at a meeting follows from the plan: whatever it measured for the whole
district since the meeting before.
"""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from models import monitoring as tables
from models.base import Base
from models.monitoring_terms import (
    AttendeeCapacity,
    HighlightMeetingStatus,
    ObstacleStatus,
    PresentedDataKind,
)
from seeds.demo.ids import (
    benchmark_id,
    district_id,
    evidence_id,
    initiative_id,
    measurement_id,
    meeting_id,
    person_id,
    school_id,
)
from seeds.demo.monitoring_notation import Guest, Hindrance, Meeting, Visit
from seeds.demo.paper import ILLUSTRATION, told
from seeds.demo.plan_notation import Benchmark, Measured, Plan
from seeds.store import stable_id

__all__ = ["FACTS_OF_KINDS", "meeting_records", "visit_records"]

CORE = (
    Guest("superintendent", AttendeeCapacity.SUPERINTENDENT),
    Guest("plan-manager", AttendeeCapacity.PLAN_MANAGER),
    Guest("plan-monitor", AttendeeCapacity.PLAN_MONITOR),
)
MINUTES_TAKE = timedelta(days=7)
REPORT_LEADS = timedelta(days=7)
THREE_HOURS = 180

KIND_OF_SOURCE = {
    "Assistant Superintendent": PresentedDataKind.LEADERS_PRACTICE,
    "Attendance": PresentedDataKind.ATTENDANCE,
    "Common unit tests": PresentedDataKind.BENCHMARK_TEST,
    "Copies kept": PresentedDataKind.LEADERS_PRACTICE,
    "Counts in the DILT": PresentedDataKind.LEADERS_PRACTICE,
    "DILT packet": PresentedDataKind.LEADERS_PRACTICE,
    "District writing": PresentedDataKind.BENCHMARK_TEST,
    "English proficiency": PresentedDataKind.SUMMATIVE_TEST,
    "Interim test": PresentedDataKind.BENCHMARK_TEST,
    "Lesson plans": PresentedDataKind.PROFESSIONAL_DEVELOPMENT,
    "Minutes of the teams": PresentedDataKind.PROFESSIONAL_DEVELOPMENT,
    "Paired": PresentedDataKind.TEACHER_OBSERVATION,
    "Reading": PresentedDataKind.BENCHMARK_TEST,
    "Report cards": PresentedDataKind.FAILURE_RATES,
    "Survey": PresentedDataKind.SURVEY,
    "Walkthrough": PresentedDataKind.TEACHER_OBSERVATION,
}
FACTS_OF_KINDS = {
    PresentedDataKind.BENCHMARK_TEST: "data: tests",
    PresentedDataKind.ATTENDANCE: "data: attendance",
    PresentedDataKind.FAILURE_RATES: "data: failure rates",
    PresentedDataKind.TEACHER_OBSERVATION: "data: observations",
    PresentedDataKind.PROFESSIONAL_DEVELOPMENT: "data: professional development",
    PresentedDataKind.LEADERS_PRACTICE: "data: leaders' practice",
    PresentedDataKind.SURVEY: "data: survey",
}


def meeting_records(
    plan: Plan, meetings: Sequence[Meeting], facts: dict[PresentedDataKind, str] | None = None
) -> Iterator[Base]:
    """A district's meetings in their order, each with its list, its record and its report.

    `facts` are those that the first presentation of a kind of data stands on.
    """
    left = dict(facts or {})
    since = date.fromisoformat(plan.starts)
    for meeting in meetings:
        yield _meeting(plan, meeting)
        yield from _attendances(plan, meeting)
        yield from _told(plan, meeting)
        if meeting.is_held:
            day = date.fromisoformat(meeting.day)
            yield from _presented(plan, meeting, (since, day), left)
            yield _report(plan, meeting)
            since = day + timedelta(days=1)


def visit_records(district: str, visits: Sequence[Visit]) -> Iterator[Base]:
    """A monitor's visits to a district with what was noted on them."""
    for visit in visits:
        day = date.fromisoformat(visit.day)
        made = stable_id("monitoring visit", district, visit.day)
        yield tables.MonitoringVisit(
            **_row(district, made, visit.fact),
            visited_on=day,
            monitor_id=person_id(district, "plan-monitor"),
            is_full_day=visit.full_day,
        )
        for position, noted in enumerate(visit.noted, 1):
            yield tables.VisitNote(
                **_row(district, stable_id("visit note", str(made), str(position)), noted.fact),
                visit_id=made,
                visited_on=day,
                position=position,
                author_id=person_id(district, "plan-monitor"),
                occasion=noted.occasion,
                school_id=school_id(district, noted.school) if noted.school else None,
                body=noted.body,
            )


def _meeting(plan: Plan, meeting: Meeting) -> Base:
    day = date.fromisoformat(meeting.day)
    is_final = meeting.status is HighlightMeetingStatus.MINUTES_FINAL
    return tables.HighlightMeeting(
        **_row(plan.district, meeting_id(plan.district, meeting.day), meeting.fact),
        month=day.replace(day=1),
        status=meeting.status,
        scheduled_on=day,
        held_on=day if meeting.is_held else None,
        duration_minutes=THREE_HOURS if meeting.is_held else None,
        location="Central office",
        monitor_id=person_id(plan.district, "plan-monitor"),
        facilitator_id=person_id(plan.district, "plan-manager"),
        minutes_final_on=day + MINUTES_TAKE if is_final else None,
    )


def _attendances(plan: Plan, meeting: Meeting) -> Iterator[Base]:
    core = meeting.core or {}
    for guest in (*CORE, *meeting.guests):
        fact = guest.fact or core.get(guest.part)
        yield tables.HighlightAttendance(
            **_row(plan.district, _below(plan, meeting, "attendance", guest.part), fact),
            meeting_id=meeting_id(plan.district, meeting.day),
            person_id=person_id(plan.district, guest.part),
            capacity=guest.capacity,
            invited_by=guest.inviter,
            attended=guest.attended if meeting.is_held else None,
        )


def _told(plan: Plan, meeting: Meeting) -> Iterator[Base]:
    for position, progress in enumerate(meeting.told, 1):
        yield tables.ProgressNote(
            **_row(plan.district, _below(plan, meeting, "progress", position), None),
            meeting_id=meeting_id(plan.district, meeting.day),
            position=position,
            initiative_id=_initiative(plan, progress.initiative),
            statement=progress.statement,
        )
    for position, hindrance in enumerate(meeting.hindrances, 1):
        yield tables.Obstacle(
            **_row(plan.district, _below(plan, meeting, "obstacle", position), hindrance.fact),
            meeting_id=meeting_id(plan.district, meeting.day),
            position=position,
            initiative_id=_initiative(plan, hindrance.initiative),
            statement=hindrance.statement,
            status=_standing(hindrance),
            mitigation=hindrance.way,
            owner_id=person_id(plan.district, hindrance.owner) if hindrance.owner else None,
            due_on=_day(hindrance.due),
            resolved_on=_day(hindrance.resolved),
        )


def _presented(
    plan: Plan,
    meeting: Meeting,
    period: tuple[date, date],
    facts: dict[PresentedDataKind, str],
) -> Iterator[Base]:
    shown = list(_measured_in(plan, period))
    for position, (benchmark, made, number, measured) in enumerate(shown, 1):
        kind = _kind(benchmark)
        yield tables.DataPresentation(
            **_row(
                plan.district,
                _below(plan, meeting, "presentation", position),
                facts.pop(kind, None),
            ),
            meeting_id=meeting_id(plan.district, meeting.day),
            position=position,
            benchmark_id=made,
            measurement_id=measurement_id(made, number),
            evidence_id=_evidence(benchmark, made, number),
            kind=kind,
            statement=f"{benchmark.metric}: {measured.value} {benchmark.unit}.",
        )


def _measured_in(
    plan: Plan, period: tuple[date, date]
) -> Iterator[tuple[Benchmark, UUID, int, Measured]]:
    for objective in plan.objectives:
        for initiative in objective.initiatives:
            for place, benchmark in enumerate(initiative.benchmarks, 1):
                made = benchmark_id(plan.district, plan.title, initiative.key, place)
                for number, measured in enumerate(benchmark.measured, 1):
                    day = date.fromisoformat(measured.day)
                    if measured.school is None and period[0] <= day <= period[1]:
                        yield benchmark, made, number, measured


def _report(plan: Plan, meeting: Meeting) -> Base:
    day = date.fromisoformat(meeting.day)
    hindrances = " ".join(hindrance.statement for hindrance in meeting.hindrances)
    return tables.HighlightReport(
        **_row(plan.district, _below(plan, meeting, "report"), None),
        month=day.replace(day=1),
        meeting_id=meeting_id(plan.district, meeting.day),
        author_id=person_id(plan.district, "plan-manager"),
        issued_on=day - REPORT_LEADS,
        progress=" ".join(progress.statement for progress in meeting.told),
        obstacles=hindrances or None,
        next_steps=meeting.ahead,
    )


def _standing(hindrance: Hindrance) -> ObstacleStatus:
    if hindrance.resolved:
        return ObstacleStatus.RESOLVED
    return ObstacleStatus.BEING_MITIGATED if hindrance.way else ObstacleStatus.OPEN


def _kind(benchmark: Benchmark) -> PresentedDataKind:
    source = benchmark.source or ""
    return next(
        (kind for words, kind in KIND_OF_SOURCE.items() if words in source),
        PresentedDataKind.OTHER,
    )


def _evidence(benchmark: Benchmark, made: UUID, number: int) -> UUID | None:
    for place, shown in enumerate(benchmark.shown, 1):
        if shown.measurement == number:
            return evidence_id(made, place)
    return None


def _initiative(plan: Plan, key: str | None) -> UUID | None:
    return initiative_id(plan.district, plan.title, key) if key else None


def _below(plan: Plan, meeting: Meeting, kind: str, *names: object) -> UUID:
    return stable_id(f"highlight {kind}", plan.district, meeting.day, *map(str, names))


def _row(district: str, record: UUID, fact: str | None) -> dict[str, Any]:
    provenance = told(fact) if fact else ILLUSTRATION
    return {"district_id": district_id(district), "id": record, **provenance}


def _day(iso: str | None) -> date | None:
    return date.fromisoformat(iso) if iso else None
