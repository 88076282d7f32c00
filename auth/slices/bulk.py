"""Whose a bulk operation is: only its owner sees it, a person or a firm's service account.

A worker writes it as its owner; nothing else of it is written by anyone but the verbs. The client
is the one that asks, registered by the state office, and not seen by who asks by it.
"""

from auth.slices.grants import Slice, readers, the_firm, the_person
from auth.slices.writing import Action, Stays, Writers, moves, stays, writers
from models.base import Base
from models.bulk import BulkOperation

MINE = (the_person(says="whose it is"), the_firm(says="whose service account's it is"))

SLICES: dict[type[Base], Slice] = {BulkOperation: readers(*MINE)}
WRITERS: dict[type[Base], Writers] = {BulkOperation: writers(*MINE, handed=["client_id"])}
STAYS: dict[type[Base], tuple[Stays, ...]] = {
    BulkOperation: (
        stays("person_id", "firm_id", "client_id", "scopes", "query", "variables", "format"),
    )
}
ACTIONS: tuple[Action, ...] = moves(BulkOperation, readers(*MINE), "cancel")
