"""Who writes school plans, leadership meetings, walkthroughs and self-assessments, by the page."""

from collections.abc import Mapping
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
from tests.auth.slices.doings import NOBODY, Doing, Rule, everything
from tests.rows import Row

if TYPE_CHECKING:
    from tests.auth.slices.oracle import Eyes

__all__ = ["LEADERSHIP_DOING"]


def principal(eyes: "Eyes", row: Row) -> bool:
    """PRI of the school."""
    return eyes.at_school(row, "PRI")


def team(eyes: "Eyes", row: Row) -> bool:
    """LEAD ADM MAN."""
    return eyes.own(row, "LEAD", "ADM", "MAN")


def practises(eyes: "Eyes", row: Row) -> bool:
    """PRI, and LEAD and ADM for the own."""
    return eyes.own(row, "PRI", "LEAD", "ADM")


def leader(eyes: "Eyes", row: Row) -> bool:
    return eyes.own(row, "LEAD")


def mine(column: str) -> Rule:
    return lambda eyes, row: row.get(column) == eyes.caller.person is not None


def both(*rules: Rule) -> Rule:
    return lambda eyes, row: all(rule(eyes, row) for rule in rules)


def standing(*states: str) -> Rule:
    return lambda _eyes, row: row["status"] in states


def of(model: type[Base], column: str, rule: Rule) -> Rule:
    """What holds of the record that a row is part of."""
    return lambda eyes, row: rule(eyes, eyes.world.find(model, row[column]))


def district_principal(eyes: "Eyes", row: Row) -> bool:
    return eyes.in_district(row, "PRI")


def changed_review(eyes: "Eyes", row: Row) -> bool:
    """The principal prepares it, the leaders hold it and close it by the memo."""
    prepares = both(principal, mine("principal_id"), standing("OPEN"))
    return prepares(eyes, row) or both(leader, standing("PREPARED", "HELD"))(eyes, row)


def lists(eyes: "Eyes", row: Row) -> bool:
    """A list that is in use stays; a changed list is a new edition."""
    tool = eyes.world.find(WalkthroughTool, row["tool_id"])
    return team(eyes, row) and tool["introduced_on"] >= eyes.world.today


draft = both(principal, standing("DRAFT"))
of_draft = both(principal, of(SchoolImprovementPlan, "plan_id", standing("DRAFT")))
strategy_of_draft = both(principal, of(SchoolPlanItem, "item_id", of_draft))
reviewed = of(SchoolPlanReview, "review_id", standing("OPEN"))
coloring = everything(both(district_principal, mine("principal_id"), reviewed))
to_be_sent = of(SchoolPlanReview, "review_id", standing("HELD"))
meeting_to_come = of(
    LeadershipMeeting, "meeting_id", standing("PLANNED", "PACKET_OPEN", "PACKET_RELEASED")
)
packet_to_come = of(LeadershipMeeting, "meeting_id", standing("PLANNED", "PACKET_OPEN"))
assesses = both(practises, mine("author_id"))
observes = both(practises, mine("observer_id"))

LEADERSHIP_DOING: Mapping[type[Base], Doing] = {
    SchoolImprovementPlan: Doing(draft, both(principal, standing("DRAFT", "PUBLISHED")), draft),
    SchoolPlanItem: Doing(
        of_draft,
        both(principal, of(SchoolImprovementPlan, "plan_id", standing("DRAFT", "PUBLISHED"))),
        of_draft,
    ),
    SchoolPlanItemStrategy: Doing(strategy_of_draft, delete=strategy_of_draft),
    SchoolPlanReview: Doing(
        both(leader, standing("OPEN")), changed_review, both(leader, standing("OPEN"))
    ),
    SchoolPlanReviewItem: coloring,
    SchoolPlanMemo: everything(both(leader, mine("author_id"), to_be_sent)),
    LeadershipMeeting: Doing(
        both(team, standing("PLANNED")),
        both(team, standing("PLANNED", "PACKET_OPEN", "PACKET_RELEASED")),
        both(team, standing("PLANNED")),
    ),
    LeadershipCommitteeMember: Doing(
        both(team, meeting_to_come), delete=both(team, meeting_to_come)
    ),
    LeadershipSegment: everything(both(team, meeting_to_come)),
    LeadershipPacket: everything(both(team, packet_to_come)),
    SelfAssessment: everything(both(assesses, standing("OPEN"))),
    SelfAssessmentRating: everything(
        both(assesses, of(SelfAssessment, "assessment_id", standing("OPEN")))
    ),
    InstructionalStrategy: Doing(team, team),
    WalkthroughTool: Doing(team, team),
    WalkthroughToolStrategy: everything(lists),
    WalkthroughTarget: everything(team),
    Walkthrough: everything(both(observes, standing("DRAFT"))),
    WalkthroughComment: everything(
        both(observes, of(Walkthrough, "walkthrough_id", standing("DRAFT")))
    ),
    JointWalkthroughMemo: Doing(
        both(district_principal, mine("author_id")), both(district_principal, mine("author_id"))
    ),
    WalkthroughCount: NOBODY,
    StrategyCount: NOBODY,
}
