"""Verbs: what can be done to one record, where the domain has a word for it."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any, TypeVar

from models.base import Base
from models.lifecycles import LIFECYCLES
from schema.entities import words
from schema.mutations import Done, Gives, Mutation, mutations
from schema.mutations.records import ID, capital, versioned
from schema.mutations.taken import Taken, entity_of
from schema.mutations.work import Work

__all__ = ["moves", "verb"]

Record = TypeVar("Record", bound=Base)
Given = Mapping[str, Any]
Act = Callable[[Work, Record, Given], Awaitable[None]]
Quickly = Callable[[Work, Given], Awaitable[Done | None]]


def verb(
    model: type[Record],
    name: str,
    *taken: Taken,
    called: str | None = None,
    gives: Mapping[str, Gives] | None = None,
    tells: Mapping[str, tuple[Any, str]] | None = None,
    quickly: Quickly | None = None,
) -> Callable[[Act[Record]], Act[Record]]:
    """Declare what a verb does to a record; its docstring is the mutation's description.

    The record is loaded if the caller may do this to it as it stands (`ACTIONS`), moved as its
    lifecycle says if the verb is one of its moves, given to the function, and stored. The
    mutation is called by the verb and the record (`submitPlan`) unless `called` otherwise. What
    can be done `quickly`, without loading the record, is tried so first.
    """
    entity = entity_of(model)
    machine = LIFECYCLES.get(entity.table.name)

    def declare(act: Act[Record]) -> Act[Record]:
        async def run(work: Work, given: Given) -> Done:
            if quickly and (done := await quickly(work, given)):
                return done
            record = await work.find(model, given["id"], "id", action=name)
            work.refuse_stale(record, given.get("version"))
            if machine and name in machine.moves:
                machine.take(name, record)
            await act(work, record, given)
            return Done({entity.singular: await work.save(record), **work.gives}, work.tells)

        what = words(entity.singular)
        given = {entity.singular: Gives(entity.name, f"The {what} as it is now."), **(gives or {})}
        members = (ID, versioned(is_required=False), *taken)
        full = called or f"{name}{capital(entity)}"
        says = " ".join((act.__doc__ or "").split())
        action = (entity.table.name, name)
        mutations.add(Mutation(full, says, members, given, run, tells or {}, action))
        return act

    return declare


def moves(model: type[Base], name: str, says: str, *, dated: str | None = None) -> None:
    """Declare a verb that moves a record and does nothing else but date the move."""

    async def act(work: Work, record: Base, _given: Given) -> None:
        if dated:
            setattr(record, dated, await work.today())

    act.__doc__ = says
    verb(model, name)(act)
