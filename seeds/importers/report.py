"""Telling what an import did: by table, by kind of finding, and line by line into a file."""

import csv
import json
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any

from seeds.importers.findings import Finding, Findings, Outcome

__all__ = ["FORMATS", "FindingGroup", "grouped", "values_by_table", "write_report"]

FORMATS = (".csv", ".jsonl")


@dataclass(slots=True)
class FindingGroup:
    """Findings that differ only in their line and value; the first stands for them."""

    first: Finding
    count: int = 0


def grouped(findings: Findings) -> list[FindingGroup]:
    """The findings, those of the same column and reason together, in order of appearance."""
    groups: dict[tuple[object, ...], FindingGroup] = {}
    for finding in findings:
        key = (finding.outcome, finding.file, finding.column, finding.reason)
        groups.setdefault(key, FindingGroup(finding)).count += 1
    return list(groups.values())


def values_by_table(findings: Findings, *outcomes: Outcome) -> Counter[str]:
    """How many findings of these outcomes each table has."""
    return Counter(finding.table for finding in findings if finding.outcome in outcomes)


def write_report(file: Path, findings: Findings) -> None:
    """Write each finding as a line of CSV or of JSON, by the file's suffix; may raise OSError."""
    rows = _rows(findings)
    with file.open("w", encoding="utf-8", newline="") as opened:
        if file.suffix == ".jsonl":
            opened.writelines(f"{json.dumps(row, ensure_ascii=False)}\n" for row in rows)
            return
        table = csv.DictWriter(opened, [field.name for field in fields(Finding)])
        table.writeheader()
        table.writerows(rows)


def _rows(findings: Iterable[Finding]) -> Iterator[dict[str, Any]]:
    for finding in findings:
        yield asdict(finding) | {"outcome": finding.outcome.value}
