"""The tree of codes, which a project and a codebook write alike."""

import re
from collections.abc import Iterator
from uuid import UUID

from seeds.refi_qda.elements import Element
from seeds.refi_qda.project import Code, ThemeSet
from seeds.refi_qda.telling import Telling

__all__ = ["code_sets", "codes", "guids", "text_of"]

COLOR = re.compile("#([0-9A-Fa-f]{3}|[0-9A-Fa-f]{6})")
TRUE = {"true", "1"}


def codes(book: Element | None, telling: Telling) -> Iterator[Code]:
    """The codes of a codebook, each after the one that it is part of."""
    top = book.first("Codes") if book is not None else None
    if top is not None:
        yield from _inside(top, None, telling, set())


def _inside(
    element: Element, parent: UUID | None, telling: Telling, taken: set[UUID]
) -> Iterator[Code]:
    for child in element.all("Code"):
        name, guid = child.attributes.get("name", "").strip(), child.guid()
        if guid is None or not name or guid in taken:
            reason = "has no name, no GUID, or that of another code"
            telling.left_out("Code", child.line, name, f"{reason}, so it and its parts are lost")
            continue
        taken.add(guid)
        yield Code(
            guid,
            name,
            parent,
            text_of(child, "Description"),
            child.attributes.get("isCodable", "true").strip().lower() in TRUE,
            _color(child, telling),
            guids(child, "NoteRef"),
            line=child.line,
        )
        yield from _inside(child, guid, telling, taken)


def code_sets(element: Element, telling: Telling) -> Iterator[ThemeSet]:
    """The sets of codes; an empty list of sets, which the schema forbids, is none."""
    listed = element.first("Sets")
    for child in listed.all("Set") if listed is not None else ():
        name, guid = child.attributes.get("name", "").strip(), child.guid()
        if guid is None or not name:
            telling.left_out("Set", child.line, name, "has no name or no GUID")
            continue
        for member in child.all("MemberSource"):
            telling.left_out("MemberSource", member.line, name, "sets of sources are not kept")
        members = guids(child, "MemberCode") or guids(child, "MemberCode", "guid")
        yield ThemeSet(
            guid,
            name,
            text_of(child, "Description"),
            members,
            guids(child, "MemberNote"),
            line=child.line,
        )


def guids(element: Element, name: str, attribute: str = "targetGUID") -> tuple[UUID, ...]:
    """What the references of one name lead to; those that are no GUID lead nowhere."""
    found = (child.guid(attribute) for child in element.all(name))
    return tuple(guid for guid in found if guid is not None)


def text_of(element: Element, name: str) -> str | None:
    """The text of a child; None where there is none or it is blank."""
    child = element.first(name)
    return child.text if child is not None and child.text.strip() else None


def _color(element: Element, telling: Telling) -> str | None:
    color = element.attributes.get("color", "").strip()
    if not color or COLOR.fullmatch(color):
        return color or None
    telling.left_out("color", element.line, color, "is no colour as #RGB or #RRGGBB")
    return None
