"""Accelerated Improvement Plans: what a district means to change, and how it will know.

A plan holds strategic objectives, those hold initiatives, those hold activities and benchmarks.
Each row of the tree repeats its plan's `visibility`, kept equal by cascading foreign keys, so
that a policy decides on a row by that row alone.
"""

from datetime import date
from decimal import Decimal
from uuid import UUID

from sqlalchemy import CheckConstraint, Index, Numeric, UniqueConstraint, text
from sqlalchemy.orm import Mapped

from models.accountability_terms import PupilGroup
from models.base import DistrictRecord, derived, described, link, one_of, place, within
from models.plan_terms import (
    ActivityStatus,
    AmendedPart,
    AmendmentChangeKind,
    AmendmentStatus,
    BenchmarkCategory,
    BenchmarkStatus,
    Comparator,
    CriterionRating,
    EvidenceKind,
    PlanStatus,
    PlanVisibility,
    ReviewCriterion,
    ThroughLineLevel,
)

__all__ = [
    "AcceleratedImprovementPlan",
    "Activity",
    "ActivityStatus",
    "AmendmentStatus",
    "Benchmark",
    "BenchmarkCategory",
    "BenchmarkStatus",
    "Comparator",
    "CriterionRating",
    "Evidence",
    "EvidenceKind",
    "Initiative",
    "KeyIssue",
    "Measurement",
    "PlanAmendment",
    "PlanAmendmentChange",
    "PlanReview",
    "PlanReviewRating",
    "PlanStatus",
    "PlanVisibility",
    "ReviewCriterion",
    "StrategicObjective",
    "ThroughLineLevel",
]


PUBLIC_STATUSES = "'ACCEPTED', 'IN_IMPLEMENTATION', 'COMPLETED', 'SUPERSEDED', 'EXITED'"
RUNNING = "status IN ('ACCEPTED', 'IN_IMPLEMENTATION')"
IN_PREPARATION = "status IN ('DRAFT', 'SUBMITTED', 'UNDER_REVIEW', 'RETURNED_WITH_FEEDBACK')"

VISIBILITY = f"""CASE
 WHEN status IN ({PUBLIC_STATUSES}) THEN 'PUBLIC'
 WHEN first_submitted_on IS NOT NULL THEN 'SUBMITTED'
 ELSE 'PREPARATION' END"""


class PlanPart(DistrictRecord):
    """A row of a plan's tree, which can be referred to together with the plan's visibility."""

    __abstract__ = True

    visibility: Mapped[PlanVisibility] = one_of(
        PlanVisibility, "How far the plan has come out of its district.", sort_order=800
    )


class AcceleratedImprovementPlan(DistrictRecord):
    """A district's plan for rapid improvement over, as a rule, two years."""

    __tablename__ = "accelerated_improvement_plan"

    title: Mapped[str] = described("The plan's title.")
    status: Mapped[PlanStatus] = one_of(
        PlanStatus, "Where the plan stands.", server_default=PlanStatus.DRAFT.name
    )
    visibility: Mapped[PlanVisibility] = derived(
        PlanVisibility, VISIBILITY, "How far the plan has come out of its district."
    )
    period_starts_on: Mapped[date] = described("The first day of the plan's period.")
    period_ends_on: Mapped[date] = described("The last day of the plan's period, included.")
    vision: Mapped[str | None] = described("What the district wants to be.")
    mission: Mapped[str | None] = described("What the district is there for.")
    first_submitted_on: Mapped[date | None] = described("When it was first submitted.")
    submitted_on: Mapped[date | None] = described("When it was last submitted.")
    accepted_on: Mapped[date | None] = described("When the state accepted it.")
    ended_on: Mapped[date | None] = described(
        "When it was completed, superseded, or its monitoring ended."
    )
    supersedes_id: Mapped[UUID | None] = within(
        "accelerated_improvement_plan", "The plan whose place it takes."
    )

    __table_args__ = (
        CheckConstraint("period_ends_on >= period_starts_on", name="period"),
        CheckConstraint("submitted_on >= first_submitted_on", name="submissions"),
        CheckConstraint("accepted_on >= submitted_on", name="acceptance"),
        CheckConstraint("ended_on >= accepted_on", name="end"),
        CheckConstraint(
            "status IN ('DRAFT') OR first_submitted_on IS NOT NULL", name="submitted_before"
        ),
        CheckConstraint(
            f"status NOT IN ({PUBLIC_STATUSES}) OR accepted_on IS NOT NULL", name="accepted_before"
        ),
        CheckConstraint(
            "(ended_on IS NOT NULL) = (status IN ('COMPLETED', 'SUPERSEDED', 'EXITED'))",
            name="ended",
        ),
        UniqueConstraint("district_id", "id", "visibility"),
        Index("uq_plan_running", "district_id", unique=True, postgresql_where=text(RUNNING)),
        Index(
            "uq_plan_in_preparation",
            "district_id",
            unique=True,
            postgresql_where=text(IN_PREPARATION),
        ),
        Index(None, "status", "district_id", "id"),
    )


