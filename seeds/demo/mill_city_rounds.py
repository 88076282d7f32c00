"""What Mill City's administrators look for in classrooms, and saw there; all of it invented.

Bobbin Street, Canal Street and Shuttle Hill were visited often enough for what was seen to be
counted. At the high school only two teachers were, so there the counts are withheld; Weaver and
Riverside were not visited.
"""

from functools import partial

from seeds.demo.leadership_notation import Round, Strategy, Tool
from seeds.demo.mill_city_people import BOBBIN, CANAL, HIGH, SHUTTLE

__all__ = ["ROUNDS", "STRATEGIES", "TARGETS", "TOOLS"]

STRATEGIES = (
    Strategy(
        "objective",
        "Pupils know what they are learning and why",
        "A pupil who is asked can say it in the own words.",
        "walkthroughs",
    ),
    Strategy(
        "unit",
        "The mapped unit of the week",
        "The lesson is the unit's, within a day or two.",
        "core",
    ),
    Strategy(
        "questions",
        "Questions that ask for reasons",
        "“How do you know?”, and time to answer it.",
        "rigor",
    ),
    Strategy(
        "reading",
        "Reading and writing in the subject",
        "Pupils read a text of the subject, or write one.",
        "literacy",
    ),
    Strategy(
        "checks",
        "Checks for understanding that change the lesson",
        "The teacher finds out who has understood, and does something about it.",
        "data-use",
    ),
    Strategy(
        "talk",
        "Pupils explain their thinking to each other",
        "Two ways are compared before one is shown.",
        "rigor",
    ),
)

NAME = "Mill City walkthrough tool"
FIRST_LIST = ("objective", "unit", "questions", "reading", "checks")

TOOLS = (
    Tool(
        NAME,
        1,
        "2011-12-01",
        FIRST_LIST,
        "2012-08-31",
        "Ten minutes in the room. Mark what you see, write one comment to each, and put the copy"
        " into the teacher's mailbox before you leave.",
    ),
    Tool(NAME, 2, "2012-09-01", (*FIRST_LIST, "talk")),
)

at_bobbin = partial(
    Round,
    school=BOBBIN,
    observer="principal-bobbin",
    teachers=("teacher-bobbin-1", "teacher-bobbin-2", "teacher-bobbin-3"),
)
at_canal = partial(
    Round,
    school=CANAL,
    observer="principal-canal",
    teachers=("teacher-canal-1", "teacher-canal-2", "teacher-canal-3"),
)
at_shuttle = partial(Round, school=SHUTTLE, observer="principal-shuttle")
at_high = partial(
    Round, school=HIGH, observer="principal-high", teachers=("teacher-high-1", "union-president")
)

FIRST_YEAR = (
    at_bobbin(
        "2011-12-06",
        seen={
            "objective": "-+-",
            "unit": "+--",
            "questions": "---",
            "reading": "---",
            "checks": "-- ",
        },
        late=(1, 2),
    ),
    at_canal("2011-12-06", seen={"objective": "---", "unit": "-+-", "checks": "---"}, late=(0,)),
    at_bobbin("2012-03-06", seen={"objective": "-++", "unit": "++-", "questions": "+--"}),
    at_shuttle(
        "2012-03-06",
        teachers=("teacher-shuttle-1", "teacher-shuttle-2", "former-teacher-shuttle"),
        seen={"objective": "--+", "unit": "--+", "questions": "-+-", "checks": "---"},
    ),
)

SECOND_YEAR = (
    at_bobbin(
        "2012-10-02",
        seen={
            "objective": "+++",
            "unit": "+++",
            "questions": "+-+",
            "reading": "---",
            "checks": "+- ",
            "talk": "--+",
        },
    ),
    at_canal(
        "2012-10-02",
        seen={"objective": "+-+", "unit": "+++", "questions": "-+-", "checks": "-+-"},
        late=(2,),
    ),
    at_high("2012-10-02", seen={"objective": "+-", "reading": "-+"}, late=(0, 1)),
    at_canal(
        "2012-11-06",
        seen={"objective": "+++", "unit": "+++", "checks": "+-+", "talk": "-+-"},
        joint=1,
        along="assistant-superintendent",
        memo=(
            "Slates were out in all three rooms. In one of them the lesson went back a step.",
            "Half of the answers on the slates were wrong, and the lesson went on.",
            "The team plans what to do when a third are wrong. I watch for it each week.",
        ),
    ),
    at_shuttle(
        "2013-03-05",
        teachers=("teacher-shuttle-1", "teacher-shuttle-2"),
        seen={"unit": "++", "questions": "-+", "talk": "--"},
    ),
    at_bobbin(
        "2013-04-02",
        seen={
            "objective": "+++",
            "unit": "+++",
            "questions": "+++",
            "reading": "---",
            "talk": "+-+",
        },
    ),
    at_high("2013-04-02", seen={"objective": "+-", "reading": "++"}, drafts=(1,)),
    Round(
        "2013-04-09",
        CANAL,
        "director-of-curriculum",
        ("teacher-canal-1",),
        {"unit": "+", "checks": "+"},
    ),
    Round(
        "2013-04-16",
        CANAL,
        "assistant-superintendent",
        ("teacher-canal-2",),
        {"objective": "+", "checks": "-"},
    ),
)

ROUNDS = (*FIRST_YEAR, *SECOND_YEAR)

OBSERVERS = (
    ("principal-bobbin", 3),
    ("principal-canal", 3),
    ("principal-weaver", 3),
    ("principal-shuttle", 3),
    ("principal-high", 3),
    ("principal-riverside", 2),
    ("director-of-curriculum", 1),
    ("director-of-data", 1),
    ("director-of-student-services", 1),
    ("assistant-superintendent", 2),
)
MONTHS = ("2011-12", "2012-03", "2012-10", "2012-11", "2013-03", "2013-04")

TARGETS = tuple(
    (administrator, month, target) for month in MONTHS for administrator, target in OBSERVERS
)
