"""Which fields a selection asks for: fragments opened, directives decided, same keys merged."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from graphql import (
    BooleanValueNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLInterfaceType,
    GraphQLObjectType,
    GraphQLSchema,
    InlineFragmentNode,
    SelectionNode,
    SelectionSetNode,
    VariableNode,
)

from models.failures import BadUserInput
from schema.compiler.arguments import Variables

__all__ = ["Document", "Selected", "collect"]


@dataclass(frozen=True, slots=True)
class Document:
    """What a selection is read against."""

    schema: GraphQLSchema
    fragments: Mapping[str, FragmentDefinitionNode]
    variables: Variables


@dataclass(frozen=True, slots=True)
class Selected:
    """One response key, and every field node that stands for it."""

    key: str
    nodes: tuple[FieldNode, ...]

    @property
    def name(self) -> str:
        return self.nodes[0].name.value

    @property
    def node(self) -> FieldNode:
        """The first; validation has made sure that the others have the same arguments."""
        return self.nodes[0]

    @property
    def selections(self) -> list[SelectionSetNode]:
        return [node.selection_set for node in self.nodes if node.selection_set]


def collect(
    document: Document, kind: GraphQLObjectType, sets: Iterable[SelectionSetNode]
) -> list[Selected]:
    """The fields of an object type that selections ask for, in the order of the response."""
    grouped: dict[str, list[FieldNode]] = {}
    visited: set[str] = set()
    for selection_set in sets:
        _collect(document, kind, selection_set.selections, grouped, visited)
    return [Selected(key, tuple(nodes)) for key, nodes in grouped.items()]


def _collect(
    document: Document,
    kind: GraphQLObjectType,
    selections: Iterable[SelectionNode],
    grouped: dict[str, list[FieldNode]],
    visited: set[str],
) -> None:
    for selection in selections:
        if not _is_included(selection, document.variables):
            continue
        if isinstance(selection, FieldNode):
            key = selection.alias.value if selection.alias else selection.name.value
            grouped.setdefault(key, []).append(selection)
            continue
        fragment = _fragment(document, selection, visited)
        if fragment and _applies(document.schema, kind, fragment):
            inner = fragment.selection_set.selections
            _collect(document, kind, inner, grouped, visited)


def _fragment(
    document: Document, selection: SelectionNode, visited: set[str]
) -> FragmentDefinitionNode | InlineFragmentNode | None:
    if isinstance(selection, InlineFragmentNode):
        return selection
    assert isinstance(selection, FragmentSpreadNode)
    name = selection.name.value
    if name in visited:
        return None
    visited.add(name)
    return document.fragments[name]


def _applies(
    schema: GraphQLSchema,
    kind: GraphQLObjectType,
    fragment: FragmentDefinitionNode | InlineFragmentNode,
) -> bool:
    condition = fragment.type_condition
    if condition is None or condition.name.value == kind.name:
        return True
    named = schema.get_type(condition.name.value)
    return isinstance(named, GraphQLInterfaceType) and schema.is_sub_type(named, kind)


def _is_included(selection: SelectionNode, variables: Variables) -> bool:
    for directive in selection.directives or ():
        name = directive.name.value
        if name in {"skip", "include"}:
            flag = (directive.arguments or ())[0].value
            if isinstance(flag, VariableNode):
                holds = variables.get(flag.name.value)
                if holds is None:
                    message = f"The variable `${flag.name.value}` must not be null here."
                    raise BadUserInput(message)
            else:
                holds = isinstance(flag, BooleanValueNode) and flag.value
            if holds == (name == "skip"):
                return False
    return True
