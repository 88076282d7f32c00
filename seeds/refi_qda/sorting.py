"""The codes, themes and memos that a project adds to a study."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date
from typing import Any
from uuid import UUID

from models.inquiry import Code, Memo, ResearchQuestion, Theme, ThemeCode
from models.inquiry_terms import CodeKind
from seeds.refi_qda import words
from seeds.refi_qda.adding import Adding
from seeds.refi_qda.coders import Coders
from seeds.refi_qda.guids import Guids, derived
from seeds.refi_qda.project import Note, Project

__all__ = ["Sorting"]

LONGEST_TITLE = 200


@dataclass(slots=True)
class Sorting:
    """Codes, themes and memos of a project, by their GUIDs, as ids of the study's records."""

    project: Project
    adding: Adding
    guids: Guids
    study: UUID
    codes: dict[UUID, UUID] = field(default_factory=dict)
    themes: dict[UUID, UUID] = field(default_factory=dict)
    memos: dict[UUID, UUID] = field(default_factory=dict)

    def add_codes(self) -> None:
        """The tree of codes; one that the study has by that name at that place is that code."""
        parents = {code.parent for code in self.project.codes}
        places: Counter[UUID | None] = Counter()
        known = self.adding.known(Code, "parent_id", "name")
        for code in self.project.codes:
            key = self.guids.of(code.guid)
            parent = self.codes[code.parent] if code.parent else None
            places[parent] += 1
            same = known.get((parent, code.name))
            if same is not None and self.adding.find(Code, key) is None:
                self.codes[code.guid] = self.adding.keep(Code, same)
                if same in self.adding.rows.get(Code, {}):
                    reason = "has the name of another code there, and is taken for that one"
                    self.tell(code.line, "Code", code.name, reason)
                continue
            self.codes[code.guid] = self.adding.add(
                Code,
                key,
                code.line,
                study_id=self.study,
                parent_id=parent,
                kind=_kind(code.guid in parents or not code.is_codable, parent),
                name=code.name,
                description=code.description,
                position=places[parent],
                is_codable=code.is_codable,
                color=code.color,
            )

    def add_themes(self) -> None:
        """The sets of codes that say what was found; a set without that is no finding."""
        titles = self.adding.known(Theme, "title")
        for each in self.project.sets:
            key = self.guids.of(each.guid)
            if titles.get((each.name,), key) != key or not each.description:
                reason = "has no description, which would say what was found"
                if each.description:
                    reason = "has the title of another theme of the study"
                self.tell(each.line, "Set", each.name, reason)
                continue
            self.themes[each.guid] = self.adding.add(
                Theme,
                key,
                each.line,
                study_id=self.study,
                title=each.name,
                statement=each.description,
            )
            self._add_members(key, each.codes, each.line)

    def _add_members(self, theme: UUID, codes: Iterable[UUID], line: int) -> None:
        there = {
            (row["theme_id"], row["code_id"]): row["id"] for row in self.adding.held[ThemeCode]
        }
        for guid in codes:
            code = self.codes.get(guid)
            if code is None:
                self.tell(line, "MemberCode", "", "leads to no code that was taken")
            elif (theme, code) in there:
                self.adding.keep(ThemeCode, there[theme, code])
            else:
                key = derived("theme code", theme, code)
                of_theme = {"study_id": self.study, "theme_id": theme, "code_id": code}
                self.adding.add(ThemeCode, key, line, **of_theme)

    def add_memos(self, coders: Coders, today: date) -> None:
        """The notes that are not about a drawing, or the study as a whole."""
        about: dict[str, dict[UUID, Any]] = {
            "code_id": self._noted(self.project.codes, self.codes),
            "theme_id": self._noted(self.project.sets, self.themes),
        }
        aside = {note for link in self.project.links for note in link.notes}
        for note in self.project.notes:
            member = coders.member(note.user)
            key = self.guids.of(note.guid)
            if note.guid in aside or self._add_about_study(note):
                continue
            if self.adding.find(Memo, key) is None and member not in coders.writable:
                reason = "is another person's memo, which that person has to import"
                self.tell(note.line, "Note", note.name, reason)
                continue
            self.memos[note.guid] = self.adding.add(
                Memo,
                key,
                note.line,
                study_id=self.study,
                researcher_id=member,
                title=note.name or note.text[:LONGEST_TITLE].strip() or "Untitled",
                text=note.text,
                written_on=note.at.astimezone(UTC).date() if note.at else today,
                **{column: notes.get(note.guid) for column, notes in about.items()},
            )

    def _add_about_study(self, note: Note) -> bool:
        """Take a note on the whole study for its method or one of its questions, if it is one."""
        if note.guid not in self.project.about:
            return False
        number = note.name.removeprefix(words.QUESTION)
        if number != note.name and number.isdigit() and 1 <= int(number) <= 100:  # noqa: PLR2004 - as many as a study can have
            there = self.adding.known(ResearchQuestion, "position").get((int(number),))
            if there is not None:
                self.adding.keep(ResearchQuestion, there)
                return True
            self.adding.add(
                ResearchQuestion,
                self.guids.of(note.guid),
                note.line,
                study_id=self.study,
                position=int(number),
                question=note.text,
            )
            return True
        return note.name == words.METHOD

    def _noted(self, items: Iterable[Any], taken: Mapping[UUID, UUID]) -> dict[UUID, UUID]:
        """The first thing that each note is about."""
        found: dict[UUID, UUID] = {}
        for item in items:
            for note in item.notes:
                if item.guid not in taken:
                    continue
                if found.setdefault(note, taken[item.guid]) != taken[item.guid]:
                    reason = "is a note on a second code or set; a memo is about one"
                    self.tell(item.line, "NoteRef", item.name, reason)
        return found

    def tell(self, line: int, what: str, value: str, reason: str) -> None:
        self.adding.telling.left_out(what, line, value, reason)


def _kind(is_heading: bool, parent: UUID | None) -> CodeKind:  # noqa: FBT001 - a question's answer
    if not is_heading:
        return CodeKind.CODE
    return CodeKind.CATEGORY if parent is None else CodeKind.SUB_CATEGORY
