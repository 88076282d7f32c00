"""The graphs of a project, and the links between what it has."""

from collections.abc import Iterator

from seeds.refi_qda.codes import guids
from seeds.refi_qda.elements import Element
from seeds.refi_qda.project import Edge, Graph, Link, Vertex
from seeds.refi_qda.telling import Telling

__all__ = ["graphs", "links"]

LONGEST_NUMBER = 9


def graphs(root: Element, telling: Telling) -> Iterator[Graph]:
    """The drawings of a project."""
    listed = root.first("Graphs")
    for child in listed.all("Graph") if listed is not None else ():
        name, guid = child.attributes.get("name", "").strip(), child.guid()
        if guid is None or not name:
            telling.left_out("Graph", child.line, name, "has no name or no GUID")
            continue
        vertices = tuple(_vertices(child))
        yield Graph(guid, name, vertices, tuple(_edges(child, telling)), line=child.line)


def _vertices(graph: Element) -> Iterator[Vertex]:
    for child in graph.all("Vertex"):
        if (guid := child.guid()) is not None:
            name = child.attributes.get("name", "").strip()
            place = (_number(child.attributes.get(end, "")) for end in ("firstX", "firstY"))
            yield Vertex(guid, name, *place, line=child.line)


def _number(text: str) -> int:
    """A place in a drawing; 0 for what is none."""
    digits = text.strip()
    is_number = digits.removeprefix("-").isdecimal() and len(digits) <= LONGEST_NUMBER
    return int(digits) if is_number else 0


def _edges(graph: Element, telling: Telling) -> Iterator[Edge]:
    for child in graph.all("Edge"):
        guid, source, target = child.guid(), child.guid("sourceVertex"), child.guid("targetVertex")
        name = child.attributes.get("name", "").strip()
        if guid is None or source is None or target is None:
            telling.left_out("Edge", child.line, name, "lacks a GUID, of its own or of an end")
            continue
        is_one_way = child.attributes.get("direction", "OneWay") == "OneWay"
        style = child.attributes.get("lineStyle")
        yield Edge(guid, name, source, target, is_one_way, style, line=child.line)


def links(root: Element, telling: Telling) -> Iterator[Link]:
    """The links of a project."""
    listed = root.first("Links")
    for child in listed.all("Link") if listed is not None else ():
        guid = child.guid()
        if guid is None:
            telling.left_out("Link", child.line, child.attributes.get("name", ""), "has no GUID")
            continue
        yield Link(
            guid,
            child.attributes.get("name") or None,
            child.guid("originGUID"),
            child.guid("targetGUID"),
            guids(child, "NoteRef"),
            line=child.line,
        )
