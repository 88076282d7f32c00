"""Studies, what they gather and what they make of it, as the API shows them."""

from typing import Any

from sqlalchemy import ColumnElement, and_, case, func, literal_column, select

from models import inquiry as tables
from models import inquiry_material as material
from models.inquiry_terms import StudyMeasure
from models.tables import metadata
from schema.entities import Alias, entity, expression, to_many, to_one

MEMBERS = metadata.tables["study_member"]
QUESTIONS = metadata.tables["research_question"]
INTERVIEWS = metadata.tables["interview"]
OBSERVATIONS = metadata.tables["observation"]
DOCUMENTS = metadata.tables["source_document"]
ORIGINALS = metadata.tables["transcript_original"]
TRANSCRIPTS = metadata.tables["transcript"]

ONE: ColumnElement[Any] = literal_column("1")

AUTHOR = frozenset({"author_id"})
CONSENT = frozenset({"is_withdrawn", "is_own"})
HANGING = AUTHOR | CONSENT
RANGE_OF_TEXT = HANGING | {"text_length"}


def counted(figure: Alias) -> ColumnElement[Any]:
    """How many records there are of what a figure counts, among those that the caller sees."""

    def count(rows: Alias, what: ColumnElement[Any] | None = None) -> Any:
        number = func.count() if what is None else func.count(what.distinct())
        of_study = rows.c.study_id == figure.c.study_id
        return select(number).select_from(rows).where(of_study).correlate(figure).scalar_subquery()

    interviews = INTERVIEWS.alias()
    measures = {
        StudyMeasure.PERSONS_INTERVIEWED: count(interviews, interviews.c.pseudonym),
        StudyMeasure.INTERVIEWS: count(INTERVIEWS.alias()),
        StudyMeasure.OBSERVATIONS: count(OBSERVATIONS.alias()),
        StudyMeasure.DOCUMENTS: count(DOCUMENTS.alias()),
        StudyMeasure.RESEARCH_QUESTIONS: count(QUESTIONS.alias()),
        StudyMeasure.RESEARCHERS: count(MEMBERS.alias()),
    }
    return case(
        *(
            (figure.c.measure == literal_column(f"'{measure.name}'"), number)
            for measure, number in measures.items()
        )
    )


def whole_text(transcript: Alias) -> ColumnElement[Any]:
    """The text as written where the caller may see it, else masked."""
    originals = ORIGINALS.alias()
    original = select(originals.c.text).where(
        originals.c.district_id == transcript.c.district_id,
        originals.c.id == transcript.c.original_id,
    )
    return func.coalesce(original.correlate(transcript).scalar_subquery(), transcript.c.masked_text)


def excerpt(coding: Alias) -> ColumnElement[Any]:
    """The passage that is coded, of the text that the caller sees."""
    transcripts = TRANSCRIPTS.alias()
    passage = func.substr(
        whole_text(transcripts), coding.c.starts_at + ONE, coding.c.ends_at - coding.c.starts_at
    )
    found = select(passage).where(
        and_(
            transcripts.c.district_id == coding.c.district_id,
            transcripts.c.id == coding.c.transcript_id,
        )
    )
    return found.correlate(coding).scalar_subquery()


def is_within(code: Alias, coding: Alias) -> ColumnElement[bool]:
    """That a coding is by the code, or by one that is part of it."""
    within = func.ask.codes_within(code.c.id).table_valued("code_id")
    return coding.c.code_id.in_(select(within.c.code_id).correlate(code))


@entity(tables.Study, plural="studies", order=("name",), keys=("name",))
class Study:
    """A piece of research: its purpose, its method, and all that belongs to it."""


@entity(tables.StudyMember, plural="studyMembers", order_within=("label",))
class StudyMember:
    """Someone who works in a study."""

    study = to_one(back="members", says="Who works in it.", always=True)
    person = to_one(back="studies", says="The studies that the person works in.")


@entity(tables.ResearchQuestion, plural="researchQuestions", order_within=("position",))
class ResearchQuestion:
    """A question that a study asks."""

    study = to_one(back="researchQuestions", says="What it asks, in its order.", always=True)


@entity(tables.StudyFigure, plural="studyFigures", order_within=("measure",))
class StudyFigure:
    """A figure that a study reports of its own size, beside what is on record."""

    study = to_one(back="figures", says="What it reports of its own size.", always=True)
    counted = expression(
        counted,
        metadata.tables["study_figure"].c.at_least,
        "How many such records of the study the caller sees; null for what has no records.",
        is_nullable=True,
    )


@entity(tables.Code, plural="codes", order_within=("position",))
class Code:
    """What passages of text are marked with; codes stand in a tree."""

    study = to_one(back="codes", says="All its codes, at whatever depth.", always=True)
    parent = to_one(back="children", says="The codes that are part of it.")
    segments = to_many(
        material.Coding,
        "study_id",
        through=is_within,
        order=("district_id", "transcript_id", "starts_at"),
        says="The passages marked with it or with a code that is part of it, at whatever depth, in"
        " every district: each a coding, which tells the place and, as far as the caller may read"
        " it, the text. In the order of the texts unless told.",
    )


