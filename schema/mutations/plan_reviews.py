"""Correcting and taking back what was said of a plan: its reviews, requests to amend it."""

from models.plans import PlanAmendment, PlanAmendmentChange, PlanReview, PlanReviewRating
from schema.mutations.records import creates, deletes, updates
from schema.mutations.work import Work

__all__: list[str] = []

REVIEWED = ("plan_id", "reviewer_id", "reviewed_on")
DECIDED = (
    "plan_id",
    "requested_by_id",
    "requested_on",
    "decided_by_id",
    "decided_on",
    "applied_on",
)


async def clear_review(work: Work, review: PlanReview) -> None:
    """Take the ratings out of a review."""
    mine = "district_id = $1 AND review_id = $2"
    await work.delete_all(await work.found(PlanReviewRating, mine, review.district_id, review.id))


async def clear_amendment(work: Work, amendment: PlanAmendment) -> None:
    """Take the changes out of a request."""
    mine = "district_id = $1 AND amendment_id = $2"
    keys = (amendment.district_id, amendment.id)
    await work.delete_all(await work.found(PlanAmendmentChange, mine, *keys))


updates(PlanReview, "Change the feedback of a review, while its plan waits.", without=REVIEWED)
deletes(PlanReview, "Take back a review with its ratings.", clear=clear_review)
creates(PlanReviewRating, "Rate a plan by one more criterion, in a review of one's own.")
updates(PlanReviewRating, "Change a rating.", without=("review_id", "criterion"))
deletes(PlanReviewRating, "Take back a rating.")
updates(PlanAmendment, "Say better what is to change and why; not the changes.", without=DECIDED)
deletes(PlanAmendment, "Take back a request that is not decided.", clear=clear_amendment)
