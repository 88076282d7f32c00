"""One served demo for what can share it."""

import socket
from collections.abc import AsyncIterator

import pytest

from api.embedded import Urls
from tests.api.edge import edge_settings
from tests.api.live.place import Place, opened
from tests.databases import Server, connected
from tests.rows import Owner


def free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port: int = taken.getsockname()[1]
        return port


@pytest.fixture(scope="package")
async def urls(server: Server, demo: str, anyio_backend: object) -> AsyncIterator[Urls]:
    made = await server.create(demo)
    yield made
    await server.drop(made)


@pytest.fixture(scope="package")
async def place(
    urls: Urls, tmp_path_factory: pytest.TempPathFactory, anyio_backend: object
) -> AsyncIterator[Place]:
    settings = edge_settings(
        database_url=urls.api,
        data_dir=tmp_path_factory.mktemp("live"),
        port=free_port(),
        cors_origins="https://portal.example.org",
    )
    async with opened(urls, settings) as here:
        yield here


@pytest.fixture
async def owner(urls: Urls, anyio_backend: object) -> AsyncIterator[Owner]:
    async with connected(urls.owner) as connection:
        yield connection
