"""However much comes and however slowly it goes, no more than three batches are held."""

import asyncio
import gc
from collections.abc import Iterator

import pyarrow as pa
import pytest

from schema.exporting import Buffer, Format, sinks
from schema.exporting.cells import Branch, Leaf
from schema.exporting.formats import Column, Kind
from schema.exporting.sinks import batched

pytestmark = pytest.mark.anyio

BATCH = 20_000
CHUNK = 50
KINDS = [Column("id", Kind.WORD), Column("note", Kind.TEXT), Column("value", Kind.DECIMAL, 12, 2)]
TREE = Branch(
    tuple((kind.name, Leaf(kind, (place,))) for place, kind in enumerate(KINDS)),
)


def lines(chunks: int) -> Iterator[bytes]:
    """Whole lines, as PostgreSQL sends them: so many pieces of as many rows."""
    for chunk in range(chunks):
        rows = (f"{chunk}-{row},a note of number {row},{row}.25\n" for row in range(CHUNK))
        yield "".join(rows).encode()


async def most_held(format_: Format, chunks: int) -> tuple[int, int]:
    """The most bytes that were taken and not sent on at once, and the most that Arrow had."""
    taken, passed, held, arrow = 0, [0], 0, 0
    gc.collect()
    before = pa.total_allocated_bytes()

    async def sink(_chunk: Buffer) -> None:
        nonlocal arrow
        arrow = max(arrow, pa.total_allocated_bytes() - before)
        for _ in range(50):
            await asyncio.sleep(0)  # whoever reads is slow
        passed.append(batches.rows)

    async with batched(format_, sink, KINDS, TREE) as batches:
        for chunk in lines(chunks):
            await batches.take(chunk)
            taken += CHUNK
            held = max(held, (taken - batches.rows) * len(chunk) // CHUNK)
        await batches.close()
    assert batches.rows == chunks * CHUNK
    assert len(passed) > 4, "not in pieces"
    return held, arrow


@pytest.mark.parametrize("format_", list(Format))
async def test_a_longer_stream_needs_no_more(
    monkeypatch: pytest.MonkeyPatch, format_: Format
) -> None:
    monkeypatch.setattr(sinks, "BATCH", BATCH)
    size = BATCH * (8 if format_ is Format.PARQUET else 1)
    few = size * 6 // len(next(lines(1)))
    held, arrow = await most_held(format_, few)
    held_of_more, arrow_of_more = await most_held(format_, 5 * few)
    assert max(held, held_of_more) <= 3.2 * size
    assert arrow_of_more <= 1.5 * max(arrow, size)
