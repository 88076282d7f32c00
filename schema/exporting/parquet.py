"""Rows as Parquet, a bounded number of them at a time: from PostgreSQL's CSV by pyarrow's reader.

No value is ever a Python object, but for lists. pyarrow is imported where it is used: it takes
as long to load as the rest of the API.
"""

import asyncio
import io
from collections.abc import Awaitable, Callable, Sequence
from typing import Any, Final

import orjson

from schema.exporting.formats import Column, Kind

__all__ = ["ParquetSink"]

BYTES_OF_GROUP: Final = 8 * 1024 * 1024
"""How much CSV becomes one row group."""

Send = Callable[[bytes], Awaitable[None]]


class Written(io.RawIOBase):
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
        """What was written since the last time."""
        taken = b"".join(self._chunks)
        self._chunks.clear()
        return taken


class ParquetSink:
    """Takes CSV without a header, whole lines at a time, and sends Parquet on."""

    def __init__(
        self, columns: Sequence[Column], send: Send, *, group: int = BYTES_OF_GROUP
    ) -> None:
        import pyarrow as pa
        import pyarrow.parquet as pq

        self._columns = columns
        self._send = send
        self._group = group
        self._waiting: list[bytes] = []
        self._size = 0
        self._file = Written()
        self._schema = pa.schema([(column.name, _type(column)) for column in columns])
        self._writer = pq.ParquetWriter(self._file, self._schema, compression="snappy")
        self.rows = 0

    async def take(self, chunk: bytes) -> None:
        """Take lines; a row group is made once there are enough."""
        self._waiting.append(chunk)
        self._size += len(chunk)
        if self._size >= self._group:
            await self._flush()

    async def close(self) -> None:
        """Write what is left, and the file's end, without which it is none."""
        await self._flush()
        await asyncio.to_thread(self._writer.close)
        await self._send(self._file.taken())

    async def _flush(self) -> None:
        if not self._waiting:
            return
        lines = b"".join(self._waiting)
        self._waiting.clear()
        self._size = 0
        await asyncio.to_thread(self._write, lines)
        if taken := self._file.taken():
            await self._send(taken)

    def _write(self, lines: bytes) -> None:
        table = _read(lines, self._columns, self._schema)
        self.rows += table.num_rows
        self._writer.write_table(table, row_group_size=max(1, table.num_rows))


def _read(lines: bytes, columns: Sequence[Column], schema: Any) -> Any:
    import pyarrow as pa
    from pyarrow import csv

    names = [column.name for column in columns]
    read_as = {
        field.name: pa.string() if pa.types.is_list(field.type) else field.type for field in schema
    }
    table = csv.read_csv(
        io.BytesIO(lines),
        read_options=csv.ReadOptions(column_names=names, block_size=max(len(lines), 1)),
        parse_options=csv.ParseOptions(newlines_in_values=True, ignore_empty_lines=False),
        convert_options=csv.ConvertOptions(
            column_types=read_as,
            null_values=[""],
            true_values=["true"],
            false_values=["false"],
            strings_can_be_null=True,
            quoted_strings_can_be_null=False,
        ),
    )
    for place, column in enumerate(columns):
        if column.kind is Kind.LIST:
            texts = table.column(place).to_pylist()
            items = [None if text is None else orjson.loads(text) for text in texts]
            listed = pa.array(items, schema.field(place).type)
            table = table.set_column(place, schema.field(place), listed)
    return table


def _type(column: Column) -> Any:
    import pyarrow as pa

    match column.kind:
        case Kind.DECIMAL:
            return pa.decimal128(column.precision, column.scale)
        case Kind.LIST:
            return pa.list_(_type(Column(column.name, column.items or Kind.TEXT)))
    return {
        Kind.TEXT: pa.string(),
        Kind.WORD: pa.string(),
        Kind.INTEGER: pa.int64(),
        Kind.BOOLEAN: pa.bool_(),
        Kind.DATE: pa.date32(),
        Kind.MOMENT: pa.timestamp("us", tz="UTC"),
    }[column.kind]
