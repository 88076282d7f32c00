"""The page of slices as a table: each kind of record, and who sees the own, all, or none of it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from models.accountability import PerformanceIndex, SchoolConditionReview, StandardReview
from models.base import Base
from models.inquiry import Theme
from models.people import (
    Appointment,
    Engagement,
    Person,
    PersonContact,
    PersonLogin,
    PersonName,
    PlanManager,
    PlanMonitor,
    StateAppointment,
)
from models.plans import (
    AcceleratedImprovementPlan,
    Activity,
    Benchmark,
    Evidence,
    Initiative,
    KeyIssue,
    Measurement,
    PlanAmendment,
    PlanAmendmentChange,
    PlanReview,
    PlanReviewRating,
    StrategicObjective,
)
from tests.auth.slices.kinds_of_inquiry import SEEN_BY, WITHDRAWN
from tests.auth.slices.world import World
from tests.rows import Row

__all__ = ["EVERYONE", "KINDS", "Kind", "every"]

Which = Callable[[World, Row], Any]


@dataclass(frozen=True, slots=True)
class Kind:
    """Some rows of a table, who sees those of the own district, and who sees all."""

    name: str
    model: type[Base]
    which: Which
    own: str = ""
    all: str = ""
    own_school: str = ""

    def __str__(self) -> str:
        return self.name


def every(_world: World, _row: Row) -> bool:
    return True


def where(**values: object) -> Which:
    return lambda _world, row: all(row.get(name) == value for name, value in values.items())


def begun(position: str) -> Which:
    return lambda world, row: row["position"] == position and row["starts_on"] <= world.today


def to_come(position: str) -> Which:
    return lambda world, row: row["position"] == position and row["starts_on"] > world.today


def every_begun(world: World, row: Row) -> bool:
    """Of a plan manager or monitor, by the appointment."""
    return bool(world.find(Appointment, row["appointment_id"])["starts_on"] <= world.today)


def published(world: World, row: Row) -> bool:
    """A review of the state's whose day of publication has come."""
    published_on = row["published_on"] or date.max
    return row["kind"] == "DISTRICT_REVIEW" and published_on <= world.today


def positions_of(world: World, person: UUID) -> set[str]:
    return {each["position"] for each in world.all(Appointment) if each["person_id"] == person}


def is_teacher(world: World, row: Row) -> bool:
    """Of a person whose only office is no public one."""
    return positions_of(world, row.get("person_id") or row["id"]) == {"TEACHER"}


def plan_of(world: World, row: Row) -> Row:
    for model, key in (
        (AcceleratedImprovementPlan, "plan_id"),
        (StrategicObjective, "strategic_objective_id"),
        (Initiative, "initiative_id"),
    ):
        if key in row:
            return plan_of(world, world.find(model, row[key]))
    return row


def planned(*statuses: str, submitted: bool) -> Which:
    def which(world: World, row: Row) -> bool:
        plan = plan_of(world, row)
        was_submitted = plan["first_submitted_on"] is not None
        return plan["status"] in statuses and was_submitted == submitted

    return which


def amended(status: str) -> Which:
    public = planned("ACCEPTED", "IN_IMPLEMENTATION", submitted=True)
    return lambda world, row: row["status"] == status and public(world, row)


def of_a_school(_world: World, row: Row) -> bool:
    return row["school_id"] is not None


def of_the_district(_world: World, row: Row) -> bool:
    return row["school_id"] is None


def withdrawn(_world: World, row: Row) -> bool:
    """Of what an interviewee has withdrawn consent from."""
    return bool(row.get("is_withdrawn") or row.get("consent_withdrawn_on"))


def kept(world: World, row: Row) -> bool:
    """Of what is neither published nor withdrawn."""
    return row.get("published_on") is None and not withdrawn(world, row)


EVERYONE = "PUB TEA PRI ADM LEAD BRD MAN FIRM MON OFF SBE RES"
DISTRICT = "PRI ADM LEAD BRD MAN FIRM MON"
BEFORE = "ADM LEAD PRI BRD MAN FIRM"
TREE = (
    AcceleratedImprovementPlan,
    KeyIssue,
    StrategicObjective,
    Initiative,
    Activity,
    Benchmark,
)

