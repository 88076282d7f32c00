"""Adding what a file has to a study, as the caller and in one transaction.

The policies decide whether the caller may: nothing here does. What the network has already stays as
it is, so a second import of the same file changes nothing.
"""

import asyncio
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from auth.callers import Caller
from auth.database import Database
from auth.transactions import Transaction
from models.base import new_id
from models.failures import Conflict, Forbidden, NotFound
from models.inquiry import Study, StudyMember
from seeds.importers.lines import Progress, silent
from seeds.refi_qda import words
from seeds.refi_qda.adding import Adding
from seeds.refi_qda.coders import Coders, Importer, coders
from seeds.refi_qda.guids import Guids
from seeds.refi_qda.holdings import Holdings, holdings
from seeds.refi_qda.material import Districts, Material
from seeds.refi_qda.passages import Passages
from seeds.refi_qda.project import Project
from seeds.refi_qda.sites import Sites
from seeds.refi_qda.sorting import Sorting
from seeds.refi_qda.telling import Telling
from seeds.store import Summary

__all__ = ["Imported", "Wishes", "import_project", "refuse_strangers"]

RESEARCH_OFFICE = "SELECT slice.holds('{RESEARCH_OFFICE}')"
LINKS = {words.GROUNDS, words.STANDS_ON, words.DETAILS}


@dataclass(frozen=True, slots=True)
class Wishes:
    """How to import: into which study, and what else the file does not say.

    Without a study, it is the one of the project's name, or a new one. `district` is that of
    sources that name none; `user` is which of the file's users the importer is.
    """

    study: UUID | None = None
    district: UUID | None = None
    user: str | None = None
    dry_run: bool = False


@dataclass(frozen=True, slots=True)
class Imported:
    """What has become of a file."""

    study: UUID
    name: str
    summary: Summary


async def refuse_strangers(database: Database, caller: Caller, study: UUID | None) -> None:
    """Raise, before a large file is looked at, for whom it would be of no use to send one.

    NotFound for a study that the caller does not see; Forbidden without any, for one who may not
    found a new one.
    """
    async with database.write(caller, keep=False) as transaction:
        if study is not None:
            await _name_of(transaction, study)
            return
        name = str(new_id())
        await transaction.value(
            "INSERT INTO study (id, name, purpose) VALUES ($1, $2, $2)", (new_id(), name)
        )


async def import_project(
    database: Database,
    caller: Caller,
    project: Project,
    wishes: Wishes,
    *,
    telling: Telling,
    progress: Progress = silent,
) -> Imported:
    """Add a project to a study; what is not taken is told.

    Raises NotFound for a study or district that the caller does not see, Forbidden where a policy
    refuses, Conflict where a constraint does or the study of that name is another one; nothing is
    changed then.
    """
    cause = "import refi-qda"
    async with database.write(caller, keep=not wishes.dry_run, cause=cause) as transaction:
        lock = "SELECT pg_advisory_xact_lock(hashtextextended($1, 0))"
        name = await _name_of(transaction, wishes.study) if wishes.study else project.name
        await transaction.value(lock, (f"study {name}",))
        study = wishes.study or await _study_named(transaction, name) or new_id()
        held = await holdings(transaction, study, every_site=True)
        if wishes.study is None:
            _refuse_namesake(project, held, Guids(study))
        adding = Adding(held, telling)
        importer = await _importer(transaction, caller, wishes)
        today = await transaction.value("SELECT slice.today()")
        districts = _districts(held, wishes)
        work = _Import(adding, project, study, importer)
        await asyncio.to_thread(work.add, districts, today)  # it would keep a server's loop busy
        summary = await adding.write(transaction, progress)
    return Imported(study, name, summary)


async def _name_of(transaction: Transaction, study: UUID) -> str:
    name: str | None = await transaction.value("SELECT name FROM study WHERE id = $1", (study,))
    if name is None:
        raise NotFound("There is no such study.")
    return name


async def _study_named(transaction: Transaction, name: str) -> UUID | None:
    found: UUID | None = await transaction.value("SELECT id FROM study WHERE name = $1", (name,))
    return found


def _refuse_namesake(project: Project, held: Holdings, guids: Guids) -> None:
    """Refuse to add to a study that has only its name in common with the project."""
    items = (*project.users, *project.codes, *project.sources, *project.notes)
    named = {guids.of(item.guid) for item in items}
    known = (row["id"] for rows in held.tables.values() for row in rows)
    if held[Study] and named.isdisjoint(known):
        raise Conflict("There is another study of that name; say that study to add to it.")


async def _importer(transaction: Transaction, caller: Caller, wishes: Wishes) -> Importer:
    """The person who imports; only a person can be the author of what is imported."""
    if caller.person is None:
        raise Forbidden("Only a person can import: somebody has to be the author.")
    sql = "SELECT label FROM person WHERE id = $1"
    label = await transaction.value(sql, (caller.person,))
    if label is None:
        raise NotFound("There is no such person.")
    # The policies refuse a monitor's new members in any case; this lets the rest be taken.
    writes_for_others = await transaction.value(RESEARCH_OFFICE)
    return Importer(caller.person, label, wishes.user, writes_for_others=writes_for_others)


@dataclass(frozen=True, slots=True)
class _Import:
    """Every row that a project adds to a study, worked out."""

    adding: Adding
    project: Project
    study: UUID
    importer: Importer

    def add(self, districts: Districts, today: date) -> None:
        adding, project, guids = self.adding, self.project, Guids(self.study)
        self.add_study()
        who = coders(project, adding, guids, self.study, self.importer)
        sorting = Sorting(project, adding, guids, self.study)
        sorting.add_codes()
        sorting.add_themes()
        sorting.add_memos(who, today)
        passages = Passages(sorting, who)
        Material(passages, districts, today).add(project)
        passages.add_groundings(project.links)
        innovations = {name: key for key, name in adding.held.innovations.items()}
        Sites(adding, guids, districts, self.importer.person, innovations).add(project)
        for link in project.links:
            if link.name not in LINKS:
                adding.telling.left_out("Link", link.line, link.name or "", "links are not kept")
        self.forget_idle(who)

    def add_study(self) -> None:
        """The study that the project is, unless it is there."""
        if self.adding.held[Study]:
            self.adding.keep(Study, self.study)
            return
        about = self.project.about
        notes = {note.name: note.text for note in self.project.notes if note.guid in about}
        self.adding.add(
            Study,
            self.study,
            1,
            name=self.project.name,
            purpose=self.project.description or f"Imported from {self.adding.telling.file}.",
            method=notes.get(words.METHOD),
        )

    def forget_idle(self, who: Coders) -> None:
        """Whoever adds nothing of the own to a study that is there does not become a member."""
        written = (row for rows in self.adding.rows.values() for row in rows.values())
        is_at_work = any(
            who.me in {row.get("researcher_id"), row.get("coder_id")} for row in written
        )
        if self.adding.held[Study] and not is_at_work:
            self.adding.rows.get(StudyMember, {}).pop(who.me, None)


def _districts(held: Holdings, wishes: Wishes) -> Districts:
    if wishes.district is not None and wishes.district not in held.districts:
        raise NotFound("There is no such district.")
    by_name = {name: key for key, name in held.districts.items()}
    return Districts(by_name, wishes.district)
