"""What the feed tells, to whom, and that it tells nobody else."""

from collections import Counter
from typing import Any
from uuid import UUID

import pytest

from api.embedded import Urls
from auth.callers import PUBLIC, Caller
from auth.database import Database
from seeds.demo.ids import MILL_CITY, OUR_FIRM, district_id, engagement_id
from seeds.demo.personas import PERSONAS
from tests.rows import Owner
from tests.schema.changes.mirrors import Mirror, differences, slice_of
from tests.schema.graphs import DESK, EVERYONE, Graph

MILL = district_id(MILL_CITY)
IN_REVIEW = district_id("Spindle Falls")
PLAN_TREE = {
    "AcceleratedImprovementPlan",
    "KeyIssue",
    "StrategicObjective",
    "Initiative",
    "Activity",
    "Benchmark",
}


def follower(graph: Graph, who: str | None, *types: str) -> Mirror:
    """Somebody who follows from now on; with types, only records of those."""
    caller = PERSONAS[who].caller if who else PUBLIC
    return Mirror(graph.engine, caller, list(types) or None, "now")


async def following(graph: Graph, who: str | None, *types: str) -> Mirror:
    """Somebody who has everything there is, and follows."""
    mirror = follower(graph, who, *types)
    mirror.cursor = None
    await mirror.drain()
    return mirror


def kinds(changes: list[dict[str, Any]]) -> Counter[tuple[str, str]]:
    return Counter((change["kind"], change["type"]) for change in changes)


async def some_id(hand: Owner, table: str, condition: str = "true") -> UUID:
    """The first record of a table."""
    sql = f"SELECT id FROM {table} WHERE {condition} ORDER BY district_id, id LIMIT 1"
    return UUID(str(await hand.fetchval(sql)))


@pytest.mark.parametrize("who", EVERYONE)
async def test_without_a_cursor_everything_that_the_caller_sees_is_told(
    changing: Graph, who: str | None
) -> None:
    mirror = await following(changing, who)
    assert differences(mirror.held, await slice_of(changing.database, mirror.caller)) == []
    assert mirror.held


async def test_a_change_is_told_once_to_whoever_sees_the_record(
    changing: Graph, hand: Owner
) -> None:
    firm, other = follower(changing, "firm"), follower(changing, "other-firm")
    research = follower(changing, "research-office")
    public = follower(changing, None)
    everyone = (firm, other, research, public)
    for mirror in everyone:
        assert await mirror.drain() == []
    changed = await some_id(hand, "measurement", f"district_id = '{MILL}'")
    await hand.execute("UPDATE measurement SET provenance_source = 'x' WHERE id = $1", changed)
    await hand.execute("UPDATE measurement SET value = value + 1 WHERE id = $1", changed)
    for mirror in (firm, research):
        (change,) = await mirror.drain()
        assert change["kind"] == "UPDATED"
        assert change["id"] == f"Measurement_{MILL.hex}{changed.hex}"
        assert change["version"] == 3
        assert change["changedFields"] == ["provenance", "value"]
        assert change["happenedAt"]
    for mirror in everyone:
        assert await mirror.drain() == [] or mirror in (other, public)
    for mirror in (other, public):
        assert mirror.held == {}
        assert mirror.ever_told == set()


async def test_a_page_takes_one_statement_whatever_has_changed(
    changing: Graph, hand: Owner
) -> None:
    query = """query ($after: String) { changes(after: $after) {
      nodes { kind node { id ... on Benchmark { statement initiative { title } } } }
      pageInfo { endCursor hasNextPage }
    } }"""
    answer = await changing(query, {"after": "now"}, as_="firm", statements=1)
    cursor = answer.data["changes"]["pageInfo"]["endCursor"]
    await hand.execute("UPDATE benchmark SET metric = 'another' WHERE district_id = $1", MILL)
    answer = await changing(query, {"after": cursor}, as_="firm", statements=1)
    assert {change["node"]["initiative"]["title"] for change in answer.data["changes"]["nodes"]}
    assert answer.cost == 200


async def test_a_transaction_that_ends_late_is_not_skipped(
    changing: Graph, hand: Owner, other_hand: Owner
) -> None:
    mirror = await following(changing, "firm", "Benchmark")
    early, late = await hand.fetch(
        "SELECT id FROM benchmark WHERE district_id = $1 ORDER BY id LIMIT 2", MILL
    )
    waiting = other_hand.transaction()
    await waiting.start()
    update = "UPDATE benchmark SET metric = 'another' WHERE id = $1"
    await other_hand.execute(update, late["id"])
    await hand.execute(update, early["id"])
    told = await mirror.drain()
    assert [change["id"] for change in told] == [f"Benchmark_{MILL.hex}{early['id'].hex}"]
    await waiting.commit()
    told = await mirror.drain()
    assert [change["id"] for change in told] == [f"Benchmark_{MILL.hex}{late['id'].hex}"]


async def test_what_is_undone_is_never_told(changing: Graph, hand: Owner) -> None:
    mirror = await following(changing, "firm", "Benchmark")
    undone = hand.transaction()
    await undone.start()
    await hand.execute("UPDATE benchmark SET metric = 'another'")
    assert await mirror.drain() == []
    await undone.rollback()
    assert await mirror.drain() == []


