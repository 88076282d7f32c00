"""Who reads studies and what they gather: the research office, and of confidences the author.

Who writes them: the research office for its studies, and a monitor within the own district what is
the monitor's own. Nobody writes in the name of another person of the network.
"""

from auth.slices.grants import Slice, across, anyone, in_study, own, readers, the_author
from auth.slices.roles import MON, OFF, RES
from auth.slices.writing import Action, Stays, Writers, edits, writers
from models.base import Base
from models.inquiry import (
    Code,
    Memo,
    ResearchQuestion,
    Study,
    StudyFigure,
    StudyMember,
    Theme,
    ThemeCode,
)
from models.inquiry_material import (
    Coding,
    Informant,
    Interview,
    MemoReference,
    Observation,
    SourceDocument,
    ThemeGrounding,
    Transcript,
    TranscriptOriginal,
    TranscriptSpan,
)

SLICES: dict[type[Base], Slice] = {
    Study: readers(across(RES, OFF), in_study(MON, column="id")),
    Theme: readers(
        across(RES, OFF),
        in_study(MON),
        anyone("published_on IS NOT NULL", "once it is published"),
    ),
    TranscriptOriginal: readers(the_author()),
    Informant: readers(the_author()),
}

for part in (StudyMember, ResearchQuestion, StudyFigure, Code, ThemeCode):
    SLICES[part] = readers(across(RES, OFF), in_study(MON))

for confidence in (
    Interview,
    Observation,
    SourceDocument,
    Transcript,
    TranscriptSpan,
    Coding,
    ThemeGrounding,
    Memo,
    MemoReference,
):
    SLICES[confidence] = readers(the_author(), across(RES))

AUTHORED = "author_id = (SELECT slice.person())"
IN_NO_OTHER_NAME = f"(author_id IS NULL OR {AUTHORED})"
OWN = {"where": AUTHORED, "says": "what they author"}
NOT_ANOTHERS = {
    "where": IN_NO_OTHER_NAME,
    "says": "what they or somebody outside of the network authored",
}

WRITERS: dict[type[Base], Writers] = {
    Study: writers(across(RES)),
    StudyMember: writers(across(RES)),
    ResearchQuestion: writers(across(RES), delete=[across(RES)]),
    StudyFigure: writers(across(RES), delete=[across(RES)]),
    Code: writers(across(RES), in_study(MON), delete=[across(RES)]),
    Theme: writers(
        across(RES),
        in_study(MON),
        delete=[across(RES, where="published_on IS NULL", says="until it is published")],
    ),
    ThemeCode: writers(across(RES), in_study(MON), delete=[across(RES), in_study(MON)]),
    Memo: writers(
        across(RES, **NOT_ANOTHERS),
        in_study(MON, **OWN),
        delete=[across(RES, **OWN), in_study(MON, **OWN)],
    ),
}

for gathered in (Interview, Observation, SourceDocument, Transcript, TranscriptSpan):
    WRITERS[gathered] = writers(in_study(RES, **NOT_ANOTHERS), own(MON, **OWN))

for identifying in (TranscriptOriginal, Informant):
    WRITERS[identifying] = writers(in_study(RES, **OWN), own(MON, **OWN))

WRITERS[TranscriptSpan] = writers(
    in_study(RES, **NOT_ANOTHERS),
    own(MON, **OWN),
    delete=[in_study(RES, **OWN), own(MON, **OWN)],
)

for made_of_it in (Coding, ThemeGrounding, MemoReference):
    WRITERS[made_of_it] = writers(
        across(RES, **NOT_ANOTHERS),
        own(MON, **OWN),
        delete=[across(RES, **OWN), own(MON, **OWN)],
    )

STAYS: dict[type[Base], tuple[Stays, ...]] = {}

ACTIONS: tuple[Action, ...] = (
    *(action for model, written in WRITERS.items() for action in edits(model, written)),
    Action(
        "publish",
        Theme,
        readers(across(RES), in_study(MON)),
        "published_on IS NULL",
        "It is published already.",
    ),
    Action(
        "declareDeidentified",
        Transcript,
        readers(in_study(RES, **NOT_ANOTHERS), own(MON, **OWN)),
        "deidentified_on IS NULL",
        "It is declared already.",
    ),
)
