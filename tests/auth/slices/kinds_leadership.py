"""What the page of slices says of school plans, walkthroughs and self-assessments, as a table.

Whose rows they are is asked apart: their principals, authors, observers and teachers see them.
"""

from models.base import Base
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
from tests.auth.slices.kinds import EVERYONE, Kind, every
from tests.auth.slices.oracle_leadership import is_over, is_published, is_released
from tests.auth.slices.world import World
from tests.rows import Row

__all__ = ["LEADERSHIP_KINDS"]

PARENTS: tuple[tuple[type[Base], str], ...] = (
    (SchoolPlanItem, "item_id"),
    (SchoolImprovementPlan, "plan_id"),
    (SelfAssessment, "assessment_id"),
    (LeadershipMeeting, "meeting_id"),
)


def whole(world: World, row: Row) -> Row | None:
    """What the row is part of, to the top; nothing, where it is in no packet yet."""
    for model, key in PARENTS:
        if key in row:
            return row[key] and whole(world, world.find(model, row[key]))
    return row


def public(world: World, row: Row) -> bool:
    plan = whole(world, row)
    return plan is not None and is_published(plan, world.today)


def in_preparation(world: World, row: Row) -> bool:
    return not public(world, row)


def released(world: World, row: Row) -> bool:
    meeting = whole(world, row)
    return meeting is not None and is_released(meeting, world.today)


def unreleased(world: World, row: Row) -> bool:
    return not released(world, row)


def over(world: World, row: Row) -> bool:
    return is_over(row["month"], world.today)


def not_over(world: World, row: Row) -> bool:
    return not over(world, row)


def joint(_world: World, row: Row) -> bool:
    return row["joint_with_id"] is not None


def alone(_world: World, row: Row) -> bool:
    return row["joint_with_id"] is None


LEADERSHIP_KINDS = [
    *(
        kind
        for model in (SchoolImprovementPlan, SchoolPlanItem, SchoolPlanItemStrategy)
        for kind in (
            Kind(f"{model.__name__}, published", model, public, all=EVERYONE),
            Kind(
                f"{model.__name__}, in preparation",
                model,
                in_preparation,
                own="ADM LEAD MAN MON",
                own_school="PRI",
                all="OFF",
            ),
        )
    ),
    *(
        Kind(model.__name__, model, every, own="LEAD")
        for model in (SchoolPlanReview, SchoolPlanReviewItem, SchoolPlanMemo)
    ),
    *(
        Kind(model.__name__, model, every, own="PRI ADM LEAD MAN MON", all="OFF")
        for model in (LeadershipMeeting, LeadershipCommitteeMember, LeadershipSegment)
    ),
    Kind("a packet", LeadershipPacket, every, own="PRI ADM LEAD MAN"),
    *(
        kind
        for model in (SelfAssessment, SelfAssessmentRating)
        for kind in (
            Kind(f"{model.__name__}, released", model, released, own="PRI ADM LEAD MAN"),
            Kind(f"{model.__name__}, unreleased", model, unreleased),
        )
    ),
    *(
        Kind(model.__name__, model, every, own="TEA PRI ADM LEAD MAN MON")
        for model in (
            InstructionalStrategy,
            WalkthroughTool,
            WalkthroughToolStrategy,
            WalkthroughTarget,
        )
    ),
    Kind("a count of walkthroughs", WalkthroughCount, every, own="PRI ADM LEAD MAN MON"),
    Kind("a strategy's count", StrategyCount, over, own="PRI ADM LEAD MAN MON"),
    Kind("a strategy's count of this month", StrategyCount, not_over),
    Kind("a joint walkthrough", Walkthrough, joint, own="LEAD"),
    Kind("a walkthrough alone", Walkthrough, alone),
    Kind("a comment", WalkthroughComment, every),
    Kind("a memo on a joint walkthrough", JointWalkthroughMemo, every, own="LEAD"),
]
