"""What a caller sees of every table, through the API's own way to the database."""

from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import orjson

from auth.callers import Caller
from auth.database import Database
from models.tables import metadata

__all__ = ["noon", "seen"]

EVERYTHING = "SELECT json_object({})".format(
    ", ".join(
        f"'{table.name}': (SELECT coalesce(json_agg(id), '[]') FROM {table.name})"
        for table in metadata.sorted_tables
    )
)


async def seen(database: Database, caller: Caller) -> dict[str, set[UUID]]:
    """The ids of all rows that the database shows, by table."""
    async with database.read(caller) as transaction:
        tables = orjson.loads(await transaction.value(EVERYTHING))
    return {name: {UUID(each) for each in ids} for name, ids in tables.items()}


def noon() -> tuple[str, date]:
    """A time zone in which it is about noon now, and its date: no test runs into tomorrow."""
    now = datetime.now(UTC)
    hours_behind = now.hour - 12
    return f"Etc/GMT{hours_behind:+d}", (now - timedelta(hours=hours_behind)).date()
