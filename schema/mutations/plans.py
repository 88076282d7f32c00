"""A plan's life: written as a draft, submitted, reviewed, returned or accepted, carried out."""

from collections.abc import Mapping, Sequence
from typing import Any

from models.failures import Conflict
from models.lifecycles import LIFECYCLES
from models.plan_rules import PlanTree, refuse_unrated, refuse_unready
from models.plans import (
    AcceleratedImprovementPlan,
    Activity,
    Benchmark,
    Initiative,
    KeyIssue,
    PlanReview,
    PlanReviewRating,
    StrategicObjective,
)
from schema.freezing import freeze_plan
from schema.mutations import Gives
from schema.mutations.plan_tree import (
    BELOW_INITIATIVE,
    BELOW_OBJECTIVE,
    DATED_BY_VERBS,
    JUDGED,
    TREE,
)
from schema.mutations.records import creates, deletes, updates
from schema.mutations.taken import many, takes
from schema.mutations.trees import clearing
from schema.mutations.verbs import moves, verb
from schema.mutations.work import Work

__all__ = ["tree_of"]

Plan = AcceleratedImprovementPlan
Given = Mapping[str, Any]

updates(Plan, "Change what a plan in preparation says of itself.", without=DATED_BY_VERBS)

for part, what in (
    (KeyIssue, "a key issue"),
    (StrategicObjective, "a strategic objective"),
    (Initiative, "an initiative"),
):
    creates(part, f"Add {what} to a plan that is being written.")
    updates(part, f"Change {what} of a plan that is being written.")

deletes(KeyIssue, "Take a key issue out of a plan that is being written.")
creates(Activity, "Add an activity to a plan that is being written.", without=("status",))
updates(
    Activity,
    "Change an activity of a plan that is being written; of one that is carried out, how far it has"
    " come and its dates.",
)
deletes(Activity, "Take an activity out of a plan that is being written.")

creates(Benchmark, "Add a benchmark to a plan that is being written.", without=JUDGED)
updates(Benchmark, "Change a benchmark of a plan that is being written.", without=JUDGED)
deletes(Benchmark, "Take a benchmark out of a plan that is being written.")


deletes(
    Initiative,
    "Take an initiative out of a plan that is being written, with all below it.",
    clear=clearing(BELOW_INITIATIVE),
)
deletes(
    StrategicObjective,
    "Take a strategic objective out of a plan that is being written, with all below it.",
    clear=clearing(BELOW_OBJECTIVE),
)
deletes(Plan, "Give up a draft that was never submitted, with all below it.", clear=clearing(TREE))


@verb(Plan, "submit")
async def submit(work: Work, plan: Plan, _given: Given) -> None:
    """Send a plan to the state for review.

    It needs 3 to 5 strategic objectives, 3 to 5 initiatives each, for each of them benchmarks of
    early evidence and of a short-term outcome, and activities that all have an owner; all that is
    missing is told at once. What is submitted is frozen as a document.
    """
    refuse_unready(await tree_of(work, plan))
    plan.submitted_on = await work.today()
    plan.first_submitted_on = plan.first_submitted_on or plan.submitted_on
    await freeze_plan(work.transaction, await work.save(plan), work.caller)


REVIEW = takes(PlanReview, "feedback")
RATING = takes(PlanReviewRating, "criterion", "rating", "comment")
RATINGS = many(
    "ratings",
    "PlanReviewRatingInput",
    "How far the plan meets each criterion; each once at most.",
    *RATING,
    is_required=False,
)


@verb(
    Plan,
    "review",
    *REVIEW,
    RATINGS,
    gives={"planReview": Gives("PlanReview", "The review.")},
)
async def review(work: Work, plan: Plan, given: Given) -> None:
    """Review a submitted plan: rate it by the five criteria and give the district feedback."""
    made = PlanReview(
        district_id=plan.district_id,
        plan_id=plan.id,
        reviewer_id=work.author(),
        reviewed_on=await work.today(),
        feedback=given.get("feedback"),
    )
    work.gives["planReview"] = await work.create(made)
    for place, rating in enumerate(given.get("ratings") or ()):
        values = work.values(RATING, rating, plan.district_id)
        row = PlanReviewRating(review_id=made.id, **values)
        await work.create(row, ("ratings", place))


moves(Plan, "return", "Send a reviewed plan back to its district, to be written further.")
moves(Plan, "revise", "Take up a returned plan again: it is a draft once more.")


@verb(Plan, "accept")
async def accept(work: Work, plan: Plan, _given: Given) -> None:
    """Accept a reviewed plan; it is public from now on, and takes the place of the one before.

    The reviews since it was last submitted must have rated it by all five criteria.
    """
    rated = await work.found(
        PlanReviewRating, RATED_SINCE_SUBMITTED, plan.district_id, plan.id, plan.submitted_on
    )
    refuse_unrated(rating.criterion for rating in rated)
    plan.accepted_on = await work.today()
    for running in await work.found(Plan, RUNNING_NOW, plan.district_id):
        await _supersede(work, running, plan)


RATED_SINCE_SUBMITTED = """district_id = $1 AND review_id IN (
    SELECT id FROM plan_review WHERE district_id = $1 AND plan_id = $2 AND reviewed_on >= $3
    AND created_at >= coalesce((
        SELECT max(draft.ended_at) FROM past.accelerated_improvement_plan draft
        WHERE draft.district_id = $1 AND draft.id = $2 AND draft.status = 'DRAFT'
    ), '-infinity')
)"""
"""A day may see a plan reviewed, returned and submitted again: what it was before counts then."""

RUNNING_NOW = "district_id = $1 AND status IN ('ACCEPTED', 'IN_IMPLEMENTATION')"


async def _supersede(work: Work, running: Plan, plan: Plan) -> None:
    """End the plan that is carried out, if it is the one whose place another takes."""
    if running.id != plan.supersedes_id:
        raise Conflict("The district carries out another plan, and this one does not supersede it.")
    LIFECYCLES[Plan.__tablename__].take("supersede", running)
    running.ended_on = await work.today()
    await work.save(running)


moves(Plan, "start", "Begin to carry out an accepted plan, under monitoring.")
moves(Plan, "complete", "End a plan that has been carried out.", dated="ended_on")
moves(Plan, "exit", "End the monitoring of a district's plan.", dated="ended_on")


async def tree_of(work: Work, plan: Plan) -> PlanTree:
    """All that a plan holds below it."""
    district, below = plan.district_id, "district_id = $1 AND "
    keys: Sequence[object] = (district, plan.id)
    return PlanTree(
        await work.found(StrategicObjective, below + "plan_id = $2", *keys),
        await work.found(Initiative, below + OF_ITS_OBJECTIVES, *keys),
        await work.found(Activity, below + OF_ITS_INITIATIVES, *keys),
        await work.found(Benchmark, below + OF_ITS_INITIATIVES, *keys),
    )


OF_ITS_OBJECTIVES = """strategic_objective_id IN (
    SELECT id FROM strategic_objective WHERE district_id = $1 AND plan_id = $2
)"""
OF_ITS_INITIATIVES = """initiative_id IN (
    SELECT i.id FROM initiative i JOIN strategic_objective o
    ON o.district_id = i.district_id AND o.id = i.strategic_objective_id
    WHERE o.district_id = $1 AND o.plan_id = $2
)"""
