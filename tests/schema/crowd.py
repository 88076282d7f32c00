"""A network made to be awkward: many equal values, many missing ones, and texts of every kind."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from random import Random
from uuid import UUID

from auth.callers import PUBLIC, Caller
from models.accountability import AccountabilityRating
from models.base import Base
from models.organizations import District, DistrictKind, School
from models.people import Appointment, Person, PersonName, StateAppointment
from models.plans import (
    AcceleratedImprovementPlan,
    Activity,
    Benchmark,
    BenchmarkCategory,
    Initiative,
    StrategicObjective,
    ThroughLineLevel,
)
from tests.rows import Row, row

__all__ = ["CALLERS", "TEXTS", "crowd"]

TEXTS = (
    *("a", "A", "aa", "b", "B", "é", "É", "e\u0301", "ß", "İ", "ı", "I", "ΑΣ", "ας", "ασ"),
    *("100%", "100_", "1000", "back\\slash", "\\%", "'quoted'", '"double"', "line\nbreak"),
    *("😀", "\uffff", "\U00010000", " ", "", "{}", ":colon", "$1", "%(x)s", "null"),
)
OFFICER = UUID(int=1)
CALLERS: dict[str, Caller] = {"public": PUBLIC, "officer": Caller(person=OFFICER)}
DAYS = (date(2012, 1, 1), date(2012, 1, 2), date(2012, 6, 30), date(2013, 6, 30))
MOMENT = datetime(2012, 1, 1, 12, tzinfo=UTC)
DISTRICTS, SCHOOLS, PEOPLE, PLANS, INITIATIVES, BENCHMARKS = 40, 90, 12, 5, 3, 15

Rows = Mapping[type[Base], list[Row]]


class _Crowd:
    """Makes the rows; by lot, and the same each time."""

    def __init__(self) -> None:
        self.lot = Random(20)
        self.rows: dict[type[Base], list[Row]] = {}

    def add(self, model: type[Base], **given: object) -> UUID:
        made = {"id": UUID(int=self.lot.getrandbits(128)), "created_at": self._moment(), **given}
        self.rows.setdefault(model, []).append(row(model, **made))
        return UUID(str(made["id"]))

    def _moment(self) -> datetime:
        return MOMENT + timedelta(microseconds=self.lot.choice([0, 1, 500_000, 10**6]))

    def maybe(self, *choices: object) -> object:
        """One of these, or nothing."""
        return self.lot.choice([None, None, *choices])

    def text(self) -> str:
        return self.lot.choice(TEXTS)

    def districts(self) -> list[UUID]:
        return [
            self.add(
                District,
                name=f"{self.text()}{number}",
                profile=self.maybe(*TEXTS),
                kind=self.maybe(*DistrictKind.words()[:3]),
                is_charter=self.maybe(True, False),
                latitude=self.maybe(Decimal(42), Decimal("42.000001"), Decimal("-0.5")),
            )
            for number in range(DISTRICTS)
        ]

    def schools(self, districts: list[UUID]) -> None:
        for number in range(SCHOOLS):
            district = self.lot.choice(districts[:30])
            school = self.add(
                School, district_id=district, name=f"{self.text()}{number % 9}{number}"
            )
            self.rating(district, school)
        for district in districts:
            self.rating(district, None)

    def rating(self, district: UUID, school: UUID | None) -> None:
        level = self.maybe(1, 3, 4, 5)
        self.add(
            AccountabilityRating,
            district_id=district,
            school_id=school,
            school_year=2012,
            level=level,
            determination="RATED" if level else "INSUFFICIENT_DATA",
            level_source="OWN_RESULTS",
        )

    def people(self, districts: list[UUID]) -> list[UUID]:
        people = [self.add(Person, label=self.text()) for _ in range(PEOPLE)]
        for person in people[:8]:
            self.add(PersonName, person_id=person, given_name=self.text(), family_name=self.text())
        for person, district in zip(people[:6], districts, strict=False):
            self.add(Appointment, district_id=district, person_id=person, position="SUPERINTENDENT")
        self.add(Person, id=OFFICER, label="Officer")
        self.add(StateAppointment, person_id=OFFICER, position="STATE_OFFICER")
        return people

    def plan(self, district: UUID, people: list[UUID]) -> None:
        of = {"district_id": district, "visibility": "PUBLIC"}
        day = DAYS[0]
        plan = self.add(
            AcceleratedImprovementPlan,
            district_id=district,
            status="ACCEPTED",
            first_submitted_on=day,
            submitted_on=day,
            accepted_on=day,
        )
        objective = self.add(StrategicObjective, **of, plan_id=plan, position=1, title=self.text())
        for position in range(1, INITIATIVES + 1):
            initiative = self.add(
                Initiative,
                **of,
                strategic_objective_id=objective,
                position=position,
                title=self.text(),
                statement=self.maybe(*TEXTS),
            )
            for place in range(1, BENCHMARKS + 1):
                self.benchmark(of, initiative, place, people)
                self.activity(of, initiative, place, people)

    def benchmark(self, of: Row, initiative: UUID, place: int, people: list[UUID]) -> None:
        target = self.maybe(Decimal(0), Decimal("0.5"), Decimal("72.5"), Decimal(-3))
        self.add(
            Benchmark,
            **of,
            initiative_id=initiative,
            position=place,
            category=self.lot.choice(BenchmarkCategory.words()),
            statement=self.text(),
            due_on=self.lot.choice(DAYS),
            status="IN_PROGRESS" if place % 3 else "MET",
            judged_on=None if place % 3 else self.lot.choice(DAYS),
            judged_by_id=None if place % 3 else self.maybe(*people),
            level=self.maybe(*ThroughLineLevel.words()),
            metric=self.maybe(*TEXTS),
            target=target,
            comparator=None if target is None else "AT_LEAST",
        )

    def activity(self, of: Row, initiative: UUID, place: int, people: list[UUID]) -> None:
        self.add(
            Activity,
            **of,
            initiative_id=initiative,
            position=place,
            description=self.text(),
            owner_id=self.maybe(*people),
            due_on=self.maybe(*DAYS),
        )


def crowd() -> Rows:
    """The rows of the network."""
    making = _Crowd()
    districts = making.districts()
    making.schools(districts)
    people = making.people(districts)
    for district in districts[:PLANS]:
        making.plan(district, people)
    return making.rows
