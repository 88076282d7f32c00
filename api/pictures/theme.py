"""The colours of pictures in light and in dark, and the style that switches between them.

Every picture paints its own ground, so that it can be read on a page of either kind. Light colours
stand in the elements themselves, for programs that know no media queries; the style sheet replaces
them by class. What is told by colour is always told by a word, a sign or a line's pattern too.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

__all__ = ["FONT", "PALETTE", "ROOT_CLASS", "Colour", "style_sheet"]

ROOT_CLASS: Final = "throughline-picture"
FONT: Final = "'Helvetica Neue', Helvetica, Arial, 'Liberation Sans', sans-serif"


@dataclass(frozen=True, slots=True)
class Colour:
    """One colour of the palette, as it is on a light and on a dark ground."""

    light: str
    dark: str


PALETTE: Final[dict[str, Colour]] = {
    "ground": Colour("#ffffff", "#0d1117"),
    "raised": Colour("#f6f8fa", "#161b22"),
    "ink": Colour("#1f2328", "#f0f6fc"),
    "quiet": Colour("#59636e", "#9198a1"),
    "grid": Colour("#d8dee4", "#30363d"),
    "edge": Colour("#6e7781", "#8b949e"),
    "chosen": Colour("#0550ae", "#79c0ff"),
    "good": Colour("#116329", "#56d364"),
    "bad": Colour("#a40e26", "#ff7b72"),
    "warning": Colour("#7d4e00", "#e3b341"),
    "reached": Colour("#dafbe1", "#12361f"),
    "alert": Colour("#fff8c5", "#2e2a1f"),
}
"""By what they are for. `ground`, `raised`, `reached` and `alert` lie under text; `grid` is for
lines that nothing depends on."""


def style_sheet() -> str:
    """The dark colours, by the classes `fill-…` and `stroke-…`, within a picture alone.

    A page may hold the picture inline, where a style sheet reaches all of the page.
    """
    return "\n".join(["@media (prefers-color-scheme: dark) {", *_dark_rules(), "}"])


def _dark_rules() -> Iterator[str]:
    for name, colour in PALETTE.items():
        for what in ("fill", "stroke"):
            yield f".{ROOT_CLASS} .{what}-{name} {{ {what}: {colour.dark}; }}"
