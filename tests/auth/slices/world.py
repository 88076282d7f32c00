"""Small networks of districts, made up row by row: what oracle and database both look at."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID, uuid4

from auth.callers import Caller
from models.accountability import (
    DistrictStandard,
    PerformanceIndex,
    SchoolConditionReview,
    StandardReview,
)
from models.base import Base
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
from tests.rows import Row, row

__all__ = ["AT_SCHOOL", "ONE_AT_A_TIME", "World"]

AT_SCHOOL = {"PRINCIPAL", "TEACHER"}
ONE_AT_A_TIME = {"SUPERINTENDENT", "PLAN_MANAGER", "PLAN_MONITOR"}
ENDED = {"COMPLETED", "SUPERSEDED", "EXITED"}
ACCEPTED = {"ACCEPTED", "IN_IMPLEMENTATION", *ENDED}


@dataclass(slots=True)
class World:
    """Rows of every table, on a day."""

    today: date
    # Not of `__init__`: Hypothesis would print them all, and they are too many for it.
    rows: dict[type[Base], dict[UUID, Row]] = field(default_factory=dict, init=False)
    kept: set[UUID] = field(default_factory=set, init=False)

    def add(self, model: type[Base], **given: object) -> UUID:
        """One more row."""
        made = row(model, **given)
        self.rows.setdefault(model, {})[made["id"]] = made
        return UUID(str(made["id"]))

    def keep(self, model: type[Base], **given: object) -> None:
        """A row that the database keeps by itself, once the others are written."""
        self.kept.add(self.add(model, **given))

    def all(self, model: type[Base]) -> Iterator[Row]:
        return iter(self.rows.get(model, {}).values())

    def rows_by_model(self) -> dict[type[Base], list[Row]]:
        """The rows to write."""
        return {
            model: [row for key, row in rows.items() if key not in self.kept]
            for model, rows in self.rows.items()
        }

    def people(self) -> list[Caller]:
        return [Caller(person=each["id"]) for each in self.all(Person)]

    def firms(self) -> list[Caller]:
        return [Caller(firm=each["id"]) for each in self.all(Firm)]

    def find(self, model: type[Base], key: Any) -> Row:
        return self.rows[model][key]

    def district(self) -> UUID:
        return self.add(District, name=f"District {uuid4()}")

    def school(self, district: UUID) -> UUID:
        return self.add(School, district_id=district, name=f"School {uuid4()}")

    def firm(self) -> UUID:
        return self.add(Firm, name=f"Firm {uuid4()}")

    def person(self) -> UUID:
        """Someone with a name, an address and a log-in."""
        person = self.add(Person)
        self.add(PersonName, person_id=person)
        self.add(PersonContact, person_id=person)
        self.add(PersonLogin, person_id=person, subject=str(person))
        return person

    def appoint(
        self,
        person: UUID,
        district: UUID,
        position: str,
        school: UUID,
        *,
        dates: tuple[date, date | None],
    ) -> bool:
        """Appoint, unless another holds an office of which there is one at a time."""
        starts_on, ends_on = dates
        if position in ONE_AT_A_TIME and self._is_taken(district, position, starts_on, ends_on):
            return False
        here = {"district_id": district}
        appointment = self.add(
            Appointment,
            **here,
            person_id=person,
            position=position,
            school_id=school if position in AT_SCHOOL else None,
            starts_on=starts_on,
            ends_on=ends_on,
        )
        for office, model in (("PLAN_MANAGER", PlanManager), ("PLAN_MONITOR", PlanMonitor)):
            if position == office:
                self.add(model, **here, appointment_id=appointment)
        return True

    def appoint_to_state(
        self, person: UUID, position: str, starts_on: date, ends_on: date | None
    ) -> UUID:
        return self.add(
            StateAppointment,
            person_id=person,
            position=position,
            starts_on=starts_on,
            ends_on=ends_on,
        )

    def engage(self, firm: UUID, district: UUID, starts_on: date, ends_on: date | None) -> UUID:
        return self.add(
            Engagement, district_id=district, firm_id=firm, starts_on=starts_on, ends_on=ends_on
        )

    def _is_taken(
        self, district: UUID, position: str, starts_on: date, ends_on: date | None
    ) -> bool:
        return any(
            other["district_id"] == district
            and other["position"] == position
            and starts_on <= (other["ends_on"] or date.max)
            and other["starts_on"] <= (ends_on or date.max)
            for other in self.all(Appointment)
        )

    def index(self, district: UUID, **given: object) -> UUID:
        """A figure of a group of pupils, each of another year."""
        count = sum(1 for _ in self.all(PerformanceIndex))
        return self.add(PerformanceIndex, district_id=district, school_year=1900 + count, **given)

    def review(self, district: UUID, kind: str, published_on: date | None) -> UUID:
        """A review by a standard."""
        standard = self.add(DistrictStandard, edition=str(uuid4()))
        return self.add(
            StandardReview,
            district_id=district,
            standard_id=standard,
            kind=kind,
            published_on=published_on,
        )

    def condition(self, district: UUID, school: UUID) -> UUID:
        """What a school found about itself."""
        here = {"district_id": district, "school_id": school}
        return self.add(SchoolConditionReview, **here, condition="SCHOOL_LEADERSHIP")

    def plan(self, district: UUID, schools: list[UUID], status: str, *, submitted: bool) -> UUID:
        """A plan with one row of everything that hangs on it, and amendments in every state.

        The amendment of a plan that is only just accepted is approved and not carried out yet.
        """
        day = date(2011, 7, 1)
        accepted = status in ACCEPTED
        here = {"district_id": district}
        plan = self.add(
            AcceleratedImprovementPlan,
            **here,
            status=status,
            first_submitted_on=day if submitted else None,
            submitted_on=day if submitted else None,
            accepted_on=day if accepted else None,
            ended_on=day if status in ENDED else None,
        )
        visibility = "PUBLIC" if accepted else "SUBMITTED" if submitted else "PREPARATION"
        part = here | {"visibility": visibility}
        self.add(KeyIssue, **part, plan_id=plan)
        objective = self.add(StrategicObjective, **part, plan_id=plan)
        initiative = self.add(Initiative, **part, strategic_objective_id=objective)
        self.add(Activity, **part, initiative_id=initiative)
        benchmark = self.add(Benchmark, **part, initiative_id=initiative)
        for school in [None, *schools]:
            self.add(Measurement, **here, benchmark_id=benchmark, school_id=school)
            self.add(Evidence, **here, benchmark_id=benchmark, school_id=school)
        review = self.add(PlanReview, **here, plan_id=plan)
        self.add(PlanReviewRating, **here, review_id=review)
        for state in ("REQUESTED", "APPROVED", "REFUSED"):
            decided = None if state == "REQUESTED" else date(2012, 1, 1)
            applied = decided if state == "APPROVED" and status != "ACCEPTED" else None
            made = self.add(
                PlanAmendment,
                **part,
                plan_id=plan,
                status=state,
                decided_on=decided,
                applied_on=applied,
            )
            self.add(PlanAmendmentChange, **part, status=state, amendment_id=made, proposal="{}")
        return plan
