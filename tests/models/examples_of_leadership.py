"""Valid rows of school plans, leadership meetings, walkthroughs and self-assessments."""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Protocol

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
from models.organizations import School
from models.people import Person
from models.plans import AcceleratedImprovementPlan, Initiative
from tests.rows import Row

__all__ = ["PUBLISHED_ON", "SECOND", "beside", "in_district"]

Rows = Mapping[type[Base], Row]

PUBLISHED_ON = date(2012, 1, 1)
NEVER = date.max
FEBRUARY, MARCH = date(2012, 2, 1), date(2012, 3, 1)
# Of months without walkthroughs, which would count for themselves.
COUNTED, COUNTED_TOO = date(2012, 11, 1), date(2012, 12, 1)
TIMES: Row = {
    "starts_at": datetime(2012, 1, 1, 13, tzinfo=UTC),
    "ends_at": datetime(2012, 1, 1, 14, tzinfo=UTC),
}

SECOND: Rows = {
    SchoolImprovementPlan: {"school_year": 2013, "status": "DRAFT", "published_on": None},
    SchoolPlanItem: {"position": 2},
    SchoolPlanReview: {"month": FEBRUARY},
    LeadershipMeeting: {"month": FEBRUARY},
    LeadershipSegment: {"position": 2},
    SelfAssessment: {"month": FEBRUARY},
    SelfAssessmentRating: {"standard": "RIGOR"},
    InstructionalStrategy: {"name": "Second Strategy"},
    WalkthroughTool: {"edition": 2},
    WalkthroughTarget: {"month": FEBRUARY},
    WalkthroughCount: {"month": COUNTED_TOO},
    StrategyCount: {"month": COUNTED_TOO},
}


class Book(Protocol):
    """Where rows are made up."""

    def add(self, model: type[Base], **given: object) -> Row: ...


def in_district(book: Book, here: Row, made: Rows) -> Rows:
    """One of everything, at the district's school and for its plan."""
    strategy = book.add(InstructionalStrategy, **here, initiative_id=made[Initiative]["id"])
    return {
        InstructionalStrategy: strategy,
        **_school_plan(book, here, made, strategy),
        **_meeting(book, here, made),
        **_walkthroughs(book, here, made, strategy),
    }


def _school_plan(book: Book, here: Row, made: Rows, strategy: Row) -> Rows:
    at_school = here | {"school_id": made[School]["id"]}
    person = made[Person]["id"]
    plan = book.add(
        SchoolImprovementPlan,
        **at_school,
        district_plan_id=made[AcceleratedImprovementPlan]["id"],
        status="PUBLISHED",
        published_on=PUBLISHED_ON,
    )
    of_plan = at_school | {"plan_id": plan["id"]}
    item = book.add(
        SchoolPlanItem,
        **of_plan,
        initiative_id=made[Initiative]["id"],
        owner_id=person,
        public_from=PUBLISHED_ON,
    )
    review = book.add(SchoolPlanReview, **of_plan, principal_id=person)
    part = here | {"review_id": review["id"], "plan_id": plan["id"], "principal_id": person}
    return {
        SchoolImprovementPlan: plan,
        SchoolPlanItem: item,
        SchoolPlanItemStrategy: book.add(
            SchoolPlanItemStrategy,
            **at_school,
            item_id=item["id"],
            strategy_id=strategy["id"],
            public_from=PUBLISHED_ON,
        ),
        SchoolPlanReview: review,
        SchoolPlanReviewItem: book.add(SchoolPlanReviewItem, **part, item_id=item["id"]),
        SchoolPlanMemo: book.add(SchoolPlanMemo, **part, author_id=person),
    }


def _meeting(book: Book, here: Row, made: Rows) -> Rows:
    person = made[Person]["id"]
    meeting = book.add(LeadershipMeeting, **here, facilitator_id=person)
    of_meeting = here | {"meeting_id": meeting["id"]}
    assessment = book.add(SelfAssessment, **here, author_id=person, school_id=made[School]["id"])
    return {
        LeadershipMeeting: meeting,
        LeadershipCommitteeMember: book.add(
            LeadershipCommitteeMember, **of_meeting, person_id=person
        ),
        LeadershipSegment: book.add(
            LeadershipSegment, **of_meeting, **TIMES, responsible_id=person
        ),
        LeadershipPacket: book.add(LeadershipPacket, **of_meeting),
        SelfAssessment: assessment,
        SelfAssessmentRating: book.add(
            SelfAssessmentRating,
            **here,
            assessment_id=assessment["id"],
            author_id=person,
            released_from=NEVER,
        ),
    }


def _walkthroughs(book: Book, here: Row, made: Rows, strategy: Row) -> Rows:
    tool = book.add(WalkthroughTool, **here)
    listed = book.add(
        WalkthroughToolStrategy, **here, tool_id=tool["id"], strategy_id=strategy["id"]
    )
    observer = made[Person]["id"]
    people = {"observer_id": observer, "teacher_id": book.add(Person)["id"]}
    visit = people | {"tool_id": tool["id"], "joint_with_id": book.add(Person)["id"]}
    walkthrough = book.add(Walkthrough, **here, **visit, school_id=made[School]["id"])
    counted = here | {"school_id": made[School]["id"], "strategy_id": strategy["id"]}
    return {
        WalkthroughTool: tool,
        WalkthroughToolStrategy: listed,
        Walkthrough: walkthrough,
        WalkthroughComment: book.add(
            WalkthroughComment,
            **here,
            **people,
            tool_id=tool["id"],
            walkthrough_id=walkthrough["id"],
            tool_strategy_id=listed["id"],
        ),
        WalkthroughTarget: book.add(WalkthroughTarget, **here, administrator_id=observer),
        WalkthroughCount: book.add(WalkthroughCount, **here, observer_id=observer, month=COUNTED),
        StrategyCount: book.add(StrategyCount, **counted, month=COUNTED),
        JointWalkthroughMemo: book.add(
            JointWalkthroughMemo,
            **here,
            walkthrough_id=walkthrough["id"],
            author_id=observer,
            joint_with_id=visit["joint_with_id"],
        ),
    }


def beside(book: Book, first: Rows) -> Rows:
    """What second rows stand on: another item, strategy, meeting, review and walkthrough."""
    here = {"district_id": first[School]["district_id"]}
    strategy = book.add(InstructionalStrategy, **here, name="Another Strategy")["id"]
    tool = first[WalkthroughTool]["id"]
    listed = book.add(
        WalkthroughToolStrategy, **here, tool_id=tool, strategy_id=strategy, position=3
    )
    unlisted = book.add(InstructionalStrategy, **here, name="Unlisted Strategy")["id"]
    return {
        SchoolPlanItemStrategy: {"strategy_id": strategy},
        SchoolPlanReviewItem: {"item_id": _again(book, first, SchoolPlanItem, position=3)},
        SchoolPlanMemo: {"review_id": _again(book, first, SchoolPlanReview, month=MARCH)},
        LeadershipCommitteeMember: {"person_id": book.add(Person)["id"]},
        LeadershipPacket: {"meeting_id": _again(book, first, LeadershipMeeting, month=MARCH)},
        WalkthroughToolStrategy: {"position": 2, "strategy_id": unlisted},
        WalkthroughComment: {"tool_strategy_id": listed["id"]},
        JointWalkthroughMemo: {"walkthrough_id": _again(book, first, Walkthrough)},
    }


def _again(book: Book, first: Rows, model: type[Base], **changes: object) -> object:
    """Another row like the first, written beside it."""
    others = {name: value for name, value in first[model].items() if name not in {"id", *changes}}
    return book.add(model, **others, **changes)["id"]
