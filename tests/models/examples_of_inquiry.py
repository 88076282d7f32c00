"""One valid row of everything that a study consists of, and what its second rows stand on."""

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any
from uuid import UUID

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

__all__ = ["SECOND", "TAKEN_DOCUMENT", "TAKEN_OBSERVATION", "beside", "material", "study"]

Add = Callable[..., Row]
Rows = Mapping[type[Base], Row]

TAKEN_OBSERVATION, TAKEN_DOCUMENT = UUID(int=11), UUID(int=12)
"""In the first district; they have transcripts."""
LENGTH = {"text_length": 4}
"""Of the text of every row where nothing is said."""

SECOND: Rows = {
    Study: {"name": "Second Study"},
    StudyMember: {"label": "second"},
    ResearchQuestion: {"position": 2},
    StudyFigure: {"measure": "OBSERVATIONS"},
    Code: {"name": "Second Code"},
    Theme: {"title": "Second Theme"},
    TranscriptSpan: {"starts_at": 2, "ends_at": 4},
    Coding: {"starts_at": 2, "ends_at": 4},
}


def study(add: Add, person: Row) -> dict[type[Base], Row]:
    """A study with a member, and what stands in no district."""
    made = add(Study)
    of_study = {"study_id": made["id"]}
    member = add(StudyMember, **of_study, person_id=person["id"])
    code = add(Code, **of_study)
    theme = add(Theme, **of_study)
    about = {"code_id": code["id"], "theme_id": theme["id"]}
    return {
        Study: made,
        StudyMember: member,
        ResearchQuestion: add(ResearchQuestion, **of_study),
        StudyFigure: add(StudyFigure, **of_study, at_least=Decimal(10), at_most=Decimal(12)),
        Code: code,
        Theme: theme,
        ThemeCode: add(ThemeCode, **of_study, **about),
        Memo: add(Memo, **of_study, **about, researcher_id=member["id"]),
    }


def material(add: Add, network: Rows, here: Row, number: int) -> dict[type[Base], Row]:
    """What the study gathers in a district: an interview and all that comes of it."""
    made = _made(network, here)
    interview = add(Interview, **made)
    original, transcript = _text(add, made, interview_id=interview["id"])
    observation = add(Observation, **made | {"id": UUID(int=10 * number + 1)})
    document = add(SourceDocument, **made | {"id": UUID(int=10 * number + 2)})
    _text(add, made, observation_id=observation["id"])
    _text(add, made, document_id=document["id"])
    of_text = {"transcript_id": transcript["id"], **LENGTH, "starts_at": 0, "ends_at": 2}
    in_study = here | {"study_id": made["study_id"]}
    coder = {"coder_id": made["researcher_id"]}
    coding = add(Coding, **in_study, **of_text, **coder, code_id=network[Code]["id"])
    grounds = {"coding_id": coding["id"], "theme_id": network[Theme]["id"]}
    return {
        Interview: interview,
        Observation: observation,
        SourceDocument: document,
        Informant: add(Informant, **made, interview_id=interview["id"], name="Someone"),
        TranscriptOriginal: original,
        Transcript: transcript,
        TranscriptSpan: add(TranscriptSpan, **made, **of_text),
        Coding: coding,
        ThemeGrounding: add(ThemeGrounding, **in_study, **coder, **grounds),
        MemoReference: add(MemoReference, **made, **of_text, memo_id=network[Memo]["id"]),
    }


def beside(add: Add, first: Rows, here: Row, whose: Row) -> dict[type[Base], Row]:
    """Another person in the study, another theme and code, and another text to be masked."""
    made = _made(first, here)
    of_study = {"study_id": made["study_id"]}
    return {
        StudyMember: whose,
        ThemeCode: {"code_id": add(Code, **of_study, name="Another")["id"]},
        ThemeGrounding: {"theme_id": add(Theme, **of_study, title="Another")["id"]},
        Transcript: {
            "original_id": add(TranscriptOriginal, **made)["id"],
            "interview_id": add(Interview, **made)["id"],
        },
    }


def _made(network: Rows, here: Row) -> dict[str, Any]:
    member = network[StudyMember]
    return here | {"study_id": member["study_id"], "researcher_id": member["id"]}


def _text(add: Add, made: Row, **source: UUID) -> tuple[Row, Row]:
    original = add(TranscriptOriginal, **made)
    return original, add(Transcript, **made, **LENGTH, **source, original_id=original["id"])
