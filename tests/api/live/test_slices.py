"""Who is told what, and for how long: as the caller may see it at that moment."""

import json
from base64 import urlsafe_b64decode
from datetime import date, timedelta
from uuid import UUID, uuid4

import pytest

from models.monitoring import AnnualSummary
from schema.entities import registry
from schema.ids import encode_id
from seeds.demo.ids import MILL_CITY, NEXT_PLAN, PLAN, plan_id
from seeds.demo.personas import PERSONAS
from tests.api.live.place import Place
from tests.api.live.test_events import streaming
from tests.api.live.test_socket import BENCHMARKS, HERE, statement, touch
from tests.rows import Owner, insert

ACTIVITIES = """
subscription { changed(types: ["Obstacle", "HighlightMeeting", "Benchmark"]) {
  kind type id node { id }
} }
"""
COMPLETED = "status = 'COMPLETED', ended_on = '2015-06-30'"
UNDER_WAY = "status = 'IN_IMPLEMENTATION', ended_on = NULL"
OF_PLAN = """
SELECT b.district_id, b.id FROM benchmark b JOIN initiative i ON i.id = b.initiative_id
JOIN strategic_objective o ON o.id = i.strategic_objective_id WHERE o.plan_id = $1
ORDER BY b.id LIMIT 1
"""
MEETING = "SELECT id FROM highlight_meeting WHERE district_id = $1 ORDER BY id LIMIT 1"


async def test_others_are_told_nothing_of_what_they_do_not_see(place: Place, owner: Owner) -> None:
    """An event that all see follows one that few see: they were told nothing in between."""
    meeting = await owner.fetchval(MEETING, HERE)
    async with (
        place.introduced("manager") as manager,
        place.introduced("other-manager") as other,
        place.introduced() as public,
    ):
        for speaker in (manager, other, public):
            await speaker.subscribe(ACTIVITIES)
        await owner.execute(
            "UPDATE highlight_meeting SET provenance_source = 'x' WHERE id = $1", meeting
        )
        assert (await manager.event())["changed"]["type"] == "HighlightMeeting"
        await touch(owner, "public")
        for speaker in (manager, other, public):
            assert (await speaker.event())["changed"]["type"] == "Benchmark"


MEASUREMENTS = 'subscription { changed(types: ["Measurement"]) { kind node { id } } }'
OF_DISTRICT = "SELECT id FROM measurement WHERE district_id = $1 ORDER BY id"
ENDED = "UPDATE appointment SET ends_on = current_date - 2 WHERE person_id = $1"
GOES_ON = "UPDATE appointment SET ends_on = NULL WHERE person_id = $1"
NOTED = "UPDATE measurement SET note = $2 WHERE id = $1"


async def test_who_loses_their_office_is_told_what_they_lose_and_then_nothing(
    place: Place, owner: Owner
) -> None:
    person = PERSONAS["manager"].caller.person
    seen = [row["id"] for row in await owner.fetch(OF_DISTRICT, HERE)]
    assert seen
    async with place.introduced("manager") as speaker, place.introduced("firm") as firm:
        for each in (speaker, firm):
            await each.subscribe(MEASUREMENTS)
        await owner.execute(NOTED, seen[0], "before")
        for each in (speaker, firm):
            assert (await each.event())["changed"]["kind"] == "UPDATED"
        await owner.execute(ENDED, person)
        for _ in seen:
            assert (await speaker.event())["changed"] == {"kind": "LEFT_SLICE", "node": None}
        await owner.execute(NOTED, seen[0], "without them")
        assert (await firm.event())["changed"]["kind"] == "UPDATED"
        await owner.execute(GOES_ON, person)
        for _ in seen:
            assert (await speaker.event())["changed"]["kind"] == "ENTERED_SLICE"


def jti(token: str) -> UUID:
    claims = token.split(".")[1]
    return UUID(json.loads(urlsafe_b64decode(claims + "=" * (-len(claims) % 4)))["jti"])


async def revoke(owner: Owner, token: str) -> None:
    await owner.execute(
        "INSERT INTO oauth.revoked (token_id, expires_at) VALUES ($1, now() + interval '1 day')",
        jti(token),
    )


async def test_a_revoked_token_ends_its_connections_and_no_others(
    place: Place, owner: Owner
) -> None:
    token = place.token("manager")
    async with (
        place.speaker() as speaker,
        streaming(place, None, authorization=f"Bearer {token}") as stream,
        place.introduced("manager") as other,
    ):
        await speaker.introduce(token)
        await speaker.subscribe(BENCHMARKS)
        await other.subscribe(BENCHMARKS)
        await revoke(owner, token)
        assert await speaker.closed() == (4403, "the token was revoked")
        [error] = (await stream.message())["data"]["errors"]
        assert error["extensions"]["code"] == "UNAUTHENTICATED"
        assert (await stream.message())["event"] == "complete"
        await touch(owner, "others go on")
        assert await statement(other) == "others go on"


