"""`throughline import`: real files, as their publishers give them out."""

from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypeVar

import typer

from api.commands import CommandFailed
from api.settings import load_settings

if TYPE_CHECKING:
    from seeds.importers.findings import Findings
    from seeds.store import Connection, Summary

__all__ = ["check_report", "imports", "write_findings"]

T = TypeVar("T")

imports = typer.Typer(name="import", help="Read a file.", no_args_is_help=True)


@imports.callback()
def group() -> None:
    """Read a file: what is certain is repaired, what is not is refused and told."""


@imports.command("dese-schools")
def dese_schools(
    file: Annotated[Path, typer.Argument(help="The Massachusetts file of schools, a CSV file.")],
    school_year: Annotated[
        int,
        typer.Option(
            min=2012,
            max=2017,
            help="The school year of its accountability reports, by the year in which it ends; "
            "the enrollment is of the next one.",
        ),
    ],
    crosswalk: Annotated[
        Path | None,
        typer.Option(help="The crosswalk of districts' codes to federal ones, a CSV file."),
    ] = None,
    report: Annotated[
        Path | None,
        typer.Option(help="Write each repair and refusal to this file, .csv or .jsonl."),
    ] = None,
    *,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Tell what would be done, and do nothing.")
    ] = False,
) -> None:
    """Load districts and schools with their levels, performance indices and enrollment."""
    from api.commands.import_summary import schools_told, show
    from api.commands.progress import progress_bar
    from seeds.importers.dese_records import TABLES as SCHOOL_TABLES
    from seeds.importers.dese_schools import read_schools
    from seeds.importers.dese_store import store_schools

    check_report(report, file, crosswalk)
    with progress_bar() as progress:
        reading = _read(lambda: read_schools(file, school_year, crosswalk, progress))

        async def store(connection: "Connection") -> "Summary":
            return await store_schools(connection, reading, progress)

        findings = reading.findings
        summary = _store(findings, store, report, dry_run=dry_run) if reading.districts else None
        if summary is None:
            write_findings(report, findings)
    told = schools_told(reading, summary) if summary else None
    show(told, SCHOOL_TABLES, findings, summary, report, dry_run=dry_run)
    _require(summary)


@imports.command("dese-retention")
def dese_retention(
    file: Annotated[
        Path, typer.Argument(help="The Massachusetts file of staff retention, a CSV file.")
    ],
    report: Annotated[
        Path | None,
        typer.Option(help="Write each repair, refusal and unknown school, .csv or .jsonl."),
    ] = None,
    *,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Tell what would be done, and do nothing.")
    ] = False,
) -> None:
    """Load how many principals and teachers stayed, by school and year and for the whole state."""
    from api.commands.import_summary import show
    from api.commands.progress import progress_bar
    from seeds.importers.dese_retention import read_retention
    from seeds.importers.retention_store import TABLES, store_retention

    check_report(report, file)
    with progress_bar() as progress:
        reading = _read(lambda: read_retention(file, progress))

        async def store(connection: "Connection") -> "Summary":
            return await store_retention(connection, reading, progress)

        findings = reading.findings
        summary = _store(findings, store, report, dry_run=dry_run) if reading.rows else None
        if summary is None:
            write_findings(report, findings)
    told = f"{reading.file}: {len(reading.rows):,} lines of schools and years."
    show(told, TABLES, findings, summary, report, dry_run=dry_run)
    _require(summary)


def _read(read: "Callable[[], T]") -> "T":
    from seeds.importers.lines import NotThisFile

    try:
        return read()
    except NotThisFile as refused:
        raise CommandFailed(f"nothing was imported: {refused}") from refused


def _require(summary: "Summary | None") -> None:
    if summary is None:
        raise CommandFailed("nothing was imported: no line of the file could be taken")


def _store(
    findings: "Findings",
    store: "Callable[[Connection], Awaitable[Summary]]",
    report: Path | None,
    *,
    dry_run: bool,
) -> "Summary":
    """What became of each table."""
    from api.commands.databases import as_owner

    async def work(connection: "Connection") -> "Summary":
        return await _import(connection, findings, store, report, dry_run=dry_run)

    return as_owner(load_settings(), work)


async def _import(
    connection: "Connection",
    findings: "Findings",
    store: "Callable[[Connection], Awaitable[Summary]]",
    report: Path | None,
    *,
    dry_run: bool,
) -> "Summary":
    import asyncpg

    from seeds.importers.transactions import all_or_nothing

    try:
        async with all_or_nothing(connection, keep=not dry_run):
            summary = await store(connection)
            write_findings(report, findings)
    except asyncpg.InsufficientPrivilegeError:
        raise
    except (asyncpg.PostgresError, asyncpg.InterfaceError, OSError) as error:
        reason = " ".join(str(error).split())
        raise CommandFailed(f"nothing was imported: {reason}") from error
    return summary


def check_report(report: Path | None, *inputs: Path | None) -> None:
    """Refuse a report that can't be, before anything is read."""
    from seeds.importers.report import FORMATS

    if report is None:
        return
    if report.suffix not in FORMATS:
        raise CommandFailed(f"the report's name must end in {' or '.join(FORMATS)}: {report.name}")
    if any(given and given.resolve() == report.resolve() for given in inputs):
        raise CommandFailed(f"the report would overwrite what is to be imported: {report.name}")


def write_findings(report: Path | None, findings: "Findings") -> None:
    """Write each finding to the report, if there is to be one."""
    from seeds.importers.report import write_report

    if report is None:
        return
    try:
        write_report(report, findings)
    except OSError as error:
        raise CommandFailed(
            f"nothing was imported: the report {report.name} can't be written: {error.strerror}"
        ) from error
