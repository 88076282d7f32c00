"""A document is compiled once for each shape of its variables, and no value is in the SQL."""

from typing import Any

import pytest
from graphql import GraphQLEnumType

from schema.entities import ToMany, ToOne, registry
from schema.inputs import constant
from tests.schema.graphs import Desk, Graph

D1, D2 = (f"District_{n:032x}" for n in (1, 2))
F1 = f"Firm_{1:032x}"
SAME = [
    ("query ($x: Int) { districts(first: $x) { nodes { name } } }", 1, 1000),
    ("query ($x: Int) { districts(last: $x) { pageInfo { hasNextPage } } }", 0, 7),
    ("query ($x: Int) { districts(where: {level: {eq: $x}}) { totalCount } }", 1, -5),
    ("query ($x: String) { districts(where: {name: {contains: $x}}) { totalCount } }", "", "%"),
    ("query ($x: [Int!]) { districts(where: {level: {in: $x}}) { totalCount } }", [], [1, 2, 3]),
    (
        "query ($x: DistrictFilter) { districts(where: $x) { totalCount } }",
        {"level": {"eq": 1}, "name": {"in": ["a"]}},
        {"level": {"eq": 2}, "name": {"in": ["b", "c"]}},
    ),
    ("query ($x: ID!) { node(id: $x) { id } }", D1, D2),
    ("query ($x: [ID!]!) { nodes(ids: $x) { id } }", [D1, F1], [F1, D1, D2, D1]),
    ("query ($x: DistrictKey!) { district(by: $x) { id } }", {"name": "a"}, {"name": "b"}),
    (
        "query ($x: Date) { benchmarks(where: {dueOn: {lt: $x}}) { totalCount } }",
        "2012-01-01",
        "2013-01-01",
    ),
    ("query ($x: Decimal) { benchmarks(where: {target: {lt: $x}}) { totalCount } }", "1", 2.5),
]
DIFFERENT = [
    ("query ($x: Decimal) { benchmarks(where: {target: {eq: $x}}) { totalCount } }",
     ["1", None], 2),
    ("query ($x: BenchmarkStatus) { benchmarks(where: {status: {eq: $x}}) { totalCount } }",
     ["MET", None], 2),
    ("query ($x: DistrictFilter) { districts(where: $x) { totalCount } }",
     [None, {}, {"level": {"eq": 1}}, {"level": {"eq": None}}, {"level": {"gt": 1}}], 4),
    ("query ($x: [DistrictFilter!]) { districts(where: {or: $x}) { totalCount } }",
     [[], [{"level": {"eq": 1}}], [{"level": {"eq": 1}}, {"level": {"eq": 2}}]], 3),
    ("query ($x: [DistrictOrder!]) { districts(orderBy: $x) { nodes { name } } }",
     [[{"field": "NAME"}], [{"field": "LEVEL"}], [{"field": "NAME", "direction": "DESC"}]], 3),
    ("query ($x: [DistrictGroupBy!]!) { districts { groups(by: $x) { count } } }",
     [["LEVEL"], ["KIND"], ["LEVEL", "KIND"]], 3),
    ("query ($x: Boolean!) { districts { totalCount @include(if: $x) nodes { name } } }",
     [True, False], 2),
    ("query ($x: ID!) { node(id: $x) { id } }", [D1, F1], 2),
    ("query ($x: [ID!]!) { nodes(ids: $x) { id } }", [[D1], [F1], [D1, F1], []], 4),
    ("query ($x: DistrictKey!) { district(by: $x) { id } }",
     [{"name": "a"}, {"stateCode": "a"}, {"id": D1}], 3),
]  # fmt: skip


@pytest.mark.parametrize(("query", "one", "other"), SAME)
async def test_other_values_are_answered_by_the_same_statement(
    desk: Desk, query: str, one: object, other: object
) -> None:
    first, second = await desk(query, {"x": one}), await desk(query, {"x": other})
    assert second.sql is first.sql
    assert second.parameters != first.parameters


@pytest.mark.parametrize(("query", "values", "statements"), DIFFERENT)
async def test_another_shape_is_answered_by_another_statement(
    desk: Desk, query: str, values: list[object], statements: int
) -> None:
    texts = [(await desk(query, {"x": value})).sql for value in values]
    again = [(await desk(query, {"x": value})).sql for value in values]
    assert len(set(texts)) == statements
    assert again == texts


async def test_a_missing_variable_is_not_one_that_is_null(graph: Graph) -> None:
    query = "query ($x: Int) { districts(where: {level: {eq: $x}}) { totalCount } }"
    missing, null = await graph(query), await graph(query, {"x": None})
    assert missing.data["districts"]["totalCount"] == 17
    assert null.data["districts"]["totalCount"] == 12


WORDS: dict[str, Any] = {
    "text": "Robert'); DROP TABLE district; --",
    "like": "zebra-%",
    "size": 871,
}


async def test_no_value_but_the_size_of_a_page_is_in_the_sql(desk: Desk) -> None:
    query = """query ($text: String!, $like: String!, $size: Int!) {
      districts(first: $size, where: {name: {eq: $text, contains: $like, startsWith: "literal"}}) {
        nodes { name schools(last: 9, where: {level: {lt: 875}}) { nodes { name } } }
      }
      district(by: {stateCode: "876"}) { name }
    }"""
    sent = await desk(query, WORDS)
    for value in ("Robert", "DROP", "zebra", "literal", "871", "875", "876"):
        assert value not in sent.sql


async def test_one_placeholder_stands_for_a_variable_wherever_one_argument_is_used(
    desk: Desk,
) -> None:
    figures = "totalCount nodes { id } groups(by: LEVEL) { count }"
    query = (
        f"query ($n: Int) {{ districts(first: $n, where: {{level: {{eq: 4}}}}) {{ {figures} }} }}"
    )
    sent = await desk(query, {"n": 7})
    assert sorted(str(value) for value in sent.parameters) == ["4", "7"]


@pytest.mark.parametrize("name", sorted(registry.entities))
async def test_every_field_can_be_read_filtered_ordered_and_grouped_by(
    desk: Desk, name: str
) -> None:
    made = registry[name]
    kind = desk.engine.schema.get_type(f"{name}GroupBy")
    assert isinstance(kind, GraphQLEnumType)
    for field in made.scalars:
        constant_ = constant(field)
        parts = [f"nodes {{ {field} }}"]
        if constant_ in kind.values:
            parts.append(f"groups(by: [{constant_}]) {{ key {{ {field} }} }}")
        where = f"where: {{ {field}: {{ isNull: false }} }}"
        order = f"orderBy: {{ field: {constant_} }}"
        await desk(f"{{ {made.plural}({where}, {order}) {{ {' '.join(parts)} }} }}")
    relations: list[ToOne | ToMany] = [*made.to_one.values(), *made.to_many.values()]
    for one in relations:
        below = "{ id }" if isinstance(one, ToOne) else "{ nodes { id } }"
        where = f"where: {{ {one.name}: {{}} }}"
        await desk(f"{{ {made.plural}(first: 9, {where}) {{ nodes {{ {one.name} {below} }} }} }}")
