"""Memos: thoughts that a researcher writes down, and what of the material they are about."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from models.failures import BadUserInput
from models.inquiry import Memo
from models.inquiry_material import MemoReference, Transcript
from models.inquiry_rules import refuse_ranges
from schema.mutations import Done, Gives, Mutation, mutations
from schema.mutations.paths import of_one
from schema.mutations.records import creates, deletes, updates
from schema.mutations.researchers import by_the_caller
from schema.mutations.taken import takes
from schema.mutations.work import Work

__all__: list[str] = []

Given = Mapping[str, Any]
BY = ("researcher_id",)

creates(
    Memo,
    "Write a memo, about a code, about a theme or about neither; the caller is its author.",
    without=BY,
    also=by_the_caller,
)
updates(Memo, "Change an own memo.", without=("study_id", *BY))


async def clear(work: Work, memo: Memo) -> None:
    """Take away what a memo says that it is about."""
    await work.delete_all(await work.found(MemoReference, "memo_id = $1", memo.id))


deletes(Memo, "Delete an own memo, with what it says that it is about.", clear=clear)

REFERENCE = takes(MemoReference, without=(*BY, "district_id", "study_id"))


async def _refer(work: Work, given: Given) -> Done:
    memo = await work.find(Memo, given["memoId"], "memoId", action="update")
    values = work.values(REFERENCE, given)
    if sum(values.get(name) is not None for name in ("transcript_id", "coding_id")) != 1:
        message = "A memo is about a transcript or about a coding, exactly one."
        raise BadUserInput(message, path=("transcriptId",))
    record = MemoReference(**values, researcher_id=memo.researcher_id)
    if record.transcript_id is not None:
        await _refuse_outside(work, record, record.transcript_id)
    return Done({"memoReference": await work.create(record)})


async def _refuse_outside(work: Work, record: MemoReference, transcript_id: UUID) -> None:
    """Refuse half a range, and one that the text does not have."""
    ends = (record.starts_at, record.ends_at)
    if ends == (None, None):
        return
    if record.starts_at is None or record.ends_at is None:
        raise BadUserInput("A range has both ends, or there is none.", path=("startsAt",))
    key = (record.district_id, transcript_id)
    transcript = await work.load(Transcript, key, "transcriptId")
    with of_one():
        refuse_ranges([(record.starts_at, record.ends_at)], transcript.text_length)


mutations.add(
    Mutation(
        "createMemoReference",
        "Say that an own memo is about a transcript, a range of its text, or a coding.",
        REFERENCE,
        {"memoReference": Gives("MemoReference", "The new memo reference.")},
        _refer,
    )
)
deletes(MemoReference, "Say that an own memo is not about something after all.")
