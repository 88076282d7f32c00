"""Who is at work in a study: whoever makes a record of it is a member, in no other name."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from models.failures import Forbidden
from models.inquiry import Study, StudyMember
from schema.mutations.work import Work

__all__ = ["by_the_caller", "member_of", "members_of"]


async def member_of(work: Work, study: UUID, *path: str | int) -> UUID:
    """The caller as a member of a study; Forbidden for whoever sees it and is none."""
    await work.load(Study, (study,), *path)
    mine = "study_id = $1 AND person_id = $2"
    found = await work.found(StudyMember, mine, study, work.author())
    if not found:
        raise Forbidden("You do not work in this study.", path=path)
    return found[0].id


async def members_of(work: Work, studies: Sequence[UUID], member: str) -> list[UUID]:
    """The caller as a member of each study, each asked for once; raises with the study's place."""
    found: dict[UUID, UUID] = {}
    for place, study in enumerate(studies):
        if study not in found:
            found[study] = await member_of(work, study, place, member)
    return [found[study] for study in studies]


async def by_the_caller(work: Work, record: Any) -> None:
    """Say of a new record of a study that the caller made it."""
    record.researcher_id = await member_of(work, record.study_id, "studyId")
