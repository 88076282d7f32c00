"""Reading a project: a `.qdpx` file, as the programs of the field write it.

What the standard has and the network has no place for is told with its line. A path that leads
out of the archive refuses the whole file: nothing outside is ever looked for.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import IO
from uuid import UUID

from seeds.importers.lines import Progress, silent
from seeds.refi_qda.archive import LIMITS, Archive, Limits, opened
from seeds.refi_qda.codes import code_sets, codes, guids, text_of
from seeds.refi_qda.elements import PROJECT, Element, parsed
from seeds.refi_qda.graphs import graphs, links
from seeds.refi_qda.project import Case, Note, Project, Source, User
from seeds.refi_qda.refusals import FileRefused
from seeds.refi_qda.selections import moment, selections
from seeds.refi_qda.telling import Telling
from seeds.refi_qda.words import VARIABLES

__all__ = ["read_project"]

INTERNAL = "internal://"
PATHS = ("path", "plainTextPath", "richTextPath")
MOST_TEXT_BYTES = 200_000_000
UNTITLED = "Untitled"


def read_project(
    file: IO[bytes], telling: Telling, progress: Progress = silent, limits: Limits = LIMITS
) -> Project:
    """The project in a file; raises FileRefused."""
    with opened(file, limits) as archive:
        root = parsed(archive.project(), PROJECT, "Project")
        return _Reader(root, archive, telling, progress).project()


@dataclass(slots=True)
class _Reader:
    root: Element
    archive: Archive
    telling: Telling
    progress: Progress
    read_bytes: int = 0

    def project(self) -> Project:
        root = self.root
        variables = self.variables()
        return Project(
            root.attributes.get("name", "").strip() or UNTITLED,
            description=text_of(root, "Description"),
            creator=root.guid("creatingUserGUID"),
            users=tuple(self.users()),
            codes=tuple(codes(root.first("CodeBook"), self.telling)),
            cases=tuple(self.cases(variables)),
            sources=tuple(self.sources(variables)),
            notes=tuple(self.notes()),
            links=tuple(links(root, self.telling)),
            sets=tuple(code_sets(root, self.telling)),
            graphs=tuple(graphs(root, self.telling)),
            about=guids(root, "NoteRef"),
        )

    def listed(self, outer: str, *names: str) -> Iterator[tuple[Element, UUID]]:
        """The elements of a list that can be told apart."""
        taken: set[UUID] = set()
        found = self.root.first(outer)
        for child in found.children if found is not None else ():
            guid, name = child.guid(), child.attributes.get("name", "")
            if child.name not in names:
                self.telling.left_out(child.name, child.line, name, f"is not known in {outer}")
            elif guid is None or guid in taken:
                reason = "has no GUID, or that of another one"
                self.telling.left_out(child.name, child.line, name, reason)
            else:
                taken.add(guid)
                yield child, guid

    def variables(self) -> dict[UUID, str]:
        """The variables that the network keeps, by their GUIDs."""
        found = {}
        for child, guid in self.listed("Variables", "Variable"):
            name = child.attributes.get("name", "").strip()
            if name in VARIABLES:
                found[guid] = name
            else:
                self.left_out(child, "is none of the variables that are kept")
        return found

    def users(self) -> Iterator[User]:
        for child, guid in self.listed("Users", "User"):
            attributes = child.attributes
            name = attributes.get("name", "").strip() or attributes.get("id", "").strip()
            yield User(guid, name or f"User {guid}", line=child.line)

    def cases(self, variables: Mapping[UUID, str]) -> Iterator[Case]:
        for child, guid in self.listed("Cases", "Case"):
            name = child.attributes.get("name", "").strip()
            for kind in ("CodeRef", "SelectionRef"):
                for reference in child.all(kind):
                    reason = "cases keep sources only, not codes and selections"
                    self.telling.left_out(kind, reference.line, name, reason)
            yield Case(
                guid,
                name,
                text_of(child, "Description"),
                values_of(child, variables),
                guids(child, "SourceRef"),
                line=child.line,
            )

    def sources(self, variables: Mapping[UUID, str]) -> Iterator[Source]:
        kinds = ("TextSource", "PDFSource", "PictureSource", "AudioSource", "VideoSource")
        found = list(self.listed("Sources", *kinds))
        for done, (child, guid) in enumerate(found, start=1):
            self.refuse_ways_out(child)
            for texts in self.texts_of(child):
                source = self.source(child, texts, guid, variables)
                if source is not None:
                    yield source
            self.progress("Reading sources", done, len(found))

    def texts_of(self, child: Element) -> Iterator[Element]:
        """Where the text of a source is; nowhere for what is only seen or heard."""
        match child.name:
            case "TextSource":
                yield child
            case "PDFSource":
                yield from child.all("Representation")
                for selection in child.all("PDFSelection"):
                    reason = "selections on a page are not kept, those of its text are"
                    self.left_out(selection, reason)
            case "AudioSource" | "VideoSource":
                yield from child.all("Transcript")
        inner = {"PDFSource": "Representation", "AudioSource": "Transcript"}
        needed = inner.get(child.name, "Transcript")
        if child.name != "TextSource" and child.first(needed) is None:
            self.left_out(child, "pictures and recordings are not kept, only their texts")

    def source(
        self, child: Element, texts: Element, guid: UUID, variables: Mapping[UUID, str]
    ) -> Source | None:
        text = self.text(texts)
        if isinstance(text, Absent):
            self.left_out(child, f"{text.reason}, so its codings are lost too")
            return None
        if text_of(child, "Description"):
            self.left_out(child, "has a description, which is not kept; a note would be")
        # Only transcripts can be several.
        own = texts.guid() if texts.name == "Transcript" else guid
        if own is None:
            self.left_out(texts, "has no GUID")
            return None
        return Source(
            own,
            child.attributes.get("name", "").strip(),
            text,
            child.guid("creatingUser"),
            moment(child),
            values_of(child, variables),
            tuple(selections(child, texts, len(text), self.telling)),
            (*guids(child, "NoteRef"), *(guids(texts, "NoteRef") if texts is not child else ())),
            line=child.line,
        )

    def notes(self) -> Iterator[Note]:
        for child, guid in self.listed("Notes", "Note"):
            self.refuse_ways_out(child)
            text = self.text(child)
            if isinstance(text, Absent):
                self.left_out(child, text.reason)
                continue
            name = child.attributes.get("name", "").strip()
            user = child.guid("creatingUser")
            yield Note(guid, name, text, user, moment(child), line=child.line)

    def text(self, element: Element) -> "str | Absent":
        """The plain text of an element."""
        inline = element.first("PlainTextContent")
        path = element.attributes.get("plainTextPath", "").strip()
        if not path:
            if inline is not None:
                return inline.text
            rich = "richTextPath" in element.attributes
            return Absent("has rich text and no plain text" if rich else "has no text")
        content = self.archive.text(path.removeprefix(INTERNAL))
        if content is None:
            return Absent("is missing from the archive")
        self.read_bytes += len(content)
        if self.read_bytes > MOST_TEXT_BYTES:
            raise FileRefused(f"The texts have more than {MOST_TEXT_BYTES:,} bytes.")
        return decoded(content)

    def refuse_ways_out(self, element: Element) -> None:
        for inner in (element, *element.children):
            for name in PATHS:
                refuse_way_out(inner, name)

    def left_out(self, element: Element, reason: str) -> None:
        name = element.attributes.get("name", "")
        self.telling.left_out(element.name, element.line, name, reason)


@dataclass(frozen=True, slots=True)
class Absent:
    """That there is no text, and why."""

    reason: str


def refuse_way_out(element: Element, attribute: str) -> None:
    """Refuse a path that leads anywhere but to an entry among the archive's sources."""
    path = element.attributes.get(attribute, "").strip()
    if not path:
        return
    name = path.removeprefix(INTERNAL)
    if name == path or not name or any(mark in name for mark in ("/", "\\", "\0", "..")):
        raise FileRefused(
            f"Line {element.line}: the path {path[:80]!r} leads out of the archive; only"
            " internal:// and the name of an entry is taken."
        )


def decoded(content: bytes) -> "str | Absent":
    """A text that can be kept as it is: UTF-8 without the NUL that PostgreSQL can't hold."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return Absent(f"is not UTF-8 (byte {error.start:,})")
    return Absent("contains a NUL character") if "\0" in text else text


def values_of(element: Element, variables: Mapping[UUID, str]) -> dict[str, str]:
    """The values of an element's variables, by the variable's name."""
    values: dict[str, str] = {}
    for child in element.all("VariableValue"):
        reference = child.first("VariableRef")
        guid = reference.guid("targetGUID") if reference is not None else None
        texts = [inner.text for inner in child.children if inner is not reference]
        name = variables.get(guid) if guid is not None else None
        if name and texts and texts[0].strip():
            values.setdefault(name, texts[0].strip())
    return values
