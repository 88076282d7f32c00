"""Who sees what, worked out from rows alone, sentence by sentence of the page of slices.

A second implementation on purpose: it knows no policy, no function and no column that the
database keeps for its policies' sake.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias
from uuid import UUID

from auth.callers import RESEARCH, Caller
from models.accountability import (
    AccountabilityRating,
    DistrictStandard,
    Enrollment,
    PerformanceIndex,
    SchoolConditionReview,
    StaffRetention,
    StandardIndicator,
    StandardReview,
    StatewideRetention,
)
from models.base import Base
from models.bulk import BulkOperation
from models.careers import (
    AdoptionMotive,
    CareerTrajectory,
    CareerTrajectoryStep,
    JobMobilityEvent,
    JobMobilityKeyActor,
    JobMobilityPerson,
    KeyActor,
    KeyActorIdentity,
    MobilityAssessment,
)
from models.clients import Client, ClientKey
from models.disclosures import DisclosedRecord, Disclosure
from models.innovation import (
    CausalConcept,
    CausalLink,
    CausalNetwork,
    CausalStream,
    CausalStreamStep,
    CausalVariable,
    Innovation,
    OutcomeRating,
    ReportedStatistic,
    Site,
    SiteFamilyMembership,
)
from models.organizations import District, Firm, School
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
from models.releases import (
    ResearchRelease,
    ResearchReleaseFile,
    StatisticCell,
    StatisticsRelease,
)
from models.webhooks import WebhookDelivery, WebhookEndpoint
from tests.auth.slices import oracle_of_inquiry as inquiry
from tests.auth.slices.oracle_filing import filing
from tests.auth.slices.oracle_leadership import LEADERSHIP
from tests.auth.slices.oracle_monitoring import MONITORING
from tests.auth.slices.world import World
from tests.rows import Row

__all__ = ["ROLES", "Held", "held", "visible"]

ROLES = {
    "TEACHER": "TEA",
    "PRINCIPAL": "PRI",
    "DIRECTOR": "ADM",
    "SUPERINTENDENT": "LEAD",
    "ASSISTANT_SUPERINTENDENT": "LEAD",
    "SCHOOL_BOARD_MEMBER": "BRD",
    "PLAN_MANAGER": "MAN",
    "PLAN_MONITOR": "MON",
    "STATE_OFFICER": "OFF",
    "STATE_BOARD_MEMBER": "SBE",
    "RESEARCHER": "RES",
}
PUBLIC_OFFICES = {"SUPERINTENDENT", "PRINCIPAL", "PLAN_MANAGER", "PLAN_MONITOR"}
ACCEPTED = {"ACCEPTED", "IN_IMPLEMENTATION", "COMPLETED", "SUPERSEDED", "EXITED"}


@dataclass(frozen=True, slots=True)
class Held:
    """A role that a caller holds today, and where."""

    role: str
    district: UUID | None = None
    school: UUID | None = None


@dataclass(frozen=True, slots=True)
class Eyes:
    """One caller, looking at one world."""

    world: World
    caller: Caller
    held: frozenset[Held]

    def has(self, *roles: str) -> bool:
        return any(each.role in roles for each in self.held)

    def in_district(self, row: Row, *roles: str) -> bool:
        return any(each.role in roles and each.district == row["district_id"] for each in self.held)

    def at_school(self, row: Row, *roles: str) -> bool:
        school = row.get("school_id")
        return school is not None and any(
            each.role in roles and each.school == school for each in self.held
        )

    def own(self, row: Row, *roles: str) -> bool:
        """A teacher or principal sees the own school's rows, and the district's without one."""
        if row.get("school_id") is None:
            return self.in_district(row, *roles)
        elsewhere = [role for role in roles if role not in {"TEA", "PRI"}]
        at_school = [role for role in roles if role in {"TEA", "PRI"}]
        return self.in_district(row, *elsewhere) or self.at_school(row, *at_school)

    def is_colleague(self, person: UUID, *roles: str) -> bool:
        """Whether the person has, had or will have an appointment in an own district."""
        return any(
            each["person_id"] == person and self.in_district(each, *roles)
            for each in self.world.all(Appointment)
        )

    def is_known(self, person: UUID) -> bool:
        """Whether the person holds or has held a public office."""
        return any(
            each["person_id"] == person and is_public_office(each, self.world.today)
            for each in self.world.all(Appointment)
        )


def held(world: World, caller: Caller) -> frozenset[Held]:
    """What the caller's appointments or engagements of today give, as far as scopes leave them."""
    if caller.person is not None:
        return frozenset(
            Held(ROLES[each["position"]], each.get("district_id"), each.get("school_id"))
            for model in (Appointment, StateAppointment)
            for each in world.all(model)
            if each["person_id"] == caller.person
            and is_current(each, world.today)
            and (ROLES[each["position"]] != "RES" or caller.may(RESEARCH))
        )
    return frozenset(
        Held("FIRM", each["district_id"])
        for each in world.all(Engagement)
        if each["firm_id"] == caller.firm and is_current(each, world.today)
    )


