"""Reminders of what is due: one a day for each thing, whoever runs it and however often.

Each is a record of its own, so that its writing is an event in the feed of changes for those whose
it is to do. It is written as the owner, who sees what is due for everybody, each district in a
transaction of its own, so that one run holds nothing up and a broken one is taken up again.
"""

from datetime import date, timedelta
from typing import Final

from models.base import new_id
from seeds.store import Connection

__all__ = ["write_reminders"]

DISTRICTS: Final = """
SELECT DISTINCT district_id FROM accelerated_improvement_plan
WHERE status IN ('ACCEPTED', 'IN_IMPLEMENTATION') ORDER BY district_id
"""
WRITE: Final = """
WITH due AS (
    SELECT d.*, row_number() OVER () AS place
    FROM ask.due(ARRAY[$1::uuid], NULL, $2::date - $3::int, $2 + $4::int) d
),
written AS (
    INSERT INTO reminder (
        district_id, id, reminded_on, kind, due_on, is_overdue, title, school_id, person_id,
        record_id
    )
    SELECT d.district_id, k.id, $2, d.kind, d.due_on, d.due_on < $2, d.title,
        d.school_id, d.person_id, ask.record_due(d.kind, d.district_id, d.record_id)
    FROM due d JOIN unnest($5::uuid[]) WITH ORDINALITY k (id, place) ON k.place = d.place
    ON CONFLICT DO NOTHING
    RETURNING 1
)
SELECT count(*) FROM written
"""
DUE: Final = "SELECT count(*) FROM ask.due(ARRAY[$1::uuid], NULL, $2::date - $3::int, $2 + $4::int)"


async def write_reminders(
    connection: Connection,
    *,
    ahead: timedelta = timedelta(days=7),
    behind: timedelta = timedelta(days=30),
    time_zone: str = "America/New_York",
    day: date | None = None,
) -> tuple[date, int]:
    """Write the reminders of a day, today where the network is; gives the day and how many."""
    await connection.execute("SELECT set_config('throughline.time_zone', $1, false)", time_zone)
    today: date = day or await connection.fetchval("SELECT slice.today()")
    written = 0
    for row in await connection.fetch(DISTRICTS):
        asked = (row[0], today, behind.days, ahead.days)
        async with connection.transaction(isolation="repeatable_read"):
            ids = [new_id() for _ in range(await connection.fetchval(DUE, *asked))]
            written += await connection.fetchval(WRITE, *asked, ids)
    return today, written
