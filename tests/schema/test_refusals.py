"""What is wrong in a request is told, with its place, before the database is asked."""

import json
import zlib
from base64 import b64encode
from typing import Any

import pytest

from tests.schema.graphs import Graph

NOBODY = "0" * 32
NO_KEY = "00000000-0000-0000-0000-000000000000"
SIX = "LEVEL, LEVEL_SOURCE, DETERMINATION, DISTRICT, VERSION, IS_CHARTER"
LISTED = "districts(%s) { nodes { name } }"


def mark(order: str) -> str:
    return f"{zlib.crc32(order.encode()):08x}"


def cursor(*parts: object) -> str:
    return b64encode(json.dumps(parts).encode()).decode()


def nested(depth: int, inner: dict[str, Any], *steps: str) -> dict[str, Any]:
    for _ in range(depth):
        for step in steps:
            inner = {step: inner}
    return inner


DOCUMENTS = [
    '{ node(id: "") { id } }',
    '{ node(id: "nonsense") { id } }',
    '{ node(id: "District") { id } }',
    '{ node(id: "District_") { id } }',
    f'{{ node(id: "district_{NOBODY}") {{ id }} }}',
    f'{{ node(id: "District_{NOBODY}0") {{ id }} }}',
    f'{{ node(id: "District_{"z" * 32}") {{ id }} }}',
    f'{{ node(id: "District_+{"0" * 31}") {{ id }} }}',
    f'{{ node(id: "School_{NOBODY}") {{ id }} }}',
    f'{{ node(id: "Nothing_{NOBODY}") {{ id }} }}',
    "{ node(id: 5) { id } }",
    f'{{ nodes(ids: ["District_{NOBODY}", "nonsense"]) {{ id }} }}',
    '{ plan(id: "District_1") { id } }',
    '{ district(by: { id: "nonsense" }) { id } }',
    '{ districts(where: { id: { eq: "nonsense" } }) { totalCount } }',
    '{ districts(where: { id: { in: ["nonsense"] } }) { totalCount } }',
    "{ district(by: {}) { id } }",
    '{ district(by: { name: "a", stateCode: "b" }) { id } }',
    "{ district(by: { name: null }) { id } }",
    "{ district { id } }",
    "{ districts(first: 1001) { totalCount } }",
    "{ districts(first: -1) { groups(by: [LEVEL]) { count } } }",
    "{ strategicObjectives(first: 1) { nodes { initiatives(first: 1001) { nodes { id } } } } }",
    "{ strategicObjectives(first: 1) { nodes { initiatives(last: -1) { nodes { id } } } } }",
    '{ districts(after: "nonsense") { totalCount } }',
    "{ schools(orderBy: [{field: NAME, district: {field: NAME}}]) { totalCount } }",
    "{ schools(orderBy: [{district: {}}]) { totalCount } }",
    '{ district(by: { name: "\\u0000" }) { id } }',
    "{ districts { groups(by: []) { count } } }",
    "{ districts { groups(by: [LEVEL, LEVEL]) { count } } }",
    f"{{ schools {{ groups(by: [{SIX}]) {{ count }} }} }}",
    '{ benchmarks(where: { dueOn: { eq: "2012-02-30" } }) { totalCount } }',
    '{ benchmarks(where: { dueOn: { eq: "12-02-01" } }) { totalCount } }',
    '{ benchmarks(where: { dueOn: { eq: "2012-01-01T00:00:00Z" } }) { totalCount } }',
    "{ benchmarks(where: { dueOn: { eq: 2012 } }) { totalCount } }",
    '{ districts(where: { createdAt: { gt: "2012-01-01" } }) { totalCount } }',
    '{ districts(where: { createdAt: { gt: "2012-01-01T00:00:00" } }) { totalCount } }',
    '{ districts(where: { createdAt: { gt: "0001-01-01T00:00:00+14:00" } }) { totalCount } }',
    '{ districts(where: { createdAt: { gt: "9999-12-31T23:59:59-14:00" } }) { totalCount } }',
    '{ benchmarks(where: { target: { gt: "many" } }) { totalCount } }',
    '{ benchmarks(where: { target: { gt: "NaN" } }) { totalCount } }',
    '{ benchmarks(where: { target: { gt: "-Infinity" } }) { totalCount } }',
    '{ benchmarks(where: { target: { gt: "1e999999" } }) { totalCount } }',
    '{ benchmarks(where: { target: { gt: "1e-999999" } }) { totalCount } }',
    '{ benchmarks(where: { target: { gt: "1e100000" } }) { totalCount } }',
    "{ benchmarks(where: { target: { gt: 1e999 } }) { totalCount } }",
    "{ benchmarks(where: { target: { gt: true } }) { totalCount } }",
    "{ nothing }",
    "{ districts }",
    "{ districts { nodes { nothing } } }",
    "{ districts { ...Nothing } }",
    "{ districts(first: $undeclared) { totalCount } }",
    "mutation { districts { totalCount } }",
    "subscription { districts { totalCount } }",
    "{ __typename",
    "",
    "\x00",
    "query A { __typename } query B { __typename }",
]
ARGUMENTS = [
    "first: -1",
    "last: -1",
    "first: 1001",
    "last: 2147483647",
    "first: 2147483648",
    "first: 1, last: 1",
    "first: 1.5",
    "first: true",
    "orderBy: [{}]",
    "orderBy: [{direction: ASC}]",
    "orderBy: [{field: null}]",
    "orderBy: [{field: NOTHING}]",
    "orderBy: [null]",
    "where: {level: null}",
    "where: {level: {gt: null}}",
    "where: {level: {in: null}}",
    "where: {level: {isNull: null}}",
    "where: {level: {in: [1, null]}}",
    "where: {level: {eq: 99999999999}}",
    "where: {name: {eq: 1}}",
    "where: {id: {isNull: true}}",
    "where: {id: {eq: null}}",
    "where: {not: null}",
    "where: {and: null}",
    "where: {schools: null}",
    "where: {schools: {some: null}}",
    "where: {kind: {eq: NOTHING}}",
    'where: {name: {eq: "\\u0000"}}',
    'where: {name: {contains: "a\\u0000"}}',
    'where: {name: {in: ["a", "\\u0000"]}}',
    'where: {name: {eq: "\\uD800"}}',
]


