"""Plans `groups`: what a list's records have in common, counted."""

from typing import TYPE_CHECKING

from graphql import GraphQLObjectType

from models.failures import BadUserInput
from schema.compiler.arguments import arguments, source_of
from schema.compiler.filters import Path
from schema.compiler.plan import (
    Constant,
    Figures,
    GroupKey,
    Groups,
    Link,
    ScalarField,
    Told,
    Value,
    told,
)
from schema.compiler.selection import Selected
from schema.entities import Entity, ToOne

if TYPE_CHECKING:
    from schema.compiler.planner import Planner

__all__ = ["plan_groups"]

MOST_FIELDS = 5

By = tuple[ScalarField | ToOne, ...]


def plan_groups(planner: "Planner", entity: Entity, selected: Selected, path: Path) -> Groups:
    """What is told of each group of an entity's list."""
    kind = planner.document.schema.get_type(f"{entity.name}Connection")
    assert isinstance(kind, GraphQLObjectType)
    variables = planner.document.variables
    given = arguments(kind.fields["groups"], selected.node, variables)
    names = source_of(given["by"]).read(variables)
    names = names if isinstance(names, list) else [names]
    if not 1 <= len(names) <= MOST_FIELDS or len(set(names)) < len(names):
        raise BadUserInput(f"`by` takes 1 to {MOST_FIELDS} different fields.", path=path)
    by = tuple(entity.to_one.get(name) or entity.scalars[name] for name in names)

    def member(inner: Selected) -> Constant | Told | GroupKey | Figures:
        return _member(planner, entity, by, inner, path)

    return Groups(entity, by, planner.members(f"{entity.name}Group", selected, member))


def _member(
    planner: "Planner", entity: Entity, by: By, selected: Selected, path: Path
) -> Constant | Told | GroupKey | Figures:
    path = (*path, selected.key)
    if selected.name == "key":

        def key(inner: Selected) -> Constant | Value | Link:
            return _key(planner, entity, by, inner, path)

        return GroupKey(planner.members(f"{entity.name}GroupKey", selected, key))
    if selected.name in {"sum", "average"}:

        def figure(inner: Selected) -> Constant | Value:
            return _figure(entity, inner)

        members = planner.members(f"{entity.name}Numbers", selected, figure)
        return Figures("avg" if selected.name == "average" else "sum", members)
    return told(f"{entity.name}Group", selected.name)


def _key(
    planner: "Planner", entity: Entity, by: By, selected: Selected, path: Path
) -> Constant | Value | Link:
    if selected.name == "__typename":
        return Constant(f"{entity.name}GroupKey")
    field = next((field for field in by if field.name == selected.name), None)
    if field is None:
        return Constant(None)
    if isinstance(field, ToOne):
        return planner.link(field, selected, (*path, selected.key))
    return Value(field)


def _figure(entity: Entity, selected: Selected) -> Constant | Value:
    if selected.name == "__typename":
        return Constant(f"{entity.name}Numbers")
    return Value(entity.scalars[selected.name])
