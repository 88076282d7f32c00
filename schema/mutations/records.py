"""Records that may simply be created, edited and deleted, from a model's columns."""

from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import strawberry

from models.base import Base
from schema.entities import Entity, words
from schema.mutations import Done, Gives, Mutation, at_once, mutations
from schema.mutations.taken import Path, Taken, entity_of, takes
from schema.mutations.work import Work

__all__ = [
    "ID",
    "VERSION",
    "Clear",
    "Completing",
    "author_of",
    "capital",
    "create",
    "creates",
    "deletes",
    "updates",
    "versioned",
]

Given = Mapping[str, Any]
Clear = Callable[[Work, Any], Awaitable[None]]
Also = Callable[[Work, Any], Awaitable[None]]
"""Looks at a record before it is stored, and refuses it or fills in what follows from it."""

ID = Taken("id", strawberry.ID, "The id of the record.", is_required=True)
VERSION = Taken(
    "version",
    int,
    "The version of the record that the change is made to; refused if it has changed since.",
)


@dataclass(frozen=True, slots=True)
class Completing:
    """Columns that may be left out of an input, and what fills them in before records are stored.

    It gets records of one model and of one parent, each with its path below the input.
    """

    columns: tuple[str, ...]
    run: Callable[[Work, Sequence[Any], Sequence[Path]], Awaitable[None]]

    def of(self, members: Iterable[Taken]) -> tuple[Taken, ...]:
        """Members of an input, of which some may be left out."""
        return tuple(
            member.optional()
            if member.column is not None and member.column.name in self.columns
            else member
            for member in members
        )


def versioned(*, is_required: bool) -> Taken:
    """The member that says which version of a record is changed."""
    return Taken(VERSION.name, VERSION.annotation, VERSION.description, is_required)


def capital(entity: Entity) -> str:
    """What the mutations of an entity call it: `Plan` in `createPlan`."""
    return entity.singular[0].upper() + entity.singular[1:]


def create(model: type[Base], values: Mapping[str, Any]) -> Base:
    """A new record of a model."""
    return model(**values)


async def author_of(work: Work, model: type[Base], values: Mapping[str, Any]) -> UUID:
    """The caller as the author of a new record.

    Only a person is one; whoever is none and sees nothing of what it refers to is told just that.
    """
    if work.caller.person is None:
        await work.refuse_unseen(model, {**values}, ())
    return work.author()


def creates(
    model: type[Base],
    says: str,
    *,
    without: Iterable[str] = (),
    fills: str | None = None,
    also: Also | None = None,
    called: str | None = None,
) -> Mutation:
    """`createX`: from all columns that can be set; `fills` is the column of who is calling."""
    entity = entity_of(model)
    hidden = [*without, *([fills] if fills else [])]
    taken = takes(model, without=hidden)

    async def run(work: Work, given: Given) -> Done:
        values = work.values(taken, given)
        if fills:
            values[fills] = await author_of(work, model, values)
        record = create(model, values)
        if also:
            await also(work, record)
        return Done({entity.singular: await work.create(record)})

    what = words(entity.singular)
    gives = {entity.singular: Gives(entity.name, f"The new {what}.")}
    return mutations.add(Mutation(called or f"create{capital(entity)}", says, taken, gives, run))


def updates(
    model: type[Base], says: str, *, without: Iterable[str] = (), also: Also | None = None
) -> Mutation:
    """`updateX`: changes what is given, and leaves the rest."""
    entity = entity_of(model)
    hidden = [*without, "district_id"]
    taken = tuple(member.optional() for member in takes(model, without=hidden))

    async def run(work: Work, given: Given) -> Done:
        if also is None and (key := await at_once.change(work, model, taken, given)):
            return Done({entity.singular: key})
        record = await work.find(model, given["id"], "id", action="update")
        work.refuse_stale(record, given["version"])
        district = getattr(record, "district_id", None)
        for name, value in work.values(taken, given, district).items():
            setattr(record, name, value)
        if also:
            await also(work, record)
        return Done({entity.singular: await work.save(record)})

    what = words(entity.singular)
    gives = {entity.singular: Gives(entity.name, f"The {what} as it is now.")}
    members = (ID, versioned(is_required=True), *taken)
    action = (entity.table.name, "update")
    name = f"update{capital(entity)}"
    return mutations.add(Mutation(name, says, members, gives, run, action=action))


def deletes(
    model: type[Base], says: str, *, clear: Clear | None = None, called: str | None = None
) -> Mutation:
    """`deleteX`: nothing must refer to the record but what `clear` takes away first."""
    entity = entity_of(model)

    async def run(work: Work, given: Given) -> Done:
        record = await work.find(model, given["id"], "id", action="delete")
        work.refuse_stale(record, given.get("version"))
        if clear:
            await clear(work, record)
        await work.delete(record)
        return Done({entity.singular: None}, {"deletedId": given["id"]})

    gives = {entity.singular: Gives(entity.name, "Null once it is deleted; else as it is now.")}
    tells = {"deletedId": (strawberry.ID | None, "The id that it had; null if it was not deleted.")}
    members = (ID, versioned(is_required=False))
    action = (entity.table.name, "delete")
    name = called or f"delete{capital(entity)}"
    return mutations.add(Mutation(name, says, members, gives, run, tells, action))
