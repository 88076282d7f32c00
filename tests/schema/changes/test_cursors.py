"""Cursors of the feed: they are taken back from whom they were given to, and tell nothing."""

from base64 import urlsafe_b64decode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.rows import Owner
from tests.schema.graphs import Desk, Graph

FEED = """query ($after: String, $first: Int, $types: [String!]) {
  changes(after: $after, first: $first, types: $types) {
    nodes { cursor id } pageInfo { endCursor hasNextPage startCursor }
  }
}"""


TOO_OLD = "This cursor is too old to go on from; begin again without one."


async def page(
    graph: Graph, as_: str | None, after: str | None, first: int = 5, types: object = None
) -> dict[str, object]:
    answer = await graph(FEED, {"after": after, "first": first, "types": types}, as_=as_)
    return dict(answer.data["changes"])


async def refused(graph: Graph, as_: str | None, after: str, types: object = None) -> str:
    """Why a cursor is refused; the request is a bad one, and nothing else is told."""
    answer = await graph.ask(FEED, {"after": after, "types": types}, as_=as_)
    assert answer.codes == {"BAD_USER_INPUT"}
    assert answer.data is None
    return str(answer.errors[0]["message"])


@pytest.fixture(scope="module")
async def cursor(graph: Graph, anyio_backend: object) -> str:
    """The firm's, in the midst of a feed."""
    told = await page(graph, "firm", None)
    return str(told["pageInfo"]["endCursor"])  # type: ignore[index]


@given(data=st.data())
async def test_a_cursor_with_any_bit_changed_is_none(
    graph: Graph, cursor: str, data: st.DataObject
) -> None:
    place = data.draw(st.integers(0, len(cursor) - 1))
    other = data.draw(st.sampled_from(sorted({"A", "z", "0", "_", "-"} - {cursor[place]})))
    changed = cursor[:place] + other + cursor[place + 1 :]
    padding = "=" * (-len(cursor) % 4)
    if urlsafe_b64decode(changed + padding) != urlsafe_b64decode(cursor + padding):
        assert await refused(graph, "firm", changed) == "This is no cursor."


@given(said=st.text(max_size=100).filter(lambda said: said != "now" and "\x00" not in said))
async def test_nothing_that_was_not_given_out_is_a_cursor(graph: Graph, said: str) -> None:
    try:
        said.encode()
    except UnicodeEncodeError:
        return
    assert await refused(graph, "firm", said) == "This is no cursor."


async def test_a_page_can_be_asked_for_again_and_from_any_of_its_changes(
    graph: Graph, cursor: str
) -> None:
    once = await page(graph, "firm", cursor)
    again = await page(graph, "firm", cursor)
    ids = [change["id"] for change in once["nodes"]]  # type: ignore[attr-defined]
    assert ids == [change["id"] for change in again["nodes"]]  # type: ignore[attr-defined]
    third = once["nodes"][2]["cursor"]  # type: ignore[index]
    rest = await page(graph, "firm", third)
    assert [change["id"] for change in rest["nodes"]][:2] == ids[3:]  # type: ignore[attr-defined]


async def test_a_cursor_says_nothing_that_can_be_read(graph: Graph, cursor: str) -> None:
    again = (await page(graph, "firm", None))["pageInfo"]["endCursor"]  # type: ignore[index]
    body = urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4))
    assert again != cursor
    assert abs(len(again) - len(cursor)) <= 8
    for word in (b"base", b"target", b"firm", b"District", b"place", b"20"):
        assert body.count(word) <= 1
    assert len(set(body)) > len(body) / 3


@pytest.mark.parametrize("who", ["other-firm", "manager", None])
async def test_a_cursor_is_refused_to_anyone_else(
    graph: Graph, cursor: str, who: str | None
) -> None:
    assert await refused(graph, who, cursor) == "This cursor belongs to another caller."


