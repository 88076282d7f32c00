"""What the network holds of a study, read as the caller: nothing else is exported or matched."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, TypeAlias
from uuid import UUID

import orjson
from sqlalchemy import Table

from auth.transactions import Transaction
from models.base import Base
from models.careers import KeyActor
from models.innovation import CausalLink, CausalNetwork, CausalVariable, Innovation, Site
from models.inquiry import (
    Code,
    Memo,
    ResearchQuestion,
    Study,
    StudyMember,
    Theme,
    ThemeCode,
)
from models.inquiry_material import (
    Coding,
    Informant,
    Interview,
    MemoReference,
    Observation,
    SourceDocument,
    ThemeGrounding,
    Transcript,
    TranscriptOriginal,
    TranscriptSpan,
)
from models.organizations import District
from seeds.store import table_of

__all__ = ["GATHERED", "Held", "Holdings", "holdings", "names_of", "rows"]

Held: TypeAlias = dict[str, Any]

GATHERED: Mapping[type[Base], str] = {
    Interview: "interview_id",
    Observation: "observation_id",
    SourceDocument: "document_id",
}
"""What a text can be of, and the column that says so."""

OF_STUDY: Sequence[type[Base]] = (
    StudyMember,
    ResearchQuestion,
    Code,
    Theme,
    ThemeCode,
    *GATHERED,
    Informant,
    Transcript,
    TranscriptOriginal,
    TranscriptSpan,
    Coding,
    ThemeGrounding,
    Memo,
    MemoReference,
)

# A study names no sites. Its own are those where it gathered something, and those that come, or
# whose causal networks come, from the publication or the imported file that it comes from itself.
COMES_FROM = "provenance_source = $2 OR provenance_file = $3"
ITS_SITES = f"""district_id = ANY ($1) OR {COMES_FROM}
    OR id IN (SELECT site_id FROM causal_network WHERE {COMES_FROM})"""  # noqa: S608 - our own


@dataclass(slots=True)
class Holdings:
    """Rows by their model, with what they refer to outside of the study."""

    tables: dict[type[Base], list[Held]] = field(default_factory=dict)
    districts: dict[UUID, str] = field(default_factory=dict)
    innovations: dict[UUID, str] = field(default_factory=dict)

    def __getitem__(self, model: type[Base]) -> list[Held]:
        return self.tables.get(model, [])

    def by_id(self, model: type[Base]) -> dict[UUID, Held]:
        """The rows of a model by their id."""
        return {row["id"]: row for row in self[model]}


async def holdings(transaction: Transaction, study: UUID, *, every_site: bool = False) -> Holdings:
    """All that the caller sees of a study; without the study itself where it is not visible.

    With `every_site`, also the sites that are not the study's: what to add to one has to be known.
    """
    held = Holdings()
    held.tables[Study] = await rows(transaction, Study, "id = $1", study)
    for model in OF_STUDY:
        held.tables[model] = await rows(transaction, model, "study_id = $1", study)
    await _add_sites(transaction, held, every_site=every_site)
    held.districts = await names_of(transaction, District)
    held.innovations = await names_of(transaction, Innovation)
    return held


async def _add_sites(transaction: Transaction, held: Holdings, *, every_site: bool) -> None:
    districts = {row["district_id"] for model in GATHERED for row in held[model]}
    [origin] = held[Study] or [{"provenance_source": None, "provenance_file": None}]
    came_from = origin["provenance_source"], origin["provenance_file"]
    where = f"({ITS_SITES}) OR $4"
    found = await rows(transaction, Site, where, list(districts), *came_from, every_site)
    held.tables[Site] = found
    sites = [row["id"] for row in found]
    for model in (KeyActor, CausalNetwork):
        held.tables[model] = await rows(transaction, model, "site_id = ANY ($1)", sites)
    networks = [row["id"] for row in held[CausalNetwork]]
    for part in (CausalVariable, CausalLink):
        held.tables[part] = await rows(transaction, part, "network_id = ANY ($1)", networks)


async def rows(
    transaction: Transaction, model: type[Base], where: str, *parameters: object
) -> list[Held]:
    """The rows of a table that a condition holds of, by their ids; ids and days as such."""
    table = table_of(model)
    columns = ", ".join(f'"{column.name}"' for column in table.columns)
    found = await transaction.value(
        f"SELECT coalesce(json_agg(r), '[]') FROM (SELECT {columns} FROM {table.name}"  # noqa: S608 - names of our own
        f" WHERE {where} ORDER BY id) r",
        parameters,
    )
    return await asyncio.to_thread(_read, found, table)


def _read(found: bytes, table: Table) -> list[Held]:
    """Rows from JSON, with ids and days as such."""
    readers = {
        str(column.name): READERS[column.type.python_type]
        for column in table.columns
        if column.type.python_type in READERS
    }
    return [
        {
            name: readers[name](value) if value is not None and name in readers else value
            for name, value in row.items()
        }
        for row in orjson.loads(found)
    ]


async def names_of(transaction: Transaction, model: type[Base]) -> dict[UUID, str]:
    """The names of all records of a kind that has names."""
    sql = f"SELECT coalesce(json_object_agg(id, name), '{{}}') FROM {table_of(model).name}"  # noqa: S608 - likewise
    named = orjson.loads(await transaction.value(sql))
    return {UUID(key): name for key, name in named.items()}


def _day(text: str) -> date | None:
    return None if text == "infinity" else date.fromisoformat(text)


READERS: Mapping[type, Any] = {UUID: UUID, date: _day, datetime: datetime.fromisoformat}
