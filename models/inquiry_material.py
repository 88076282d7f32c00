"""What studies gather in districts: who was met and what was said, watched, read and coded.

Who it was stands in `Informant`, which the author alone reads. A text stands twice: as written,
for its author, and masked, for the research office. Ranges of text count Unicode code points
from 0, as REFI-QDA does; masking replaces each code point by one, so that a range means the same
in both texts.
"""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import (
    CheckConstraint,
    Computed,
    DateTime,
    ForeignKeyConstraint,
    Index,
    Integer,
    SmallInteger,
    UniqueConstraint,
    false,
    func,
    true,
)
from sqlalchemy.dialects.postgresql import TSVECTOR
from sqlalchemy.orm import Mapped, mapped_column

from models.base import DistrictRecord, described, link, one_of, within
from models.inquiry import Made, OfAuthor, of_study
from models.inquiry_terms import (
    DocumentKind,
    InformantKind,
    InformantRole,
    ObservationKind,
    SpanKind,
)

__all__ = [
    "Coding",
    "DocumentKind",
    "Informant",
    "InformantKind",
    "InformantRole",
    "Interview",
    "MemoReference",
    "Observation",
    "ObservationKind",
    "SourceDocument",
    "SpanKind",
    "ThemeGrounding",
    "Transcript",
    "TranscriptOriginal",
    "TranscriptSpan",
]

STARTS_AT = "Where the range starts: code points before it."
ENDS_AT = "Where the range ends: code points up to its end."
TEXT_LENGTH = "The length of the text in Unicode code points."
RANGE = "0 <= starts_at AND starts_at < ends_at AND ends_at <= text_length"
ONE_SOURCE = "num_nonnulls(interview_id, observation_id, document_id) = 1"

INTERVIEW = "The interview, where it is one."
OBSERVATION = "The observation, where it is one."
DOCUMENT = "The document, where it is one."


def text_length() -> Mapped[int]:
    """The length of the text that a range lies in, repeated from it."""
    return described(TEXT_LENGTH, type_=Integer, sort_order=801)  # type: ignore[no-any-return]


def words_of(text: str) -> Any:
    """The words of a text and their places, kept by the database; what search goes by."""
    words = Computed(f"ask.words_in({text})", persisted=True)
    return mapped_column(TSVECTOR, words, doc="Its words, for search.", sort_order=908)


class OfInterview:
    """What hangs on an interview, and leaves its readers with it when consent is withdrawn.

    What is of no interview, but of an observation or a document, stays.
    """

    is_withdrawn: Mapped[bool] = described(
        "Whether the interviewee has withdrawn consent, repeated from the interview.",
        server_default=false(),
        sort_order=802,
    )
    is_own: Mapped[bool] = described(
        "Whether who made it is who held the interview, and reads it even so.",
        server_default=true(),
        sort_order=803,
        info={"kept": True},
    )


class Interview(Made, DistrictRecord):
    """That someone was interviewed: when, in which office, and not who."""

    __tablename__ = "interview"

    held_on: Mapped[date] = described("The day of the interview.")
    informant_role: Mapped[InformantRole] = one_of(
        InformantRole, "The office of whoever was interviewed."
    )
    informant_kind: Mapped[InformantKind] = one_of(
        InformantKind, "How the person stands to what is being changed."
    )
    pseudonym: Mapped[str | None] = described(
        "What the study calls the person, the same in each interview; it leads to no one."
    )
    minutes: Mapped[int | None] = described("How long it took, in minutes.", type_=SmallInteger)
    consent_given_on: Mapped[date | None] = described(
        "When the person consented to it; null where that is not on record."
    )
    consent_withdrawn_on: Mapped[date | None] = described(
        "When the person withdrew consent: from then on nobody but its author reads the interview,"
        " nor what hangs on it. Null while consent stands."
    )
    is_withdrawn: Mapped[bool] = mapped_column(
        Computed("consent_withdrawn_on IS NOT NULL", persisted=True),
        doc="Whether consent is withdrawn.",
        nullable=False,
    )

    __table_args__ = (
        of_study("researcher_id", "study_member"),
        CheckConstraint("minutes > 0", name="minutes"),
        CheckConstraint("consent_withdrawn_on >= consent_given_on", name="consent"),
        UniqueConstraint("district_id", "id", "study_id"),
        UniqueConstraint("district_id", "id", "study_id", "is_withdrawn"),
        Index(None, "held_on", "district_id", "id"),
    )


