"""School plans and their reviews, the leadership team's meetings, administrators' self-assessments.

A school plan's items name the initiative that they serve and the instructional strategies that
are to be seen in classrooms where they have taken hold; how often they are, without a word of
who was visited, is counted in `leadership_walkthroughs`. Rows below a plan, a review or an
assessment repeat what policies decide by, kept equal by cascading foreign keys.
"""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import (
    CheckConstraint,
    Computed,
    DateTime,
    Index,
    SmallInteger,
    UniqueConstraint,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column

from models.base import DistrictRecord, described, link, one_of, place, within
from models.leadership_terms import (
    AdministratorLevel,
    AdministratorStandard,
    LeadershipMeetingStatus,
    SchoolPlanItemStatus,
    SchoolPlanReviewStatus,
    SchoolPlanStatus,
    SelfAssessmentStatus,
)
from models.plan_terms import ThroughLineLevel

__all__ = [
    "LeadershipCommitteeMember",
    "LeadershipMeeting",
    "LeadershipPacket",
    "LeadershipSegment",
    "SchoolImprovementPlan",
    "SchoolPlanItem",
    "SchoolPlanItemStrategy",
    "SchoolPlanMemo",
    "SchoolPlanReview",
    "SchoolPlanReviewItem",
    "SelfAssessment",
    "SelfAssessmentRating",
]

SCHOOL_YEAR = "The school year, by the calendar year in which it ends: 2012 is 2011-12."
FIRST_OF_MONTH = "EXTRACT(day FROM month) = 1"
NEVER = "'infinity'::date"
PUBLIC_FROM = "The day from which the school plan is public; never, while it is a draft."
RELEASED_FROM = "The day from which the packet is out; never, while it is not."


class SchoolImprovementPlan(DistrictRecord):
    """A school's plan for a year, which follows from its district's plan."""

    __tablename__ = "school_improvement_plan"

    school_id: Mapped[UUID] = within("school", "The school whose plan it is.")
    district_plan_id: Mapped[UUID | None] = within(
        "accelerated_improvement_plan", "The district's plan from which it follows."
    )
    school_year: Mapped[int] = described(SCHOOL_YEAR, type_=SmallInteger)
    title: Mapped[str] = described("The plan's title.")
    goal: Mapped[str | None] = described("What the school wants to reach by it.")
    status: Mapped[SchoolPlanStatus] = one_of(
        SchoolPlanStatus, "Where the plan stands.", server_default=SchoolPlanStatus.DRAFT.name
    )
    published_on: Mapped[date | None] = described("When it became public; null while a draft.")
    ended_on: Mapped[date | None] = described("When it ended; null before.")
    public_from: Mapped[date] = mapped_column(
        Computed(f"coalesce(published_on, {NEVER})", persisted=True), doc=PUBLIC_FROM
    )

    __table_args__ = (
        CheckConstraint("school_year BETWEEN 1900 AND 2200", name="school_year"),
        CheckConstraint(
            "(published_on IS NOT NULL) = (status IN ('PUBLISHED', 'ENDED'))", name="published"
        ),
        CheckConstraint("(ended_on IS NOT NULL) = (status IN ('ENDED'))", name="ended"),
        CheckConstraint("ended_on >= published_on", name="dates"),
        UniqueConstraint("district_id", "school_id", "school_year"),
        UniqueConstraint("district_id", "id", "school_id"),
        UniqueConstraint("district_id", "id", "public_from", "school_id"),
        Index(
            "uq_school_plan_current",
            "district_id",
            "school_id",
            unique=True,
            postgresql_where=text("status = 'PUBLISHED'"),
        ),
        Index(None, "status", "district_id", "id"),
    )


class SchoolPlanItem(DistrictRecord):
    """Something that a school sets out to do, and the district's initiative that it serves."""

    __tablename__ = "school_plan_item"

    school_id: Mapped[UUID] = within("school", "The school that does it.")
    plan_id: Mapped[UUID] = within(
        "school_improvement_plan",
        "The school plan that it is part of.",
        carries="public_from",
        shares="school_id",
    )
    position: Mapped[int] = place("plan_id", at_most=50)
    initiative_id: Mapped[UUID | None] = within(
        "initiative", "The initiative of the district's plan that it serves; null if none."
    )
    statement: Mapped[str] = described("What is to be done.")
    level: Mapped[ThroughLineLevel | None] = one_of(
        ThroughLineLevel, "The level of the through-line on which it acts."
    )
    status: Mapped[SchoolPlanItemStatus] = one_of(
        SchoolPlanItemStatus,
        "Where it stands.",
        server_default=SchoolPlanItemStatus.NO_ACTION.name,
    )
    owner_id: Mapped[UUID | None] = link("person", "Who is responsible for it, where named.")
    due_on: Mapped[date | None] = described("The day by which it is to be done.")
    public_from: Mapped[date] = described(PUBLIC_FROM)

    __table_args__ = (
        UniqueConstraint("district_id", "id", "plan_id"),
        UniqueConstraint("district_id", "id", "public_from", "school_id"),
        Index(None, "status", "district_id", "id"),
    )


class SchoolPlanItemStrategy(DistrictRecord):
    """An instructional strategy to be seen in classrooms where a school plan's item takes hold."""

    __tablename__ = "school_plan_item_strategy"

    item_id: Mapped[UUID] = within(
        "school_plan_item", "The item of a school plan.", carries=("public_from", "school_id")
    )
    strategy_id: Mapped[UUID] = within(
        "instructional_strategy", "The strategy that is to be seen in the school's classrooms."
    )
    public_from: Mapped[date] = described(PUBLIC_FROM)
    school_id: Mapped[UUID] = described("The school that does it, repeated.")

    __table_args__ = (UniqueConstraint("district_id", "item_id", "strategy_id"),)


class SchoolPlanReview(DistrictRecord):
    """A principal's monthly meeting with the district's leaders on the school plan."""

    __tablename__ = "school_plan_review"

    school_id: Mapped[UUID] = within("school", "The school whose plan is reviewed.")
    plan_id: Mapped[UUID] = within(
        "school_improvement_plan", "The school plan reviewed.", shares="school_id"
    )
    month: Mapped[date] = described("The month that it is held for, by its first day.")
    principal_id: Mapped[UUID] = link("person", "The principal, who prepares it.")
    status: Mapped[SchoolPlanReviewStatus] = one_of(
        SchoolPlanReviewStatus, "Where it stands.", server_default=SchoolPlanReviewStatus.OPEN.name
    )
    prepared_on: Mapped[date | None] = described("When the principal had prepared it; null before.")
    areas_in_work: Mapped[str | None] = described(
        "From the principal's preparation: the areas still being worked on."
    )
    evidence: Mapped[str | None] = described(
        "From the principal's preparation: what supports the ratings of the self-assessment."
    )
    goal: Mapped[str | None] = described(
        "From the principal's preparation: what is to be achieved in the next month."
    )
    steps: Mapped[str | None] = described(
        "From the principal's preparation: the steps towards that goal."
    )
    held_on: Mapped[date | None] = described("The day of the meeting; null before.")
    superintendent_id: Mapped[UUID | None] = link(
        "person", "The superintendent, where present at the meeting."
    )
    assistant_superintendent_id: Mapped[UUID | None] = link(
        "person", "The assistant superintendent, where present at the meeting."
    )
    memo_sent_on: Mapped[date | None] = described("When the memo was sent; null before.")

    __table_args__ = (
        CheckConstraint(FIRST_OF_MONTH, name="month"),
        CheckConstraint(
            "(prepared_on IS NOT NULL) = (status IN ('PREPARED', 'HELD', 'MEMO_SENT'))",
            name="prepared",
        ),
        CheckConstraint(
            "prepared_on IS NULL OR num_nonnulls(areas_in_work, evidence, goal, steps) = 4",
            name="preparation",
        ),
        CheckConstraint("(held_on IS NOT NULL) = (status IN ('HELD', 'MEMO_SENT'))", name="held"),
        CheckConstraint(
            "held_on IS NULL OR num_nonnulls(superintendent_id, assistant_superintendent_id) > 0",
            name="held_by",
        ),
        CheckConstraint("(memo_sent_on IS NOT NULL) = (status IN ('MEMO_SENT'))", name="memo"),
        CheckConstraint("held_on >= prepared_on AND memo_sent_on >= held_on", name="dates"),
        UniqueConstraint("district_id", "plan_id", "month"),
        UniqueConstraint("district_id", "id", "principal_id", "plan_id"),
        Index(None, "month", "district_id", "id"),
    )


class SchoolPlanReviewItem(DistrictRecord):
    """How far an item of the school plan was at a review, as the principal's copy colored it."""

    __tablename__ = "school_plan_review_item"

    review_id: Mapped[UUID] = within(
        "school_plan_review",
        "The review to which the colored copy was brought.",
        carries=("principal_id", "plan_id"),
    )
    item_id: Mapped[UUID] = within("school_plan_item", "The item, as it is now.", shares="plan_id")
    status: Mapped[SchoolPlanItemStatus] = one_of(SchoolPlanItemStatus, "Where it stood then.")
    remark: Mapped[str | None] = described("What the principal said of it.")
    principal_id: Mapped[UUID] = described("The principal, repeated.")
    plan_id: Mapped[UUID] = described("The school plan, repeated.")

    __table_args__ = (
        UniqueConstraint("district_id", "review_id", "item_id"),
        Index(None, "principal_id"),
    )


class SchoolPlanMemo(DistrictRecord):
    """The memo to the principal that follows a review, in its three parts."""

    __tablename__ = "school_plan_memo"

    review_id: Mapped[UUID] = within(
        "school_plan_review", "The review that it follows.", carries=("principal_id", "plan_id")
    )
    salient_points: Mapped[str] = described("The salient points of the meeting.")
    decisions: Mapped[str] = described("The decisions made.")
    areas_to_improve: Mapped[str] = described("The areas for the principal to improve on.")
    author_id: Mapped[UUID | None] = link("person", "Who of the district's leaders wrote it.")
    principal_id: Mapped[UUID] = described("The principal, repeated.")
    plan_id: Mapped[UUID] = described("The school plan, repeated.")

    __table_args__ = (
        UniqueConstraint("district_id", "review_id"),
        Index(None, "principal_id"),
    )


class LeadershipMeeting(DistrictRecord):
    """A monthly meeting of the District Instructional Leadership Team: all administrators."""

    __tablename__ = "leadership_meeting"

    month: Mapped[date] = described("The month that it is held for, by its first day.")
    meets_on: Mapped[date] = described("The day of the meeting.")
    topic: Mapped[str] = described("What it is mainly about.")
    location: Mapped[str | None] = described("Where it is held.")
    facilitator_id: Mapped[UUID | None] = link(
        "person", "The administrator who runs it; a different one each month."
    )
    status: Mapped[LeadershipMeetingStatus] = one_of(
        LeadershipMeetingStatus,
        "Where it stands.",
        server_default=LeadershipMeetingStatus.PLANNED.name,
    )
    packet_released_on: Mapped[date | None] = described(
        "When its packet went out to all administrators; null before."
    )
    released_from: Mapped[date] = mapped_column(
        Computed(f"coalesce(packet_released_on, {NEVER})", persisted=True), doc=RELEASED_FROM
    )

    __table_args__ = (
        CheckConstraint(FIRST_OF_MONTH, name="month"),
        CheckConstraint(
            "(packet_released_on IS NOT NULL) = (status IN ('PACKET_RELEASED', 'HELD'))",
            name="released",
        ),
        CheckConstraint("meets_on >= packet_released_on", name="dates"),
        UniqueConstraint("district_id", "month"),
        UniqueConstraint("district_id", "id", "released_from"),
        Index(None, "month", "district_id", "id"),
    )


class LeadershipCommitteeMember(DistrictRecord):
    """Someone's place on the committee that plans a leadership meeting."""

    __tablename__ = "leadership_committee_member"

    meeting_id: Mapped[UUID] = within("leadership_meeting", "The meeting that is planned.")
    person_id: Mapped[UUID] = link("person", "Who plans it.")

    __table_args__ = (UniqueConstraint("district_id", "meeting_id", "person_id"),)


class LeadershipSegment(DistrictRecord):
    """A part of a leadership meeting's agenda, with its times and who is responsible for it."""

    __tablename__ = "leadership_segment"

    meeting_id: Mapped[UUID] = within("leadership_meeting", "The meeting that it is part of.")
    position: Mapped[int] = place("meeting_id", at_most=30)
    title: Mapped[str] = described("What it is about.")
    starts_at: Mapped[datetime] = described("When it starts.", type_=DateTime(timezone=True))
    ends_at: Mapped[datetime] = described("When it ends.", type_=DateTime(timezone=True))
    responsible_id: Mapped[UUID | None] = link("person", "Who is responsible for it.")
    purpose: Mapped[str | None] = described("What administrators are to take away from it.")

    __table_args__ = (CheckConstraint("ends_at > starts_at", name="times"),)


class LeadershipPacket(DistrictRecord):
    """The material of a leadership meeting, beside the month's counts and self-assessments."""

    __tablename__ = "leadership_packet"

    meeting_id: Mapped[UUID] = within("leadership_meeting", "The meeting that it is for.")
    introduction: Mapped[str] = described("What administrators should know beforehand.")
    contents: Mapped[str | None] = described("What it holds.")
    url: Mapped[str | None] = described("Where it can be read.")

    __table_args__ = (UniqueConstraint("district_id", "meeting_id"),)


class SelfAssessment(DistrictRecord):
    """An administrator's monthly rating of the own practice."""

    __tablename__ = "self_assessment"

    author_id: Mapped[UUID] = link("person", "The administrator, who rates the own practice.")
    month: Mapped[date] = described("The month that it is about, by its first day.")
    school_id: Mapped[UUID | None] = within(
        "school", "The school of a principal; null for those of the central office."
    )
    status: Mapped[SelfAssessmentStatus] = one_of(
        SelfAssessmentStatus, "Where it stands.", server_default=SelfAssessmentStatus.OPEN.name
    )
    submitted_on: Mapped[date | None] = described("When it was handed in; null before.")
    meeting_id: Mapped[UUID | None] = within(
        "leadership_meeting",
        "The leadership meeting in whose packet it is; null before.",
        carries="released_from",
    )
    released_from: Mapped[date] = described(RELEASED_FROM, server_default=text(NEVER))

    __table_args__ = (
        CheckConstraint(FIRST_OF_MONTH, name="month"),
        CheckConstraint(
            "(submitted_on IS NOT NULL) = (status IN ('SUBMITTED', 'IN_PACKET'))", name="submitted"
        ),
        CheckConstraint("(meeting_id IS NOT NULL) = (status IN ('IN_PACKET'))", name="packet"),
        # Without a meeting the foreign key holds nothing equal.
        CheckConstraint(f"meeting_id IS NOT NULL OR released_from = {NEVER}", name="released"),
        UniqueConstraint("district_id", "author_id", "month"),
        UniqueConstraint("district_id", "id", "author_id", "released_from"),
        Index(None, "month", "district_id", "id"),
    )


class SelfAssessmentRating(DistrictRecord):
    """How an administrator rates the own practice by one of the four standards."""

    __tablename__ = "self_assessment_rating"

    assessment_id: Mapped[UUID] = within(
        "self_assessment",
        "The self-assessment that it is part of.",
        carries=("author_id", "released_from"),
    )
    standard: Mapped[AdministratorStandard] = one_of(AdministratorStandard, "The standard.")
    level: Mapped[AdministratorLevel] = one_of(AdministratorLevel, "The level reached.")
    rationale: Mapped[str] = described("Why.")
    next_steps: Mapped[str] = described("What comes next towards further improvement.")
    author_id: Mapped[UUID] = described("The administrator, repeated.")
    released_from: Mapped[date] = described(RELEASED_FROM)

    __table_args__ = (
        UniqueConstraint("district_id", "assessment_id", "standard"),
        Index(None, "author_id"),
        Index(None, "standard", "level", "district_id", "id"),
    )
