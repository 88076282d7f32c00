"""A project as REFI-QDA has it, without its XML: what files and studies are turned into.

Positions in a text count Unicode code points from 0, and an end is the place after the last one.
`line` is where the file has it, for provenance and for whoever mends the file; it makes no
difference between two projects.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

__all__ = [
    "Case",
    "Code",
    "Coding",
    "Edge",
    "Graph",
    "Link",
    "Note",
    "Project",
    "Selection",
    "Source",
    "ThemeSet",
    "User",
    "Vertex",
]


@dataclass(frozen=True, slots=True)
class Item:
    """What everything in a project has."""

    guid: UUID
    line: int = field(default=0, compare=False, kw_only=True)


@dataclass(frozen=True, slots=True)
class User(Item):
    """Somebody who worked in the project."""

    name: str


@dataclass(frozen=True, slots=True)
class Code(Item):
    """A code, with the code that it is part of."""

    name: str
    parent: UUID | None = None
    description: str | None = None
    is_codable: bool = True
    color: str | None = None
    notes: Sequence[UUID] = ()


@dataclass(frozen=True, slots=True)
class Coding(Item):
    """That a code was put to a selection."""

    code: UUID
    user: UUID | None = None
    at: datetime | None = None
    notes: Sequence[UUID] = ()


@dataclass(frozen=True, slots=True)
class Selection(Item):
    """A range of a text."""

    starts_at: int
    ends_at: int
    name: str | None = None
    codings: Sequence[Coding] = ()
    notes: Sequence[UUID] = ()


@dataclass(frozen=True, slots=True)
class Source(Item):
    """A text, empty where there is none, and what is known of it by the name of a variable."""

    name: str
    text: str
    user: UUID | None = None
    at: datetime | None = None
    values: Mapping[str, str] = field(default_factory=dict)
    selections: Sequence[Selection] = ()
    notes: Sequence[UUID] = ()


@dataclass(frozen=True, slots=True)
class Note(Item):
    """A memo."""

    name: str
    text: str
    user: UUID | None = None
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Case(Item):
    """Somebody or something that sources are about."""

    name: str
    description: str | None = None
    values: Mapping[str, str] = field(default_factory=dict)
    sources: Sequence[UUID] = ()


@dataclass(frozen=True, slots=True)
class ThemeSet(Item):
    """A set of codes."""

    name: str
    description: str | None = None
    codes: Sequence[UUID] = ()
    notes: Sequence[UUID] = ()


@dataclass(frozen=True, slots=True)
class Link(Item):
    """That one thing leads to another, or has notes."""

    name: str | None
    origin: UUID | None
    target: UUID | None = None
    notes: Sequence[UUID] = ()


@dataclass(frozen=True, slots=True)
class Vertex(Item):
    """A point of a graph, and where it is drawn."""

    name: str
    x: int = 0
    y: int = 0


@dataclass(frozen=True, slots=True)
class Edge(Item):
    """A line of a graph from one vertex to another."""

    name: str
    source: UUID
    target: UUID
    is_one_way: bool = True
    style: str | None = None


@dataclass(frozen=True, slots=True)
class Graph(Item):
    """A drawing of vertices and edges."""

    name: str
    vertices: Sequence[Vertex] = ()
    edges: Sequence[Edge] = ()


@dataclass(frozen=True, slots=True)
class Project:
    """A whole project; each sequence is in the order of the file."""

    name: str
    description: str | None = None
    creator: UUID | None = None
    users: Sequence[User] = ()
    codes: Sequence[Code] = ()
    cases: Sequence[Case] = ()
    sources: Sequence[Source] = ()
    notes: Sequence[Note] = ()
    links: Sequence[Link] = ()
    sets: Sequence[ThemeSet] = ()
    graphs: Sequence[Graph] = ()
    about: Sequence[UUID] = ()
    """The notes on the project as a whole."""
