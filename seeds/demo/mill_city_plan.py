"""Mill City's two plans: the study's, of 2011 to 2013, and an invented one in preparation."""

from models.plans import (
    AmendmentStatus,
    CriterionRating,
    PlanStatus,
    ReviewCriterion,
    ThroughLineLevel,
)
from seeds.demo.ids import MILL_CITY, NEXT_PLAN, OTHER_DISTRICT, PLAN, STATE
from seeds.demo.mill_city_curriculum import CURRICULUM
from seeds.demo.mill_city_data import DATA
from seeds.demo.mill_city_practice import LEADERSHIP
from seeds.demo.plan_notation import (
    Activity,
    Amendment,
    Benchmark,
    Initiative,
    Issue,
    Objective,
    Plan,
    Review,
    early,
    final,
    short,
)

__all__ = ["MILL_CITY_NEXT_PLAN", "MILL_CITY_PLAN"]

DISTRICT, SCHOOL, CLASSROOM, STUDENT = ThroughLineLevel
MEETS, PARTLY, DOES_NOT = CriterionRating
FOCUS, RAPID, SYSTEMIC, CAPACITY, MEASURING = ReviewCriterion

MILL_CITY_PLAN = Plan(
    MILL_CITY,
    PLAN,
    PlanStatus.IN_IMPLEMENTATION,
    starts="2011-07-01",
    ends="2013-06-30",
    first_submitted="2011-04-15",
    submitted="2011-06-06",
    accepted="2011-06-27",
    fact="the plan",
    issues=(
        Issue(
            "District leaders created plan after plan, and Mill City was still the lowest"
            " performing school district in Massachusetts.",
            "lowest performing",
        ),
        Issue(
            "Earlier plans brought small changes, but nothing that had the potential to change the"
            " culture.",
            "no change of culture",
        ),
        Issue("Principals have had little training in leading instruction."),
        Issue("Schools teach and test mathematics and English each in its own way."),
        Issue("Data arrive too late, and too few know how to read them."),
    ),
    objectives=(CURRICULUM, LEADERSHIP, DATA),
    reviews=(
        Review(
            (OTHER_DISTRICT, "plan-monitor"),
            "2011-05-04",
            "Fewer initiatives, and benchmarks that a visitor could check in a classroom.",
            (
                (FOCUS, PARTLY, "Seven objectives are too many."),
                (RAPID, PARTLY, None),
                (SYSTEMIC, MEETS, None),
                (CAPACITY, MEETS, "Administrators are the right place to begin."),
                (MEASURING, DOES_NOT, "Most benchmarks only say that something will be done."),
            ),
        ),
        Review(
            (MILL_CITY, "plan-monitor"),
            "2011-06-20",
            "Ready to be accepted.",
            (
                (FOCUS, MEETS, "Three objectives, each with its reason."),
                (RAPID, MEETS, None),
                (SYSTEMIC, MEETS, None),
                (CAPACITY, MEETS, None),
                (MEASURING, PARTLY, "Short-term outcomes still lack baselines in places."),
            ),
        ),
        Review(
            (STATE, "associate-commissioner"),
            "2011-06-24",
            "Accepted; baselines to be completed by October.",
            (
                (FOCUS, MEETS, None),
                (RAPID, MEETS, None),
                (SYSTEMIC, MEETS, None),
                (CAPACITY, MEETS, None),
                (MEASURING, MEETS, None),
            ),
        ),
    ),
    amendments=(
        Amendment(
            "2012-01-17",
            "Move the writing prompt of initiative 1.2 from spring 2012 to both springs.",
            "One prompt cannot show a change.",
            AmendmentStatus.APPROVED,
            "2012-02-01",
        ),
        Amendment(
            "2012-08-20",
            "Lower the target for feedback on the same day to 80 per cent.",
            "Schools without a clerk can't copy in time.",
            AmendmentStatus.REFUSED,
            "2012-09-05",
        ),
        Amendment(
            "2012-12-03",
            "Drop daily reading and writing in science and history from initiative 1.3.",
            "It has no materials, and coaches are needed for the early grades.",
            drops=("Read and write for half an hour a day in science and history",),
        ),
    ),
)


def _draft(key: str, title: str, does: str, owner: str, *benchmarks: Benchmark) -> Initiative:
    return Initiative(key, title, (Activity(does, owner, DISTRICT, due="2014-06-13"),), benchmarks)


MILL_CITY_NEXT_PLAN = Plan(
    MILL_CITY,
    NEXT_PLAN,
    PlanStatus.DRAFT,
    starts="2013-07-01",
    ends="2015-06-30",
    vision="Every pupil of Mill City leaves school able to choose what comes next.",
    issues=(
        Issue("What administrators have learned has reached some classrooms and not others."),
        Issue("Pupils' results have not yet moved."),
    ),
    objectives=(
        Objective(
            "classrooms",
            "Carry the change into every classroom",
            "Teachers practise together what their leaders have learned to look for.",
            (
                _draft(
                    "teams",
                    "Teachers' teams that plan lessons together",
                    "Give each team two hours a week without classes.",
                    "assistant-superintendent",
                    early("Teams meet each week.", "2013-12-13", CLASSROOM),
                    short("Pupils pass the common unit tests.", "2014-06-13", STUDENT),
                ),
                _draft(
                    "coaching",
                    "Coaching in mathematics",
                    "Hire three coaches.",
                    "director-of-curriculum",
                    early("Each teacher is coached twice a term.", "2014-01-31", CLASSROOM),
                    short("Fewer pupils fail algebra.", "2014-06-13", STUDENT),
                    final("Growth reaches the state's median.", "2015-10-01", STUDENT),
                ),
            ),
        ),
        Objective(
            "pupils",
            "Know each pupil",
            "No pupil falls behind without someone noticing within the month.",
            (
                _draft(
                    "early-warning",
                    "An early-warning list",
                    "List pupils by attendance, marks and conduct each month.",
                    "director-of-data",
                    early("Schools act on the list within a week.", "2013-11-29", SCHOOL),
                ),
            ),
        ),
    ),
)
