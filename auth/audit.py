"""The chain of what is recorded for audit: disclosures, and what was erased.

Each entry holds the hash of the one before. `verify` works every hash out anew, without any
function of the database, and says where the chain is not what was written.
"""

from collections import defaultdict
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import Any, TypeAlias

import asyncpg

from models.disclosures import DisclosureWay

__all__ = ["NOTHING", "Finding", "Verified", "record_command", "verify"]

Connection: TypeAlias = "asyncpg.Connection[Any] | asyncpg.pool.PoolConnectionProxy[Any]"

NOTHING = "0" * 64
"""The hash before the first entry."""

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)

ENTRIES = """
SELECT position, 'DISCLOSURE' AS kind, id, disclosed_at AS moment, previous_hash, hash,
    ARRAY[way, person_id::text, firm_id::text, acting_district_id::text, appointment_id::text,
          state_appointment_id::text, engagement_id::text] AS fields, NULL::text[] AS digests
FROM disclosure
UNION ALL
SELECT position, 'ERASURE', NULL, erased_at, previous_hash, hash,
    ARRAY[kind, cause, subject, removed], digests
FROM audit.erasure
ORDER BY position
"""
RECORDS = """
SELECT disclosure_id, number, record_type, use, record_key, is_open, person_id, person_salt,
    person_digest
FROM disclosed_record WHERE disclosure_id = ANY ($1) ORDER BY disclosure_id, number
"""
AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Finding:
    """Where the chain is not what was written, and how."""

    position: int
    says: str


@dataclass(slots=True)
class Verified:
    """What the chain holds, and what is wrong with it."""

    disclosures: int = 0
    erasures: int = 0
    position: int = 0
    hash: str = NOTHING
    findings: list[Finding] = field(default_factory=list)

    def found(self, position: int, says: str) -> None:
        """Note what is wrong."""
        self.findings.append(Finding(position, says))


async def verify(connection: Connection, *, expected: Sequence[tuple[int, str]] = ()) -> Verified:
    """Read the whole chain, as the owner, in one snapshot.

    `expected` are places and hashes that were noted elsewhere: with them it also shows when the
    whole chain was written anew.
    """
    chain = Verified()
    awaited = defaultdict(list)
    for position, noted in expected:
        awaited[position].append(noted)
    unlinked: dict[str, int] = {}
    erased: set[str] = set()
    async with connection.transaction(isolation="repeatable_read", readonly=True):
        async for entry, records in _entries(connection):
            _check_link(chain, entry)
            _check_content(chain, entry, records)
            unlinked |= _check_people(chain, entry, records)
            erased.update(entry["digests"] or ())
            for noted in awaited.pop(entry["position"], ()):
                if noted != entry["hash"]:
                    chain.found(entry["position"], "its hash is not the one that was noted")
        head = await connection.fetchrow("SELECT position, hash FROM audit.head")
    for digest, position in unlinked.items():
        if digest not in erased:
            chain.found(position, "whom it is about was taken away by no erasure")
    _check_end(chain, head)
    for position in sorted(awaited):
        chain.found(position, "an entry was noted here, and there is none")
    return chain


async def record_command(connection: Connection, types: Sequence[str]) -> None:
    """Record that a command works out its result from confidential records of some types."""
    way = DisclosureWay.COMMAND.name
    await connection.execute(
        "SELECT audit.disclose($1, '{}', to_json($2::text[]))", way, list(types)
    )


async def _entries(connection: Connection) -> AsyncIterator[tuple[Any, list[Any]]]:
    """The entries in their order, each with what it lists."""
    cursor = await connection.cursor(ENTRIES)
    while entries := await cursor.fetch(AT_ONCE):
        keys = [entry["id"] for entry in entries if entry["id"] is not None]
        records = defaultdict(list)
        for record in await connection.fetch(RECORDS, keys):
            records[record["disclosure_id"]].append(record)
        for entry in entries:
            yield entry, records[entry["id"]]


def _check_link(chain: Verified, entry: Any) -> None:
    position = entry["position"]
    if position != chain.position + 1:
        gap = range(chain.position + 1, position)
        missing = str(gap[0]) if len(gap) == 1 else f"{gap[0]} to {gap[-1]}" if gap else "none"
        chain.found(position, f"the entries before it are missing: {missing}")
    elif entry["previous_hash"] != chain.hash:
        chain.found(position, "it does not follow from the entry before")
    chain.position, chain.hash = position, entry["hash"]


def _check_content(chain: Verified, entry: Any, records: list[Any]) -> None:
    """Work the hash of an entry out anew."""
    moment = (entry["moment"] - EPOCH) // timedelta(microseconds=1)
    head = _line(entry["kind"], entry["position"], moment, *entry["fields"])
    if entry["kind"] == "DISCLOSURE":
        chain.disclosures += 1
        lines = [_line(*(_text(record[name]) for name in LISTED)) for record in records]
    else:
        chain.erasures += 1
        lines = list(entry["digests"])
    content = "\n".join((entry["previous_hash"], head, *lines))
    if _hashed(content) != entry["hash"]:
        chain.found(entry["position"], "it was altered: its content does not give its hash")


LISTED = ("number", "record_type", "use", "record_key", "is_open", "person_digest")


def _check_people(chain: Verified, entry: Any, records: list[Any]) -> dict[str, int]:
    """The digests of which the person is gone; a person who is there has to give the digest."""
    gone = {}
    for record in records:
        digest = record["person_digest"]
        if record["person_id"] is not None:
            if _hashed(f"{record['person_salt']}{record['person_id']}") != digest:
                says = f"whom its line {record['number']} is about was altered"
                chain.found(entry["position"], says)
        elif digest is not None:
            gone[digest] = entry["position"]
    return gone


def _check_end(chain: Verified, head: Any) -> None:
    if head is None:
        chain.found(chain.position, "the end of the chain is not on record")
    elif head["position"] > chain.position:
        says = f"the chain was shortened: it had {head['position']} entries"
        chain.found(chain.position + 1, says)
    elif (head["position"], head["hash"]) != (chain.position, chain.hash):
        chain.found(chain.position, "it is not the entry that the chain ends with")


def _text(value: object) -> object:
    return str(value).lower() if isinstance(value, bool) else value


def _line(*fields: object) -> str:
    return "|".join("" if each is None else str(each) for each in fields)


def _hashed(text: str) -> str:
    return sha256(text.encode()).hexdigest()
