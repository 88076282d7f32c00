"""Flat records from cells to lines or tables, a batch at a time, without a Python object a value.

PostgreSQL's CSV is read by Arrow, which joins ids, quotes and escapes whole columns at once and
lets Python run meanwhile. It is imported where it is used: it takes as long to load as the rest.
"""

import io
from collections.abc import Sequence
from typing import Any, Final

import orjson

from schema.exporting.cells import Branch, Leaf, Tree
from schema.exporting.formats import Column, Kind

__all__ = [
    "FORMULA",
    "Buffer",
    "Lines",
    "csv_header",
    "csv_lines",
    "json_lines",
    "table",
    "table_schema",
]

FORMULA: Final = "^'*[\t\n\r+=@\uff0b\uff0d\uff1d\uff20-]"
"""What a spreadsheet would run, or looks as if it had been kept from that.

Such a text gets an apostrophe before it; who takes one from each that matches has what was there.
"""

NEEDS_QUOTES: Final = '["\n\r,]|^$|^\\\\\\.$'
CONTROL: Final = bytes({*range(32)} - {9, 10, 13})
ESCAPED: Final = bytes(range(32)) + b'"\\'
DAY: Final = len("2013-06-30")
QUOTED_IN_JSON: Final = frozenset({Kind.WORD, Kind.DECIMAL, Kind.DATE})

Array = Any
Piece = Any
Buffer = bytes | memoryview
"""Bytes, where they lie: what Arrow made is not copied."""
Lines = tuple[Buffer, int]


class Cells:
    """The columns of a batch; what several values need of one is made once."""

    def __init__(self, columns: list[Array]) -> None:
        self._columns = columns
        self._keys: dict[int, Array] = {}

    def __getitem__(self, place: int) -> Array:
        return self._columns[place]

    def lacks(self, leaf: Leaf) -> bool:
        """Whether no record of the batch has a value there."""
        columns = (self._columns[place] for place in leaf.cells)
        return any(column.null_count == len(column) for column in columns)

    def key(self, place: int) -> Array:
        """A column of UUIDs as global ids spell them."""
        if place not in self._keys:
            self._keys[place] = _undashed(self._columns[place])
        return self._keys[place]


DIGITS: Final = ((0, "u8"), (9, "u4"), (14, "u4"), (19, "u4"), (24, "u8"), (32, "u4"))
"""Where digits of a UUID stand between its dashes, and how many at once can be moved from there."""


def _undashed(column: Array) -> Array:
    """UUIDs without their dashes: all are as long, so their bytes stand in rows."""
    import numpy as np
    import pyarrow as pa

    offsets, data = _bytes_of(column)
    names, places = [str(at) for at, _ in DIGITS], [at for at, _ in DIGITS]
    spelled = np.dtype([(str(at), width) for at, width in DIGITS])
    widths = [spelled[name] for name in names]
    dashed: Any = np.frombuffer(
        data,
        np.dtype({"names": names, "formats": widths, "offsets": places, "itemsize": 36}),
    )
    digits = np.empty(len(dashed), spelled)
    for name in names:
        digits[name] = dashed[name]
    ends = offsets - offsets // 36 * 4
    buffers = [column.buffers()[0], pa.py_buffer(ends), pa.py_buffer(digits)]
    return pa.Array.from_buffers(pa.string(), len(column), buffers, column.null_count)


def _with_t(column: Array) -> Array:
    """Moments with a T where PostgreSQL writes a space: always in the same place."""
    import numpy as np
    import pyarrow as pa

    offsets, data = _bytes_of(column)
    spelled = np.frombuffer(data, np.uint8).copy()
    starts = offsets[:-1][np.diff(offsets) > 0]
    spelled[starts + DAY] = ord("T")
    buffers = [column.buffers()[0], pa.py_buffer(offsets), pa.py_buffer(spelled.tobytes())]
    return pa.Array.from_buffers(pa.string(), len(column), buffers, column.null_count)


def _bytes_of(column: Array) -> tuple[Any, Any]:
    """Where each text of a column ends, and the texts; a missing one has no bytes."""
    import numpy as np

    _, offsets, data = column.buffers()
    assert column.offset == 0  # as it was read
    ends = np.frombuffer(offsets, np.int32, len(column) + 1)
    return ends, b"" if data is None else memoryview(data)[: ends[-1]]


def _has_any(column: Array, special: bytes) -> bool:
    """Whether any text holds one of these bytes."""
    texts = bytes(_bytes_of(column)[1])
    return len(texts.translate(None, special)) != len(texts)


