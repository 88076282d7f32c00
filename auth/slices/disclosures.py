"""Who reads who read confidential records: the state office, and each person for the own."""

from auth.slices.grants import Slice, across, concerned, readers, the_person
from auth.slices.roles import OFF
from auth.slices.writing import Action, Stays, Writers, nobody
from models.base import Base
from models.disclosures import DisclosedRecord, Disclosure

IN_THE_OPEN = "who is not told there whom a record is about that it does not read itself"

SLICES: dict[type[Base], Slice] = {
    Disclosure: readers(across(OFF), concerned("id")),
    DisclosedRecord: readers(the_person(), across(OFF, where="is_open", says=IN_THE_OPEN)),
}

WRITERS: dict[type[Base], Writers] = {Disclosure: nobody(), DisclosedRecord: nobody()}
STAYS: dict[type[Base], tuple[Stays, ...]] = {}
ACTIONS: tuple[Action, ...] = ()
