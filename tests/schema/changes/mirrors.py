"""A client of the change feed as docs/changes.md has it: a copy kept from the feed alone."""

from dataclasses import dataclass, field
from typing import Any

import orjson

from auth.callers import Caller
from auth.database import Database
from models.disclosures import LOGS
from schema.engine import Engine, Request
from schema.entities import registry

__all__ = ["Mirror", "differences", "slice_of"]

FEED = """
query ($after: String, $first: Int, $types: [String!]) {
  changes(after: $after, first: $first, types: $types) {
    nodes {
      kind type id version changedFields happenedAt
      node { id ... on Record { version updatedAt } }
    }
    pageInfo { hasNextPage endCursor }
  }
}
"""
REMOVED = {"DELETED", "LEFT_SLICE"}
SLICE = "SELECT json_object({})".format(
    ", ".join(
        f"'{made.table.name}': (SELECT coalesce(json_agg(json_array("
        + (
            "encode(uuid_send(district_id) || uuid_send(id), 'hex')"
            if "district_id" in made.key
            else "encode(uuid_send(id), 'hex')"
        )
        + f", version, updated_at)), '[]') FROM {made.table.name})"
        for made in registry.entities.values()
        if made.table.name not in LOGS
    )
)


@dataclass(slots=True)
class Mirror:
    """What a caller has been told, and how far."""

    engine: Engine
    caller: Caller
    types: list[str] | None = None
    cursor: str | None = None
    held: dict[str, tuple[int, str]] = field(default_factory=dict)
    ever_told: set[str] = field(default_factory=set)

    async def page(self, first: int = 1000) -> tuple[list[dict[str, Any]], bool]:
        """Take the next page; the changes, and whether the copy is whole again."""
        variables = {"after": self.cursor, "first": first, "types": self.types}
        reply = orjson.loads(
            (await self.engine.execute(Request(FEED, None, variables), self.caller)).body
        )
        assert "errors" not in reply, reply
        told = reply["data"]["changes"]
        for change in told["nodes"]:
            self._apply(change)
        assert len(told["nodes"]) <= first
        self.cursor = told["pageInfo"]["endCursor"]
        return told["nodes"], not told["pageInfo"]["hasNextPage"]

    async def drain(self, first: int = 1000) -> list[dict[str, Any]]:
        """Take pages until the copy is whole again; all changes."""
        changes, is_whole = await self.page(first)
        while not is_whole:
            more, is_whole = await self.page(first)
            changes += more
        return changes

    def _apply(self, change: dict[str, Any]) -> None:
        node = change["node"]
        known = change["id"] in self.ever_told
        self.ever_told.add(change["id"])
        if change["kind"] in REMOVED:
            # What was never told of must not be told to be gone.
            assert known, change
            assert node is None
            self.held.pop(change["id"], None)
        elif node is not None:
            assert node["id"] == change["id"]
            assert node["version"] == change["version"]
            self.held[change["id"]] = (node["version"], node["updatedAt"])


async def slice_of(database: Database, caller: Caller) -> dict[str, tuple[int, str]]:
    """All that a caller sees but logs: versions and moments by global id."""
    async with database.read(caller) as transaction:
        tables = orjson.loads(await transaction.value(SLICE))
    return {
        f"{registry.of_table(name).name}_{key}": (version, moment)
        for name, rows in tables.items()
        for key, version, moment in rows
    }


def differences(
    held: dict[str, tuple[int, str]], seen: dict[str, tuple[int, str]]
) -> list[tuple[str, Any, Any]]:
    """What a copy has otherwise than the slice: to compare both whole takes pytest an hour."""
    return [
        (key, held.get(key), seen.get(key))
        for key in sorted(held.keys() | seen.keys())
        if held.get(key) != seen.get(key)
    ]
