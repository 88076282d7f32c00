"""Hanging a client's own ids on records: each client has its own, which no other sees.

The database looks whether the caller sees the record, and keeps the ids of a client apart.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import strawberry

from models.failures import BadUserInput, Conflict, Failure, Forbidden, NotFound
from schema.answering import NO_CLIENT
from schema.entities import Entity, registry
from schema.ids import decode_id, id_type
from schema.mutations import Done, Mutation, mutations
from schema.mutations.many_at_once import MOST_AT_ONCE, POLICY
from schema.mutations.taken import Taken, many
from schema.mutations.work import ABSENT, Key, Work
from schema.shapes import list_of

__all__: list[str] = []

Given = Mapping[str, Any]

LONGEST: Final = 255
SET: Final = "SELECT place, reason FROM clients.set_external_ids($1, $2, $3, $4)"
REMOVE: Final = """
DELETE FROM clients.external_id e
USING unnest($2::uuid[]) AS g (record_id)
WHERE e.record_type = $1 AND e.record_id = g.record_id
"""
SEEN: Final = """
SELECT g.place FROM unnest($2::uuid[], $3::uuid[]) WITH ORDINALITY
    AS g (district_id, record_id, place)
WHERE clients.sees($1, g.district_id, g.record_id)
"""
TAKEN_ALREADY: Final = "Another record of this type has this external id."

IDS: Final = (
    "The ids of the records, in the order given; null for each that was refused, and for all where"
    " nothing was tried."
)

RECORD = Taken("id", strawberry.ID, "The record's id.", is_required=True)
EXTERNAL = Taken(
    "externalId",
    str,
    f"The client's id for it, 1 to {LONGEST} characters; its own among the client's records of a"
    " type.",
    is_required=True,
)


@dataclass(frozen=True, slots=True)
class Row:
    """What is given of one record, and at which place of the input."""

    place: int
    entity: Entity
    key: Key
    external_id: str = ""

    @property
    def district(self) -> Any:
        return self.key[0] if len(self.key) > 1 else None


def _row(place: int, given: Given, *, sets: bool) -> Row:
    """One row; raises with the member of the input that is wrong."""
    name = id_type(given["id"])
    if name is None:
        raise BadUserInput(f"`{given['id'][:80]}` is no id.", path=("id",))
    entity = registry[name]
    try:
        key = decode_id(given["id"], entity)
    except BadUserInput as failure:
        raise failure.below("id") from failure
    text = given["externalId"] if sets else ""
    if sets and not (0 < len(text) <= LONGEST and text.isprintable() and text.strip() == text):
        message = f"An external id has 1 to {LONGEST} printable characters, none of them around it."
        raise BadUserInput(message, path=("externalId",))
    return Row(place, entity, key, text)


async def _store(work: Work, rows: Sequence[Row]) -> dict[int, Failure]:
    """Hang ids on records, a statement for each type; what is refused, by its place."""
    refused: dict[int, Failure] = {}
    for entity, those in _by_type(rows):
        given = [row.external_id for row in those]
        columns = [[row.district for row in those], [row.key[-1] for row in those], given]
        told = await work.transaction.rows(SET, (entity.table.name, *columns))
        for each in told:
            place = those[each["place"] - 1].place
            if each["reason"] == "NOT_FOUND":
                refused[place] = NotFound(ABSENT, path=("id",))
            elif each["reason"] == "CONFLICT":
                refused[place] = Conflict(TAKEN_ALREADY, path=("externalId",))
    return refused


async def _remove(work: Work, rows: Sequence[Row]) -> dict[int, Failure]:
    """Take ids off records that the caller sees; to have none is no failure."""
    refused: dict[int, Failure] = {}
    for entity, those in _by_type(rows):
        districts, records = [row.district for row in those], [row.key[-1] for row in those]
        seen = await work.transaction.rows(SEEN, (entity.table.name, districts, records))
        places = {each["place"] for each in seen}
        for number, row in enumerate(those, start=1):
            if number not in places:
                refused[row.place] = NotFound(ABSENT, path=("id",))
        kept = [record for number, record in enumerate(records, start=1) if number in places]
        await work.transaction.rows(REMOVE, (entity.table.name, kept))
    return refused


def _by_type(rows: Sequence[Row]) -> Iterable[tuple[Entity, list[Row]]]:
    for entity in dict.fromkeys(row.entity for row in rows):
        yield entity, [row for row in rows if row.entity is entity]


def _declare(name: str, says: str, *, sets: bool) -> None:
    """Declare a mutation of one record, and the same of many."""
    act = _store if sets else _remove
    taken = (RECORD, EXTERNAL) if sets else (RECORD,)
    told = "The client's id for it, as it is now; null where it has none or was refused."
    one = {
        "id": (strawberry.ID | None, "The record's id; null where it was refused."),
        "externalId": (str | None, told),
    }

    async def run_one(work: Work, given: Given) -> Done:
        _require_client(work)
        refused = await act(work, [_row(0, given, sets=sets)])
        if refused:
            raise refused[0]
        return Done(told={"id": given["id"], "externalId": given.get("externalId")})

    async def run_many(work: Work, given: Given) -> Done:
        _require_client(work)
        ids, refused = await _many(work, given, act, sets=sets)
        return Done(told={"ids": ids}, refused=refused)

    mutations.add(Mutation(f"{name}Id", says, taken, {}, run_one, tells=one))
    rows = many("records", f"{name[0].upper()}{name[1:]}IdRow", "Which, 1,000 at most.", *taken)
    ids = (list_of(strawberry.ID | None) | None, IDS)
    mutations.add(
        Mutation(f"{name}Ids", f"{says} Many at once.", (rows, POLICY), {}, run_many, {"ids": ids})
    )


async def _many(
    work: Work, given: Given, act: Any, *, sets: bool
) -> tuple[list[str | None], list[Failure]]:
    """The ids of the records at which it was done, and why it was not at the others."""
    listed = given["records"]
    if len(listed) > MOST_AT_ONCE:
        message = f"{len(listed)} are given; {MOST_AT_ONCE:,} at once are allowed."
        raise BadUserInput(message, path=("records",))
    rows: list[Row] = []
    refused: dict[int, Failure] = {}
    for place, each in enumerate(listed):
        try:
            rows.append(_row(place, each, sets=sets))
        except BadUserInput as failure:
            refused[place] = failure
    refused |= await act(work, rows)
    ids = [None if place in refused else str(each["id"]) for place, each in enumerate(listed)]
    if refused and given.get("errorPolicy") != "KEEP_GOOD":
        await work.forget()
        ids = [None for _ in listed]
    return ids, [refused[place].below("records", place) for place in sorted(refused)]


def _require_client(work: Work) -> None:
    if work.caller.client is None:
        raise Forbidden(NO_CLIENT)


_declare(
    "setExternal",
    "Hang the client's own id on a record that the caller sees, in place of the one that it had."
    " It is the client's alone: no other sees it, nor finds by it.",
    sets=True,
)
_declare(
    "removeExternal",
    "Take the client's own id off a record; one that has none stays without.",
    sets=False,
)
