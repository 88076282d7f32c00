"""The feed's bench reads just what it has changed."""

from collections.abc import AsyncIterator
from datetime import timedelta

import anyio.to_thread
import httpx
import pytest

from api.app import create_app
from api.embedded import Urls
from bench.feed import drain, touch
from seeds.demo.personas import PERSONAS
from tests.api.browser import served
from tests.api.edge import edge_settings
from tests.api.tokens import own_tokens
from tests.databases import Server


@pytest.fixture
async def urls(server: Server, demo: str, anyio_backend: object) -> AsyncIterator[Urls]:
    made = await server.create(demo)
    yield made
    await server.drop(made)


async def test_what_is_read_is_what_was_changed(
    urls: Urls, tmp_path_factory: pytest.TempPathFactory
) -> None:
    keys = tmp_path_factory.mktemp("data")
    settings = edge_settings(database_url=urls.api, data_dir=keys, demo=True)
    with served(lambda port: create_app(settings.on_port(port))) as address:
        port = httpx.URL(address).port
        assert port
        caller = PERSONAS["monitor"].caller
        token = own_tokens(settings.on_port(port))(caller, timedelta(minutes=5))
        headers = {"authorization": f"Bearer {token}"}
        graphql = f"{address}/graphql"
        start = await anyio.to_thread.run_sync(lambda: drain(graphql, headers, "now"))
        assert (start.changes, start.pages) == (0, 1)
        touched = await touch(urls.owner, 1_000_000)
        told = await anyio.to_thread.run_sync(
            lambda: drain(graphql, headers, start.cursor, first=50)
        )
    assert 50 < told.changes <= touched
    assert told.pages >= told.changes / 50
    assert told.rate > 0
