"""Charts by Vega-Lite, as groups of elements in this palette.

Vega-Lite comes with vl-convert, which runs it in this process, without a browser and without the
network. Its SVG has one colour for every reader, marks up what is invisible, and describes itself
bit by bit; here it becomes part of a picture that has both colours and one description.
"""

import re
from collections.abc import Mapping
from typing import Any, Final
from xml.etree import ElementTree as ET

import vl_convert

from api.pictures.svg import Element, number, paint
from api.pictures.theme import FONT, PALETTE

__all__ = ["chart", "colour"]

KEPT: Final = frozenset(
    {
        *("d", "x", "y", "x1", "x2", "y1", "y2", "width", "height", "transform"),
        *("font-size", "font-weight", "text-anchor", "stroke-width", "stroke-dasharray"),
    }
)
NAMES: Final = {colour.light: name for name, colour in PALETTE.items()}
NUMBER: Final = re.compile(r"-?\d+\.\d+(?:e-?\d+)?")
CONFIG: Final[Mapping[str, Any]] = {
    "font": FONT,
    "view": {"stroke": None},
    "axis": {
        "domainColor": PALETTE["edge"].light,
        "tickColor": PALETTE["edge"].light,
        "gridColor": PALETTE["grid"].light,
        "labelColor": PALETTE["quiet"].light,
        "labelFontSize": 11,
        # What fits would depend on the machine's fonts; how many ticks there are decides instead.
        "labelOverlap": False,
        "labelBound": False,
        "labelFlush": False,
        "title": None,
    },
}


def colour(name: str) -> str:
    """A colour of the palette, as a chart's specification names it."""
    return PALETTE[name].light


def chart(width: float, height: float, specification: Mapping[str, Any]) -> Element:
    """A chart whose plotting area is so large, with its upper left corner at the origin."""
    whole = {
        "$schema": "https://vega.github.io/schema/vega-lite/v6.json",
        "width": width,
        "height": height,
        # No room is kept for labels: it would depend on the machine's fonts.
        "autosize": {"type": "none"},
        "padding": 0,
        "background": None,
        "config": CONFIG,
        **specification,
    }
    # What the specification names may be read from nowhere.
    drawn = vl_convert.vegalite_to_svg(whole, vl_version="6.4", allowed_base_urls=[])
    made = _in_palette(ET.fromstring(drawn))  # noqa: S314 - it was written in this process
    return Element("g") if made is None else made


def _in_palette(drawn: Element) -> Element | None:
    """The element with our colours, without what nobody sees."""
    name = drawn.tag.rpartition("}")[2]
    is_group = name in {"svg", "g"}
    kept = Element("g" if is_group else name)
    for key, value in drawn.attrib.items():
        if key in KEPT:
            kept.set(key, NUMBER.sub(_rounded, value))
    for what in ("fill", "stroke"):
        given = drawn.get(what)
        if given in NAMES:
            paint(kept, what, NAMES[given])
        elif not is_group and (given is not None or what == "fill"):
            # Vega leaves it to the groups around, which are not kept as they were.
            kept.set(what, "none")
    kept.text = drawn.text
    kept.extend(child for child in map(_in_palette, drawn) if child is not None)
    return kept if _is_seen(drawn, kept, is_group=is_group) else None


def _is_seen(drawn: Element, kept: Element, *, is_group: bool) -> bool:
    if drawn.get("opacity") == "0" or drawn.get("display") == "none":
        return False
    if is_group:
        return len(kept) > 0
    return any(kept.get(what, "none") != "none" for what in ("fill", "stroke"))


def _rounded(match: re.Match[str]) -> str:
    return number(float(match[0]))
