"""Many records in one mutation: all or none, or the good ones with a report of the rest."""

from collections.abc import Awaitable, Callable, Mapping
from enum import Enum
from typing import Any

import strawberry

from models.base import Base
from models.failures import BadUserInput, Contended, Failure, NotFound, Refused
from schema.entities import words
from schema.mutations import Done, Gives, Mutation, mutations
from schema.mutations.taken import Taken, entity_of, many
from schema.mutations.work import Key, Work, key_of
from schema.scalars import enumeration

__all__ = ["ErrorPolicy", "many_at_once"]

MOST_AT_ONCE = 1000

Given = Mapping[str, Any]

ErrorPolicy: type[Enum] = enumeration(
    "ErrorPolicy",
    "What becomes of many records at once when some are refused.",
    {
        "REFUSE_ALL": strawberry.enum_value(
            "REFUSE_ALL", description="None is stored unless all can be."
        ),
        "KEEP_GOOD": strawberry.enum_value(
            "KEEP_GOOD", description="Those that can be stored are; the rest are told by place."
        ),
    },
)

POLICY = Taken(
    "errorPolicy", ErrorPolicy, "What becomes of all when some are refused; REFUSE_ALL unless told."
)


def many_at_once(
    model: type[Base],
    name: str,
    says: str,
    *,
    called: str,
    taken: tuple[Taken, ...],
    make: Callable[[Work, Given], Awaitable[Base]],
) -> Mutation:
    """Declare a mutation that makes a record of each of its inputs.

    Every refusal is told with its place; the payload's list has null where nothing was stored.
    """
    entity = entity_of(model)
    members = (many(called, f"{entity.name}Row", "What to store, 1,000 at most.", *taken), POLICY)
    gives = {
        called: Gives(
            entity.name,
            f"The {words(entity.plural)}, in the order given; null for each not stored.",
            is_list=True,
        )
    }

    async def run(work: Work, given: Given) -> Done:
        rows = given[called]
        if len(rows) > MOST_AT_ONCE:
            message = f"{len(rows)} are given; {MOST_AT_ONCE:,} at once are allowed."
            raise BadUserInput(message, path=(called,))
        keys: list[Key | None] = []
        refused: list[Failure] = []
        for place, row in enumerate(rows):
            keys.append(await _one(work, row, (called, place), refused, make))
        if refused and given.get("errorPolicy") != "KEEP_GOOD":
            await work.forget()
            keys = [None for _ in rows]
        return Done({called: keys}, refused=refused)

    return mutations.add(Mutation(name, says, members, gives, run))


async def _one(
    work: Work,
    row: Given,
    path: tuple[str | int, ...],
    refused: list[Failure],
    make: Callable[[Work, Given], Awaitable[Base]],
) -> Key | None:
    """Make one; what refuses it is told, and what it had done is undone."""
    try:
        async with work.apart():
            return key_of(await make(work, row))
    except Contended:
        raise
    except (Refused, NotFound) as failure:
        told = type(failure)(failure.message, path=(*path, *failure.path), details=failure.details)
        refused.append(told)
        return None
