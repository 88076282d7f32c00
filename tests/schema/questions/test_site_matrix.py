"""The matrix of sites: every visible site once, in the order asked for, with what is visible."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.question_terms import SiteMatrixKey
from tests.schema.graphs import EVERYONE, Graph

MATRIX = """query ($orderBy: [SiteMatrixKey!]) {
  siteMatrix(orderBy: $orderBy) {
    district { name }
    families moves movers innovationRelatedMoves upwardMoves unwantedMoves
    outcomes { outcome rating outcomeRating { rating evidence } }
    motives { motive mentions }
  }
}"""

SITES = """{ sites(first: 1000) { nodes {
  district { name }
  families { nodes { family } }
  outcomeRatings { nodes { outcome rating } }
  adoptionMotives { totalCount }
} } jobMobilityEvents(first: 1000) { nodes { site { district { name } } } } }"""

OUTCOMES = [
    "STABILIZATION_OF_USE",
    "PERCENTAGE_OF_USE",
    "USER_CAPACITY_CHANGE",
    "STUDENT_IMPACT",
    "INSTITUTIONALIZATION",
    "JOB_MOBILITY",
]
MOST_FIRST = ["HIGH", "MODERATE", "LOW", None]


async def matrix(graph: Graph, *order: str, who: str | None = "research-office") -> list[Any]:
    answer = await graph(MATRIX, {"orderBy": list(order)}, as_=who)
    rows: list[Any] = answer.data["siteMatrix"]
    return rows


def rating(row: Any, outcome: str) -> str | None:
    (found,) = [cell["rating"] for cell in row["outcomes"] if cell["outcome"] == outcome]
    return found  # type: ignore[no-any-return]


@pytest.mark.parametrize("who", EVERYONE)
async def test_the_rows_are_the_sites_that_the_caller_sees(graph: Graph, who: str | None) -> None:
    rows = await matrix(graph, who=who)
    listed = (await graph(SITES, as_=who)).data
    sites = {site["district"]["name"]: site for site in listed["sites"]["nodes"]}
    assert [row["district"]["name"] for row in rows] == sorted(sites)
    moves = [
        m["site"] and m["site"]["district"]["name"] for m in listed["jobMobilityEvents"]["nodes"]
    ]
    for row in rows:
        site = sites[row["district"]["name"]]
        families = {each["family"] for each in site["families"]["nodes"]}
        assert set(row["families"]) == families
        assert [cell["outcome"] for cell in row["outcomes"]] == OUTCOMES
        rated = {each["outcome"]: each["rating"] for each in site["outcomeRatings"]["nodes"]}
        assert {o: rating(row, o) for o in OUTCOMES if rating(row, o)} == rated
        assert sum(m["mentions"] for m in row["motives"]) == site["adoptionMotives"]["totalCount"]
        if row["moves"] is not None:
            assert row["moves"] == moves.count(row["district"]["name"])


@pytest.mark.parametrize("who", EVERYONE)
async def test_who_moved_is_told_to_the_research_office_alone(
    graph: Graph, who: str | None
) -> None:
    told = ("movers", "innovationRelatedMoves", "upwardMoves", "unwantedMoves")
    for row in await matrix(graph, who=who):
        assert {row[name] is not None for name in told} == {who == "research-office"}
        own = who == "monitor" and row["district"]["name"] == "Mill City"
        assert (row["moves"] is not None) == (own or who == "research-office")
        assert who in {"research-office", "monitor"} or row["motives"] == []


@given(order=st.lists(st.sampled_from(SiteMatrixKey.words()), max_size=4, unique=True))
async def test_rows_are_in_the_order_asked_for(graph: Graph, order: list[str]) -> None:
    rows = await matrix(graph, *order)
    keys = [tuple(rank(row, key) for key in order) for row in rows]
    assert keys == sorted(keys)


def rank(row: Any, key: str) -> int:
    if key == "MOVES":
        return -int(row["moves"])
    if key == "FAMILY":
        course = ["SUPPORTED_ENFORCEMENT", "OVERREACHING", "BLUNTING_DOWNSIZING", "FAILURE"]
        return min((course.index(each) for each in row["families"] if each in course), default=9)
    return MOST_FIRST.index(rating(row, key))
