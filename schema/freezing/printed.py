"""What a document consists of, before it is HTML or PDF: both print the same."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

__all__ = [
    "Block",
    "Bullets",
    "Column",
    "Facts",
    "Heading",
    "Paragraph",
    "Printed",
    "Table",
    "day",
    "period",
    "school_year",
    "short_day",
    "spelled",
]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; level 2 is a chapter, 3 stands below it. On paper it can begin a page."""

    level: int
    text: str
    begins_page: bool = False


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Some lines of text; `is_quiet` for what only explains."""

    text: str
    is_quiet: bool = False


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list, numbered where its order counts."""

    items: tuple[str, ...]
    is_numbered: bool = False


@dataclass(frozen=True, slots=True)
class Facts:
    """Names with what they say, such as dates."""

    pairs: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Column:
    """A column's heading, and its share of the width."""

    title: str
    share: int


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of text under headings, the first of each row naming it; `strong` are rows by place."""

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    strong: tuple[int, ...] = ()


Block = Heading | Paragraph | Bullets | Facts | Table


@dataclass(frozen=True, slots=True)
class Printed:
    """A document: what it is, whose, and what it says."""

    kicker: str
    title: str
    subtitle: str
    footer: str
    frozen_on: date
    blocks: Sequence[Block] = field(default_factory=tuple)

    @property
    def name(self) -> str:
        """What the document is called, in a list or as a file."""
        return f"{self.title}: {self.subtitle}" if self.subtitle else self.title


def day(written: str | date | None) -> str:
    """A day as a reader in the network writes it; a dash where there is none."""
    if written is None:
        return "—"
    given = written if isinstance(written, date) else date.fromisoformat(written)
    return f"{given:%B} {given.day}, {given.year}"


def short_day(written: str | None) -> str:
    """A day where room is scarce."""
    if written is None:
        return "—"
    given = date.fromisoformat(written)
    return f"{given:%b} {given.day}, {given.year}"


def period(first: str, last: str) -> str:
    """From a day to another, both included."""
    return f"{day(first)} – {day(last)}"


def school_year(ends_in: int) -> str:
    """A school year by both of its calendar years."""
    return f"{ends_in - 1}–{ends_in % 100:02}"


def spelled(word: str | None) -> str:
    """A word of a vocabulary as text; a dash where there is none."""
    return "—" if word is None else word.replace("_", " ").capitalize()