async def test_nothing_is_told_to_who_was_revoked_with_it(place: Place, owner: Owner) -> None:
    """What is committed with a revocation, or after it, is not told, though both are heard."""
    token = place.token("manager")
    async with place.speaker() as speaker:
        await speaker.introduce(token)
        await speaker.subscribe(BENCHMARKS)
        async with owner.transaction():
            await touch(owner, "too late")
            await revoke(owner, token)
        assert (await speaker.closed())[0] == 4403
        assert [message["type"] for message in speaker.heard] == ["connection_ack", "pong"]


async def test_a_token_that_expires_ends_the_connection(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with place.introduced("manager") as speaker:
        await speaker.subscribe(BENCHMARKS)
        place.later(timedelta(hours=2), monkeypatch)
        assert await speaker.closed() == (4403, "the token has expired")


TOLD_OF_PLANS = """
subscription ($plans: [ID!]) {
  planStatusChanged(plans: $plans) { cursor happenedAt plan { id status } }
}
"""


async def test_plans_are_told_of_when_their_status_changes_to_who_sees_it(
    place: Place, owner: Owner
) -> None:
    plan, district = plan_id(MILL_CITY, PLAN), HERE
    mine = encode_id(registry["AcceleratedImprovementPlan"], district, plan)
    elsewhere = encode_id(registry["AcceleratedImprovementPlan"], district, uuid4())
    async with place.introduced("manager") as manager, place.introduced() as public:
        await manager.subscribe(TOLD_OF_PLANS, "mine", plans=[mine])
        await manager.subscribe(TOLD_OF_PLANS, "none", plans=[elsewhere])
        await public.subscribe(TOLD_OF_PLANS)
        told = []
        for sets in ("title = title || '.'", COMPLETED, UNDER_WAY):
            await owner.execute(
                f"UPDATE accelerated_improvement_plan SET {sets} WHERE id = $1", plan
            )
            if "status" in sets:
                told.append(await manager.hear())
        assert [message["id"] for message in told] == ["mine", "mine"]
        statuses = [
            message["payload"]["data"]["planStatusChanged"]["plan"]["status"] for message in told
        ]
        assert statuses == ["COMPLETED", "IN_IMPLEMENTATION"]
        assert (await public.event())["planStatusChanged"]["plan"]["id"] == mine


TOLD_OF_REPORTS = """
subscription { reportPublished {
  report { __typename ... on AnnualSummary { status } }
} }
"""


async def test_a_report_is_told_of_once_it_is_published(place: Place, owner: Owner) -> None:
    async with place.introduced() as public, place.introduced("state-office") as office:
        await public.subscribe(TOLD_OF_REPORTS)
        await office.subscribe(TOLD_OF_REPORTS)
        summary = await insert(
            owner,
            AnnualSummary,
            district_id=HERE,
            school_year=2031,
            status="SUBMITTED",
            submitted_on=date(2012, 1, 1),
        )
        await owner.execute(
            "UPDATE annual_summary SET status = 'PUBLISHED', published_on = '2012-02-02'"
            " WHERE id = $1",
            summary,
        )
        for speaker in (public, office):
            told = (await speaker.event())["reportPublished"]["report"]
            assert told == {"__typename": "AnnualSummary", "status": "PUBLISHED"}


TOLD_OF_BENCHMARKS = """
subscription ($plans: [ID!]) {
  benchmarkChanged(plans: $plans) { kind id benchmark { statement } }
}
"""


async def test_benchmarks_are_told_of_by_plan(place: Place, owner: Owner) -> None:
    def plan(name: str) -> str:
        return encode_id(registry["AcceleratedImprovementPlan"], HERE, plan_id(MILL_CITY, name))

    row = await owner.fetchrow(OF_PLAN, plan_id(MILL_CITY, PLAN))
    assert row is not None
    async with place.introduced() as public, place.introduced() as other:
        await public.subscribe(TOLD_OF_BENCHMARKS, plans=[plan(PLAN)])
        await other.subscribe(TOLD_OF_BENCHMARKS, plans=[plan(NEXT_PLAN)])
        await owner.execute("UPDATE benchmark SET statement = 'of plan' WHERE id = $1", row["id"])
        assert (await public.event())["benchmarkChanged"]["benchmark"] == {"statement": "of plan"}
        await owner.execute("DELETE FROM measurement WHERE benchmark_id = $1", row["id"])
        await owner.execute("DELETE FROM evidence WHERE benchmark_id = $1", row["id"])
        await owner.execute("DELETE FROM quoted_benchmark WHERE benchmark_id = $1", row["id"])
        await owner.execute("DELETE FROM benchmark WHERE id = $1", row["id"])
        for speaker in (public, other):
            told = (await speaker.event())["benchmarkChanged"]
            assert (told["kind"], told["benchmark"]) == ("DELETED", None)
