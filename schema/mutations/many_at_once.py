"""Many records in one mutation: all or none, or the good ones with a report of the rest."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from typing import Any

import strawberry

from models.base import Base
from models.failures import BadUserInput, Contended, Failure, NotFound, Refused
from schema.entities import words
from schema.mutations import Done, Gives, Mutation, mutations
from schema.mutations.paths import of_one
from schema.mutations.taken import Taken, entity_of, many
from schema.mutations.work import Key, Work, key_of
from schema.scalars import enumeration

__all__ = ["MOST_AT_ONCE", "POLICY", "ErrorPolicy", "Make", "many_at_once", "one_at_once"]

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


Make = Callable[[Work, Sequence[Given]], Awaitable[Sequence[Base]]]
"""Makes a record of each input, in few statements; raises with the input's place and member."""


def many_at_once(
    model: type[Base],
    name: str,
    says: str,
    *,
    called: str,
    taken: tuple[Taken, ...],
    make: Make,
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
        storing = Storing(work, called, make, rows)
        await storing.store(0, len(rows))
        if storing.refused and given.get("errorPolicy") != "KEEP_GOOD":
            await work.forget()
            storing.keys = [None for _ in rows]
        return Done({called: storing.keys}, refused=storing.refused)

    return mutations.add(Mutation(name, says, members, gives, run))


def one_at_once(model: type[Base], says: str, *, taken: tuple[Taken, ...], make: Make) -> Mutation:
    """Declare `createX` for what can be made many at once too."""
    entity = entity_of(model)
    gives = {entity.singular: Gives(entity.name, f"The new {words(entity.singular)}.")}

    async def run(work: Work, given: Given) -> Done:
        with of_one():
            (made,) = await make(work, [given])
        return Done({entity.singular: key_of(made)})

    name = f"create{entity.singular[0].upper()}{entity.singular[1:]}"
    return mutations.add(Mutation(name, says, taken, gives, run))


@dataclass(slots=True)
class Storing:
    """Inputs on their way to be records: all by a few statements, unless one is refused.

    Then each half is tried by itself, the first one first, down to those that are refused: what is
    kept is what would have been, had they been stored one after another.
    """

    work: Work
    called: str
    make: Make
    rows: Sequence[Given]
    keys: list[Key | None] = field(default_factory=list)
    refused: list[Failure] = field(default_factory=list)

    async def store(self, first: int, last: int) -> None:
        """Make records of a run of the inputs."""
        if first == last:
            return
        is_one = last - first == 1
        try:
            async with self.work.apart(explains=is_one):
                made = await self.make(self.work, self.rows[first:last])
        except Contended:
            raise
        except (Refused, NotFound) as failure:
            if is_one:
                self.refused.append(failure.above(1).below(self.called, first))
                self.keys.append(None)
                return
        else:
            self.keys += map(key_of, made)
            return
        middle = (first + last) // 2
        await self.store(first, middle)
        await self.store(middle, last)
