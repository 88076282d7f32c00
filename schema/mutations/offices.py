"""Appointing and hiring: who holds which office, which firm works for whom, from when to when.

An office is opened and ended, never deleted: it is on record that it was held.
"""

from collections.abc import Mapping
from typing import Any

from models.organizations import District, Firm
from models.people import (
    Appointment,
    Engagement,
    PlanManager,
    PlanMonitor,
    Position,
    StateAppointment,
)
from models.people_rules import end, refuse_unvetted, replace
from schema.mutations import Gives
from schema.mutations.records import creates, updates
from schema.mutations.taken import takes
from schema.mutations.verbs import verb
from schema.mutations.work import Work

__all__: list[str] = []

Given = Mapping[str, Any]

IN_OFFICE = ("person_id", "position", "school_id")
OPENED = takes(Appointment, without=("district_id",))
HIRED = takes(Engagement, without=("district_id",))
ASSIGNED = (*takes(Appointment, "person_id", "title", "starts_on", "ends_on"),)
AGREED = takes(PlanMonitor, "days_per_quarter")
[LAST_DAY] = takes(Appointment, "ends_on")


@verb(
    District,
    "openAppointment",
    *OPENED,
    called="openAppointment",
    gives={"appointment": Gives("Appointment", "The appointment.")},
)
async def open_appointment(work: Work, district: District, given: Given) -> None:
    """Appoint a person to a position in a district or one of its schools.

    `id` is the district's. The state office appoints superintendents, school boards and plan
    monitors; the district's leaders everybody else whom neither the state nor another district
    has now.
    """
    values = work.values(OPENED, given, district.id)
    work.gives["appointment"] = await work.create(Appointment(**values))


@verb(
    District,
    "assignPlanMonitor",
    *ASSIGNED,
    *AGREED,
    called="assignPlanMonitor",
    gives={"planMonitor": Gives("PlanMonitor", "The new plan monitor.")},
)
async def assign_monitor(work: Work, district: District, given: Given) -> None:
    """Assign a plan monitor to a district, in place of the one that it has.

    `id` is the district's. The last day of the one before is the day before.
    """
    appointment = Appointment(
        position=Position.PLAN_MONITOR, **work.values(ASSIGNED, given, district.id)
    )
    for held in await work.found(Appointment, MONITORS_AT, district.id, appointment.starts_on):
        replace(held, appointment.starts_on)
        await work.save(held)
    await work.create(appointment)
    agreed = PlanMonitor(appointment_id=appointment.id, **work.values(AGREED, given, district.id))
    work.gives["planMonitor"] = await work.create(agreed)


MONITORS_AT = (
    "district_id = $1 AND position = 'PLAN_MONITOR' AND (ends_on IS NULL OR ends_on >= $2)"
)


@verb(
    District,
    "openEngagement",
    *HIRED,
    called="openEngagement",
    gives={"engagement": Gives("Engagement", "The engagement.")},
)
async def open_engagement(work: Work, district: District, given: Given) -> None:
    """Hire a firm that the state has vetted; while the engagement lasts it sees the district.

    `id` is the district's.
    """
    firm = await work.find(Firm, given["firmId"], "firmId")
    refuse_unvetted(firm, await work.today())
    values = work.values(HIRED, given, district.id)
    work.gives["engagement"] = await work.create(Engagement(**values))


async def ended(
    work: Work, held: Appointment | StateAppointment | Engagement, given: Given
) -> None:
    """End what is held, today unless another day is given."""
    end(held, given.get("endsOn") or await work.today())


@verb(Appointment, "end", LAST_DAY)
async def end_appointment(work: Work, appointment: Appointment, given: Given) -> None:
    """End an appointment, today unless another last day is given; what it let see ends with it."""
    await ended(work, appointment, given)


@verb(StateAppointment, "end", LAST_DAY)
async def end_state_appointment(work: Work, appointment: StateAppointment, given: Given) -> None:
    """End an appointment to the state's bodies, today unless another last day is given."""
    await ended(work, appointment, given)


@verb(Engagement, "end", LAST_DAY)
async def end_engagement(work: Work, engagement: Engagement, given: Given) -> None:
    """End an engagement, today unless another last day is given; the firm's slice ends with it."""
    await ended(work, engagement, given)


updates(Appointment, "Correct the title or the period of an appointment.", without=IN_OFFICE)
creates(
    StateAppointment,
    "Appoint a person to a position in the state's bodies.",
    called="openStateAppointment",
)
updates(
    StateAppointment,
    "Correct the title or the period of an appointment to the state's bodies.",
    without=("person_id", "position"),
)
updates(Engagement, "Change what is agreed with a firm.", without=("firm_id",))
creates(PlanManager, "Put on record what is agreed with a plan manager.")
updates(PlanManager, "Change what is agreed with a plan manager.", without=("appointment_id",))
creates(PlanMonitor, "Put on record what is agreed with a plan monitor.")
updates(PlanMonitor, "Change what is agreed with a plan monitor.", without=("appointment_id",))
