"""Who writes which rows: the same words as who sees them, and what every written row has to meet.

A row is written by those whom a grant names, and only below parents that they see: foreign keys
look past row-level security, and what refers to a row would tell that there is one. That check
looks at each parent, as a policy for reading never would; few rows are written at a time.

A policy knows the row before or the row after a change, never both. What compares the two, that
a column stays and that a state follows another, is held by triggers.
"""

from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import ForeignKeyConstraint, Table

from auth.slices.grants import Grant, Slice
from models.base import Base
from models.lifecycles import LIFECYCLES

__all__ = [
    "ME",
    "Action",
    "Stays",
    "Writers",
    "arrows",
    "beneath",
    "edits",
    "is_public",
    "moves",
    "nobody",
    "one_of",
    "only",
    "policies_to_write",
    "stays",
    "triggers_to_write",
    "writers",
]

ME = "(SELECT slice.person())"
"""The person who asks."""

BOOKKEEPING = {"id", "district_id", "created_at", "updated_at", "version"}


@dataclass(frozen=True, slots=True)
class Writers:
    """Who creates, changes and deletes the rows of one table; nobody, where there is no slice.

    `handed` are references that a writer may make without seeing what they lead to: the grants
    say of them what has to hold.
    """

    create: Slice | None = None
    update: Slice | None = None
    delete: Slice | None = None
    handed: tuple[str, ...] = ()

    def sentence(self) -> str:
        """Who writes the table's rows, in words."""
        verbs = (("Created", self.create), ("changed", self.update), ("deleted", self.delete))
        told: dict[str, list[str]] = {}
        for verb, who in verbs:
            if who is not None:
                told.setdefault(who.sentence(""), []).append(verb)
        if not told:
            return "Nobody writes it through the API."
        parts = (_listed(does) + by for by, does in told.items())
        return " ".join(part[0].upper() + part[1:] for part in parts)


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


@dataclass(frozen=True, slots=True)
class Stays:
    """Columns that no writer changes; `once` limits it by a condition on the row as it was."""

    columns: tuple[str, ...]
    once: str = "true"


def writers(
    *grants: Grant,
    update: Sequence[Grant] | None = None,
    delete: Sequence[Grant] = (),
    handed: Sequence[str] = (),
) -> Writers:
    """Who creates rows, and changes them unless others do; nobody deletes any unless said."""
    changes = grants if update is None else tuple(update)
    return Writers(_slice(grants), _slice(changes), _slice(delete), tuple(handed))


def nobody() -> Writers:
    """A table that imports, releases or triggers keep."""
    return Writers()


def one_of(column: str, *words: str) -> str:
    """The condition that a column has one of these values."""
    return f"{column} IN ({', '.join(repr(word) for word in words)})"


def beneath(model: type[Base], column: str, parent: type[Base], condition: str) -> str:
    """A condition on the record of the same district to which a row's column refers.

    In the condition, `parent` is that record. It holds of what the caller sees.
    """
    table, above = model.__tablename__, parent.__tablename__
    return (
        f"EXISTS (SELECT FROM {above} parent WHERE parent.district_id = {table}.district_id"
        f" AND parent.id = {table}.{column} AND {condition})"
    )


def stays(*columns: str, once: str = "true") -> Stays:
    """These columns do not change."""
    return Stays(columns, once)


def only(model: type[Base], *columns: str, once: str) -> Stays:
    """No column but these changes."""
    table = model.__table__
    carried = {
        name
        for key in table.foreign_key_constraints  # type: ignore[attr-defined]  # it is a table
        if key.onupdate == "CASCADE"
        for name in key.column_keys
        if "within" not in table.columns[name].info
    }
    others = [
        column.name
        for column in table.columns
        if column.computed is None and column.name not in {*columns, *carried, *BOOKKEEPING}
    ]
    return Stays(tuple(others), once)


def edits(
    model: type[Base], written: Writers, *, when: str = "true", unless: str = ""
) -> Iterator[Action]:
    """The actions `update` and `delete` of a record that may simply be edited."""
    for name, who in (("update", written.update), ("delete", written.delete)):
        if who is not None:
            yield Action(name, model, who, when, unless)