@entity(tables.Theme, plural="themes", order_within=("title",))
class Theme:
    """A finding that categories were combined to."""

    study = to_one(back="themes", says="What was found.")


@entity(tables.ThemeCode, plural="themeCodes")
class ThemeCode:
    """A code or category that a theme was made from."""

    study = to_one()
    theme = to_one(back="codes", says="What it was made from, where visible.", always=True)
    code = to_one(back="themes", says="The themes that it went into.", always=True)


@entity(material.Interview, plural="interviews", order_within=("held_on",), hides=HANGING)
class Interview:
    """That someone was interviewed: when, in which office, and not who."""

    study = to_one(back="interviews", says="The interviews that the caller sees.")
    researcher = to_one(back="interviews", says="The interviews that the member held.")


@entity(material.Observation, plural="observations", order_within=("held_on",), hides=AUTHOR)
class Observation:
    """That something was watched: when, what, and not whom."""

    study = to_one(back="observations", says="The observations that the caller sees.")
    researcher = to_one(back="observations", says="The observations that the member made.")


@entity(
    material.SourceDocument,
    plural="sourceDocuments",
    order_within=("collected_on",),
    hides=AUTHOR,
)
class SourceDocument:
    """That a document was collected: when, of which kind, from which office, and not whose."""

    study = to_one(back="documents", says="The documents that the caller sees.")
    researcher = to_one(back="documents", says="The documents that the member collected.")


@entity(material.Informant, plural="informants", hides=AUTHOR)
class Informant:
    """Who stands behind an interview, an observation or a document."""

    interview = to_one(back="informants", says="Who was interviewed; for the author alone.")
    observation = to_one(back="informants", says="Who was watched; for the author alone.")
    document = to_one(back="informants", says="Who wrote it; for the author alone.")


@entity(
    material.TranscriptOriginal,
    plural="transcriptOriginals",
    hides=AUTHOR | {"words"},
)
class TranscriptOriginal:
    """A text as it was written, with all that could identify someone."""


@entity(material.Transcript, plural="transcripts", hides=HANGING | {"masked_words"})
class Transcript:
    """The text of an interview, observation or document, with identifying spans masked."""

    study = to_one(back="transcripts", says="The texts that the caller sees.")
    interview = to_one(back_one="transcript", says="What was said, where visible.")
    observation = to_one(back_one="transcript", says="What was noted, where visible.")
    document = to_one(back_one="transcript", says="What it says, where visible.")
    original = to_one(back_one="transcript", says="The text with identifying spans masked.")
    text = expression(
        whole_text,
        TRANSCRIPTS.c.masked_text,
        "The text: as written for its author, with identifying spans masked for others, and null"
        " for them until it is declared to be de-identified.",
        is_nullable=True,
        reads=("original",),
    )


@entity(
    material.TranscriptSpan,
    plural="transcriptSpans",
    order_within=("starts_at",),
    hides=RANGE_OF_TEXT,
)
class TranscriptSpan:
    """A span of a transcript that would identify someone, and is masked."""

    transcript = to_one(back="spans", says="The spans that are masked.", always=True)


@entity(material.Coding, plural="codings", order_within=("starts_at",), hides=RANGE_OF_TEXT)
class Coding:
    """That a coder put a code to a range of a transcript."""

    study = to_one(back="codings", says="The codings that the caller sees.")
    transcript = to_one(back="codings", says="How it is coded, as far as the caller sees.")
    code = to_one(back="codings", says="The passages that it was put to.")
    coder = to_one(back="codings", says="What the member coded.")
    excerpt = expression(
        excerpt,
        TRANSCRIPTS.c.masked_text,
        "The passage coded, of the text that the caller may see.",
        is_nullable=True,
        reads=("transcript.original",),
    )


@entity(material.ThemeGrounding, plural="themeGroundings", hides=HANGING)
class ThemeGrounding:
    """A coding that grounds a theme, read by those who read the coding and nobody else."""

    theme = to_one(back="groundings", says="What grounds it, for those who see the codings.")
    coding = to_one(back="groundings", says="The themes that it grounds.", always=True)


@entity(tables.Memo, plural="memos", order_within=("written_on",), hides=AUTHOR)
class Memo:
    """A thought that a researcher wrote down."""

    study = to_one(back="memos", says="The memos that the caller sees.")
    researcher = to_one(back="memos", says="The memos that the member wrote.")
    code = to_one(back="memos", says="The memos about it.")
    theme = to_one(back="memos", says="The memos about it.")


@entity(material.MemoReference, plural="memoReferences", hides=RANGE_OF_TEXT)
class MemoReference:
    """What of a district's material a memo is about: a transcript, a range of it, or a coding."""

    memo = to_one(back="references", says="What of districts' material it is about.", always=True)
    transcript = to_one(back="memoReferences", says="The memos about it.")
    coding = to_one(back="memoReferences", says="The memos about it.")
