"""Mill City's third strategic objective: a cycle of improvement and accountability by data."""

from models.accountability_terms import PupilGroup
from models.plans import ActivityStatus, EvidenceKind, ThroughLineLevel
from seeds.demo.mill_city_people import BOBBIN, CANAL
from seeds.demo.plan_notation import (
    Activity,
    Initiative,
    Measured,
    Objective,
    Shown,
    early,
    final,
    short,
)

__all__ = ["DATA"]

DISTRICT, SCHOOL, CLASSROOM, STUDENT = ThroughLineLevel
DONE = ActivityStatus.DONE
IN_PROGRESS = ActivityStatus.IN_PROGRESS

SCHOOL_PLANS = Initiative(
    "school-plans",
    "School Improvement Plans that follow directly from this plan",
    fact="school plans",
    activities=(
        Activity(
            "Guide the school leadership teams in developing a School Improvement Plan.",
            "principal-bobbin",
            SCHOOL,
            DONE,
            "2011-09-15",
            "2011-12-16",
            fact="school teams",
        ),
        Activity(
            "Review the School Improvement Plan with each principal each month.",
            "superintendent",
            DISTRICT,
            IN_PROGRESS,
            "2011-10-03",
            "2013-06-14",
            fact="monthly review",
        ),
        Activity(
            "Bring a color-coded copy of the plan: complete, in progress, or no action.",
            "principal-weaver",
            SCHOOL,
            IN_PROGRESS,
            "2011-10-03",
            "2013-06-14",
            fact="color-coded copy",
        ),
        Activity(
            "Follow each meeting with a memo to the principal: salient points, decisions, areas to"
            " improve on.",
            "assistant-superintendent",
            DISTRICT,
            IN_PROGRESS,
            "2011-10-10",
            "2013-06-21",
            fact="memo to principal",
        ),
    ),
    benchmarks=(
        early(
            "Every school has a plan whose objectives are those of the district's.",
            "2011-12-16",
            SCHOOL,
            met="2012-01-11",
            metric="Schools with such a plan",
            unit="schools",
            baseline="1",
            exactly="6",
            source="The plans themselves",
            measured=(Measured("2011-11-30", "4"), Measured("2011-12-16", "6")),
            shown=(
                Shown("2011-12-16", EvidenceKind.DOCUMENT, "School plans, 2011-12", measurement=2),
                Shown("2011-12-09", EvidenceKind.DOCUMENT, "The school's plan", school=BOBBIN),
            ),
        ),
        short(
            "Schools reach two thirds of their own plan's targets for pupils.",
            "2012-06-29",
            STUDENT,
            missed="2012-07-18",
            metric="Targets reached",
            unit="per cent of targets",
            at_least="67",
            source="Monthly reviews",
            measured=(Measured("2012-06-22", "54"), Measured("2012-06-22", "71", BOBBIN)),
        ),
        final(
            "The Progress and Performance Index of every school is on target.",
            "2013-10-01",
            SCHOOL,
            metric="Schools with a cumulative PPI of 75 or more",
            unit="schools",
            baseline="0",
            at_least="5",
            source="The state's accountability report",
        ),
    ),
)

DATA_USE = Initiative(
    "data-use",
    "Collect data, analyze it, and interpret it into meaningful steps",
    fact="data",
    activities=(
        Activity(
            "Model the use of data in faculty meetings, committee meetings, and one-on-one"
            " discussions with teachers.",
            "principal-canal",
            CLASSROOM,
            IN_PROGRESS,
            "2011-11-01",
            "2013-06-14",
            fact="model the use",
        ),
        Activity(
            "Collect and display data that show one's progress as a leader and the school's.",
            "director-of-data",
            SCHOOL,
            IN_PROGRESS,
            "2011-11-01",
            "2013-06-14",
            fact="display data",
        ),
    ),
    benchmarks=(
        early(
            "Teachers' teams meet on data every other week and write down what they will change.",
            "2012-12-14",
            CLASSROOM,
            metric="Meetings with a written next step",
            unit="per cent of meetings",
            baseline="12",
            at_least="80",
            source="Minutes of the teams",
            measured=(
                Measured("2012-03-30", "38"),
                Measured("2012-10-31", "63"),
                Measured("2012-10-31", "70", BOBBIN),
                Measured("2012-10-31", "55", CANAL),
            ),
            shown=(
                Shown(
                    "2012-10-31",
                    EvidenceKind.DOCUMENT,
                    "Minutes of the teams, September and October",
                    school=CANAL,
                    measurement=4,
                ),
            ),
        ),
        short(
            "Pupils learning English gain a level in a year.",
            "2013-05-31",
            STUDENT,
            group=PupilGroup.ENGLISH_LEARNER,
            metric="Pupils who gained a level",
            unit="per cent of English learners",
            baseline="39",
            at_least="55",
            source="English proficiency test",
            measured=(Measured("2012-05-31", "45"),),
        ),
        final(
            "The proficiency gap of English learners in mathematics has narrowed by a third.",
            "2013-10-01",
            STUDENT,
            group=PupilGroup.ENGLISH_LEARNER,
            metric="Gap in composite performance",
            unit="points",
            baseline="42",
            at_most="28",
            source="State test",
        ),
    ),
)

TEACHER_PROGRESS = Initiative(
    "teacher-progress",
    "Monitor teachers' progress in increasing the achievement of their students",
    fact="teacher progress",
    activities=(
        Activity(
            "Talk through each teacher's results twice a year, with goals for the next half.",
            "principal-shuttle",
            CLASSROOM,
            IN_PROGRESS,
            "2012-01-16",
            "2013-06-14",
        ),
        Activity(
            "Report results by classroom to principals, and by school to the board.",
            "director-of-student-services",
            DISTRICT,
            ActivityStatus.NOT_STARTED,
            "2013-02-01",
            "2013-06-14",
        ),
    ),
    benchmarks=(
        early(
            "Every teacher has written goals that rest on last year's results.",
            "2012-10-31",
            CLASSROOM,
            metric="Teachers with such goals",
            unit="per cent of teachers",
            baseline="5",
            at_least="95",
            source="Goal forms",
        ),
        short(
            "The share of pupils in the lowest band of the interim test falls.",
            "2013-03-29",
            STUDENT,
            metric="Pupils in the lowest band",
            unit="per cent of pupils tested",
            baseline="33",
            at_most="22",
            source="Interim test",
        ),
        final(
            "No more than one pupil in ten is at the state's warning level in English.",
            "2013-10-01",
            STUDENT,
            metric="Pupils at warning or failing",
            unit="per cent of pupils tested",
            baseline="21",
            at_most="10",
            source="State test",
        ),
    ),
)

DATA = Objective(
    "data",
    "Data and continuous improvement",
    "Foster a cycle of continuous improvement and accountability by using data to effectively"
    " examine and improve teaching and learning.",
    (SCHOOL_PLANS, DATA_USE, TEACHER_PROGRESS),
    fact="objective: data",
)
