"""The client that docs/changes.md prints works as it stands there, over HTTP."""

from collections.abc import AsyncIterator, Callable, Iterator
from datetime import timedelta
from typing import Any

import asyncpg
import httpx
import pytest

from api.app import create_app
from api.embedded import Urls
from auth.database import Database
from seeds.demo.personas import PERSONAS
from tests.api.browser import served
from tests.api.edge import edge_settings
from tests.api.tokens import own_tokens
from tests.databases import Server, connected
from tests.docs.pages import FENCE, ROOT
from tests.rows import Owner
from tests.schema.changes.mirrors import slice_of

Post = Callable[[str, dict[str, Any]], Any]


@pytest.fixture
async def urls(server: Server, demo: str, anyio_backend: object) -> AsyncIterator[Urls]:
    made = await server.create(demo)
    yield made
    await server.drop(made)


@pytest.fixture
async def owner(urls: Urls, anyio_backend: object) -> "AsyncIterator[asyncpg.Connection[Any]]":
    async with connected(urls.owner) as connection:
        yield connection


@pytest.fixture
def post(urls: Urls, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Post]:
    """Asks a server as the firm."""
    keys = tmp_path_factory.mktemp("data")
    settings = edge_settings(database_url=urls.api, data_dir=keys, demo=True)
    with (
        served(lambda port: create_app(settings.on_port(port))) as address,
        httpx.Client(timeout=60) as client,
    ):
        port = httpx.URL(address).port
        assert port
        token = own_tokens(settings.on_port(port))(PERSONAS["firm"].caller, timedelta(minutes=5))

        def send(query: str, variables: dict[str, Any]) -> Any:
            response = client.post(
                f"{address}/graphql",
                json={"query": query, "variables": variables},
                headers={"Authorization": f"Bearer {token}"},
            )
            return response.raise_for_status().json()

        yield send


def printed_client() -> Callable[..., str]:
    """The function that the page prints."""
    page = (ROOT / "docs/changes.md").read_text()
    (code,) = [fence["text"] for fence in FENCE.finditer(page) if fence["info"] == "python"]
    assert len(code.splitlines()) <= 36
    told: dict[str, Any] = {}
    exec(compile(code, "docs/changes.md", "exec"), told)
    return told["follow"]  # type: ignore[no-any-return]


async def test_the_printed_client_keeps_a_copy_over_http(
    urls: Urls, owner: Owner, post: Post
) -> None:
    follow = printed_client()
    records: dict[str, Any] = {}
    cursor = follow(post, records)
    await owner.execute("UPDATE benchmark SET statement = 'Anew.'")
    await owner.execute("DELETE FROM strategy_count")
    await owner.execute(
        "UPDATE engagement SET ends_on = current_date - 3"
        " WHERE id = (SELECT id FROM engagement WHERE firm_id = $1)",
        PERSONAS["firm"].caller.firm,
    )
    cursor = follow(post, records, cursor)
    database = await Database.open(urls.api, pool_size=1)
    try:
        slice_ = await slice_of(database, PERSONAS["firm"].caller)
    finally:
        await database.close()
    assert {key: (node["version"], node["updatedAt"]) for key, node in records.items()} == slice_
    assert any(node.get("statement") == "Anew." for node in records.values())
    assert follow(post, records, cursor)