def moves(model: type[Base], who: Slice, *verbs: str) -> tuple[Action, ...]:
    """The actions that are moves of the record's state machine."""
    lifecycle = LIFECYCLES[model.__tablename__]
    return tuple(
        Action(verb, model, who, lifecycle[verb].when, lifecycle[verb].unless) for verb in verbs
    )


def arrows(table: str) -> list[tuple[str, str]]:
    """From which state to which a record may be brought by its writers; none where all may.

    A benchmark has states beside those to which it is judged.
    """
    if table not in LIFECYCLES or table == "benchmark":
        return []
    pairs = {
        (source, move.target)
        for move in LIFECYCLES[table].moves.values()
        for source in move.sources
        if source != move.target
    }
    return sorted(pairs)


def is_public(slice_: Slice) -> bool:
    """Whether everyone sees every row, so that none can be given away."""
    return any(grant.who == "anyone" and grant.where is None for grant in slice_.grants)


def policies_to_write(table: Table, written: Writers, public: Container[str]) -> Iterator[str]:
    """The policies that let rows of a table be created, changed and deleted.

    `public` are the tables of which everyone sees all.
    """
    on = f"ON {table.name} FOR"
    parents = [*_parents_are_seen(table, written, public)]
    if written.create is not None:
        check = " AND ".join([f"({written.create.sql(table)})", *parents])
        yield f"CREATE POLICY inserts {on} INSERT WITH CHECK ({check})"
    if written.update is not None:
        check = " AND ".join([f"({written.update.changed(table)})", *parents])
        was = written.update.sql(table)
        yield f"CREATE POLICY updates {on} UPDATE USING ({was}) WITH CHECK ({check})"
    if written.delete is not None:
        yield f"CREATE POLICY deletes {on} DELETE USING ({written.delete.sql(table)})"


def triggers_to_write(
    table: Table, kept: Sequence[Stays], arrows: Sequence[tuple[str, str]]
) -> Iterator[str]:
    """The triggers that compare a row with what it was; the owner is let past by them."""
    for place, rule in enumerate(kept, start=1):
        names = [f'"{name}"' for name in rule.columns]
        differs = " OR ".join(f"OLD.{name} IS DISTINCT FROM NEW.{name}" for name in names)
        yield (
            f"CREATE TRIGGER unchanged_{place} BEFORE UPDATE OF {', '.join(names)} ON {table.name}"
            f" FOR EACH ROW WHEN (({differs}) AND ({rule.once}))"
            " EXECUTE FUNCTION keep.refuse('insufficient_privilege')"
        )
    if arrows:
        pairs = ", ".join(f"('{was}', '{becomes}')" for was, becomes in arrows)
        yield (
            f"CREATE TRIGGER moves BEFORE UPDATE OF status ON {table.name} FOR EACH ROW WHEN"
            f" (OLD.status <> NEW.status AND (OLD.status, NEW.status) NOT IN ({pairs}))"
            " EXECUTE FUNCTION keep.refuse('check_violation')"
        )


def _slice(grants: Sequence[Grant]) -> Slice | None:
    return Slice(tuple(grants)) if grants else None


def _parents_are_seen(table: Table, written: Writers, public: Container[str]) -> Iterator[str]:
    """For each reference, that it leads to a row that the caller sees, or nowhere.

    Not for a reference to the table itself: a policy can't ask its own table. Such a parent is of
    the same study or district by the key, and who writes one record there sees all.
    """
    keys = sorted(table.foreign_key_constraints, key=lambda key: str(key.name))
    for key in keys:
        is_handed = any(name in written.handed for name in key.column_keys)
        is_known = key.referred_table.name in public or key.referred_table is table
        if not is_handed and not is_known:
            yield _parent_is_seen(table, key)


def _parent_is_seen(table: Table, key: ForeignKeyConstraint) -> str:
    parent = key.referred_table.name
    pairs = [(element.column.name, element.parent) for element in key.elements]
    same = " AND ".join(f"parent.{theirs} = {table.name}.{ours.name}" for theirs, ours in pairs)
    absent = [f"{ours.name} IS NULL OR " for _, ours in pairs if ours.nullable]
    return f"({''.join(absent)}EXISTS (SELECT FROM {parent} parent WHERE {same}))"


def _listed(words: Sequence[str]) -> str:
    return " and ".join(part for part in (", ".join(words[:-1]), *words[-1:]) if part)
