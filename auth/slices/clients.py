"""Who registers the programs that log people in, or themselves: the state office.

The authorization server asks for a client by functions of the schema `oauth`, not through these.
"""

from auth.slices.grants import Slice, across, readers
from auth.slices.roles import OFF
from auth.slices.writing import Action, Stays, Writers, stays, writers
from models.base import Base
from models.clients import Client, ClientKey

SLICES: dict[type[Base], Slice] = {
    Client: readers(across(OFF)),
    ClientKey: readers(across(OFF)),
}

WRITERS: dict[type[Base], Writers] = {
    Client: writers(across(OFF)),
    ClientKey: writers(across(OFF), update=[], delete=[across(OFF)]),
}
"""A client is disabled, never deleted; a key is replaced, never changed."""

STAYS: dict[type[Base], tuple[Stays, ...]] = {Client: (stays("kind", "authentication", "firm_id"),)}

ACTIONS: tuple[Action, ...] = ()
