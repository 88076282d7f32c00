"""A feed that is kept to districts tells of them what the whole feed tells, and of no others."""

from typing import Any

from schema.entities import registry
from schema.ids import encode_id
from seeds.demo.ids import MILL_CITY, district_id
from tests.rows import Owner
from tests.schema.graphs import Graph

FEED = """
query ($after: String, $districts: [ID!]) {
  changes(after: $after, districts: $districts, first: 1000) {
    nodes { kind type id }
    pageInfo { endCursor hasNextPage }
  }
}
"""
HERE = encode_id(registry["District"], district_id(MILL_CITY))


async def drained(
    graph: Graph, after: str | None, districts: list[str] | None
) -> tuple[set[tuple[str, str]], str]:
    """What a feed tells until its end, and its cursor there."""
    told: set[tuple[str, str]] = set()
    page: Any = {"hasNextPage": True, "endCursor": after}
    while page["hasNextPage"]:
        variables = {"after": page["endCursor"], "districts": districts}
        changes = (await graph.ask(FEED, variables, as_="manager")).data["changes"]
        told |= {(each["kind"], each["id"]) for each in changes["nodes"]}
        page = changes["pageInfo"]
    return told, page["endCursor"]


def of_mill_city(told: set[tuple[str, str]]) -> set[tuple[str, str]]:
    """Those of the district itself, and of what carries it in its key."""
    key = district_id(MILL_CITY).hex
    return {each for each in told if each[1].partition("_")[2].startswith(key)}


async def test_a_feed_of_a_district_is_the_part_of_the_whole(changing: Graph, hand: Owner) -> None:
    whole, cursor = await drained(changing, None, None)
    mine, cursor_here = await drained(changing, None, [HERE])
    assert mine == of_mill_city(whole)
    assert ("ENTERED_SLICE", HERE) in mine
    assert (await drained(changing, None, []))[0] == set()
    await hand.execute("UPDATE benchmark SET provenance_source = 'another'")
    await hand.execute("UPDATE district SET provenance_source = 'another'")
    after, _ = await drained(changing, cursor, None)
    after_here, _ = await drained(changing, cursor_here, [HERE])
    assert after_here == of_mill_city(after)
    assert after_here < after


async def test_a_cursor_of_one_district_is_refused_to_others(changing: Graph) -> None:
    _, cursor = await drained(changing, None, [HERE])
    answer = await changing.ask(FEED, {"after": cursor, "districts": None}, as_="manager")
    assert answer.codes == {"BAD_USER_INPUT"}
