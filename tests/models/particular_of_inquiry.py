"""What studies promise of their rows beyond what their columns declare."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from models.base import Base
from models.inquiry import Code, ResearchQuestion, Study, StudyFigure, StudyMember
from models.inquiry_material import (
    Coding,
    Informant,
    Interview,
    MemoReference,
    Observation,
    Transcript,
    TranscriptSpan,
)
from tests.models.examples_of_inquiry import TAKEN_DOCUMENT, TAKEN_OBSERVATION
from tests.rows import Row

__all__ = ["broken"]

ENDS_FIRST: Row = {"starts_on": date(2012, 9, 1), "ends_on": date(2012, 3, 1)}
OUTSIDE: tuple[Row, ...] = (
    {"starts_at": -1, "ends_at": 2},
    {"starts_at": 2, "ends_at": 2},
    {"starts_at": 3, "ends_at": 2},
    {"starts_at": 0, "ends_at": 5},
)
WITHDRAWN_FIRST: Row = {
    "consent_given_on": date(2012, 9, 2),
    "consent_withdrawn_on": date(2012, 9, 1),
}
OF_NOTHING: Row = {"interview_id": None, "observation_id": None, "document_id": None}
OF_TWO: Row = {"observation_id": TAKEN_OBSERVATION, "document_id": TAKEN_DOCUMENT}


def broken() -> Iterator[tuple[type[Base], str, tuple[Row, ...]]]:
    """A model, what says no, and rows to which it does."""
    yield Study, "dates", (ENDS_FIRST,)
    yield StudyMember, "dates", (ENDS_FIRST,)
    yield ResearchQuestion, "position", ({"position": 0}, {"position": 101})
    yield StudyFigure, "bounds", ({"at_least": Decimal(13)},)
    yield StudyFigure, "figure", ({"at_least": None, "at_most": None},)
    yield Code, "color", tuple({"color": each} for each in ("red", "#12", "#1234567", "#12345G"))
    for held in (Interview, Observation):
        yield held, "minutes", ({"minutes": 0},)
    yield Interview, "consent", (WITHDRAWN_FIRST,)
    for sourced in (Informant, Transcript):
        yield sourced, "source", (OF_NOTHING, OF_TWO)
    of_observation = OF_NOTHING | {"observation_id": TAKEN_OBSERVATION}
    yield Transcript, "withdrawn", (of_observation | {"is_withdrawn": True},)
    yield Informant, "known", ({"name": None},)
    for ranged in (TranscriptSpan, Coding, MemoReference):
        yield ranged, "range", OUTSIDE
    yield (
        Transcript,
        "uq_transcript_district_id_observation_id",
        (of_observation,),
    )
    yield (
        Transcript,
        "uq_transcript_district_id_document_id",
        (OF_NOTHING | {"document_id": TAKEN_DOCUMENT},),
    )
    nothing: Row = {"transcript_id": None, "text_length": None}
    yield MemoReference, "about", (nothing | {"starts_at": None, "ends_at": None},)
    yield MemoReference, "text_length", ({"text_length": None},)
    yield MemoReference, "both_ends", ({"starts_at": None}, {"ends_at": None})
