"""A project's XML: the elements in the order in which the standard's schema wants them."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import TypeVar
from uuid import UUID
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from seeds.refi_qda.elements import PROJECT
from seeds.refi_qda.guids import derived
from seeds.refi_qda.project import Case, Code, Coding, Graph, Note, Project, Selection, Source
from seeds.refi_qda.words import VARIABLES

__all__ = ["document"]

T = TypeVar("T")

ORIGIN = "Throughline"
DECLARATION = b'<?xml version="1.0" encoding="utf-8"?>\n'

# What XML 1.0 can't write, and the carriage return, which its readers do not give back.
UNWRITABLE = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
REPLACEMENT = "\N{REPLACEMENT CHARACTER}"


def document(project: Project) -> bytes:
    """The whole `project.qde`."""
    root = _element(None, "Project", xmlns=PROJECT, name=project.name, origin=ORIGIN)
    _set(root, creatingUserGUID=project.creator)
    for users, user in _listed(root, "Users", project.users):
        _element(users, "User", guid=user.guid, name=user.name)
    if project.codes:
        _codes(_element(_element(root, "CodeBook"), "Codes"), project.codes)
    _variables(root, project)
    _cases(root, project)
    for sources, source in _listed(root, "Sources", project.sources):
        _source(sources, source)
    for notes, note in _listed(root, "Notes", project.notes):
        _text(notes, "Note", note)
    for links, link in _listed(root, "Links", project.links):
        ends = {"originGUID": link.origin, "targetGUID": link.target}
        element = _element(links, "Link", guid=link.guid, name=link.name, direction="OneWay")
        _set(element, **ends)
        _references(element, "NoteRef", link.notes)
    for sets, each in _listed(root, "Sets", project.sets):
        element = _element(sets, "Set", guid=each.guid, name=each.name)
        _described(element, each.description)
        _references(element, "MemberCode", each.codes)
        _references(element, "MemberNote", each.notes)
    for graphs, graph in _listed(root, "Graphs", project.graphs):
        _graph(graphs, graph)
    _described(root, project.description)
    _references(root, "NoteRef", project.about)
    indent(root)
    return DECLARATION + tostring(root, encoding="unicode").encode()


def _codes(book: Element, codes: Sequence[Code]) -> None:
    """The tree of codes, of which each comes after the one that it is part of."""
    elements: dict[UUID | None, Element] = {None: book}
    for code in codes:
        element = _element(elements[code.parent], "Code", guid=code.guid, name=code.name)
        _set(element, isCodable="true" if code.is_codable else "false", color=code.color)
        _described(element, code.description)
        _references(element, "NoteRef", code.notes)
        elements[code.guid] = element


def _variables(root: Element, project: Project) -> None:
    described: list[Case | Source] = [*project.cases, *project.sources]
    used = {name for item in described for name in item.values}
    known = ((name, told) for name, told in VARIABLES.items() if name in used)
    for variables, (name, (kind, meaning)) in _listed(root, "Variables", known):
        guid = derived("variable", name)
        element = _element(variables, "Variable", guid=guid, name=name, typeOfVariable=kind)
        _described(element, meaning)


def _values(element: Element, values: Mapping[str, str]) -> None:
    for name, text in values.items():
        value = _element(element, "VariableValue")
        _element(value, "VariableRef", targetGUID=derived("variable", name))
        _element(value, f"{VARIABLES[name][0]}Value").text = _writable(text)


def _cases(root: Element, project: Project) -> None:
    for cases, case in _listed(root, "Cases", project.cases):
        element = _element(cases, "Case", guid=case.guid, name=case.name)
        _described(element, case.description)
        _values(element, case.values)
        _references(element, "SourceRef", case.sources)


def _text(parent: Element, name: str, text: Source | Note) -> Element:
    path = f"internal://{text.guid}.txt"
    element = _element(parent, name, guid=text.guid, name=text.name, plainTextPath=path)
    _set(element, creatingUser=text.user, creationDateTime=_moment(text.at))
    return element


def _source(parent: Element, source: Source) -> None:
    element = _text(parent, "TextSource", source)
    for selection in source.selections:
        _selection(element, selection)
    _references(element, "NoteRef", source.notes)
    _values(element, source.values)


def _selection(parent: Element, selection: Selection) -> None:
    element = _element(parent, "PlainTextSelection", guid=selection.guid, name=selection.name)
    _set(element, startPosition=selection.starts_at, endPosition=selection.ends_at)
    for coding in selection.codings:
        _coding(element, coding)
    _references(element, "NoteRef", selection.notes)


def _coding(parent: Element, coding: Coding) -> None:
    element = _element(parent, "Coding", guid=coding.guid, creatingUser=coding.user)
    _set(element, creationDateTime=_moment(coding.at))
    _element(element, "CodeRef", targetGUID=coding.code)
    _references(element, "NoteRef", coding.notes)


def _graph(parent: Element, graph: Graph) -> None:
    element = _element(parent, "Graph", guid=graph.guid, name=graph.name)
    for vertex in graph.vertices:
        place = {"firstX": vertex.x, "firstY": vertex.y}
        _element(
            element, "Vertex", guid=vertex.guid, name=vertex.name, **place, shape="RoundedRectangle"
        )
    for edge in graph.edges:
        ends = {"sourceVertex": edge.source, "targetVertex": edge.target}
        way = "OneWay" if edge.is_one_way else "Associative"
        _element(
            element, "Edge", guid=edge.guid, name=edge.name, **ends, direction=way,
            lineStyle=edge.style,
        )  # fmt: skip


def _listed(root: Element, name: str, items: Iterable[T]) -> Iterator[tuple[Element, T]]:
    """Each item with the list to put it into; the schema forbids empty lists."""
    listed: Element | None = None
    for item in items:
        listed = _element(root, name) if listed is None else listed
        yield listed, item


def _element(parent: Element | None, tag: str, /, **attributes: object) -> Element:
    element = Element(tag) if parent is None else SubElement(parent, tag)
    _set(element, **attributes)
    return element


def _set(element: Element, **attributes: object) -> None:
    for name, value in attributes.items():
        if value is not None:
            element.set(name, _writable(str(value)))


def _described(element: Element, description: str | None) -> None:
    if description is not None:
        _element(element, "Description").text = _writable(description)


def _references(element: Element, name: str, guids: Iterable[UUID]) -> None:
    for guid in guids:
        _element(element, name, targetGUID=guid)


def _moment(at: datetime | None) -> str | None:
    return None if at is None else at.astimezone(UTC).isoformat().replace("+00:00", "Z")


def _writable(text: str) -> str:
    return UNWRITABLE.sub(REPLACEMENT, text.replace("\r\n", "\n"))
