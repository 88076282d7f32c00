"""What tests of every room stand on: a server a run, and databases copied from templates."""

import gc
import os
import signal
from collections.abc import AsyncIterator, Generator, Iterator
from pathlib import Path
from typing import Any

import asyncpg
import pytest
from hypothesis import HealthCheck, settings

from api.embedded import Urls
from auth.database import Database
from models.migrations import upgrade
from seeds.demo import load, publish_once
from tests.databases import Server, connected, remove_run, start_run, started, template

FOLDER = pytest.StashKey[Path]()

settings.register_profile(
    "same every time",
    deadline=None,
    derandomize=True,
    max_examples=25,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.register_profile(
    "explore",
    settings.get_profile("same every time"),
    derandomize=False,
    max_examples=1000,
    print_blob=True,
)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "same every time"))


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Generator[None, object, object]:
    """Leave what is loaded to collect the tests out of what Python looks through for garbage.

    It stays to the end, and to look through it over and over is a fifth of a run.
    """
    gc.disable()
    try:
        return (yield)
    finally:
        gc.freeze()
        gc.set_threshold(50_000, 20, 50)
        gc.enable()


def pytest_configure(config: pytest.Config) -> None:
    # Or a time limit's SIGTERM would leave the server behind.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    given = getattr(config, "workerinput", None)
    config.stash[FOLDER] = folder = start_run() if given is None else Path(given["folder"])
    if given is None and config.option.basetemp is None:
        config.option.basetemp = folder / "tmp"  # there, too, servers make databases


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node: Any) -> None:
    """Tell a worker of pytest-xdist which run it belongs to."""
    node.workerinput["folder"] = str(node.config.stash[FOLDER])


def pytest_unconfigure(config: pytest.Config) -> None:
    if not hasattr(config, "workerinput"):
        remove_run(config.stash[FOLDER])


@pytest.fixture(scope="session")
def anyio_backend() -> tuple[str, dict[str, bool]]:
    """One event loop for the session; uvloop's would wait for ever for what a test left open."""
    return ("asyncio", {"use_uvloop": False})


@pytest.fixture(scope="session")
def server(pytestconfig: pytest.Config) -> Iterator[Server]:
    with started(pytestconfig.stash[FOLDER]) as running:
        yield running


@pytest.fixture(scope="session")
def migrated(server: Server, pytestconfig: pytest.Config) -> str:
    """The template of a migrated, empty database."""

    async def fill(urls: Urls) -> None:
        await upgrade(urls.owner, str(server.api.username))

    return template(server, pytestconfig.stash[FOLDER], "migrated", None, fill)


@pytest.fixture(scope="session")
def demo(server: Server, migrated: str, pytestconfig: pytest.Config) -> str:
    """The template of the demo network."""

    async def fill(urls: Urls) -> None:
        async with connected(urls.owner) as connection:
            await load(connection)
            await publish_once(connection)

    return template(server, pytestconfig.stash[FOLDER], "demo", migrated, fill)


@pytest.fixture(scope="session")
async def demo_urls(server: Server, demo: str, anyio_backend: object) -> AsyncIterator[Urls]:
    """The worker's own copy of the demo network, to read only."""
    urls = await server.create(demo)
    yield urls
    await server.drop(urls)


@pytest.fixture
async def own_urls(server: Server, demo: str, anyio_backend: object) -> AsyncIterator[Urls]:
    """A copy of the demo network, for the test alone to change."""
    urls = await server.create(demo)
    yield urls
    await server.drop(urls)


@pytest.fixture(scope="session")
async def database(demo_urls: Urls, anyio_backend: object) -> AsyncIterator[Database]:
    """The API's way to the demo network."""
    opened = await Database.open(demo_urls.api)
    yield opened
    await opened.close()


@pytest.fixture
async def fresh_urls(server: Server, migrated: str, anyio_backend: object) -> AsyncIterator[Urls]:
    """A migrated, empty database of the test's own."""
    urls = await server.create(migrated)
    yield urls
    await server.drop(urls)


@pytest.fixture
async def owner(
    fresh_urls: Urls, anyio_backend: object
) -> "AsyncIterator[asyncpg.Connection[Any]]":
    """The owner's connection to the test's own database."""
    async with connected(fresh_urls.owner) as connection:
        yield connection


@pytest.fixture(scope="session")
async def empty(
    server: Server, migrated: str, anyio_backend: object
) -> "AsyncIterator[asyncpg.Connection[Any]]":
    """The owner's connection to the worker's own empty database: a copy a test takes longer."""
    urls = await server.create(migrated)
    async with connected(urls.owner) as connection:
        yield connection
    await server.drop(urls)


@pytest.fixture
async def blank(
    empty: "asyncpg.Connection[Any]", anyio_backend: object
) -> "AsyncIterator[asyncpg.Connection[Any]]":
    """The owner's connection to an empty database, in a transaction that leaves it empty."""
    transaction = empty.transaction()
    await transaction.start()
    yield empty
    await transaction.rollback()


@pytest.fixture
async def fresh_database(fresh_urls: Urls, anyio_backend: object) -> AsyncIterator[Database]:
    """The API's way to the test's own database."""
    opened = await Database.open(fresh_urls.api, pool_size=2)
    yield opened
    await opened.close()
