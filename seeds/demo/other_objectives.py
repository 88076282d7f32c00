"""Strategic objectives that the four invented districts choose from. All of it is invented.

What is written once here stands in several plans: the dates follow the plan's first autumn.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from models.plans import ActivityStatus, ThroughLineLevel
from seeds.demo.plan_notation import (
    Activity,
    Benchmark,
    Initiative,
    Measured,
    Objective,
    early,
    final,
    short,
)

__all__ = ["objectives"]

DISTRICT, SCHOOL, CLASSROOM, STUDENT = ThroughLineLevel


@dataclass(frozen=True, slots=True)
class _Course:
    """An initiative in short: what is done, by whom, and what shows that it works."""

    key: str
    title: str
    does: str
    owner: str
    adults: str
    adults_target: str
    pupils: str
    pupils_target: str


OBJECTIVES: dict[str, tuple[str, str, tuple[_Course, _Course, _Course]]] = {
    "leaders": (
        "Leaders of instruction",
        "Principals spend their days in classrooms and know what they see there.",
        (
            _Course(
                "visits",
                "Weekly visits",
                "Visit five classrooms a week and answer each in writing.",
                "principal-1",
                "Teachers visited have a written answer",
                "90",
                "Pupils at work when a visitor enters",
                "85",
            ),
            _Course(
                "evaluation",
                "Evaluation that helps",
                "Evaluate every teacher by the new rubric.",
                "superintendent",
                "Evaluations name one thing to change",
                "95",
                "Pupils who gain a year in a year",
                "60",
            ),
            _Course(
                "principals",
                "Principals learn together",
                "Hold a day of study for principals each month.",
                "superintendent",
                "Principals use the agreed protocol",
                "100",
                "Pupils who pass all courses",
                "80",
            ),
        ),
    ),
    "reading": (
        "Reading first",
        "Every pupil reads well by the end of grade 3.",
        (
            _Course(
                "block",
                "Ninety minutes of reading",
                "Set the same ninety minutes aside in all early grades.",
                "director",
                "Classrooms that keep the ninety minutes",
                "95",
                "Pupils at grade level in grade 3",
                "65",
            ),
            _Course(
                "groups",
                "Small groups by need",
                "Regroup pupils every six weeks by what they can do.",
                "director",
                "Teams that regroup on time",
                "90",
                "Pupils who move up a group",
                "50",
            ),
            _Course(
                "families",
                "Reading at home",
                "Lend every family five books a week.",
                "principal-1",
                "Families who borrow each week",
                "70",
                "Pupils who read at home daily",
                "60",
            ),
        ),
    ),
    "mathematics": (
        "Mathematics that makes sense",
        "Pupils explain what they do in mathematics.",
        (
            _Course(
                "units",
                "Common units",
                "Write common units with their tests for grades 4 to 8.",
                "director",
                "Teachers who teach the common unit",
                "90",
                "Pupils who pass the unit test",
                "65",
            ),
            _Course(
                "talk",
                "Talk in mathematics",
                "Train teachers to lead a discussion of pupils' solutions.",
                "director",
                "Lessons in which pupils explain",
                "75",
                "Pupils who score 3 of 4 on open questions",
                "45",
            ),
            _Course(
                "algebra",
                "Algebra for all",
                "Give a second daily period to those who need it.",
                "principal-2",
                "Pupils in need who have the period",
                "100",
                "Pupils who pass algebra",
                "70",
            ),
        ),
    ),
    "support": (
        "Every pupil in school and supported",
        "Absence and trouble are noticed at once and answered.",
        (
            _Course(
                "attendance",
                "Call home the same day",
                "Call each family on the first day of an absence.",
                "principal-2",
                "Absences answered the same day",
                "95",
                "Pupils absent fewer than ten days",
                "85",
            ),
            _Course(
                "teams",
                "Support teams",
                "Meet weekly on pupils who fall behind.",
                "principal-1",
                "Schools whose team meets weekly",
                "100",
                "Pupils back on track in a term",
                "50",
            ),
            _Course(
                "conduct",
                "Calm corridors",
                "Agree on five rules and teach them.",
                "superintendent",
                "Staff who apply the five rules",
                "90",
                "Pupils without a suspension",
                "96",
            ),
        ),
    ),
}


def objectives(keys: tuple[str, ...], year: int, *, finished: bool = False) -> Iterator[Objective]:
    """The objectives of a plan that begins in a year, begun or carried out."""
    for key in keys:
        title, statement, courses = OBJECTIVES[key]
        initiatives = tuple(_initiative(course, year, finished=finished) for course in courses)
        yield Objective(key, title, statement, initiatives)


def _initiative(course: _Course, year: int, *, finished: bool) -> Initiative:
    done = ActivityStatus.DONE if finished else ActivityStatus.NOT_STARTED
    activity = Activity(
        course.does, course.owner, SCHOOL, done, f"{year}-09-06", f"{year + 1}-06-15"
    )
    return Initiative(
        course.key, course.title, (activity,), tuple(_benchmarks(course, year, finished=finished))
    )


def _benchmarks(course: _Course, year: int, *, finished: bool) -> Iterator[Benchmark]:
    judged = f"{year + 2}-06-20" if finished else None
    yield early(
        f"{course.adults}: {course.adults_target} per cent.",
        f"{year + 1}-01-31",
        CLASSROOM,
        met=judged,
        metric=course.adults,
        unit="per cent",
        at_least=course.adults_target,
        measured=(Measured(f"{year + 2}-06-01", course.adults_target),) if finished else (),
    )
    yield short(
        f"{course.pupils}: {course.pupils_target} per cent.",
        f"{year + 1}-06-15",
        STUDENT,
        missed=judged,
        metric=course.pupils,
        unit="per cent",
        at_least=course.pupils_target,
        measured=(Measured(f"{year + 2}-06-01", str(int(course.pupils_target) - 7)),)
        if finished
        else (),
    )
    yield final("The Progress and Performance Index is on target.", f"{year + 2}-10-01", STUDENT)
