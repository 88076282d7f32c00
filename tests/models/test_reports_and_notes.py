"""A report's parts follow its status and a visit's notes its day; neither is their own change."""

from datetime import date
from uuid import UUID

import asyncpg
import pytest

from models.monitoring import QuarterlyFinding, QuarterlySection, QuotedBenchmark
from tests.models.examples import Examples
from tests.models.particular import ISSUED, PRESENTED, PUBLISHED
from tests.rows import Owner, Row

PARTS = (QuarterlySection, QuotedBenchmark, QuarterlyFinding)


async def update(owner: Owner, report: UUID, changes: Row) -> None:
    columns = ", ".join(f"{name} = ${place}" for place, name in enumerate(changes, start=2))
    await owner.execute(
        f"UPDATE quarterly_progress_report SET {columns} WHERE id = $1", report, *changes.values()
    )


async def test_a_reports_parts_follow_its_status(book: Owner, examples: Examples) -> None:
    report = examples.first[QuarterlySection]["report_id"]
    district = examples.first[QuarterlySection]["district_id"]
    for changes in (ISSUED, PRESENTED, PUBLISHED):
        await update(book, report, changes)
        for part in PARTS:
            rows = await book.fetch(
                f"SELECT status, version FROM {part.__tablename__} WHERE district_id = $1",
                district,
            )
            assert [tuple(row) for row in rows] == [(changes["status"], 1)], part


async def test_a_part_says_nothing_else_than_its_report(book: Owner) -> None:
    for part in PARTS:
        with pytest.raises(asyncpg.ForeignKeyViolationError):
            async with book.transaction():
                await book.execute(f"UPDATE {part.__tablename__} SET status = 'PUBLISHED'")


async def test_a_note_follows_the_day_of_its_visit(book: Owner) -> None:
    await book.execute("UPDATE monitoring_visit SET visited_on = $1", date(2012, 3, 1))
    rows = await book.fetch("SELECT DISTINCT visited_on, version FROM visit_note")
    assert [tuple(row) for row in rows] == [(date(2012, 3, 1), 1)]
