"""Who writes which rows: the same words as who sees them, and what every written row has to meet.

A row is written by those whom a grant names, and only below parents that they see: foreign keys
look past row-level security, and what refers to a row would tell that there is one. That check
looks at each parent, as a policy for reading never would; few rows are written at a time.
"""

from collections.abc import Container, Iterator
from dataclasses import dataclass

from sqlalchemy import ForeignKeyConstraint, Table

from auth.slices.grants import Grant, Slice
from models.base import Base

__all__ = ["Action", "is_public", "policies_to_write", "writers"]


@dataclass(frozen=True, slots=True)
class Action:
    """Something that callers may do to a record: who, and in which states of it.

    `who` and `when` are over the record's row; `unless` says why not where `when` does not hold.
    """

    name: str
    model: type[Base]
    who: Slice
    when: str = "true"
    unless: str = ""


def writers(*grants: Grant) -> Slice:
    """The union of grants: who creates rows and changes them."""
    return Slice(grants)


def is_public(slice_: Slice) -> bool:
    """Whether everyone sees every row, so that none can be given away."""
    return any(grant.who == "anyone" and grant.where is None for grant in slice_.grants)


def policies_to_write(table: Table, written_by: Slice, public: Container[str]) -> Iterator[str]:
    """The policies that let rows of a table be created and changed.

    `public` are the tables of which everyone sees all.
    """
    writes = written_by.sql(table)
    check = " AND ".join([f"({writes})", *_parents_are_seen(table, public)])
    yield f"CREATE POLICY inserts ON {table.name} FOR INSERT WITH CHECK ({check})"
    yield f"CREATE POLICY updates ON {table.name} FOR UPDATE USING ({writes}) WITH CHECK ({check})"


def _parents_are_seen(table: Table, public: Container[str]) -> Iterator[str]:
    """For each reference, that it leads to a row that the caller sees, or nowhere.

    Not for a reference to the table itself: a policy can't ask its own table. Such a parent is of
    the same study by the key, and who sees one code of a study sees all.
    """
    keys = sorted(table.foreign_key_constraints, key=lambda key: str(key.name))
    for key in keys:
        if key.referred_table.name not in public and key.referred_table is not table:
            yield _parent_is_seen(table, key)


def _parent_is_seen(table: Table, key: ForeignKeyConstraint) -> str:
    parent = key.referred_table.name
    pairs = [(element.column.name, element.parent) for element in key.elements]
    same = " AND ".join(f"parent.{theirs} = {table.name}.{ours.name}" for theirs, ours in pairs)
    absent = [f"{ours.name} IS NULL OR " for _, ours in pairs if ours.nullable]
    return f"({''.join(absent)}EXISTS (SELECT FROM {parent} parent WHERE {same}))"
