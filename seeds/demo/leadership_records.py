"""The records of school plans, reviews, leadership meetings and self-assessments."""

from collections.abc import Iterator
from datetime import date, datetime, time
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from models import leadership as tables
from models.base import Base
from models.leadership_terms import (
    AdministratorStandard,
    LeadershipMeetingStatus,
    SchoolPlanItemStatus,
    SelfAssessmentStatus,
)
from seeds.demo.ids import district_id, initiative_id, person_id, plan_id, school_id
from seeds.demo.leadership_notation import (
    Assessment,
    Item,
    Leadership,
    Meeting,
    Review,
    SchoolPlan,
)
from seeds.demo.leadership_words import NEXT_STEPS, RATIONALES
from seeds.demo.paper import ILLUSTRATION, told
from seeds.store import stable_id

__all__ = ["Scribe", "leadership_records"]

NETWORK_TIME = ZoneInfo("America/New_York")
NEVER = date.max
AUGUST = 8
COLORS = {
    "c": SchoolPlanItemStatus.COMPLETE,
    "p": SchoolPlanItemStatus.IN_PROGRESS,
    "n": SchoolPlanItemStatus.NO_ACTION,
}


class Scribe:
    """Gives one district's records their keys and provenance, and looks up what they refer to."""

    def __init__(self, leadership: Leadership) -> None:
        self.of = leadership
        self.district = leadership.district

    def id(self, kind: str, *names: str) -> UUID:
        """A record's id, by its kind and names."""
        return stable_id(kind, self.district, *names)

    def row(self, kind: str, *names: str) -> dict[str, Any]:
        """What every record has."""
        fact = self.of.facts.get((kind, *names))
        provenance = told(fact) if fact else ILLUSTRATION
        return {
            "district_id": district_id(self.district),
            "id": self.id(kind, *names),
            **provenance,
        }

    def person(self, part: str | None) -> UUID | None:
        return person_id(self.district, part) if part else None

    def school(self, name: str | None) -> UUID | None:
        return school_id(self.district, name) if name else None

    def initiative(self, key: str | None) -> UUID | None:
        return initiative_id(self.district, self.of.plan, key) if key else None


def leadership_records(leadership: Leadership) -> Iterator[Base]:
    """A district's school plans, reviews, meetings and self-assessments."""
    scribe = Scribe(leadership)
    for plan in leadership.school_plans:
        yield from _school_plan(scribe, plan)
    for review in leadership.reviews:
        yield from _review(scribe, review)
    for meeting in leadership.meetings:
        yield from _meeting(scribe, meeting)
    for assessment in leadership.assessments:
        yield from _assessment(scribe, assessment)


def _school_plan(scribe: Scribe, plan: SchoolPlan) -> Iterator[Base]:
    names = (plan.school, str(plan.year))
    made = scribe.row("school plan", *names)
    yield tables.SchoolImprovementPlan(
        **made,
        school_id=scribe.school(plan.school),
        district_plan_id=plan_id(scribe.district, scribe.of.plan),
        school_year=plan.year,
        title=f"School Improvement Plan {plan.year - 1}-{plan.year % 100:02}",
        goal=plan.goal,
        status=plan.status,
        published_on=_day(plan.published),
        ended_on=_day(plan.ended),
    )
    for position, item in enumerate(plan.items, 1):
        yield from _item(scribe, plan, item, position)


def _item(scribe: Scribe, plan: SchoolPlan, item: Item, position: int) -> Iterator[Base]:
    names = (plan.school, str(plan.year), str(position))
    part = {
        "school_id": scribe.school(plan.school),
        "public_from": _day(plan.published) or NEVER,
    }
    yield tables.SchoolPlanItem(
        **scribe.row("school plan item", *names),
        **part,
        plan_id=scribe.id("school plan", *names[:2]),
        position=position,
        initiative_id=scribe.initiative(item.initiative),
        statement=item.statement,
        level=item.level,
        status=item.status,
        owner_id=scribe.person(item.owner or plan.principal),
        due_on=_day(item.due or f"{plan.year}-06-14"),
    )
    for key in item.strategies:
        yield tables.SchoolPlanItemStrategy(
            **scribe.row("school plan item strategy", *names, key),
            **part,
            item_id=scribe.id("school plan item", *names),
            strategy_id=scribe.id("instructional strategy", key),
        )


