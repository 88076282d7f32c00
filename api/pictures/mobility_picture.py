"""Job mobility drawn: a bar a site, in parts by what the moves had to do with the innovation."""

from collections.abc import Iterator
from typing import Any, Final

from api.pictures.charts import chart, colour
from api.pictures.column import Column
from api.pictures.mobility import PARTS, Mobility, SiteMoves
from api.pictures.svg import Element, document, element, group, number, text
from api.pictures.text import shortened, width_of

__all__ = ["mobility_picture"]

MARGIN: Final = 20.0
WIDE: Final = 520.0
NAMES, TOLD, ROW = 150.0, 132.0, 30.0
"""How much room names have on the left and numbers on the right of a wide picture's bars."""
TOLD_NARROW, ROW_NARROW = 104.0, 46.0
BAR: Final = 18.0
AXIS: Final = 34.0
BETWEEN_TICKS: Final = 40.0
FILLS: Final = {
    "RELATED_UPWARD_MOVES": ("chosen", "ground"),
    "RELATED_OTHER_MOVES": ("edge", "ground"),
    "UNRELATED_MOVES": ("grid", "ink"),
    "UNJUDGED_MOVES": ("ground", "ink"),
}
SAID: Final = {"MOVES": "moves", "MOVERS": "people", "UNWANTED_MOVES": "unwanted", **PARTS}


def mobility_picture(mobility: Mobility, width: float, key: str) -> bytes:
    """The SVG; the key sets its ids apart from other pictures' on a page."""
    column = Column(MARGIN, MARGIN - 6, width - 2 * MARGIN)
    column.write("Changes of job by site", size=17, bold=True)
    column.write(f"{mobility.basis}.", size=12.5, colour="quiet")
    column.space(12)
    if mobility.sites:
        _legend(column)
        _bars(mobility, column)
    else:
        column.write("No site of which anything may be told.", colour="quiet")
    if mobility.left_out:
        column.write(f"{mobility.left_out} numbers more are not drawn.", bold=True)
    return document(
        key=key,
        width=width,
        height=column.y + MARGIN,
        title="Changes of job by site",
        description=" ".join(_sentences(mobility)),
        body=column.elements,
    )


def _legend(column: Column) -> None:
    x = column.x
    for part, says in PARTS.items():
        size = 28 + width_of(says, 12)
        if x > column.x and x + size > column.x + column.width:
            x = column.x
            column.space(20)
        fill, _ = FILLS[part]
        sample = element("rect", fill=fill, stroke="edge", x=x, y=column.y, width=14, height=14)
        column.draw(sample, text(says, x + 20, column.y + 11.5, colour="quiet"))
        x += size + 16
    column.space(30)


def _bars(mobility: Mobility, column: Column) -> None:
    """A row a site: its name, its moves in parts, and how many there are."""
    is_wide = column.width >= WIDE
    left, right, row = (NAMES, TOLD, ROW) if is_wide else (0.0, TOLD_NARROW, ROW_NARROW)
    width, height = column.width - left - right, row * len(mobility.sites)
    most = max([site["MOVES"].amount for site in mobility.sites] + [1.0])
    parts = [_axis(width, height, most)]
    for place, site in enumerate(mobility.sites):
        middle = (place + 1) * row - ROW / 2
        name = (-10.0, middle + 4) if is_wide else (0.0, middle - BAR / 2 - 5)
        room, anchor = (NAMES - 12, "end") if is_wide else (column.width, "start")
        label = shortened(site.name, room, 12.5)
        written = text(label, *name, size=12.5, anchor=anchor, clear=True)
        bar = _bar(site, middle, width / most)
        parts.append(group([written, *bar], title=f"{site.name}: {_said(site)}"))
    drawing = group(parts)
    drawing.set("transform", f"translate({number(column.x + left)} {number(column.y)})")
    column.draw(drawing)
    column.space(height + AXIS)


def _axis(width: float, height: float, most: float) -> Element:
    """How many moves, from left to right, in whole numbers."""
    ticks = int(max(1, min(most, width / BETWEEN_TICKS)))
    x: dict[str, Any] = {
        "datum": 0,
        "type": "quantitative",
        "scale": {"domain": [0, most], "nice": False},
        "axis": {"tickCount": ticks, "format": "d", "tickMinStep": 1, "grid": True},
    }
    start = {"mark": {"type": "rule", "stroke": colour("edge")}, "encoding": {"x": x}}
    return chart(width, height, {"data": {"values": [{}]}, **start})


def _bar(site: SiteMoves, middle: float, unit: float) -> Iterator[Element]:
    """The parts beside each other, then the whole; or why nothing is told."""
    moves = site["MOVES"]
    if moves.value is None:
        yield text(str(moves), 8, middle + 4, colour="quiet", clear=True)
        return
    x, end = 0.0, moves.amount * unit
    if not site.parts and end:
        whole = {"x": 0, "y": middle - BAR / 2, "width": end, "height": BAR}
        yield element("rect", fill="raised", stroke="edge", stroke_dasharray="4 3", **whole)
    for part, figure in site.parts:
        wide = figure.amount * unit
        if wide:
            yield from _part(part, figure.value or "", x, middle - BAR / 2, wide)
        x += wide
    yield text(_told(site), end + 8, middle + 4, size=12, clear=True)


def _part(part: str, value: str, x: float, y: float, wide: float) -> Iterator[Element]:
    fill, ink = FILLS[part]
    yield element("rect", fill=fill, stroke="edge", x=x, y=y, width=wide, height=BAR)
    if wide > width_of(value, 11) + 4:
        yield text(value, x + wide / 2, y + BAR - 5, colour=ink, size=11, anchor="middle")


def _told(site: SiteMoves) -> str:
    """What stands behind the bar."""
    unwanted = site["UNWANTED_MOVES"]
    if not site.parts:
        return f"{site['MOVES']}, parts withheld"
    return f"{site['MOVES']}, {unwanted} unwanted" if unwanted.amount else str(site["MOVES"])


def _said(site: SiteMoves) -> str:
    """All of a site's figures in words."""
    known = ((says, site.figures.get(measure)) for measure, says in SAID.items())
    return ", ".join(f"{says}: {figure}" for says, figure in known if figure)


def _sentences(mobility: Mobility) -> Iterator[str]:
    yield f"{mobility.basis}."
    for site in mobility.sites:
        yield f"{site.name}: {_said(site)}."
