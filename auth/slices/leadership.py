"""Who reads school plans, leadership meetings, walkthroughs, self-assessments.

A comment is between observer and teacher, a review between principal and leaders. Counts are the
administrators' of the district, and so are self-assessments once their packet is released.
"""

from auth.slices.grants import (
    TODAY,
    Slice,
    across,
    anyone,
    follows,
    own,
    own_district,
    readers,
    the_author,
    the_person,
)
from auth.slices.roles import ADM, LEAD, MAN, MON, OFF, PRI, TEA
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

IS_PUBLIC = f"public_from <= {TODAY}"
IS_RELEASED = f"released_from <= {TODAY}"
IS_OVER = f"shown_from <= {TODAY}"
IS_JOINT = "joint_with_id IS NOT NULL"

OBSERVED = the_person("teacher_id", "being the observed teacher")
PRINCIPAL = the_person("principal_id", "being the principal")

SLICES: dict[type[Base], Slice] = {
    SchoolImprovementPlan: readers(
        anyone(IS_PUBLIC, "once the school plan is published"),
        own(PRI, ADM, LEAD, MAN, MON),
        across(OFF),
    ),
    SchoolPlanReview: readers(PRINCIPAL, own(LEAD)),
    LeadershipMeeting: readers(own(PRI, ADM, LEAD, MAN, MON), across(OFF)),
    LeadershipPacket: readers(own(PRI, ADM, LEAD, MAN)),
    SelfAssessment: readers(
        the_author(),
        own_district(PRI, ADM, LEAD, MAN, where=IS_RELEASED, says="once its packet is released"),
    ),
    WalkthroughTool: readers(own(TEA, PRI, ADM, LEAD, MAN, MON)),
    WalkthroughTarget: readers(own(TEA, PRI, ADM, LEAD, MAN, MON)),
    WalkthroughCount: readers(own(PRI, ADM, LEAD, MAN, MON)),
    StrategyCount: readers(
        own_district(PRI, ADM, LEAD, MAN, MON, where=IS_OVER, says="once the month is over")
    ),
    Walkthrough: readers(
        the_author("observer_id"), OBSERVED, own(LEAD, where=IS_JOINT, says="where it is joint")
    ),
    WalkthroughComment: readers(the_author("observer_id"), OBSERVED),
    JointWalkthroughMemo: readers(the_author(), own(LEAD)),
}

for whole, parts in (
    (SchoolImprovementPlan, (SchoolPlanItem, SchoolPlanItemStrategy)),
    (SchoolPlanReview, (SchoolPlanReviewItem, SchoolPlanMemo)),
    (LeadershipMeeting, (LeadershipCommitteeMember, LeadershipSegment)),
    (SelfAssessment, (SelfAssessmentRating,)),
    (WalkthroughTool, (WalkthroughToolStrategy, InstructionalStrategy)),
):
    for part in parts:
        SLICES[part] = follows(whole, SLICES)
