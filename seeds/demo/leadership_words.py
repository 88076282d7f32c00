"""What administrators of the demo write, by what they write it of; all invented."""

from collections.abc import Mapping

from models.leadership_terms import AdministratorLevel, AdministratorStandard

__all__ = ["COMMENTS", "NEXT_STEPS", "RATIONALES"]

LEADERSHIP, IMPROVEMENT, RIGOR, DATA = AdministratorStandard
HIGHLY, EFFECTIVE, NECESSARY = AdministratorLevel

Words = Mapping[tuple[AdministratorStandard, AdministratorLevel], str]

RATIONALES: Words = {
    (LEADERSHIP, HIGHLY): "Three teachers now lead the team meetings that I used to lead.",
    (
        LEADERSHIP,
        EFFECTIVE,
    ): "Staff can name our goals; not all can say what changes by them.",
    (LEADERSHIP, NECESSARY): "Most of my month went into matters that others could have settled.",
    (IMPROVEMENT, HIGHLY): "We dropped a practice that did not work, and said why.",
    (IMPROVEMENT, EFFECTIVE): "We met every other week and wrote down the next step each time.",
    (IMPROVEMENT, NECESSARY): "Two meetings were called off, and nobody took up their business.",
    (RIGOR, HIGHLY): "In most rooms visited pupils explained their reasoning to each other.",
    (RIGOR, EFFECTIVE): "Tasks are at grade level; pupils are seldom asked for reasons.",
    (RIGOR, NECESSARY): "Half of the tasks that I saw were below grade level.",
    (DATA, HIGHLY): "Teams change their lessons by the interim tests, and I can show where.",
    (DATA, EFFECTIVE): "Results are discussed within the week; what follows is not yet written.",
    (DATA, NECESSARY): "The interim tests were two weeks old before a team saw them.",
}

NEXT_STEPS: Words = {
    (LEADERSHIP, HIGHLY): "Find the next two who will lead a team.",
    (LEADERSHIP, EFFECTIVE): "Begin each faculty meeting with one goal and one classroom.",
    (LEADERSHIP, NECESSARY): "Hand the bus schedule over, and visit classrooms in that hour.",
    (IMPROVEMENT, HIGHLY): "Tell the DILT what we dropped.",
    (IMPROVEMENT, EFFECTIVE): "Look back in June at which steps made a difference.",
    (IMPROVEMENT, NECESSARY): "Put the meetings where nothing else can fall.",
    (RIGOR, HIGHLY): "Film two lessons for the others.",
    (RIGOR, EFFECTIVE): "Plan three questions that ask for reasons into each unit.",
    (RIGOR, NECESSARY): "Go through one unit with each team before it is taught.",
    (DATA, HIGHLY): "Have pupils keep their own results.",
    (DATA, EFFECTIVE): "Write the next step on the same page as the results.",
    (DATA, NECESSARY): "Ask for the results by Friday of the same week.",
}

COMMENTS: Mapping[tuple[str, bool], str] = {
    ("objective", True): "Two pupils told me what they were learning, and what for.",
    ("objective", False): "It stands on the board; the pupils whom I asked had not read it.",
    ("unit", True): "On the mapped unit, on its day.",
    ("unit", False): "A worksheet from another unit. Let us talk about what kept you.",
    ("questions", True): "“How do you know?” was asked four times in ten minutes.",
    ("questions", False): "Every question had one word for an answer.",
    ("talk", True): "Pairs compared their ways before you showed yours.",
    ("reading", True): "A page of the textbook was read, and marked, by everyone.",
    ("reading", False): "The slides said what the page would have said.",
    ("checks", True): "You saw the wrong answers on the slates and went back a step.",
    ("checks", False): "Three hands were up all the time; I could not tell about the others.",
}
