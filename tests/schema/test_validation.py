"""That validation says what is wrong, and soon."""

import pytest
from graphql import GraphQLSchema, build_schema, parse

from schema.limits import Limits, check_document, parse_safely
from schema.validation import validate_safely


@pytest.fixture(scope="module")
def schema() -> GraphQLSchema:
    return build_schema(
        """
        type Query { a: Query, b: String, c(d: Int, e: E): String }
        input E { f: Int, g: [E!] }
        """
    )


def test_validation_errors_carry_the_code_of_bad_input(schema: GraphQLSchema) -> None:
    errors = validate_safely(schema, parse("{ unknown c(h: 1) }"))
    assert [error.extensions for error in errors] == [{"code": "BAD_USER_INPUT"}] * 2


@pytest.mark.parametrize(
    "query",
    [
        "{" + "a { b } " * 2_400 + "}",
        "{"
        + " ".join(f"...F{n}" for n in range(900))
        + "}"
        + "".join(f"fragment F{n} on Query{{b}}" for n in range(900)),
        "".join(f"query Q{n}($d:Int){{...F0}}" for n in range(50))
        + "".join(f"fragment F{n} on Query{{...F{n + 1} c(d:$d)}}" for n in range(600))
        + "fragment F600 on Query{b}",
    ],
)
def test_validation_gives_up_on_what_takes_too_many_comparisons(
    schema: GraphQLSchema, query: str
) -> None:
    assert check_document(parse_safely(query, Limits()), Limits()) == []
    errors = validate_safely(schema, parse(query))
    assert errors[-1].extensions == {"code": "COST_LIMIT_EXCEEDED", "limit": "comparisons"}


@pytest.mark.parametrize(
    "literal",
    [
        "{" + "".join(f"unknown{n}: 1 " for n in range(4_000)) + "}",
        "{g: [" + "{f: RED} " * 2_000 + "]}",
        '{f: "' + "x" * 50_000 + '"}',
    ],
)
def test_a_wrong_literal_is_not_repeated_in_a_hundred_long_messages(
    schema: GraphQLSchema, literal: str
) -> None:
    errors = validate_safely(schema, parse_safely(f"{{ c(e: {literal}) }}", Limits()))
    assert 1 <= len(errors) <= 5
    assert max(len(error.message) for error in errors) <= 501
    assert {(error.extensions or {})["code"] for error in errors} == {"BAD_USER_INPUT"}


def test_wrong_values_hide_no_other_error(schema: GraphQLSchema) -> None:
    query = "{ " + "".join(f"a{n}: c(d: RED) " for n in range(9)) + " unknown }"
    messages = [error.message for error in validate_safely(schema, parse(query))]
    assert len(messages) == 6
    assert any("unknown" in message for message in messages)
