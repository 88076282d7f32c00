"""Monthly reviews of Mill City's school plans; what was said at them is invented."""

from functools import partial

from seeds.demo.leadership_notation import Memo, Review
from seeds.demo.mill_city_people import BOBBIN, CANAL, HIGH, RIVERSIDE, SHUTTLE, WEAVER

__all__ = ["REVIEWS"]

BOTH = ("superintendent", "assistant-superintendent")

october = partial(Review, month="2012-10", prepared_on="2012-10-12")
april = partial(Review, month="2013-04", prepared_on="2013-04-12")
may = partial(Review, month="2013-05")

OCTOBER = (
    october(
        BOBBIN,
        "principal-bobbin",
        prepared=(
            "Reasons before answers, in grades 4 and 5.",
            "Walkthroughs of September and the teams' minutes.",
            "Every team plans three questions a week.",
            "Sit in on each team once; bring two sets of questions to the next review.",
        ),
        held="2012-10-17",
        by=BOTH,
        colors="ppnp",
        memo=Memo(
            "The units are in every grade. Science has not begun to read.",
            "The literacy coach spends Tuesdays at the school until December.",
            "Say who will begin in science, and when.",
            "2012-10-22",
        ),
    ),
    october(
        CANAL,
        "principal-canal",
        prepared=(
            "What follows from a check for understanding.",
            "Slates are in all rooms; minutes of three teams.",
            "Each teacher goes back a step at least once a week, and says so.",
            "Watch for it on every visit; show my own lesson first.",
        ),
        held="2012-10-18",
        colors="ppcp",
        memo=Memo(
            "Checks are made; lessons go on regardless.",
            "The assistant superintendent comes along on two walkthroughs in November.",
            "Comments that ask what the teacher will do next, rather than praise.",
            "2012-10-24",
        ),
    ),
    october(
        WEAVER,
        "principal-weaver",
        prepared=(
            "Grades that were not in the pilot.",
            "Lesson plans of kindergarten to grade 3.",
            "All grades on the mapped unit by Thanksgiving.",
            "Pair each new grade with one of the pilot's.",
        ),
        held="2012-10-19",
        colors="pn",
        memo=Memo(
            "The pilot's teachers carry the others.",
            "No classroom was visited in September; the target stands from now on.",
            "Be seen in classrooms.",
            "2012-10-26",
        ),
    ),
)

APRIL = (
    april(
        BOBBIN,
        "principal-bobbin",
        prepared=(
            "Reading in science.",
            "Counts of the strategies seen, October to March.",
            "One science lesson with a text in each grade.",
            "Teach the first of them myself.",
        ),
        held="2013-04-16",
        colors="ppnc",
        memo=Memo(
            "Questions that ask for reasons are seen in most rooms. Results have not moved yet.",
            "Science waits until the fall; the coach stays with grade 4.",
            "Look at the pupils' answers as closely as at the teachers' questions.",
            "2013-04-19",
        ),
    ),
    april(
        SHUTTLE,
        "principal-shuttle",
        prepared=(
            "Mathematics in grade 8.",
            "Report cards of the second term.",
            "Twenty more pupils pass everything by June.",
            "A double period for those who failed in February.",
        ),
        held="2013-04-17",
        by=BOTH,
        colors="ppcc",
        memo=Memo(
            "A quarter of the pupils still fail a course; it was a third a year ago.",
            "The double period begins on Monday.",
            "Tell families before the report card does.",
            "2013-04-23",
        ),
    ),
    april(
        HIGH,
        "principal-high",
        prepared=(
            "Texts in mathematics.",
            "Nine departments' plans; two have no text yet.",
            "A text in every department.",
            "Give the two departments a common hour.",
        ),
        held="2013-04-18",
        colors="pn",
    ),
)

MAY = (
    may(
        BOBBIN,
        "principal-bobbin",
        prepared=(
            "The summary of the year.",
            "All walkthroughs, by strategy.",
            "A draft of next year's plan.",
            "Write it with the leadership team on two afternoons.",
        ),
        prepared_on="2013-05-13",
        colors="ppnc",
    ),
    may(RIVERSIDE, "principal-riverside"),
)

REVIEWS = (*OCTOBER, *APRIL, *MAY)