@pytest.mark.parametrize(
    "query", [*DOCUMENTS, *(f"{{ {LISTED % argument} }}" for argument in ARGUMENTS)]
)
async def test_what_is_wrong_in_a_document_is_refused(graph: Graph, query: str) -> None:
    for error in await graph.refusal(query):
        assert error["message"]
        assert_placed(error)


def assert_placed(error: dict[str, Any]) -> None:
    """The client is told where to look."""
    names = ("operationName", "$x")
    is_named = any(name in error["message"] for name in names)
    assert error.get("locations") or error.get("path") or is_named


BY_DEFAULT = [
    ("query ($x: ID = 1) { node(id: $x) { id } }", None),
    ("query ($x: [ID!] = []) { nodes(ids: $x) { id } }", None),
    ("query ($x: ID = 1) { nodes(ids: [$x]) { id } }", None),
    ('query ($x: DistrictKey = {name: "a"}) { district(by: $x) { id } }', None),
    ("query ($x: [DistrictGroupBy!] = [LEVEL]) { districts { groups(by: $x) { count } } }", None),
    ("query ($x: DistrictGroupBy = LEVEL) { districts { groups(by: [$x]) { count } } }", None),
    ("query ($x: Int = 1) { districts(where: {level: {in: [$x]}}) { totalCount } }", None),
    ("query ($x: Boolean = true) { districts @include(if: $x) { totalCount } }", None),
    ("query ($x: Boolean = true) { districts { totalCount @skip(if: $x) } }", None),
    (
        (
            "query ($x: OrderDirection = ASC)"
            " { districts(orderBy: [{field: NAME, direction: $x}]) { totalCount } }"
        ),
        None,
    ),
    ("query ($x: DistrictOrder = {}) { districts(orderBy: [$x]) { totalCount } }", None),
]
OF_A_TYPE: list[tuple[str, str, list[object]]] = [
    ("Int", "first: $x", [-1, 1001, 2**31, 1.5, "1", True, [1], {}]),
    ("String", "after: $x", ["", "nonsense", "é", "bnVsbA==", "W10=", "WzFd", 1, "\ud800"]),
    ("String", "where: {name: {eq: $x}}", ["\x00", "\ud800", "a\udfff", 1, ["a"]]),
    ("String", "where: {name: {contains: $x}}", ["\x00", "\ud800"]),
    ("[String!]", "where: {name: {in: $x}}", [["\x00"], ["\ud800"], [None], [1]]),
    ("ID", "where: {id: {eq: $x}}", ["", "nonsense", None, "\ud800", "District_" + "\ud800" * 32]),
    ("[ID!]", "where: {id: {in: $x}}", [["nonsense"], [None], [""]]),
    ("Boolean", "where: {level: {isNull: $x}}", [None, "true", 1]),
    ("Int", "where: {level: {gt: $x}}", [None, 2**31, -(2**31) - 1, 10**400, "4"]),
    ("Decimal", "where: {latitude: {gt: $x}}", ["", "x", "NaN", "1e999999", "1" * 41, 10**400]),
    ("DateTime", "where: {createdAt: {gt: $x}}", ["now", "2012-01-01", "24:00", 0, "\ud800"]),
    ("DistrictKind", "where: {kind: {eq: $x}}", ["NOTHING", "regular", 1, ["REGULAR"]]),
    ("[DistrictKind!]", "where: {kind: {in: $x}}", ["NOTHING", [None], {"REGULAR": 1}]),
    (
        "DistrictFilter",
        "where: $x",
        [1, [], {"nothing": 1}, {"level": None}, {"level": {"gt": []}}],
    ),
    ("[DistrictOrder!]", "orderBy: $x", [[None], [{}], {"field": "NOTHING"}, [{"field": None}]]),
    ("OrderDirection!", "orderBy: {field: NAME, direction: $x}", [None, "asc"]),
    ("DistrictOrderField", "orderBy: {field: $x}", [None, "name"]),
]
VALUES: list[tuple[str, object]] = [
    *BY_DEFAULT,
    *(
        (f"query ($x: {kind}) {{ {LISTED % argument} }}", value)
        for kind, argument, wrong in OF_A_TYPE
        for value in wrong
    ),
    ("query ($x: ID!) { node(id: $x) { id } }", None),
    ("query ($x: ID!) { node(id: $x) { id } }", "\ud800"),
    ("query ($x: ID!) { node(id: $x) { id } }", ["District_0"]),
    ("query ($x: [ID!]!) { nodes(ids: $x) { id } }", [None]),
    ("query ($x: [ID!]!) { nodes(ids: $x) { id } }", ["nonsense"]),
    ("query ($x: [ID!]!) { nodes(ids: $x) { id } }", [f"District_{NOBODY}"] * 1001),
    ("query ($x: DistrictKey!) { district(by: $x) { id } }", {}),
    ("query ($x: DistrictKey!) { district(by: $x) { id } }", {"name": None}),
    ("query ($x: DistrictKey!) { district(by: $x) { id } }", {"name": "a", "id": "b"}),
    ("query ($x: DistrictKey!) { district(by: $x) { id } }", {"name": "\x00"}),
    ("query ($x: [DistrictGroupBy!]!) { districts { groups(by: $x) { count } } }", []),
    ("query ($x: [DistrictGroupBy!]!) { districts { groups(by: $x) { count } } }", ["NOTHING"]),
    ("query ($x: Boolean!) { districts @skip(if: $x) { totalCount } }", "true"),
    ("query ($x: Nothing) { districts { totalCount } }", 1),
    ("query ($x: District) { districts { totalCount } }", {}),
]


