"""How fast the change feed is read over the API: changes a second, from a cursor to the end."""

import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import asyncpg
import httpx

__all__ = ["Drained", "drain", "feed_rate", "touch"]

FEED = """query ($after: String, $first: Int) {
  changes(after: $after, first: $first) {
    nodes { kind type id changedFields node { id ... on Benchmark { statement status dueOn } } }
    pageInfo { endCursor hasNextPage }
  }
}"""


@dataclass(frozen=True, slots=True)
class Drained:
    """What a feed told until its end."""

    changes: int
    pages: int
    seconds: float
    cursor: str

    @property
    def rate(self) -> float:
        """Changes a second."""
        return self.changes / self.seconds


def drain(
    address: str, headers: Mapping[str, str], after: str | None, *, first: int = 1000
) -> Drained:
    """Read a feed to its end, one page after the other, as one client does."""
    changes = pages = 0
    has_more = True
    with httpx.Client(headers=dict(headers), timeout=60) as client:
        started = time.perf_counter()
        while has_more:
            body = {"query": FEED, "variables": {"after": after, "first": first}}
            reply: Any = client.post(address, json=body).raise_for_status().json()
            page = reply["data"]["changes"]
            after, has_more = page["pageInfo"]["endCursor"], page["pageInfo"]["hasNextPage"]
            changes += len(page["nodes"])
            pages += 1
    return Drained(changes, pages, time.perf_counter() - started, str(after))


async def touch(owner_url: str, records: int) -> int:
    """Change so many benchmarks, each once and in one transaction; gives how many there were."""
    connection = await asyncpg.connect(owner_url)
    try:
        status = await connection.execute(
            "UPDATE benchmark SET metric = coalesce(metric, '') || '.'"
            " WHERE id IN (SELECT id FROM benchmark ORDER BY id LIMIT $1)",
            records,
        )
    finally:
        await connection.close()
    return int(status.rpartition(" ")[2])


async def feed_rate(
    address: str, headers: Mapping[str, str], owner_url: str, records: int = 5000
) -> Drained:
    """Take a cursor, change records, and read what has changed; ask as who sees all of them."""
    start = drain(address, headers, "now")
    await touch(owner_url, records)
    return drain(address, headers, start.cursor)
