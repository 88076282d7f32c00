"""Who sees and writes which rows, a module a room, and the SQL that makes PostgreSQL enforce it."""

from collections.abc import Iterator

from auth.slices import (
    accountability,
    agenda,
    careers,
    filing,
    innovation,
    inquiry,
    leadership,
    monitoring,
    organizations,
    people,
    plans,
    releases,
)
from auth.slices.grants import Slice
from auth.slices.writing import is_public, policies_to_write
from models.base import Base
from models.tables import metadata

__all__ = ["SLICES", "WRITERS", "policies"]

SLICES: dict[type[Base], Slice] = {
    **organizations.SLICES,
    **people.SLICES,
    **accountability.SLICES,
    **plans.SLICES,
    **monitoring.SLICES,
    **leadership.SLICES,
    **inquiry.SLICES,
    **innovation.SLICES,
    **careers.SLICES,
    **releases.SLICES,
    **filing.SLICES,
    **agenda.SLICES,
}

WRITERS: dict[type[Base], Slice] = {
    **inquiry.WRITERS,
    **innovation.WRITERS,
    **careers.WRITERS,
    **filing.WRITERS,
}
"""Who writes; a table that is not here is written by the owner's login alone."""


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