def read_cells(lines: bytes, kinds: Sequence[Column], types: Sequence[Any] = ()) -> Cells:
    """The columns of whole lines of CSV: as text, or of these types."""
    import pyarrow as pa
    from pyarrow import csv

    names = [str(place) for place in range(len(kinds))]
    read_as = dict(zip(names, types or [pa.string()] * len(kinds), strict=True))
    found = csv.read_csv(
        io.BytesIO(lines),
        read_options=csv.ReadOptions(
            column_names=names, block_size=max(len(lines), 1), use_threads=False
        ),
        parse_options=csv.ParseOptions(newlines_in_values=True, ignore_empty_lines=False),
        convert_options=csv.ConvertOptions(
            column_types=read_as,
            null_values=[""],
            true_values=["true"],
            false_values=["false"],
            strings_can_be_null=True,
            quoted_strings_can_be_null=False,
            check_utf8=False,  # PostgreSQL has
        ),
    )
    return Cells([_whole(column) for column in found.columns])


def _whole(column: Any) -> Array:
    """A column in one piece; joining a single one would copy it."""
    return column.chunk(0) if column.num_chunks == 1 else column.combine_chunks()


# JSON Lines


def json_lines(lines: bytes, kinds: Sequence[Column], tree: Branch) -> Lines:
    """The records as JSON, a line each, and how many they are."""
    cells = read_cells(lines, kinds)
    return _joined([*_object(tree, cells), "\n"], len(cells[0])), len(cells[0])


def _object(tree: Branch, cells: Cells) -> list[Piece]:
    pieces: list[Piece] = []
    for key, member in tree.members:
        pieces += [f'{"," if pieces else "{"}"{key}":', *_json(member, cells)]
    return [*pieces, "}"] if pieces else ["{}"]


def _json(tree: Tree, cells: Cells) -> list[Piece]:
    import pyarrow.compute as pc

    if isinstance(tree, Leaf):
        return _json_value(tree, cells)
    if tree.where is not None and cells[tree.where].null_count == len(cells[tree.where]):
        return ["null"]
    built = _object(tree, cells)
    if tree.where is None or not cells[tree.where].null_count:
        return built
    there = pc.is_valid(cells[tree.where])
    return [pc.if_else(there, _array(built, len(there)), "null")]


def _json_value(leaf: Leaf, cells: Cells) -> list[Piece]:
    import pyarrow.compute as pc

    if not leaf.cells:
        return [f'"{leaf.word}"']  # in an object that may be missing the object is null
    if cells.lacks(leaf):
        return ["null"]
    kind = leaf.column.kind
    if kind is Kind.MOMENT and not cells[leaf.cells[0]].null_count:
        return ['"', _with_t(cells[leaf.cells[0]]), ':00"']
    if leaf.word:
        return _json_id(leaf, cells)
    value = _value(leaf, cells)
    if kind is Kind.TEXT:
        value = _escaped(value)
    if kind in QUOTED_IN_JSON or kind in {Kind.TEXT, Kind.MOMENT}:
        if not value.null_count:
            return ['"', value, '"']
        value = pc.binary_join_element_wise('"', value, '"', "")
    return [pc.fill_null(value, "null") if value.null_count else value]


def _json_id(leaf: Leaf, cells: Cells) -> list[Piece]:
    import pyarrow.compute as pc

    spelled = [f'"{leaf.word}', *map(cells.key, leaf.cells), '"']
    if not any(cells[place].null_count for place in leaf.cells):
        return spelled
    return [pc.fill_null(pc.binary_join_element_wise(*spelled, ""), "null")]


def _escaped(value: Array) -> Array:
    """Texts as they stand between the quotes of JSON."""
    import pyarrow as pa
    import pyarrow.compute as pc

    if not _has_any(value, ESCAPED):
        return value
    if _has_any(value, CONTROL):
        texts = value.to_pylist()
        escaped = [None if text is None else orjson.dumps(text)[1:-1].decode() for text in texts]
        return pa.array(escaped, pa.string())
    for plain, spelled in (
        ("\\", "\\\\"),
        ('"', '\\"'),
        ("\n", "\\n"),
        ("\r", "\\r"),
        ("\t", "\\t"),
    ):
        value = pc.replace_substring(value, plain, spelled)
    return value


# CSV


def csv_header(tree: Branch) -> bytes:
    """The first line; names of GraphQL's hold nothing that needs quoting."""
    return ",".join(leaf.column.name for leaf in tree.leaves()).encode() + b"\n"


