"""Erasing what is personal: from the records, from their past, from what is recorded for audit.

A person stays as a row that names nobody, because offices and what was done in them refer to it;
an interview goes, with all that hangs on it. The chain of audit stays whole: disclosures keep the
digest of whom they were about, and the erasure is an entry of its own, with those digests.
"""

import json
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import timedelta
from enum import Enum
from typing import Any, TypeAlias
from uuid import UUID

import asyncpg

from models.failures import NotFound
from models.tables import metadata

__all__ = ["Cause", "Erased", "Subject", "erase", "expired_interviews"]

Connection: TypeAlias = "asyncpg.Connection[Any] | asyncpg.pool.PoolConnectionProxy[Any]"


class Subject(Enum):
    """What can be erased; the name of its table."""

    PERSON = "person"
    INTERVIEW = "interview"


class Cause(Enum):
    """Why something is erased."""

    REQUEST = "somebody asked for it"
    RETENTION = "it was kept for as long as it may be"


@dataclass(frozen=True, slots=True)
class Hanging:
    """Rows of a table that go because a column of theirs refers to rows that do.

    `of` is the table and column that the reference is held against.
    """

    table: str
    column: str
    of: tuple[str, str]


PERSON, INTERVIEW = ("person", "id"), ("interview", "id")
TRANSCRIPT, CODING = ("transcript", "id"), ("coding", "id")

# In an order in which each stands after what it hangs on.
HANGING: Mapping[Subject, Sequence[Hanging]] = {
    Subject.PERSON: (
        Hanging("person_name", "person_id", PERSON),
        Hanging("person_contact", "person_id", PERSON),
        Hanging("person_login", "person_id", PERSON),
        Hanging("informant", "person_id", PERSON),
        Hanging("key_actor_identity", "person_id", PERSON),
        Hanging("job_mobility_person", "person_id", PERSON),
        Hanging("walkthrough_comment", "teacher_id", PERSON),
    ),
    Subject.INTERVIEW: (
        Hanging("informant", "interview_id", INTERVIEW),
        Hanging("transcript", "interview_id", INTERVIEW),
        Hanging("transcript_original", "id", ("transcript", "original_id")),
        Hanging("transcript_span", "transcript_id", TRANSCRIPT),
        Hanging("coding", "transcript_id", TRANSCRIPT),
        Hanging("memo_reference", "transcript_id", TRANSCRIPT),
        Hanging("memo_reference", "coding_id", CODING),
        Hanging("theme_grounding", "coding_id", CODING),
    ),
}
ANONYMOUS: Mapping[tuple[str, str], tuple[str, str]] = {
    ("person", "label"): ("id", "'Erased person'"),
    ("study_member", "label"): ("person_id", "'Erased member ' || id"),
}
"""What is written over where a person's row stays: the column that names whose it is, and what."""

LOG_INS = ("account", "second_factor", "session", "family", "consent")
"""What the authorization server keeps of a person; what happened stays, without from where."""

HELD = ("public", "past", "deleted")
UNLINK = """
UPDATE disclosed_record SET person_id = NULL, person_salt = NULL
WHERE person_id IS NOT NULL AND (person_id = ANY ($1) OR record_key = ANY ($2))
RETURNING person_digest
"""
EXPIRED = """
SELECT i.id FROM interview i JOIN study s ON s.id = i.study_id
WHERE s.ends_on < slice.today() - $1::interval ORDER BY i.id
"""


@dataclass(slots=True)
class Erased:
    """How many rows of which tables went, their past versions counted too."""

    rows: dict[str, int] = field(default_factory=dict)
    memos: int = 0
    """Memos that were about what went: they stay, and may quote it."""


class _Undone(Exception):  # noqa: N818 - named by what happened
    """Raised to undo what was only tried."""


async def erase(
    connection: Connection, subject: Subject, key: UUID, cause: Cause, *, keep: bool
) -> Erased:
    """Erase a person or an interview, as the owner, in one transaction; unless `keep`, only try.

    Raises NotFound where there is none, nor has ever been.
    """
    erased = Erased()
    with suppress(_Undone):
        async with connection.transaction():
            await _Erasing(connection, subject, key, erased).run(cause)
            if not keep:
                raise _Undone
    return erased


async def expired_interviews(connection: Connection, days: int) -> list[UUID]:
    """The interviews of studies that ended more than so many days ago."""
    return [row["id"] for row in await connection.fetch(EXPIRED, timedelta(days=days))]


