"""What an operation may cost: counted before the database is asked, and told afterwards."""

import pytest

from schema.compiler.statement import Statement
from schema.limits import Limits
from tests.schema.graphs import EVERYONE, Desk, Graph

COSTS = [
    ("{ __typename }", 0),
    ("{ districts { totalCount } }", 0),
    ("{ districts { nodes { name } } }", 50),
    ("{ districts(first: 10) { nodes { name } } }", 10),
    ("{ districts(last: 7) { edges { cursor } } }", 7),
    ("{ districts(first: 0) { nodes { name } } }", 0),
    ("{ districts(first: 10) { nodes { name } edges { node { name } } } }", 20),
    ('{ district(by: {name: "a"}) { name } }', 1),
    ('{ district(by: {name: "a"}) { currentPlan { title } } }', 2),
    ("{ a: districts(first: 10) { nodes { id } } b: districts(first: 5) { nodes { id } } }", 15),
    ("{ districts(first: 10) { nodes { schools(first: 5) { nodes { name } } } } }", 60),
    ("{ districts(first: 10) { nodes { schools(first: 5) { totalCount } } } }", 10),
    ("{ schools(first: 10) { nodes { district { name } } } }", 20),
    (f'{{ nodes(ids: ["Firm_{1:032x}", "Firm_{2:032x}"]) {{ id }} }}', 2),
    ("{ districts { groups(by: LEVEL) { count } } }", 1000),
    ("{ schools { groups(by: DISTRICT) { count key { district { name } } } } }", 1000),
    (
        (
            "{ schools { groups(by: DISTRICT) { key { district { s: schools(first: 9)"
            " { nodes { id } } } } } } }"
        ),
        10_000,
    ),
]
DECLARED = [
    ('{ plan(id: "%s") { strategicObjectives { nodes { title } } } }', 11),
    ('{ plan(id: "%s") { strategicObjectives(first: 3) { nodes { title } } } }', 4),
    ('{ plan(id: "%s") { strategicObjectives(first: 1000) { nodes { title } } } }', 11),
    ('{ plan(id: "%s") { strategicObjectives { nodes { initiatives { nodes { id } } } } } }', 111),
    (('{ plan(id: "%s") { strategicObjectives { nodes { initiatives { nodes {'
     " benchmarks { nodes { id } } activities { nodes { id } } } } } } } }"), 4111),
    ('{ plan(id: "%s") { keyIssues { nodes { statement } } } }', 21),
]  # fmt: skip
PLAN = f"AcceleratedImprovementPlan_{0:064x}"
DEAR = "{ districts(first: 1000) { nodes { schools(first: %d) { nodes { id } } } } }"


@pytest.mark.parametrize(("query", "records"), COSTS)
async def test_the_records_that_can_come_are_counted(desk: Desk, query: str, records: int) -> None:
    assert (await desk(query)).cost == records


@pytest.mark.parametrize(("query", "records"), DECLARED)
async def test_a_relation_counts_no_more_than_the_database_lets_it_have(
    desk: Desk, query: str, records: int
) -> None:
    assert (await desk(query % PLAN)).cost == records


async def test_a_page_from_a_variable_counts_as_one_from_the_document(desk: Desk) -> None:
    query = (
        "query ($n: Int) { districts(first: $n) { nodes { schools(first: $n) { nodes { id } } } } }"
    )
    assert (await desk(query, {"n": 7})).cost == 56
    assert (await desk(query, {"n": None})).cost == 2550
    assert (await desk(query)).cost == 2550


async def test_what_an_operation_may_cost_is_told(graph: Graph) -> None:
    answer = await graph("{ districts(first: 3) { nodes { name } } }")
    assert answer.body.endswith(b'"extensions":{"cost":{"requested":3,"allowed":200000}}}')


@pytest.mark.parametrize("query", [DEAR % 200, DEAR % 1000, "{ a: __typename " + DEAR[1:] % 200])
async def test_what_could_give_too_many_records_is_refused(graph: Graph, query: str) -> None:
    (error,) = await graph.refusal(query, code="COST_LIMIT_EXCEEDED")
    assert "200,000" in error["message"]


async def test_the_most_that_is_allowed_is_allowed(graph: Graph) -> None:
    assert (await graph(DEAR % 199)).cost == 200_000


async def test_costs_that_variables_raise_are_refused_too(graph: Graph) -> None:
    query = "query ($n: Int!)"
    query += " { districts(first: $n) { nodes { schools(first: $n) { nodes { id } } } } }"
    assert (await graph(query, {"n": 4})).cost == 20
    await graph.refusal(query, {"n": 1000}, code="COST_LIMIT_EXCEEDED")


async def test_what_python_takes_part_in_is_counted_and_refused_alike(graph: Graph) -> None:
    answer = await graph("{ viewer { kind } districts(first: 3) { nodes { id } } }")
    assert answer.cost == 3
    query = "{ viewer { kind } " + (DEAR % 1000)[1:]
    assert (await graph.ask(query)).codes == {"COST_LIMIT_EXCEEDED"}


async def test_limits_are_settings(desk: Desk, graph: Graph) -> None:
    small = desk.over(graph.database, Limits(page=10, records=15))
    assert (await small("{ districts(first: 10) { nodes { id } } }")).cost == 10
    await small.refusal("{ districts(first: 11) { nodes { id } } }")
    two = "{ a: districts(first: 9) { nodes { id } } b: districts(first: 9) { nodes { id } } }"
    await small.refusal(two, code="COST_LIMIT_EXCEEDED")


async def test_a_page_is_of_the_size_allowed_where_that_is_less_than_the_default(
    desk: Desk, graph: Graph
) -> None:
    small = desk.over(graph.database, Limits(page=2))
    answer = await small("{ districts { nodes { id } pageInfo { hasNextPage } } }")
    assert len(answer.data["districts"]["nodes"]) == 2
    assert answer.data["districts"]["pageInfo"]["hasNextPage"] is True


HELD = [
    "{ districts { nodes { id } } }",
    "{ districts { nodes { id name schools { nodes { id name district { id } } } } } }",
    "{ plans { edges { cursor node { id keyIssues { nodes { id statement } } } } } }",
    (
        '{ district(by: {name: "Mill City"}) { id currentPlan { id strategicObjectives { nodes {'
        " id initiatives { nodes { id benchmarks { nodes { id } } } } } } } } }"
    ),
    "{ people { nodes { id label appointments { nodes { id district { id } school { id } } } } } }",
    "{ changes { nodes { node { id } } } }",
]


@pytest.mark.parametrize("query", HELD)
async def test_an_answer_has_no_more_records_than_its_length_allows(
    graph: Graph, query: str
) -> None:
    """And not so many more that nothing would be given back."""
    operation = graph.engine.documents.operation(query, None)
    statement = graph.engine.reader.way(operation, {})
    assert isinstance(statement, Statement)
    for who in EVERYONE:
        body = (await graph(query, as_=who)).body
        records = body.count(b'"id" :')
        allowed = len(body) // statement.smallest
        assert records <= allowed <= 10 * records + 40
