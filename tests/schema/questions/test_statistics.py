"""Statistics through the API: what each caller gets, and that nobody gets behind it."""

from typing import Any

import pytest

from tests.schema.graphs import EVERYONE, Graph
from tests.seeds.statistics.attacker import Attacker, Place, places

CELLS = """query ($after: String) { statisticCells(first: 1000, after: $after) {
  pageInfo { hasNextPage endCursor }
  nodes {
    cube measure value missing phase cause group motive
    siteDistrict { name } release { number } asOf { number }
  }
} }"""
MOBILITY = """query ($by: [MobilityDimension!], $groups: [ActorGroup!]) {
  mobilityStatistics(by: $by, groups: $groups) {
    siteDistrict { name } phase cause group measure value missing
    asOf { number } reported { key value } agreement
  }
}"""
DIMENSIONS = ("SITE", "PHASE", "CAUSE", "GROUP")
OTHERS = [who for who in EVERYONE if who != "research-office"]
PLANNED = {
    "SMALL_CELL": {"lowest": 0.0, "span": 9.0},
    "COMPLEMENTARY": {"lowest": float("inf"), "span": 9.0},
}
SLACK = 1e-6


async def cells(graph: Graph, who: str | None) -> list[Any]:
    found: list[Any] = []
    after = None
    while True:
        answer = await graph(CELLS, {"after": after}, as_=who)
        page = answer.data["statisticCells"]
        assert answer.statements == 1
        found += page["nodes"]
        if not page["pageInfo"]["hasNextPage"]:
            return found
        after = page["pageInfo"]["endCursor"]


async def mobility(graph: Graph, who: str | None, *by: str, **filters: Any) -> list[Any]:
    answer = await graph(MOBILITY, {"by": list(by), **filters}, as_=who)
    assert answer.statements == 1
    return list(answer.data["mobilityStatistics"])


@pytest.mark.parametrize("who", OTHERS, ids=str)
async def test_everyone_reads_the_same_release(graph: Graph, who: str | None) -> None:
    assert await cells(graph, who) == await cells(graph, None)
    for by in ((), *((one,) for one in DIMENSIONS)):
        assert await mobility(graph, who, *by) == await mobility(graph, None, *by)


async def test_some_numbers_are_given_and_some_withheld_with_their_reason(graph: Graph) -> None:
    found = await cells(graph, None)
    assert {cell["missing"] for cell in found} >= {None, "SMALL_CELL", "COMPLEMENTARY"}
    assert all((cell["value"] is None) == (cell["missing"] is not None) for cell in found)
    people = [cell for cell in found if cell["cube"] not in {"OUTCOMES", "RETENTION"}]
    counts = [cell for cell in people if not cell["measure"].endswith("SHARE")]
    assert all(float(cell["value"]) >= 10 for cell in counts if cell["value"])


async def test_nothing_withheld_can_be_worked_out_of_all_that_anyone_can_ask(
    graph: Graph,
) -> None:
    told = places(await cells(graph, None))
    for by in DIMENSIONS:
        for number in await mobility(graph, None, by):
            place = placed(by, number)
            assert told[place][:2] == (as_float(number["value"]), number["missing"])
    attacker = Attacker([told])
    for place, (value, missing, _) in told.items():
        if value is None and "SHARE" not in place.measure:
            assert missing in PLANNED
            lowest, highest = attacker.bounds(0, place)
            assert highest - lowest >= PLANNED[missing]["span"] - SLACK, place
            assert lowest <= PLANNED[missing]["lowest"] + SLACK, place


async def test_the_state_office_that_reads_all_moves_learns_no_more_of_what_is_thought_of_them(
    graph: Graph,
) -> None:
    told = places(await cells(graph, "state-office"))
    events = await graph(
        "{ jobMobilityEvents(first: 1000) { nodes { site { district { name } } } } }",
        as_="state-office",
    )
    sites = [each["site"] for each in events.data["jobMobilityEvents"]["nodes"]]
    names = [site["district"]["name"] for site in sites if site]
    known = {
        place: float(names.count(place.category[0]))
        for place in told
        if place.cube == "MOBILITY_BY_SITE" and place.measure == "MOVES"
    }
    assert sum(known.values()) > 40
    insider, before = Attacker([told], known), Attacker([told], known, believes=False)
    for place, (value, _, _) in told.items():
        if value is None and place.measure.startswith(("RELATED_", "UNRELATED_M", "UNWANTED_M")):
            if place.measure.endswith("SHARE"):
                continue
            lowest, highest = insider.bounds(0, place)
            first, last = before.bounds(0, place)
            assert highest - lowest >= min(3, last - first) - SLACK, place


@pytest.mark.parametrize("who", OTHERS, ids=str)
async def test_only_the_research_office_combines_and_filters(graph: Graph, who: str | None) -> None:
    for asked in (
        await mobility(graph, who, "SITE", "GROUP"),
        await mobility(graph, who, "SITE", groups=["USER"]),
        await mobility(graph, who, groups=["USER"]),
    ):
        assert {number["missing"] for number in asked} == {"NOT_IN_RELEASE"}
        assert {number["value"] for number in asked} == {None}


async def test_the_research_office_counts_its_rows(graph: Graph) -> None:
    found = await mobility(graph, "research-office", "SITE", "GROUP")
    tindale = {
        (number["group"], number["measure"]): number["value"]
        for number in found
        if number["siteDistrict"]["name"] == "Tindale"
    }
    assert tindale["USER", "MOVES"] == "2"
    assert tindale["ADMINISTRATOR", "MOVES"] == "2"
    assert tindale["USER", "UPWARD_SHARE"] == "100"
    users = await mobility(graph, "research-office", "SITE", groups=["USER"])
    assert {n["value"] for n in users if n["siteDistrict"]["name"] == "Tindale"} >= {"2"}


async def test_reported_numbers_stand_beside_and_disagreement_is_told(graph: Graph) -> None:
    for who in (None, "research-office"):
        found = {number["measure"]: number for number in await mobility(graph, who)}
        assert found["KEY_ACTORS"]["reported"]["value"] == "123"
        assert found["KEY_ACTORS"]["agreement"] == "DISAGREES"
        assert found["RELATED_SHARE"]["reported"]["key"] == "related_pct"
        assert found["UNWANTED_SHARE"]["agreement"] is None


async def test_withheld_numbers_are_not_compared(graph: Graph) -> None:
    for number in await mobility(graph, None):
        if number["reported"] and number["value"] is None:
            assert number["agreement"] == "NOT_COMPARED"


def placed(by: str, number: dict[str, Any]) -> Place:
    category = {
        "SITE": number["siteDistrict"] and number["siteDistrict"]["name"],
        "PHASE": number["phase"],
        "CAUSE": number["cause"],
        "GROUP": number["group"],
    }[by]
    return Place(f"MOBILITY_BY_{by}", (category,), number["measure"])


def as_float(value: str | None) -> float | None:
    return None if value is None else float(value)