def csv_lines(lines: bytes, kinds: Sequence[Column], tree: Branch) -> Lines:
    """The records as CSV, a line each but for line feeds in texts, and how many they are."""
    cells = read_cells(lines, kinds)
    pieces: list[Piece] = []
    for leaf in tree.leaves():
        pieces += [*([","] if pieces else []), *_csv_value(leaf, cells)]
    return _joined([*pieces, "\n"], len(cells[0])), len(cells[0])


def _csv_value(leaf: Leaf, cells: Cells) -> list[Piece]:
    import pyarrow.compute as pc

    if cells.lacks(leaf):
        return [""]
    is_there = not any(cells[place].null_count for place in leaf.cells)
    if leaf.word and leaf.cells and is_there:
        return [leaf.word, *map(cells.key, leaf.cells)]
    if leaf.column.kind is Kind.MOMENT and is_there:
        return [_with_t(cells[leaf.cells[0]]), ":00"]
    value = _value(leaf, cells)
    if leaf.column.kind is Kind.TEXT:
        value = _guarded(value)
    if leaf.column.kind in {Kind.TEXT, Kind.LIST}:
        needs = pc.match_substring_regex(value, NEEDS_QUOTES)
        if pc.any(needs).as_py():
            doubled = pc.replace_substring(value, '"', '""')
            value = pc.if_else(needs, pc.binary_join_element_wise('"', doubled, '"', ""), value)
    return [pc.fill_null(value, "") if value.null_count else value]


def _guarded(value: Array) -> Array:
    import pyarrow.compute as pc

    runs = pc.match_substring_regex(value, FORMULA)
    if not pc.any(runs).as_py():
        return value
    return pc.if_else(runs, pc.binary_join_element_wise("'", value, ""), value)


# Parquet


def table_schema(tree: Branch) -> Any:
    """The columns of a table, each of its own type."""
    import pyarrow as pa

    return pa.schema([(leaf.column.name, _type(leaf.column)) for leaf in tree.leaves()])


def table(lines: bytes, kinds: Sequence[Column], tree: Branch) -> Any:
    """The records as an Arrow table."""
    import pyarrow as pa

    read_as = [pa.string() if kind.kind is Kind.LIST else _type(kind) for kind in kinds]
    cells = read_cells(lines, kinds, read_as)
    schema = table_schema(tree)
    columns = []
    for leaf, field in zip(tree.leaves(), schema, strict=True):
        value = cells[leaf.cells[0]] if _is_single(leaf) else _value(leaf, cells)
        if leaf.column.kind is Kind.LIST:
            texts = value.to_pylist()
            read = [None if text is None else orjson.loads(text) for text in texts]
            value = pa.array(read, field.type)
        columns.append(value)
    return pa.Table.from_arrays(columns, schema=schema)


def _is_single(leaf: Leaf) -> bool:
    return bool(leaf.cells) and not leaf.word


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


# What all have in common


def _value(leaf: Leaf, cells: Cells) -> Array:
    """A value as text; ids and what is always the same are spelled out here."""
    import pyarrow as pa
    import pyarrow.compute as pc

    if not leaf.cells:
        told = pa.repeat(pa.scalar(leaf.word), len(cells[0]))
        if leaf.where is None:
            return told
        return pc.if_else(pc.is_valid(cells[leaf.where]), told, pa.scalar(None, pa.string()))
    if leaf.word:
        return pc.binary_join_element_wise(leaf.word, *map(cells.key, leaf.cells), "")
    value = cells[leaf.cells[0]]
    if leaf.column.kind is Kind.MOMENT:
        # As JSON has it: sessions are in UTC.
        return pc.binary_join_element_wise(_with_t(value), ":00", "")
    return value


def _array(pieces: list[Piece], length: int) -> Array:
    import pyarrow as pa
    import pyarrow.compute as pc

    merged = _merged(pieces)
    if not any(isinstance(piece, pa.Array) for piece in merged):
        return pa.repeat(pa.scalar("".join(merged)), length)
    return pc.binary_join_element_wise(*merged, "")


def _joined(pieces: list[Piece], length: int) -> Buffer:
    """The bytes of so many lines that are made of texts and columns of texts."""
    built = _array(pieces, length)
    _, offsets, data = built.buffers()
    if data is None or not len(built):
        return b""
    ends = memoryview(offsets).cast("i")
    return memoryview(data).cast("B")[ends[built.offset] : ends[built.offset + len(built)]]


def _merged(pieces: list[Piece]) -> list[Piece]:
    """Texts that follow each other as one."""
    merged: list[Piece] = []
    for piece in pieces:
        if merged and isinstance(piece, str) and isinstance(merged[-1], str):
            merged[-1] += piece
        else:
            merged.append(piece)
    return merged
