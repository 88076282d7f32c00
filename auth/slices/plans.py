"""Who reads plans, what they consist of, and what is measured, reviewed and changed of them."""

from auth.slices.grants import Slice, across, anyone, follows, own, readers
from auth.slices.roles import ADM, BRD, FIRM, LEAD, MAN, MON, OFF, PRI, RES
from models.base import Base
from models.plans import (
    AcceleratedImprovementPlan,
    Activity,
    Benchmark,
    Evidence,
    Initiative,
    KeyIssue,
    Measurement,
    PlanAmendment,
    PlanReview,
    PlanReviewRating,
    StrategicObjective,
)

IS_PUBLIC = "visibility = 'PUBLIC'"
WAS_SUBMITTED = "visibility IN ('SUBMITTED', 'PUBLIC')"
APPROVED = f"status = 'APPROVED' AND {IS_PUBLIC}"

SLICES: dict[type[Base], Slice] = {
    AcceleratedImprovementPlan: readers(
        anyone(IS_PUBLIC, "once the plan is accepted"),
        own(ADM, LEAD, PRI, BRD, MAN, FIRM),
        across(MON, OFF, where=WAS_SUBMITTED, says="once the plan was first submitted"),
    ),
    Measurement: readers(own(PRI, ADM, LEAD, BRD, MAN, FIRM, MON), across(OFF, RES)),
    Evidence: readers(own(PRI, ADM, LEAD, BRD, MAN, FIRM, MON), across(OFF, RES)),
    PlanReview: readers(own(LEAD, ADM, MAN), across(MON, OFF)),
    PlanReviewRating: readers(own(LEAD, ADM, MAN), across(MON, OFF)),
    PlanAmendment: readers(
        own(LEAD, ADM, MAN), across(MON, OFF), anyone(APPROVED, "once it is approved")
    ),
}

for part in (KeyIssue, StrategicObjective, Initiative, Activity, Benchmark):
    SLICES[part] = follows(AcceleratedImprovementPlan, SLICES)
