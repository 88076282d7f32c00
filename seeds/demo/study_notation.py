"""How the demo's data write down studies, interviews and what was said in them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from models.inquiry_terms import (
    CodeKind,
    DocumentKind,
    InformantKind,
    InformantRole,
    ObservationKind,
    SpanKind,
    StudyMeasure,
)

__all__ = [
    "Coded",
    "Document",
    "Figure",
    "Met",
    "Noted",
    "Said",
    "SortedAs",
    "Studied",
    "Theme",
    "Watched",
    "Worker",
    "spoken",
]

Fact = str | int | None
"""What a record rests on: a fact of the Mill City study, a line of the field study, or nothing."""


@dataclass(frozen=True, slots=True)
class Worker:
    """A member of a study; `person` is a place and a part, as in `person_id`."""

    label: str
    person: tuple[str, str] | None = None
    collects: bool = True
    analyses: bool = True
    starts: str | None = None
    fact: Fact = None


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure that a study reports of its own size."""

    measure: StudyMeasure
    at_least: int | None
    at_most: int | None
    wording: str
    fact: Fact
    is_approximate: bool = False


@dataclass(frozen=True, slots=True)
class SortedAs:
    """A code by its key, with those that are part of it."""

    key: str
    name: str
    kind: CodeKind = CodeKind.CODE
    description: str | None = None
    fact: Fact = None
    parts: Sequence["SortedAs"] = ()


@dataclass(frozen=True, slots=True)
class Theme:
    """A finding, and the keys of the codes that it was made from."""

    title: str
    statement: str
    codes: Sequence[str]
    fact: Fact = None
    published: str | None = None


@dataclass(frozen=True, slots=True)
class Studied:
    """A study as a whole."""

    name: str
    purpose: str
    method: str
    workers: Sequence[Worker]
    questions: Sequence[tuple[str, Fact]]
    figures: Sequence[Figure]
    codes: Sequence[SortedAs]
    themes: Sequence[Theme]
    fact: Fact
    starts: str | None = None


@dataclass(frozen=True, slots=True)
class Coded:
    """A passage, quoted so that it occurs once in its text, and the codes put to it by coder."""

    passage: str
    codes: Sequence[str]
    second: Sequence[str] | None = None
    """What the second coder put to it, where that is something else."""
    second_passage: str | None = None
    """The passage that the second coder marked, where it begins or ends elsewhere."""
    third: Sequence[str] = ()
    """What the third coder put to it, who has coded some of the texts."""


@dataclass(frozen=True, slots=True)
class Said:
    """A text, in which `{person|Ms Example}` marks a span that identifies someone."""

    text: str
    coded: Sequence[Coded] = ()
    deidentified: str | None = None


@dataclass(frozen=True, slots=True)
class Met:
    """An interview; `who` is the part that the person plays in the district, where known."""

    pseudonym: str
    day: str
    role: InformantRole
    kind: InformantKind
    minutes: int
    who: str | None = None
    said: Said | None = None
    fact: Fact = None


@dataclass(frozen=True, slots=True)
class Watched:
    """An observation."""

    day: str
    kind: ObservationKind
    minutes: int
    said: Said | None = None
    fact: Fact = None


@dataclass(frozen=True, slots=True)
class Document:
    """A document that was collected."""

    day: str
    kind: DocumentKind
    role: InformantRole | None = None
    said: Said | None = None
    fact: Fact = None


@dataclass(frozen=True, slots=True)
class Noted:
    """A memo, about a code or theme, and the interviews by pseudonym whose texts it is about."""

    day: str
    title: str
    text: str
    code: str | None = None
    theme: str | None = None
    about: Sequence[str] = field(default=())


class Span(NamedTuple):
    """A span that identifies someone, in code points."""

    kind: SpanKind
    starts_at: int
    ends_at: int


MARK = re.compile(r"\{(\w+)\|([^}]+)\}")


def spoken(marked: str) -> tuple[str, list[Span]]:
    """A text without its marks, and where they were."""
    pieces: list[str] = []
    spans: list[Span] = []
    length = last = 0
    for mark in MARK.finditer(marked):
        before, inside = marked[last : mark.start()], mark[2]
        starts_at = length + len(before)
        length = starts_at + len(inside)
        pieces += [before, inside]
        spans.append(Span(SpanKind[mark[1].upper()], starts_at, length))
        last = mark.end()
    return "".join([*pieces, marked[last:]]), spans
