"""Who sees and writes which rows, a module a room, and the SQL that makes PostgreSQL enforce it."""

from collections.abc import Iterator

from auth.slices import (
    accountability,
    agenda,
    careers,
    clients,
    disclosures,
    filing,
    innovation,
    inquiry,
    leadership,
    leadership_walkthroughs,
    monitoring,
    organizations,
    people,
    plans,
    releases,
    webhooks,
)
from auth.slices.grants import Slice
from auth.slices.writing import (
    Action,
    Stays,
    Writers,
    arrows,
    is_public,
    policies_to_write,
    triggers_to_write,
)
from models.base import Base
from models.tables import metadata

__all__ = ["ACTIONS", "SLICES", "STAYS", "WRITERS", "policies", "triggers"]

ROOMS = (
    organizations,
    people,
    accountability,
    plans,
    monitoring,
    leadership,
    leadership_walkthroughs,
    inquiry,
    innovation,
    careers,
    releases,
    disclosures,
    filing,
    agenda,
    clients,
    webhooks,
)

SLICES: dict[type[Base], Slice] = {
    model: slice_ for room in ROOMS for model, slice_ in room.SLICES.items()
}

WRITERS: dict[type[Base], Writers] = {
    model: written for room in ROOMS for model, written in room.WRITERS.items()
}
"""Who writes; where nobody does, the owner's login alone: imports, releases, triggers."""

STAYS: dict[type[Base], tuple[Stays, ...]] = {
    model: kept for room in ROOMS for model, kept in room.STAYS.items()
}
"""What of a row does not change, or no longer, whoever writes it."""

ACTIONS: dict[tuple[str, str], Action] = {
    (action.model.__tablename__, action.name): action for room in ROOMS for action in room.ACTIONS
}
"""What may be done to a record, by its table's name and the action's."""


def policies() -> Iterator[str]:
    """The statements that put every table under forced row-level security.

    The owner, as which migrations and the slice functions run, needs a policy of its own: forced
    security binds it too.
    """
    public = {model.__tablename__ for model, slice_ in SLICES.items() if is_public(slice_)}
    for model, slice_ in sorted(SLICES.items(), key=lambda item: item[0].__tablename__):
        table = metadata.tables[model.__tablename__]
        yield f"ALTER TABLE {table.name} ENABLE ROW LEVEL SECURITY"
        yield f"ALTER TABLE {table.name} FORCE ROW LEVEL SECURITY"
        yield (
            f"CREATE POLICY owner ON {table.name} TO CURRENT_USER USING (true) WITH CHECK (true)"
        )
        yield f"CREATE POLICY reads ON {table.name} FOR SELECT USING ({slice_.sql(table)})"
        if model in WRITERS:
            yield from policies_to_write(table, WRITERS[model], public)


def triggers() -> Iterator[str]:
    """The statements that hold what a policy can't: what stays, and which state follows which."""
    for model in sorted(SLICES, key=lambda each: each.__tablename__):
        table = metadata.tables[model.__tablename__]
        yield from triggers_to_write(table, STAYS.get(model, ()), arrows(table.name))
