"""What an operation asks of its mutations' payloads, found once for all requests of a shape.

A payload has records, which the compiler reads; errors; and plain values. So nothing of it needs
an executor: it is told as it is built.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from graphql import (
    FieldNode,
    GraphQLField,
    GraphQLLeafType,
    GraphQLList,
    GraphQLNonNull,
    GraphQLObjectType,
    GraphQLOutputType,
    VariableNode,
    Visitor,
    get_named_type,
    visit,
)

from schema.compiler.arguments import FromVariable
from schema.compiler.filters import identified
from schema.compiler.keys import ids_of_type, places_of_ids
from schema.compiler.plan import Root, Several, Single
from schema.compiler.planner import Planner
from schema.compiler.selection import Document, Selected, collect
from schema.compiler.statement import Statement, compile_statement
from schema.documents import Operation
from schema.entities import registry
from schema.mutations import Gives, Mutation, mutations

__all__ = [
    "WRITTEN",
    "ErrorsPart",
    "Part",
    "RecordPart",
    "Step",
    "TypePart",
    "ValuePart",
    "planned_steps",
    "record_statement",
    "selecting_variables",
    "told_as",
]

WRITTEN = "written records"
"""The variable that holds the ids of a payload's records; no variable can be spelled so."""

Path = tuple[str, str]


@dataclass(frozen=True, slots=True, eq=False)
class RecordPart:
    """A record that a payload gives, or several."""

    selected: Selected
    path: Path
    gives: Gives


@dataclass(frozen=True, slots=True, eq=False)
class ErrorsPart:
    """Why it was not done: of each error the members that are asked for, by response key."""

    selected: Selected
    members: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, eq=False)
class ValuePart:
    """A plain value that a mutation tells."""

    selected: Selected
    name: str
    kind: GraphQLOutputType


@dataclass(frozen=True, slots=True, eq=False)
class TypePart:
    """The name of the type."""

    selected: Selected
    name: str


Part = RecordPart | ErrorsPart | ValuePart | TypePart


@dataclass(frozen=True, slots=True, eq=False)
class Step:
    """A field of `Mutation`, and what its payload is asked for; no mutation for `__typename`."""

    selected: Selected
    definition: GraphQLField | None = None
    mutation: Mutation | None = None
    parts: tuple[tuple[str, Part], ...] = ()


def selecting_variables(operation: Operation) -> frozenset[str]:
    """The variables by which payloads are selected: all but those that fill the inputs."""
    found: set[str] = set()

    class Names(Visitor):
        def enter_variable(self, node: VariableNode, *_where: Any) -> None:
            found.add(node.name.value)

    roots = operation.node.selection_set.selections
    for node in (*roots, *operation.fragments.values()):
        if isinstance(node, FieldNode):
            for part in (*(node.directives or ()), node.selection_set):
                if part is not None:
                    visit(part, Names())
        else:
            visit(node, Names())
    return frozenset(found)


def planned_steps(operation: Operation, variables: Mapping[str, Any]) -> tuple[Step, ...]:
    """What is to be done, in order."""
    document = Document(operation.schema, operation.fragments, variables)
    return tuple(_step(document, selected) for selected in operation.roots(variables))


def _step(document: Document, selected: Selected) -> Step:
    if selected.name == "__typename":
        return Step(selected)
    root = document.schema.mutation_type
    assert root is not None
    definition = root.fields[selected.name]
    payload = _object(definition)
    mutation = mutations[selected.name]
    parts = (
        (inner.key, _part(document, mutation, payload, selected, inner))
        for inner in collect(document, payload, selected.selections)
    )
    return Step(selected, definition, mutation, tuple(parts))


def _part(
    document: Document,
    mutation: Mutation,
    payload: GraphQLObjectType,
    step: Selected,
    selected: Selected,
) -> Part:
    name = selected.name
    if name == "__typename":
        return TypePart(selected, payload.name)
    definition = payload.fields[name]
    if name == "errors":
        asked = collect(document, _object(definition), selected.selections)
        return ErrorsPart(selected, tuple((inner.key, inner.name) for inner in asked))
    if name in mutation.gives:
        return RecordPart(selected, (step.key, selected.key), mutation.gives[name])
    return ValuePart(selected, name, definition.type)


def _object(definition: GraphQLField) -> GraphQLObjectType:
    kind = get_named_type(definition.type)
    assert isinstance(kind, GraphQLObjectType)
    return kind


def record_statement(document: Document, part: RecordPart, page: int) -> Statement:
    """The statement that reads the records of a part by their ids, the variable WRITTEN."""
    entity, path = registry[part.gives.entity], part.path
    planner = Planner(document, page)
    planned = planner.object(entity, part.selected.selections, path)
    source = FromVariable((WRITTEN,))
    root: Root = Single(planned, identified(entity, source, path))
    if part.gives.is_list:
        places = places_of_ids(source, page, path)
        root = Several(places, (planned,), (ids_of_type(entity, source, path),))
    return compile_statement({part.selected.key: root}, records=False)


def told_as(kind: GraphQLOutputType, value: Any) -> Any:
    """A plain value, or a list of them, as its type writes it."""
    if value is None:
        return None
    if isinstance(kind, GraphQLNonNull):
        return told_as(kind.of_type, value)
    if isinstance(kind, GraphQLList):
        values: Iterable[Any] = value
        return [told_as(kind.of_type, each) for each in values]
    leaf: GraphQLLeafType = kind  # type: ignore[assignment]  # payloads have no other objects
    return leaf.coerce_output_value(value)
