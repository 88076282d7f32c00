"""The complete world with more to do in it: records at every stage, and under somebody's name."""

from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import DefaultClause

from models.base import Base
from models.leadership import (
    LeadershipMeeting,
    LeadershipPacket,
    LeadershipSegment,
    SchoolImprovementPlan,
    SchoolPlanMemo,
    SchoolPlanReview,
    SchoolPlanReviewItem,
    SelfAssessment,
    SelfAssessmentRating,
)
from models.leadership_walkthroughs import WalkthroughTool, WalkthroughToolStrategy
from models.monitoring import (
    AnnualSummary,
    HighlightAttendance,
    HighlightMeeting,
    HighlightReport,
    MonitoringVisit,
    Obstacle,
    ProgressNote,
    QuarterlyProgressReport,
)
from models.organizations import Firm
from models.people import Appointment, PlanManager
from models.plans import (
    AcceleratedImprovementPlan,
    Activity,
    Initiative,
    PlanAmendment,
    PlanReview,
    PlanReviewRating,
)
from tests.auth.slices import led, studies
from tests.auth.slices.complete import Complete
from tests.auth.slices.world import World
from tests.rows import Row, table_of

__all__ = ["busy"]

DAY = date(2012, 1, 1)
LATER = date(2100, 1, 1)


def busy(today: date) -> Complete:
    """The complete world and, in the districts at work, what their people are busy with."""
    complete = Complete.make(today)
    for number in range(5):
        people = {
            position: complete.somebody(f"open-ended {position} {number}.0")
            for position in (
                "SUPERINTENDENT",
                "DIRECTOR",
                "PRINCIPAL",
                "PLAN_MANAGER",
                "PLAN_MONITOR",
            )
        }
        district, schools = complete.districts[number]
        _reviews(complete, district, people["PLAN_MONITOR"])
        _amendments(complete.world, district, people)
        _progress(complete.world, district, people["PRINCIPAL"])
        _meetings(complete.world, district, people)
        _reports(complete.world, district, people)
        _school(complete.world, district, schools[0], people)
        _team(complete.world, district, people)
    _hiring(complete)
    _studies(complete)
    _spell_out(complete.world)
    return complete


def _spell_out(world: World) -> None:
    """Say of each row where it stands, also where the database would say so."""
    for model, rows in world.rows.items():
        status = table_of(model).columns.get("status")
        if status is not None and isinstance(status.server_default, DefaultClause):
            for row in rows.values():
                row.setdefault("status", str(status.server_default.arg))


def _of(world: World, model: type[Base], district: UUID) -> list[Row]:
    return [row for row in world.all(model) if row["district_id"] == district]


def _count(world: World, model: type[Base]) -> int:
    return sum(1 for _ in world.all(model))


def _reviews(complete: Complete, district: UUID, monitor: UUID) -> None:
    officer = complete.somebody("open-ended STATE_OFFICER")
    for plan in _of(complete.world, AcceleratedImprovementPlan, district):
        for reviewer in (monitor, officer):
            here = {"district_id": district}
            review = complete.world.add(
                PlanReview, **here, plan_id=plan["id"], reviewer_id=reviewer
            )
            complete.world.add(PlanReviewRating, **here, review_id=review)


def _amendments(world: World, district: UUID, people: dict[str, UUID]) -> None:
    plans = _of(world, AcceleratedImprovementPlan, district)
    for plan in sorted(plans, key=lambda each: each["ended_on"] is None):
        if plan["accepted_on"] is not None:
            for name in ("SUPERINTENDENT", "DIRECTOR", "PLAN_MANAGER"):
                part = {"district_id": district, "visibility": "PUBLIC", "plan_id": plan["id"]}
                world.add(
                    PlanAmendment,
                    **part,
                    status="REQUESTED",
                    requested_by_id=people[name],
                    decided_on=None,
                )


def _progress(world: World, district: UUID, principal: UUID) -> None:
    for initiative in _of(world, Initiative, district):
        part = {"district_id": district, "visibility": initiative["visibility"]}
        world.add(Activity, **part, initiative_id=initiative["id"], position=2, owner_id=principal)


def _meetings(world: World, district: UUID, people: dict[str, UUID]) -> None:
    here = {"district_id": district}
    for status in ("CANCELLED", "MINUTES_FINAL", "HELD", "SCHEDULED"):
        was_held = status in {"HELD", "MINUTES_FINAL"}
        meeting = world.add(
            HighlightMeeting,
            **here,
            month=date(1900 + _count(world, HighlightMeeting), 1, 1),
            status=status,
            held_on=DAY if was_held else None,
            minutes_final_on=DAY if status == "MINUTES_FINAL" else None,
        )
        of_meeting = here | {"meeting_id": meeting}
        world.add(
            HighlightAttendance,
            **of_meeting,
            person_id=people["DIRECTOR"],
            invited_by="SUPERINTENDENT",
        )
        world.add(ProgressNote, **of_meeting)
        for position, owner in enumerate((people["PRINCIPAL"], people["DIRECTOR"]), start=1):
            world.add(Obstacle, **of_meeting, position=position, owner_id=owner)
        # Whoever is to judge an obstacle has to see it.
        world.add(HighlightAttendance, **of_meeting, person_id=people["PRINCIPAL"])


