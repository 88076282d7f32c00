"""A network with a release of yesterday's and one of today's, and the edge over it."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import httpx
import pytest

from api.app import create_app
from api.embedded import Urls
from api.releases.describing import About
from api.releases.publishing import Published, publish
from auth.database import Database
from schema.build import build
from tests.api.edge import edge_settings
from tests.databases import Server, connected
from tests.rows import Owner

# 26 hours apart: there is no moment at which they have the same date.
EARLIER, LATER = "Etc/GMT+12", "Pacific/Kiritimati"
ABOUT = About(date.min, "Public tables", "The research office", "https://data.example.org")
RATING = """
SELECT district_id, id FROM accountability_rating WHERE school_id IS NULL ORDER BY id LIMIT 2
"""


@dataclass(frozen=True, slots=True)
class Released:
    """Two releases, what was done in between, and how to reach them."""

    urls: Urls
    first: Published
    second: Published
    client: httpx.AsyncClient

    async def file(self, name: str, of: str | None = None) -> bytes:
        reply = await self.client.get(f"/releases/{of or self.second.version}/{name}")
        assert reply.status_code == 200, reply.text
        return reply.content


async def published(urls: Urls, owner: Owner, zone: str) -> Published:
    database = await Database.open(urls.api, pool_size=1, time_zone=zone)
    try:
        return await publish(database, owner, build()._schema, ABOUT)
    finally:
        await database.close()


@asynccontextmanager
async def opened(urls: Urls, folder: Path) -> AsyncIterator[httpx.AsyncClient]:
    settings = edge_settings(data_dir=folder, database_url=urls.api, pool_size=2)
    app = create_app(settings)
    transport = httpx.ASGITransport(app)
    async with (
        app.router.lifespan_context(app),
        httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1:8000") as client,
    ):
        yield client


@pytest.fixture(scope="module")
async def released(
    server: Server, demo: str, anyio_backend: object, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[Released]:
    urls = await server.create(demo)
    async with connected(urls.owner) as owner:
        first = await published(urls, owner, EARLIER)
        changed, removed = await owner.fetch(RATING)
        await owner.execute(
            "UPDATE accountability_rating SET description = '=1+1' WHERE id = $1", changed["id"]
        )
        await owner.execute("DELETE FROM accountability_rating WHERE id = $1", removed["id"])
        await owner.execute(
            "INSERT INTO accountability_rating"
            " (district_id, id, school_year, framework, determination, description)"
            " VALUES ($1, gen_random_uuid(), 2018, 'REQUIREMENTS_2018', 'ASSISTANCE_REQUIRED', $2)",
            changed["district_id"],
            "Requiring assistance or intervention",
        )
        second = await published(urls, owner, LATER)
    async with opened(urls, tmp_path_factory.mktemp("edge")) as client:
        yield Released(urls, first, second, client)
    await server.drop(urls)