class KeyIssue(PlanPart):
    """A weakness that a plan sets out to mend."""

    __tablename__ = "key_issue"

    plan_id: Mapped[UUID] = within(
        "accelerated_improvement_plan", "The plan that names it.", carries="visibility"
    )
    position: Mapped[int] = place("plan_id", at_most=20)
    statement: Mapped[str] = described("The issue, in the district's words.")


class StrategicObjective(PlanPart):
    """One of the three to five goals that a district spends its energies on."""

    __tablename__ = "strategic_objective"

    plan_id: Mapped[UUID] = within(
        "accelerated_improvement_plan", "The plan that it belongs to.", carries="visibility"
    )
    position: Mapped[int] = place("plan_id", at_most=10)
    title: Mapped[str] = described("The objective in short.")
    statement: Mapped[str] = described("The objective in full.")

    __table_args__ = (UniqueConstraint("district_id", "id", "visibility"),)


class Initiative(PlanPart):
    """A course of action towards a strategic objective; plans also call it an objective."""

    __tablename__ = "initiative"

    strategic_objective_id: Mapped[UUID] = within(
        "strategic_objective", "The strategic objective that it serves.", carries="visibility"
    )
    position: Mapped[int] = place("strategic_objective_id", at_most=10)
    title: Mapped[str] = described("The initiative in short.")
    statement: Mapped[str | None] = described("The initiative in full.")

    __table_args__ = (UniqueConstraint("district_id", "id", "visibility"),)


class Activity(PlanPart):
    """Something to be done for an initiative, by one responsible person of the district."""

    __tablename__ = "activity"

    initiative_id: Mapped[UUID] = within(
        "initiative", "The initiative that it serves.", carries="visibility"
    )
    position: Mapped[int] = place("initiative_id", at_most=20)
    description: Mapped[str] = described("What is to be done.")
    owner_id: Mapped[UUID | None] = link(
        "person", "Who is responsible; null where unassigned or not visible to the caller."
    )
    level: Mapped[ThroughLineLevel | None] = one_of(
        ThroughLineLevel, "The level of the through-line on which it acts."
    )
    status: Mapped[ActivityStatus] = one_of(
        ActivityStatus, "Where it stands.", server_default=ActivityStatus.NOT_STARTED.name
    )
    starts_on: Mapped[date | None] = described("When it starts.")
    due_on: Mapped[date | None] = described("When it is to be done.")

    __table_args__ = (
        CheckConstraint("due_on >= starts_on", name="dates"),
        Index(None, "status", "district_id", "id"),
    )


class Benchmark(PlanPart):
    """What must be observably true by a date for an initiative to count as working."""

    __tablename__ = "benchmark"

    initiative_id: Mapped[UUID] = within(
        "initiative", "The initiative that it measures.", carries="visibility"
    )
    position: Mapped[int] = place("initiative_id", at_most=20)
    category: Mapped[BenchmarkCategory] = one_of(BenchmarkCategory, "What kind of change it shows.")
    statement: Mapped[str] = described("What must be true.")
    due_on: Mapped[date] = described("The day by which it must be true.")
    status: Mapped[BenchmarkStatus] = one_of(
        BenchmarkStatus, "Where it stands.", server_default=BenchmarkStatus.NOT_STARTED.name
    )
    level: Mapped[ThroughLineLevel | None] = one_of(
        ThroughLineLevel, "The level of the through-line that it looks at."
    )
    group: Mapped[PupilGroup | None] = one_of(
        PupilGroup, "The group of pupils that it looks at, where it is one."
    )
    metric: Mapped[str | None] = described("What is measured.")
    unit: Mapped[str | None] = described("The unit of baseline, target and measurements.")
    baseline: Mapped[Decimal | None] = described(
        "The value before the plan, in the benchmark's unit.", type_=Numeric(12, 4)
    )
    target: Mapped[Decimal | None] = described(
        "The value to reach, in the benchmark's unit.", type_=Numeric(12, 4)
    )
    comparator: Mapped[Comparator | None] = one_of(
        Comparator, "How a measured value is held against the target."
    )
    data_source: Mapped[str | None] = described("Where the measurements come from.")
    judged_by_id: Mapped[UUID | None] = link(
        "person", "The plan monitor who judged it; null before."
    )
    judged_on: Mapped[date | None] = described("When it was judged met or not met.")

    __table_args__ = (
        CheckConstraint(
            "(judged_on IS NOT NULL) = (status IN ('MET', 'NOT_MET'))", name="judgement"
        ),
        CheckConstraint("(target IS NULL) = (comparator IS NULL)", name="target"),
        Index(None, "due_on", "district_id", "id"),
        Index(None, "status", "due_on", "district_id", "id"),
    )


