"""An export is of one moment, whoever writes meanwhile; and formulas in it are texts."""

import csv
import io
from collections.abc import AsyncIterator
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import orjson
import pytest

from auth.exporting import Snapshot
from schema.exporting import Buffer, Exporter, Format, running, sinks
from schema.exporting.asking import exported
from tests.api.filing.desk import Desk

pytestmark = pytest.mark.anyio

NOTED = "SELECT id, note FROM measurement ORDER BY id"
INSERTED = """
INSERT INTO measurement (district_id, id, benchmark_id, measured_on, value, note)
SELECT district_id, gen_random_uuid(), benchmark_id, $1, $2, $3 FROM measurement
WHERE school_id IS NULL ORDER BY id LIMIT 1
"""
MANY = """
INSERT INTO measurement (district_id, id, benchmark_id, measured_on, value, note)
SELECT district_id, gen_random_uuid(), id, date '2001-01-01' + place, place, repeat('long ', 100)
FROM (SELECT district_id, id FROM benchmark WHERE visibility = 'PUBLIC' ORDER BY id LIMIT 1) b,
    generate_series(1, 1500) place
"""
"""More than is under way at once between PostgreSQL and us."""

LONG_AGO = date(2001, 1, 1)
LIST = "query { measurements { nodes { id note } } }"
NESTED = "query { benchmarks { nodes { id measurements { nodes { id note } } } } }"


@pytest.fixture
async def meanwhile(desk: Desk) -> AsyncIterator[Any]:
    """What another connection does: changes all measurements, and adds one; undone afterwards."""
    await desk.owner.execute(MANY)
    before = await desk.owner.fetch(NOTED)

    async def write() -> None:
        async with desk.owner.transaction():
            await desk.owner.execute("UPDATE measurement SET note = 'written meanwhile'")
            await desk.owner.execute(INSERTED, LONG_AGO, 1, "written meanwhile")

    yield write
    await desk.owner.execute("DELETE FROM measurement WHERE measured_on < '2006-01-01'")
    columns = [list(column) for column in zip(*before, strict=True)]
    await desk.owner.execute(
        "UPDATE measurement m SET note = g.note FROM unnest($1::uuid[], $2::text[]) g (id, note)"
        " WHERE m.id = g.id",
        *columns,
    )


@pytest.mark.parametrize("query", [LIST, NESTED])
@pytest.mark.parametrize("when", ["before the first row", "before the last"])
async def test_who_writes_meanwhile_changes_nothing_of_it(
    desk: Desk, meanwhile: Any, monkeypatch: pytest.MonkeyPatch, query: str, when: str
) -> None:
    """All are counted first: that and the rows are two statements, of one moment."""
    monkeypatch.setattr(sinks, "BATCH", 2_000)
    monkeypatch.setattr(running, "CHUNKS_AT_ONCE", 1)
    chunks: list[bytes] = []
    count = Snapshot.value

    async def counted(seen: Snapshot, *given: Any) -> Any:
        told = await count(seen, *given)
        if when == "before the first row":
            await meanwhile()
        return told

    async def sink(chunk: Buffer) -> None:
        chunks.append(bytes(chunk))
        if when == "before the last" and len(chunks) == 1:
            await meanwhile()

    monkeypatch.setattr(Snapshot, "value", counted)

    def exporter() -> Exporter:
        database, caller = desk.app.state.services.database, desk.caller("state-office")
        return Exporter(database, caller, exported(query, {}), Format.JSONL, counts_first=True)

    noted = [tuple(row) for row in await desk.owner.fetch(NOTED)]
    first = exporter()
    assert await first.run(sink) == first.total
    assert when == "before the first row" or len(chunks) > 1
    assert noted_in(b"".join(chunks)) == noted
    now = [tuple(row) for row in await desk.owner.fetch(NOTED)]
    assert len(now) == len(noted) + 1
    assert {note for _, note in now} == {"written meanwhile"}
    chunks[:] = [b""]
    when = "no more"
    await exporter().run(sink)
    assert noted_in(b"".join(chunks)) == now


def noted_in(content: bytes) -> list[tuple[Any, str | None]]:
    """The measurements of a file, as the table has them."""
    lines = [orjson.loads(line) for line in content.splitlines()]
    found = [
        each
        for line in lines
        for each in (line["measurements"]["nodes"] if "measurements" in line else [line])
    ]
    return sorted((UUID(each["id"][-32:]), each["note"]) for each in found)


RUN = ("=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\r=1", "\uff1d1", "'=1", "''+1")
LEFT = ("1-1", "a=b", "'tis", " =1", "")


async def test_formulas_are_texts_and_numbers_are_left(desk: Desk) -> None:
    texts = [*RUN, *LEFT]
    for number, text in enumerate(texts, 1):
        await desk.owner.execute(INSERTED, LONG_AGO + timedelta(days=number), -number, text)
    try:
        answer = await desk.get(
            'export/measurements.csv?fields=measuredOn,value,note&orderBy=[{"field":"MEASURED_ON"}]'
            '&where={"measuredOn":{"lt":"2001-06-01"}}',
            "state-office",
        )
    finally:
        await desk.owner.execute("DELETE FROM measurement WHERE measured_on < '2006-01-01'")
    rows = list(csv.reader(io.StringIO(answer.text, newline="")))
    assert rows[0] == ["measuredOn", "value", "note"]
    assert [value for _, value, _ in rows[1:]] == [str(-n) for n in range(1, len(texts) + 1)]
    assert [note for *_, note in rows[1:]] == [*(f"'{text}" for text in RUN), *LEFT]
