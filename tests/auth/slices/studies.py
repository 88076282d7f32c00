"""Studies in made-up worlds: one row of everything that a study consists of."""

from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID, uuid4

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

if TYPE_CHECKING:
    from tests.auth.slices.world import World

__all__ = ["found", "gather", "join"]

LENGTH = {"text_length": 4}
RANGE = LENGTH | {"starts_at": 0, "ends_at": 2}


def found(world: "World") -> UUID:
    """A study with its codes, a theme that is published and one that is not."""
    study = world.add(Study, name=f"Study {uuid4()}")
    of_study = {"study_id": study}
    world.add(ResearchQuestion, **of_study)
    world.add(StudyFigure, **of_study, at_least=1)
    code = world.add(Code, **of_study)
    for title, published_on in (("Kept", None), ("Published", date(2012, 1, 1))):
        theme = world.add(Theme, **of_study, title=title, published_on=published_on)
        world.add(ThemeCode, **of_study, theme_id=theme, code_id=code)
    return study


def join(
    world: "World", study: UUID, person: UUID | None, *dates: date | None
) -> tuple[UUID, UUID]:
    """A member of a study, from one day to another, who has written a memo."""
    starts_on, ends_on = dates or (None, None)
    period = {"starts_on": starts_on, "ends_on": ends_on}
    label = str(uuid4())
    member = world.add(StudyMember, study_id=study, person_id=person, label=label, **period)
    return member, world.add(Memo, study_id=study, researcher_id=member)


def gather(
    world: "World",
    district: UUID,
    author: tuple[UUID, UUID],
    coder: UUID,
    withdrawn_on: date | None = None,
) -> None:
    """What one member gathers in a district, with a memo on it, and another codes.

    The interviewee may have withdrawn consent.
    """
    hanging = {"is_withdrawn": withdrawn_on is not None}
    member, memo = author
    study = world.find(StudyMember, member)["study_id"]
    in_study = {"district_id": district, "study_id": study}
    made = in_study | {"researcher_id": member}
    interview = world.add(Interview, **made, consent_withdrawn_on=withdrawn_on)
    world.add(Observation, **made)
    world.add(SourceDocument, **made)
    world.add(Informant, **made, interview_id=interview, name="Someone")
    original = world.add(TranscriptOriginal, **made)
    of_text = {"original_id": original, "interview_id": interview}
    transcript = world.add(Transcript, **made, **of_text, **LENGTH, **hanging)
    world.add(TranscriptSpan, **made, **RANGE, **hanging, transcript_id=transcript)
    noted = made | {"memo_id": memo} | hanging
    world.add(MemoReference, **noted, **RANGE, transcript_id=transcript)
    code = next(each for each in world.all(Code) if each["study_id"] == study)
    coded = in_study | {"coder_id": coder} | hanging
    coding = world.add(Coding, **coded, **RANGE, transcript_id=transcript, code_id=code["id"])
    world.add(MemoReference, **noted, coding_id=coding)
    if coder != member:
        own = coded | {"coder_id": member}
        world.add(Coding, **own, **RANGE, transcript_id=transcript, code_id=code["id"])
    for theme in [each for each in world.all(Theme) if each["study_id"] == study]:
        world.add(ThemeGrounding, **coded, coding_id=coding, theme_id=theme["id"])
