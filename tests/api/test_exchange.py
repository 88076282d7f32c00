"""Studies as files over HTTP, asked as the right and as the wrong caller."""

import io
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

import asyncpg
import httpx
import pytest

from api.app import create_app
from api.embedded import Urls
from api.settings import Settings
from auth.callers import Caller
from models.tables import metadata
from seeds.demo.ids import MILL_CITY, district_id
from seeds.demo.personas import PERSONAS
from seeds.refi_qda.reader import read_project
from seeds.refi_qda.telling import Telling
from tests.api.tokens import own_tokens
from tests.databases import Server, connected

ZIP = "application/zip"
XML = "application/xml"
STUDY = "SELECT id FROM study WHERE name LIKE 'One district%'"
EVERYTHING = " UNION ALL ".join(
    f"SELECT '{name}' AS name, count(*), sum(version) FROM {name}" for name in metadata.tables
)
BOOK = (
    '<CodeBook xmlns="urn:QDA-XML:codebook:1.0"><Codes>'
    '<Code guid="{0E7BA1DF-2C30-41FB-A0C1-8C2E4D3B2A01}" name="Trust" isCodable="true"/>'
    "</Codes></CodeBook>"
)


@dataclass
class Site:
    """A running application over a copy of the demo, and how to ask it."""

    client: httpx.AsyncClient
    owner: "asyncpg.Connection[Any]"
    settings: Settings
    study: str

    async def get(self, who: str | None, path: str) -> httpx.Response:
        return await self.client.get(path, headers=self.headers(who))

    async def post(
        self, who: str | None, path: str, content: bytes, media: str = ZIP, **headers: str
    ) -> httpx.Response:
        given = {**self.headers(who), "content-type": media, **headers}
        return await self.client.post(path, content=content, headers=given)

    def headers(self, who: str | None) -> dict[str, str]:
        if who is None:
            return {}
        caller: Caller = PERSONAS[who].caller
        token = own_tokens(self.settings)(caller, timedelta(minutes=1))
        return {"authorization": f"Bearer {token}"}

    async def everything(self) -> list[tuple[Any, ...]]:
        return [tuple(row) for row in await self.owner.fetch(EVERYTHING)]


@asynccontextmanager
async def running(urls: Urls, directory: Path, **given: Any) -> AsyncIterator[Site]:
    settings = Settings(_env_file=None, database_url=urls.api, data_dir=directory, **given)
    app = create_app(settings)
    transport = httpx.ASGITransport(app, raise_app_exceptions=False)
    async with (
        app.router.lifespan_context(app),
        httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1:8000") as client,
        connected(urls.owner) as owner,
    ):
        study = await owner.fetchval(STUDY)
        yield Site(client, owner, settings, f"/studies/Study_{study.hex}")


@pytest.fixture
async def site(
    server: Server, demo: str, tmp_path: Path, anyio_backend: object
) -> AsyncIterator[Site]:
    urls = await server.create(demo)
    async with running(urls, tmp_path) as opened:
        yield opened
    await server.drop(urls)


async def test_a_study_goes_out_and_comes_in_again_without_a_change(site: Site) -> None:
    out = await site.get("monitor", f"{site.study}/qdpx")
    assert out.status_code == 200
    assert out.headers["content-type"] == ZIP
    assert out.headers["cache-control"] == "no-store"
    assert "One%20district" in out.headers["content-disposition"]
    project = read_project(io.BytesIO(out.content), Telling("out.qdpx"))
    codings = sum(len(each.codings) for one in project.sources for each in one.selections)
    assert codings > 0
    before = await site.everything()
    back = await site.post("monitor", f"{site.study}/qdpx", out.content)
    assert back.status_code == 200, back.text
    told = back.json()
    assert told["study"] == site.study.removeprefix("/studies/")
    assert told["records"]["coding"] == {"created": 0, "unchanged": codings}
    assert (told["findings"], told["findingsTotal"]) == ([], 0)
    assert await site.everything() == before


async def test_the_research_office_gets_the_mask(site: Site) -> None:
    texts = {}
    for who in ("monitor", "research-office"):
        out = await site.get(who, f"{site.study}/qdpx")
        project = read_project(io.BytesIO(out.content), Telling("out.qdpx"))
        texts[who] = "".join(source.text for source in project.sources)
    assert "█" in texts["research-office"]
    assert "█" not in texts["monitor"]


NOT_SEEN = (None, "superintendent", "manager", "firm", "other-monitor", "teacher", "state-board")


@pytest.mark.parametrize("who", NOT_SEEN)
async def test_a_study_that_is_not_seen_is_none(site: Site, who: str | None) -> None:
    absent = await site.get(who, "/studies/Study_" + "0" * 31 + "1/qdpx")
    hidden = await site.get(who, f"{site.study}/qdpx")
    assert hidden.status_code == absent.status_code == 404
    assert hidden.content == absent.content
    assert hidden.json()["errors"][0]["extensions"]["code"] == "NOT_FOUND"