@dataclass(slots=True)
class _Erasing:
    connection: Connection
    subject: Subject
    key: UUID
    erased: Erased

    async def run(self, cause: Cause) -> None:
        keys = await self.found()
        if self.subject is Subject.INTERVIEW:
            self.erased.memos = await self.memos(keys)
        gone = {name: ids for name, ids in keys.items() if name != Subject.PERSON.value}
        for table in reversed(metadata.sorted_tables):
            if ids := gone.get(table.name):
                self.count(table.name, await self.delete(table.name, ids))
        if self.subject is Subject.PERSON:
            await self.make_anonymous()
            await self.forget_log_ins()
        await self.record(cause, gone)

    async def found(self) -> dict[str, list[UUID]]:
        """The keys of what goes, by table: of what is there, and of what has been."""
        top = self.subject.value
        keys = {top: await self.held(top, "id", [self.key])}
        if not keys[top]:
            message = f"There is no such {top}, nor has there been one."
            raise NotFound(message)
        for hanging in HANGING[self.subject]:
            parent, column = hanging.of
            values = keys[parent]
            if column != "id":
                values = await self.values(parent, column, values)
            more = await self.held(hanging.table, hanging.column, values)
            keys[hanging.table] = sorted({*keys.get(hanging.table, []), *more})
        return keys

    async def held(self, table: str, column: str, values: list[UUID]) -> list[UUID]:
        return await self.select(table, "id", column, values)

    async def values(self, table: str, column: str, keys: list[UUID]) -> list[UUID]:
        return await self.select(table, column, "id", keys)

    async def select(self, table: str, wanted: str, column: str, values: list[UUID]) -> list[UUID]:
        """A column of the rows, now or ever, of which another has one of some values."""
        parts = [
            f"SELECT {wanted} AS key FROM {schema}.{table} WHERE {column} = ANY ($1)"
            for schema in HELD
        ]
        rows = await self.connection.fetch(" UNION ".join(parts), values)
        return [row["key"] for row in rows]

    async def memos(self, keys: Mapping[str, list[UUID]]) -> int:
        number = await self.connection.fetchval(
            "SELECT count(DISTINCT memo_id) FROM memo_reference WHERE id = ANY ($1)",
            keys["memo_reference"],
        )
        return int(number)

    async def delete(self, table: str, ids: list[UUID]) -> int:
        """Delete rows, then what the deletion and all before it left of them in the past."""
        number = 0
        for schema in HELD:
            done = await self.connection.execute(
                f"DELETE FROM {schema}.{table} WHERE id = ANY ($1)", ids
            )
            number += int(done.split()[-1]) if schema != "deleted" else 0
        await self.connection.execute(
            "UPDATE past.event SET natural_key = NULL"
            " WHERE record_type = $1 AND record_id = ANY ($2) AND natural_key IS NOT NULL",
            table,
            ids,
        )
        return number

    async def make_anonymous(self) -> None:
        """Write over what names the person on rows that stay, in their past as well."""
        for (table, column), (whose, text) in ANONYMOUS.items():
            for schema in HELD:
                done = await self.connection.execute(
                    f"UPDATE {schema}.{table} SET {column} = {text} WHERE {whose} = $1", self.key
                )
                self.count(table, int(done.split()[-1]))

    async def forget_log_ins(self) -> None:
        """Take away what the person logs in by, and what was given to clients for it."""
        for table in LOG_INS:
            done = await self.connection.execute(
                f"DELETE FROM oauth.{table} WHERE person_id = $1", self.key
            )
            self.count(f"oauth.{table}", int(done.split()[-1]))
        done = await self.connection.execute(
            "UPDATE oauth.event SET address = NULL WHERE person_id = $1 AND address IS NOT NULL",
            self.key,
        )
        self.count("oauth.event", int(done.split()[-1]))

    async def record(self, cause: Cause, gone: Mapping[str, list[UUID]]) -> None:
        """Take the people away from disclosures, and enter the erasure into the chain."""
        people = [self.key] if self.subject is Subject.PERSON else []
        keys = [str(key) for ids in gone.values() for key in ids]
        digests = sorted(
            row["person_digest"] for row in await self.connection.fetch(UNLINK, people, keys)
        )
        self.count("disclosed_record", len(digests))
        removed = json.dumps(self.erased.rows, sort_keys=True)
        given = (self.subject.name, cause.name, str(self.key), removed, digests)
        await self.connection.execute("SELECT audit.erased($1, $2, $3, $4, $5)", *given)

    def count(self, table: str, number: int) -> None:
        if number:
            self.erased.rows[table] = self.erased.rows.get(table, 0) + number
