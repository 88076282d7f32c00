"""What the feed tells of confidential records is recorded, like any reading of them."""

from tests.rows import Owner
from tests.schema.graphs import Graph

TOLD = "SELECT count(*) FROM disclosure"
FEED = "{{ changes(first: 1000, types: {types}) {{ nodes {{ id {node} }} }} }}"


async def test_confidential_records_that_are_told_of_are_recorded(
    changing: Graph, hand: Owner
) -> None:
    plain = FEED.format(types='["District"]', node="")
    memos = FEED.format(types='["Memo"]', node="")
    through = FEED.format(types='["Coding"]', node="node { ... on Coding { transcript { id } } }")
    before = await hand.fetchval(TOLD)
    await changing(plain, as_="research-office")
    assert await hand.fetchval(TOLD) == before
    for place, query in enumerate((memos, through), start=1):
        answer = await changing(query, as_="research-office")
        assert answer.data["changes"]["nodes"]
        assert await hand.fetchval(TOLD) == before + place
