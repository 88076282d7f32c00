"""The selections of a text and what is put to them."""

from collections.abc import Iterator
from datetime import UTC, datetime
from uuid import UUID, uuid5

from seeds.refi_qda.codes import guids, text_of
from seeds.refi_qda.elements import Element
from seeds.refi_qda.project import Coding, Selection
from seeds.refi_qda.telling import Telling

__all__ = ["codings", "moment", "selections"]


def selections(
    source: Element, texts: Element, length: int, telling: Telling
) -> Iterator[Selection]:
    """The ranges of a source's text, in their order; its codings as a whole are of all of it."""
    synchronized = {
        point.guid(): point.attributes.get("position", "") for point in texts.all("SyncPoint")
    }
    for child in texts.children:
        if child.name == "PlainTextSelection":
            starts_at = _place(child.attributes.get("startPosition"))
            ends_at = _place(child.attributes.get("endPosition"))
        elif child.name == "TranscriptSelection":
            starts_at = _place(synchronized.get(child.guid("fromSyncPoint")))
            ends_at = _place(synchronized.get(child.guid("toSyncPoint")))
        else:
            continue
        selection = _selection(child, starts_at, ends_at, length, telling)
        if selection is not None:
            yield selection
    yield from _whole(source, length, telling)


def _selection(
    child: Element, starts_at: int | None, ends_at: int | None, length: int, telling: Telling
) -> Selection | None:
    name, guid = child.attributes.get("name", ""), child.guid()
    if starts_at is None or ends_at is None or not 0 <= starts_at < ends_at <= length:
        reason = f"is no range of the text, which has {length:,} characters"
        if child.first("Coding") is not None:
            reason += "; its codings are lost too"
        telling.left_out(child.name, child.line, name, reason)
        return None
    if text_of(child, "Description"):
        reason = "has a description, which is not kept; a note would be"
        telling.left_out(child.name, child.line, name, reason)
    if guid is None:
        guid = uuid5(UUID(int=0), f"{child.line} {starts_at} {ends_at}")  # no one refers to it
    return Selection(
        guid,
        starts_at,
        ends_at,
        name or None,
        tuple(codings(child, telling)),
        guids(child, "NoteRef"),
        line=child.line,
    )


def _whole(source: Element, length: int, telling: Telling) -> Iterator[Selection]:
    found = tuple(codings(source, telling))
    if not found:
        return
    if length == 0:
        telling.left_out("Coding", source.line, "", "codes a source that has no text")
        return
    reason = "codes a whole source, and is kept as a coding of its whole text"
    telling.taken_otherwise("Coding", source.line, source.attributes.get("name", ""), reason)
    yield Selection(uuid5(found[0].guid, "whole"), 0, length, None, found, line=source.line)


def codings(element: Element, telling: Telling) -> Iterator[Coding]:
    """The codes put to a selection or a source."""
    for child in element.all("Coding"):
        guid, found = child.guid(), guids(child, "CodeRef")
        if guid is None or not found:
            telling.left_out("Coding", child.line, "", "has no GUID or no code")
            continue
        notes = guids(child, "NoteRef")
        yield Coding(
            guid, found[0], child.guid("creatingUser"), moment(child), notes, line=child.line
        )


def moment(element: Element) -> datetime | None:
    """When it was created; a time without a zone is taken for UTC."""
    try:
        read = datetime.fromisoformat(element.attributes.get("creationDateTime", "").strip())
    except ValueError:
        return None
    return read if read.tzinfo else read.replace(tzinfo=UTC)


def _place(text: str | None) -> int | None:
    """A place in a text; None for what is no number, or one beyond any text."""
    text = (text or "").strip()
    return int(text) if text.isascii() and text.isdigit() and len(text) < 12 else None  # noqa: PLR2004 - no text is as long
