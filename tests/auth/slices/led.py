"""How the schools of a made-up network plan, and its administrators practise, row by row."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from uuid import UUID

from models.leadership import (
    LeadershipCommitteeMember,
    LeadershipMeeting,
    LeadershipPacket,
    LeadershipSegment,
    SchoolImprovementPlan,
    SchoolPlanItem,
    SchoolPlanItemStrategy,
    SchoolPlanMemo,
    SchoolPlanReview,
    SchoolPlanReviewItem,
    SelfAssessment,
    SelfAssessmentRating,
)
from models.leadership_walkthroughs import (
    InstructionalStrategy,
    JointWalkthroughMemo,
    StrategyCount,
    Walkthrough,
    WalkthroughComment,
    WalkthroughCount,
    WalkthroughTarget,
    WalkthroughTool,
    WalkthroughToolStrategy,
)
from tests.auth.slices.world import World
from tests.rows import Row

__all__ = ["assess", "convene", "equip", "plan_school", "review", "walk"]

NEVER = date.max
DAY = date(2012, 1, 1)
LAST_DAY = date(2100, 1, 1)


def equip(world: World, district: UUID, administrator: UUID) -> UUID:
    """A walkthrough tool with one strategy, and a target; gives the strategy on the list."""
    here = {"district_id": district}
    tool = world.add(WalkthroughTool, **here)
    strategy = world.add(InstructionalStrategy, **here)
    world.add(WalkthroughTarget, **here, administrator_id=administrator)
    return world.add(WalkthroughToolStrategy, **here, tool_id=tool, strategy_id=strategy)


def plan_school(
    world: World, district: UUID, school: UUID, listed: UUID, published_on: date | None
) -> UUID:
    """A school plan with an item that wants to see a strategy; of a year of its own."""
    here = {"district_id": district, "school_id": school}
    plan = world.add(
        SchoolImprovementPlan,
        **here,
        school_year=1900 + _count(world, SchoolImprovementPlan),
        status="ENDED" if published_on else "DRAFT",
        published_on=published_on,
        ended_on=LAST_DAY if published_on else None,
    )
    part = here | {"public_from": published_on or NEVER}
    item = world.add(SchoolPlanItem, **part, plan_id=plan)
    strategy = world.find(WalkthroughToolStrategy, listed)["strategy_id"]
    world.add(SchoolPlanItemStrategy, **part, item_id=item, strategy_id=strategy)
    return plan


def review(world: World, plan: UUID, principal: UUID) -> None:
    """A review of a school plan with its memo."""
    planned = world.find(SchoolImprovementPlan, plan)
    here = {"district_id": planned["district_id"]}
    of_plan = {"plan_id": plan, "principal_id": principal}
    month = date(1900 + _count(world, SchoolPlanReview), 1, 1)
    made = world.add(
        SchoolPlanReview, **here, **of_plan, school_id=planned["school_id"], month=month
    )
    item = next(each["id"] for each in world.all(SchoolPlanItem) if each["plan_id"] == plan)
    world.add(SchoolPlanReviewItem, **here, **of_plan, review_id=made, item_id=item)
    world.add(SchoolPlanMemo, **here, **of_plan, review_id=made)


def convene(
    world: World, district: UUID, released_on: date | None, authors: Iterable[UUID]
) -> None:
    """A leadership meeting with a row of everything, and self-assessments in its packet."""
    here = {"district_id": district}
    meeting = world.add(
        LeadershipMeeting,
        **here,
        month=date(1900 + _count(world, LeadershipMeeting), 1, 1),
        meets_on=LAST_DAY,
        status="PACKET_RELEASED" if released_on else "PACKET_OPEN",
        packet_released_on=released_on,
    )
    of_meeting = here | {"meeting_id": meeting}
    world.add(LeadershipPacket, **of_meeting)
    at = datetime(2012, 1, 1, 13, tzinfo=UTC)
    world.add(LeadershipSegment, **of_meeting, starts_at=at, ends_at=at + timedelta(hours=1))
    for author in authors:
        world.add(LeadershipCommitteeMember, **of_meeting, person_id=author)
        assess(world, district, author, meeting)


def assess(world: World, district: UUID, author: UUID, meeting: UUID | None) -> None:
    """A self-assessment with one rating, in a meeting's packet or not handed in yet."""
    here = {"district_id": district, "author_id": author}
    released_on = meeting and world.find(LeadershipMeeting, meeting)["packet_released_on"]
    released = here | {"released_from": released_on or NEVER}
    assessment = world.add(
        SelfAssessment,
        **released,
        month=date(1900 + _count(world, SelfAssessment), 1, 1),
        status="IN_PACKET" if meeting else "OPEN",
        submitted_on=DAY if meeting else None,
        meeting_id=meeting,
    )
    world.add(SelfAssessmentRating, **released, assessment_id=assessment)


def walk(
    world: World,
    school: Row,
    listed: UUID,
    people: tuple[UUID, UUID, UUID | None],
    observed_on: date | None,
) -> None:
    """A walkthrough by somebody, of somebody, with somebody; a draft, if on no day."""
    observer, teacher, joint_with = people
    here = {"district_id": school["district_id"]}
    used = world.find(WalkthroughToolStrategy, listed)
    noted = here | {"observer_id": observer, "teacher_id": teacher, "tool_id": used["tool_id"]}
    made = world.add(
        Walkthrough,
        **noted,
        school_id=school["id"],
        joint_with_id=joint_with,
        observed_on=observed_on or DAY,
        status="DELIVERED" if observed_on else "DRAFT",
        delivered_on=observed_on,
    )
    world.add(WalkthroughComment, **noted, walkthrough_id=made, tool_strategy_id=listed)
    if joint_with:
        of = here | {"walkthrough_id": made, "joint_with_id": joint_with}
        world.add(JointWalkthroughMemo, **of, author_id=observer)
    if observed_on:
        month = here | {"month": observed_on.replace(day=1)}
        _counted(world, WalkthroughCount, month, observer_id=observer)
        strategy = used["strategy_id"]
        _counted(world, StrategyCount, month, school_id=school["id"], strategy_id=strategy)


def _counted(world: World, model: type, month: Row, **by: UUID) -> None:
    """A count, under the id that the database gives it."""
    words = (month["district_id"], *by.values(), month["month"])
    digest = sha256(" ".join(map(str, words)).encode()).hexdigest()
    world.keep(model, id=UUID(digest[:32]), **month, **by)


def _count(world: World, model: type) -> int:
    return sum(1 for _ in world.all(model))
