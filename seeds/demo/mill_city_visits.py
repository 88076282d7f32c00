"""The plan monitor's days in Mill City, and what she noted for herself.

The study counts twelve full-day observations and lists what there was to see; which day it was and
what was noted is invented.
"""

from functools import partial

from models.monitoring_terms import ObservedOccasion
from seeds.demo.mill_city_people import BOBBIN, CANAL, HIGH, RIVERSIDE, SHUTTLE, WEAVER
from seeds.demo.monitoring_notation import Noted, Visit

__all__ = ["VISITS"]

classes = partial(Noted, ObservedOccasion.CLASSES)
with_teachers = partial(Noted, ObservedOccasion.MEETING_WITH_TEACHERS)
with_administrators = partial(Noted, ObservedOccasion.MEETING_WITH_ADMINISTRATORS)
with_parents = partial(Noted, ObservedOccasion.MEETING_WITH_PARENTS)
conference = partial(Noted, ObservedOccasion.CONFERENCE)
planning = partial(Noted, ObservedOccasion.PLANNING_MEETING)
training = partial(Noted, ObservedOccasion.PROFESSIONAL_DEVELOPMENT)

VISITS = (
    Visit(
        "2011-09-14",
        (
            classes("Classes.", BOBBIN, fact="observed: classes"),
            with_teachers("Meeting with teachers.", BOBBIN, fact="observed: teachers"),
            with_administrators("Meeting with administrators.", fact="observed: administrators"),
            with_parents("Meeting with parents.", BOBBIN, fact="observed: parents"),
            conference("Conferencing between administrators.", fact="observed: conferences"),
            planning("A district planning meeting.", fact="observed: planning"),
            training(
                "Professional development of administrators.",
                fact="observed: professional development",
            ),
        ),
        fact="full-day observations",
    ),
    Visit(
        "2011-11-09",
        (
            training("The rubric was read aloud; three tables never got to their own ratings."),
            conference("The superintendent asks for evidence twice before she is given any."),
        ),
    ),
    Visit(
        "2012-01-25",
        (
            classes("Two of nine rooms on the mapped unit; worksheets elsewhere.", SHUTTLE),
            with_teachers("They fear that the tool is evaluation by another name.", SHUTTLE),
        ),
    ),
    Visit(
        "2012-03-14",
        (
            classes("The same lesson, rated by a pair: they agree on all but one line.", CANAL),
            conference("The principal names what she saw and asks before she advises.", CANAL),
        ),
    ),
    Visit(
        "2012-05-09",
        (
            planning("The school's team follows its plan item by item.", WEAVER),
            with_parents("They know the plan's three aims; none has seen the report.", WEAVER),
        ),
    ),
    Visit(
        "2012-06-13",
        (with_administrators("Tired, and agreed that next year needs fewer forms."),),
    ),
    Visit(
        "2012-09-12",
        (training("The tables now work on pupils' texts, not on the rubric."),),
    ),
    Visit(
        "2012-10-24",
        (
            classes("Reading tasks in history; science says that it has no time.", HIGH),
            with_teachers("Feedback arrives, often a day late, and is read.", HIGH),
        ),
    ),
    Visit(
        "2012-12-05",
        (
            planning("Minutes name a next step; nobody is named to take it.", CANAL),
            conference("A difficult conversation, well prepared and kindly held.", CANAL),
        ),
    ),
    Visit(
        "2013-01-23",
        (classes("Talk in pairs in every room; the questions are still the teacher's.", BOBBIN),),
    ),
    Visit(
        "2013-02-06",
        (
            with_teachers("They share the two units that went worst without being asked.", WEAVER),
            with_parents("Calls on the first day of absence are welcome.", RIVERSIDE),
        ),
    ),
    Visit(
        "2013-03-13",
        (with_administrators("Who will hold the routines when the manager's days are cut?"),),
    ),
    Visit("2013-04-10", (planning("The next plan, read with the board's chair."),), full_day=False),
)
