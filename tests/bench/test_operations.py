import pytest
from graphql import parse, validate

from bench.history import ASKED
from bench.operations import OPERATIONS, Operation, alike, document
from bench.writes import WRITES
from schema.build import build

CHANGES = [write.operation for write in WRITES]


@pytest.mark.parametrize(
    "operation", [*OPERATIONS, *CHANGES, *ASKED], ids=lambda operation: operation.name
)
def test_our_documents_are_valid(operation: Operation) -> None:
    schema = build()._schema
    assert validate(schema, parse(document(operation, None))) == []


COMPARED = [*(operation for operation in OPERATIONS if operation.has_peers), *CHANGES]


@pytest.mark.parametrize("operation", COMPARED, ids=lambda operation: operation.name)
def test_each_question_that_is_compared_is_written_in_each_dialect(operation: Operation) -> None:
    assert parse(document(operation, "postgraphile")).definitions


def test_answers_are_alike_however_numbers_and_groups_are_written() -> None:
    ours = {
        "groups": [
            {"key": {"schoolYear": 2016, "group": "ALL_STUDENTS"}, "sum": {"tested": "12.50"}},
            {"key": {"schoolYear": 2015, "group": "ALL_STUDENTS"}, "sum": {"tested": "7"}},
        ]
    }
    theirs = {
        "groups": [
            {"keys": ["2015", "ALL_STUDENTS"], "sum": {"tested": 7}},
            {"keys": ["2016", "ALL_STUDENTS"], "sum": {"tested": 12.5}},
        ]
    }
    assert alike(ours) == alike(theirs)


def test_answers_that_differ_are_not_alike() -> None:
    assert alike({"nodes": [{"name": "a"}]}) != alike({"nodes": [{"name": "b"}]})
    assert alike({"nodes": [1, 2]}) != alike({"nodes": [2, 1]})
    assert alike({"level": None}) != alike({"level": 0})
