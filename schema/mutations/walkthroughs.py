"""Walkthroughs: noted by the observer, delivered to the teacher the same day; joint ones' memos."""

from collections.abc import Mapping, Sequence
from typing import Any

from models.failures import Conflict
from models.leadership_rules import refuse_undeliverable, refuse_unusable
from models.leadership_walkthroughs import (
    JointWalkthroughMemo,
    Walkthrough,
    WalkthroughComment,
    WalkthroughTool,
)
from schema.mutations.records import Completing, creates, deletes, updates
from schema.mutations.taken import Path
from schema.mutations.trees import Level, clearing, creates_whole
from schema.mutations.verbs import verb
from schema.mutations.work import Work

__all__: list[str] = []

Given = Mapping[str, Any]

COMMENTS = Level(
    WalkthroughComment,
    "comments",
    "walkthrough_id",
    "What was noted, strategy by strategy, for the observed teacher.",
)


async def _with_its_tool(work: Work, visits: Sequence[Walkthrough], _paths: Sequence[Path]) -> None:
    """Refuse a tool that was not in use on the day."""
    for visit in visits:
        tool = await work.load(WalkthroughTool, (visit.district_id, visit.tool_id), "toolId")
        refuse_unusable(tool, visit.observed_on)


creates_whole(
    Walkthrough,
    "Record a walkthrough of one's own, with what was noted. Its copy is due to the teacher by the"
    " end of the day (`deadline`).",
    (COMMENTS,),
    without=("delivered_on",),
    fills="observer_id",
    completing=Completing((), _with_its_tool),
)
updates(
    Walkthrough,
    "Correct a walkthrough of one's own, before it is delivered.",
    without=("observer_id", "delivered_on"),
)
deletes(
    Walkthrough,
    "Take back a walkthrough of one's own, before it is delivered.",
    clear=clearing((COMMENTS,)),
)


@verb(Walkthrough, "deliver")
async def deliver(work: Work, walkthrough: Walkthrough, _given: Given) -> None:
    """Give the observed teacher the copy of what was noted, due by the end of the day of the visit.

    It then no longer changes, and counts. `isSameDay` tells whether it came in time.
    """
    key = (walkthrough.district_id, walkthrough.id)
    comments = await work.found(
        WalkthroughComment, "district_id = $1 AND walkthrough_id = $2", *key
    )
    today = await work.today()
    refuse_undeliverable(walkthrough, comments, today)
    walkthrough.delivered_on = today


creates(WalkthroughComment, "Note what was seen of a strategy, on a walkthrough of one's own.")
updates(
    WalkthroughComment,
    "Change what was noted of a strategy, before it is delivered.",
    without=("walkthrough_id", "tool_strategy_id"),
)
deletes(WalkthroughComment, "Take back what was noted of a strategy, before it is delivered.")


async def _of_joint(
    work: Work, memos: Sequence[JointWalkthroughMemo], _paths: Sequence[Path]
) -> None:
    """Refuse memos on walkthroughs that nobody came along to; date what is not dated."""
    for memo in memos:
        key = (memo.district_id, memo.walkthrough_id)
        walkthrough = await work.load(Walkthrough, key, "walkthroughId")
        if walkthrough.joint_with_id is None:
            raise Conflict("Nobody came along on it.", path=("walkthroughId",))
        memo.written_on = memo.written_on or await work.today()


creates_whole(
    JointWalkthroughMemo,
    "Write the memo on a joint walkthrough, in the own name, to whoever came along; dated today"
    " unless given.",
    (),
    fills="author_id",
    completing=Completing(("written_on",), _of_joint),
)
updates(
    JointWalkthroughMemo,
    "Correct one's own memo on a joint walkthrough.",
    without=("walkthrough_id", "author_id"),
)
