"""A study as a project, with what the caller sees of it and nothing else."""

import asyncio
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from uuid import UUID

import orjson

from auth.callers import Caller
from auth.database import Database
from auth.slices import SLICES
from auth.slices.confidences import CONFIDENCES, roles_of
from models import inquiry as tables
from models.base import Base
from models.careers import KeyActor
from models.failures import NotFound
from models.innovation import Site
from models.inquiry_material import Coding, Informant, Interview, ThemeGrounding, Transcript
from seeds.refi_qda import words
from seeds.refi_qda.drawing import drawn
from seeds.refi_qda.guids import Guids, derived
from seeds.refi_qda.holdings import GATHERED, Held, Holdings, holdings
from seeds.refi_qda.project import Case, Code, Link, Note, Project, Source, ThemeSet, User
from seeds.refi_qda.texts import Texts

__all__ = ["composed", "export_study"]


async def export_study(database: Database, caller: Caller, study: UUID) -> Project:
    """The project of a study; raises NotFound where the caller does not see it."""
    async with database.read(caller, snapshot=True) as transaction:
        held = await holdings(transaction, study)
    if not held[tables.Study]:
        raise NotFound("There is no such study.")
    await record_export(database, caller, held)
    return await asyncio.to_thread(composed, held, study, caller.person)


async def record_export(database: Database, caller: Caller, held: Holdings) -> None:
    """Record the confidential records that a file is made of, before there is one."""
    seen = [
        f"{model.__name__}_{row['district_id'].hex if 'district_id' in row else ''}{row['id'].hex}"
        for model in CONFIDENCES
        for row in held[model]
    ]
    if seen:
        roles = roles_of((model for model in CONFIDENCES if held[model]), SLICES)
        async with database.disclose(caller) as transaction:
            given = [list(roles), orjson.dumps(seen)]
            await transaction.value("SELECT audit.disclose('EXPORT', $1, $2)", given)


def composed(held: Holdings, study: UUID, person: UUID | None = None) -> Project:
    """The project that a study's rows amount to, created by the member who is that person."""
    return _Composing(held, Guids(study)).project(person)


