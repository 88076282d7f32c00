"""The sources that a project adds to a study, with their texts and whoever they are of."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date
from typing import Any, TypeVar
from uuid import UUID

from models.base import Base
from models.inquiry_material import (
    Informant,
    Interview,
    Observation,
    SourceDocument,
    Transcript,
    TranscriptOriginal,
)
from models.inquiry_terms import DocumentKind, InformantKind, InformantRole, ObservationKind
from models.vocabulary import Vocabulary
from seeds.refi_qda import words
from seeds.refi_qda.adding import Adding
from seeds.refi_qda.guids import derived
from seeds.refi_qda.holdings import GATHERED
from seeds.refi_qda.passages import Passages, Place
from seeds.refi_qda.project import Case, Project, Source
from seeds.refi_qda.texts import seen_text

__all__ = ["Districts", "Material", "word"]

V = TypeVar("V", bound=Vocabulary)

MOST_MINUTES = 32_767


@dataclass(frozen=True, slots=True)
class Districts:
    """The districts by name, and the one of sources that name none."""

    by_name: Mapping[str, UUID]
    otherwise: UUID | None = None

    def of(self, values: Mapping[str, str]) -> UUID | None:
        """The district that a source or case names."""
        name = values.get(words.DISTRICT)
        return self.otherwise if name is None else self.by_name.get(name)


@dataclass(slots=True)
class Material:
    """Sources as records of a district; what lies in their texts is for `passages`."""

    passages: Passages
    districts: Districts
    today: date
    sources: dict[UUID, tuple[type[Base], UUID, UUID]] = field(default_factory=dict)
    """What each source has become: its model, its district and its id."""

    def add(self, project: Project) -> None:
        """All sources, then whom they are of."""
        pseudonyms = {
            guid: case.name
            for case in project.cases
            if case.values.get(words.KIND) == words.PSEUDONYMOUS
            for guid in case.sources
        }
        for source in project.sources:
            self.add_source(source, pseudonyms.get(source.guid))
        for case in project.cases:
            if case.values.get(words.KIND) in {None, words.INFORMANT}:
                self.add_informants(case)

    def add_source(self, source: Source, pseudonym: str | None) -> None:
        """An interview, observation or document, with its text and what lies in it."""
        key = self.passages.sorting.guids.of(source.guid)
        there = self.there(key)
        if there is not None:
            model, row = there
            self.adding.keep(model, key)
            district: UUID = row["district_id"]
        else:
            named = self.districts.of(source.values)
            if named is None:
                reason = "is of no district that is known, so it and its codings are lost"
                self.tell(source, reason)
                return
            model, district = self.gathered(source, key, named, pseudonym), named
        self.sources[source.guid] = (model, district, key)
        place = self.text(source, GATHERED[model], district, key) if source.text else None
        if place is not None:
            self.passages.add(source, place)

    def there(self, key: UUID) -> tuple[type[Base], Mapping[str, Any]] | None:
        """The source as the network has it already, whatever kind the file now says it is."""
        for model in GATHERED:
            row = self.adding.find(model, key)
            if row is not None:
                return model, row
        return None

    def gathered(
        self, source: Source, key: UUID, district: UUID, pseudonym: str | None
    ) -> type[Base]:
        """Add what the source is: a document, unless it says all that an interview has to."""
        values = source.values
        kind, what = values.get(words.KIND), values.get(words.WHAT)
        role = word(InformantRole, values.get(words.OFFICE))
        part = word(InformantKind, values.get(words.PART))
        observed, day = word(ObservationKind, what), self.day(source)
        made = self.made(district) | {"informant_role": role, "informant_kind": part}
        met = {**made, "held_on": day, "minutes": number(values.get(words.MINUTES))}
        if kind == words.INTERVIEW and role and part:
            called = values.get(words.PSEUDONYM) or pseudonym
            self.adding.add(Interview, key, source.line, **met, pseudonym=called)
            return Interview
        if kind == words.OBSERVATION and observed:
            self.adding.add(Observation, key, source.line, **met, kind=observed)
            return Observation
        if kind in {words.INTERVIEW, words.OBSERVATION}:
            reason = f"does not say all that an {kind.lower()} has to, and is kept as a document"
            self.adding.telling.taken_otherwise("Source", source.line, source.name, reason)
        found = {"collected_on": day, "kind": word(DocumentKind, what) or DocumentKind.OTHER}
        self.adding.add(SourceDocument, key, source.line, **made, **found)
        return SourceDocument

    def day(self, source: Source) -> date:
        """The day of the source, or of its creation in the file, or else today."""
        try:
            return date.fromisoformat(source.values.get(words.DATE, ""))
        except ValueError:
            return source.at.astimezone(UTC).date() if source.at else self.today

    def text(self, source: Source, reference: str, district: UUID, key: UUID) -> Place | None:
        """Where the source's text is once it is added; None where the network has another."""
        there = self.adding.known(Transcript, reference).get((key,))
        if there is not None:
            return self.same_text(source, self.adding.find(Transcript, there) or {})
        length = len(source.text)
        transcript, original = derived("transcript", key), derived("original", key)
        written = {"text": source.text, "file_name": source.name or None}
        made = self.made(district)
        self.adding.add(TranscriptOriginal, original, source.line, **made, **written)
        of_text = {reference: key, "original_id": original, "text_length": length}
        self.adding.add(Transcript, transcript, source.line, **made, **of_text)
        return Place(district, transcript, length, mine=True)

    def same_text(self, source: Source, there: Mapping[str, Any]) -> Place | None:
        """Where a text is that the network has already, unless it is not the file's."""
        self.adding.keep(Transcript, there["id"])
        known = seen_text(dict(there), self.adding.held.by_id(TranscriptOriginal))
        if not agree(source.text, known):
            self.tell(source, "has another text in the network, so its codings are lost")
            return None
        mine = there["researcher_id"] == self.passages.coders.me
        return Place(there["district_id"], there["id"], len(known), mine)

    def add_informants(self, case: Case) -> None:
        """Whoever a case is, as the one behind each of its sources: for the importer alone."""
        found = [self.sources[guid] for guid in case.sources if guid in self.sources]
        if not found or not case.name:
            reason = "has no name, or no source that was taken"
            self.adding.telling.left_out("Case", case.line, case.name, reason)
            return
        if case.description:
            reason = "has a description, which is not kept"
            self.adding.telling.left_out("Case", case.line, case.name, reason)
        for model, district, source in found:
            reference = GATHERED[model]
            there = self.adding.known(Informant, reference, "name").get((source, case.name))
            if there is not None:
                self.adding.keep(Informant, there)
                continue
            key = derived("informant", source, case.guid)
            self.adding.add(
                Informant, key, case.line, **self.made(district), **{reference: source},
                name=case.name,
            )  # fmt: skip

    @property
    def adding(self) -> Adding:
        """Where rows go."""
        return self.passages.sorting.adding

    def made(self, district: UUID) -> dict[str, object]:
        """What every record of a district's material says of who made it."""
        return {
            "district_id": district,
            "study_id": self.passages.sorting.study,
            "researcher_id": self.passages.coders.me,
        }

    def tell(self, source: Source, reason: str) -> None:
        self.adding.telling.left_out("Source", source.line, source.name, reason)


def word(vocabulary: type[V], text: str | None) -> V | None:
    """The word that a text is, however it is written."""
    name = (text or "").strip().upper().replace(" ", "_").replace("-", "_")
    return vocabulary[name] if name in vocabulary.words() else None


def number(text: str | None) -> int | None:
    """A number of minutes; None for what is none."""
    digits = text or ""
    is_number = digits.isascii() and digits.isdigit() and len(digits) <= len(str(MOST_MINUTES))
    return int(digits) if is_number and 0 < int(digits) <= MOST_MINUTES else None


def agree(text: str, known: str) -> bool:
    """Whether two texts are one, masked here and there."""
    return len(text) == len(known) and all(
        ours == theirs or words.BLOCK in {ours, theirs}
        for ours, theirs in zip(text, known, strict=True)
    )