async def test_a_feed_keeps_to_its_types(graph: Graph) -> None:
    told = await page(graph, "firm", None, 1000, ["District", "School"])
    names = {change["id"].partition("_")[0] for change in told["nodes"]}  # type: ignore[attr-defined]
    assert names == {"District", "School"}
    after = str(told["pageInfo"]["endCursor"])  # type: ignore[index]
    assert (await page(graph, "firm", after, 5, ["School", "District"]))["nodes"] == []
    message = "This cursor belongs to a feed of other types."
    assert await refused(graph, "firm", after, ["District"]) == message
    assert await refused(graph, "firm", after) == message


async def test_what_is_no_type_is_refused_before_anything_is_asked(graph: Graph) -> None:
    errors = await graph.refusal(FEED, {"types": ["District", "Nothing"]})
    assert errors[0]["message"] == "`Nothing` is no type of record."
    errors = await graph.refusal(FEED, {"types": ["Disclosure"]})
    assert "page through `disclosures`" in errors[0]["message"]


@pytest.mark.parametrize("first", [-1, 0, 1001])
async def test_the_size_of_a_page_is_bounded(graph: Graph, first: int) -> None:
    errors = await graph.refusal(FEED, {"first": first})
    assert errors[0]["extensions"]["found"] == first


async def test_what_is_asked_of_each_record_is_charged(desk: Desk) -> None:
    plain = await desk("{ changes(first: 200) { nodes { kind id } } }")
    deep = await desk(
        "{ changes(first: 200) { nodes { node { id ... on Benchmark { initiative {"
        " strategicObjective { title } } } } } } }"
    )
    assert (plain.cost, deep.cost) == (200, 600)


async def test_only_tables_of_which_more_is_asked_are_read(desk: Desk) -> None:
    plain = await desk("{ changes { nodes { node { __typename id ... on Record { version } } } } }")
    more = await desk("{ changes { nodes { node { id ... on Benchmark { statement } } } } }")
    assert " JOIN " not in plain.sql
    assert more.sql.count(" JOIN ") == 1


async def test_a_cursor_from_before_what_is_kept_is_refused(changing: Graph, hand: Owner) -> None:
    old = (await page(changing, "firm", "now"))["pageInfo"]["endCursor"]  # type: ignore[index]
    await hand.execute("UPDATE benchmark SET metric = 'another'")
    new = (await page(changing, "firm", "now"))["pageInfo"]["endCursor"]  # type: ignore[index]
    await hand.execute("SELECT feed.forget(now())")
    assert await refused(changing, "firm", str(old)) == TOO_OLD
    assert (await page(changing, "firm", str(new)))["nodes"] == []


async def test_a_database_that_was_restored_elsewhere_begins_a_new_era(
    changing: Graph, hand: Owner
) -> None:
    """Its events name transactions that are still to come there."""
    await hand.execute("UPDATE benchmark SET metric = 'another'")
    old = (await page(changing, "firm", "now"))["pageInfo"]["endCursor"]  # type: ignore[index]
    await hand.execute("UPDATE past.event SET transaction_id = transaction_id + 1000000000")
    await hand.execute("SELECT feed.follow_slices()")
    assert await refused(changing, "firm", str(old)) == TOO_OLD
    new = (await page(changing, "firm", "now"))["pageInfo"]["endCursor"]  # type: ignore[index]
    assert (await page(changing, "firm", str(new)))["nodes"] == []
    await hand.execute("UPDATE firm SET provenance_source = 'x'")
    assert (await page(changing, "firm", str(new)))["nodes"] != []


async def test_other_rules_of_who_sees_what_are_begun_with_anew(
    changing: Graph, hand: Owner
) -> None:
    cursor = str((await page(changing, "firm", "now"))["pageInfo"]["endCursor"])  # type: ignore[index]
    await hand.execute("SELECT feed.follow_slices()")
    assert (await page(changing, "firm", cursor))["nodes"] == []
    await hand.execute("ALTER POLICY reads ON evidence USING (false)")
    await hand.execute("SELECT feed.follow_slices()")
    assert await refused(changing, "firm", cursor) == TOO_OLD
