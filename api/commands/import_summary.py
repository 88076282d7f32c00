"""What an import shows when it is done: what became of the rows, and what had to be told."""

from collections.abc import Sequence
from pathlib import Path

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from models.base import Base
from models.organizations import District, School
from seeds.importers.dese_schools import Reading
from seeds.importers.findings import Finding, Findings, Outcome
from seeds.importers.report import FindingGroup, grouped, values_by_table
from seeds.store import Counts, Summary

__all__ = ["schools_told", "show", "show_added"]

SHOWN_GROUPS = 40
SHOWN_CHARACTERS = 40
WORDS = "which and why"


def show(
    told: str | None,
    tables: Sequence[type[Base]],
    findings: Findings,
    summary: Summary | None,
    report: Path | None,
    *,
    dry_run: bool,
) -> None:
    """Print what became of the rows and, together by reason, what had to be told."""
    console = Console(highlight=False)
    if dry_run:
        console.print("A dry run: nothing was written. An import would have done this:")
    if summary:
        console.print(told)
        console.print(_tables(tables, findings, summary))
    _show_findings(console, grouped(findings), report)


def schools_told(reading: Reading, summary: Summary) -> str:
    """How many districts and schools a file of schools gave, and of which years."""
    return (
        f"{reading.file}: {_stored(summary, District):,} districts, "
        f"{_stored(summary, School):,} schools. "
        f"Levels and indices are of the school year {reading.school_year}, "
        f"the enrollment of {reading.enrollment_year}."
    )


def show_added(
    name: str, summary: Summary, findings: Findings, report: Path | None, *, dry_run: bool
) -> None:
    """Print what was added to a study, and what of the file was left out."""
    console = Console(highlight=False)
    if dry_run:
        console.print("A dry run: nothing was written. An import would have done this:")
    console.print(f"In the study “{name}”:", markup=False)
    table = _table("table", "created", "there already")
    for each, counts in sorted(summary.tables.items()):
        table.add_row(each, f"{counts.created:,}", f"{counts.unchanged:,}")
    table.add_section()
    total = summary.total
    table.add_row("all", f"{total.created:,}", f"{total.unchanged:,}")
    console.print(table)
    _show_findings(console, grouped(findings), report)


def _stored(summary: Summary, model: type[Base]) -> int:
    counts = summary.tables.get(model.__tablename__, Counts())
    return counts.created + counts.changed + counts.unchanged


def _tables(models: Sequence[type[Base]], findings: Findings, summary: Summary) -> Table:
    table = _table("table", "created", "changed", "unchanged", "repaired", "refused")
    repaired = values_by_table(findings, Outcome.REPAIRED)
    refused = values_by_table(findings, Outcome.VALUE_REFUSED, Outcome.ROW_REFUSED)
    for model in models:
        name = model.__tablename__
        counts = summary.tables.get(name, Counts())
        _add(table, name, counts, repaired[name], refused[name])
    table.add_section()
    _add(table, "all", summary.total, repaired.total(), refused.total())
    return table


def _add(table: Table, name: str, counts: Counts, repaired: int, refused: int) -> None:
    numbers = (counts.created, counts.changed, counts.unchanged, repaired, refused)
    table.add_row(name, *(f"{number:,}" for number in numbers))


def _show_findings(console: Console, groups: list[FindingGroup], report: Path | None) -> None:
    if not groups:
        return
    order = {outcome: place for place, outcome in enumerate(reversed(Outcome))}
    groups = sorted(groups, key=lambda group: order[group.first.outcome])
    table = _table("what", "values", WORDS)
    for group in groups[:SHOWN_GROUPS]:
        table.add_row(group.first.outcome.value, f"{group.count:,}", _told(group.first))
    console.print(table)
    if len(groups) > SHOWN_GROUPS:
        console.print(f"{len(groups) - SHOWN_GROUPS:,} more kinds are in the report.")
    told = f"Each of them is in {report}." if report else "--report FILE writes each of them."
    console.print(told)


def _told(first: Finding) -> Text:
    stored = f" → {_printable(first.stored)}" if first.stored else ""
    column = first.column or "the whole line"
    return Text(
        f"{column}: {first.reason} "
        f"(first: {first.file}, line {first.line}: {_printable(first.value)}{stored})"
    )


def _table(*headings: str) -> Table:
    table = Table(box=box.SIMPLE)
    for place, heading in enumerate(headings):
        table.add_column(heading, justify="left" if place == 0 or heading == WORDS else "right")
    return table


def _printable(value: str) -> str:
    """A value of the file, short and without what would steer a terminal."""
    shown = "".join(
        letter if letter.isprintable() else "\N{REPLACEMENT CHARACTER}" for letter in value
    )
    return shown if len(shown) <= SHOWN_CHARACTERS else f"{shown[:SHOWN_CHARACTERS]}…"
