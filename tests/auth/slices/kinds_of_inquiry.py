"""What the page of slices says of studies; who is asked here wrote nothing and works in none."""

from models.base import Base
from models.inquiry import (
    Code,
    Memo,
    ResearchQuestion,
    Study,
    StudyFigure,
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

__all__ = ["SEEN_BY", "WITHDRAWN"]

SEEN_BY: dict[type[Base], str] = {
    **dict.fromkeys((Study, ResearchQuestion, StudyFigure, Code, Theme, ThemeCode), "RES OFF"),
    **dict.fromkeys(
        (
            Interview,
            Observation,
            SourceDocument,
            Transcript,
            TranscriptSpan,
            Coding,
            ThemeGrounding,
            Memo,
            MemoReference,
        ),
        "RES",
    ),
    **dict.fromkeys((TranscriptOriginal, Informant), ""),
}
"""Each kind of record, and the roles that see all of them."""

WITHDRAWN = (Interview, Transcript, TranscriptSpan, Coding, ThemeGrounding, MemoReference)
"""What nobody but its author sees once the interviewee has withdrawn consent."""
