"""The texts of a study as the caller reads them, with what is marked and coded in them.

A mask puts one block in the place of one character, so a position means the same in what the
author wrote and in what anybody else sees of it.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from uuid import UUID

from models.base import Base
from models.inquiry_material import (
    Coding,
    MemoReference,
    Transcript,
    TranscriptOriginal,
    TranscriptSpan,
)
from seeds.refi_qda import project, words
from seeds.refi_qda.guids import Guids, derived
from seeds.refi_qda.holdings import Held, Holdings
from seeds.refi_qda.project import Selection

__all__ = ["Text", "Texts", "seen_text"]


@dataclass(frozen=True, slots=True)
class Text:
    """A text, empty where there is none that the caller knows of."""

    name: str | None = None
    text: str = ""
    selections: tuple[Selection, ...] = ()
    notes: tuple[UUID, ...] = ()


def seen_text(transcript: Held, originals: Mapping[UUID, Held]) -> str:
    """What the caller reads of a text: of one that is not declared de-identified, its length."""
    original = originals.get(transcript["original_id"])
    text: str | None = original["text"] if original else transcript["masked_text"]
    return words.BLOCK * transcript["text_length"] if text is None else text


@dataclass(slots=True)
class Texts:
    """The study's texts, each by what it is of."""

    held: Holdings
    guids: Guids
    originals: dict[UUID, Held] = field(init=False)
    spans: defaultdict[UUID, list[Held]] = field(init=False)
    codings: defaultdict[UUID, list[Held]] = field(init=False)
    references: defaultdict[UUID, list[Held]] = field(init=False)
    transcripts: dict[tuple[str, UUID], Held] = field(init=False)

    def __post_init__(self) -> None:
        self.originals = self.held.by_id(TranscriptOriginal)
        self.spans = self._by(TranscriptSpan, "transcript_id")
        self.codings = self._by(Coding, "transcript_id")
        self.references = self._by(MemoReference, "transcript_id", "coding_id")
        self.transcripts = {
            (name, row[name]): row
            for row in self.held[Transcript]
            for name in ("interview_id", "observation_id", "document_id")
            if row[name]
        }

    def of(self, reference: str, source: UUID) -> Text:
        """The text of an interview, observation or document."""
        transcript = self.transcripts.get((reference, source))
        if transcript is None:
            return Text()
        original = self.originals.get(transcript["original_id"])
        return Text(
            original["file_name"] if original else None,
            seen_text(transcript, self.originals),
            (*self.masked(source, transcript), *self.selected(source, transcript)),
            self.notes(row for row in self.about(transcript) if row["starts_at"] is None),
        )

    def masked(self, source: UUID, transcript: Held) -> Iterator[Selection]:
        """The spans that identify someone."""
        spans = sorted(self.spans[transcript["id"]], key=_range)
        for row in spans:
            kind = f":{row['kind']}" if row["kind"] else ""
            guid = derived(words.MASKED, self.guids.of(source), *_range(row))
            yield Selection(guid, *_range(row), words.MASKED + kind)

    def selected(self, source: UUID, transcript: Held) -> Iterator[Selection]:
        """The ranges that are coded, or that a memo is about."""
        coded: defaultdict[tuple[int, int], list[Held]] = defaultdict(list)
        for row in self.codings[transcript["id"]]:
            coded[_range(row)].append(row)
        noted: defaultdict[tuple[int, int], list[Held]] = defaultdict(list)
        for row in self.about(transcript):
            if row["starts_at"] is not None:
                noted[_range(row)].append(row)
        for place in sorted({*coded, *noted}):
            codings = sorted(map(self.coding, coded[place]), key=lambda coding: coding.guid)
            guid = derived("selection", self.guids.of(source), *place)
            notes = self.notes(iter(noted[place]))
            yield Selection(guid, *place, None, tuple(codings), notes)

    def coding(self, row: Held) -> project.Coding:
        return project.Coding(
            self.guids.of(row["id"]),
            self.guids.of(row["code_id"]),
            self.guids.of(row["coder_id"]),
            row["coded_at"],
            self.notes(iter(self.references[row["id"]])),
        )

    def about(self, transcript: Held) -> list[Held]:
        return self.references[transcript["id"]]

    def notes(self, references: Iterator[Held]) -> tuple[UUID, ...]:
        return tuple(sorted({self.guids.of(row["memo_id"]) for row in references}))

    def _by(self, model: type[Base], *columns: str) -> defaultdict[UUID, list[Held]]:
        found: defaultdict[UUID, list[Held]] = defaultdict(list)
        for row in self.held[model]:
            for column in columns:
                if row[column]:
                    found[row[column]].append(row)
        return found


def _range(row: Held) -> tuple[int, int]:
    return row["starts_at"], row["ends_at"]
