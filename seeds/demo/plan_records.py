"""The records of a plan that the demo's data write down."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from models import plans as tables
from models.base import Base
from models.plan_terms import AmendedPart, AmendmentChangeKind
from models.plans import AmendmentStatus
from seeds.demo.ids import (
    STATE,
    benchmark_id,
    district_id,
    evidence_id,
    initiative_id,
    measurement_id,
    objective_id,
    person_id,
    plan_id,
    school_id,
)
from seeds.demo.paper import ILLUSTRATION, Provenance, told
from seeds.demo.plan_notation import (
    Activity,
    Amendment,
    Benchmark,
    Initiative,
    Objective,
    Plan,
    Review,
)
from seeds.store import stable_id

__all__ = ["plan_records"]

ASSOCIATE_COMMISSIONER = person_id(STATE, "associate-commissioner")


def plan_records(plan: Plan) -> Iterator[Base]:
    """The plan and its whole tree, parents first."""
    yield tables.AcceleratedImprovementPlan(
        **_part(plan, plan_id(plan.district, plan.title), plan.fact, shown=False),
        title=plan.title,
        status=plan.status,
        period_starts_on=_day(plan.starts),
        period_ends_on=_day(plan.ends),
        vision=plan.vision,
        mission=plan.mission,
        first_submitted_on=_day(plan.first_submitted),
        submitted_on=_day(plan.submitted),
        accepted_on=_day(plan.accepted),
        ended_on=_day(plan.ended),
    )
    for position, issue in enumerate(plan.issues, 1):
        yield tables.KeyIssue(
            **_part(plan, _id("key issue", plan, position), issue.fact),
            plan_id=plan_id(plan.district, plan.title),
            position=position,
            statement=issue.statement,
        )
    for position, objective in enumerate(plan.objectives, 1):
        yield from _objective(plan, position, objective)
    for review in plan.reviews:
        yield from _review(plan, review)
    for amendment in plan.amendments:
        yield _amendment(plan, amendment)
        yield from _amendment_changes(plan, amendment)


def _objective(plan: Plan, position: int, objective: Objective) -> Iterator[Base]:
    record = tables.StrategicObjective(
        **_part(plan, objective_id(plan.district, plan.title, objective.key), objective.fact),
        plan_id=plan_id(plan.district, plan.title),
        position=position,
        title=objective.title,
        statement=objective.statement,
    )
    yield record
    for place, initiative in enumerate(objective.initiatives, 1):
        yield tables.Initiative(
            **_part(
                plan, initiative_id(plan.district, plan.title, initiative.key), initiative.fact
            ),
            strategic_objective_id=record.id,
            position=place,
            title=initiative.title,
            statement=initiative.statement,
        )
        for number, activity in enumerate(initiative.activities, 1):
            yield _activity(plan, initiative, number, activity)
        for number, benchmark in enumerate(initiative.benchmarks, 1):
            yield from _benchmark(plan, initiative, number, benchmark)


def _activity(plan: Plan, initiative: Initiative, position: int, activity: Activity) -> Base:
    return tables.Activity(
        **_part(plan, _id("activity", plan, initiative.key, position), activity.fact),
        initiative_id=initiative_id(plan.district, plan.title, initiative.key),
        position=position,
        description=activity.description,
        owner_id=person_id(plan.district, activity.owner),
        level=activity.level,
        status=activity.status,
        starts_on=_day(activity.starts),
        due_on=_day(activity.due),
    )


def _benchmark(
    plan: Plan, initiative: Initiative, position: int, benchmark: Benchmark
) -> Iterator[Base]:
    target, comparator = benchmark.target
    judged = benchmark.met or benchmark.missed
    record = tables.Benchmark(
        **_part(
            plan, benchmark_id(plan.district, plan.title, initiative.key, position), benchmark.fact
        ),
        initiative_id=initiative_id(plan.district, plan.title, initiative.key),
        position=position,
        category=benchmark.category,
        statement=benchmark.statement,
        due_on=_day(benchmark.due),
        status=benchmark.status,
        level=benchmark.level,
        group=benchmark.group,
        metric=benchmark.metric,
        unit=benchmark.unit,
        baseline=_number(benchmark.baseline),
        target=_number(target),
        comparator=comparator,
        data_source=benchmark.source,
        judged_by_id=person_id(*plan.judge) if judged else None,
        judged_on=_day(judged),
    )
    yield record
    for number, measured in enumerate(benchmark.measured, 1):
        yield tables.Measurement(
            **_part(plan, measurement_id(record.id, number), None, shown=False),
            benchmark_id=record.id,
            school_id=_school(plan, measured.school),
            measured_on=_day(measured.day),
            value=_number(measured.value),
            note=measured.note,
        )
    for number, shown in enumerate(benchmark.shown, 1):
        yield tables.Evidence(
            **_part(plan, evidence_id(record.id, number), None, shown=False),
            benchmark_id=record.id,
            measurement_id=shown.measurement and measurement_id(record.id, shown.measurement),
            school_id=_school(plan, shown.school),
            kind=shown.kind,
            title=shown.title,
            description=shown.description,
            collected_on=_day(shown.day),
        )


def _review(plan: Plan, review: Review) -> Iterator[Base]:
    record = tables.PlanReview(
        **_part(plan, _id("review", plan, *review.reviewer, review.day), None, shown=False),
        plan_id=plan_id(plan.district, plan.title),
        reviewer_id=person_id(*review.reviewer),
        reviewed_on=_day(review.day),
        feedback=review.feedback,
    )
    yield record
    for criterion, rating, comment in review.ratings:
        yield tables.PlanReviewRating(
            **_part(plan, stable_id("rating", str(record.id), criterion.name), None, shown=False),
            review_id=record.id,
            criterion=criterion,
            rating=rating,
            comment=comment,
        )


def _amendment(plan: Plan, amendment: Amendment) -> Base:
    decided = amendment.status is not AmendmentStatus.REQUESTED
    approved = amendment.status is AmendmentStatus.APPROVED
    return tables.PlanAmendment(
        **_part(plan, _id("amendment", plan, amendment.summary), None),
        plan_id=plan_id(plan.district, plan.title),
        requested_by_id=person_id(plan.district, "superintendent"),
        requested_on=_day(amendment.day),
        summary=amendment.summary,
        rationale=amendment.rationale,
        status=amendment.status,
        decided_by_id=ASSOCIATE_COMMISSIONER if decided else None,
        decided_on=_day(amendment.decided),
        applied_on=_day(amendment.decided) if approved else None,
    )


def _amendment_changes(plan: Plan, amendment: Amendment) -> Iterator[Base]:
    for position, beginning in enumerate(amendment.drops, 1):
        (subject,) = (
            _id("activity", plan, initiative.key, number)
            for objective in plan.objectives
            for initiative in objective.initiatives
            for number, activity in enumerate(initiative.activities, 1)
            if activity.description.startswith(beginning)
        )
        yield tables.PlanAmendmentChange(
            **_part(plan, _id("amendment change", plan, amendment.summary, position), None),
            amendment_id=_id("amendment", plan, amendment.summary),
            status=amendment.status,
            position=position,
            kind=AmendmentChangeKind.REMOVE,
            part=AmendedPart.ACTIVITY,
            subject=f"Activity_{district_id(plan.district).hex}{subject.hex}",
        )


def _part(plan: Plan, record: UUID, fact: str | None, *, shown: bool = True) -> dict[str, Any]:
    """What every row of the plan's district has; `shown` rows repeat the plan's visibility."""
    provenance: Provenance = told(fact) if fact else ILLUSTRATION
    common: dict[str, Any] = {"district_id": district_id(plan.district), "id": record}
    return {**common, **({"visibility": plan.visibility} if shown else {}), **provenance}


def _id(kind: str, plan: Plan, *names: object) -> UUID:
    return stable_id(kind, plan.district, plan.title, *map(str, names))


def _school(plan: Plan, name: str | None) -> UUID | None:
    return school_id(plan.district, name) if name else None


def _day(iso: str | None) -> date | None:
    return date.fromisoformat(iso) if iso else None


def _number(value: str | None) -> Decimal | None:
    return Decimal(value) if value else None