class Measurement(DistrictRecord):
    """A value measured for a benchmark on a day."""

    __tablename__ = "measurement"

    benchmark_id: Mapped[UUID] = within("benchmark", "The benchmark measured.")
    school_id: Mapped[UUID | None] = within(
        "school", "The school measured; null where the value is the whole district's."
    )
    measured_on: Mapped[date] = described("The day of the measurement.")
    value: Mapped[Decimal] = described("The value, in the benchmark's unit.", type_=Numeric(12, 4))
    note: Mapped[str | None] = described("A remark on the value.")

    __table_args__ = (
        Index(None, "district_id", "benchmark_id", "measured_on"),
        Index(None, "measured_on", "district_id", "id"),
    )


class Evidence(DistrictRecord):
    """What a district shows to demonstrate that it has met a benchmark."""

    __tablename__ = "evidence"

    benchmark_id: Mapped[UUID] = within("benchmark", "The benchmark that it supports.")
    measurement_id: Mapped[UUID | None] = within(
        "measurement", "The measurement that it stands behind, where it is one."
    )
    school_id: Mapped[UUID | None] = within(
        "school", "The school that it comes from; null where it is the whole district's."
    )
    kind: Mapped[EvidenceKind] = one_of(EvidenceKind, "What it is.")
    title: Mapped[str] = described("Its title.")
    description: Mapped[str | None] = described("What it shows.")
    url: Mapped[str | None] = described("Where it can be read.")
    collected_on: Mapped[date] = described("When it was collected.")


class PlanReview(DistrictRecord):
    """A review of a submitted plan by a plan monitor or the state office."""

    __tablename__ = "plan_review"

    plan_id: Mapped[UUID] = within("accelerated_improvement_plan", "The plan reviewed.")
    reviewer_id: Mapped[UUID | None] = link("person", "Who reviewed it.")
    reviewed_on: Mapped[date] = described("The day of the review.")
    feedback: Mapped[str | None] = described("What the district should know.")


class PlanReviewRating(DistrictRecord):
    """How a review rates a plan by one of the five criteria."""

    __tablename__ = "plan_review_rating"

    review_id: Mapped[UUID] = within("plan_review", "The review that it belongs to.")
    criterion: Mapped[ReviewCriterion] = one_of(ReviewCriterion, "The criterion.")
    rating: Mapped[CriterionRating] = one_of(CriterionRating, "How far the plan meets it.")
    comment: Mapped[str | None] = described("Why.")

    __table_args__ = (UniqueConstraint("district_id", "review_id", "criterion"),)


class PlanAmendment(PlanPart):
    """A request to change an accepted plan."""

    __tablename__ = "plan_amendment"

    plan_id: Mapped[UUID] = within(
        "accelerated_improvement_plan", "The plan to be changed.", carries="visibility"
    )
    requested_by_id: Mapped[UUID | None] = link("person", "Who asked for it.")
    requested_on: Mapped[date] = described("When it was asked for.")
    summary: Mapped[str] = described("What is to change.")
    rationale: Mapped[str | None] = described("Why it is to change.")
    status: Mapped[AmendmentStatus] = one_of(
        AmendmentStatus, "Where the request stands.", server_default=AmendmentStatus.REQUESTED.name
    )
    decided_by_id: Mapped[UUID | None] = link("person", "Who decided it; null before.")
    decided_on: Mapped[date | None] = described("When it was decided; null before.")
    applied_on: Mapped[date | None] = described(
        "When the plan was changed as approved; null before. In between the plan is open to it."
    )

    __table_args__ = (
        CheckConstraint("(decided_on IS NULL) = (status = 'REQUESTED')", name="decision"),
        CheckConstraint("decided_on >= requested_on AND applied_on >= decided_on", name="dates"),
        CheckConstraint("applied_on IS NULL OR status = 'APPROVED'", name="application"),
        UniqueConstraint("district_id", "id", "visibility", "status"),
    )


class PlanAmendmentChange(PlanPart):
    """One record that an amendment would add to its plan, change or take out."""

    __tablename__ = "plan_amendment_change"

    amendment_id: Mapped[UUID] = within(
        "plan_amendment", "The amendment that it is part of.", carries=("visibility", "status")
    )
    status: Mapped[AmendmentStatus] = one_of(
        AmendmentStatus, "Where the request stands.", sort_order=801
    )
    position: Mapped[int] = place("amendment_id", at_most=200)
    kind: Mapped[AmendmentChangeKind] = one_of(AmendmentChangeKind, "What is to be done.")
    part: Mapped[AmendedPart] = one_of(AmendedPart, "What kind of record it is done to.")
    subject: Mapped[str | None] = described(
        "The id of the record to be changed or taken out; of one that was added, once it is there."
    )
    proposal: Mapped[str | None] = described(
        "What the record's fields are to be, as a JSON object; null where it is to be taken out."
    )

    __table_args__ = (
        CheckConstraint("(kind = 'ADD') OR (subject IS NOT NULL)", name="subject"),
        CheckConstraint("(kind = 'REMOVE') = (proposal IS NULL)", name="proposal"),
    )
