"""How the demo's data speak of people and their offices, and the records that this makes."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from models.base import Base
from models.people import (
    Appointment,
    Person,
    PersonContact,
    PersonLogin,
    PersonName,
    PlanManager,
    PlanMonitor,
    Position,
    StateAppointment,
    StatePosition,
)
from seeds.demo.ids import STATE, appointment_id, engagement_id, person_id, school_id
from seeds.demo.paper import ILLUSTRATION, told
from seeds.store import stable_id

__all__ = ["Held", "Somebody", "district_people", "state_people"]

ISSUER = "https://login.example.org"


@dataclass(frozen=True, slots=True)
class Held:
    """A position, from one day on, to another if it has ended."""

    position: Position | StatePosition
    starts_on: str
    ends_on: str | None = None
    title: str | None = None
    school: str | None = None
    firm: str | None = None
    """The firm behind a plan manager."""
    days: int | None = None
    """Days a week of a plan manager, days a quarter of a plan monitor."""
    days_fact: str | None = None


@dataclass(frozen=True, slots=True)
class Somebody:
    """Who plays a part, under a label; all names are invented."""

    part: str
    label: str
    name: tuple[str, str] | None
    held: Sequence[Held]
    telephone: str | None = None
    logs_in: bool = False
    fact: str | None = None
    place: str | None = field(default=None)
    """Where the person is at home, if that is another district than the one of the offices."""


def district_people(district: str, people: Sequence[Somebody]) -> Iterator[Base]:
    """The people of a district with their appointments there."""
    for somebody in people:
        if somebody.place is None:
            yield from _person(district, somebody)
        for held in somebody.held:
            yield from _appointment(district, somebody, held)


def state_people(people: Sequence[Somebody]) -> Iterator[Base]:
    """The people of the state's bodies with their appointments there."""
    for somebody in people:
        yield from _person(STATE, somebody)
        for held in somebody.held:
            yield StateAppointment(
                id=stable_id("state appointment", somebody.part, held.starts_on),
                person_id=person_id(STATE, somebody.part),
                position=held.position,
                title=held.title,
                starts_on=date.fromisoformat(held.starts_on),
                ends_on=held.ends_on and date.fromisoformat(held.ends_on),
                **ILLUSTRATION,
            )


def _person(place: str, somebody: Somebody) -> Iterator[Base]:
    person = person_id(place, somebody.part)
    host = f"{place.removeprefix('the ').lower().replace(' ', '-')}.example.org"
    provenance = told(somebody.fact) if somebody.fact else ILLUSTRATION
    yield Person(id=person, label=somebody.label, **provenance)
    yield PersonContact(
        id=stable_id("person contact", str(person)),
        person_id=person,
        email=f"{somebody.part}@{host}",
        telephone=somebody.telephone,
        **ILLUSTRATION,
    )
    if somebody.name:
        given, family = somebody.name
        yield PersonName(
            id=stable_id("person name", str(person)),
            person_id=person,
            given_name=given,
            family_name=family,
            **ILLUSTRATION,
        )
    if somebody.logs_in:
        yield PersonLogin(
            id=stable_id("person login", str(person)),
            person_id=person,
            issuer=ISSUER,
            subject=f"{host}/{somebody.part}",
            **ILLUSTRATION,
        )


def _appointment(district: str, somebody: Somebody, held: Held) -> Iterator[Base]:
    appointment = Appointment(
        district_id=stable_id("district", district),
        id=appointment_id(district, somebody.part, held.starts_on),
        person_id=person_id(somebody.place or district, somebody.part),
        position=held.position,
        title=held.title,
        school_id=held.school and school_id(district, held.school),
        starts_on=date.fromisoformat(held.starts_on),
        ends_on=held.ends_on and date.fromisoformat(held.ends_on),
        **ILLUSTRATION,
    )
    yield appointment
    agreed = {
        "district_id": appointment.district_id,
        "id": stable_id("agreed", str(appointment.id)),
        "appointment_id": appointment.id,
        **(told(held.days_fact) if held.days_fact else ILLUSTRATION),
    }
    if held.position is Position.PLAN_MANAGER:
        yield PlanManager(
            engagement_id=held.firm and engagement_id(district, held.firm),
            days_per_week=held.days and Decimal(held.days),
            **agreed,
        )
    if held.position is Position.PLAN_MONITOR:
        yield PlanMonitor(days_per_quarter=held.days, **agreed)
