"""Small marks for how far something has come: full with ✓, crossed with ✗, half full, or empty."""

from typing import Final

from api.pictures.svg import Element, element, group, number, text
from api.pictures.words import spelled

__all__ = ["colour_of", "progress_mark"]

COLOURS: Final = {
    "ACHIEVED": "good",
    "MET": "good",
    "NOT_ACHIEVED": "bad",
    "NOT_MET": "bad",
}
GLYPHS: Final = {"good": "✓", "bad": "✗"}
EMPTY: Final = {"NOT_PLANNED": "–"}


def colour_of(status: str) -> str:
    """The colour in which a status is written."""
    return COLOURS.get(status, "ink" if status == "IN_PROGRESS" else "quiet")


def progress_mark(
    status: str, x: float, y: float, size: float, *, is_round: bool, says: str = ""
) -> Element:
    """A square, or a round one, by its upper left corner."""
    colour = COLOURS.get(status, "edge")
    shape = {"x": x, "y": y, "width": size, "height": size, "rx": size / 2 if is_round else 2.5}
    fill = "good" if colour == "good" else "ground"
    parts = [element("rect", fill=fill, stroke=colour, **shape)]
    if glyph := GLYPHS.get(colour) or EMPTY.get(status):
        ink = "ground" if colour == "good" else colour if colour == "bad" else "quiet"
        base, points = y + size * 0.79, size * 0.8
        parts.append(
            text(glyph, x + size / 2, base, colour=ink, size=points, anchor="middle", bold=True)
        )
    elif status == "IN_PROGRESS":
        parts.append(_left_half(x, y, size, is_round=is_round))
    return group(parts, title=f"{spelled(status)}: {says}" if says else spelled(status))


def _left_half(x: float, y: float, size: float, *, is_round: bool) -> Element:
    half = number(size / 2)
    start = f"M{number(x + size / 2)} {number(y)}"
    if is_round:
        return element("path", fill="edge", d=f"{start}a{half} {half} 0 0 0 0 {number(size)}z")
    return element("path", fill="edge", d=f"{start}v{number(size)}h-{half}v-{number(size)}z")
