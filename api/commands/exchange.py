"""`throughline export` and `throughline import`, for projects and codebooks by REFI-QDA.

Somebody is always asking: the operator acts on behalf of a person, by the API's own login, and
sees and writes what that person may.
"""

from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated
from uuid import UUID

import typer

from api.commands import CommandFailed
from api.commands.imports import check_report, imports, write_findings
from api.settings import load_settings

if TYPE_CHECKING:
    from auth.callers import Caller
    from auth.database import Database
    from seeds.importers.lines import Progress
    from seeds.refi_qda.importing import Imported
    from seeds.refi_qda.project import Project
    from seeds.refi_qda.telling import Telling

__all__ = ["exports"]

exports = typer.Typer(name="export", help="Write a file for another program.", no_args_is_help=True)

As = Annotated[
    str,
    typer.Option("--as", help="On whose behalf: a person's id, or a persona of the demo."),
]
StudyWanted = Annotated[
    str | None,
    typer.Option("--study", help="The study to add to, by name or id; else the file's name."),
]
Report = Annotated[
    Path | None,
    typer.Option(help="Write what was left out, one by one, to this file, .csv or .jsonl."),
]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Tell what would be done, and do nothing.")]


@exports.callback()
def group() -> None:
    """Write a file for another program, with what a person sees and nothing else."""


@exports.command("qdpx")
def export_qdpx(
    study: Annotated[str, typer.Argument(help="The study, by name or id.")],
    file: Annotated[Path, typer.Argument(help="The file to write, such as study.qdpx.")],
    on_behalf: As,
) -> None:
    """Write a study as a REFI-QDA project: codes, sources, codings, cases, memos, graphs."""
    from api.commands.databases import as_caller
    from api.commands.progress import progress_bar
    from seeds.refi_qda.exporting import export_study
    from seeds.refi_qda.writer import write_project

    caller = _caller(on_behalf)

    async def work(database: "Database") -> "Project":
        return await export_study(database, caller, await _found(database, caller, "study", study))

    project = as_caller(load_settings(), work)
    try:
        with progress_bar() as progress, file.open("wb") as opened:
            write_project(project, opened, progress)
    except OSError as error:
        raise CommandFailed(f"{file.name} can't be written: {error.strerror}") from error
    codings = sum(len(each.codings) for source in project.sources for each in source.selections)
    typer.echo(
        f"{file}: {len(project.sources):,} sources, {len(project.codes):,} codes, {codings:,} "
        f"codings, {len(project.cases):,} cases, {len(project.notes):,} notes, "
        f"{len(project.graphs):,} graphs."
    )


@imports.command("qdpx")
def import_qdpx(
    file: Annotated[Path, typer.Argument(help="The project, a .qdpx file.")],
    on_behalf: As,
    *,
    study: StudyWanted = None,
    district: Annotated[
        str | None,
        typer.Option(help="The district of sources that name none, by name, state code or id."),
    ] = None,
    user: Annotated[
        str | None, typer.Option(help="Which of the file's users imports it, by name.")
    ] = None,
    report: Report = None,
    dry_run: DryRun = False,
) -> None:
    """Add a REFI-QDA project, as other programs export it, to a study."""
    from api.commands.progress import progress_bar
    from seeds.refi_qda.reader import read_project
    from seeds.refi_qda.telling import Telling

    check_report(report, file)
    telling = Telling(file.name)
    with progress_bar() as progress:
        try:
            with file.open("rb") as opened:
                project = read_project(opened, telling, progress)
        except OSError as error:
            raise CommandFailed(f"{file.name} can't be read: {error.strerror}") from error
        asked = _Asked(on_behalf, study, district, user, dry_run)
        imported = _import(project, asked, telling, progress)
    _show(imported, telling, report, dry_run=dry_run)


@imports.command("qdc")
def import_qdc(
    file: Annotated[Path, typer.Argument(help="The codebook, a .qdc file.")],
    on_behalf: As,
    study: Annotated[str, typer.Option(help="The study to add to, by name or id.")],
    report: Report = None,
    *,
    dry_run: DryRun = False,
) -> None:
    """Add a REFI-QDA codebook to a study."""
    from seeds.importers.lines import silent
    from seeds.refi_qda.codebook import read_codebook
    from seeds.refi_qda.telling import Telling

    check_report(report, file)
    telling = Telling(file.name)
    try:
        project = read_codebook(file.read_bytes(), telling)
    except OSError as error:
        raise CommandFailed(f"{file.name} can't be read: {error.strerror}") from error
    imported = _import(project, _Asked(on_behalf, study, dry_run=dry_run), telling, silent)
    _show(imported, telling, report, dry_run=dry_run)


@dataclass(frozen=True, slots=True)
class _Asked:
    """What was typed."""

    on_behalf: str
    study: str | None = None
    district: str | None = None
    user: str | None = None
    dry_run: bool = False


def _import(
    project: "Project", asked: _Asked, telling: "Telling", progress: "Progress"
) -> "Imported":
    from api.commands.databases import as_caller
    from seeds.refi_qda.importing import Wishes, import_project

    caller = _caller(asked.on_behalf)

    async def work(database: "Database") -> "Imported":
        found = {
            table: await _found(database, caller, table, name) if name else None
            for table, name in (("study", asked.study), ("district", asked.district))
        }
        wishes = Wishes(found["study"], found["district"], asked.user, dry_run=asked.dry_run)
        return await import_project(
            database, caller, project, wishes, telling=telling, progress=progress
        )

    return as_caller(load_settings(), work)


def _show(imported: "Imported", telling: "Telling", report: Path | None, *, dry_run: bool) -> None:
    from api.commands.import_summary import show_added

    show_added(imported.name, imported.summary, telling.findings, report, dry_run=dry_run)
    write_findings(report, telling.findings)


def _caller(text: str) -> "Caller":
    """Whom the operator acts for."""
    from auth.callers import Caller
    from seeds.demo.personas import PERSONAS

    if text in PERSONAS:
        return PERSONAS[text].caller
    person = _key(text)
    if person is None:
        raise CommandFailed(
            f"--as takes a person's id, or a persona of the demo: {', '.join(PERSONAS)}"
        )
    return Caller(person=person)


async def _found(database: "Database", caller: "Caller", table: str, text: str) -> UUID:
    """The study or district that the caller sees under an id, a name or a state code."""
    from models.failures import NotFound

    names = {"study": "name = $2", "district": "name = $2 OR state_code = $2"}
    sql = f"SELECT id FROM {table} WHERE id = $1 OR {names[table]}"  # noqa: S608 - names of ours
    async with database.read(caller) as transaction:
        key: UUID | None = await transaction.value(sql, (_key(text), text))
    if key is None:
        raise NotFound(f"There is no such {table}: {text}")
    return key


def _key(text: str) -> UUID | None:
    """The UUID that an id of the API's ends in, or that is given as such."""
    with suppress(ValueError):
        return UUID(text.rpartition("_")[2])
    return None
