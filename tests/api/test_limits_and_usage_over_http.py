"""Points a minute and what clients have used, over HTTP: shared, told, kept over a restart."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from api.embedded import Urls
from api.settings import Settings
from auth.callers import Caller
from models.people import Person, StateAppointment
from tests.api.apps import App, registered, running
from tests.api.edge import edge_settings
from tests.rows import Owner, insert

SOMEBODY = Caller(person=UUID(int=7))
ASK = "{ __typename }"
RATE = "{ rateLimit { limit cost remaining used resetAt __typename } firms { totalCount } }"
USAGE = "{ clientUsage { clientId day operations points errors deliveries client { name } } }"


@pytest.fixture
def settings(fresh_urls: Urls, tmp_path: Path) -> Settings:
    return edge_settings(
        database_url=fresh_urls.api,
        data_dir=tmp_path,
        pool_size=2,
        points_per_minute=100,
        public_points_per_minute=1,
    )


@pytest.fixture
async def app(settings: Settings, anyio_backend: object) -> AsyncIterator[App]:
    async with running(settings) as opened:
        yield opened


def left(reply: Any) -> int:
    """What the header RateLimit tells."""
    name, remaining, _ = reply.headers["ratelimit"].split(";")
    assert name == '"points"'
    return int(remaining.removeprefix("r="))


async def points_of(app: App, owner: Owner, client: UUID) -> int:
    """What a client has been charged; what is left refills while a test looks."""
    await app.accounting.tell()
    asks = "SELECT coalesce(sum(points), 0)::int FROM clients.usage WHERE client_id = $1"
    return int(await owner.fetchval(asks, client))


async def test_a_refusal_says_when_to_come_back_and_every_answer_what_is_left(app: App) -> None:
    reply = await app.send(ASK)
    assert (reply.status_code, left(reply)) == (200, 0)
    assert reply.headers["ratelimit-policy"] == '"points";q=1;w=60;throughline-unit="points"'
    refused = await app.send(ASK)
    assert refused.status_code == 429
    (error,) = refused.json()["errors"]
    assert error["extensions"] == {
        "code": "RATE_LIMITED",
        "retryAfter": int(refused.headers["retry-after"]),
    }
    assert "data" not in refused.json()
    assert 1 <= int(refused.headers["retry-after"]) <= 60
    assert refused.headers["ratelimit"].endswith(f";t={refused.headers['retry-after']}")
    assert (await app.send(ASK, as_=SOMEBODY)).status_code == 200


async def test_it_counts_for_all_processes_and_after_a_restart(settings: Settings) -> None:
    async with AsyncExitStack() as stack:
        one, two = [await stack.enter_async_context(running(settings)) for _ in range(2)]
        elsewhere = await stack.enter_async_context(running(settings, "192.0.2.7"))
        assert (await one.send(ASK)).status_code == 200
        for app in (one, two):
            assert (await app.send(ASK)).status_code == 429
        assert (await elsewhere.send(ASK)).status_code == 200
    async with running(settings) as restarted:
        assert (await restarted.send(ASK)).status_code == 429


async def test_what_is_left_is_a_field_too(app: App) -> None:
    data = (await app.send(RATE, as_=SOMEBODY)).json()["data"]
    told = data["rateLimit"]
    assert data["firms"] == {"totalCount": 0}
    assert (told["limit"], told["cost"]) == (100, 1)
    assert told["remaining"] + told["used"] == 100
    assert told["__typename"] == "RateLimit"
    ahead = datetime.fromisoformat(told["resetAt"]) - datetime.now(UTC)
    assert -60 < ahead.total_seconds() < 60
    beside = "{ viewer { kind } rateLimit { limit cost } }"
    told = (await app.send(beside, as_=SOMEBODY)).json()["data"]["rateLimit"]
    assert told == {"limit": 100, "cost": 1}


async def test_an_operation_is_charged_by_its_cost_and_given_back_what_it_did_not_use(
    app: App, owner: Owner
) -> None:
    client = await registered(owner)
    wide = "{ rateLimit { cost } plans(first: 1000) { nodes { id } } }"
    reply = await app.send(wide, as_=SOMEBODY, client=client)
    assert reply.json()["data"]["rateLimit"] == {"cost": 10}
    assert await points_of(app, owner, client) == 1


async def test_what_fails_costs_a_point(app: App, owner: Owner) -> None:
    client = await registered(owner)
    nothing_done = 'mutation { removeExternalId(input: {id: "x"}) { errors { code } } }'
    wrong_cursor = '{ plans(first: 1000, after: "x") { nodes { id } } }'
    for number, text in enumerate(("{ nonsense }", nothing_done, wrong_cursor, "{"), start=1):
        assert (await app.send(text, as_=SOMEBODY, client=client)).status_code == 200
        assert await points_of(app, owner, client) == number, text


async def test_a_limit_of_nothing_is_none_and_points_are_counted_all_the_same(
    fresh_urls: Urls, tmp_path: Path, owner: Owner
) -> None:
    client = await registered(owner)
    settings = edge_settings(
        database_url=fresh_urls.api,
        data_dir=tmp_path,
        points_per_minute=0,
        public_points_per_minute=0,
    )
    async with running(settings) as app:
        reply = await app.send(RATE)
        assert reply.json()["data"]["rateLimit"] is None
        assert "ratelimit" not in reply.headers
        await app.send(ASK, as_=SOMEBODY, client=client)
    assert await owner.fetchval("SELECT points FROM clients.usage") == 1


async def test_usage_is_the_clients_own_and_the_state_offices_and_outlives_a_restart(
    settings: Settings, owner: Owner
) -> None:
    person = await insert(owner, Person)
    await insert(owner, StateAppointment, person_id=person, position="STATE_OFFICER")
    officer = Caller(person=person)
    ours, theirs = await registered(owner), await registered(owner)
    settings = settings.model_copy(update={"public_points_per_minute": 0})
    async with running(settings) as app:
        for _ in range(3):
            await app.send(
                "{ plans(first: 150) { nodes { __typename } } }", as_=SOMEBODY, client=ours
            )
        await app.send("{ nonsense }", as_=SOMEBODY, client=ours)
        app.accounting.usage.count(ours, deliveries=2)
        await app.send(ASK, as_=SOMEBODY, client=theirs)
        await app.send(ASK, as_=SOMEBODY)
        await app.send(ASK)
    async with running(settings) as app:
        (row,) = (await app.send(USAGE, as_=SOMEBODY, client=ours)).json()["data"]["clientUsage"]
        day = row.pop("day")
        assert day == str(
            await owner.fetchval("SELECT (now() AT TIME ZONE 'America/New_York')::date")
        )
        assert row == {
            "clientId": str(ours),
            "operations": 4,
            "points": 4,
            "errors": 1,
            "deliveries": 2,
            "client": None,
        }
        told = (await app.send(USAGE, as_=officer)).json()["data"]["clientUsage"]
        assert {each["clientId"] for each in told} == {str(ours), str(theirs)}
        assert all(each["client"] for each in told)
        by_client = "{ clients(first: 2) { nodes { clientId usage { operations } } } }"
        nodes = (await app.send(by_client, as_=officer)).json()["data"]["clients"]["nodes"]
        used = {node["clientId"]: node["usage"] for node in nodes}
        assert used[str(theirs)] == [{"operations": 1}]
        for who, client in ((SOMEBODY, None), (None, None)):
            reply = await app.send(USAGE, as_=who, client=client)
            assert reply.json()["data"]["clientUsage"] == []
        none = '{ clientUsage(until: "2020-01-01") { operations } }'
        assert (await app.send(none, as_=officer)).json()["data"]["clientUsage"] == []


async def test_what_can_not_be_added_is_added_later(app: App, owner: Owner) -> None:
    client = await registered(owner)
    usage = app.accounting.usage
    usage.count(client, operations=2)
    await owner.execute("ALTER TABLE clients.usage RENAME TO away")
    await app.accounting.tell()
    usage.count(client, operations=3, errors=1)
    await owner.execute("ALTER TABLE clients.away RENAME TO usage")
    await app.accounting.tell()
    rows = await owner.fetch("SELECT operations, points, errors FROM clients.usage")
    assert [tuple(row) for row in rows] == [(5, 0, 1)]
    usage.count(UUID(int=1), operations=1)
    usage.count(client, operations=1)
    await app.accounting.tell()
    assert await owner.fetchval("SELECT operations FROM clients.usage") == 6
