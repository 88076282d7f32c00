"""Studies written for a test: texts with marked spans, codes in a tree, coders and marks."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from auth.callers import Caller
from models.inquiry import Code, Study, StudyMember
from models.inquiry_material import (
    Coding,
    Interview,
    Transcript,
    TranscriptOriginal,
    TranscriptSpan,
)
from models.organizations import District
from models.people import Person, StateAppointment
from tests.rows import Owner, insert

__all__ = ["BLOCK", "DAY", "CodedStudy", "masked", "researcher"]

BLOCK = "█"
DAY = date(2012, 1, 1)


@dataclass(slots=True)
class CodedStudy:
    """A study in one district, and whoever works in it."""

    owner: Owner
    id: UUID
    district: UUID
    members: dict[str, UUID] = field(default_factory=dict)
    people: dict[str, UUID] = field(default_factory=dict)
    codes: dict[str, UUID] = field(default_factory=dict)
    lengths: dict[UUID, int] = field(default_factory=dict)

    @classmethod
    async def found(cls, owner: Owner, name: str) -> "CodedStudy":
        """A study with nobody and nothing in it, in a district of its name."""
        study = await insert(owner, Study, name=name)
        return cls(owner, study, await insert(owner, District, name=name))

    def caller(self, label: str) -> Caller:
        return Caller(self.people[label])

    async def join(self, *labels: str) -> None:
        """Members who are persons of the network, and hold no office."""
        for label in labels:
            person = self.people[label] = await insert(self.owner, Person)
            self.members[label] = await insert(
                self.owner, StudyMember, study_id=self.id, person_id=person, label=label
            )

    async def code(self, name: str, parent: str | None = None) -> UUID:
        above = {"parent_id": self.codes[parent]} if parent else {}
        made = await insert(self.owner, Code, study_id=self.id, name=name, **above)
        self.codes[name] = made
        return made

    async def text(
        self,
        text: str,
        *,
        by: str = "author",
        spans: Iterable[tuple[int, int]] = (),
        deidentified: bool = True,
    ) -> UUID:
        """What was said in an interview; the transcript's id."""
        made = {
            "district_id": self.district,
            "study_id": self.id,
            "researcher_id": self.members[by],
        }
        of_text = made | {"text_length": len(text)}
        original = await insert(self.owner, TranscriptOriginal, **made, text=text)
        interview = await insert(self.owner, Interview, **made)
        transcript = await insert(
            self.owner, Transcript, **of_text, original_id=original, interview_id=interview
        )
        for starts_at, ends_at in spans:
            place = {"starts_at": starts_at, "ends_at": ends_at, "transcript_id": transcript}
            await insert(self.owner, TranscriptSpan, **of_text, **place)
        if deidentified:
            await self.owner.execute(
                "UPDATE transcript SET deidentified_on = $2 WHERE id = $1", transcript, DAY
            )
        self.lengths[transcript] = len(text)
        return transcript

    async def mark(
        self, transcript: UUID, coder: str, code: str, starts_at: int, ends_at: int
    ) -> UUID:
        """Have a coder put a code to a range."""
        return await insert(
            self.owner,
            Coding,
            district_id=self.district,
            study_id=self.id,
            transcript_id=transcript,
            coder_id=self.members[coder],
            code_id=self.codes[code],
            starts_at=starts_at,
            ends_at=ends_at,
            text_length=self.lengths[transcript],
        )


async def researcher(owner: Owner) -> Caller:
    """Someone of the research office."""
    person = await insert(owner, Person)
    await insert(owner, StateAppointment, person_id=person, position="RESEARCHER", starts_on=DAY)
    return Caller(person)


def masked(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """A text with a block for each code point of a span."""
    covered = {place for starts_at, ends_at in spans for place in range(starts_at, ends_at)}
    return "".join(BLOCK if i in covered else each for i, each in enumerate(text))