async def test_a_deletion_is_told_with_the_key_to_who_saw_the_record(
    changing: Graph, hand: Owner
) -> None:
    query = """query ($after: String) { changes(after: $after) {
      nodes { kind type id version naturalKey { field value } node { id } }
      pageInfo { endCursor }
    } }"""
    asking = ("monitor", "other-monitor", None)
    start = await changing(query, {"after": "now"}, as_="monitor")
    cursors = {
        who: (await changing(query, {"after": "now"}, as_=who)).data["changes"]["pageInfo"]
        for who in asking
    }
    assert start.data["changes"]["nodes"] == []
    ((target, by, month),) = await hand.fetch(
        "DELETE FROM walkthrough_target WHERE id = (SELECT id FROM walkthrough_target"
        " WHERE district_id = $1 LIMIT 1) RETURNING id, administrator_id, month",
        MILL,
    )
    told = {
        who: (await changing(query, {"after": page["endCursor"]}, as_=who)).data["changes"]["nodes"]
        for who, page in cursors.items()
    }
    assert told["other-monitor"] == told[None] == []
    (change,) = told["monitor"]
    assert change["id"] == f"WalkthroughTarget_{MILL.hex}{target.hex}"
    assert change["kind"] == "DELETED"
    assert change["node"] is None
    assert {"field": "administrator", "value": f"Person_{by.hex}"} in change["naturalKey"]
    assert {"field": "month", "value": str(month)} in change["naturalKey"]


async def test_what_was_made_and_deleted_in_between_is_never_told(
    changing: Graph, hand: Owner
) -> None:
    mirror = await following(changing, "state-office", "KeyIssue")
    await hand.execute("UPDATE key_issue SET position = position + 10")
    await mirror.drain()
    made = await hand.fetchval(
        "INSERT INTO key_issue (district_id, id, plan_id, visibility, position, statement)"
        " SELECT district_id, gen_random_uuid(), plan_id, visibility, 1, 'short-lived'"
        " FROM key_issue LIMIT 1 RETURNING id"
    )
    await hand.execute("DELETE FROM key_issue WHERE id = $1", made)
    assert await mirror.drain() == []


async def test_an_engagement_that_ends_takes_away_all_that_it_had_shown_and_gives_it_back(
    changing: Graph, hand: Owner
) -> None:
    mirror = await following(changing, "firm")
    before = set(mirror.held)
    engagement = engagement_id(MILL_CITY, OUR_FIRM)
    end = "UPDATE engagement SET ends_on = $2 WHERE id = $1"
    await hand.execute(end, engagement, (await hand.fetchval("SELECT current_date - 3")))
    told = await mirror.drain()
    after = await slice_of(changing.database, mirror.caller)
    assert differences(mirror.held, after) == []
    left = [change for change in told if change["kind"] == "LEFT_SLICE"]
    assert {change["id"] for change in left} == before - set(after) != set()
    for change in left:
        assert change["version"] is change["happenedAt"] is change["node"] is None
        assert change["changedFields"] == []
    await hand.execute(end, engagement, None)
    told = await mirror.drain()
    entered = {change["id"] for change in told if change["kind"] == "ENTERED_SLICE"}
    assert entered == {change["id"] for change in left}
    assert set(mirror.held) == before


async def test_what_happens_to_a_record_outside_of_the_slice_is_not_told(
    changing: Graph, hand: Owner
) -> None:
    mirror = await following(changing, "firm")
    end = "UPDATE engagement SET ends_on = current_date - 3 WHERE id = $1"
    await hand.execute(end, engagement_id(MILL_CITY, OUR_FIRM))
    await hand.execute(
        "DELETE FROM evidence WHERE district_id = $1 AND id NOT IN"
        " (SELECT evidence_id FROM data_presentation WHERE evidence_id IS NOT NULL)",
        MILL,
    )
    told = kinds(await mirror.drain())
    assert told["LEFT_SLICE", "Evidence"] > 0
    assert told["DELETED", "Evidence"] == 0
    await hand.execute("UPDATE measurement SET provenance_source = 'x'")
    assert await mirror.drain() == []


async def test_a_plan_that_is_accepted_comes_into_everyones_view_with_its_tree(
    changing: Graph, hand: Owner
) -> None:
    mirror = await following(changing, None)
    manager = await following(changing, "other-firm")
    await hand.execute(
        "UPDATE accelerated_improvement_plan SET status = 'ACCEPTED', accepted_on = submitted_on"
        " WHERE district_id = $1",
        IN_REVIEW,
    )
    for one in (mirror, manager):
        told = await one.drain()
        assert {kind for kind, _ in kinds(told)} == {"ENTERED_SLICE"}
        assert {name for _, name in kinds(told)} == PLAN_TREE
        assert differences(one.held, await slice_of(changing.database, one.caller)) == []


