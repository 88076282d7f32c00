"""People, the offices they hold, and the engagements of firms.

A `Person` is a label; a name, an address and a log-in stand in tables of their own, so that a
row is visible whole or not at all. Appointments and engagements are the only source of what a
caller may see.
"""

from datetime import date
from decimal import Decimal
from uuid import UUID

from sqlalchemy import (
    CheckConstraint,
    Computed,
    ForeignKey,
    Index,
    Numeric,
    SmallInteger,
    UniqueConstraint,
    text,
)
from sqlalchemy.dialects.postgresql import ExcludeConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.base import DistrictRecord, NetworkRecord, derived, described, link, one_of, within
from models.vocabulary import Vocabulary

__all__ = [
    "Appointment",
    "Engagement",
    "Funding",
    "Person",
    "PersonContact",
    "PersonLogin",
    "PersonName",
    "PlanManager",
    "PlanMonitor",
    "Position",
    "Role",
    "StateAppointment",
    "StatePosition",
]


class Role(Vocabulary):
    """What a caller acts as; every slice is granted to roles."""

    PUBLIC = "Anyone, with or without a token."
    TEACHER = "A teacher, for the own school."
    PRINCIPAL = "A principal, for the own school and, where granted, its district."
    DISTRICT_ADMINISTRATOR = "A director or other administrator of a district's central office."
    DISTRICT_LEADER = "A superintendent or assistant superintendent."
    SCHOOL_BOARD = "A member of a district's school board."
    PLAN_MANAGER = "The expert hired by a district to help write and carry out its plan."
    FIRM_SERVICE = "A firm's service account, for the districts that currently engage the firm."
    PLAN_MONITOR = "The state's monitor of a district's plan."
    STATE_OFFICE = "Staff of the state department that runs the network."
    STATE_BOARD = "A member of the state board of education."
    RESEARCH_OFFICE = "Staff of the state research office."


class Position(Vocabulary):
    """The positions that a person can be appointed to in a district."""

    SUPERINTENDENT = "Leads the district; a public office."
    ASSISTANT_SUPERINTENDENT = "Second to the superintendent."
    DIRECTOR = "Directs a department of the central office, or another administrator there."
    PRINCIPAL = "Leads a school; a public office."
    TEACHER = "Teaches at a school."
    SCHOOL_BOARD_MEMBER = "Sits on the district's school board."
    PLAN_MANAGER = "Helps to write the plan and to carry it out; a public office."
    PLAN_MONITOR = "Monitors the plan for the state; a public office."


class StatePosition(Vocabulary):
    """The positions that a person can be appointed to in the state's bodies."""

    STATE_OFFICER = "Works in the department that runs the network."
    STATE_BOARD_MEMBER = "Sits on the state board of education."
    RESEARCHER = "Works in the state research office."


class Funding(Vocabulary):
    """Who pays for an engagement."""

    STATE = "The state pays."
    DISTRICT = "The district pays."


ROLE_OF_POSITION = """CASE position
 WHEN 'SUPERINTENDENT' THEN 'DISTRICT_LEADER'
 WHEN 'ASSISTANT_SUPERINTENDENT' THEN 'DISTRICT_LEADER'
 WHEN 'DIRECTOR' THEN 'DISTRICT_ADMINISTRATOR'
 WHEN 'PRINCIPAL' THEN 'PRINCIPAL'
 WHEN 'TEACHER' THEN 'TEACHER'
 WHEN 'SCHOOL_BOARD_MEMBER' THEN 'SCHOOL_BOARD'
 WHEN 'PLAN_MANAGER' THEN 'PLAN_MANAGER'
 WHEN 'PLAN_MONITOR' THEN 'PLAN_MONITOR' END"""

ROLE_OF_STATE_POSITION = """CASE position
 WHEN 'STATE_OFFICER' THEN 'STATE_OFFICE'
 WHEN 'STATE_BOARD_MEMBER' THEN 'STATE_BOARD'
 WHEN 'RESEARCHER' THEN 'RESEARCH_OFFICE' END"""

PUBLIC_OFFICES = "position IN ('SUPERINTENDENT', 'PRINCIPAL', 'PLAN_MANAGER', 'PLAN_MONITOR')"
SCHOOL_POSITIONS = "position IN ('PRINCIPAL', 'TEACHER')"
ONE_AT_A_TIME = "position IN ('SUPERINTENDENT', 'PLAN_MANAGER', 'PLAN_MONITOR')"

STARTS = "The first day."
ENDS = "The last day, included; null while it is open-ended."
DATES = "ends_on >= starts_on"


class Person(NetworkRecord):
    """Someone who plays a part in the network, under a label that names no one."""

    __tablename__ = "person"

    label: Mapped[str] = described("What the person is called without a name.")
    public_office_since: Mapped[date | None] = described(
        "The first day of the person's first public office, which may be to come: superintendent,"
        " principal, plan manager or plan monitor. Kept by the appointments."
    )


