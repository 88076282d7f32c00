"""Who reads people, their offices and the engagements of firms."""

from auth.slices.grants import (
    Slice,
    across,
    anyone,
    own_district,
    own_people,
    readers,
    the_person,
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

PUBLIC_OFFICE = "of whoever holds or has held a public office"

DISTRICT = (PRI, ADM, LEAD, BRD, MAN, FIRM, MON)

SLICES: dict[type[Base], Slice] = {
    Appointment: readers(
        the_person(),
        anyone("is_public_office", "where it is a public office"),
        own_district(*DISTRICT),
        across(OFF),
    ),
    StateAppointment: readers(the_person(), across(OFF)),
    PlanManager: readers(anyone()),
    PlanMonitor: readers(anyone()),
    Engagement: readers(own_district(*DISTRICT), across(OFF)),
    Person: readers(
        the_person("id"),
        anyone("holds_public_office", PUBLIC_OFFICE),
        own_people(TEA, *DISTRICT, column="id"),
        across(OFF),
    ),
    PersonName: readers(
        the_person(),
        anyone("holds_public_office", PUBLIC_OFFICE),
        own_people(TEA, *DISTRICT),
        across(OFF),
    ),
    PersonContact: readers(the_person(), own_people(PRI, ADM, LEAD, MAN, MON), across(OFF)),
    PersonLogin: readers(the_person(), across(OFF)),
}