async def test_who_is_on_an_attendee_list_no_more_is_told_to_forget_the_meeting(
    changing: Graph, hand: Owner
) -> None:
    ((attending, person),) = await hand.fetch(
        "SELECT a.id, a.person_id FROM highlight_attendance a"
        " WHERE a.person_id IS NOT NULL AND NOT EXISTS ("
        " SELECT FROM appointment p WHERE p.person_id = a.person_id"
        " AND p.role IN ('DISTRICT_LEADER', 'PLAN_MANAGER', 'PLAN_MONITOR')) LIMIT 1"
    )
    mirror = Mirror(changing.engine, Caller(person=person))
    await mirror.drain()
    await hand.execute("DELETE FROM highlight_attendance WHERE id = $1", attending)
    told = kinds(await mirror.drain())
    assert told["LEFT_SLICE", "HighlightMeeting"] == 1
    assert differences(mirror.held, await slice_of(changing.database, mirror.caller)) == []


async def test_what_follows_an_appointment_comes_and_goes_with_it(
    changing: Graph, hand: Owner
) -> None:
    mirror = await following(changing, None, "Appointment", "PlanMonitor")
    move = "UPDATE appointment SET starts_on = starts_on + $2::int WHERE id = $1"
    office = await hand.fetchval("SELECT appointment_id FROM plan_monitor LIMIT 1")
    days = await hand.fetchval(
        "SELECT current_date + 20 - starts_on FROM appointment WHERE id = $1", office
    )
    await hand.execute(move, office, days)
    told = kinds(await mirror.drain())
    assert told == {("LEFT_SLICE", "Appointment"): 1, ("LEFT_SLICE", "PlanMonitor"): 1}
    await hand.execute(move, office, -days)
    told = kinds(await mirror.drain())
    assert told == {("ENTERED_SLICE", "Appointment"): 1, ("ENTERED_SLICE", "PlanMonitor"): 1}


async def test_a_day_that_passes_brings_what_it_publishes(
    changing_urls: Urls, hand: Owner, anyio_backend: object
) -> None:
    today, tomorrow = [
        await Database.open(changing_urls.api, pool_size=1, time_zone=zone)
        for zone in ("Etc/GMT+12", "Etc/GMT-12")
    ]
    try:
        await hand.execute(
            "UPDATE standard_review SET published_on = (now() AT TIME ZONE 'Etc/GMT-12')::date"
            " WHERE kind = 'DISTRICT_REVIEW'"
        )
        mirror = await following(DESK.over(today), None)
        assert await mirror.drain() == []
        mirror.engine = DESK.over(tomorrow).engine
        told = kinds(await mirror.drain())
        assert set(told) == {("ENTERED_SLICE", "StandardReview")}
        assert differences(mirror.held, await slice_of(tomorrow, mirror.caller)) == []
    finally:
        await today.close()
        await tomorrow.close()


async def test_what_goes_and_comes_back_while_pages_are_read_is_not_lost(
    changing: Graph, hand: Owner
) -> None:
    mirror = await following(changing, "firm")
    engagement = engagement_id(MILL_CITY, OUR_FIRM)
    end = "UPDATE engagement SET ends_on = CASE WHEN $2 THEN current_date - 3 END WHERE id = $1"
    await hand.execute("UPDATE measurement SET provenance_source = 'x'")
    told, _ = await mirror.page(first=2)
    assert [change["node"] is None for change in told] == [False, False]
    await hand.execute(end, engagement, True)
    told, _ = await mirror.page(first=2)
    assert [change["node"] is None for change in told] == [True, True]
    await hand.execute(end, engagement, False)
    await mirror.drain()
    await mirror.drain()
    assert differences(mirror.held, await slice_of(changing.database, mirror.caller)) == []


async def test_a_record_that_is_read_with_the_feed_is_read_in_its_slice(
    changing: Graph, hand: Owner
) -> None:
    query = """query ($after: String) { changes(after: $after, types: ["Activity"]) {
      nodes { type node { __typename ... on Activity { owner { label name } } } }
      pageInfo { endCursor }
    } }"""
    page = (await changing(query, {"after": "now"})).data["changes"]
    await hand.execute("UPDATE activity SET description = description || '.'")
    told = await changing(query, {"after": page["pageInfo"]["endCursor"]})
    owners = [change["node"]["owner"] for change in told.data["changes"]["nodes"]]
    listed = await changing("{ activities(first: 1000) { nodes { owner { label name } } } }")
    assert None in owners
    assert sorted(map(str, owners)) == sorted(
        str(one["owner"]) for one in listed.data["activities"]["nodes"]
    )


async def test_python_takes_part_in_an_operation_with_the_feed(changing: Graph) -> None:
    query = """{ viewer { roles } changes(first: 3) {
      nodes { cursor kind node { __typename id ... on Record { version provenance { kind } } } }
      pageInfo { hasNextPage hasPreviousPage startCursor } } }"""
    # The viewer, the feed, and that it was confidential: all its types may be told.
    told = (await changing(query, as_="firm", statements=3)).data["changes"]
    assert [change["node"]["__typename"] for change in told["nodes"]]
    assert told["pageInfo"]["startCursor"]
    assert told["pageInfo"] | {"startCursor": ""} == {
        "hasNextPage": True,
        "hasPreviousPage": False,
        "startCursor": "",
    }
