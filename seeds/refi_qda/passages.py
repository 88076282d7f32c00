"""What a project adds inside of texts: spans that are masked, codings, and memos on passages."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from uuid import UUID

from models.inquiry import Memo
from models.inquiry_material import Coding, MemoReference, ThemeGrounding, TranscriptSpan
from models.inquiry_terms import SpanKind
from seeds.refi_qda import words
from seeds.refi_qda.coders import Coders
from seeds.refi_qda.guids import derived
from seeds.refi_qda.project import Coding as Coded
from seeds.refi_qda.project import Link, Selection, Source
from seeds.refi_qda.sorting import Sorting

__all__ = ["Passages", "Place"]

ANOTHERS = "is another person's, who has to import it"


@dataclass(frozen=True, slots=True)
class Place:
    """A text, as what lies in it refers to it; `mine` if the importer wrote it."""

    district: UUID
    transcript: UUID
    length: int
    mine: bool


@dataclass(frozen=True, slots=True)
class Taken:
    """A coding as a theme refers to it."""

    district: UUID
    key: UUID
    coder: UUID


@dataclass(slots=True)
class Passages:
    """What lies in texts, by what the study's codes and memos have become."""

    sorting: Sorting
    coders: Coders
    codings: dict[UUID, Taken] = field(default_factory=dict)

    def add(self, source: Source, place: Place) -> None:
        """All that a source's text has in it."""
        self.refer(source.notes, source.line, place)
        for selection in source.selections:
            name, _, kind = (selection.name or "").partition(":")
            if not selection.codings and name == words.MASKED:
                self.add_span(selection, kind, place)
            elif not selection.codings and not selection.notes:
                self.tell(selection, "Selection", "has neither a code nor a note")
            for coding in selection.codings:
                self.add_coding(coding, selection, place)
            self.refer(selection.notes, selection.line, place, selection)

    def add_span(self, selection: Selection, kind: str, place: Place) -> None:
        """A span that identifies someone."""
        adding, ends = self.sorting.adding, (selection.starts_at, selection.ends_at)
        known = adding.known(TranscriptSpan, "transcript_id", "starts_at", "ends_at")
        there = known.get((place.transcript, *ends))
        if there is not None:
            adding.keep(TranscriptSpan, there)
            return
        if not place.mine:
            self.tell(selection, "Selection", "masks a text of another person, who has to mask it")
            return
        adding.add(
            TranscriptSpan,
            derived("span", place.transcript, *ends),
            selection.line,
            district_id=place.district,
            study_id=self.sorting.study,
            researcher_id=self.coders.me,
            transcript_id=place.transcript,
            text_length=place.length,
            kind=SpanKind[kind] if kind in SpanKind.words() else None,
            starts_at=selection.starts_at,
            ends_at=selection.ends_at,
        )

    def add_coding(self, coding: Coded, selection: Selection, place: Place) -> None:
        """A code put to a passage; what somebody of the network put there stays theirs."""
        adding, key = self.sorting.adding, self.sorting.guids.of(coding.guid)
        code, coder = self.sorting.codes.get(coding.code), self.coders.member(coding.user)
        there = adding.find(Coding, key)
        where = (place.transcript, coder, code, selection.starts_at, selection.ends_at)
        if there is not None:
            coder, code = there["coder_id"], there["code_id"]
        elif code is None:
            self.tell(selection, "Coding", "is of a code that was not taken")
            return
        elif coder not in self.coders.writable:
            self.tell(selection, "Coding", ANOTHERS)
            return
        elif where in adding.known(Coding, *WHERE):
            self.tell(selection, "Coding", "is there already, by the same coder")
            return
        adding.add(
            Coding,
            key,
            coding.line,
            district_id=place.district,
            study_id=self.sorting.study,
            transcript_id=place.transcript,
            text_length=place.length,
            code_id=code,
            coder_id=coder,
            starts_at=selection.starts_at,
            ends_at=selection.ends_at,
            **({"coded_at": coding.at} if coding.at else {}),
        )
        self.codings[coding.guid] = Taken(place.district, key, coder)
        self.refer(coding.notes, coding.line, place, coding)

    def refer(
        self, notes: Iterable[UUID], line: int, place: Place, about: Selection | Coded | None = None
    ) -> None:
        """That memos are about a text, a passage of it, or a coding."""
        for note in notes:
            memo = self.sorting.memos.get(note)
            if memo is None:
                self.sorting.tell(line, "NoteRef", "", "leads to no note that was taken")
            else:
                self.add_reference(memo, line, place, about)

    def add_reference(
        self, memo: UUID, line: int, place: Place, about: Selection | Coded | None
    ) -> None:
        adding = self.sorting.adding
        coding = self.codings[about.guid].key if isinstance(about, Coded) else None
        passage = about if isinstance(about, Selection) else None
        key = {
            "memo_id": memo,
            "transcript_id": None if coding else place.transcript,
            "coding_id": coding,
            "starts_at": passage.starts_at if passage else None,
            "ends_at": passage.ends_at if passage else None,
        }
        there = adding.known(MemoReference, *key).get(tuple(key.values()))
        written = adding.find(Memo, memo) or {}
        if there is not None:
            adding.keep(MemoReference, there)
        elif written["researcher_id"] not in self.coders.writable:
            self.sorting.tell(line, "NoteRef", "", ANOTHERS)
        else:
            adding.add(
                MemoReference,
                derived("reference", *key.values()),
                line,
                district_id=place.district,
                study_id=self.sorting.study,
                researcher_id=written["researcher_id"],
                text_length=None if coding else place.length,
                **key,
            )

    def add_groundings(self, links: Iterable[Link]) -> None:
        """The links that lead from a coding to the theme that it grounds."""
        adding = self.sorting.adding
        for link in links:
            if link.name != words.GROUNDS or link.origin is None or link.target is None:
                continue
            coding, theme = self.codings.get(link.origin), self.sorting.themes.get(link.target)
            if coding is None or theme is None:
                self.sorting.tell(link.line, "Link", link.name, "has an end that was not taken")
                continue
            there = adding.known(ThemeGrounding, "coding_id", "theme_id").get((coding.key, theme))
            if there is not None:
                adding.keep(ThemeGrounding, there)
            elif coding.coder not in self.coders.writable:
                self.sorting.tell(link.line, "Link", link.name, ANOTHERS)
            else:
                adding.add(
                    ThemeGrounding,
                    self.sorting.guids.of(link.guid),
                    link.line,
                    district_id=coding.district,
                    study_id=self.sorting.study,
                    coding_id=coding.key,
                    coder_id=coding.coder,
                    theme_id=theme,
                )

    def tell(self, selection: Selection, what: str, reason: str) -> None:
        self.sorting.tell(selection.line, what, selection.name or "", reason)


WHERE = ("transcript_id", "coder_id", "code_id", "starts_at", "ends_at")
