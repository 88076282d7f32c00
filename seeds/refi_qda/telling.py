"""Telling what of a file was not taken, with the line and the reason, as the standard asks."""

from dataclasses import dataclass, field

from seeds.importers.findings import Finding, Findings, Outcome

__all__ = ["Telling"]

LONGEST_SHOWN = 200


@dataclass(slots=True)
class Telling:
    """What is told of one file."""

    file: str
    findings: Findings = field(default_factory=Findings)

    def left_out(self, what: str, line: int, value: str, reason: str) -> None:
        """An element, or a part of one, that is not taken."""
        self._tell(Outcome.LEFT_OUT, what, line, value, reason)

    def taken_otherwise(self, what: str, line: int, value: str, reason: str) -> None:
        """An element that is taken as something else than it says."""
        self._tell(Outcome.REPAIRED, what, line, value, reason)

    def _tell(self, outcome: Outcome, what: str, line: int, value: str, reason: str) -> None:
        shown = value[:LONGEST_SHOWN]
        self.findings.add(Finding(outcome, self.file, line, "", what, shown, "", reason))
