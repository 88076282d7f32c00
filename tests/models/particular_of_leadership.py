"""What the room of leadership promises of its rows beyond what their columns declare."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from uuid import UUID

from models.base import Base
from models.leadership import (
    LeadershipMeeting,
    LeadershipSegment,
    SchoolImprovementPlan,
    SchoolPlanReview,
    SelfAssessment,
)
from models.leadership_walkthroughs import (
    JointWalkthroughMemo,
    StrategyCount,
    Walkthrough,
    WalkthroughCount,
    WalkthroughTarget,
    WalkthroughTool,
)
from tests.rows import Row

__all__ = ["HELD", "MEMO_SENT", "PREPARED", "RELEASED", "broken"]

EARLY, LATE = date(2012, 3, 1), date(2012, 9, 1)
SOMEONE = UUID(int=1)

PUBLISHED: Row = {"status": "PUBLISHED", "published_on": EARLY}
ENDED: Row = PUBLISHED | {"status": "ENDED", "ended_on": LATE}

PREPARATION: Row = {"areas_in_work": "said", "evidence": "said", "goal": "said", "steps": "said"}
PREPARED: Row = PREPARATION | {"status": "PREPARED", "prepared_on": EARLY}
HELD: Row = PREPARED | {"status": "HELD", "held_on": EARLY, "superintendent_id": SOMEONE}
MEMO_SENT: Row = HELD | {"status": "MEMO_SENT", "memo_sent_on": EARLY}

RELEASED: Row = {"status": "PACKET_RELEASED", "packet_released_on": date(2012, 1, 1)}
SUBMITTED: Row = {"status": "SUBMITTED", "submitted_on": EARLY}
IN_PACKET: Row = SUBMITTED | {"status": "IN_PACKET", "meeting_id": SOMEONE}
DELIVERED: Row = {"status": "DELIVERED", "delivered_on": date(2012, 1, 1)}

Broken = Iterator[tuple[type[Base], str, tuple[Row, ...]]]


def broken() -> Broken:
    """A model, what says no, and rows to which it does."""
    yield from _school_plans()
    yield from _reviews()
    yield from _meetings()
    yield from _walkthroughs()
    for monthly in (
        SchoolPlanReview,
        LeadershipMeeting,
        SelfAssessment,
        WalkthroughTarget,
        WalkthroughCount,
        StrategyCount,
    ):
        yield monthly, "month", ({"month": date(2012, 2, 2)},)


def _school_plans() -> Broken:
    plan = SchoolImprovementPlan
    yield plan, "school_year", ({"school_year": 1899}, {"school_year": 2201})
    yield (
        plan,
        "published",
        (
            {"status": "PUBLISHED"},
            {"published_on": EARLY},
            {"status": "ENDED", "ended_on": LATE},
        ),
    )
    yield plan, "ended", (PUBLISHED | {"ended_on": LATE}, ENDED | {"ended_on": None})
    yield plan, "dates", (ENDED | {"published_on": LATE, "ended_on": EARLY},)
    yield plan, "uq_school_plan_current", (PUBLISHED,)


def _reviews() -> Broken:
    review = SchoolPlanReview
    yield (
        review,
        "prepared",
        (
            {"prepared_on": EARLY} | PREPARATION,
            *(state | {"prepared_on": None} for state in (PREPARED, HELD, MEMO_SENT)),
        ),
    )
    yield review, "preparation", tuple(PREPARED | {part: None} for part in PREPARATION)
    yield (
        review,
        "held",
        (PREPARED | {"held_on": LATE, "superintendent_id": SOMEONE}, HELD | {"held_on": None}),
    )
    yield review, "held_by", (HELD | {"superintendent_id": None},)
    yield review, "memo", (HELD | {"memo_sent_on": LATE}, MEMO_SENT | {"memo_sent_on": None})
    yield review, "dates", (HELD | {"prepared_on": LATE}, MEMO_SENT | {"held_on": LATE})


def _meetings() -> Broken:
    meeting = LeadershipMeeting
    day = {"packet_released_on": date(2012, 1, 1)}
    yield (
        meeting,
        "released",
        (day, day | {"status": "PACKET_OPEN"}, {"status": "PACKET_RELEASED"}, {"status": "HELD"}),
    )
    yield meeting, "dates", (RELEASED | {"packet_released_on": LATE},)
    at = datetime(2012, 1, 1, 13, tzinfo=UTC)
    yield LeadershipSegment, "times", ({"starts_at": at, "ends_at": at},)
    assessment = SelfAssessment
    yield (
        assessment,
        "submitted",
        (
            {"submitted_on": EARLY},
            SUBMITTED | {"submitted_on": None},
            IN_PACKET | {"submitted_on": None},
        ),
    )
    yield (
        assessment,
        "packet",
        (SUBMITTED | {"meeting_id": SOMEONE}, IN_PACKET | {"meeting_id": None}),
    )
    yield assessment, "released", ({"released_from": EARLY},)
    yield assessment, "fk_self_assessment_meeting_id", (IN_PACKET,)


def _walkthroughs() -> Broken:
    yield WalkthroughTool, "edition", ({"edition": 0},)
    yield WalkthroughTool, "dates", ({"introduced_on": LATE, "retired_on": EARLY},)
    yield (
        Walkthrough,
        "delivered",
        ({"delivered_on": LATE}, DELIVERED | {"delivered_on": None}),
    )
    yield Walkthrough, "dates", (DELIVERED | {"observed_on": EARLY},)
    same: Row = {"observer_id": SOMEONE, "teacher_id": SOMEONE, "joint_with_id": None}
    yield Walkthrough, "teacher", (same,)
    yield (
        Walkthrough,
        "joint",
        tuple({who: SOMEONE, "joint_with_id": SOMEONE} for who in ("observer_id", "teacher_id")),
    )
    yield WalkthroughTarget, "walkthroughs", ({"walkthroughs": -1},)
    for counted in (WalkthroughCount, StrategyCount):
        yield counted, "walkthroughs", ({"walkthroughs": 0},)
    yield StrategyCount, "seen", ({"seen": -1}, {"seen": 2})
    yield JointWalkthroughMemo, "author", ({"author_id": SOMEONE, "joint_with_id": SOMEONE},)
