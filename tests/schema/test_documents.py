"""Documents are parsed once while they are in use, and forgotten when they are not."""

import pytest

from schema import documents
from schema.documents import Documents, Recent, RequestErrors
from schema.limits import Limits
from tests.schema.graphs import Desk


@pytest.fixture
def kept(desk: Desk) -> Documents:
    return Documents(desk.engine.schema, Limits(), most=3)


def test_a_document_is_prepared_once(kept: Documents) -> None:
    first = kept.operation("{ __typename }", None)
    assert kept.operation("{ __typename }", None) is first
    assert (kept.hits, kept.misses) == (1, 1)


def test_what_was_used_least_recently_is_forgotten(kept: Documents) -> None:
    queries = [f"query Q{number} {{ __typename }}" for number in range(4)]
    first, second, third = (kept.operation(query, None) for query in queries[:3])
    kept.operation(queries[0], None)
    kept.operation(queries[3], None)
    assert kept.operation(queries[0], None) is first
    assert kept.operation(queries[2], None) is third
    assert kept.operation(queries[1], None) is not second


def test_the_text_that_is_kept_is_bounded(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(documents, "MOST_TEXT", 100)
    kept = Documents(desk.engine.schema, Limits(), most=1000)
    long = [f"query {'Q' * 60}{number} {{ __typename }}" for number in range(2)]
    first = kept.operation(long[0], None)
    assert kept.operation(long[0], None) is first
    second = kept.operation(long[1], None)
    assert kept.operation(long[1], None) is second
    assert kept.operation(long[0], None) is not first


@pytest.mark.parametrize("query", ["{", "{ nothing }", "{ districts { nodes { nothing } } }"])
def test_what_is_wrong_is_told_each_time_and_not_kept(kept: Documents, query: str) -> None:
    good = kept.operation("{ __typename }", None)
    for _ in range(5):
        with pytest.raises(RequestErrors) as caught:
            kept.operation(query, None)
        assert caught.value.errors
    assert kept.operation("{ __typename }", None) is good


TWO = "query A { __typename } query B { a: __typename }"


def test_an_operation_is_chosen_by_its_name(kept: Documents) -> None:
    a, b = kept.operation(TWO, "A"), kept.operation(TWO, "B")
    assert [one.node.name.value for one in (a, b) if one.node.name] == ["A", "B"]
    assert (kept.hits, kept.misses) == (1, 1)


def test_a_single_operation_needs_no_name(kept: Documents) -> None:
    assert kept.operation("query A { __typename }", None) is kept.operation(
        "query A { __typename }", "A"
    )


def test_the_most_recent_are_kept() -> None:
    made: list[int] = []

    def make(number: int) -> int:
        made.append(number)
        return number

    recent: Recent[int, int] = Recent(2)
    for number in (1, 2, 1, 3, 1, 2):
        assert recent.get(number, lambda number=number: make(number)) == number  # type: ignore[misc]
    assert made == [1, 2, 3, 2]
    assert len(recent) == 2
