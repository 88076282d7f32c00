"""Who sees what of studies, sentence by sentence of the page of slices."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

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
from tests.rows import Row

if TYPE_CHECKING:
    from tests.auth.slices.oracle import Eyes

__all__ = ["PAGE"]


def study(eyes: "Eyes", row: Row) -> bool:
    """RES, OFF, and MON of studies they work in."""
    return eyes.has("RES", "OFF") or (eyes.has("MON") and works_in(eyes, row))


def works_in(eyes: "Eyes", row: Row) -> bool:
    today = eyes.world.today
    return eyes.caller.person is not None and any(
        member["person_id"] == eyes.caller.person
        and member["study_id"] == row.get("study_id", row["id"])
        and (member["starts_on"] is None or member["starts_on"] <= today)
        and (member["ends_on"] is None or today <= member["ends_on"])
        for member in eyes.world.all(StudyMember)
    )


def theme(eyes: "Eyes", row: Row) -> bool:
    return row["published_on"] is not None or study(eyes, row)


def author(eyes: "Eyes", row: Row) -> bool:
    """Its author, in whatever office or none."""
    maker = eyes.world.find(StudyMember, row.get("researcher_id") or row["coder_id"])
    return maker["person_id"] is not None and maker["person_id"] == eyes.caller.person


def confidence(eyes: "Eyes", row: Row) -> bool:
    """Its author, RES, and nobody else."""
    return author(eyes, row) or eyes.has("RES")


def interview_of(eyes: "Eyes", row: Row) -> Row | None:
    """The interview that a row hangs on, where it does."""
    for name, model in (("transcript_id", Transcript), ("coding_id", Coding)):
        if row.get(name) is not None:
            return interview_of(eyes, eyes.world.find(model, row[name]))
    key = row.get("interview_id")
    return None if key is None else eyes.world.find(Interview, key)


def interview(eyes: "Eyes", row: Row) -> bool:
    """Its author, and RES unless consent is withdrawn."""
    return author(eyes, row) or (eyes.has("RES") and row.get("consent_withdrawn_on") is None)


def hanging(eyes: "Eyes", row: Row) -> bool:
    """As the interview: once consent is withdrawn nobody but who held it reads it."""
    held = interview_of(eyes, row)
    if held is None or held.get("consent_withdrawn_on") is None:
        return confidence(eyes, row)
    maker = row.get("researcher_id") or row["coder_id"]
    return author(eyes, row) and maker == held["researcher_id"]


PAGE: Mapping[type[Base], Callable[["Eyes", Row], bool]] = {
    Study: study,
    StudyMember: study,
    ResearchQuestion: study,
    StudyFigure: study,
    Code: study,
    Theme: theme,
    ThemeCode: study,
    Interview: interview,
    Observation: confidence,
    SourceDocument: confidence,
    Informant: author,
    TranscriptOriginal: author,
    Transcript: hanging,
    TranscriptSpan: hanging,
    Coding: hanging,
    ThemeGrounding: hanging,
    Memo: confidence,
    MemoReference: hanging,
}
