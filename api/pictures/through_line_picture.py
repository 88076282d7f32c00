"""A plan's through-line drawn: four levels under each other, joined by a line that gaps break."""

from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise
from typing import Final

from api.pictures.column import Column
from api.pictures.progress_marks import colour_of, progress_mark
from api.pictures.svg import Element, document, element, text
from api.pictures.through_lines import Gap, Level, Sign, ThroughLine
from api.pictures.words import spelled

__all__ = ["through_line_picture"]

MARGIN: Final = 20.0
SPINE, KNOT = 16.0, 9.0
NAMES: Final = 168.0
SIZE, APART = 14.0, 4.0
WIDE: Final = 560.0
GAPS_SHOWN: Final = 3
NAMED: Final = {
    "DISTRICT": "District",
    "SCHOOL": "Schools",
    "CLASSROOM": "Classrooms",
    "STUDENT": "Students",
}


def through_line_picture(line: ThroughLine, width: float, key: str) -> bytes:
    """The SVG; the key sets its ids apart from other pictures' on a page."""
    column = Column(MARGIN, MARGIN - 6, width - 2 * MARGIN)
    column.write(line.title, size=17, bold=True)
    column.write(line.about, size=12.5, colour="quiet")
    column.write(spelled(line.status), size=13, colour=colour_of(line.status), bold=True)
    column.space(14)
    knots: list[tuple[float, Level]] = []
    for level in line.levels:
        knots.append((column.y + KNOT + 2, level))
        _level(level, column)
        column.space(16)
    spine = list(_spine(knots))
    _legend(column)
    return document(
        key=key,
        width=width,
        height=column.y + MARGIN,
        title=f"Through-line: {line.title}, {line.about}",
        description=" ".join(_sentences(line)),
        body=[*spine, *column.elements],
    )


def _spine(knots: Sequence[tuple[float, Level]]) -> Iterator[Element]:
    """The line through the levels; dashed, with a warning, where it breaks on the way to one."""
    x = MARGIN + SPINE
    for (start, _), (end, level) in pairwise(knots):
        is_broken = bool(level.gaps)
        colour, weight = ("warning", 2) if is_broken else ("edge", 4)
        line = element("line", stroke=colour, stroke_width=weight, x1=x, y1=start, x2=x, y2=end)
        yield line
        if is_broken:
            line.set("stroke-dasharray", "3 5")
            middle = (start + end) / 2 + 5
            yield text("⚠", x, middle, size=15, colour="warning", anchor="middle", clear=True)
    for y, level in knots:
        yield progress_mark(level.status, x - KNOT, y - KNOT, 2 * KNOT, is_round=True)


def _level(level: Level, column: Column) -> None:
    """The name and status on the left; beside them, or below on a narrow picture, the rest."""
    left = 2 * SPINE + 8
    top = column.y
    column.write(NAMED.get(level.name, spelled(level.name)), size=15, bold=True, indent=left)
    column.write(spelled(level.status), colour=colour_of(level.status), indent=left)
    under = column.y
    is_wide = column.width >= WIDE
    indent = NAMES if is_wide else left
    column.y = top if is_wide else under + 4
    _row("Acts", level.acts, level.progress, column, indent, is_round=False)
    _row("Benchmarks", level.benchmarks, level.results, column, indent, is_round=True)
    if level.evidence:
        column.write(f"Evidence: {level.evidence}", indent=indent)
    for says, gaps in groupby(level.gaps, key=lambda gap: gap.says):
        _gap(says, list(gaps), column, indent)
    column.y = max(column.y, under)


def _row(
    name: str, signs: Sequence[Sign], says: str, column: Column, indent: float, *, is_round: bool
) -> None:
    """What there is, and a mark for each act or benchmark."""
    column.write(f"{name}: {says}", indent=indent)
    if not signs:
        column.space(3)
        return
    column.space(4)
    x, edge = column.x + indent, column.x + column.width
    for sign in signs:
        if x + SIZE > edge:
            x = column.x + indent
            column.space(SIZE + APART)
        column.draw(
            progress_mark(sign.status, x, column.y, SIZE, is_round=is_round, says=sign.says)
        )
        x += SIZE + APART
    column.space(SIZE + 8)


def _gap(says: str, gaps: Sequence[Gap], column: Column, indent: float) -> None:
    """A break, and the first few things that it concerns."""
    number = f" ({len(gaps)})" if len(gaps) > 1 else ""
    column.space(2)
    column.write(f"⚠ {says}{number}:", colour="warning", bold=True, indent=indent)
    for gap in gaps[:GAPS_SHOWN]:
        column.write(gap.concerns, colour="warning", indent=indent + 16)
    if len(gaps) > GAPS_SHOWN:
        more = f"and {len(gaps) - GAPS_SHOWN} more"
        column.write(more, colour="warning", indent=indent + 16)


def _legend(column: Column) -> None:
    """What the marks mean, in as many lines as it takes."""
    x = column.x
    for status, says in (
        ("NOT_STARTED", "not started"),
        ("IN_PROGRESS", "in progress"),
        ("ACHIEVED", "done or met"),
        ("NOT_MET", "not met"),
    ):
        column.draw(
            progress_mark(status, x, column.y, SIZE, is_round=False),
            progress_mark(status, x + SIZE + APART, column.y, SIZE, is_round=True),
            text(says, x + 2 * SIZE + 2 * APART + 4, column.y + 11, colour="quiet", size=12),
        )
        x += 140
        if x + 120 > column.x + column.width:
            x = column.x
            column.space(SIZE + 6)
    column.space(SIZE if x > column.x else 0)


def _sentences(line: ThroughLine) -> Iterator[str]:
    """Everything that the picture shows, in words."""
    yield f"{spelled(line.status)}."
    for level in line.levels:
        yield f"{NAMED.get(level.name, level.name)}: {spelled(level.status).lower()}."
        yield f"Acts: {level.progress}. Benchmarks: {level.results}."
        if level.evidence:
            yield f"Evidence: {level.evidence}."
        for gap in level.gaps:
            yield f"Gap: {gap.says}: {gap.concerns}."
