"""Whether to restart this process, and whether to send it requests."""

from typing import Any

import asyncpg
import pytest

from api.embedded import Urls
from api.health import known_state, unready
from auth.database import Database
from models.migrations import SchemaState
from tests.api.edge import running_edge
from tests.databases import Server


async def test_a_process_that_answers_lives_whatever_stands_behind_it(
    anyio_backend: object,
) -> None:
    async with running_edge(unready="the database does not answer") as edge:
        reply = await edge.client.get("/health/live")
    assert (reply.status_code, reply.json()) == (200, {"status": "live"})


async def test_ready_is_200_and_unready_503_with_a_reason(anyio_backend: object) -> None:
    async with running_edge() as edge:
        reply = await edge.client.get("/health/ready")
    assert (reply.status_code, reply.json()) == (200, {"status": "ready"})
    async with running_edge(unready="the database does not answer") as edge:
        reply = await edge.client.get("/health/ready")
    assert reply.status_code == 503
    assert reply.json() == {"status": "unready", "reason": "the database does not answer"}
    assert reply.headers["cache-control"] == "no-store"


async def test_a_migrated_database_is_ready(fresh_database: Database) -> None:
    assert await unready(fresh_database) is None


@pytest.mark.parametrize(
    ("revision", "reason"), [("9999", "newer than the program"), (None, "is empty")]
)
async def test_a_schema_of_another_version_is_not_ready(
    fresh_database: Database,
    owner: "asyncpg.Connection[Any]",
    revision: str | None,
    reason: str,
) -> None:
    if revision is None:
        await owner.execute("DELETE FROM alembic_version")
    else:
        await owner.execute("UPDATE alembic_version SET version_num = $1", revision)
    assert reason in str(await unready(fresh_database))


async def test_a_schema_without_a_history_is_not_ready(
    fresh_database: Database,
    owner: "asyncpg.Connection[Any]",
) -> None:
    await owner.execute("ALTER TABLE alembic_version RENAME TO elsewhere")
    assert await unready(fresh_database) == "the database does not answer"


async def test_a_database_that_is_gone_is_not_ready_and_its_address_is_not_told(
    server: Server, migrated: str, anyio_backend: object, caplog: pytest.LogCaptureFixture
) -> None:
    urls = await server.create(migrated)
    database = await Database.open(urls.api, pool_size=1)
    assert await unready(database) is None
    await server.drop(urls)
    assert await unready(database) == "the database does not answer"
    assert await unready(database) == "the database does not answer"
    await database.close()
    assert await unready(database) == "the database does not answer"
    said = [record.getMessage() for record in caplog.records if record.name == "api.health"]
    assert said[-1] == "the database does not answer: InterfaceError"
    assert len(said) == 3


async def test_a_pool_that_has_no_connection_to_give_is_not_ready_soon(
    fresh_urls: Urls, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("api.health.ANSWER_SECONDS", 0.05)
    database = await Database.open(fresh_urls.api, pool_size=1)
    async with database.pool.acquire():
        assert await unready(database) == "the database does not answer"
    await database.close()


def test_the_newest_revision_is_current_and_none_is_empty() -> None:
    assert known_state(None) is SchemaState.EMPTY
    assert known_state("9999") is SchemaState.NEWER
