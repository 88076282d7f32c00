"""Who reads people, their offices and the engagements of firms; who registers and who appoints.

The state office registers people, and appoints superintendents, school boards, monitors and the
state's staff. A district's leaders appoint everybody else there and hire: somebody whom they need
not see yet, as long as no other district has the person now. An office that has ended stays as it
was, for it is what slices followed from.
"""

from auth.slices.grants import (
    TODAY,
    Slice,
    across,
    anyone,
    own,
    own_district,
    own_people,
    readers,
    the_person,
    whoever_sees,
)
from auth.slices.roles import ADM, BRD, FIRM, LEAD, MAN, MON, OFF, PRI, TEA
from auth.slices.writing import Action, Stays, Writers, edits, one_of, stays, writers
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

OF_THE_STATE = one_of("position", "SUPERINTENDENT", "SCHOOL_BOARD_MEMBER", "PLAN_MONITOR")
OF_THE_DISTRICT = one_of(
    "position", "ASSISTANT_SUPERINTENDENT", "DIRECTOR", "PRINCIPAL", "TEACHER", "PLAN_MANAGER"
)
IS_FREE = "slice.may_be_appointed(district_id, person_id, position)"
NOT_OVER = f"(ends_on IS NULL OR ends_on >= {TODAY})"
IS_VETTED = (
    f"EXISTS (SELECT FROM firm WHERE firm.id = engagement.firm_id AND firm.vetted_on <= {TODAY}"
    f" AND (firm.vetting_withdrawn_on IS NULL OR firm.vetting_withdrawn_on > {TODAY}))"
)
SUPERINTENDENTS = "superintendents, school boards and plan monitors"
STAFF = "the district's other staff"

WRITERS: dict[type[Base], Writers] = {
    Person: writers(across(OFF, where="public_office_since IS NULL"), update=[across(OFF)]),
    PersonName: writers(across(OFF)),
    PersonContact: writers(across(OFF), delete=[across(OFF)]),
    PersonLogin: writers(across(OFF), delete=[across(OFF)]),
    StateAppointment: writers(
        across(OFF), update=[across(OFF, where=NOT_OVER, becomes="true", says="until it has ended")]
    ),
    Appointment: writers(
        across(OFF, where=OF_THE_STATE, says=f"of {SUPERINTENDENTS}"),
        own(
            LEAD,
            where=f"{OF_THE_DISTRICT} AND {IS_FREE}",
            says=f"of {STAFF}, whom no other district has now",
        ),
        update=[
            across(
                OFF,
                where=f"{OF_THE_STATE} AND {NOT_OVER}",
                becomes=OF_THE_STATE,
                says=f"of {SUPERINTENDENTS} until it has ended",
            ),
            own(
                LEAD,
                where=f"{OF_THE_DISTRICT} AND {NOT_OVER}",
                becomes=OF_THE_DISTRICT,
                says=f"of {STAFF} until it has ended",
            ),
        ],
        handed=["person_id"],
    ),
    PlanManager: writers(own(LEAD)),
    PlanMonitor: writers(across(OFF)),
    Engagement: writers(
        own(LEAD, where=IS_VETTED, says="of a firm that the state has vetted"),
        update=[own(LEAD, where=NOT_OVER, becomes="true", says="until it has ended")],
    ),
}

STAYS: dict[type[Base], tuple[Stays, ...]] = {
    Person: (stays("public_office_since"),),
    PersonName: (stays("person_id"),),
    PersonContact: (stays("person_id"),),
    PersonLogin: (stays("person_id"),),
    StateAppointment: (stays("person_id", "position"),),
    Appointment: (stays("person_id", "position", "school_id"),),
    PlanManager: (stays("appointment_id"),),
    PlanMonitor: (stays("appointment_id"),),
    Engagement: (stays("firm_id"),),
}

ENDED = "It has ended."
APPOINTS = readers(across(OFF, where=OF_THE_STATE), own(LEAD, where=OF_THE_DISTRICT))

ACTIONS: tuple[Action, ...] = (
    *(
        action
        for model in (Person, PersonName, PersonContact, PersonLogin, PlanManager, PlanMonitor)
        for action in edits(model, WRITERS[model])
    ),
    *(
        Action(name, model, who, NOT_OVER, ENDED)
        for model, who in (
            (StateAppointment, readers(across(OFF))),
            (Appointment, APPOINTS),
            (Engagement, readers(own(LEAD))),
        )
        for name in ("update", "end")
    ),
)
