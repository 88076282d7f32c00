"""The records of a study that the demo's data write down."""

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any, TypeAlias
from uuid import UUID

from models import inquiry as tables
from models import inquiry_material as material
from models.base import Base
from models.inquiry_terms import CodeKind
from seeds.demo.field_study import stated
from seeds.demo.ids import district_id, person_id
from seeds.demo.paper import ILLUSTRATION, Provenance, told
from seeds.demo.study_notation import (
    Coded,
    Document,
    Fact,
    Met,
    Noted,
    Said,
    SortedAs,
    Studied,
    Theme,
    Watched,
    spoken,
)
from seeds.store import stable_id

__all__ = ["material_records", "memo_records", "study_records"]

Gathered: TypeAlias = Met | Watched | Document


def study_records(study: Studied) -> Iterator[Base]:
    """The study with its members, questions, figures, codes and themes."""
    yield tables.Study(
        id=_id("study", study),
        name=study.name,
        purpose=study.purpose,
        method=study.method,
        starts_on=_day(study.starts),
        **_source(study.fact),
    )
    for worker in study.workers:
        yield tables.StudyMember(
            **_of(study, "member", worker.label, fact=worker.fact),
            person_id=worker.person and person_id(*worker.person),
            label=worker.label,
            collects_data=worker.collects,
            analyses_data=worker.analyses,
            starts_on=_day(worker.starts),
        )
    for position, (question, fact) in enumerate(study.questions, 1):
        yield tables.ResearchQuestion(
            **_of(study, "question", question, fact=fact), position=position, question=question
        )
    for figure in study.figures:
        yield tables.StudyFigure(
            **_of(study, "figure", figure.measure.name, fact=figure.fact),
            measure=figure.measure,
            at_least=_number(figure.at_least),
            at_most=_number(figure.at_most),
            is_approximate=figure.is_approximate,
            wording=figure.wording,
        )
    yield from _codes(study, study.codes, None)
    for theme in study.themes:
        yield from _theme(study, theme)


def material_records(study: Studied, district: str, gathered: Sequence[Gathered]) -> Iterator[Base]:
    """What the study's first member gathered in a district; the last two coded it too."""
    researcher = _member(study, study.workers[0].label)
    for each in gathered:
        source = _gathered_id(study, district, each)
        made = {
            "district_id": district_id(district),
            "study_id": _id("study", study),
            "researcher_id": researcher,
        }
        yield _gathered(made, source, each)
        reference = {REFERENCES[type(each)]: source}
        if isinstance(each, Met) and each.who:
            yield material.Informant(
                **made,
                **reference,
                **ILLUSTRATION,
                id=stable_id("informant", str(source)),
                person_id=person_id(district, each.who),
            )
        if each.said:
            yield from _text(study, made, source, reference, each.said)


def memo_records(
    study: Studied, district: str, memos: Sequence[Noted], gathered: Sequence[Gathered]
) -> Iterator[Base]:
    """The memos of the study's first member, and the transcripts that they are about."""
    made = {
        "study_id": _id("study", study),
        "researcher_id": _member(study, study.workers[0].label),
    }
    for memo in memos:
        record = tables.Memo(
            **made,
            **ILLUSTRATION,
            id=_id("memo", study, memo.title),
            title=memo.title,
            text=memo.text,
            written_on=_day(memo.day),
            code_id=memo.code and _id("code", study, memo.code),
            theme_id=memo.theme and _id("theme", study, memo.theme),
        )
        yield record
        for met in gathered:
            if isinstance(met, Met) and met.said and met.pseudonym in memo.about:
                source = _gathered_id(study, district, met)
                yield material.MemoReference(
                    **made,
                    **ILLUSTRATION,
                    district_id=district_id(district),
                    id=stable_id("memo reference", str(record.id), str(source)),
                    memo_id=record.id,
                    transcript_id=stable_id("transcript", str(source)),
                    text_length=len(spoken(met.said.text)[0]),
                )


# Codes refer to codes, so they have to be written together: rows are by the columns they name.
_ALIKE: dict[str, Any] = {"provenance_source": None, "provenance_line": None}


def _codes(study: Studied, codes: Sequence[SortedAs], parent: UUID | None) -> Iterator[Base]:
    for position, code in enumerate(codes, 1):
        record = tables.Code(
            **_ALIKE | _of(study, "code", code.key, fact=code.fact),
            parent_id=parent,
            kind=code.kind,
            name=code.name,
            description=code.description,
            position=position,
            is_codable=code.kind is CodeKind.CODE,
        )
        yield record
        yield from _codes(study, code.parts, record.id)


def _theme(study: Studied, theme: Theme) -> Iterator[Base]:
    record = tables.Theme(
        **_of(study, "theme", theme.title, fact=theme.fact),
        title=theme.title,
        statement=theme.statement,
        published_on=_day(theme.published),
    )
    yield record
    for code in theme.codes:
        yield tables.ThemeCode(
            **_of(study, "theme code", theme.title, code, fact=None),
            theme_id=record.id,
            code_id=_id("code", study, code),
        )


