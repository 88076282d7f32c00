"""What can be done: each mutation is declared in the module of its room, and registered here.

A mutation has one input and one payload. It runs inside the operation's one transaction, as the
caller; what it refuses is told in the payload, and what it had done until then is undone.
"""

from collections.abc import Awaitable, Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from models.failures import Failure
from schema.mutations.taken import Taken
from schema.mutations.work import Key, Work

__all__ = ["Done", "Gives", "Mutation", "mutations"]

Given = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Gives:
    """A field of a payload: a record of an entity, or a list of them, by their keys."""

    entity: str
    description: str
    is_list: bool = False


@dataclass(slots=True)
class Done:
    """What a mutation has done: the keys of the records that its payload gives, by field.

    `told` are fields of the payload that are plain values. `refused` is what of many was not done
    though the rest was.
    """

    records: dict[str, Key | list[Key | None] | None] = field(default_factory=dict)
    told: dict[str, Any] = field(default_factory=dict)
    refused: Sequence[Failure] = ()


Run = Callable[[Work, Given], Awaitable[Done]]


@dataclass(frozen=True, slots=True, eq=False)
class Mutation:
    """One mutation: its name, its words, what it takes, what it gives, and what it does."""

    name: str
    description: str
    takes: tuple[Taken, ...]
    gives: Mapping[str, Gives]
    run: Run
    tells: Mapping[str, tuple[Any, str]] = field(default_factory=dict)
    """Plain values of the payload: their types and descriptions, by name."""
    action: tuple[str, str] | None = None
    """What it does to a record, as `auth.slices.ACTIONS` names it: the table and the action."""

    @property
    def capital(self) -> str:
        """The name as types begin with it."""
        return self.name[0].upper() + self.name[1:]


class Mutations:
    """Every mutation by its name."""

    def __init__(self) -> None:
        self._named: dict[str, Mutation] = {}

    def add(self, mutation: Mutation) -> Mutation:
        """Register a mutation; a name can be given once."""
        if mutation.name in self._named:
            raise ValueError(f"{mutation.name} is declared twice")
        self._named[mutation.name] = mutation
        return mutation

    def __getitem__(self, name: str) -> Mutation:
        return self._named[name]

    def __iter__(self) -> Iterator[Mutation]:
        return iter(self._named.values())


mutations = Mutations()