def visible(world: World, caller: Caller) -> dict[str, set[UUID]]:
    """The ids of the rows that the caller sees, by table."""
    eyes = Eyes(world, caller, held(world, caller))
    return {
        model.__tablename__: {key for key, row in rows.items() if PAGE[model](eyes, row)}
        for model, rows in world.rows.items()
    }


def is_current(row: Row, today: date) -> bool:
    return row["starts_on"] <= today and (row["ends_on"] is None or today <= row["ends_on"])


def is_public_office(appointment: Row, today: date) -> bool:
    """Of one who holds it or has held it: an office to come is not public yet."""
    return appointment["position"] in PUBLIC_OFFICES and appointment["starts_on"] <= today


def anyone(_eyes: Eyes, _row: Row) -> bool:
    return True


def appointment(eyes: Eyes, row: Row) -> bool:
    return (
        row["person_id"] == eyes.caller.person
        or is_public_office(row, eyes.world.today)
        or eyes.in_district(row, "PRI", "ADM", "LEAD", "BRD", "MAN", "FIRM", "MON")
        or eyes.has("OFF")
    )


def state_appointment(eyes: Eyes, row: Row) -> bool:
    return row["person_id"] == eyes.caller.person or eyes.has("OFF")


def of_an_appointment(eyes: Eyes, row: Row) -> bool:
    return appointment(eyes, eyes.world.find(Appointment, row["appointment_id"]))


def engagement(eyes: Eyes, row: Row) -> bool:
    own = eyes.in_district(row, "PRI", "ADM", "LEAD", "BRD", "MAN", "FIRM", "MON")
    return own or eyes.has("OFF")


def is_person_seen(eyes: Eyes, person: UUID) -> bool:
    return (
        person == eyes.caller.person
        or eyes.is_known(person)
        or eyes.is_colleague(person, "TEA", "PRI", "ADM", "LEAD", "BRD", "MAN", "FIRM", "MON")
        or eyes.has("OFF")
    )


def disclosed(eyes: Eyes, row: Row) -> bool:
    """OFF, but not whom it is about where OFF does not see that itself; and that person."""
    about = row["person_id"]
    return (about is not None and about == eyes.caller.person) or (
        row["is_open"] and eyes.has("OFF")
    )


def disclosure(eyes: Eyes, row: Row) -> bool:
    """OFF, and whom it is about."""
    return eyes.has("OFF") or any(
        each["disclosure_id"] == row["id"]
        and each["person_id"] is not None
        and each["person_id"] == eyes.caller.person
        for each in eyes.world.all(DisclosedRecord)
    )


def person_contact(eyes: Eyes, row: Row) -> bool:
    return (
        row["person_id"] == eyes.caller.person
        or eyes.is_colleague(row["person_id"], "PRI", "ADM", "LEAD", "MAN", "MON")
        or eyes.has("OFF")
    )


def performance_index(eyes: Eyes, row: Row) -> bool:
    tested = row.get("tested")
    return (
        (tested or 0) >= 10
        or bool(row.get("is_published"))
        or eyes.in_district(row, "ADM", "LEAD", "MAN", "FIRM", "MON")
        or eyes.at_school(row, "PRI")
        or eyes.has("OFF")
    )


def standard_review(eyes: Eyes, row: Row) -> bool:
    if row["kind"] == "SELF_ASSESSMENT":
        return eyes.own(row, "ADM", "LEAD", "MAN", "MON") or eyes.has("OFF")
    published_on = row["published_on"]
    is_published = published_on is not None and published_on <= eyes.world.today
    return is_published or eyes.own(row, "LEAD") or eyes.has("OFF")


def condition_review(eyes: Eyes, row: Row) -> bool:
    """The page is silent; as self-assessments by the standards, and the principal's own."""
    own = eyes.in_district(row, "ADM", "LEAD", "MAN", "MON")
    return own or eyes.at_school(row, "PRI") or eyes.has("OFF")


def plan(eyes: Eyes, row: Row) -> bool:
    was_submitted = row["first_submitted_on"] is not None
    return (
        row["status"] in ACCEPTED
        or eyes.own(row, "ADM", "LEAD", "PRI", "BRD", "MAN", "FIRM")
        or (was_submitted and eyes.has("MON", "OFF"))
    )


def part_of(model: type[Base], key: str) -> "Rule":
    """A row of a plan's tree: seen where its parent is."""

    def seen(eyes: Eyes, row: Row) -> bool:
        return PAGE[model](eyes, eyes.world.find(model, row[key]))

    return seen


def measured(eyes: Eyes, row: Row) -> bool:
    own = eyes.own(row, "PRI", "ADM", "LEAD", "BRD", "MAN", "FIRM", "MON")
    return own or eyes.has("OFF", "RES")


