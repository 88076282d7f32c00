"""Who reads people, their offices and the engagements of firms."""

from auth.slices.grants import (
    TODAY,
    Slice,
    across,
    anyone,
    own_district,
    own_people,
    readers,
    the_person,
    whoever_sees,
)
from auth.slices.roles import ADM, BRD, FIRM, LEAD, MAN, MON, OFF, PRI, TEA
from models.base import Base
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

IN_PUBLIC_OFFICE = f"public_office_since <= {TODAY}"
PUBLIC_OFFICE = "of whoever holds or has held a public office"

DISTRICT = (PRI, ADM, LEAD, BRD, MAN, FIRM, MON)

SLICES: dict[type[Base], Slice] = {
    Appointment: readers(
        the_person(),
        anyone(f"is_public_office AND starts_on <= {TODAY}", "where it is a public office"),
        own_district(*DISTRICT),
        across(OFF),
    ),
    StateAppointment: readers(the_person(), across(OFF)),
    PlanManager: readers(whoever_sees(Appointment, "appointment_id")),
    PlanMonitor: readers(whoever_sees(Appointment, "appointment_id")),
    Engagement: readers(own_district(*DISTRICT), across(OFF)),
    Person: readers(
        the_person("id"),
        anyone(IN_PUBLIC_OFFICE, PUBLIC_OFFICE),
        own_people(TEA, *DISTRICT, column="id"),
        across(OFF),
    ),
    PersonName: readers(
        the_person(),
        anyone(IN_PUBLIC_OFFICE, PUBLIC_OFFICE),
        own_people(TEA, *DISTRICT),
        across(OFF),
    ),
    PersonContact: readers(the_person(), own_people(PRI, ADM, LEAD, MAN, MON), across(OFF)),
    PersonLogin: readers(the_person(), across(OFF)),
}
