"""Who reads districts, schools and firms: everyone. The state office registers them."""

from auth.slices.grants import Slice, across, anyone, of_district, readers
from auth.slices.roles import LEAD, OFF
from auth.slices.writing import Action, Stays, Writers, edits, stays, writers
from models.base import Base
from models.organizations import District, Firm, School

SLICES: dict[type[Base], Slice] = {
    District: readers(anyone()),
    School: readers(anyone()),
    Firm: readers(anyone()),
}

UNRATED = "level IS NULL AND level_school_year IS NULL"

WRITERS: dict[type[Base], Writers] = {
    District: writers(across(OFF, where=UNRATED), update=[across(OFF)]),
    School: writers(across(OFF, where=UNRATED), update=[across(OFF)]),
    Firm: writers(across(OFF)),
}

LEVEL = stays("level", "determination", "level_source", "level_school_year")

STAYS: dict[type[Base], tuple[Stays, ...]] = {District: (LEVEL,), School: (LEVEL,)}

STATE = readers(across(OFF))

ACTIONS: tuple[Action, ...] = (
    Action("openEngagement", District, readers(of_district(LEAD))),
    Action("openAppointment", District, readers(of_district(LEAD), across(OFF))),
    Action("assignPlanMonitor", District, readers(across(OFF))),
    *(action for model, written in WRITERS.items() for action in edits(model, written)),
    Action(
        "vet",
        Firm,
        STATE,
        "vetted_on IS NULL OR vetting_withdrawn_on IS NOT NULL",
        "It is vetted already.",
    ),
    Action(
        "withdrawVetting",
        Firm,
        STATE,
        "vetted_on IS NOT NULL AND vetting_withdrawn_on IS NULL",
        "It is not vetted.",
    ),
)
