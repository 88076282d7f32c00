"""Who writes plans, by the page: a plan while it is DRAFT, and what is done about it after."""

from collections.abc import Mapping
from typing import TYPE_CHECKING
from uuid import UUID

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
    PlanAmendmentChange,
    PlanReview,
    PlanReviewRating,
    StrategicObjective,
)
from tests.auth.slices.doings import Doing, Rule, everything
from tests.rows import Row

if TYPE_CHECKING:
    from tests.auth.slices.oracle import Eyes

__all__ = ["PLANS_DOING"]

WRITING = {"DRAFT", "RETURNED_WITH_FEEDBACK"}
WAITING = {"SUBMITTED", "UNDER_REVIEW"}
RUNNING = {"ACCEPTED", "IN_IMPLEMENTATION"}
PARENTS: Mapping[type[Base], tuple[str, type[Base]]] = {
    KeyIssue: ("plan_id", AcceleratedImprovementPlan),
    StrategicObjective: ("plan_id", AcceleratedImprovementPlan),
    Initiative: ("strategic_objective_id", StrategicObjective),
    Activity: ("initiative_id", Initiative),
    Benchmark: ("initiative_id", Initiative),
    Measurement: ("benchmark_id", Benchmark),
    Evidence: ("benchmark_id", Benchmark),
    PlanReview: ("plan_id", AcceleratedImprovementPlan),
    PlanReviewRating: ("review_id", PlanReview),
    PlanAmendment: ("plan_id", AcceleratedImprovementPlan),
}


def plan_of(eyes: "Eyes", model: type[Base], row: Row) -> Row:
    """The plan that a row hangs on."""
    while model in PARENTS:
        column, model = PARENTS[model]
        row = eyes.world.find(model, row[column])
    return row


def is_amended(eyes: "Eyes", plan: Row) -> bool:
    """Whether an approved amendment waits to be carried out."""
    return plan["status"] in RUNNING and any(
        each["plan_id"] == plan["id"]
        and each["status"] == "APPROVED"
        and each.get("applied_on") is None
        for each in eyes.world.all(PlanAmendment)
    )


def writes(eyes: "Eyes", row: Row) -> bool:
    """LEAD ADM MAN, and FIRM what its manager may."""
    return eyes.own(row, "LEAD", "ADM", "MAN", "FIRM")


def part(model: type[Base]) -> Rule:
    """While the plan is written; an accepted one by approved amendment."""

    def may(eyes: "Eyes", row: Row) -> bool:
        plan = plan_of(eyes, model, row)
        if is_amended(eyes, plan):
            return writes(eyes, row) or eyes.has("OFF")
        return writes(eyes, row) and plan["status"] in WRITING

    return may


def new_plan(eyes: "Eyes", row: Row) -> bool:
    return writes(eyes, row) and row["status"] == "DRAFT" and row["first_submitted_on"] is None


def changed_plan(eyes: "Eyes", row: Row) -> bool:
    """Nothing of it but its state by the state, and nothing at all once it has ended."""
    if row["status"] in WRITING:
        return writes(eyes, row)
    return row["status"] in {"UNDER_REVIEW", *RUNNING} and eyes.has("OFF")


def dropped_plan(eyes: "Eyes", row: Row) -> bool:
    return new_plan(eyes, row) and eyes.own(row, "LEAD", "ADM", "MAN")


def changed_activity(eyes: "Eyes", row: Row) -> bool:
    """Also its progress, while the plan is carried out; PRI for the own."""
    runs = plan_of(eyes, Activity, row)["status"] in RUNNING
    is_own = row.get("owner_id") == eyes.caller.person and eyes.own(row, "PRI")
    return part(Activity)(eyes, row) or (runs and (writes(eyes, row) or is_own))


def new_benchmark(eyes: "Eyes", row: Row) -> bool:
    return part(Benchmark)(eyes, row)


def changed_benchmark(eyes: "Eyes", row: Row) -> bool:
    """Also that it is measured; that it is judged is a move."""
    plan = plan_of(eyes, Benchmark, row)
    is_public = plan["status"] not in WRITING | WAITING
    measures = writes(eyes, row) or eyes.own(row, "PRI")
    return new_benchmark(eyes, row) or (is_public and measures)


def shows(model: type[Base]) -> Rule:
    """LEAD ADM MAN FIRM of the district; PRI for own school; of a plan that has been accepted."""

    def may(eyes: "Eyes", row: Row) -> bool:
        is_public = plan_of(eyes, model, row)["status"] not in WRITING | WAITING
        return is_public and (writes(eyes, row) or eyes.at_school(row, "PRI"))

    return may


def reviews(model: type[Base], reviewer: Rule) -> Rule:
    """MON any, OFF: in the own name, and while the plan waits."""

    def may(eyes: "Eyes", row: Row) -> bool:
        waits = plan_of(eyes, model, row)["status"] in WAITING
        return waits and eyes.has("MON", "OFF") and reviewer(eyes, row)

    return may


def is_reviewer(eyes: "Eyes", row: Row) -> bool:
    reviewer: UUID | None = row.get("reviewer_id")
    return reviewer is not None and reviewer == eyes.caller.person


def is_reviewer_of(eyes: "Eyes", row: Row) -> bool:
    return is_reviewer(eyes, eyes.world.find(PlanReview, row["review_id"]))


def asks_to_amend(eyes: "Eyes", row: Row) -> bool:
    plan = plan_of(eyes, PlanAmendment, row)
    in_own_name = row.get("requested_by_id") == eyes.caller.person is not None
    return withdraws(eyes, row) and in_own_name and plan["status"] in RUNNING


def withdraws(eyes: "Eyes", row: Row) -> bool:
    return row["status"] == "REQUESTED" and eyes.own(row, "LEAD", "ADM", "MAN")


def carries_out(eyes: "Eyes", row: Row) -> bool:
    """OFF, of what it has approved, and once."""
    amendment = eyes.world.find(PlanAmendment, row["amendment_id"])
    return row["status"] == "APPROVED" and amendment["applied_on"] is None and eyes.has("OFF")


PLANS_DOING: Mapping[type[Base], Doing] = {
    AcceleratedImprovementPlan: Doing(new_plan, changed_plan, dropped_plan),
    **{model: everything(part(model)) for model in (KeyIssue, StrategicObjective, Initiative)},
    Activity: Doing(part(Activity), changed_activity, part(Activity)),
    Benchmark: Doing(new_benchmark, changed_benchmark, part(Benchmark)),
    Measurement: everything(shows(Measurement)),
    Evidence: everything(shows(Evidence)),
    PlanReview: everything(reviews(PlanReview, is_reviewer)),
    PlanReviewRating: everything(reviews(PlanReviewRating, is_reviewer_of)),
    PlanAmendmentChange: Doing(withdraws, carries_out, withdraws),
    PlanAmendment: Doing(asks_to_amend, withdraws, withdraws),
}
