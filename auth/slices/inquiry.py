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

for confidence in (Observation, SourceDocument, Memo):
    SLICES[confidence] = readers(the_author(), across(RES))

BY_CONSENT = across(RES, where="NOT is_withdrawn", says="while the interviewee's consent stands")

SLICES[Interview] = readers(the_author(), BY_CONSENT)

for hanging in (Transcript, TranscriptSpan, Coding, ThemeGrounding, MemoReference):
    SLICES[hanging] = readers(
        the_author(
            where="is_own OR NOT is_withdrawn",
            says="where consent is withdrawn only if it was the own interview",
        ),
        BY_CONSENT,
    )

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

NO_EDITS = {
    (Transcript, "update"),
    (ThemeCode, "update"),
    (ThemeGrounding, "update"),
    (MemoReference, "update"),
    (Theme, "delete"),
}
"""What changes by verbs, is taken back and made anew, or has a state to tell of."""

THEIR_OWN = readers(in_study(RES, **OWN), own(MON, **OWN))
SORTERS = readers(across(RES), in_study(MON))
PUBLISHED = "It is published already."

ACTIONS: tuple[Action, ...] = (
    *(
        action
        for model, written in WRITERS.items()
        for action in edits(model, written)
        if (model, action.name) not in NO_EDITS
    ),
    Action("recordConsent", Interview, THEIR_OWN),
    Action(
        "withdrawConsent",
        Interview,
        THEIR_OWN,
        "consent_withdrawn_on IS NULL",
        "Consent is withdrawn already.",
    ),
    Action("delete", Theme, readers(across(RES)), "published_on IS NULL", PUBLISHED),
    Action("publish", Theme, SORTERS, "published_on IS NULL", PUBLISHED),
    *(
        Action(
            "transcribe",
            model,
            THEIR_OWN,
            f"NOT EXISTS (SELECT FROM transcript t WHERE t.{column} = {model.__tablename__}.id"
            f" AND t.district_id = {model.__tablename__}.district_id)",
            "Its text is written down already.",
        )
        for model, column in (
            (Interview, "interview_id"),
            (Observation, "observation_id"),
            (SourceDocument, "document_id"),
        )
    ),
    Action(
        "declareDeidentified",
        Transcript,
        THEIR_OWN,
        "deidentified_on IS NULL",
        "It is declared already.",
    ),
    Action(
        "withhold",
        Transcript,
        THEIR_OWN,
        "deidentified_on IS NOT NULL",
        "It is not declared to be de-identified.",
    ),
)
