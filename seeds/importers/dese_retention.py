"""The Massachusetts file of staff retention: principals and teachers by school and school year."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from typing import NamedTuple

from models.accountability_terms import StaffRole
from seeds.importers import repairs
from seeds.importers.findings import Cells, Findings, RowRefused
from seeds.importers.lines import Expected, Progress, lines_of, silent
from seeds.importers.repairs import Read, Unreadable

__all__ = ["CODE", "COLUMNS", "Figures", "RetentionReading", "RetentionRow", "read_retention"]

CODE, YEAR = "DESE ID", "Academic Year"


class _Columns(NamedTuple):
    """Where a role's figures stand."""

    total: str
    retained: str
    share: str


FIGURES = {
    StaffRole.PRINCIPAL: _Columns(
        "Principal Total", "Principal # Retained", "Principal % Retained"
    ),
    StaffRole.TEACHER: _Columns("Teacher Total", "Teacher # Retained", "Teacher % Retained"),
}
COLUMNS = (CODE, YEAR, *(column for columns in FIGURES.values() for column in columns))
"""What is read; the school's name is not: it is the district's and its own, run together."""

EXPECTED = Expected("the Massachusetts file of staff retention", COLUMNS, "staff_retention")
TABLES = dict.fromkeys(("", *COLUMNS), "staff_retention")
ROUNDING = Decimal("0.05")

_YEAR = re.compile(r"(?P<first>[0-9]{4})-(?P<second>[0-9]{2})")


class Figures(NamedTuple):
    """How many there were of a role and how many stayed; None where the file has nothing."""

    total: int | None
    retained: int | None


@dataclass(frozen=True, slots=True)
class RetentionRow:
    """A school's line: its staff of a school year."""

    cells: Cells
    code: str
    school_year: int
    figures: dict[StaffRole, Figures]


@dataclass(frozen=True, slots=True)
class RetentionReading:
    """What the file says, and all that was repaired or refused."""

    file: str
    rows: list[RetentionRow]
    findings: Findings


def read_retention(file: Path, progress: Progress = silent) -> RetentionReading:
    """Read the file; raises NotThisFile."""
    findings = Findings()
    rows = _once(_rows(file, findings, progress))
    return RetentionReading(file.name, rows, findings)


def _rows(file: Path, findings: Findings, progress: Progress) -> Iterator[RetentionRow]:
    for number, values in lines_of(file, EXPECTED, findings, progress):
        cells = Cells(file.name, number, values, TABLES, findings)
        try:
            yield RetentionRow(
                cells,
                cells.require(CODE, repairs.school_code),
                cells.require(YEAR, _school_year),
                {role: _figures(cells, columns) for role, columns in FIGURES.items()},
            )
        except RowRefused as refused:
            cells.refuse_row(str(refused), refused.column)


def _school_year(raw: str) -> Read[int]:
    """A school year such as 2025-26, by the year in which it ends."""
    value = raw.strip()
    found = _YEAR.fullmatch(value)
    if found is None or (int(found["first"]) + 1) % 100 != int(found["second"]):
        raise Unreadable("is not a school year such as 2025-26")
    return Read(int(found["first"]) + 1, () if value == raw else (repairs.PADDING,))


def _figures(cells: Cells, columns: _Columns) -> Figures:
    """A role's figures, unless they contradict each other: then none of them is certain."""
    total = cells.read(columns.total, repairs.count)
    retained = cells.read(columns.retained, repairs.count)
    share = cells.read(columns.share, repairs.percent)
    if total is None or retained is None:
        return Figures(total, None if total is None else retained)
    if retained > total:
        cells.refuse(columns.total, "is less than those who stayed")
        cells.refuse(columns.retained, "is more than there were")
        return Figures(None, None)
    if share is not None and total and abs(_percent(retained, total) - share) > ROUNDING:
        for column in columns:
            cells.refuse(column, "total, number and per cent retained contradict each other")
        return Figures(None, None)
    return Figures(total, retained)


def _percent(part: int, whole: int) -> Decimal:
    return (Decimal(100 * part) / whole).quantize(Decimal("0.1"), ROUND_HALF_UP)


def _once(rows: Iterable[RetentionRow]) -> list[RetentionRow]:
    """The rows whose school and year occur once. Which of several is right, nobody can tell."""
    read = list(rows)
    times = Counter((row.code, row.school_year) for row in read)
    for row in read:
        if times[row.code, row.school_year] > 1:
            row.cells.refuse_row("has several lines for the same school year", CODE)
    return [row for row in read if times[row.code, row.school_year] == 1]
