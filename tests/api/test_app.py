"""The application as it serves: its own engine, tokens and database, opened and closed by it."""

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import asyncpg
import httpx
import pytest
from starlette.applications import Starlette

from api.app import create_app
from api.embedded import Urls
from api.settings import Settings
from auth.database import PrivilegedLoginError
from tests.api.edge import SOMEBODY, audited, edge_settings, served
from tests.api.tokens import own_tokens


@pytest.fixture
def settings(fresh_urls: Urls, tmp_path: Path) -> Settings:
    return edge_settings(database_url=fresh_urls.api, data_dir=tmp_path, pool_size=2)


@pytest.fixture
async def app(settings: Settings, anyio_backend: object) -> AsyncIterator[Starlette]:
    app = create_app(settings)
    async with app.router.lifespan_context(app):
        yield app


@pytest.fixture
async def client(app: Starlette, anyio_backend: object) -> AsyncIterator[httpx.AsyncClient]:
    transport = httpx.ASGITransport(app)
    async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1") as client:
        yield client


async def test_every_audit_of_graphql_http_passes(settings: Settings) -> None:
    async with served(create_app(settings)) as (_, address):
        outcome = await audited(address)
    if outcome is None:
        pytest.skip("the audits are JavaScript, and node is not on this machine")
    assert outcome["failed"] == []
    assert outcome["passed"] >= 60


async def test_it_is_ready_and_answers_from_the_database(client: httpx.AsyncClient) -> None:
    assert (await client.get("/health/ready")).json() == {"status": "ready"}
    reply = await client.post("/graphql", json={"query": "{ districts { totalCount } }"})
    assert reply.json()["data"] == {"districts": {"totalCount": 0}}


async def test_a_token_of_its_own_is_believed_and_an_altered_one_is_not(
    client: httpx.AsyncClient, settings: Settings
) -> None:
    token = own_tokens(settings)(SOMEBODY, timedelta(minutes=5))
    altered = f"{token[:-4]}AAAA"
    replies = [
        await client.post(
            "/graphql",
            json={"query": "{ __typename }"},
            headers={"authorization": f"Bearer {sent}"},
        )
        for sent in (token, altered)
    ]
    assert [reply.status_code for reply in replies] == [200, 401]


@pytest.mark.parametrize("media", ["application/json", "application/graphql-response+json"])
async def test_limits_are_refused_with_their_code_before_the_database_is_asked(
    app: Starlette, client: httpx.AsyncClient, media: str
) -> None:
    queries = {
        "document_bytes": "{ __typename }" + " " * 100_000,
        "depth": "{ a" * 21 + " }" * 21,
        "aliases": "{" + " ".join(f"a{n}: __typename" for n in range(201)) + "}",
        "nesting": "{" * 200,
        "tokens": "{" + " a" * 15_000 + "}",
    }
    await app.state.services.engine.means.database.close()
    for limit, query in queries.items():
        reply = await client.post("/graphql", json={"query": query}, headers={"accept": media})
        assert reply.status_code == (200 if media == "application/json" else 400)
        (error,) = reply.json()["errors"]
        assert error["extensions"]["code"] == "COST_LIMIT_EXCEEDED"
        assert error["extensions"]["limit"] == limit
        assert error["extensions"]["allowed"] < error["extensions"]["found"]


async def test_a_failure_is_masked_and_carries_the_trace_id(
    app: Starlette, client: httpx.AsyncClient
) -> None:
    await app.state.services.engine.means.database.close()
    trace = "4bf92f3577b34da6a3ce929d0e0e4736"
    reply = await client.post(
        "/graphql",
        json={"query": "{ districts { totalCount } }"},
        headers={"traceparent": f"00-{trace}-00f067aa0ba902b7-01"},
    )
    (error,) = reply.json()["errors"]
    assert error["extensions"] == {"code": "INTERNAL", "traceId": trace}
    assert "pool" not in reply.text


async def test_it_refuses_to_start_with_a_login_that_row_level_security_does_not_bind(
    fresh_urls: Urls, tmp_path: Path
) -> None:
    app = create_app(edge_settings(database_url=fresh_urls.owner, data_dir=tmp_path))
    with pytest.raises(PrivilegedLoginError):
        async with app.router.lifespan_context(app):
            pass


async def test_it_leaves_no_connection_behind(
    settings: Settings, fresh_urls: Urls, owner: "asyncpg.Connection[Any]"
) -> None:
    connected = "SELECT count(*) FROM pg_stat_activity WHERE usename = 'throughline_api'"
    connected += " AND datname = current_database()"
    app = create_app(settings)
    async with app.router.lifespan_context(app):
        # One of the pool, and soon the one that listens.
        assert 1 <= await owner.fetchval(connected) <= 2
    for _ in range(1000):  # the server takes note a moment after a connection was closed
        if not await owner.fetchval(connected):
            break
        await asyncio.sleep(0.01)
    assert await owner.fetchval(connected) == 0


async def test_without_a_database_address_it_does_not_start(tmp_path: Path) -> None:
    app = create_app(edge_settings(data_dir=tmp_path))
    with pytest.raises(ValueError, match="DATABASE_URL"):
        async with app.router.lifespan_context(app):
            pass