class Observation(Made, DistrictRecord):
    """That something was watched: when, what, and not whom."""

    __tablename__ = "observation"

    held_on: Mapped[date] = described("The day of the observation.")
    kind: Mapped[ObservationKind] = one_of(ObservationKind, "What was watched.")
    informant_role: Mapped[InformantRole | None] = one_of(
        InformantRole, "The office of whoever was watched."
    )
    informant_kind: Mapped[InformantKind | None] = one_of(
        InformantKind, "How the person stands to what is being changed."
    )
    minutes: Mapped[int | None] = described("How long it took, in minutes.", type_=SmallInteger)

    __table_args__ = (
        of_study("researcher_id", "study_member"),
        CheckConstraint("minutes > 0", name="minutes"),
        UniqueConstraint("district_id", "id", "study_id"),
        Index(None, "held_on", "district_id", "id"),
    )


class SourceDocument(Made, DistrictRecord):
    """That a document was collected: when, of which kind, from which office, and not whose."""

    __tablename__ = "source_document"

    collected_on: Mapped[date] = described("The day it was collected.")
    kind: Mapped[DocumentKind] = one_of(DocumentKind, "What it is.")
    informant_role: Mapped[InformantRole | None] = one_of(
        InformantRole, "The office of whoever wrote it."
    )
    informant_kind: Mapped[InformantKind | None] = one_of(
        InformantKind, "How the person stands to what is being changed."
    )

    __table_args__ = (
        of_study("researcher_id", "study_member"),
        UniqueConstraint("district_id", "id", "study_id"),
        Index(None, "collected_on", "district_id", "id"),
    )


class Informant(Made, DistrictRecord):
    """Who stands behind an interview, an observation or a document."""

    __tablename__ = "informant"

    interview_id: Mapped[UUID | None] = within("interview", INTERVIEW, carries="study_id")
    observation_id: Mapped[UUID | None] = within("observation", OBSERVATION, carries="study_id")
    document_id: Mapped[UUID | None] = within("source_document", DOCUMENT, carries="study_id")
    person_id: Mapped[UUID | None] = link("person", "The person, where of the network.")
    name: Mapped[str | None] = described("The person's name, where not of the network.")

    __table_args__ = (
        of_study("researcher_id", "study_member"),
        CheckConstraint(ONE_SOURCE, name="source"),
        CheckConstraint("num_nonnulls(person_id, name) = 1", name="known"),
    )


class TranscriptOriginal(Made, DistrictRecord):
    """A text as it was written, with all that could identify someone."""

    __tablename__ = "transcript_original"

    text: Mapped[str] = described(
        "The text. Once it is coded it does not change: codings point at its places."
    )
    file_name: Mapped[str | None] = described("The name of the file that it came from.")
    text_length: Mapped[int] = mapped_column(
        Computed("char_length(text)", persisted=True), doc=TEXT_LENGTH
    )
    words: Mapped[str] = words_of("text")

    __table_args__ = (
        of_study("researcher_id", "study_member"),
        UniqueConstraint(
            "district_id",
            "id",
            "text_length",
            "study_id",
            "researcher_id",
            name="uq_transcript_original_carried",
        ),
    )


class Transcript(OfInterview, Made, DistrictRecord):
    """The text of an interview, observation or document, with identifying spans masked."""

    __tablename__ = "transcript"

    original_id: Mapped[UUID] = within(
        "transcript_original",
        "The text as it was written, which its author alone reads.",
        carries=("text_length", "study_id", "researcher_id"),
    )
    interview_id: Mapped[UUID | None] = within(
        "interview", INTERVIEW, carries=("study_id", "is_withdrawn")
    )
    observation_id: Mapped[UUID | None] = within("observation", OBSERVATION, carries="study_id")
    document_id: Mapped[UUID | None] = within("source_document", DOCUMENT, carries="study_id")
    deidentified_on: Mapped[date | None] = described(
        "When the author declared that all identifying spans are marked. Before, and again when"
        " the text changes, nobody else reads any of it."
    )
    masked_text: Mapped[str | None] = described(
        "The text with a block █ in place of each code point of an identifying span; null until"
        " the text is declared to be de-identified. Nothing is kept of how it read before: less of"
        " it may have been masked.",
        sort_order=799,
        info={"forgotten": True},
    )
    text_length: Mapped[int] = text_length()
    masked_words: Mapped[str | None] = words_of("masked_text")

    __table_args__ = (
        of_study("researcher_id", "study_member"),
        CheckConstraint(ONE_SOURCE, name="source"),
        CheckConstraint("interview_id IS NOT NULL OR NOT is_withdrawn", name="withdrawn"),
        Index(None, "masked_words", postgresql_using="gin"),
        UniqueConstraint("district_id", "original_id"),
        UniqueConstraint("district_id", "interview_id"),
        UniqueConstraint("district_id", "observation_id"),
        UniqueConstraint("district_id", "document_id"),
        UniqueConstraint(
            "district_id",
            "id",
            "study_id",
            "text_length",
            "is_withdrawn",
            name="uq_transcript_coded",
        ),
        UniqueConstraint(
            "district_id",
            "id",
            "study_id",
            "text_length",
            "researcher_id",
            "is_withdrawn",
            name="uq_transcript_carried",
        ),
    )


