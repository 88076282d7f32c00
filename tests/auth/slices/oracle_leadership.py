"""Who sees what of school plans, walkthroughs and self-assessments, by the page of slices."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import TYPE_CHECKING

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
from tests.rows import Row

if TYPE_CHECKING:
    from tests.auth.slices.oracle import Eyes

__all__ = ["LEADERSHIP", "is_over", "is_published", "is_released"]

Rule = Callable[["Eyes", Row], bool]


def is_published(row: Row, today: date) -> bool:
    published_on = row["published_on"]
    return published_on is not None and published_on <= today


def is_released(row: Row, today: date) -> bool:
    """Of a leadership meeting: whether its packet is out."""
    released_on = row["packet_released_on"]
    return released_on is not None and released_on <= today


def is_over(month: date, today: date) -> bool:
    return (month.year, month.month) < (today.year, today.month)


def school_plan(eyes: "Eyes", row: Row) -> bool:
    return (
        is_published(row, eyes.world.today)
        or eyes.own(row, "PRI", "ADM", "LEAD", "MAN", "MON")
        or eyes.has("OFF")
    )


def school_plan_item(eyes: "Eyes", row: Row) -> bool:
    return school_plan(eyes, eyes.world.find(SchoolImprovementPlan, row["plan_id"]))


def school_plan_item_strategy(eyes: "Eyes", row: Row) -> bool:
    return school_plan_item(eyes, eyes.world.find(SchoolPlanItem, row["item_id"]))


def school_plan_review(eyes: "Eyes", row: Row) -> bool:
    return row["principal_id"] == eyes.caller.person or eyes.in_district(row, "LEAD")


def of_a_review(eyes: "Eyes", row: Row) -> bool:
    return school_plan_review(eyes, eyes.world.find(SchoolPlanReview, row["review_id"]))


def leadership_meeting(eyes: "Eyes", row: Row) -> bool:
    return eyes.in_district(row, "PRI", "ADM", "LEAD", "MAN", "MON") or eyes.has("OFF")


def self_assessment(eyes: "Eyes", row: Row) -> bool:
    if row["author_id"] == eyes.caller.person:
        return True
    if row["meeting_id"] is None:
        return False
    meeting = eyes.world.find(LeadershipMeeting, row["meeting_id"])
    is_out = is_released(meeting, eyes.world.today)
    return is_out and eyes.in_district(row, "PRI", "ADM", "LEAD", "MAN")


def tool(eyes: "Eyes", row: Row) -> bool:
    return eyes.in_district(row, "TEA", "PRI", "ADM", "LEAD", "MAN", "MON")


def count(eyes: "Eyes", row: Row) -> bool:
    return eyes.in_district(row, "PRI", "ADM", "LEAD", "MAN", "MON")


def walkthrough(eyes: "Eyes", row: Row) -> bool:
    is_joint = row["joint_with_id"] is not None
    return walkthrough_comment(eyes, row) or (is_joint and eyes.in_district(row, "LEAD"))


def walkthrough_comment(eyes: "Eyes", row: Row) -> bool:
    return eyes.caller.person is not None and eyes.caller.person in {
        row["observer_id"],
        row["teacher_id"],
    }


def joint_walkthrough_memo(eyes: "Eyes", row: Row) -> bool:
    return row["author_id"] == eyes.caller.person or eyes.in_district(row, "LEAD")


LEADERSHIP: Mapping[type[Base], Rule] = {
    SchoolImprovementPlan: school_plan,
    SchoolPlanItem: school_plan_item,
    SchoolPlanItemStrategy: school_plan_item_strategy,
    SchoolPlanReview: school_plan_review,
    SchoolPlanReviewItem: of_a_review,
    SchoolPlanMemo: of_a_review,
    LeadershipMeeting: leadership_meeting,
    LeadershipCommitteeMember: leadership_meeting,
    LeadershipSegment: leadership_meeting,
    LeadershipPacket: lambda eyes, row: eyes.in_district(row, "PRI", "ADM", "LEAD", "MAN"),
    SelfAssessment: self_assessment,
    SelfAssessmentRating: lambda eyes, row: self_assessment(
        eyes, eyes.world.find(SelfAssessment, row["assessment_id"])
    ),
    InstructionalStrategy: tool,
    WalkthroughTool: tool,
    WalkthroughToolStrategy: tool,
    WalkthroughTarget: tool,
    WalkthroughCount: count,
    StrategyCount: lambda eyes, row: is_over(row["month"], eyes.world.today) and count(eyes, row),
    Walkthrough: walkthrough,
    WalkthroughComment: walkthrough_comment,
    JointWalkthroughMemo: joint_walkthrough_memo,
}
