"""Monthly reviews of school plans: called, prepared by the principal, held, closed by a memo."""

from collections.abc import Mapping
from typing import Any

from models.leadership import (
    SchoolPlanItem,
    SchoolPlanMemo,
    SchoolPlanReview,
    SchoolPlanReviewItem,
)
from models.leadership_rules import refuse_unheld, refuse_unprepared, refuse_unwritten
from models.monitoring_rules import refuse_future
from schema.mutations import Gives
from schema.mutations.records import creates, deletes, updates
from schema.mutations.taken import takes
from schema.mutations.trees import Level, clearing, write_below
from schema.mutations.verbs import verb
from schema.mutations.work import Work

__all__: list[str] = []

Given = Mapping[str, Any]
Review = SchoolPlanReview

PREPARED = ("areas_in_work", "evidence", "goal", "steps")
HELD = ("held_on", "superintendent_id", "assistant_superintendent_id")
SETTLED = ("school_id", "prepared_on", *HELD, "memo_sent_on")
OF_REVIEW = "district_id = $1 AND review_id = $2"

COLORED = Level(
    SchoolPlanReviewItem,
    "items",
    "review_id",
    "Where items of the school plan stand, as the principal colors them; one given again is"
    " colored anew.",
)

creates(
    Review,
    "Call the monthly review of a school's plan; its principal is asked to prepare it.",
    without=(*SETTLED, *PREPARED),
)
updates(
    Review,
    "Write the preparation of a review of one's own, before it is handed in.",
    without=("plan_id", "month", "principal_id", *SETTLED),
)
deletes(Review, "Take back a review that is not prepared yet.", clear=clearing((COLORED,)))

PREPARATION = takes(Review, *PREPARED)


@verb(Review, "prepare", *PREPARATION, COLORED.taken)
async def prepare(work: Work, review: Review, given: Given) -> None:
    """Hand in the preparation of a review.

    It needs the areas in work, the evidence for the self-assessment, a goal, the steps to it, and
    where each item of the school plan stands; all that is missing is told at once.
    """
    for name, value in work.values(PREPARATION, given, review.district_id).items():
        setattr(review, name, value)
    await _color(work, review, given)
    items = await work.found(
        SchoolPlanItem, "district_id = $1 AND plan_id = $2", review.district_id, review.plan_id
    )
    key = (review.district_id, review.id)
    refuse_unprepared(review, items, await work.found(SchoolPlanReviewItem, OF_REVIEW, *key))
    review.prepared_on = await work.today()


async def _color(work: Work, review: Review, given: Given) -> None:
    """Store how items are colored; those that had a color lose it first."""
    colored = {
        work.key(each["itemId"], "SchoolPlanItem", "items", place, "itemId")[-1]
        for place, each in enumerate(given.get("items") or ())
    }
    before = await work.found(SchoolPlanReviewItem, OF_REVIEW, review.district_id, review.id)
    await work.delete_all([each for each in before if each.item_id in colored])
    await write_below(work, review, (COLORED,), given)


HOLDING = takes(Review, *HELD)


@verb(Review, "hold", *HOLDING)
async def hold(work: Work, review: Review, given: Given) -> None:
    """Note that a review was held: today unless given, and who of the district's leaders was there.

    The superintendent or the assistant superintendent was, or both.
    """
    for name, value in work.values(HOLDING, given, review.district_id).items():
        setattr(review, name, value)
    today = await work.today()
    review.held_on = review.held_on or today
    refuse_future(review.held_on, today, "heldOn")
    refuse_unheld(review)


PARTS = tuple(
    member.optional()
    for member in takes(SchoolPlanMemo, "salient_points", "decisions", "areas_to_improve")
)


@verb(
    Review,
    "close",
    *PARTS,
    gives={"schoolPlanMemo": Gives("SchoolPlanMemo", "The memo that was sent.")},
)
async def close(work: Work, review: Review, given: Given) -> None:
    """Send the principal the memo that closes a review.

    It has three parts: the salient points, the decisions, the areas to improve on. What is left out
    is as it was written before (`createSchoolPlanMemo`); all that is missing is told at once.
    """
    key = (review.district_id, review.id)
    written = await work.found(SchoolPlanMemo, OF_REVIEW, *key)
    memo = written[0] if written else SchoolPlanMemo(district_id=key[0], review_id=key[1])
    for name, value in work.values(PARTS, given, review.district_id).items():
        setattr(memo, name, value)
    refuse_unwritten(memo)
    if not written:
        memo.author_id = work.author()
    work.gives["schoolPlanMemo"] = await (work.save if written else work.create)(memo)
    review.memo_sent_on = await work.today()


creates(SchoolPlanReviewItem, "Color an item of the school plan for a review of one's own.")
updates(
    SchoolPlanReviewItem,
    "Change where an item stands, before the review is handed in.",
    without=("review_id", "item_id"),
)
deletes(SchoolPlanReviewItem, "Take an item's color back, before the review is handed in.")
creates(
    SchoolPlanMemo,
    "Begin the memo that follows a review, in the own name; it is sent when the review is closed.",
    fills="author_id",
)
updates(SchoolPlanMemo, "Change a memo before it is sent.", without=("review_id", "author_id"))
deletes(SchoolPlanMemo, "Give up a memo before it is sent.")
