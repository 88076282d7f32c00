"""The arguments of a field, as a tree whose leaves say where their values come from.

A plan is kept for a document and used with other variables, so a leaf that a variable fills must
not be read while planning, only when a request is bound. What a plan may depend on is in the
variables' `skeleton`: their structure, their enumeration values, flags, and the types of ids.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Any

from graphql import (
    FieldNode,
    GraphQLField,
    GraphQLInputObjectType,
    GraphQLInputType,
    GraphQLList,
    GraphQLNonNull,
    ListValueNode,
    NullValueNode,
    ObjectValueNode,
    Undefined,
    ValueNode,
    VariableNode,
)
from graphql.utilities import coerce_input_literal

from models.failures import BadUserInput
from schema.ids import id_type

__all__ = [
    "FromVariable",
    "Literal",
    "Series",
    "Source",
    "Tree",
    "Variables",
    "arguments",
    "skeleton",
    "source_of",
]

Variables = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Literal:
    """A value that stands in the document."""

    value: Any

    def read(self, _variables: Variables) -> Any:
        return _plain(self.value)


@dataclass(frozen=True, slots=True)
class FromVariable:
    """A value that a variable gives, or a place inside one."""

    path: tuple[str | int, ...]

    def read(self, variables: Variables) -> Any:
        value: Any = variables
        for step in self.path:
            value = value[step]
        return _plain(value)


@dataclass(frozen=True, slots=True)
class Series:
    """A list of single values, some of which variables may give."""

    items: tuple["Source", ...]

    def read(self, variables: Variables) -> list[Any]:
        return [item.read(variables) for item in self.items]


Source = Literal | FromVariable | Series
Tree = Source | dict[str, "Tree"] | list["Tree"]

NULL = Literal(None)


def arguments(definition: GraphQLField, node: FieldNode, variables: Variables) -> dict[str, Tree]:
    """The arguments that a field is given, defaults included, by name."""
    given = {argument.name.value: argument.value for argument in node.arguments or ()}
    trees: dict[str, Tree] = {}
    for name, argument in definition.args.items():
        tree = _tree(given[name], argument.type, variables) if name in given else None
        if tree is not None:
            trees[name] = tree
    return trees


def _tree(node: ValueNode, kind: GraphQLInputType, variables: Variables) -> Tree | None:
    """The tree of a literal; None where a variable that fills it was not given."""
    is_required = isinstance(kind, GraphQLNonNull)
    if isinstance(kind, GraphQLNonNull):
        kind = kind.of_type
    if isinstance(node, VariableNode):
        name = node.name.value
        if is_required and variables.get(name) is None:
            raise BadUserInput(f"The variable `${name}` must not be null here.")
        return _given(variables[name], (name,)) if name in variables else None
    if isinstance(node, NullValueNode):
        return NULL
    if isinstance(kind, GraphQLList):
        return _series(node, kind.of_type, variables)
    if isinstance(kind, GraphQLInputObjectType):
        return _members(node, kind, variables)
    return Literal(coerce_input_literal(node, kind))


def _series(node: ValueNode, kind: GraphQLInputType, variables: Variables) -> Tree:
    nodes: Sequence[ValueNode] = node.values if isinstance(node, ListValueNode) else (node,)
    trees = [tree if (tree := _tree(n, kind, variables)) is not None else NULL for n in nodes]
    if all(isinstance(tree, Literal | FromVariable) for tree in trees):
        inner = kind.of_type if isinstance(kind, GraphQLNonNull) else kind
        if not isinstance(inner, GraphQLInputObjectType):
            return Series(tuple(trees))  # type: ignore[arg-type]
    return trees


def _members(
    node: ValueNode, kind: GraphQLInputObjectType, variables: Variables
) -> dict[str, Tree]:
    fields = node.fields if isinstance(node, ObjectValueNode) else ()
    given = {member.name.value: member.value for member in fields or ()}
    trees: dict[str, Tree] = {}
    for name, field in kind.fields.items():
        tree = _tree(given[name], field.type, variables) if name in given else None
        if tree is not None:
            trees[name] = tree
        elif field.default_value is not Undefined and name not in given:
            trees[name] = Literal(field.default_value)
    return trees


def _given(value: Any, path: tuple[str | int, ...]) -> Tree:
    """The tree of a variable's coerced value."""
    if value is None:
        return NULL
    if isinstance(value, Mapping):
        return {name: _given(inner, (*path, name)) for name, inner in value.items()}
    if isinstance(value, list) and any(isinstance(inner, Mapping) for inner in value):
        return [_given(inner, (*path, index)) for index, inner in enumerate(value)]
    return FromVariable(path)


def _plain(value: Any) -> Any:
    """Members of enumerations as the words that the database knows."""
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, list):
        return [_plain(item) for item in value]
    return value


def source_of(tree: Tree | None) -> Source:
    """The source of an argument that is a single value or a list of them."""
    if not isinstance(tree, Literal | FromVariable | Series):
        raise TypeError("an object stands where a value was expected")
    return tree


def skeleton(value: Any) -> Any:
    """All that a plan may know of variables, hashable."""
    if isinstance(value, Mapping):
        return tuple((name, skeleton(inner)) for name, inner in sorted(value.items()))
    if isinstance(value, list):
        return _series_skeleton([skeleton(inner) for inner in value])
    if isinstance(value, Enum):
        return ("enum", value.value)
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, str):
        return id_type(value) or str
    return type(value)


def _series_skeleton(parts: list[Any]) -> Any:
    """Of ids, which types; of plain values, only that they are; of all else, every member."""
    if all(isinstance(part, str | type) for part in parts):
        return ("series", *sorted({part for part in parts if isinstance(part, str)}))
    return tuple(parts)
