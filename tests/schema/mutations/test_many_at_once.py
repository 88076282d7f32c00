"""Many records at once: by few statements, all or the good ones, each refusal with its place."""

from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.schema.mutations.doing import Doing
from tests.schema.mutations.research_inputs import Known, known

BENCHMARKS = """{ district(by: {name: "Mill City"}) { plans(where: {status: {eq:
    IN_IMPLEMENTATION}}) { nodes { strategicObjectives { nodes { initiatives { nodes {
    benchmarks { nodes { id status } } } } } } } } } }"""


async def benchmarks(doing: Doing) -> dict[str, str]:
    """The benchmarks of Mill City's plan with their status."""
    seen = await doing.ask(BENCHMARKS, as_="manager")
    return {
        benchmark["id"]: benchmark["status"]
        for plan in seen["district"]["plans"]["nodes"]
        for objective in plan["strategicObjectives"]["nodes"]
        for initiative in objective["initiatives"]["nodes"]
        for benchmark in initiative["benchmarks"]["nodes"]
    }


def measured(ids: Sequence[str], count: int) -> list[dict[str, Any]]:
    return [
        {"benchmarkId": ids[number % len(ids)], "measuredOn": "2013-05-01", "value": str(number)}
        for number in range(count)
    ]


STORE = (
    "mutation ($input: RecordMeasurementsInput!) { recordMeasurements(input: $input)"
    " { measurements { value } errors { code message path } } }"
)


async def test_a_thousand_measurements_take_a_few_statements(doing: Doing) -> None:
    ids = [*await benchmarks(doing)]
    counted = {}
    for count in (10, 1000):
        given = {"input": {"measurements": measured(ids, count)}}
        answer = await doing.graph.ask(STORE, given, as_="manager")
        told = answer.data["recordMeasurements"]
        assert told["errors"] == []
        assert [each["value"] for each in told["measurements"]] == [
            str(number) for number in range(count)
        ]
        counted[count] = answer.statements
    assert counted[1000] <= counted[10] <= 5
    assert "NOT_STARTED" not in (await benchmarks(doing)).values()


async def test_of_many_either_none_or_the_good_ones_are_kept(doing: Doing) -> None:
    ids = [*await benchmarks(doing)]
    rows = measured(ids, 9)
    rows[2]["benchmarkId"] = ids[0][:-4] + "0000"
    rows[7]["note"] = "\x00"
    told = [("NOT_FOUND", "input.measurements.2.benchmarkId")]
    told += [("BAD_USER_INPUT", "input.measurements.7.note")]
    before = await doing.ask("{ measurements { totalCount } }", as_="manager")
    for policy, kept in (("REFUSE_ALL", 0), ("KEEP_GOOD", 7)):
        given = {"measurements": rows, "errorPolicy": policy}
        outcome = await doing("recordMeasurements", given, "measurements { value }", as_="manager")
        assert list(zip(outcome.codes, outcome.paths, strict=True)) == told
        stored = [each for each in outcome.data["measurements"] if each]
        assert len(stored) == kept
        after = await doing.ask("{ measurements { totalCount } }", as_="manager")
        counts = [each["measurements"]["totalCount"] for each in (before, after)]
        assert counts[1] - counts[0] == kept
    assert outcome.data["measurements"][2] is outcome.data["measurements"][7] is None


async def test_few_bad_ones_of_many_are_found_by_halves(doing: Doing) -> None:
    ids = [*await benchmarks(doing)]
    rows = measured(ids, 1000)
    rows[613]["benchmarkId"] = ids[0][:-4] + "0000"
    given = {"input": {"measurements": rows, "errorPolicy": "KEEP_GOOD"}}
    answer = await doing.graph.ask(STORE, given, as_="manager")
    told = answer.data["recordMeasurements"]
    assert [error["path"][2] for error in told["errors"]] == ["613"]
    assert sum(each is None for each in told["measurements"]) == 1
    assert answer.statements < 100


async def test_who_may_not_do_it_to_one_may_not_do_it_to_many(doing: Doing) -> None:
    ids = [*await benchmarks(doing)]
    for who, code in (
        ("monitor", "FORBIDDEN"),
        ("other-manager", "FORBIDDEN"),
        (None, "FORBIDDEN"),
    ):
        given = {"measurements": measured(ids, 3), "errorPolicy": "KEEP_GOOD"}
        outcome = await doing("recordMeasurements", given, "measurements { id }", as_=who)
        assert outcome.codes == [code] * 3
        assert outcome.data["measurements"] == [None] * 3


AT_ONCE = "codings { startsAt endsAt }"


@pytest.fixture
async def demo_known(doing: Doing) -> Known:
    return await known(doing)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(ends=st.lists(st.tuples(st.integers(-1, 6), st.integers(0, 7)), max_size=6))
async def test_many_at_once_keeps_what_one_after_another_would(
    doing: Doing, demo_known: Known, ends: list[tuple[int, int]]
) -> None:
    """Codings of which some are no ranges and some are there already, by themselves or twice."""
    rows = [
        {
            "transcriptId": demo_known.transcript,
            "codeId": demo_known.code,
            "startsAt": start,
            "endsAt": end,
        }
        for start, end in ends
    ]
    before = await own_codings(doing, demo_known)
    given = {"codings": rows, "errorPolicy": "KEEP_GOOD"}
    outcome = await doing("createCodings", given, AT_ONCE, as_="monitor")
    ranges = {(each["startsAt"], each["endsAt"]) for each in before}
    for place, (start, end) in enumerate(ends):
        is_good = 0 <= start < end and (start, end) not in ranges
        assert (outcome.data["codings"][place] is not None) == is_good, (place, outcome)
        ranges |= {(start, end)} if is_good else set()
    assert {path.split(".")[2] for path in outcome.paths} == {
        str(place) for place, each in enumerate(outcome.data["codings"]) if each is None
    }


async def own_codings(doing: Doing, k: Known) -> list[dict[str, Any]]:
    """The monitor's codings with the code, as they stand."""
    seen = await doing.ask(
        "query ($id: ID!, $code: ID!) { transcript(id: $id) { codings(first: 1000, where: {code:"
        ' {id: {eq: $code}}, coder: {label: {eq: "Plan Monitor"}}}) { nodes { startsAt endsAt } }'
        " } }",
        as_="monitor",
        id=k.transcript,
        code=k.code,
    )
    nodes: list[dict[str, Any]] = seen["transcript"]["codings"]["nodes"]
    return nodes


async def test_five_hundred_codings_take_no_more_statements_than_five(
    doing: Doing, demo_known: Known
) -> None:
    query = (
        "mutation ($input: CreateCodingsInput!) { createCodings(input: $input)"
        " { codings { startsAt coder { label } } errors { path } } }"
    )
    counted = []
    for first, count in ((0, 5), (5, 500)):
        rows = [
            {
                "transcriptId": demo_known.transcript,
                "codeId": demo_known.code,
                "startsAt": number // 30,
                "endsAt": 40 + number % 30,
            }
            for number in range(first, first + count)
        ]
        given = {"input": {"codings": rows}}
        answer = await doing.graph.ask(query, given, as_="research-office")
        told = answer.data["createCodings"]
        assert told["errors"] == []
        assert {each["coder"]["label"] for each in told["codings"]} == {"Second coder"}
        counted.append(answer.statements)
    assert counted[1] == counted[0] <= 7
