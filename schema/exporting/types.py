"""The query that stands behind a type's name: all that is single of each of its records."""

from collections.abc import Sequence
from typing import Any

from models.failures import BadUserInput, NotFound
from schema.entities import Entity, ToOne, registry

__all__ = ["query_of_type"]


def query_of_type(
    name: str,
    fields: Sequence[str] = (),
    *,
    where: Any = None,
    order: Any = None,
    first: int | None = None,
) -> tuple[str, dict[str, Any]]:
    """The query of a type's list, and its variables.

    `name` is the root field's (`benchmarks`) or the type's. Without `fields` all are asked for;
    of a record that it leads to, the id. Raises NotFound for a type that there is none of,
    BadUserInput for such a field.
    """
    entity = _named(name)
    selected = " ".join(_selected(entity, each) for each in fields or _usual(entity))
    query = (
        f"query ($where: {entity.name}Filter, $orderBy: [{entity.name}Order!], $first: Int)"
        f" {{ {entity.plural}(where: $where, orderBy: $orderBy, first: $first)"
        f" {{ nodes {{ {selected} }} }} }}"
    )
    given = {"where": where, "orderBy": order, "first": first}
    return query, {name: value for name, value in given.items() if value is not None}


def _named(name: str) -> Entity:
    for entity in registry.entities.values():
        if name in (entity.name, entity.plural):
            return entity
    raise NotFound(f"There is no type `{name[:80]}` to export.")


def _usual(entity: Entity) -> list[str]:
    references = [name for name, relation in entity.to_one.items() if _refers(entity, relation)]
    return ["id", *entity.values, *references]


def _refers(entity: Entity, relation: ToOne) -> bool:
    """Whether the record itself says what it leads to."""
    if relation.choice is not None:
        return False
    keys = entity.table.foreign_key_constraints
    return any(set(relation.ours) <= {column.name for column in key.columns} for key in keys)


def _selected(entity: Entity, field: str) -> str:
    if field in {"id", "externalId"} or field in entity.values:
        return field
    if field in entity.to_one:
        return f"{field} {{ id }}"
    if field == "provenance" and entity.provenance:
        return f"{field} {{ {' '.join(entity.provenance)} }}"
    raise BadUserInput(f"`{field[:80]}` is no field of {entity.name} that can be exported.")
