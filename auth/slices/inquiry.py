"""Who reads studies and what they gather: the research office, and of confidences the author."""

from auth.slices.grants import Slice, across, anyone, in_study, readers, the_author
from auth.slices.roles import MON, OFF, RES
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