REFERENCES = {Met: "interview_id", Watched: "observation_id", Document: "document_id"}


def _gathered_id(study: Studied, district: str, each: Gathered) -> UUID:
    match each:
        case Met():
            names = ("interview", study.name, district, each.pseudonym, each.day)
        case Watched():
            names = ("observation", study.name, district, each.kind.name, each.day)
        case Document():
            names = ("document", study.name, district, each.kind.name, each.day)
    return stable_id(*names)


def _gathered(made: dict[str, Any], source: UUID, each: Gathered) -> Base:
    common = {**made, "id": source, **_source(each.fact)}
    match each:
        case Met():
            return material.Interview(
                **common,
                held_on=_day(each.day),
                informant_role=each.role,
                informant_kind=each.kind,
                pseudonym=each.pseudonym,
                minutes=each.minutes,
            )
        case Watched():
            return material.Observation(
                **common, held_on=_day(each.day), kind=each.kind, minutes=each.minutes
            )
        case Document():
            return material.SourceDocument(
                **common, collected_on=_day(each.day), kind=each.kind, informant_role=each.role
            )


def _text(
    study: Studied, made: dict[str, Any], source: UUID, reference: dict[str, UUID], said: Said
) -> Iterator[Base]:
    text, spans = spoken(said.text)
    original, transcript = (stable_id(kind, str(source)) for kind in ("original", "transcript"))
    of_text = {**made, **ILLUSTRATION, "text_length": len(text)}
    yield material.TranscriptOriginal(**made, **ILLUSTRATION, id=original, text=text)
    yield material.Transcript(
        **of_text,
        **reference,
        id=transcript,
        original_id=original,
        deidentified_on=_day(said.deidentified),
    )
    for span in spans:
        yield material.TranscriptSpan(
            **of_text,
            id=stable_id("span", str(transcript), str(span.starts_at)),
            transcript_id=transcript,
            kind=span.kind,
            starts_at=span.starts_at,
            ends_at=span.ends_at,
        )
    for coded in said.coded:
        yield from _codings(study, of_text, transcript, text, coded)


def _codings(
    study: Studied, of_text: dict[str, Any], transcript: UUID, text: str, coded: Coded
) -> Iterator[Base]:
    in_text = {name: value for name, value in of_text.items() if name != "researcher_id"}
    for label, passage, codes in _put(study, coded):
        if text.count(passage) != 1:
            raise ValueError(f"This does not occur once: {passage}")
        starts_at = text.index(passage)
        for code in codes:
            coding = material.Coding(
                **in_text,
                id=stable_id("coding", str(transcript), label, code, str(starts_at)),
                transcript_id=transcript,
                code_id=_id("code", study, code),
                coder_id=_member(study, label),
                starts_at=starts_at,
                ends_at=starts_at + len(passage),
                coded_at=datetime(2013, 7, 1, 14, tzinfo=UTC),
            )
            yield coding
            if label == study.workers[0].label:
                yield from _groundings(study, coding, code)


def _put(study: Studied, coded: Coded) -> Iterator[tuple[str, str, Sequence[str]]]:
    """Who put which codes to which passage; the coders are the first member and the last two."""
    first, second, third = (study.workers[place].label for place in (0, -2, -1))
    yield first, coded.passage, coded.codes
    others = coded.codes if coded.second is None else coded.second
    yield second, coded.second_passage or coded.passage, others
    yield third, coded.passage, coded.third


def _groundings(study: Studied, coding: material.Coding, code: str) -> Iterator[Base]:
    for theme in study.themes:
        if code in theme.codes:
            yield material.ThemeGrounding(
                **ILLUSTRATION,
                district_id=coding.district_id,
                id=stable_id("grounding", str(coding.id), theme.title),
                study_id=coding.study_id,
                theme_id=_id("theme", study, theme.title),
                coding_id=coding.id,
                coder_id=coding.coder_id,
            )


def _of(study: Studied, kind: str, *names: str, fact: Fact) -> dict[str, Any]:
    return {"study_id": _id("study", study), "id": _id(kind, study, *names), **_source(fact)}


def _id(kind: str, study: Studied, *names: str) -> UUID:
    return stable_id(kind, study.name, *names)


def _member(study: Studied, label: str) -> UUID:
    return _id("member", study, label)


def _source(fact: Fact) -> Provenance:
    if isinstance(fact, int):
        return stated(fact)
    return told(fact) if fact else ILLUSTRATION


def _day(iso: str | None) -> date | None:
    return date.fromisoformat(iso) if iso else None


def _number(value: int | None) -> Decimal | None:
    return None if value is None else Decimal(value)
