"""Who reads and writes school plans, leadership meetings and self-assessments.

A comment is between observer and teacher, a review between principal and leaders. Counts are the
administrators' of the district, and so are self-assessments once their packet is released.

Who writes them: a principal the school plan, leaders its reviews and memos, the leadership team its
meetings and tools, and whoever practises the own walkthroughs and self-assessments.
"""

from auth.slices.grants import (
    TODAY,
    Grant,
    Slice,
    across,
    anyone,
    follows,
    own,
    own_district,
    own_school,
    readers,
    the_author,
    the_person,
)
from auth.slices.roles import ADM, LEAD, MAN, MON, OFF, PRI
from auth.slices.writing import (
    ME,
    Action,
    Stays,
    Writers,
    beneath,
    moves,
    one_of,
    only,
    stays,
    writers,
)
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

IS_PUBLIC = f"public_from <= {TODAY}"
IS_RELEASED = f"released_from <= {TODAY}"

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
}

for whole, parts in (
    (SchoolImprovementPlan, (SchoolPlanItem, SchoolPlanItemStrategy)),
    (SchoolPlanReview, (SchoolPlanReviewItem, SchoolPlanMemo)),
    (LeadershipMeeting, (LeadershipCommitteeMember, LeadershipSegment)),
    (SelfAssessment, (SelfAssessmentRating,)),
):
    for part in parts:
        SLICES[part] = follows(whole, SLICES)

MINE = f"author_id = {ME}"
OF_MINE = f"principal_id = {ME}"
IS_DRAFT = "status = 'DRAFT'"
IS_OPEN = "status = 'OPEN'"
NEVER_PUBLIC = "public_from = 'infinity'"
TEAM = (LEAD, ADM, MAN)
PRACTISING = (PRI, LEAD, ADM)


def in_state(part: type[Base], column: str, whole: type[Base], *states: str) -> str:
    """That the record to which a part belongs is in one of these states."""
    return beneath(part, column, whole, one_of("parent.status", *states))


def not_held(part: type[Base]) -> str:
    """That the meeting to which a part belongs is still to come."""
    states = ("PLANNED", "PACKET_OPEN", "PACKET_RELEASED")
    return in_state(part, "meeting_id", LeadershipMeeting, *states)


def until_held(part: type[Base]) -> Grant:
    """The leadership team, until the meeting."""
    return own(*TEAM, where=not_held(part), says="until the meeting is held")


NOT_RELEASED = own(
    *TEAM,
    where=in_state(LeadershipPacket, "meeting_id", LeadershipMeeting, "PLANNED", "PACKET_OPEN"),
    says="until it is released",
)
COLORING = own(
    PRI,
    where=f"{OF_MINE} AND {in_state(SchoolPlanReviewItem, 'review_id', SchoolPlanReview, 'OPEN')}",
    says="until the review is prepared",
)
WRITING_A_MEMO = own(
    LEAD,
    where=f"{MINE} AND {in_state(SchoolPlanMemo, 'review_id', SchoolPlanReview, 'HELD')}",
    says="in their own name, until it is sent",
)
ASSESSING = own(
    *PRACTISING,
    where=f"{MINE} AND " + in_state(SelfAssessmentRating, "assessment_id", SelfAssessment, "OPEN"),
    says="of themselves, until it is handed in",
)
DRAFTING = own_school(PRI, where=NEVER_PUBLIC, says="while the school plan is a draft")

