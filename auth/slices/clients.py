"""Who registers the programs that log people in, or themselves: the state office.

The authorization server asks for a client by functions of the schema `oauth`, not through these.
"""

from auth.slices.grants import Slice, across, readers
from auth.slices.roles import OFF
from auth.slices.writing import Action, Stays, Writers, one_of, stays, writers
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

BY_SECRET = one_of("authentication", "CLIENT_SECRET_BASIC")
BY_KEY = one_of("authentication", "PRIVATE_KEY_JWT")
OFFICE = readers(across(OFF))

ACTIONS: tuple[Action, ...] = (
    Action("update", Client, OFFICE, "NOT is_trusted", "Whoever runs the server changes it."),
    Action("disable", Client, OFFICE, "is_enabled", "It is disabled already."),
    Action("enable", Client, OFFICE, "NOT is_enabled", "It is enabled already."),
    Action("rotateSecret", Client, OFFICE, BY_SECRET, "It does not prove itself by a secret."),
    Action("endSecret", Client, OFFICE, BY_SECRET, "It does not prove itself by a secret."),
    Action("addKey", Client, OFFICE, BY_KEY, "It does not prove itself by a key."),
    Action("delete", ClientKey, OFFICE),
)