@dataclass(slots=True)
class _Composing:
    held: Holdings
    guids: Guids

    def project(self, person: UUID | None) -> Project:
        [study] = self.held[tables.Study]
        members = self.by_guid(tables.StudyMember)
        mine = (row["id"] for row in members if person and row["person_id"] == person)
        creator = next(mine, None)
        about = list(self.about(study))
        drawings = drawn(self.held, self.guids)
        return Project(
            study["name"],
            study["purpose"],
            creator=creator and self.guids.of(creator),
            users=tuple(User(self.guids.of(row["id"]), row["label"]) for row in members),
            codes=tuple(self.codes()),
            cases=(*self.sites(), *self.key_actors(), *self.pseudonyms(), *self.informants()),
            sources=tuple(self.sources()),
            notes=(*about, *self.memos(), *drawings.notes),
            links=(*self.groundings(), *drawings.links),
            sets=tuple(self.themes()),
            graphs=drawings.graphs,
            about=tuple(note.guid for note in about),
        )

    def about(self, study: Held) -> Iterator[Note]:
        """The notes on the study as a whole: its method and its questions."""
        if study["method"]:
            yield Note(derived("method", study["name"]), words.METHOD, study["method"])
        questions = self.held[tables.ResearchQuestion]
        for row in sorted(questions, key=lambda row: row["position"]):
            name = f"{words.QUESTION}{row['position']}"
            yield Note(self.guids.of(row["id"]), name, row["question"])

    def codes(self) -> Iterator[Code]:
        """The codes, each after the one that it is part of."""
        below: defaultdict[UUID | None, list[Held]] = defaultdict(list)
        for row in self.held[tables.Code]:
            below[row["parent_id"]].append(row)
        notes = self.notes_by("code_id")
        waiting = _in_order(below[None])
        while waiting:
            row = waiting.pop()
            parent = row["parent_id"]
            yield Code(
                self.guids.of(row["id"]),
                row["name"],
                parent and self.guids.of(parent),
                row["description"],
                row["is_codable"],
                row["color"],
                notes[row["id"]],
            )
            waiting += _in_order(below[row["id"]])

    def themes(self) -> Iterator[ThemeSet]:
        codes: defaultdict[UUID, list[UUID]] = defaultdict(list)
        for row in self.held[tables.ThemeCode]:
            codes[row["theme_id"]].append(self.guids.of(row["code_id"]))
        notes = self.notes_by("theme_id")
        for row in sorted(self.held[tables.Theme], key=lambda row: str(row["title"])):
            guid = self.guids.of(row["id"])
            members = tuple(sorted(codes[row["id"]]))
            yield ThemeSet(guid, row["title"], row["statement"], members, notes[row["id"]])

    def groundings(self) -> Iterator[Link]:
        codings = self.coded()
        for row in self.by_guid(ThemeGrounding):
            if row["coding_id"] in codings:
                ends = self.guids.of(row["coding_id"]), self.guids.of(row["theme_id"])
                yield Link(self.guids.of(row["id"]), words.GROUNDS, *ends)

    def coded(self) -> set[UUID]:
        """The codings whose text the caller knows of: only those are written."""
        texts = self.held.by_id(Transcript)
        return {row["id"] for row in self.held[Coding] if row["transcript_id"] in texts}

    def memos(self) -> Iterator[Note]:
        for row in sorted(self.by_guid(tables.Memo), key=lambda row: str(row["written_on"])):
            yield Note(
                self.guids.of(row["id"]),
                row["title"],
                row["text"],
                self.guids.of(row["researcher_id"]),
                _moment(row["written_on"]),
            )

    def sources(self) -> Iterator[Source]:
        texts = Texts(self.held, self.guids)
        for model, reference in GATHERED.items():
            for row in sorted(self.by_guid(model), key=lambda row: str(_day(row))):
                guid = self.guids.of(row["id"])
                text = texts.of(reference, row["id"])
                yield Source(
                    guid,
                    text.name or f"{KINDS[model.__tablename__]}, {_day(row)}",
                    text.text,
                    self.guids.of(row["researcher_id"]),
                    _moment(_day(row)),
                    self.values(KINDS[model.__tablename__], row),
                    text.selections,
                    text.notes,
                )

    def values(self, kind: str, row: Held) -> dict[str, str]:
        """What is known of a source."""
        known = {
            words.KIND: kind,
            words.DISTRICT: self.held.districts[row["district_id"]],
            words.DATE: _day(row),
            words.OFFICE: row["informant_role"],
            words.PART: row["informant_kind"],
            words.WHAT: row.get("kind"),
            words.PSEUDONYM: row.get("pseudonym"),
            words.MINUTES: row.get("minutes"),
        }
        return {name: str(value) for name, value in known.items() if value is not None}

    def sites(self) -> Iterator[Case]:
        for row in self.by_guid(Site):
            values = self.place(words.SITE, row)
            name = f"{values[words.DISTRICT]}: {values[words.INNOVATION]}"
            yield Case(self.guids.of(row["id"]), name, row["account"], values)

    def key_actors(self) -> Iterator[Case]:
        sites = self.held.by_id(Site)
        for row in self.by_guid(KeyActor):
            values = self.place(words.KEY_ACTOR, sites[row["site_id"]])
            values[words.PART] = row["group"]
            if row["job"]:
                values[words.JOB] = row["job"]
            yield Case(self.guids.of(row["id"]), row["pseudonym"], None, values)

    def place(self, kind: str, site: Held) -> dict[str, str]:
        return {
            words.KIND: kind,
            words.DISTRICT: self.held.districts[site["district_id"]],
            words.INNOVATION: self.held.innovations[site["innovation_id"]],
        }

    def pseudonyms(self) -> Iterator[Case]:
        """Whoever was interviewed, as the study calls them, with their interviews."""
        known: defaultdict[tuple[str, str], list[UUID]] = defaultdict(list)
        for row in self.by_guid(Interview):
            if row["pseudonym"]:
                district = self.held.districts[row["district_id"]]
                known[district, row["pseudonym"]].append(self.guids.of(row["id"]))
        for (district, pseudonym), interviews in sorted(known.items()):
            guid = derived("pseudonym", district, pseudonym)
            values = {words.KIND: words.PSEUDONYMOUS, words.DISTRICT: district}
            yield Case(guid, pseudonym, None, values, tuple(interviews))

    def informants(self) -> Iterator[Case]:
        """Whom a source is of, for the author alone; people of the network are never named."""
        for row in self.by_guid(Informant):
            source = next(row[name] for name in GATHERED.values() if row[name])
            if row["name"]:
                values = {words.KIND: words.INFORMANT}
                guid = self.guids.of(row["id"])
                yield Case(guid, row["name"], None, values, (self.guids.of(source),))

    def notes_by(self, column: str) -> defaultdict[UUID, tuple[UUID, ...]]:
        """The memos about each code or theme."""
        found: defaultdict[UUID, tuple[UUID, ...]] = defaultdict(tuple)
        for row in self.by_guid(tables.Memo):
            if row[column]:
                found[row[column]] += (self.guids.of(row["id"]),)
        return found

    def by_guid(self, model: type[Base]) -> list[Held]:
        """Rows in an order that does not depend on the network that they are in."""
        return sorted(self.held[model], key=lambda row: self.guids.of(row["id"]))


KINDS = {
    "interview": words.INTERVIEW,
    "observation": words.OBSERVATION,
    "source_document": words.DOCUMENT,
}


def _in_order(siblings: list[Held]) -> list[Held]:
    """Siblings from the last to the first, to be taken from the end."""
    return sorted(siblings, key=lambda row: (row["position"] or 0, str(row["name"])), reverse=True)


def _day(row: Held) -> date:
    day: date = row.get("held_on") or row["collected_on"]
    return day


def _moment(day: date) -> datetime:
    return datetime.combine(day, time(), UTC)