WRITERS: dict[type[Base], Writers] = {
    SchoolImprovementPlan: writers(
        own_school(PRI, where=IS_DRAFT, says="as a draft"),
        update=[
            own_school(
                PRI,
                where=one_of("status", "DRAFT", "PUBLISHED"),
                becomes="true",
                says="until it has ended",
            )
        ],
        delete=[own_school(PRI, where=IS_DRAFT, says="while it is a draft")],
    ),
    SchoolPlanItem: writers(
        DRAFTING,
        update=[
            own_school(
                PRI,
                where=in_state(
                    SchoolPlanItem, "plan_id", SchoolImprovementPlan, "DRAFT", "PUBLISHED"
                ),
                says="until the school plan has ended",
            )
        ],
        delete=[DRAFTING],
    ),
    SchoolPlanItemStrategy: writers(DRAFTING, update=(), delete=[DRAFTING]),
    SchoolPlanReview: writers(
        own(LEAD, where=IS_OPEN, says="to be prepared"),
        update=[
            own_school(
                PRI,
                where=f"{OF_MINE} AND {IS_OPEN}",
                becomes=f"{OF_MINE} AND {one_of('status', 'OPEN', 'PREPARED')}",
                says="of their own, until it is prepared",
            ),
            own(
                LEAD,
                where=one_of("status", "PREPARED", "HELD"),
                becomes=one_of("status", "PREPARED", "HELD", "MEMO_SENT"),
                says="once it is prepared, until the memo is sent",
            ),
        ],
        delete=[own(LEAD, where=IS_OPEN, says="until it is prepared")],
    ),
    SchoolPlanReviewItem: writers(COLORING, delete=[COLORING]),
    SchoolPlanMemo: writers(WRITING_A_MEMO, delete=[WRITING_A_MEMO]),
    LeadershipMeeting: writers(
        own(*TEAM, where="status = 'PLANNED'", says="as planned"),
        update=[
            own(*TEAM, where="status <> 'HELD'", becomes="true", says="until it has been held")
        ],
        delete=[own(*TEAM, where="status = 'PLANNED'", says="while it is planned")],
    ),
    LeadershipCommitteeMember: writers(
        until_held(LeadershipCommitteeMember),
        update=(),
        delete=[until_held(LeadershipCommitteeMember)],
    ),
    LeadershipSegment: writers(
        until_held(LeadershipSegment), delete=[until_held(LeadershipSegment)]
    ),
    LeadershipPacket: writers(NOT_RELEASED, delete=[NOT_RELEASED]),
    SelfAssessment: writers(
        own(*PRACTISING, where=f"{MINE} AND {IS_OPEN}", says="of themselves"),
        update=[
            own(
                *PRACTISING,
                where=f"{MINE} AND {IS_OPEN}",
                becomes=f"{MINE} AND {one_of('status', 'OPEN', 'SUBMITTED')}",
                says="of themselves, until it is handed in",
            )
        ],
        delete=[
            own(
                *PRACTISING,
                where=f"{MINE} AND {IS_OPEN}",
                says="of themselves, until it is handed in",
            )
        ],
    ),
    SelfAssessmentRating: writers(ASSESSING, delete=[ASSESSING]),
}

STAYS: dict[type[Base], tuple[Stays, ...]] = {
    SchoolImprovementPlan: (
        stays("school_id"),
        only(
            SchoolImprovementPlan,
            "status",
            "published_on",
            "ended_on",
            once="OLD.status <> 'DRAFT'",
        ),
        stays("published_on", once="OLD.published_on IS NOT NULL"),
    ),
    SchoolPlanItem: (
        stays("plan_id", "school_id"),
        only(SchoolPlanItem, "status", "owner_id", "due_on", once="OLD.public_from < 'infinity'"),
    ),
    SchoolPlanReview: (
        stays("school_id", "plan_id", "month", "principal_id"),
        stays(
            "prepared_on",
            "areas_in_work",
            "evidence",
            "goal",
            "steps",
            once="OLD.status <> 'OPEN'",
        ),
    ),
    SchoolPlanReviewItem: (stays("review_id", "item_id"),),
    SchoolPlanMemo: (stays("review_id"),),
    LeadershipMeeting: (stays("month"),),
    LeadershipSegment: (stays("meeting_id"),),
    LeadershipPacket: (stays("meeting_id"),),
    SelfAssessment: (stays("author_id", "month", "school_id"),),
    SelfAssessmentRating: (stays("assessment_id"),),
}

