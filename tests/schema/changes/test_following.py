"""The feed judges by the policies that the database has, at whatever moment."""

import re

import asyncpg
import pytest

from api.embedded import Urls
from auth.callers import PUBLIC
from schema.entities import registry
from tests.databases import connected
from tests.rows import Owner
from tests.schema.changes.mirrors import Mirror, slice_of
from tests.schema.graphs import Graph


async def test_the_feed_knows_every_type_of_record(hand: Owner) -> None:
    known = {row[0] for row in await hand.fetch("SELECT record_type FROM feed.slice")}
    assert known == {made.table.name for made in registry.entities.values()}


async def test_all_that_a_policy_asks_can_be_asked_of_the_past(hand: Owner) -> None:
    """What a policy says in a form that the feed does not know must not pass unnoticed."""
    slices = await hand.fetch("SELECT record_type, policy, questions, parents FROM feed.slice")
    asked = set()
    for name, policy, questions, parents in slices:
        rest = policy
        for question in questions:
            rest = rest.replace(question, "")
            asked.add(re.match(r"slice\.(\w+)", question)[1])  # type: ignore[index]
        for parent in parents:
            rest = rest.replace(f"FROM {parent} parent", "")
            assert re.search(rf"\(parent\.id = {name}\.\w+\)", policy)
        assert "slice." not in rest
        assert "FROM" not in rest
        assert "current_setting" not in rest
    twins = await hand.fetch(
        "SELECT proname, prosrc FROM pg_proc WHERE pronamespace = 'slice_then'::regnamespace"
    )
    assert asked <= {name for name, _ in twins}
    views = await hand.fetch(
        "SELECT relname FROM pg_class WHERE relnamespace = 'slice_then'::regnamespace"
    )
    read = {name for _, text in twins for name in re.findall(r"(?:FROM|JOIN) (\w+)", text)}
    assert read == {name for (name,) in views}
    assert not any(re.search(r"\bslice\.", text) for _, text in twins)


async def test_a_policy_that_changes_is_followed(changing: Graph, hand: Owner) -> None:
    mirror = Mirror(changing.engine, PUBLIC, ["Evidence"])
    assert await mirror.drain() == []
    await hand.execute("ALTER POLICY reads ON evidence USING (kind = 'DOCUMENT')")
    await hand.execute("SELECT feed.follow_slices()")
    mirror.cursor = None
    await mirror.drain()
    told = {key for key in await slice_of(changing.database, PUBLIC) if key.startswith("Evidence_")}
    assert set(mirror.held) == told != set()


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT * FROM feed.secret",
        "SELECT * FROM feed.slice",
        "SELECT feed.sealed('{}')",
        "SELECT feed.forget(now())",
        "SELECT * FROM slice_then.appointment",
        "SELECT slice_then.districts('{PLAN_MONITOR}')",
    ],
)
async def test_the_api_can_ask_for_changes_and_for_nothing_behind_them(
    changing_urls: Urls, sql: str
) -> None:
    async with connected(changing_urls.api) as api:
        with pytest.raises(asyncpg.InsufficientPrivilegeError):
            await api.execute(sql)
