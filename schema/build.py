"""The whole schema: the rooms' entities, the root fields, and how graphql-core reads objects."""

from datetime import datetime
from functools import cache
from threading import Lock
from typing import Any

import strawberry
from graphql import (
    GraphQLInputObjectType,
    GraphQLInterfaceType,
    GraphQLObjectType,
    GraphQLSchema,
    is_introspection_type,
)
from strawberry.schema.config import StrawberryConfig

from schema import viewer
from schema.answering import read_by_key, root_field
from schema.changes import changes_field
from schema.compiler.planner import TYPE_MARK
from schema.entities import registry, words
from schema.externals import external_fields
from schema.inputs import input_types
from schema.mutations.rooms import MUTATIONS
from schema.mutations.types import mutation_type
from schema.outputs import Node, OutputTypes
from schema.questions import agenda as calendar
from schema.questions import (
    causal_paths,
    client_usage,
    coded_interviews,
    history,
    mobility_statistics,
    questions,
    retention,
    site_matrix,
    through_line,
)
from schema.rooms import ROOMS
from schema.scalars import SCALARS
from schema.searches import searches
from schema.shapes import argument, define, list_of, member, placeholder
from schema.subscriptions import subscription_type
from schema.viewer import viewer_type

__all__ = ["QUESTIONS", "ROOMS", "build"]

QUESTIONS = (
    through_line,
    causal_paths,
    site_matrix,
    coded_interviews,
    mobility_statistics,
    retention,
    calendar,
    client_usage,
    history,
)


BUILDING = Lock()


def build() -> strawberry.Schema:
    """The schema of all rooms, made once; who asks while it is being made waits for it."""
    with BUILDING:
        return _built()


@cache
def _built() -> strawberry.Schema:
    entities = registry.tie()
    history.add_histories()
    inputs = input_types(entities)
    outputs = OutputTypes(entities, inputs)
    members: dict[str, tuple[Any, Any]] = {}
    as_of = argument(
        "asOf",
        datetime | None,
        "The record, and all that is asked below it, as it stood at this moment; null for now. What"
        " the caller may see is what the caller may see today.",
    )
    for made in entities.values():
        what = words(made.singular)
        by = inputs.keys.get(made.name)
        key = (
            argument("by", by, "Its id or another key.")
            if by
            else argument("id", strawberry.ID, "Its id.")
        )
        members[made.singular] = member(
            outputs.objects[made.name] | None,
            f"One {what}; null if there is none or the caller may not see it.",
            arguments=[key, as_of],
        )
        members[made.plural] = member(
            outputs.connections[made.name],
            f"All {words(made.plural)} that the caller may see.",
            arguments=outputs.list_arguments(made.name),
        )
    members["node"] = member(
        Node | None,
        "Any record by its id; null if there is none or the caller may not see it.",
        arguments=[argument("id", strawberry.ID, "The record's id.")],
    )
    members["nodes"] = member(
        list_of(Node | None),
        "Several records by their ids, in that order; null for each that is not there.",
        arguments=[argument("ids", list[strawberry.ID], "The records' ids, 1,000 at most.")],
    )
    for asked in questions.roots.values():
        members[asked.name] = outputs.asking(asked)
    for search in searches.values():
        members[search.name] = outputs.searching(search)
    members |= external_fields()
    members["changes"] = changes_field()
    members["viewer"] = member(viewer_type(outputs), "Who is asking, and what follows from it.")
    query = define(placeholder("Query"), "What can be read.", members)
    schema = strawberry.Schema(
        query=query,
        mutation=mutation_type(outputs, MUTATIONS),
        subscription=subscription_type(outputs),
        types=list(outputs.objects.values()),
        config=StrawberryConfig(scalar_map=SCALARS, auto_camel_case=False),
    )
    _resolve(schema._schema, one_of={made.__name__ for made in inputs.keys.values()})  # noqa: SLF001 - Strawberry has no other way to graphql-core's types
    return schema


def _resolve(schema: GraphQLSchema, one_of: set[str]) -> None:
    """Have graphql-core read what the compiler's statements built, by response key."""
    for kind in schema.type_map.values():
        if isinstance(kind, GraphQLInterfaceType):
            kind.resolve_type = lambda record, _info, _kind: record[TYPE_MARK]
        elif isinstance(kind, GraphQLInputObjectType):
            # Strawberry prints @oneOf and does not tell graphql-core.
            kind.is_one_of = kind.name in one_of
        elif isinstance(kind, GraphQLObjectType) and not is_introspection_type(kind):
            kind.is_type_of = None
            for name, field in kind.fields.items():
                field.resolve = _resolver(kind.name, name)


def _resolver(kind: str, name: str) -> Any:
    if kind == "Viewer":
        return viewer.RESOLVERS[name]
    if kind == "Query":
        return root_field if name != "viewer" else lambda _source, _info: {}
    return read_by_key