PRINCIPALS = readers(own_school(PRI))
LEADERS = readers(own(LEAD))
PREPARING = readers(own_school(PRI, where=OF_MINE, says="of their own"))
PREPARING_ITEMS = readers(own(PRI, where=OF_MINE, says="of their own"))
AUTHORS = readers(own(LEAD, where=MINE, says="in their own name"))
MEETING = readers(own(*TEAM))
ASSESSORS = readers(own(*PRACTISING, where=MINE, says="of their own"))
PLAN_IS_OUT = "The school plan is published."
IS_PREPARED = "It is prepared."
IS_IN = "It has been handed in."

ACTIONS: tuple[Action, ...] = (
    Action("update", SchoolImprovementPlan, PRINCIPALS, IS_DRAFT, PLAN_IS_OUT),
    Action("delete", SchoolImprovementPlan, PRINCIPALS, IS_DRAFT, PLAN_IS_OUT),
    *moves(SchoolImprovementPlan, PRINCIPALS, "publish", "end"),
    Action("update", SchoolPlanItem, PRINCIPALS, NEVER_PUBLIC, PLAN_IS_OUT),
    Action("delete", SchoolPlanItem, PRINCIPALS, NEVER_PUBLIC, PLAN_IS_OUT),
    Action(
        "progress",
        SchoolPlanItem,
        PRINCIPALS,
        in_state(SchoolPlanItem, "plan_id", SchoolImprovementPlan, "DRAFT", "PUBLISHED"),
        "The school plan has ended.",
    ),
    Action("delete", SchoolPlanItemStrategy, PRINCIPALS, NEVER_PUBLIC, PLAN_IS_OUT),
    Action("update", SchoolPlanReview, PREPARING, IS_OPEN, IS_PREPARED),
    Action("delete", SchoolPlanReview, LEADERS, IS_OPEN, IS_PREPARED),
    *moves(SchoolPlanReview, PREPARING, "prepare"),
    *moves(SchoolPlanReview, LEADERS, "hold", "close"),
    *(
        Action(
            name,
            SchoolPlanReviewItem,
            PREPARING_ITEMS,
            in_state(SchoolPlanReviewItem, "review_id", SchoolPlanReview, "OPEN"),
            IS_PREPARED,
        )
        for name in ("update", "delete")
    ),
    *(
        Action(
            name,
            SchoolPlanMemo,
            AUTHORS,
            in_state(SchoolPlanMemo, "review_id", SchoolPlanReview, "HELD"),
            "It has been sent.",
        )
        for name in ("update", "delete")
    ),
    Action("update", LeadershipMeeting, MEETING, "status <> 'HELD'", "It has been held."),
    Action("delete", LeadershipMeeting, MEETING, "status = 'PLANNED'", "Its packet is open."),
    *moves(LeadershipMeeting, MEETING, "openPacket", "releasePacket", "hold"),
    *(
        Action(name, part, MEETING, not_held(part), "The meeting has been held.")
        for name, part in (
            ("delete", LeadershipCommitteeMember),
            ("update", LeadershipSegment),
            ("delete", LeadershipSegment),
        )
    ),
    *(
        Action(
            name,
            LeadershipPacket,
            MEETING,
            in_state(LeadershipPacket, "meeting_id", LeadershipMeeting, "PLANNED", "PACKET_OPEN"),
            "It is released.",
        )
        for name in ("update", "delete")
    ),
    Action("update", SelfAssessment, ASSESSORS, IS_OPEN, IS_IN),
    Action("delete", SelfAssessment, ASSESSORS, IS_OPEN, IS_IN),
    *moves(SelfAssessment, ASSESSORS, "submit"),
    *(
        Action(
            name,
            SelfAssessmentRating,
            ASSESSORS,
            in_state(SelfAssessmentRating, "assessment_id", SelfAssessment, "OPEN"),
            IS_IN,
        )
        for name in ("update", "delete")
    ),
)
