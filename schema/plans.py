"""Plans and all that hangs on them as the API shows them."""

from models import plans as tables
from schema.entities import entity, to_one
from schema.pictures import BENCHMARKS, PLANS, picture_url

VISIBILITY = frozenset({"visibility"})


@entity(
    tables.AcceleratedImprovementPlan,
    plural="plans",
    singular="plan",
    order_within=("period_starts_on",),
)
class AcceleratedImprovementPlan:
    """A district's plan for rapid improvement over, as a rule, two years."""

    supersedes = to_one(back="supersededBy", says="The plans that took its place.")
    picture_url = picture_url(
        "AcceleratedImprovementPlan",
        PLANS,
        "The address of a picture of its through-line: what is planned, done and measured in the"
        " district, its schools, their classrooms and for the pupils, and where the line breaks.",
    )


@entity(tables.KeyIssue, plural="keyIssues", order_within=("position",), hides=VISIBILITY)
class KeyIssue:
    """A weakness that a plan sets out to mend."""

    plan = to_one(
        back="keyIssues", says="The weaknesses that the plan sets out to mend.", always=True
    )


@entity(
    tables.StrategicObjective,
    plural="strategicObjectives",
    order_within=("position",),
    hides=VISIBILITY,
)
class StrategicObjective:
    """One of the three to five goals that a district spends its energies on."""

    plan = to_one(back="strategicObjectives", says="The plan's goals, in its order.", always=True)


@entity(tables.Initiative, plural="initiatives", order_within=("position",), hides=VISIBILITY)
class Initiative:
    """A course of action towards a strategic objective; plans also call it an objective."""

    strategic_objective = to_one(
        back="initiatives", says="The courses of action that serve it.", always=True
    )


@entity(tables.Activity, plural="activities", order_within=("position",), hides=VISIBILITY)
class Activity:
    """Something to be done for an initiative, by one responsible person of the district."""

    initiative = to_one(back="activities", says="What is to be done for it.", always=True)
    owner = to_one(
        back="ownedActivities", says="The activities that the person is responsible for."
    )


@entity(tables.Benchmark, plural="benchmarks", order_within=("position",), hides=VISIBILITY)
class Benchmark:
    """What must be observably true by a date for an initiative to count as working."""

    initiative = to_one(
        back="benchmarks", says="What must be true for it to count as working.", always=True
    )
    picture_url = picture_url(
        "Benchmark",
        BENCHMARKS,
        "The address of a picture: what was measured, as far as the caller sees it, against"
        " baseline, target and due date.",
    )


@entity(tables.Measurement, plural="measurements", order_within=("measured_on",))
class Measurement:
    """A value measured for a benchmark on a day."""

    benchmark = to_one(back="measurements", says="The values measured for it.")
    school = to_one(back="measurements", says="The values measured at the school.")


@entity(tables.Evidence, plural="evidences", singular="evidence", order_within=("collected_on",))
class Evidence:
    """What a district shows to demonstrate that it has met a benchmark."""

    benchmark = to_one(back="evidence", says="What is shown to demonstrate that it is met.")
    measurement = to_one(back="evidence", says="What stands behind the value.")
    school = to_one(back="evidence", says="What comes from the school.")


@entity(tables.PlanReview, plural="planReviews", order_within=("reviewed_on",))
class PlanReview:
    """A review of a submitted plan by a plan monitor or the state office."""

    plan = to_one(back="reviews", says="The reviews of the plan.")
    reviewer = to_one(back="planReviews", says="The reviews that the person wrote.")


@entity(tables.PlanReviewRating, plural="planReviewRatings", order_within=("criterion",))
class PlanReviewRating:
    """How a review rates a plan by one of the five criteria."""

    review = to_one(back="ratings", says="The review's ratings by criterion.", always=True)


@entity(
    tables.PlanAmendment,
    plural="planAmendments",
    order_within=("requested_on",),
    hides=VISIBILITY,
)
class PlanAmendment:
    """A request to change an accepted plan."""

    plan = to_one(back="amendments", says="The requests to change the plan.")


@entity(
    tables.PlanAmendmentChange,
    plural="planAmendmentChanges",
    order_within=("position",),
    hides=VISIBILITY | {"status"},
)
class PlanAmendmentChange:
    """One record that an amendment would add to its plan, change or take out."""

    amendment = to_one(back="changes", says="What it would do to the plan, in order.", always=True)