@pytest.mark.parametrize(("query", "value"), VALUES)
async def test_what_is_wrong_in_a_variable_is_refused(
    graph: Graph, query: str, value: object
) -> None:
    for error in await graph.refusal(query, {"x": value}):
        assert error["message"]
        assert_placed(error)


async def test_a_variable_that_is_not_given_is_missed(graph: Graph) -> None:
    (error,) = await graph.refusal("query ($x: ID!) { node(id: $x) { id } }")
    assert "$x" in error["message"]


FORGED = [
    ("LEVEL", cursor()),
    ("LEVEL", cursor(mark("level,id"))),
    ("LEVEL", cursor(mark("level,id"), "4")),
    ("LEVEL", cursor(mark("level,id"), "4", NO_KEY, NO_KEY)),
    ("LEVEL", cursor(mark("level,id"), 4, NO_KEY)),
    ("LEVEL", cursor(mark("level,id"), ["4"], NO_KEY)),
    ("LEVEL", cursor(mark("level,id"), "four", NO_KEY)),
    ("LEVEL", cursor(mark("level,id"), str(2**31), NO_KEY)),
    ("LEVEL", cursor(mark("level,id"), "9" * 5000, NO_KEY)),
    ("LEVEL", cursor(mark("level,id"), "4", "nonsense")),
    ("NAME", cursor(mark("name,id"), "\x00", NO_KEY)),
    ("NAME", cursor(mark("name,id"), "\ud800", NO_KEY)),
    ("NAME", cursor(mark("level,id"), "4", NO_KEY)),
    ("IS_CHARTER", cursor(mark("isCharter,id"), "maybe", NO_KEY)),
    ("LATITUDE", cursor(mark("latitude,id"), "north", NO_KEY)),
    ("LATITUDE", cursor(mark("latitude,id"), "1e999999", NO_KEY)),
    ("LATITUDE", cursor(mark("latitude,id"), "sNaN", NO_KEY)),
    ("CREATED_AT", cursor(mark("createdAt,id"), "0001-01-01T00:00:00+14:00", NO_KEY)),
    ("CREATED_AT", cursor(mark("createdAt,id"), "2012-01-01T00:00:00", NO_KEY)),
    ("LEVEL", b64encode(b"[" * 10_000).decode()),
    ("LEVEL", b64encode(b"\xff\xfe").decode()),
    ("LEVEL", cursor(mark("level,id"), "4", NO_KEY) + "!"),
]


