"""The improvement plans of Mill City's schools; what they say is invented.

Between them they leave two of the district's initiatives without any school's plan: the
self-assessments, and the monitoring of teachers' progress.
"""

from functools import partial

from models.leadership_terms import SchoolPlanItemStatus, SchoolPlanStatus
from models.plan_terms import ThroughLineLevel
from seeds.demo.leadership_notation import Item, SchoolPlan
from seeds.demo.mill_city_people import BOBBIN, CANAL, HIGH, RIVERSIDE, SHUTTLE, WEAVER

__all__ = ["SCHOOL_PLANS"]

DISTRICT, SCHOOL, CLASSROOM, STUDENT = ThroughLineLevel
COMPLETE, IN_PROGRESS, NO_ACTION = SchoolPlanItemStatus

units = partial(Item, initiative="core", level=CLASSROOM, strategies=("unit",))
reasons = partial(Item, initiative="rigor", level=CLASSROOM, strategies=("questions",))
reading = partial(Item, initiative="literacy", level=CLASSROOM, strategies=("reading",))
checks = partial(Item, initiative="data-use", level=CLASSROOM, strategies=("checks",))
learned = partial(Item, initiative="dilt", level=SCHOOL)
visits = partial(Item, initiative="walkthroughs", level=CLASSROOM, strategies=("objective",))
feedback = partial(Item, initiative="feedback", level=SCHOOL)
team = partial(Item, initiative="school-plans", level=SCHOOL)

first_year = partial(
    SchoolPlan, year=2012, status=SchoolPlanStatus.ENDED, published="2011-12-09", ended="2012-06-29"
)
second_year = partial(SchoolPlan, year=2013, published="2012-09-21")

FIRST_YEAR = (
    first_year(
        BOBBIN,
        "principal-bobbin",
        goal="Every grade teaches the same mathematics in the same week.",
        items=(
            units("Use the mapped units in kindergarten to grade 3.", status=COMPLETE),
            team("Write this plan with the school's leadership team.", status=COMPLETE),
            learned("Repeat each DILT's topic with the teachers within the week.", status=COMPLETE),
        ),
    ),
    first_year(
        CANAL,
        "principal-canal",
        goal="Teams read their own pupils' results.",
        items=(
            checks("Meet on data every other week in each grade.", status=IN_PROGRESS),
            units("Begin the common units in January.", status=COMPLETE),
        ),
    ),
    first_year(
        WEAVER,
        "principal-weaver",
        goal="Pilot the common units for the district.",
        items=(units("Pilot the common units in grades 4 and 5.", status=COMPLETE),),
    ),
    first_year(
        SHUTTLE,
        "principal-shuttle",
        goal="Fewer pupils fail a course.",
        items=(
            reasons("Open each lesson with a problem that has two ways.", status=IN_PROGRESS),
            feedback("Bring one lesson a month to the review.", status=COMPLETE),
        ),
    ),
    first_year(
        HIGH,
        "principal-high",
        goal="Pupils read in every subject.",
        items=(reading("Half an hour of reading a day in science and history.", status=NO_ACTION),),
    ),
    first_year(
        RIVERSIDE,
        "principal-riverside",
        goal="Every child is known by the second month.",
        items=(team("Write this plan with parents at the table.", status=COMPLETE),),
    ),
)

SECOND_YEAR = (
    second_year(
        BOBBIN,
        "principal-bobbin",
        goal="What teachers do together, pupils do together.",
        items=(
            units("Teach the mapped unit of the week in every grade.", status=IN_PROGRESS),
            reasons(
                "Plan questions that ask for reasons, in grade teams.",
                status=IN_PROGRESS,
                strategies=("questions", "talk"),
            ),
            reading(
                "Read and write once a week in science.",
                status=NO_ACTION,
                owner="teacher-bobbin-2",
            ),
            team("Read this plan together each month; keep its colors up.", status=COMPLETE),
        ),
    ),
    second_year(
        CANAL,
        "principal-canal",
        goal="No lesson goes on over what pupils have not understood.",
        items=(
            checks("Check for understanding twice a lesson.", status=IN_PROGRESS),
            visits("Pupils can say what they learn and why.", status=IN_PROGRESS),
            units("Keep to the mapped units.", status=COMPLETE),
            learned("Show one's own lesson before asking for another's.", status=IN_PROGRESS),
        ),
    ),
    second_year(
        WEAVER,
        "principal-weaver",
        goal="From the pilot to every room.",
        items=(
            units("Teach the mapped units in every grade.", status=IN_PROGRESS),
            reasons("Ask for reasons in every lesson visited.", status=NO_ACTION),
        ),
    ),
    second_year(
        SHUTTLE,
        "principal-shuttle",
        goal="Seven in ten pupils pass everything.",
        items=(
            reasons("Open each lesson with a problem that has two ways.", status=IN_PROGRESS),
            units("Teach the common units in mathematics.", status=IN_PROGRESS),
            feedback("Bring two lessons a month to the review.", status=IN_PROGRESS),
            Item("Repaint the stairwells with the pupils.", None, SCHOOL, COMPLETE),
        ),
    ),
    second_year(
        HIGH,
        "principal-high",
        goal="Pupils read in every subject, this time.",
        items=(
            reading("One text a week in every subject.", status=IN_PROGRESS),
            visits("Answer each visit on its day.", status=NO_ACTION),
        ),
    ),
    second_year(
        RIVERSIDE,
        "principal-riverside",
        goal="Children leave us ready to read.",
        items=(
            reading("Read aloud twice a day, and talk about it.", status=IN_PROGRESS),
            team("Look at this plan with parents in January.", status=COMPLETE),
        ),
    ),
)

THIRD_YEAR = SchoolPlan(
    BOBBIN,
    "principal-bobbin",
    2014,
    "Every teacher has watched every colleague.",
    (
        Item(
            "Teachers visit each other with the walkthrough tool.",
            None,
            CLASSROOM,
            NO_ACTION,
            ("objective", "talk"),
        ),
    ),
    SchoolPlanStatus.DRAFT,
)

SCHOOL_PLANS = (*FIRST_YEAR, *SECOND_YEAR, THIRD_YEAR)