def _review(scribe: Scribe, review: Review) -> Iterator[Base]:
    month = date.fromisoformat(f"{review.month}-01")
    names = (review.school, review.month)
    year = str(month.year + (month.month >= AUGUST))
    principal = scribe.person(review.principal)
    of_plan = {"plan_id": scribe.id("school plan", review.school, year), "principal_id": principal}
    areas, evidence, goal, steps = review.prepared or (None, None, None, None)
    held, sent = _day(review.held), review.memo and _day(review.memo.sent)
    leaders = {part: scribe.person(part) for part in review.by if held}
    yield tables.SchoolPlanReview(
        **scribe.row("school plan review", *names),
        **of_plan,
        school_id=scribe.school(review.school),
        month=month,
        status=review.status,
        prepared_on=_day(review.prepared_on) if review.prepared else None,
        areas_in_work=areas,
        evidence=evidence,
        goal=goal,
        steps=steps,
        held_on=held,
        superintendent_id=leaders.get("superintendent"),
        assistant_superintendent_id=leaders.get("assistant-superintendent"),
        memo_sent_on=sent,
    )
    part = of_plan | {"review_id": scribe.id("school plan review", *names)}
    for position, color in enumerate(review.colors, 1):
        yield tables.SchoolPlanReviewItem(
            **scribe.row("school plan review item", *names, str(position)),
            **part,
            item_id=scribe.id("school plan item", review.school, year, str(position)),
            status=COLORS[color],
        )
    if review.memo:
        yield tables.SchoolPlanMemo(
            **scribe.row("school plan memo", *names),
            **part,
            salient_points=review.memo.salient_points,
            decisions=review.memo.decisions,
            areas_to_improve=review.memo.areas_to_improve,
            author_id=scribe.person(review.by[0]),
        )


def _meeting(scribe: Scribe, meeting: Meeting) -> Iterator[Base]:
    day = date.fromisoformat(meeting.day)
    of_meeting = {"meeting_id": scribe.id("leadership meeting", meeting.day)}
    yield tables.LeadershipMeeting(
        **scribe.row("leadership meeting", meeting.day),
        month=day.replace(day=1),
        meets_on=day,
        topic=meeting.topic,
        location=meeting.location,
        facilitator_id=scribe.person(meeting.facilitator),
        status=meeting.status,
        packet_released_on=_day(meeting.released),
    )
    for part in scribe.of.committee:
        yield tables.LeadershipCommitteeMember(
            **scribe.row("committee member", meeting.day, part),
            **of_meeting,
            person_id=scribe.person(part),
        )
    for position, segment in enumerate(meeting.segments, 1):
        yield tables.LeadershipSegment(
            **scribe.row("segment", meeting.day, str(position)),
            **of_meeting,
            position=position,
            title=segment.title,
            starts_at=_moment(day, segment.starts),
            ends_at=_moment(day, segment.ends),
            responsible_id=scribe.person(segment.responsible),
            purpose=segment.purpose,
        )
    if meeting.status is not LeadershipMeetingStatus.PLANNED:
        yield tables.LeadershipPacket(
            **scribe.row("packet", meeting.day),
            **of_meeting,
            introduction=meeting.introduction,
            contents=meeting.contents,
        )


def _assessment(scribe: Scribe, assessment: Assessment) -> Iterator[Base]:
    names = (assessment.author, assessment.month)
    is_open = assessment.status is SelfAssessmentStatus.OPEN
    whose = {
        "author_id": scribe.person(assessment.author),
        "released_from": _day(assessment.released) or NEVER,
    }
    yield tables.SelfAssessment(
        **scribe.row("self-assessment", *names),
        **whose,
        month=date.fromisoformat(f"{assessment.month}-01"),
        school_id=scribe.school(assessment.school),
        status=assessment.status,
        submitted_on=None if is_open else _day(f"{assessment.month}-02"),
        meeting_id=assessment.meeting and scribe.id("leadership meeting", assessment.meeting),
    )
    for standard, level in zip(AdministratorStandard, assessment.levels, strict=False):
        yield tables.SelfAssessmentRating(
            **scribe.row("self-assessment rating", *names, standard.name),
            **whose,
            assessment_id=scribe.id("self-assessment", *names),
            standard=standard,
            level=level,
            rationale=RATIONALES[standard, level],
            next_steps=NEXT_STEPS[standard, level],
        )


def _moment(day: date, at: str) -> datetime:
    return datetime.combine(day, time.fromisoformat(at), NETWORK_TIME)


def _day(iso: str | None) -> date | None:
    return date.fromisoformat(iso) if iso else None
