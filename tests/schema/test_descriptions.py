"""The schema explains itself: everything in it has a sentence that a portal developer can use."""

import re
from collections.abc import Iterator

import pytest
from graphql import (
    GraphQLEnumType,
    GraphQLInputObjectType,
    GraphQLInterfaceType,
    GraphQLNamedType,
    GraphQLObjectType,
    is_introspection_type,
    is_specified_scalar_type,
)

from schema.entities import registry
from tests.schema.graphs import SCHEMA

QUOTED = re.compile(r"`[^`]*`")
CAMEL = re.compile(r"\b[a-z]+[A-Z]\w*")
SNAKE = re.compile(r"\b[a-z]+_[a-z_]+\b")


def described() -> Iterator[tuple[str, str | None]]:
    """All that can have a description, by its place."""
    for kind in SCHEMA.type_map.values():
        if not is_introspection_type(kind) and not is_specified_scalar_type(kind):
            yield kind.name, kind.description
            yield from of_type(kind)


def of_type(kind: GraphQLNamedType) -> Iterator[tuple[str, str | None]]:
    if isinstance(kind, GraphQLEnumType):
        for name, value in kind.values.items():
            yield f"{kind.name}.{name}", value.description
    if isinstance(kind, GraphQLInputObjectType):
        for name, member in kind.fields.items():
            yield f"{kind.name}.{name}", member.description
    if isinstance(kind, GraphQLObjectType | GraphQLInterfaceType):
        for name, field in kind.fields.items():
            yield f"{kind.name}.{name}", field.description
            for argument, asked in field.args.items():
                yield f"{kind.name}.{name}({argument}:)", asked.description


DESCRIBED = dict(described())


def faults(text: str | None) -> Iterator[str]:
    """What keeps a description from being sentences."""
    if not text:
        yield "is missing"
        return
    prose = QUOTED.sub("it", text)
    if not text.endswith("."):
        yield "does not end"
    if not (text[0].isupper() or text[0].isdigit() or text[0] == "`"):
        yield "begins in the middle"
    if text != text.strip() or "  " in text or ".." in text or " ." in text:
        yield "is untidy"
    if "\n" in text.strip() and "\n\n" not in text:
        yield "breaks its lines"
    yield from (f"says `{found}`" for found in CAMEL.findall(prose) + SNAKE.findall(prose))
    if re.search(r"\b(SQL|SQLAlchemy|Strawberry|columns?|tables?)\b", prose):
        yield "talks of how it is made"


def test_everything_is_described_in_sentences() -> None:
    found = {place: list(faults(text)) for place, text in DESCRIBED.items()}
    assert {place: wrong for place, wrong in found.items() if wrong} == {}


def test_no_two_types_are_described_alike() -> None:
    said: dict[str, str] = {}
    for kind in SCHEMA.type_map.values():
        if isinstance(kind, GraphQLObjectType) and not is_introspection_type(kind):
            text = kind.description or ""
            assert text not in said, f"{kind.name} is described as {said[text]} is"
            said[text] = kind.name


def test_names_are_spelled_as_graphql_spells_them() -> None:
    for kind in SCHEMA.type_map.values():
        if is_introspection_type(kind):
            continue
        assert re.fullmatch(r"[A-Z][A-Za-z]*", kind.name)
        if isinstance(kind, GraphQLEnumType):
            assert all(re.fullmatch(r"[A-Z][A-Z0-9_]*", name) for name in kind.values)
        if isinstance(kind, GraphQLObjectType | GraphQLInterfaceType | GraphQLInputObjectType):
            assert all(re.fullmatch(r"[a-z][A-Za-z0-9]*", name) for name in kind.fields)


NAMES = {
    "WebhookEndpoint": ("webhook", "webhooks"),
    "AcceleratedImprovementPlan": ("plan", "plans"),
    "Person": ("person", "people"),
    "PerformanceIndex": ("performanceIndex", "performanceIndices"),
    "PlanMonitor": ("planMonitor", "planMonitors"),
    "QuarterlyProgressReport": ("quarterlyReport", "quarterlyReports"),
    "SchoolImprovementPlan": ("schoolPlan", "schoolPlans"),
}


@pytest.mark.parametrize("name", sorted(registry.entities))
def test_every_entity_can_be_asked_for_alone_and_in_lists(name: str) -> None:
    assert SCHEMA.query_type
    fields = SCHEMA.query_type.fields
    made = registry[name]
    singular, plural = NAMES.get(name, (name[0].lower() + name[1:], made.plural))
    assert str(fields[singular].type) == name
    assert str(fields[plural].type) == f"{name}Connection!"
    assert set(fields[singular].args) == {"by" if made.keys else "id", "asOf"}
    lists = {"first", "after", "last", "before", "where", "orderBy"}
    assert set(fields[plural].args) == lists
    kind = SCHEMA.get_type(name)
    assert isinstance(kind, GraphQLObjectType)
    assert {one.name for one in kind.interfaces} == {"Node", "Record"}
    for many in made.to_many.values():
        assert set(kind.fields[many.name].args) == lists


def test_natural_keys_are_those_of_the_design() -> None:
    for name, keys in (
        ("DistrictKey", {"id", "stateCode", "ncesId", "name"}),
        ("SchoolKey", {"id", "stateCode", "ncesId"}),
    ):
        kind = SCHEMA.get_type(name)
        assert isinstance(kind, GraphQLInputObjectType)
        assert kind.is_one_of
        assert set(kind.fields) == keys