def plan_review(eyes: Eyes, row: Row) -> bool:
    return eyes.own(row, "LEAD", "ADM", "MAN") or eyes.has("MON", "OFF")


def plan_amendment(eyes: Eyes, row: Row) -> bool:
    amended = eyes.world.find(AcceleratedImprovementPlan, row["plan_id"])
    is_public = row["status"] == "APPROVED" and amended["status"] in ACCEPTED
    return is_public or plan_review(eyes, row)


def is_author(eyes: Eyes, row: Row) -> bool:
    return bool(row["author_id"] == eyes.caller.person)


def confidential(eyes: Eyes, row: Row) -> bool:
    return eyes.has("RES") or is_author(eyes, row)


def is_out(eyes: Eyes, published_on: date | None) -> bool:
    return published_on is not None and published_on <= eyes.world.today


def publishable(eyes: Eyes, row: Row) -> bool:
    return is_out(eyes, row["published_on"]) or confidential(eyes, row)


def pseudonym(eyes: Eyes, row: Row) -> bool:
    return is_author(eyes, eyes.world.find(KeyActor, row["key_actor_id"]))


def move(eyes: Eyes, row: Row) -> bool:
    return eyes.in_district(row, "LEAD", "ADM", "MAN", "FIRM", "MON") or eyes.has("OFF")


def webhook(eyes: Eyes, row: Row) -> bool:
    """The firm its own, OFF those of the office."""
    if row.get("firm_id") is None:
        return eyes.has("OFF")
    return bool(row["firm_id"] == eyes.caller.firm)


Rule: TypeAlias = Callable[[Eyes, Row], bool]

PAGE: Mapping[type[Base], Rule] = {
    District: anyone,
    School: anyone,
    Firm: anyone,
    **dict.fromkeys((Client, ClientKey), lambda eyes, _row: eyes.has("OFF")),
    **dict.fromkeys((WebhookEndpoint, WebhookDelivery), webhook),
    BulkOperation: lambda eyes, row: (
        (row.get("person_id") is not None and row["person_id"] == eyes.caller.person)
        or (row.get("firm_id") is not None and row["firm_id"] == eyes.caller.firm)
    ),
    DistrictStandard: anyone,
    StandardIndicator: anyone,
    Appointment: appointment,
    StateAppointment: state_appointment,
    PlanManager: of_an_appointment,
    PlanMonitor: of_an_appointment,
    Engagement: engagement,
    Person: lambda eyes, row: is_person_seen(eyes, row["id"]),
    PersonName: lambda eyes, row: is_person_seen(eyes, row["person_id"]),
    PersonContact: person_contact,
    PersonLogin: lambda eyes, row: row["person_id"] == eyes.caller.person or eyes.has("OFF"),
    AccountabilityRating: anyone,
    Enrollment: anyone,
    StaffRetention: anyone,
    StatewideRetention: anyone,
    StatisticsRelease: anyone,
    StatisticCell: anyone,
    ResearchRelease: anyone,
    ResearchReleaseFile: anyone,
    Disclosure: disclosure,
    DisclosedRecord: disclosed,
    PerformanceIndex: performance_index,
    StandardReview: standard_review,
    SchoolConditionReview: condition_review,
    AcceleratedImprovementPlan: plan,
    KeyIssue: part_of(AcceleratedImprovementPlan, "plan_id"),
    StrategicObjective: part_of(AcceleratedImprovementPlan, "plan_id"),
    Initiative: part_of(StrategicObjective, "strategic_objective_id"),
    Activity: part_of(Initiative, "initiative_id"),
    Benchmark: part_of(Initiative, "initiative_id"),
    Measurement: measured,
    Evidence: measured,
    PlanReview: plan_review,
    PlanReviewRating: plan_review,
    PlanAmendment: plan_amendment,
    PlanAmendmentChange: part_of(PlanAmendment, "amendment_id"),
    **MONITORING,
    **LEADERSHIP,
    **inquiry.PAGE,
    **filing(plan, measured),
    Innovation: anyone,
    ReportedStatistic: anyone,
    Site: publishable,
    SiteFamilyMembership: part_of(Site, "site_id"),
    OutcomeRating: publishable,
    CausalConcept: publishable,
    CausalNetwork: publishable,
    CausalVariable: part_of(CausalNetwork, "network_id"),
    CausalLink: part_of(CausalVariable, "effect_id"),
    CausalStream: part_of(CausalNetwork, "network_id"),
    CausalStreamStep: part_of(CausalStream, "stream_id"),
    KeyActor: confidential,
    KeyActorIdentity: pseudonym,
    AdoptionMotive: confidential,
    CareerTrajectory: confidential,
    CareerTrajectoryStep: part_of(CareerTrajectory, "trajectory_id"),
    JobMobilityEvent: lambda eyes, row: move(eyes, row) or eyes.has("RES"),
    JobMobilityPerson: move,
    JobMobilityKeyActor: confidential,
    MobilityAssessment: confidential,
}