def _reports(world: World, district: UUID, people: dict[str, UUID]) -> None:
    here = {"district_id": district}
    manager, monitor = people["PLAN_MANAGER"], people["PLAN_MONITOR"]
    for issued_on in (None, DAY):
        month = date(1800 + _count(world, HighlightReport), 1, 1)
        written = {"author_id": manager, "issued_on": issued_on, "meeting_id": None}
        world.add(HighlightReport, **here, month=month, **written)
    world.add(MonitoringVisit, **here, monitor_id=monitor)
    world.add(
        AnnualSummary,
        **here,
        school_year=2000 + _count(world, AnnualSummary),
        status="DRAFT",
        author_id=monitor,
    )
    for plan in _of(world, AcceleratedImprovementPlan, district)[:1]:
        world.add(
            QuarterlyProgressReport,
            **here,
            plan_id=plan["id"],
            school_year=2000 + _count(world, QuarterlyProgressReport),
            status="DRAFT",
            author_id=monitor,
        )


def _school(world: World, district: UUID, school: UUID, people: dict[str, UUID]) -> None:
    principal, leader = people["PRINCIPAL"], people["SUPERINTENDENT"]
    tool = _of(world, WalkthroughToolStrategy, district)[0]
    draft = next(
        row
        for row in _of(world, SchoolImprovementPlan, district)
        if row["school_id"] == school and row["status"] == "DRAFT"
    )
    led.plan_school(world, district, school, tool["id"], None)
    published = led.plan_school(world, district, school, tool["id"], DAY)
    world.find(SchoolImprovementPlan, published).update(status="PUBLISHED", ended_on=None)
    for status in ("MEMO_SENT", "HELD", "PREPARED", "OPEN"):
        at = ("OPEN", "PREPARED", "HELD", "MEMO_SENT").index(status)
        led.review(world, draft["id"], principal)
        review = list(world.all(SchoolPlanReview))[-1]
        review.update(
            status=status,
            prepared_on=DAY if at >= 1 else None,
            **dict.fromkeys(("areas_in_work", "evidence", "goal", "steps"), "said"),
            held_on=DAY if at >= 2 else None,
            superintendent_id=leader if at >= 2 else None,
            memo_sent_on=DAY if at >= 3 else None,
        )
        list(world.all(SchoolPlanMemo))[-1]["author_id"] = leader
        assert list(world.all(SchoolPlanReviewItem))[-1]["review_id"] == review["id"]


def _team(world: World, district: UUID, people: dict[str, UUID]) -> None:
    here = {"district_id": district}
    for status in ("PLANNED", "HELD"):
        meeting = world.add(
            LeadershipMeeting,
            **here,
            month=date(1900 + _count(world, LeadershipMeeting), 1, 1),
            meets_on=LATER,
            status=status,
            packet_released_on=DAY if status == "HELD" else None,
        )
        world.add(LeadershipPacket, **here, meeting_id=meeting)
        segment = next(world.all(LeadershipSegment))
        world.add(
            LeadershipSegment,
            **here,
            meeting_id=meeting,
            starts_at=segment["starts_at"],
            ends_at=segment["ends_at"],
        )
    for name in ("SUPERINTENDENT", "DIRECTOR", "PRINCIPAL"):
        for status in ("OPEN", "SUBMITTED"):
            mine = here | {"author_id": people[name], "released_from": date.max}
            made = world.add(
                SelfAssessment,
                **mine,
                month=date(1900 + _count(world, SelfAssessment), 2, 1),
                status=status,
                submitted_on=DAY if status == "SUBMITTED" else None,
            )
            world.add(SelfAssessmentRating, **mine, assessment_id=made)
    strategy = _of(world, WalkthroughToolStrategy, district)[0]["strategy_id"]
    tool = world.add(WalkthroughTool, **here, name="to come", introduced_on=LATER)
    world.add(WalkthroughToolStrategy, **here, tool_id=tool, strategy_id=strategy)


def _studies(complete: Complete) -> None:
    """A study in which a researcher and the districts' monitors gather something."""
    world = complete.world
    study = studies.found(world)
    for number, name in ((0, "open-ended PLAN_MONITOR 0.0"), (1, "open-ended RESEARCHER")):
        member = studies.join(world, study, complete.somebody(name))
        studies.gather(world, complete.districts[number][0], member, member[0])


def _hiring(complete: Complete) -> None:
    """Firms that are vetted, no longer, and not yet; somebody to appoint; a shared manager."""
    world, today = complete.world, complete.world.today
    tomorrow = today + timedelta(days=1)
    for number in range(2):
        district, schools = complete.districts[number]
        for vetted_on, withdrawn_on in (
            (DAY, None),
            (DAY, today),
            (DAY, tomorrow),
            (tomorrow, None),
        ):
            firm = world.add(
                Firm,
                name=f"Vetted firm {_count(world, Firm)}",
                vetted_on=vetted_on,
                vetting_withdrawn_on=withdrawn_on,
            )
            world.engage(firm, district, today, None)
        newcomer = world.person()
        world.appoint(newcomer, district, "TEACHER", schools[0], dates=(today, None))
    manager = complete.somebody("open-ended PLAN_MANAGER 1.0")
    shared = world.add(
        Appointment,
        district_id=complete.districts[0][0],
        person_id=manager,
        position="PLAN_MANAGER",
        school_id=None,
        starts_on=date(1990, 1, 1),
        ends_on=date(1990, 2, 1),
    )
    world.add(PlanManager, district_id=complete.districts[0][0], appointment_id=shared)
