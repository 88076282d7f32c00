"""What schools' plans and the leadership team's practice have to meet, as the texts say it.

A school plan follows from the district's (M:312). A principal comes to the monthly review with
the plan colored and four things prepared, and gets a memo of three parts (M:374). Administrators
rate themselves by four standards, with a rationale and next steps (M:368); a leadership meeting
has a facilitator, another one each month, and segments with people responsible (M:344). A teacher
gets the copy of a walkthrough on its day (M:360). All that is missing is told at once.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from models.failures import BadUserInput, Conflict, Incomplete, refuse_lacking
from models.leadership import (
    LeadershipMeeting,
    LeadershipPacket,
    LeadershipSegment,
    SchoolImprovementPlan,
    SchoolPlanItem,
    SchoolPlanMemo,
    SchoolPlanReview,
    SchoolPlanReviewItem,
    SelfAssessmentRating,
)
from models.leadership_terms import AdministratorStandard
from models.leadership_walkthroughs import Walkthrough, WalkthroughComment, WalkthroughTool

__all__ = [
    "refuse_retired",
    "refuse_undeliverable",
    "refuse_unheld",
    "refuse_unprepared",
    "refuse_unpublishable",
    "refuse_unrated",
    "refuse_unreleasable",
    "refuse_unusable",
    "refuse_unwritten",
]


def refuse_unpublishable(plan: SchoolImprovementPlan, items: Sequence[SchoolPlanItem]) -> None:
    """Raise Incomplete unless a school plan follows from a district's and sets out something."""
    lacking = []
    if plan.district_plan_id is None:
        told = "The district's plan from which it follows is needed."
        lacking.append(Incomplete(told, path=("districtPlanId",)))
    if not items:
        lacking.append(Incomplete("At least one item is needed.", path=("items",)))
    refuse_lacking("The school plan is not ready to be published.", lacking)


def refuse_unprepared(
    review: SchoolPlanReview,
    items: Sequence[SchoolPlanItem],
    colored: Sequence[SchoolPlanReviewItem],
) -> None:
    """Raise Incomplete with what a principal has yet to prepare for a review."""
    parts = {
        "areasInWork": review.areas_in_work,
        "evidence": review.evidence,
        "goal": review.goal,
        "steps": review.steps,
    }
    told = {each.item_id for each in colored}
    uncolored = [
        Incomplete(f"Where item {item.position} stands is needed.", path=("items",))
        for item in sorted(items, key=lambda each: each.position)
        if item.id not in told
    ]
    refuse_lacking("The review is not prepared.", [*_blank(parts), *uncolored])


def refuse_unheld(review: SchoolPlanReview) -> None:
    """Raise unless a review was held after it was prepared, with one of the district's leaders."""
    if review.superintendent_id is None and review.assistant_superintendent_id is None:
        told = "Who of the district's leaders was there is needed."
        raise Incomplete(told, path=("superintendentId",))
    if review.held_on and review.prepared_on and review.held_on < review.prepared_on:
        told = f"It was prepared on {review.prepared_on} only."
        raise BadUserInput(told, path=("heldOn",))


def refuse_unwritten(memo: SchoolPlanMemo) -> None:
    """Raise Incomplete unless a memo has its three parts."""
    parts = {
        "salientPoints": memo.salient_points,
        "decisions": memo.decisions,
        "areasToImprove": memo.areas_to_improve,
    }
    refuse_lacking("The memo lacks some of its three parts.", _blank(parts))


def refuse_unrated(ratings: Iterable[SelfAssessmentRating]) -> None:
    """Raise Incomplete unless all four standards are rated, with a rationale and next steps."""
    held = {rating.standard: rating for rating in ratings}
    lacking: list[Incomplete] = []
    for standard in AdministratorStandard:
        path, rating = ("ratings", standard.name), held.get(standard)
        if rating is None:
            lacking.append(Incomplete(f"A rating by {standard.name} is needed.", path=path))
        else:
            parts = {"rationale": rating.rationale, "nextSteps": rating.next_steps}
            lacking += _blank(parts, *path)
    refuse_lacking("The self-assessment is not complete.", lacking)


def refuse_unreleasable(
    meeting: LeadershipMeeting,
    before: LeadershipMeeting | None,
    segments: Sequence[LeadershipSegment],
    packet: LeadershipPacket | None,
    today: date,
) -> None:
    """Raise unless a packet can go out: material, a facilitator, an agenda, in time."""
    if today > meeting.meets_on:
        told = f"The meeting was on {meeting.meets_on}; its packet goes out before."
        raise Conflict(told, path=("id",))
    lacking = [*_unled(meeting, before), *_unplanned(segments)]
    if packet is None:
        lacking.append(Incomplete("A packet is needed.", path=("packet",)))
    else:
        lacking += _blank({"introduction": packet.introduction}, "packet")
    refuse_lacking("The packet is not ready to be released.", lacking)


def refuse_undeliverable(
    walkthrough: Walkthrough, comments: Sequence[WalkthroughComment], today: date
) -> None:
    """Raise unless a walkthrough has taken place and there is something to give the teacher."""
    if walkthrough.observed_on > today:
        raise Conflict(f"The visit is on {walkthrough.observed_on}.", path=("id",))
    if not comments:
        told = "What was seen of at least one strategy is to be noted."
        raise Incomplete(told, path=("comments",))


def refuse_unusable(tool: WalkthroughTool, day: date) -> None:
    """Raise unless a tool was in use on the day of a visit."""
    ended = tool.retired_on is not None and tool.retired_on < day
    if day < tool.introduced_on or ended:
        raise BadUserInput("This edition was not in use on that day.", path=("toolId",))


def refuse_retired(tool: WalkthroughTool, introduced: date, today: date) -> None:
    """Raise unless an edition can follow another: from today on, and after it."""
    if introduced < today:
        told = "An edition is introduced today or later, so that its list can be written."
        raise BadUserInput(told, path=("introducedOn",))
    if introduced <= tool.introduced_on:
        told = f"The edition before is in use from {tool.introduced_on} on."
        raise BadUserInput(told, path=("introducedOn",))


def _blank(parts: Mapping[str, str | None], *path: str) -> list[Incomplete]:
    return [
        Incomplete("This is needed.", path=(*path, name))
        for name, text in parts.items()
        if not (text or "").strip()
    ]


def _unled(meeting: LeadershipMeeting, before: LeadershipMeeting | None) -> Iterator[Incomplete]:
    if meeting.facilitator_id is None:
        yield Incomplete("Someone has to facilitate it.", path=("facilitatorId",))
    elif before is not None and before.facilitator_id == meeting.facilitator_id:
        told = "Another administrator facilitates it each month; this one did the month before."
        yield Incomplete(told, path=("facilitatorId",))


def _unplanned(segments: Sequence[LeadershipSegment]) -> Iterator[Incomplete]:
    if not segments:
        yield Incomplete("At least one part of the agenda is needed.", path=("segments",))
    for place, segment in enumerate(sorted(segments, key=lambda each: each.position)):
        if segment.responsible_id is None:
            told = "Someone has to be responsible for it."
            yield Incomplete(told, path=("segments", place, "responsibleId"))
