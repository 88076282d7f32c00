"""Records written whole: what stands below one is given with it, to any depth, as one mutation."""

from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from models.base import Base, new_id
from schema.entities import words
from schema.mutations import Done, Gives, Mutation, mutations
from schema.mutations.paths import at
from schema.mutations.records import ID, Clear, Completing, capital, create, versioned
from schema.mutations.taken import Path, Taken, entity_of, many, settable, takes
from schema.mutations.work import Work

__all__ = [
    "Level",
    "clear_below",
    "clearing",
    "copied",
    "copy_below",
    "creates_whole",
    "replaces_whole",
    "write_below",
]

Given = Mapping[str, Any]
Prepare = Callable[[Work, Given], Awaitable[Given]]


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a tree: its model, what it is called above, and what stands below it.

    `parent` is the column that leads above, `fills` that of who is calling, `shared` are columns
    that have the value of those above. `of` begins the name of its type.
    """

    model: type[Base]
    name: str
    parent: str
    says: str
    without: tuple[str, ...] = ()
    below: tuple["Level", ...] = ()
    of: str = "New"
    fills: str | None = None
    shared: tuple[str, ...] = ()
    completing: Completing | None = None

    @property
    def columns(self) -> tuple[Taken, ...]:
        """What is given of a record itself; its place is that in its list."""
        hidden = {self.parent, "position", *self.without, *self.shared}
        if self.fills:
            hidden.add(self.fills)
        members = takes(self.model, without=hidden)
        return self.completing.of(members) if self.completing else members

    @property
    def taken(self) -> Taken:
        """The list as a member of an input."""
        inner = (*self.columns, *(level.taken for level in self.below))
        kind = f"{self.of}{self.model.__name__}Input"
        return many(self.name, kind, self.says, *inner, is_required=False)

    def record(self, work: Work, above: Any, given: Given, path: Path) -> Any:
        """A record of this level, not stored yet; the last step of its path is its place."""
        values = work.values(self.columns, given, above.district_id)
        values |= {self.parent: above.id}
        values |= {name: getattr(above, name) for name in self.shared}
        if self.fills:
            values[self.fills] = work.author()
        if "position" in entity_of(self.model).table.columns:
            values["position"] = int(path[-1]) + 1
        return create(self.model, {"id": new_id(), **values})


async def write_below(
    work: Work, above: Any, levels: Sequence[Level], given: Given, path: Path = ()
) -> None:
    """Store what is given of some levels below a record, and then what is given below each."""
    for level in levels:
        inputs, here = given.get(level.name) or (), (*path, level.name)
        places = [(*here, place) for place in range(len(inputs))]
        records = []
        for each, place in zip(inputs, places, strict=True):
            with at(*place):
                records.append(level.record(work, above, each, place))
        if level.completing and records:
            await level.completing.run(work, records, places)
        await work.create_all(records, here)
        for record, each, place in zip(records, inputs, places, strict=True):
            await write_below(work, record, level.below, each, place)


async def clear_below(work: Work, above: Sequence[Any], levels: Sequence[Level]) -> None:
    """Take away what stands below some records of one district, from the leaves up."""
    for level in levels:
        found = await _found_below(work, above, level)
        if found:
            await clear_below(work, found, level.below)
            await work.delete_all(found)


def clearing(levels: Sequence[Level]) -> Clear:
    """What `deletes` does first: to take away all that stands below."""

    async def clear(work: Work, record: Base) -> None:
        await clear_below(work, [record], levels)

    return clear


def copied(record: Any, **changes: Any) -> Any:
    """A new record with what a caller could have given of another, but for some changes."""
    model = type(record)
    held = {column.name: getattr(record, column.name) for column in settable(model)}
    return create(model, {"id": new_id(), "district_id": record.district_id, **held, **changes})


async def copy_below(work: Work, pairs: Sequence[tuple[Any, Any]], levels: Sequence[Level]) -> None:
    """Store copies of what stands below the first of each pair below the second."""
    becomes = {old.id: new.id for old, new in pairs}
    for level in levels:
        olds = await _found_below(work, [old for old, _ in pairs], level)
        parents = [becomes[getattr(old, level.parent)] for old in olds]
        news = [
            copied(old, **{level.parent: parent}) for old, parent in zip(olds, parents, strict=True)
        ]
        await work.create_all(news)
        if news:
            await copy_below(work, list(zip(olds, news, strict=True)), level.below)


def creates_whole(
    model: type[Base],
    says: str,
    levels: tuple[Level, ...],
    *,
    called: str | None = None,
    without: Iterable[str] = (),
    fills: str | None = None,
    completing: Completing | None = None,
    prepare: Prepare | None = None,
) -> Mutation:
    """`createX`: a record with as much as is given of what stands below it."""
    entity = entity_of(model)
    head = takes(model, without=[*without, *([fills] if fills else [])])
    head = completing.of(head) if completing else head

    async def run(work: Work, given: Given) -> Done:
        given = await prepare(work, given) if prepare else given
        record = create(model, {"id": new_id(), **work.values(head, given)})
        if fills:
            setattr(record, fills, work.author())
        if completing:
            await completing.run(work, [record], [()])
        key = await work.create(record)
        await write_below(work, record, levels, given)
        return Done({entity.singular: key})

    gives = {entity.singular: Gives(entity.name, f"The new {words(entity.singular)}.")}
    members = (*head, *(level.taken for level in levels))
    name = called or f"create{capital(entity)}"
    return mutations.add(Mutation(name, says, members, gives, run))


def replaces_whole(
    model: type[Base],
    says: str,
    levels: tuple[Level, ...],
    *,
    without: Iterable[str] = (),
    prepare: Prepare | None = None,
) -> Mutation:
    """`replaceX`: all below a record anew; of the record itself, only what is given changes."""
    entity = entity_of(model)
    hidden = [*without, "district_id"]
    head = tuple(member.optional() for member in takes(model, without=hidden))

    async def run(work: Work, given: Given) -> Done:
        record: Any = await work.find(model, given["id"], "id", action="update")
        work.refuse_stale(record, given["version"])
        given = await prepare(work, given) if prepare else given
        for name, value in work.values(head, given, record.district_id).items():
            setattr(record, name, value)
        await clear_below(work, [record], levels)
        await write_below(work, record, levels, given)
        return Done({entity.singular: await work.touch(record)})

    gives = {entity.singular: Gives(entity.name, f"The {words(entity.singular)} as it is now.")}
    members = (ID, versioned(is_required=True), *head, *(level.taken for level in levels))
    action = (entity.table.name, "update")
    name = f"replace{capital(entity)}"
    return mutations.add(Mutation(name, says, members, gives, run, action=action))


async def _found_below(work: Work, above: Sequence[Any], level: Level) -> list[Any]:
    """What stands on a level below some records of one district."""
    below = f"district_id = $1 AND {level.parent} = ANY($2::uuid[])"
    ids = [record.id for record in above]
    return [*await work.found(level.model, below, above[0].district_id, ids)] if above else []
