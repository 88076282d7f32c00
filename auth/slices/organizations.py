"""Who reads districts, schools and firms: everyone. The state office registers them."""

from auth.slices.grants import Slice, across, anyone, readers
from auth.slices.roles import OFF
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

FIRST_VETTED = readers(across(OFF))

ACTIONS: tuple[Action, ...] = (
    *(action for model, written in WRITERS.items() for action in edits(model, written)),
    Action(
        "vet",
        Firm,
        FIRST_VETTED,
        "vetted_on IS NULL OR vetting_withdrawn_on IS NOT NULL",
        "It is vetted already.",
    ),
    Action(
        "withdrawVetting",
        Firm,
        FIRST_VETTED,
        "vetted_on IS NOT NULL AND vetting_withdrawn_on IS NULL",
        "It is not vetted.",
    ),
)