class PersonName(NetworkRecord):
    """A person's name."""

    __tablename__ = "person_name"

    person_id: Mapped[UUID] = mapped_column(
        ForeignKey("person.id", ondelete="CASCADE"), unique=True, doc="Whose name it is."
    )
    public_office_since: Mapped[date | None] = described("The person's, repeated.")
    given_name: Mapped[str] = described("The given name.")
    family_name: Mapped[str] = described("The family name.")
    full_name: Mapped[str] = mapped_column(
        Computed("given_name || ' ' || family_name", persisted=True), doc="The name as written."
    )


class PersonContact(NetworkRecord):
    """How a person is reached."""

    __tablename__ = "person_contact"

    person_id: Mapped[UUID] = link("person", "Whose contact it is.", unique=True)
    email: Mapped[str | None] = described("The e-mail address.")
    telephone: Mapped[str | None] = described("The telephone number.")


class PersonLogin(NetworkRecord):
    """The identity under which a person logs in at an identity provider."""

    __tablename__ = "person_login"

    person_id: Mapped[UUID] = link("person", "Who logs in.")
    issuer: Mapped[str] = described("The identity provider's issuer identifier, an address.")
    subject: Mapped[str] = described("The provider's identifier of the person.")

    __table_args__ = (UniqueConstraint("issuer", "subject"),)


class Appointment(DistrictRecord):
    """A person's position in a district or one of its schools, for a period."""

    __tablename__ = "appointment"

    person_id: Mapped[UUID] = link("person", "Who is appointed.")
    position: Mapped[Position] = one_of(Position, "The position held.")
    role: Mapped[Role] = derived(Role, ROLE_OF_POSITION, "The role that the position gives.")
    is_public_office: Mapped[bool] = mapped_column(
        Computed(PUBLIC_OFFICES, persisted=True), doc="Whether the position is a public office."
    )
    school_id: Mapped[UUID | None] = within(
        "school", "The school of a principal or teacher; null for the others."
    )
    title: Mapped[str | None] = described("The title that the district uses.")
    starts_on: Mapped[date] = described(STARTS)
    ends_on: Mapped[date | None] = described(ENDS)

    __table_args__ = (
        CheckConstraint(DATES, name="dates"),
        CheckConstraint(f"({SCHOOL_POSITIONS}) = (school_id IS NOT NULL)", name="school"),
        # Ranges of one id each stand in for equality: without an extension a GiST index
        # compares only ranges. The range types are made by the first migration.
        ExcludeConstraint(
            (text("uuidrange(district_id, district_id, '[]')"), "&&"),
            (text("wordrange(position, position, '[]')"), "&&"),
            (text("daterange(starts_on, ends_on, '[]')"), "&&"),
            name="ex_appointment_one_at_a_time",
            where=text(ONE_AT_A_TIME),
        ),
        Index(None, "district_id", "role", "person_id"),
    )


class StateAppointment(NetworkRecord):
    """A person's position in the state's bodies, for a period."""

    __tablename__ = "state_appointment"

    person_id: Mapped[UUID] = link("person", "Who is appointed.")
    position: Mapped[StatePosition] = one_of(StatePosition, "The position held.")
    role: Mapped[Role] = derived(Role, ROLE_OF_STATE_POSITION, "The role that the position gives.")
    title: Mapped[str | None] = described("The title that the state uses.")
    starts_on: Mapped[date] = described(STARTS)
    ends_on: Mapped[date | None] = described(ENDS)

    __table_args__ = (CheckConstraint(DATES, name="dates"),)


class Engagement(DistrictRecord):
    """A district's contract with a firm; while it lasts the firm sees the district."""

    __tablename__ = "engagement"

    firm_id: Mapped[UUID] = link("firm", "The firm engaged.")
    scope: Mapped[str | None] = described("What the firm is engaged for.")
    funding: Mapped[Funding | None] = one_of(Funding, "Who pays, where known.")
    starts_on: Mapped[date] = described(STARTS)
    ends_on: Mapped[date | None] = described(ENDS)

    __table_args__ = (CheckConstraint(DATES, name="dates"),)


class PlanManager(DistrictRecord):
    """What is agreed with a district's plan manager, who answers to the superintendent."""

    __tablename__ = "plan_manager"

    appointment_id: Mapped[UUID] = within(
        "appointment", "The appointment as plan manager, with the person and the period."
    )
    engagement_id: Mapped[UUID | None] = within(
        "engagement", "The engagement of the firm behind the manager; null where there is none."
    )
    days_per_week: Mapped[Decimal | None] = described(
        "Days a week in the district, at the least.", type_=Numeric(2, 1)
    )

    __table_args__ = (
        UniqueConstraint("district_id", "appointment_id"),
        CheckConstraint("days_per_week BETWEEN 0 AND 7", name="days_per_week"),
    )


class PlanMonitor(DistrictRecord):
    """What is agreed with a district's plan monitor, whom the state assigns."""

    __tablename__ = "plan_monitor"

    appointment_id: Mapped[UUID] = within(
        "appointment", "The appointment as plan monitor, with the person and the period."
    )
    days_per_quarter: Mapped[int | None] = described(
        "Days a quarter on site, at the least.", type_=SmallInteger
    )

    __table_args__ = (
        UniqueConstraint("district_id", "appointment_id"),
        CheckConstraint("days_per_quarter >= 0", name="days_per_quarter"),
    )
