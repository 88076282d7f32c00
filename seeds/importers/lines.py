"""Reading a published CSV file line by line, so that a bad line costs no other."""

import csv
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from seeds.importers.findings import Finding, Findings, Outcome

__all__ = ["Expected", "NotThisFile", "Progress", "lines_of", "silent"]

Progress: TypeAlias = Callable[[str, int, int], None]

BOM = b"\xef\xbb\xbf"
LONGEST_HEADER = 1_000_000
NAMED_COLUMNS = 8
SHOWN_BYTES = 80


class NotThisFile(Exception):  # noqa: N818 - named by what happened, as models.failures are
    """The file is refused as a whole; the message says what was expected and what was found."""


@dataclass(frozen=True, slots=True)
class Expected:
    """What a file must be: a name for it, and the columns that are read."""

    title: str
    columns: Sequence[str]
    table: str


def silent(stage: str, done: int, total: int) -> None:
    """Show no progress."""


def lines_of(
    file: Path, expected: Expected, findings: Findings, progress: Progress = silent
) -> Iterator[tuple[int, dict[str, str]]]:
    """Each line's number, the header's being 1, with its cells by column.

    A record is one line: a quote that is left open spoils its own line and not the rest of the
    file. Lines that are not UTF-8, or have too many or too few cells, are refused. Raises
    NotThisFile for a header without the expected columns.
    """
    try:
        with file.open("rb") as opened:
            size, done = file.stat().st_size, 0
            raw = opened.readline(LONGEST_HEADER)
            header = _header(raw, expected)
            for number, line in enumerate(opened, start=2):
                done += len(line)
                progress(f"Reading {file.name}", done, size - len(raw))
                cells = _cells(line.rstrip(b"\r\n"), len(header))
                if isinstance(cells, str):
                    refused = _refused(file, number, expected, line, cells)
                    findings.refuse_row(refused, line.decode(errors="replace"))
                elif cells:
                    yield number, dict(zip(header, cells, strict=True))
    except OSError as error:
        raise NotThisFile(f"{file.name} can't be read: {error.strerror}") from error


def _header(raw: bytes, expected: Expected) -> list[str]:
    if not raw:
        raise _not_this(expected, "an empty file")
    try:
        [header] = csv.reader([raw.removeprefix(BOM).decode().rstrip("\r\n")], strict=True)
    except (UnicodeDecodeError, csv.Error, ValueError):
        raise _not_this(expected, "no line of text") from None
    missing = [column for column in expected.columns if column not in header]
    if missing:
        raise _not_this(expected, f"{_listed(header)}; missing are {_listed(missing)}")
    repeated = sorted({column for column in expected.columns if header.count(column) > 1})
    if repeated:
        raise _not_this(expected, f"columns that occur twice: {_listed(repeated)}")
    return header


def _not_this(expected: Expected, found: str) -> NotThisFile:
    return NotThisFile(
        f"this is not {expected.title}. Expected: a CSV file in UTF-8 with a header of "
        f"{_listed(expected.columns)}. Found: {found}"
    )


def _listed(names: Sequence[str]) -> str:
    shown = ", ".join(repr(name[:SHOWN_BYTES]) for name in names[:NAMED_COLUMNS])
    more = len(names) - NAMED_COLUMNS
    columns = "column" if len(names) == 1 else "columns"
    return f"{len(names)} {columns} ({shown}{f' and {more} more' if more > 0 else ''})"


def _cells(line: bytes, width: int) -> list[str] | str:
    """The line's cells, none for an empty line; or why it has none."""
    try:
        rows = list(csv.reader([line.decode()], strict=True))
    except UnicodeDecodeError as error:
        return f"is not UTF-8: byte 0x{line[error.start]:02X} at position {error.start + 1}"
    except csv.Error as error:
        return f"is not a CSV line: {error}"
    if not rows or not rows[0]:
        return []
    if len(rows[0]) != width:
        return f"has {len(rows[0])} cells, the header {width}"
    return rows[0]


def _refused(file: Path, number: int, expected: Expected, line: bytes, reason: str) -> Finding:
    shown = line[:SHOWN_BYTES].rstrip(b"\r\n").decode(errors="backslashreplace")
    return Finding(Outcome.ROW_REFUSED, file.name, number, expected.table, "", shown, "", reason)