@pytest.mark.parametrize(("order", "forged"), FORGED)
async def test_a_forged_cursor_is_refused(graph: Graph, order: str, forged: str) -> None:
    for side in ("after", "before"):
        query = f"query ($x: String) {{ {LISTED % f'{side}: $x, orderBy: [{{field: {order}}}]'} }}"
        (error,) = await graph.refusal(query, {"x": forged})
        assert "cursor" in error["message"] or "can't hold" in error["message"]
        assert error["path"] == ["districts"]


TOO_MUCH = [
    ("DistrictFilter", "where: $x", nested(400, {}, "not")),
    ("DistrictFilter", "where: $x", nested(100_000, {}, "not")),
    ("DistrictFilter", "where: $x", nested(30, {}, "district", "some", "schools")),
    ("DistrictFilter", "where: $x", {"or": [{"level": {"eq": 1}}] * 40_000}),
    ("[DistrictOrder!]", "orderBy: $x", [{"field": "NAME"}] * 2_000),
]


@pytest.mark.parametrize(("kind", "argument", "value"), TOO_MUCH)
async def test_a_filter_or_order_without_measure_is_refused(
    graph: Graph, kind: str, argument: str, value: object
) -> None:
    query = f"query ($x: {kind}) {{ {LISTED % argument} }}"
    answer = await graph.ask(query, {"x": value})
    assert answer.codes <= {"BAD_USER_INPUT", "COST_LIMIT_EXCEEDED"}
    assert answer.errors
    assert answer.statements == 0
