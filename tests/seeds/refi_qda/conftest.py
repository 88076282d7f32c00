"""Networks to exchange studies with: copies of the demo, and one without any study."""

from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

import asyncpg
import pytest

from auth.database import Database
from models.tables import metadata
from seeds.demo import load
from seeds.demo.personas import PERSONAS
from seeds.importers.findings import Finding
from seeds.refi_qda.exporting import export_study
from seeds.refi_qda.importing import Imported, Wishes, import_project
from seeds.refi_qda.project import Project
from seeds.refi_qda.telling import Telling
from tests.databases import Server, connected

MILL_CITY_STUDY = "One district's journey: the Accelerated Improvement Plan in Mill City"

# An export is recorded as read.
OF_READING = {"disclosed_record", "disclosure"}
EVERYTHING = " UNION ALL ".join(
    f"SELECT '{name}' AS name, count(*), sum(version), max(updated_at) FROM {name}"
    for name in sorted(metadata.tables.keys() - OF_READING)
)


@dataclass
class Network:
    """A network that may be written to, as its owner and as anybody sees it."""

    database: Database
    owner: "asyncpg.Connection[Any]"
    findings: list[Finding] = field(default_factory=list)

    async def study(self, name: str = MILL_CITY_STUDY) -> UUID:
        study: UUID = await self.owner.fetchval("SELECT id FROM study WHERE name = $1", name)
        return study

    async def exported(self, who: str, name: str = MILL_CITY_STUDY) -> Project:
        return await export_study(self.database, PERSONAS[who].caller, await self.study(name))

    async def imported(self, who: str, project: Project, **wishes: Any) -> Imported:
        """Import as a persona; what is told is kept in `findings`."""
        telling, caller = Telling("made.qdpx"), PERSONAS[who].caller
        try:
            return await import_project(
                self.database, caller, project, Wishes(**wishes), telling=telling
            )
        finally:
            self.findings = list(telling.findings)

    async def everything(self) -> list[tuple[Any, ...]]:
        """What changes with any row of any table but those that reading writes."""
        return [tuple(row) for row in await self.owner.fetch(EVERYTHING)]

    async def count(self, table: str) -> int:
        number: int = await self.owner.fetchval(f"SELECT count(*) FROM {table}")
        return number

    def told(self) -> list[str]:
        return [f"{finding.column} {finding.reason}" for finding in self.findings]


@pytest.fixture
async def network(server: Server, demo: str, anyio_backend: object) -> AsyncIterator[Network]:
    """The demo network, in a copy of the test's own."""
    urls = await server.create(demo)
    database = await Database.open(urls.api, pool_size=2)
    async with connected(urls.owner) as owner:
        yield Network(database, owner)
    await database.close()
    await server.drop(urls)


@pytest.fixture
async def elsewhere(server: Server, migrated: str, anyio_backend: object) -> AsyncIterator[Network]:
    """A network of the same people and districts in which nobody has studied anything."""
    urls = await server.create(migrated)
    database = await Database.open(urls.api, pool_size=2)
    async with connected(urls.owner) as owner:
        await load(owner, ("network", "districts"))
        yield Network(database, owner)
    await database.close()
    await server.drop(urls)
