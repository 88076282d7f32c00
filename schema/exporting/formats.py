"""The formats that records go out in, and what a column of a flat one is."""

from dataclasses import dataclass
from enum import Enum
from typing import Final

__all__ = ["Column", "Format", "Kind"]


class Format(Enum):
    """A format, by the ending of its files."""

    JSONL = "jsonl"
    CSV = "csv"
    PARQUET = "parquet"

    @property
    def media_type(self) -> str:
        """What HTTP calls it."""
        return MEDIA_TYPES[self]

    @property
    def is_flat(self) -> bool:
        """Whether a record is a row of single values in it."""
        return self is not Format.JSONL


MEDIA_TYPES: Final = {
    Format.JSONL: "application/jsonl",
    Format.CSV: "text/csv; charset=utf-8; header=present",
    Format.PARQUET: "application/vnd.apache.parquet",
}


class Kind(Enum):
    """What the values of a column are."""

    TEXT = "text that somebody wrote"
    WORD = "a text of ours: an id, a word of a vocabulary, a type's name"
    INTEGER = "a whole number"
    DECIMAL = "a decimal number"
    BOOLEAN = "yes or no"
    DATE = "a day"
    MOMENT = "a moment"
    LIST = "several values"


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a flat format: its name is the path of the value in the record's JSON."""

    name: str
    kind: Kind
    precision: int = 0
    scale: int = 0
    items: Kind | None = None
