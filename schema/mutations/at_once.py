"""What is written most: by one statement if nothing stands against it, and otherwise not at all.

Whether the caller may, and whether it is the time, are conditions of the statement. Where it does
nothing, or is refused, None says so, and nothing is done: the long way then tells what stands
against it.
"""

from collections.abc import Mapping
from typing import Any

from auth.slices import ACTIONS
from models.base import Base, new_id
from models.failures import Contended, NotFound, Refused
from schema.mutations import statements
from schema.mutations.referring import Key
from schema.mutations.rows import raw
from schema.mutations.taken import Taken, entity_of
from schema.mutations.work import Work

__all__ = ["add", "change"]

Given = Mapping[str, Any]


async def change(
    work: Work, model: type[Base], taken: tuple[Taken, ...], given: Given
) -> Key | None:
    """Change what is given of the record of an id and a version."""
    entity = entity_of(model)
    try:
        key = work.key(given["id"], entity.name, "id")
        values = work.values(taken, given, _district(key))
        values.pop("district_id", None)
        if not values:
            return None
        stored = {name: raw(value) for name, value in values.items()}
        rule = ACTIONS[entity.table.name, "update"]
        sql, parameters = statements.update_if(entity.table, stored, key, given["version"], rule)
        return key if await _did(work, sql, parameters) else None
    except (Refused, NotFound) as failure:
        await _undo(work, failure)
        return None


async def add(
    work: Work,
    model: type[Base],
    taken: tuple[Taken, ...],
    given: Given,
    *,
    below: type[Base],
    action: str,
    where: str,
) -> Key | None:
    """Make a record of what is given, below the one that `given["id"]` names.

    `action` is what making it does to that one; `where`, in SQL, what must hold of it besides.
    """
    parent = entity_of(below)
    table = entity_of(model).table
    try:
        key = work.key(given["id"], parent.name, "id")
        values = {"district_id": key[0], "id": new_id(), f"{parent.table.name}_id": key[-1]}
        values |= work.values(taken, given, _district(key))
        rule = ACTIONS[parent.table.name, action]
        stored = {name: raw(value) for name, value in values.items()}
        conditions = statements.Below(parent.table, rule, where)
        sql, parameters = statements.insert_if(table, stored, conditions, key, given.get("version"))
        return (key[0], values["id"]) if await _did(work, sql, parameters) else None
    except (Refused, NotFound) as failure:
        await _undo(work, failure)
        return None


async def _did(work: Work, sql: str, parameters: list[Any]) -> bool:
    return bool(await work.transaction.rows(sql, parameters))


async def _undo(work: Work, failure: Refused | NotFound) -> None:
    if isinstance(failure, Contended):
        raise failure
    await work.undo_part()


def _district(key: Key) -> Any:
    return key[0] if len(key) > 1 else None
