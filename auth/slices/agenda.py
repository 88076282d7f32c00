"""For whom something is due: the roles to which each kind falls, and so who sees its reminders.

The calendar gives a caller what falls to the caller's roles in the own districts and schools, and
what is the caller's alone; `ask.calendar` in the migrations says the same, and a test holds the two
together.
"""

from auth.slices.grants import Slice, own, readers, the_person
from auth.slices.roles import ADM, FIRM, LEAD, MAN, MON, PRI
from auth.slices.writing import Action, Stays, Writers, nobody
from models.agenda import CalendarEntryKind, Reminder
from models.base import Base
from models.people import Role

__all__ = ["ACTIONS", "FALLS_TO", "SLICES", "STAYS", "WRITERS"]

FALLS_TO: dict[CalendarEntryKind, tuple[Role, ...]] = {
    CalendarEntryKind.BENCHMARK: (PRI, ADM, LEAD, MAN, FIRM, MON),
    CalendarEntryKind.ACTIVITY: (ADM, LEAD, MAN, FIRM),
    CalendarEntryKind.HIGHLIGHT_REPORT: (LEAD, MAN, FIRM, MON),
    CalendarEntryKind.HIGHLIGHT_MEETING: (LEAD, MAN, FIRM, MON),
    CalendarEntryKind.LEADERSHIP_MEETING: (PRI, ADM, LEAD, MAN),
    CalendarEntryKind.SELF_ASSESSMENT: (),
    CalendarEntryKind.SCHOOL_PLAN_REVIEW: (LEAD,),
    CalendarEntryKind.WALKTHROUGHS: (),
    CalendarEntryKind.QUARTERLY_REPORT: (MON,),
    CalendarEntryKind.ANNUAL_SUMMARY: (MON,),
}
"""The roles of the district; what is one person's to do is always that person's as well."""

SLICES: dict[type[Base], Slice] = {
    Reminder: readers(
        the_person(says="whose it is to do"),
        *(
            own(*roles, where=f"kind = '{kind.name}'", says=kind.name.lower().replace("_", " "))
            for kind, roles in FALLS_TO.items()
            if roles
        ),
    )
}

WRITERS: dict[type[Base], Writers] = {Reminder: nobody()}
STAYS: dict[type[Base], tuple[Stays, ...]] = {}
ACTIONS: tuple[Action, ...] = ()
