"""What an import has to tell about the lines that it could not take as they are."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import TypeAlias, TypeVar

from seeds.importers.repairs import Read, Unreadable

__all__ = ["Cells", "Finding", "Findings", "Outcome", "RowRefused", "Values"]

T = TypeVar("T")
Values: TypeAlias = Mapping[str, str]

_CODE = re.compile(r"(?:(?<=,)|(?<=\")|^)[0-9]{8}(?=[,\"\r\n]|$)")


class Outcome(Enum):
    """What became of a value or a row."""

    REPAIRED = "repaired"
    VALUE_REFUSED = "value refused"
    ROW_REFUSED = "row refused"
    UNMATCHED = "unmatched"
    LEFT_OUT = "left out"


@dataclass(frozen=True, slots=True)
class Finding:
    """One value or row that was repaired, refused or not found elsewhere, and why."""

    outcome: Outcome
    file: str
    line: int
    table: str
    column: str
    value: str
    stored: str
    reason: str


class RowRefused(Exception):  # noqa: N818 - named by what happened, as models.failures are
    """A row can't be taken at all; `column` is where that shows, empty for the whole line."""

    def __init__(self, reason: str, column: str = "") -> None:
        super().__init__(reason)
        self.column = column


@dataclass(slots=True)
class Findings:
    """All findings of an import, by file and line."""

    by_line: dict[tuple[str, int], list[Finding]] = field(default_factory=dict)
    lost_codes: set[str] = field(default_factory=set)
    """The organization codes on refused lines, legible or not to what reads the line."""

    def __iter__(self) -> Iterator[Finding]:
        for place in sorted(self.by_line):
            yield from self.by_line[place]

    def add(self, finding: Finding) -> None:
        self.by_line.setdefault((finding.file, finding.line), []).append(finding)

    def refuse_row(self, finding: Finding, line: str) -> None:
        """Tell only that the row is refused: what was repaired in it is not stored."""
        self.by_line[finding.file, finding.line] = [finding]
        self.lost_codes.update(_CODE.findall(line))


@dataclass(slots=True)
class Cells:
    """One line's cells, read by column; what is repaired or refused is told as it is read."""

    file: str
    line: int
    values: Values
    tables: Mapping[str, str]
    findings: Findings
    refused: set[str] = field(default_factory=set)

    def read(self, column: str, reader: Callable[[str], Read[T]]) -> T | None:
        """The cell's value; None where it is blank, and where it is refused."""
        try:
            value, repairs = reader(self.values[column])
        except Unreadable as unreadable:
            self.refuse(column, str(unreadable))
            return None
        if repairs:
            stored = "" if value is None else str(value)
            self._tell(Outcome.REPAIRED, column, "; ".join(repairs), stored)
        return value

    def require(self, column: str, reader: Callable[[str], Read[T]]) -> T:
        """The cell's value; raises RowRefused where there is none."""
        try:
            value, repairs = reader(self.values[column])
        except Unreadable as unreadable:
            raise RowRefused(str(unreadable), column) from unreadable
        if value is None:
            raise RowRefused("is blank", column)
        if repairs:
            self._tell(Outcome.REPAIRED, column, "; ".join(repairs), str(value))
        return value

    def refuse(self, column: str, reason: str) -> None:
        """Tell that the cell's value is not stored."""
        self.refused.add(column)
        self._tell(Outcome.VALUE_REFUSED, column, reason)

    def refuse_row(self, reason: str, column: str) -> None:
        """Tell that nothing of the line is stored."""
        finding = self._finding(Outcome.ROW_REFUSED, column, reason)
        self.findings.refuse_row(finding, ",".join(self.values.values()))

    def unmatched(self, column: str, reason: str) -> None:
        """Tell that the other file knows nothing of this."""
        self._tell(Outcome.UNMATCHED, column, reason)

    def _tell(self, outcome: Outcome, column: str, reason: str, stored: str = "") -> None:
        self.findings.add(self._finding(outcome, column, reason, stored))

    def _finding(self, outcome: Outcome, column: str, reason: str, stored: str = "") -> Finding:
        return Finding(
            outcome,
            self.file,
            self.line,
            self.tables[column],
            column,
            self.values.get(column, ""),
            stored,
            reason,
        )