class TranscriptSpan(OfInterview, Made, DistrictRecord):
    """A span of a transcript that would identify someone, and is masked."""

    __tablename__ = "transcript_span"

    transcript_id: Mapped[UUID] = within(
        "transcript",
        "The transcript that it lies in.",
        carries=("study_id", "text_length", "researcher_id", "is_withdrawn"),
    )
    kind: Mapped[SpanKind | None] = one_of(SpanKind, "What it would give away, where told.")
    starts_at: Mapped[int] = described(STARTS_AT, type_=Integer)
    ends_at: Mapped[int] = described(ENDS_AT, type_=Integer)
    text_length: Mapped[int] = text_length()

    __table_args__ = (
        of_study("researcher_id", "study_member"),
        CheckConstraint(RANGE, name="range"),
        UniqueConstraint("district_id", "transcript_id", "starts_at", "ends_at"),
    )


class Coding(OfInterview, OfAuthor, DistrictRecord):
    """That a coder put a code to a range of a transcript."""

    __tablename__ = "coding"

    transcript_id: Mapped[UUID] = within(
        "transcript",
        "The transcript that it lies in.",
        carries=("study_id", "text_length", "is_withdrawn"),
    )
    code_id: Mapped[UUID] = mapped_column(doc="The code.")
    coder_id: Mapped[UUID] = mapped_column(doc="The member of the study who coded.")
    starts_at: Mapped[int] = described(STARTS_AT, type_=Integer)
    ends_at: Mapped[int] = described(ENDS_AT, type_=Integer)
    coded_at: Mapped[datetime] = described(
        "When it was coded.", type_=DateTime(timezone=True), server_default=func.now()
    )
    text_length: Mapped[int] = text_length()

    __table_args__ = (
        of_study("code_id", "code"),
        of_study("coder_id", "study_member"),
        CheckConstraint(RANGE, name="range"),
        UniqueConstraint(
            "district_id",
            "transcript_id",
            "coder_id",
            "code_id",
            "starts_at",
            "ends_at",
            name="uq_coding_once",
        ),
        UniqueConstraint("district_id", "id", "study_id", "is_withdrawn"),
        UniqueConstraint(
            "district_id", "id", "study_id", "coder_id", "is_withdrawn", name="uq_coding_carried"
        ),
    )


class ThemeGrounding(OfInterview, OfAuthor, DistrictRecord):
    """A coding that grounds a theme, read by those who read the coding and nobody else."""

    __tablename__ = "theme_grounding"

    theme_id: Mapped[UUID] = mapped_column(doc="The theme that is grounded.")
    coding_id: Mapped[UUID] = within(
        "coding", "The coding that grounds it.", carries=("study_id", "coder_id", "is_withdrawn")
    )
    coder_id: Mapped[UUID] = mapped_column(doc="The member of the study who coded, repeated.")

    __table_args__ = (
        of_study("theme_id", "theme"),
        UniqueConstraint("district_id", "coding_id", "theme_id"),
    )


class MemoReference(OfInterview, Made, DistrictRecord):
    """What of a district's material a memo is about: a transcript, a range of it, or a coding."""

    __tablename__ = "memo_reference"

    memo_id: Mapped[UUID] = mapped_column(doc="The memo.")
    transcript_id: Mapped[UUID | None] = within(
        "transcript",
        "The transcript, where it is about one.",
        carries=("study_id", "text_length", "is_withdrawn"),
    )
    coding_id: Mapped[UUID | None] = within(
        "coding", "The coding, where it is about one.", carries=("study_id", "is_withdrawn")
    )
    starts_at: Mapped[int | None] = described(
        f"{STARTS_AT} Null for the whole transcript.", type_=Integer
    )
    ends_at: Mapped[int | None] = described(
        f"{ENDS_AT} Null for the whole transcript.", type_=Integer
    )
    text_length: Mapped[int | None] = described(
        f"{TEXT_LENGTH} Null for a coding.", type_=Integer, sort_order=801
    )

    __table_args__ = (
        of_study("researcher_id", "study_member"),
        ForeignKeyConstraint(
            ["study_id", "researcher_id", "memo_id"],
            ["memo.study_id", "memo.researcher_id", "memo.id"],
        ),
        CheckConstraint("num_nonnulls(transcript_id, coding_id) = 1", name="about"),
        CheckConstraint("(transcript_id IS NULL) = (text_length IS NULL)", name="text_length"),
        CheckConstraint("(starts_at IS NULL) = (ends_at IS NULL)", name="both_ends"),
        CheckConstraint(
            f"starts_at IS NULL OR (transcript_id IS NOT NULL AND {RANGE})", name="range"
        ),
    )
