"""People, their offices and the engagements of firms as the API shows them."""

from typing import Any

from sqlalchemy import ColumnElement, and_, false, func, or_, select

from models import people as tables
from models.tables import metadata
from schema.entities import Alias, entity, expression, to_one

PEOPLE = metadata.tables["person"]
NAMES = metadata.tables["person_name"]


def is_current(row: Alias) -> ColumnElement[Any]:
    """Whether today, where the network is, lies in a row's period, both ends included."""
    today = select(func.slice.today()).scalar_subquery()
    return and_(row.c.starts_on <= today, or_(row.c.ends_on.is_(None), row.c.ends_on >= today))


def holds_or_held_public_office(person: Alias) -> ColumnElement[Any]:
    """Whether the person's first public office has begun, where the network is."""
    today = select(func.slice.today()).scalar_subquery()
    return func.coalesce(person.c.public_office_since <= today, false())


def name_or_label(person: Alias) -> ColumnElement[Any]:
    """The person's name where the caller may see it, else the label."""
    names = NAMES.alias()
    name = select(names.c.full_name).where(names.c.person_id == person.c.id).correlate(person)
    return func.coalesce(name.scalar_subquery(), person.c.label)


IS_CURRENT = expression(
    is_current,
    metadata.tables["appointment"].c.is_public_office,
    "Whether it is in force today, both ends of the period included.",
)


@entity(tables.Person, plural="people", hides=frozenset({"public_office_since"}))
class Person:
    """Someone who plays a part in the network, under a label that names no one."""

    name = expression(
        name_or_label,
        PEOPLE.c.label,
        "The person's name where the caller may see it, else the label.",
    )
    holds_public_office = expression(
        holds_or_held_public_office,
        metadata.tables["appointment"].c.is_public_office,
        "Whether the person holds or has held a public office: superintendent, principal, plan"
        " manager or plan monitor.",
    )


@entity(tables.PersonName, plural="personNames", hides=frozenset({"public_office_since"}))
class PersonName:
    """A person's name, in its parts."""

    person = to_one(back_one="personName", says="The name in its parts, where visible.")


@entity(tables.PersonContact, plural="personContacts")
class PersonContact:
    """How a person is reached."""

    person = to_one(back_one="contact", says="How the person is reached, where visible.")


@entity(tables.PersonLogin, plural="personLogins")
class PersonLogin:
    """The identity under which a person logs in at an identity provider."""

    person = to_one(back="logins", says="The identities under which the person logs in.")


@entity(tables.Appointment, plural="appointments")
class Appointment:
    """A person's position in a district or one of its schools, for a period."""

    person = to_one(
        back="appointments", says="The positions that the person holds or has held.", always=True
    )
    school = to_one(back="appointments", says="Who works or has worked at the school.")
    is_current = IS_CURRENT


@entity(tables.StateAppointment, plural="stateAppointments")
class StateAppointment:
    """A person's position in the state's bodies, for a period."""

    person = to_one(
        back="stateAppointments", says="The positions that the person has held for the state."
    )
    is_current = IS_CURRENT


@entity(tables.Engagement, plural="engagements")
class Engagement:
    """A district's contract with a firm; while it lasts the firm sees the district."""

    firm = to_one(back="engagements", says="The districts' contracts with the firm.", always=True)
    is_current = IS_CURRENT


@entity(tables.PlanManager, plural="planManagers")
class PlanManager:
    """What is agreed with a district's plan manager, who answers to the superintendent."""

    appointment = to_one(
        back_one="planManager", says="What is agreed, where it is one as plan manager.", always=True
    )
    engagement = to_one(back="planManagers", says="The plan managers behind whom the firm stands.")


@entity(tables.PlanMonitor, plural="planMonitors")
class PlanMonitor:
    """What is agreed with a district's plan monitor, whom the state assigns."""

    appointment = to_one(
        back_one="planMonitor", says="What is agreed, where it is one as plan monitor.", always=True
    )
