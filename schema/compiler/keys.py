"""Records asked for by their keys: one by an id or a natural key, several by ids."""

from collections.abc import Callable
from typing import Any

from sqlalchemy import ARRAY, Integer, Uuid

from models.failures import BadUserInput
from schema.compiler.arguments import Source, Tree, source_of
from schema.compiler.filters import Path, identified
from schema.compiler.plan import Compared, Parameter, Predicate
from schema.entities import Entity, registry
from schema.ids import decode_id, id_type

__all__ = ["ids_of_type", "key_predicate", "places_of_ids"]


def key_predicate(entity: Entity, given: dict[str, Tree], path: Path) -> Predicate:
    """The record that `id` or the one-of input `by` asks for."""
    by = given.get("by")
    if by is None:
        return identified(entity, source_of(given["id"]), path)
    if not isinstance(by, dict) or len(by) != 1:
        raise BadUserInput("`by` needs exactly one key.", path=path)
    ((name, tree),) = by.items()
    if name == "id":
        return identified(entity, source_of(tree), path)
    field = entity.columns[name]
    parameter = Parameter(source_of(tree), _text, field.column.type, path)
    return Compared(field, "eq", parameter)


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise BadUserInput("A key can't be null.")
    return value


def places_of_ids(source: Source, most: int, path: Path) -> Parameter:
    """The places 1 … n of the ids asked for, once each is known to be one."""
    any_entity = next(iter(registry.entities.values()))

    def check(raws: list[str]) -> list[int]:
        if len(raws) > most:
            message = f"{len(raws)} ids are asked for; {most} are allowed."
            details: dict[str, str | int] = {"limit": "page", "allowed": most, "found": len(raws)}
            raise BadUserInput(message, details=details)
        for raw in raws:
            decode_id(raw, any_entity)
        return list(range(1, len(raws) + 1))

    return Parameter(source, check, ARRAY(Integer()), path)


def ids_of_type(entity: Entity, source: Source, path: Path) -> tuple[Parameter, ...]:
    """The places of the ids of one type among those asked for, then their keys, a column each."""

    def mine(raws: list[str]) -> list[tuple[int, str]]:
        return [(place, raw) for place, raw in enumerate(raws, 1) if id_type(raw) == entity.name]

    def part(index: int) -> Callable[[list[str]], list[Any]]:
        return lambda raws: [decode_id(raw, entity)[index] for _, raw in mine(raws)]

    places = Parameter(
        source, lambda raws: [place for place, _ in mine(raws)], ARRAY(Integer()), path
    )
    keys = (Parameter(source, part(i), ARRAY(Uuid()), path) for i in range(len(entity.key)))
    return (places, *keys)