KINDS = [
    Kind("a superintendency", Appointment, begun("SUPERINTENDENT"), all=EVERYONE),
    Kind("a superintendency to come", Appointment, to_come("SUPERINTENDENT"), all="OFF"),
    Kind("a plan manager", PlanManager, every_begun, all=EVERYONE),
    Kind("a plan monitor", PlanMonitor, every_begun, all=EVERYONE),
    Kind("a directorship", Appointment, where(position="DIRECTOR"), own=DISTRICT, all="OFF"),
    Kind(
        "a board seat", Appointment, where(position="SCHOOL_BOARD_MEMBER"), own=DISTRICT, all="OFF"
    ),
    Kind("an engagement", Engagement, every, own=DISTRICT, all="OFF"),
    Kind("a teacher", Person, is_teacher, own=f"TEA {DISTRICT}", all="OFF"),
    Kind("a teacher's name", PersonName, is_teacher, own=f"TEA {DISTRICT}", all="OFF"),
    Kind("a contact", PersonContact, is_teacher, own="PRI ADM LEAD MAN MON", all="OFF"),
    Kind("a log-in", PersonLogin, is_teacher, all="OFF"),
    Kind("ten tested", PerformanceIndex, where(tested=10), all=EVERYONE),
    Kind("few, published", PerformanceIndex, where(is_published=True), all=EVERYONE),
    *(
        Kind(
            f"{tested} tested",
            PerformanceIndex,
            where(tested=tested, is_published=False),
            own="ADM LEAD MAN FIRM MON",
            own_school="PRI",
            all="OFF",
        )
        for tested in (9, 0, None)
    ),
    Kind(
        "a self-assessment",
        StandardReview,
        where(kind="SELF_ASSESSMENT"),
        own="ADM LEAD MAN MON",
        all="OFF",
    ),
    Kind(
        "a district review",
        StandardReview,
        lambda world, row: row["kind"] == "DISTRICT_REVIEW" and not published(world, row),
        own="LEAD",
        all="OFF",
    ),
    Kind(
        "a published review",
        StandardReview,
        published,
        all=EVERYONE,
    ),
    Kind(
        "a school's self-assessment",
        SchoolConditionReview,
        every,
        own="ADM LEAD MAN MON",
        own_school="PRI",
        all="OFF",
    ),
    *(
        kind
        for model in TREE
        for kind in (
            Kind(
                f"{model.__name__}, never submitted",
                model,
                planned("DRAFT", submitted=False),
                own=BEFORE,
            ),
            *(
                Kind(
                    f"{model.__name__}, {status}",
                    model,
                    planned(status, submitted=True),
                    own=BEFORE,
                    all="MON OFF",
                )
                for status in ("DRAFT", "SUBMITTED", "UNDER_REVIEW", "RETURNED_WITH_FEEDBACK")
            ),
            *(
                Kind(
                    f"{model.__name__}, {status}",
                    model,
                    planned(status, submitted=True),
                    all=EVERYONE,
                )
                for status in ("ACCEPTED", "IN_IMPLEMENTATION", "COMPLETED", "SUPERSEDED", "EXITED")
            ),
        )
    ),
    *(
        Kind(
            f"{model.__name__} of {'a school' if at_school else 'the district'}",
            model,
            of_a_school if at_school else of_the_district,
            own="ADM LEAD BRD MAN FIRM MON" + ("" if at_school else " PRI"),
            own_school="PRI" if at_school else "",
            all="OFF RES",
        )
        for model in (Measurement, Evidence)
        for at_school in (False, True)
    ),
    Kind("a plan's review", PlanReview, every, own="LEAD ADM MAN", all="MON OFF"),
    Kind("a review's rating", PlanReviewRating, every, own="LEAD ADM MAN", all="MON OFF"),
    Kind(
        "amendment wanted", PlanAmendment, amended("REQUESTED"), own="LEAD ADM MAN", all="MON OFF"
    ),
    Kind("amendment refused", PlanAmendment, amended("REFUSED"), own="LEAD ADM MAN", all="MON OFF"),
    Kind("amendment approved", PlanAmendment, amended("APPROVED"), all=EVERYONE),
    Kind(
        "a change that is wanted",
        PlanAmendmentChange,
        where(status="REQUESTED"),
        own="LEAD ADM MAN",
        all="MON OFF",
    ),
    Kind(
        "amendment approved of a plan in preparation",
        PlanAmendment,
        lambda world, row: (
            row["status"] == "APPROVED" and planned("DRAFT", submitted=False)(world, row)
        ),
        own="LEAD ADM MAN",
        all="MON OFF",
    ),
    Kind(
        "a state officer's appointment", StateAppointment, where(position="RESEARCHER"), all="OFF"
    ),
    *(Kind(model.__name__, model, kept, all=roles) for model, roles in SEEN_BY.items()),
    *(Kind(f"{model.__name__}, withdrawn", model, withdrawn) for model in WITHDRAWN),
    Kind("a published theme", Theme, lambda _, row: row["published_on"], all=EVERYONE),
]
