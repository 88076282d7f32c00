"""What stands between PostgreSQL and whoever takes a file: batches of rows, made into the format.

One batch is read while the one before it is made, in a thread, and the one before that is sent; no
more than these three are held.
"""

import asyncio
import io
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from typing import Any, Final, Self

from schema.exporting import columnar
from schema.exporting.cells import Branch
from schema.exporting.columnar import Buffer, Lines
from schema.exporting.formats import Column, Format

__all__ = ["LITTLE", "Batched", "Sink", "batched"]

Sink = Callable[[Buffer], Awaitable[None]]
Make = Callable[[bytes], Lines]

BATCH: Final = 1024 * 1024
"""So many bytes of cells are made into lines at once."""

FIRST: Final = 4
"""The first batch is such a part of one, for until it is full nothing is made beside it."""

GROUP: Final = 8
"""So many batches are a row group of Parquet."""

LITTLE: Final = 64 * 1024
"""Less than this is little to send by itself: PostgreSQL sends 8 kB at a time."""


class Batched:
    """Takes whole lines of cells, and sends what they become to a sink."""

    def __init__(self, sink: Sink, make: Make) -> None:
        self.rows = 0
        self._sink = sink
        self._make = make
        self._size = BATCH // FIRST
        self._waiting: list[bytes] = []
        self._held = 0
        self._making: asyncio.Task[None] | None = None
        self._sending: asyncio.Task[None] | None = None

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        for task in (self._making, self._sending):
            if task is not None:
                task.cancel()
                with suppress(asyncio.CancelledError, Exception):
                    await task

    async def take(self, chunk: bytes) -> None:
        """Take lines; the batch is made once there are enough of them."""
        self._waiting.append(chunk)
        self._held += len(chunk)
        if self._held >= self._size:
            await self.flush()

    async def flush(self) -> None:
        """Have what is held made and sent, once what was before it has been made."""
        await self._made()
        if self._waiting:
            lines = b"".join(self._waiting)
            self._waiting.clear()
            self._held = 0
            self._size = BATCH
            self._making = asyncio.create_task(self._pass_on(lines))

    async def close(self) -> None:
        """Send all that is left."""
        await self.flush()
        await self._made()
        await self._sent()

    async def _pass_on(self, lines: bytes) -> None:
        made, rows = await asyncio.to_thread(self._make, lines)
        await self._sent()
        self._sending = asyncio.create_task(self._send(made, rows))

    async def _send(self, made: Buffer, rows: int) -> None:
        if len(made):
            await self._sink(made)
        self.rows += rows

    async def _made(self) -> None:
        making, self._making = self._making, None
        await _through(making)

    async def _sent(self) -> None:
        sending, self._sending = self._sending, None
        await _through(sending)


async def _through(task: asyncio.Task[None] | None) -> None:
    """Wait for what is under way; raises what it met. Who waits no longer has it stopped."""
    if task is not None:
        try:
            await asyncio.shield(task)
        except asyncio.CancelledError:
            task.cancel()
            raise


class ParquetFile(Batched):
    """Makes row groups of several batches, and at the end what says where they are."""

    def __init__(self, sink: Sink, kinds: Sequence[Column], tree: Branch) -> None:
        super().__init__(sink, self._add)
        self._kinds = kinds
        self._tree = tree
        self._file = _Written()
        self._writer: Any = None
        self._tables: list[Any] = []
        self._read = 0

    def _add(self, lines: bytes) -> Lines:
        """Make a batch part of the group; give the group once it is whole."""
        self._tables.append(columnar.table(lines, self._kinds, self._tree))
        self._read += len(lines)
        return self._group() if self._read >= GROUP * BATCH else (b"", 0)

    def _group(self) -> Lines:
        import pyarrow as pa

        self._open()
        made = pa.concat_tables(self._tables)
        self._tables.clear()
        self._read = 0
        self._writer.write_table(made, row_group_size=max(1, made.num_rows))
        return self._file.taken(), made.num_rows

    def _open(self) -> None:
        if self._writer is None:
            import pyarrow.parquet as pq

            schema = columnar.table_schema(self._tree)
            # A dictionary of ids that are all different costs time, and is given up in the end.
            repeating = [name for name in schema.names if name != "id"]
            self._writer = pq.ParquetWriter(
                self._file, schema, compression="snappy", use_dictionary=repeating
            )

    async def close(self) -> None:
        """Send what is left, and the end without which it is no file."""
        await super().close()
        await self._send(*await asyncio.to_thread(self._end))

    def _end(self) -> Lines:
        group, rows = self._group() if self._tables else (b"", 0)
        self._open()
        self._writer.close()
        return b"".join([group, self._file.taken()]), rows


class _Written(io.RawIOBase):
    """A file that is only written to, and hands over what it has."""

    def __init__(self) -> None:
        super().__init__()
        self._chunks: list[bytes] = []
        self._length = 0

    def writable(self) -> bool:
        return True

    def write(self, data: Any, /) -> int:
        self._chunks.append(bytes(data))
        self._length += len(self._chunks[-1])
        return len(self._chunks[-1])

    def tell(self) -> int:
        return self._length

    def taken(self) -> bytes:
        taken = b"".join(self._chunks)
        self._chunks.clear()
        return taken


def batched(format_: Format, sink: Sink, kinds: Sequence[Column], tree: Branch) -> Batched:
    """What makes cells into a format."""
    if format_ is Format.PARQUET:
        return ParquetFile(sink, kinds, tree)
    if format_ is Format.JSONL:
        return Batched(sink, lambda lines: columnar.json_lines(lines, kinds, tree))
    return CsvFile(sink, kinds, tree)


class CsvFile(Batched):
    """Lines of CSV below a first one, which is there though there are no others."""

    def __init__(self, sink: Sink, kinds: Sequence[Column], tree: Branch) -> None:
        super().__init__(sink, lambda lines: columnar.csv_lines(lines, kinds, tree))
        self._head = columnar.csv_header(tree)

    async def _send(self, made: Buffer, rows: int) -> None:
        head, self._head = self._head, b""
        await super()._send(b"".join([head, made]) if head else made, rows)

    async def close(self) -> None:
        """Send all that is left, and the first line if nothing was."""
        await super().close()
        if self._head:
            await self._send(b"", 0)
