"""CSV as PostgreSQL writes it: its first line, and how many records a piece of it holds."""

from collections.abc import Sequence

from schema.exporting.formats import Column

__all__ = ["header_line", "lines_in"]


def header_line(columns: Sequence[Column]) -> bytes:
    """The names of the columns; those of GraphQL hold nothing that needs quoting."""
    return ",".join(column.name for column in columns).encode() + b"\n"


def lines_in(chunk: bytes) -> int:
    """How many records whole lines hold: a line feed between quotes is part of a value."""
    if b'"' not in chunk:
        return chunk.count(b"\n")
    return sum(part.count(b"\n") for part in chunk.split(b'"')[::2])
