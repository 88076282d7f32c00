"""What has become of each row of a file."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import Enum

from models.failures import Failure

__all__ = ["Outcome", "Report", "Told"]


class Outcome(Enum):
    """What became of a row."""

    CREATED = "CREATED"
    UNCHANGED = "UNCHANGED"
    REFUSED = "REFUSED"


@dataclass(frozen=True, slots=True)
class Told:
    """One row: what became of it, and if it was refused, by which column and why."""

    row: int
    outcome: Outcome
    id: str | None = None
    column: str | None = None
    code: str | None = None
    message: str | None = None

    @classmethod
    def refused(cls, row: int, failure: Failure, column: str | None = None) -> "Told":
        """A row that was refused."""
        return cls(row, Outcome.REFUSED, None, column, failure.code.value, failure.message)


@dataclass(slots=True)
class Report:
    """What has become of all rows, by their numbers; and whether any of it was kept."""

    told: dict[int, Told] = field(default_factory=dict)
    applied: bool = False

    def add(self, rows: Iterable[Told]) -> None:
        """Tell of rows; the first thing told of one stays."""
        for each in rows:
            self.told.setdefault(each.row, each)

    def count(self, outcome: Outcome) -> int:
        """How many rows became that."""
        return sum(each.outcome is outcome for each in self.told.values())

    @property
    def rows(self) -> list[Told]:
        """In the order of the file."""
        return [self.told[number] for number in sorted(self.told)]