@pytest.mark.parametrize(
    ("who", "status", "code"),
    [
        (None, 401, "UNAUTHENTICATED"),
        ("superintendent", 404, "NOT_FOUND"),
        ("firm", 404, "NOT_FOUND"),
        ("other-monitor", 404, "NOT_FOUND"),
        ("state-office", 403, "FORBIDDEN"),
    ],
)
async def test_who_may_not_write_is_refused_and_nothing_changes(
    site: Site, who: str | None, status: int, code: str
) -> None:
    before = await site.everything()
    reply = await site.post(who, f"{site.study}/qdc", BOOK.encode(), XML)
    assert reply.status_code == status
    assert reply.json()["errors"][0]["extensions"]["code"] == code
    assert ("www-authenticate" in reply.headers) == (status == 401)
    assert await site.everything() == before


async def test_who_may_found_no_study_is_refused_before_the_file_is_read(site: Site) -> None:
    for who in ("monitor", "state-office", "teacher", "firm"):
        reply = await site.post(who, "/studies/qdpx", b"no archive at all")
        assert reply.status_code == 403
    reply = await site.post("research-office", "/studies/qdpx", b"no archive at all")
    assert reply.status_code == 400


async def test_a_codebook_is_added_by_those_who_work_in_the_study(site: Site) -> None:
    path = f"{site.study}/qdc?file=book.qdc"
    tried = await site.post("monitor", f"{path}&dryRun=true", BOOK.encode(), XML)
    assert tried.json()["dryRun"] is True
    assert await site.owner.fetchval("SELECT count(*) FROM code WHERE name = 'Trust'") == 0
    for who, created in (("monitor", 1), ("research-office", 0)):
        reply = await site.post(who, path, BOOK.encode(), XML)
        assert reply.status_code == 200, reply.text
        assert reply.json()["records"]["code"]["created"] == created
    row = await site.owner.fetchrow(
        "SELECT provenance_kind, provenance_file FROM code WHERE name = 'Trust'"
    )
    assert tuple(row or ()) == ("IMPORTED", "book.qdc")


async def test_a_project_becomes_a_study_that_the_api_shows(site: Site) -> None:
    out = await site.get("monitor", f"{site.study}/qdpx")
    content = out.content
    await site.owner.execute("UPDATE study SET name = 'Renamed' WHERE name LIKE 'One district%'")
    district = f"District_{district_id(MILL_CITY).hex}"
    made = await site.post(
        "research-office", f"/studies/qdpx?district={district}&user=Plan%20Monitor", content
    )
    assert made.status_code == 200, made.text
    query = "query ($id: ID!) { study(by: {id: $id}) { interviews(first: 1) { totalCount } } }"
    asked = {"query": query, "variables": {"id": made.json()["study"]}}
    for who, shown in (("research-office", True), ("monitor", False)):
        answer = await site.client.post("/graphql", json=asked, headers=site.headers(who))
        data = answer.json()["data"]["study"]
        assert (data is not None) == shown
        assert not shown or data["interviews"]["totalCount"] > 30


@pytest.mark.parametrize(
    ("content", "media", "status"),
    [
        (b"no archive", ZIP, 400),
        (b"", ZIP, 400),
        (b"PK\x05\x06" + b"\0" * 18, ZIP, 400),
        (b"no archive", "application/json", 415),
    ],
)
async def test_what_is_no_project_is_refused_and_nothing_changes(
    site: Site, content: bytes, media: str, status: int
) -> None:
    before = await site.everything()
    reply = await site.post("monitor", f"{site.study}/qdpx", content, media)
    assert reply.status_code == status
    assert reply.json()["errors"][0]["extensions"]["code"] == "BAD_USER_INPUT"
    assert await site.everything() == before


async def test_what_is_asked_wrongly_is_refused(site: Site) -> None:
    compressed = await site.post(
        "monitor", f"{site.study}/qdpx", b"", **{"content-encoding": "gzip"}
    )
    assert compressed.status_code == 415
    for path in ("/studies/nonsense/qdpx", f"{site.study}/qdpx?dryRun=maybe"):
        assert (await site.post("monitor", path, b"")).status_code == 400
    nowhere = f"{site.study}/qdpx?district=District_{'0' * 32}"
    content = (await site.get("monitor", f"{site.study}/qdpx")).content
    assert (await site.post("monitor", nowhere, content)).status_code == 404
    assert (await site.client.put(f"{site.study}/qdpx")).status_code == 405
    bad = await site.client.get(f"{site.study}/qdpx", headers={"authorization": "Bearer x"})
    assert bad.status_code == 401


async def test_a_body_is_read_no_further_than_it_may_be_long(
    server: Server, demo: str, tmp_path: Path
) -> None:
    urls = await server.create(demo)

    async def endless() -> AsyncIterator[bytes]:
        for _ in range(100):
            yield b"0" * 1_000
        raise AssertionError("it was read to its end")

    async with running(urls, tmp_path, max_import_bytes=5_000) as site:
        for content in (b"0" * 5_001, endless()):
            headers = {**site.headers("monitor"), "content-type": ZIP}
            reply = await site.client.post(f"{site.study}/qdpx", content=content, headers=headers)
            assert reply.status_code == 413
            assert reply.json()["errors"][0]["extensions"]["code"] == "COST_LIMIT_EXCEEDED"
    await server.drop(urls)
