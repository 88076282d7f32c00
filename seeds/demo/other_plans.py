"""The plans of the four invented districts, one at each stage of the way to acceptance."""

from models.plans import CriterionRating, PlanStatus, ReviewCriterion
from seeds.demo.ids import MILL_CITY, NEXT_PLAN, OTHER_DISTRICT, PLAN, STATE
from seeds.demo.other_objectives import objectives
from seeds.demo.plan_notation import Issue, Plan, Review

__all__ = ["OTHER_PLANS"]

MEETS, PARTLY, DOES_NOT = CriterionRating
FOCUS, RAPID, SYSTEMIC, CAPACITY, MEASURING = ReviewCriterion

# Only three of the five criteria are rated so far.
UNDER_REVIEW = Plan(
    OTHER_DISTRICT,
    "Accelerated Improvement Plan 2012-2014",
    PlanStatus.UNDER_REVIEW,
    starts="2012-07-01",
    ends="2014-06-30",
    first_submitted="2012-04-02",
    submitted="2012-04-02",
    vision="A district in which every school is one that we would send our own children to.",
    mission="To teach every pupil of Loomfield well.",
    issues=(Issue("One school in three is at level 4."), Issue("Half of the principals are new.")),
    objectives=tuple(objectives(("leaders", "reading", "support"), 2012)),
    reviews=(
        Review(
            (MILL_CITY, "plan-monitor"),
            "2012-04-20",
            "A good start; two criteria are still to be discussed in the team.",
            (
                (FOCUS, MEETS, "Three objectives that fit together."),
                (RAPID, PARTLY, "The first benchmarks fall due late."),
                (SYSTEMIC, MEETS, None),
            ),
        ),
    ),
)

SUBMITTED = Plan(
    "Spindle Falls",
    "Accelerated Improvement Plan 2012-2014",
    PlanStatus.SUBMITTED,
    starts="2012-07-01",
    ends="2014-06-30",
    first_submitted="2012-05-14",
    submitted="2012-05-14",
    monitor=("Spindle Falls", "plan-monitor"),
    issues=(Issue("Evaluation and professional development have nothing to do with each other."),),
    objectives=tuple(objectives(("leaders", "mathematics", "support"), 2012)),
)

RETURNED = Plan(
    "Quarry Landing",
    "Accelerated Improvement Plan 2012-2014",
    PlanStatus.RETURNED_WITH_FEEDBACK,
    starts="2012-07-01",
    ends="2014-06-30",
    first_submitted="2012-03-19",
    submitted="2012-03-19",
    monitor=("Spindle Falls", "plan-monitor"),
    issues=(Issue("Enrollment falls faster than costs."), Issue("Few pupils pass algebra.")),
    objectives=tuple(objectives(("reading", "mathematics", "support"), 2012)),
    reviews=(
        Review(
            ("Spindle Falls", "plan-monitor"),
            "2012-04-11",
            "Say what principals will do differently, and when one would see it.",
            (
                (FOCUS, MEETS, None),
                (RAPID, DOES_NOT, "Nothing is due in the first half year."),
                (SYSTEMIC, PARTLY, None),
                (CAPACITY, DOES_NOT, "The plan rests on outside trainers."),
                (MEASURING, PARTLY, "Baselines are missing."),
            ),
        ),
    ),
)

COMPLETED = Plan(
    "Weirbridge",
    PLAN,
    PlanStatus.COMPLETED,
    starts="2011-07-01",
    ends="2013-06-30",
    first_submitted="2011-05-02",
    submitted="2011-05-02",
    accepted="2011-06-13",
    ended="2013-06-30",
    issues=(Issue("Few systems outlasted the people who had set them up."),),
    objectives=tuple(objectives(("leaders", "reading", "mathematics"), 2011, finished=True)),
)

ACCEPTED = Plan(
    "Weirbridge",
    NEXT_PLAN,
    PlanStatus.ACCEPTED,
    starts="2013-07-01",
    ends="2015-06-30",
    first_submitted="2013-04-22",
    submitted="2013-05-20",
    accepted="2013-06-17",
    issues=(Issue("Pupils' results lag behind what adults have changed."),),
    objectives=tuple(objectives(("reading", "mathematics", "support"), 2013)),
    reviews=(
        Review(
            (STATE, "associate-commissioner"),
            "2013-06-10",
            "Accepted.",
            tuple((criterion, MEETS, None) for criterion in ReviewCriterion),
        ),
    ),
)

OTHER_PLANS = (UNDER_REVIEW, SUBMITTED, RETURNED, COMPLETED, ACCEPTED)
