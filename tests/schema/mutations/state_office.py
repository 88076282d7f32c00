"""The state office as it registers clients, and what then stands in the database."""

from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from api.embedded import Urls
from seeds.demo.personas import PERSONAS
from tests.databases import connected
from tests.schema.mutations.doing import Doing, Outcome

__all__ = ["BACK", "OFFICE", "SECRET", "Office"]

OFFICE = "state-office"
BACK = "https://portal.example.org/back"
SECRET = "client { id clientId kind authentication scopes version } secret secretId"
ROWS = """
SELECT (SELECT count(*) FROM client) AS clients, (SELECT count(*) FROM client_key) AS keys,
    (SELECT count(*) FROM oauth.client_secret) AS secrets,
    (SELECT count(*) FROM oauth.event) AS events,
    (SELECT coalesce(sum(version), 0) FROM client) AS versions
"""


@dataclass(frozen=True, slots=True)
class Office:
    """The state office at work, and what then stands in the database."""

    doing: Doing
    urls: Urls

    async def __call__(self, name: str, given: dict[str, Any], select: str = "") -> Outcome:
        return await self.doing(name, given, select, as_=OFFICE)

    async def done(self, name: str, given: dict[str, Any], select: str = "") -> Any:
        return await self.doing.done(name, given, select, as_=OFFICE)

    async def server(self, **given: Any) -> Any:
        """A new client that proves itself by a secret."""
        usual = {"name": f"Server {uuid4()}", "kind": "CONFIDENTIAL", "redirectUris": [BACK]}
        return await self.done("createClient", usual | given, SECRET)

    async def rows(self, sql: str, *parameters: object) -> list[dict[str, Any]]:
        async with connected(self.urls.owner) as owner:
            return [dict(row) for row in await owner.fetch(sql, *parameters)]

    async def hashes(self, client: str) -> list[str]:
        sql = "SELECT hash FROM oauth.client_secret WHERE client_id = $1::text::uuid"
        return [row["hash"] for row in await self.rows(f"{sql} ORDER BY made_at", client)]

    async def events(self, client: str) -> list[tuple[str, str | None]]:
        sql = "SELECT kind, reason, person_id FROM oauth.event WHERE client_id = $1::text::uuid"
        rows = await self.rows(f"{sql} ORDER BY happened_at, id", client)
        assert {row["person_id"] for row in rows} == {PERSONAS[OFFICE].caller.person}
        return [(row["kind"], row["reason"]) for row in rows]

    async def standing(self) -> dict[str, Any]:
        [row] = await self.rows(ROWS)
        return row
