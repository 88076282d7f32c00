"""A file as rows of texts: CSV or the first sheet of an Excel workbook, bounded before it is read.

Nothing is computed: what begins with `=` is a text, and a workbook with formulas is refused, since
what it holds is what Excel worked out when it was last saved.
"""

import csv
import io
import re
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any, Final

from models.failures import BadUserInput

__all__ = ["Bounds", "Sheet", "read_sheet"]

SEPARATORS: Final = ",;\t"
FORMULA: Final = re.compile(rb"<(?:\w+:)?f[\s>/]")
SHEET: Final = re.compile(r"xl/worksheets/[^/]+\.xml")
ZIP: Final = b"PK\x03\x04"
MOST_FILES: Final = 1_000
CHUNK: Final = 1 << 20


@dataclass(frozen=True, slots=True)
class Bounds:
    """How large a file may be: of rows, of cells in one, of letters in a cell, and unpacked."""

    rows: int = 100_000
    columns: int = 100
    letters: int = 20_000
    unpacked: int = 200_000_000


@dataclass(frozen=True, slots=True)
class Sheet:
    """The names of the columns, and the rows below them, each with its number in the file."""

    columns: tuple[str, ...]
    rows: Sequence[tuple[int, Sequence[str]]]


def read_sheet(content: bytes, bounds: Bounds) -> Sheet:
    """The rows of a file; raises BadUserInput for what is no such file, or too large."""
    is_workbook = content.startswith(ZIP)
    numbered = _of_workbook(content, bounds) if is_workbook else _of_text(content, bounds)
    found = ((number, cells) for number, cells in numbered if any(cells))
    _, names = next(found, (1, ()))
    columns = tuple(name.strip() for name in names)
    while columns and not columns[-1]:
        columns = columns[:-1]
    _check_names(columns, bounds)
    rows: list[tuple[int, Sequence[str]]] = []
    for number, cells in found:
        if len(rows) >= bounds.rows:
            raise BadUserInput(f"The file has more than {bounds.rows:,} rows.")
        rows.append((number, _fitted(number, cells, columns, bounds)))
    if not rows:
        raise BadUserInput("The file has no rows below the names of its columns.")
    return Sheet(columns, rows)


def _check_names(columns: Sequence[str], bounds: Bounds) -> None:
    if not columns:
        raise BadUserInput("The first row has to have the names of the columns.")
    if len(columns) > bounds.columns:
        raise BadUserInput(f"The file has more than {bounds.columns} columns.")
    if len(set(columns)) != len(columns) or not all(columns):
        raise BadUserInput("Each column has to have a name of its own.")


def _fitted(
    number: int, cells: Sequence[str], columns: Sequence[str], bounds: Bounds
) -> Sequence[str]:
    """A row's cells, one for each column."""
    if len(cells) > len(columns) and any(cells[len(columns) :]):
        raise BadUserInput(f"Row {number} has more cells than there are columns.")
    if max(map(len, cells)) > bounds.letters:
        raise BadUserInput(f"A cell of row {number} has more than {bounds.letters:,} letters.")
    return [*cells[: len(columns)], *[""] * (len(columns) - len(cells))]


# CSV


def _of_text(content: bytes, bounds: Bounds) -> Iterator[tuple[int, list[str]]]:
    text = _decoded(content)
    first = text.partition("\n")[0]
    separator = max(SEPARATORS, key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    number = 1
    try:
        for cells in reader:
            yield number, cells[: bounds.columns + 1]
            number = reader.line_num + 1
    except csv.Error as error:
        message = f"Row {number} can't be read as CSV, separated by {separator!r}: {error}."
        raise BadUserInput(message) from error


def _decoded(content: bytes) -> str:
    is_wide = content[:2] in {b"\xff\xfe", b"\xfe\xff"}
    try:
        text = content.decode("utf-16" if is_wide else "utf-8-sig")
    except UnicodeDecodeError as error:
        message = (
            f"The file is not in UTF-8: byte {error.start:,} is none of it. Save it as"
            ' "CSV UTF-8", or as an Excel workbook.'
        )
        raise BadUserInput(message) from error
    if "\x00" in text:
        raise BadUserInput("A text can't hold the character U+0000.")
    return text


# Workbooks


def _of_workbook(content: bytes, bounds: Bounds) -> Iterator[tuple[int, list[str]]]:
    from python_calamine import CalamineError, CalamineWorkbook

    _check_archive(content, bounds)
    try:
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(content))
        sheet = workbook.get_sheet_by_index(0)
    except (CalamineError, IndexError) as error:
        raise BadUserInput("The file is no Excel workbook that can be read.") from error
    if sheet.total_width > bounds.columns or sheet.total_height > bounds.rows + 1:
        message = f"The sheet has more than {bounds.rows:,} rows or {bounds.columns} columns."
        raise BadUserInput(message)
    for number, cells in enumerate(sheet.iter_rows(), 1):
        yield number, [_text(cell) for cell in cells]


def _check_archive(content: bytes, bounds: Bounds) -> None:
    """Refuse what would unpack to too much, by what really comes out of it, and formulas."""
    left = bounds.unpacked
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            if len(archive.infolist()) > MOST_FILES:
                raise BadUserInput("The workbook consists of too many parts.")
            for each in archive.infolist():
                is_sheet = SHEET.fullmatch(each.filename) is not None
                with archive.open(each) as part:
                    left -= _unpacked(part, left, looks=is_sheet)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, EOFError) as error:
        raise BadUserInput("The file is no Excel workbook that can be read.") from error


def _unpacked(part: Any, left: int, *, looks: bool) -> int:
    """How many bytes a part has; raises BadUserInput past what is left, and at a formula."""
    length, before = 0, b""
    while chunk := part.read(CHUNK):
        length += len(chunk)
        if length > left:
            raise BadUserInput("The workbook unpacks to more than may be read.")
        if looks and FORMULA.search(before + chunk):
            message = "The workbook has formulas, which are not computed here: paste their values."
            raise BadUserInput(message)
        before = chunk[-40:]
    return length


def _text(cell: Any) -> str:
    """A cell as CSV would have it."""
    match cell:
        case bool():
            return "true" if cell else "false"
        case float() if cell.is_integer():
            return str(int(cell))
        case datetime() if cell.time() == time():
            return cell.date().isoformat()
        case date() | datetime():
            return cell.isoformat()
    return str(cell)
