"""Handing files in and out over HTTP, as any persona."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any
from uuid import UUID

import asyncpg
import httpx
from starlette.applications import Starlette

from api.app import create_app
from api.embedded import Urls
from api.filing.keeping import Filing
from auth.callers import Caller
from auth.uploads import Upload
from models.base import new_id
from schema.entities import registry
from schema.ids import encode_id
from seeds.demo.personas import PERSONAS
from tests.api.edge import edge_settings
from tests.api.filing.contents import PDF
from tests.api.tokens import own_tokens
from tests.databases import connected

__all__ = ["Desk", "opened_desk"]

BASE = "http://127.0.0.1:8000"
DISTRICTS, SCHOOLS = UUID(int=1), UUID(int=2)
EVIDENCE = """
INSERT INTO evidence (district_id, id, benchmark_id, school_id, kind, title, collected_on)
SELECT b.district_id, $1, b.id, CASE WHEN $3 THEN a.school_id END, 'DOCUMENT', 'Minutes', b.due_on
FROM benchmark b JOIN appointment a ON a.district_id = b.district_id
WHERE a.person_id = $2 AND a.role = 'PRINCIPAL' AND b.visibility = 'PUBLIC'
    AND b.judged_on IS NULL
ORDER BY b.id LIMIT 1
ON CONFLICT (district_id, id) DO UPDATE SET title = 'Minutes'
RETURNING district_id, id
"""


@dataclass
class Desk:
    """A running application over a database of its own, and who comes to it."""

    app: Starlette
    client: httpx.AsyncClient
    tokens: dict[str, str]
    owner: "asyncpg.Connection[Any]"
    folder: Path
    urls: Urls

    @property
    def filing(self) -> Filing:
        filing: Filing = self.app.state.services.filing
        return filing

    async def evidence(self, *, school: bool = False) -> tuple[UUID, UUID]:
        """A piece of evidence for a benchmark yet to be judged: the district's, or a school's."""
        row = await self.owner.fetchrow(
            EVIDENCE, SCHOOLS if school else DISTRICTS, PERSONAS["principal"].caller.person, school
        )
        assert row is not None
        return row[0], row[1]

    async def promised(self, content: bytes = PDF, **said: Any) -> Upload:
        """What somebody says of a file."""
        district, evidence = await self.evidence()
        usual: dict[str, Any] = {
            "file": new_id(),
            "district": district,
            "evidence": evidence,
            "file_name": "Minutes, October.pdf",
            "media_type": "application/pdf",
            "bytes": len(content),
            "sha256": sha256(content).hexdigest(),
        }
        return Upload(**usual | said)

    def address(self, upload: Upload, who: str = "manager") -> str:
        token, _ = self.filing.uploads.sign(upload, self.caller(who))
        return f"{BASE}/uploads/{token}"

    async def send(
        self, upload: Upload, content: Any = PDF, who: str = "manager", **headers: str
    ) -> httpx.Response:
        """Send a file to an address that was signed for a persona."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return await self.client.put(self.address(upload, who), content=content, headers=named)

    async def get(self, address: str, who: str | None = None, **headers: str) -> httpx.Response:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        if who:
            named["authorization"] = f"Bearer {self.tokens[who]}"
        return await self.client.get(f"{BASE}/{address}", headers=named)

    def by_client(self, who: str, client: UUID) -> str:
        """What a persona's requests by a registered client carry; `tokens` then has it too."""
        settings = edge_settings(database_url=self.urls.api, data_dir=self.folder)
        caller = replace(self.caller(who), client=client)
        name = f"{who} by {client}"
        self.tokens[name] = own_tokens(settings)(caller, timedelta(hours=1))
        return name

    async def ask(self, query: str, who: str | None = None, **variables: Any) -> Any:
        headers = {"authorization": f"Bearer {self.tokens[who]}"} if who else {}
        asked = {"query": query, "variables": variables}
        reply = await self.client.post(f"{BASE}/graphql", json=asked, headers=headers)
        return reply.json()

    async def rows(self) -> int:
        return int(await self.owner.fetchval("SELECT count(*) FROM evidence_file"))

    def kept(self) -> list[Path]:
        """The files in the store."""
        return [path for path in (self.folder / "files").rglob("*") if path.is_file()]

    async def clear(self) -> None:
        """Leave nothing of a test behind."""
        await self.owner.execute("DELETE FROM evidence_file")
        await self.owner.execute("DELETE FROM frozen_document")
        await self.owner.execute("DELETE FROM reminder")
        for path in self.kept():
            path.unlink()

    def caller(self, who: str) -> Caller:
        return PERSONAS[who].caller


def file_url(upload: Upload) -> str:
    return f"files/{encode_id(registry['EvidenceFile'], upload.district, upload.file)}"


@asynccontextmanager
async def opened_desk(urls: Urls, folder: Path, **given: Any) -> AsyncIterator[Desk]:
    settings = edge_settings(database_url=urls.api, data_dir=folder, **given)
    app = create_app(settings)
    issue = own_tokens(settings)
    tokens = {name: issue(who.caller, timedelta(hours=1)) for name, who in PERSONAS.items()}
    transport = httpx.ASGITransport(app, raise_app_exceptions=False)
    async with (
        connected(urls.owner) as owner,
        app.router.lifespan_context(app),
        httpx.AsyncClient(transport=transport) as client,
    ):
        yield Desk(app, client, tokens, owner, folder, urls)
