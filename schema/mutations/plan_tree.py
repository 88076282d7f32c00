"""A plan written whole: its objectives, initiatives, activities and benchmarks in one mutation."""

from models.base import Base
from models.plans import (
    AcceleratedImprovementPlan,
    Activity,
    Benchmark,
    Initiative,
    KeyIssue,
    StrategicObjective,
)
from schema.mutations.trees import Level, creates_whole, replaces_whole

__all__ = ["BELOW_INITIATIVE", "BELOW_OBJECTIVE", "DATED_BY_VERBS", "JUDGED", "TREE"]

Plan = AcceleratedImprovementPlan


def level(
    model: type[Base],
    name: str,
    parent: str,
    says: str,
    *below: Level,
    without: tuple[str, ...] = (),
) -> Level:
    """A level of a plan's tree."""
    return Level(model, name, parent, says, without, below, of="Plan")


DATED_BY_VERBS = ("first_submitted_on", "submitted_on", "accepted_on", "ended_on")
"""What of a plan its verbs date."""

JUDGED = ("status", "judged_by_id", "judged_on")
"""What of a benchmark its judgement says."""

BELOW_INITIATIVE = (
    level(
        Activity,
        "activities",
        "initiative_id",
        "What is to be done, in order.",
        without=("status",),
    ),
    level(
        Benchmark,
        "benchmarks",
        "initiative_id",
        "What must be observably true, in order.",
        without=JUDGED,
    ),
)
BELOW_OBJECTIVE = (
    level(
        Initiative,
        "initiatives",
        "strategic_objective_id",
        "The objective's initiatives, in order; 3 to 5 when it is submitted.",
        *BELOW_INITIATIVE,
    ),
)
TREE = (
    level(KeyIssue, "keyIssues", "plan_id", "The weaknesses that it sets out to mend, in order."),
    level(
        StrategicObjective,
        "strategicObjectives",
        "plan_id",
        "Its strategic objectives, in order; 3 to 5 when it is submitted.",
        *BELOW_OBJECTIVE,
    ),
)

creates_whole(
    Plan,
    "Begin a plan: a draft with as much of its tree as is given. A district has at most one plan in"
    " preparation.",
    TREE,
    without=DATED_BY_VERBS,
)
replaces_whole(
    Plan,
    "Write a draft anew: everything below it is replaced by what is given; of the plan itself, only"
    " what is given changes.",
    TREE,
    without=DATED_BY_VERBS,
)
