"""Who leads, teaches, governs, manages and monitors one district, and the state's own staff."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from uuid import UUID

from models.organizations import FirmKind
from models.people import Funding, Position, StatePosition
from seeds.synthetic import rows
from seeds.synthetic.lots import Lots, named_id
from seeds.synthetic.organizations import Place
from seeds.synthetic.words import FAMILY_NAMES, FIRMS, GIVEN_NAMES, OFFICES

__all__ = ["Staff", "firm_ids", "network", "staff"]

FIRM_COUNT = 40
VETTED_ON = date(2014, 3, 1)
STATE_SINCE = date(2010, 7, 1)
FORMER_FROM, FORMER_UNTIL = date(2009, 7, 1), date(2014, 6, 30)
SINCE = date(2014, 7, 1)
PLAN_STAFF_SINCE = date(2015, 7, 1)
TEACHERS_OF_A_SCHOOL = 2
BOARD_OF_LARGE, BOARD_OF_SMALL = 5, 3
DIRECTORS_OF_LARGE, DIRECTORS_OF_SMALL = 3, 1


@dataclass(slots=True)
class Staff:
    """A district's people, and who of them can be responsible for what."""

    made: list[rows.Row] = field(default_factory=list)
    leaders: list[UUID] = field(default_factory=list)
    monitor: UUID | None = None


def firm_ids(seed: int) -> list[UUID]:
    """The firms of the network."""
    return [named_id(seed, f"firm/{number}") for number in range(FIRM_COUNT)]


def network(seed: int) -> Iterator[rows.Row]:
    """What belongs to no district: the firms, and one person for each of the state's positions."""
    for number, firm_id in enumerate(firm_ids(seed)):
        name = f"{FAMILY_NAMES[number]} {FIRMS[number % len(FIRMS)]}"
        kind = FirmKind.NETWORK if number % len(FIRMS) == 0 else FirmKind.COMPANY
        yield rows.Firm(firm_id, name, kind.name, VETTED_ON)
    for number, position in enumerate(StatePosition):
        person_id = named_id(seed, position.name)
        yield rows.Person(person_id, f"{position.name.replace('_', ' ').capitalize()} of the state")
        yield rows.Name(
            named_id(seed, f"name/{position.name}"),
            person_id,
            GIVEN_NAMES[number],
            FAMILY_NAMES[-1 - number],
        )
        yield rows.StateAppointment(
            named_id(seed, f"appointment/{position.name}"), person_id, position.name, STATE_SINCE
        )


def staff(place: Place, seed: int, lots: Lots) -> Staff:
    """Everyone of one district."""
    here = Staff()
    hiring = _Hiring(place, lots, here)
    large = place.is_in_turnaround
    hiring.appoint(Position.SUPERINTENDENT, starts_on=FORMER_FROM, ends_on=FORMER_UNTIL)
    here.leaders.append(hiring.appoint(Position.SUPERINTENDENT)[0])
    if large:
        here.leaders.append(hiring.appoint(Position.ASSISTANT_SUPERINTENDENT)[0])
    for office in OFFICES[: DIRECTORS_OF_LARGE if large else DIRECTORS_OF_SMALL]:
        here.leaders.append(hiring.appoint(Position.DIRECTOR, title=office)[0])
    for _seat in range(BOARD_OF_LARGE if large else BOARD_OF_SMALL):
        hiring.appoint(Position.SCHOOL_BOARD_MEMBER)
    for school in place.schools:
        hiring.appoint(Position.PRINCIPAL, school=school)
        for _teacher in range(TEACHERS_OF_A_SCHOOL):
            hiring.appoint(Position.TEACHER, school=school)
    if large:
        hiring.engage(seed)
    return here


@dataclass(frozen=True, slots=True)
class _Hiring:
    place: Place
    lots: Lots
    staff: Staff

    def appoint(
        self,
        position: Position,
        *,
        school: rows.School | None = None,
        title: str | None = None,
        person_id: UUID | None = None,
        starts_on: date = SINCE,
        ends_on: date | None = None,
    ) -> tuple[UUID, UUID]:
        """A new person in a position: the person's id and the appointment's."""
        person_id = person_id or self.lots.id()
        where = school.name if school else self.place.district.name
        what = title or position.name.replace("_", " ").capitalize()
        given, family = self.lots.random.choice(GIVEN_NAMES), self.lots.random.choice(FAMILY_NAMES)
        appointment = rows.Appointment(
            district_id=self.place.district.id,
            id=self.lots.id(),
            person_id=person_id,
            position=position.name,
            school_id=school.id if school else None,
            title=title,
            starts_on=starts_on,
            ends_on=ends_on,
        )
        self.staff.made += (
            rows.Person(person_id, f"{what}, {where}"),
            rows.Name(self.lots.id(), person_id, given, family),
            rows.Contact(self.lots.id(), person_id, f"{given}.{family}@example.org".lower()),
            appointment,
        )
        return person_id, appointment.id

    def engage(self, seed: int) -> None:
        """A plan manager by way of a firm, and the state's monitor."""
        district_id = self.place.district.id
        engagement = rows.Engagement(
            district_id=district_id,
            id=self.lots.id(),
            firm_id=self.lots.random.choice(firm_ids(seed)),
            scope="Management of the accelerated improvement plan",
            funding=Funding.STATE.name,
            starts_on=PLAN_STAFF_SINCE,
        )
        _, manages = self.appoint(Position.PLAN_MANAGER, starts_on=PLAN_STAFF_SINCE)
        self.staff.monitor, monitors = self.appoint(
            Position.PLAN_MONITOR,
            person_id=named_id(seed, f"monitor/{self.place.number}"),
            starts_on=PLAN_STAFF_SINCE,
        )
        self.staff.made += (
            engagement,
            rows.Manager(district_id, self.lots.id(), manages, engagement.id, Decimal(2)),
            rows.Monitor(district_id, self.lots.id(), monitors, self.lots.random.choice((3, 6))),
        )
