"""Where the schema promises a value there is one, whoever asks."""

from collections.abc import Iterator
from typing import Any

import pytest
from graphql import (
    GraphQLList,
    GraphQLNonNull,
    GraphQLObjectType,
    GraphQLOutputType,
    get_named_type,
)

from schema.entities import registry
from tests.schema.graphs import EVERYONE, SCHEMA, Graph


@pytest.mark.parametrize("who", EVERYONE)
async def test_what_must_not_be_null_never_is(graph: Graph, who: str | None) -> None:
    for name in sorted(registry.entities):
        kind = SCHEMA.get_type(name)
        assert isinstance(kind, GraphQLObjectType)
        listed = f"{registry[name].plural}(first: 200)"
        answer = await graph(
            f"{{ all: {listed} {{ nodes {{ {everything(kind, 2)} }} }} }}", as_=who
        )
        for node in answer.data["all"]["nodes"]:
            assert list(wrong_nulls(GraphQLNonNull(kind), node, name)) == []


def everything(kind: GraphQLObjectType, depth: int) -> str:
    """All fields of a type, and what they lead to down to a depth."""
    parts: list[str] = []
    for name, field in kind.fields.items():
        below = get_named_type(field.type)
        if not isinstance(below, GraphQLObjectType):
            parts.append(name)
        elif below.name in registry.entities and depth:
            parts.append(f"{name} {{ {everything(below, depth - 1)} }}")
        elif below.name == "Provenance":
            parts.append(f"{name} {{ kind source line file row }}")
        elif below.name.endswith("Connection") and depth == 2:
            parts.append(f"{name}(first: 2) {{ totalCount nodes {{ id version }} }}")
    return " ".join(parts)


def wrong_nulls(kind: GraphQLOutputType, value: Any, place: str) -> Iterator[str]:
    """Where data have no value though the schema promises one."""
    if isinstance(kind, GraphQLNonNull):
        if value is None:
            yield place
            return
        kind = kind.of_type
    if isinstance(kind, GraphQLList):
        for item in value:
            yield from wrong_nulls(kind.of_type, item, place)
    elif isinstance(kind, GraphQLObjectType) and value is not None:
        for name, inner in value.items():
            yield from wrong_nulls(kind.fields[name].type, inner, f"{place}.{name}")
