"""SVG as a tree of elements: what is data can only ever become text in it.

There is no way here to write markup, a script, or a reference to anything outside the picture.
"""

from collections.abc import Iterable
from typing import Any, Final
from xml.etree import ElementTree as ET

from api.pictures.text import clean
from api.pictures.theme import FONT, PALETTE, ROOT_CLASS, style_sheet

__all__ = ["Element", "document", "element", "group", "lines_of_text", "number", "text"]

Element = ET.Element

NAMESPACE: Final = "http://www.w3.org/2000/svg"


def element(
    name: str, /, *, fill: str | None = None, stroke: str | None = None, **attributes: object
) -> Element:
    """An element; `fill` and `stroke` are names of the palette, or "none"."""
    made = Element(name, {key.replace("_", "-"): number(it) for key, it in attributes.items()})
    for what, colour in (("fill", fill), ("stroke", stroke)):
        if colour is not None:
            paint(made, what, colour)
    return made


def paint(painted: Element, what: str, colour: str) -> None:
    """Give an element a colour of the palette, light in itself and dark by its class."""
    if colour not in PALETTE:
        painted.set(what, colour)
        return
    painted.set(what, PALETTE[colour].light)
    painted.set("class", f"{painted.get('class', '')} {what}-{colour}".strip())


def number(value: object) -> str:
    """A value as an attribute; a hundredth of a pixel is fine enough, and the same everywhere."""
    if not isinstance(value, float):
        return str(value)
    shown = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if shown == "-0" else shown


def text(
    words: str,
    x: float,
    y: float,
    *,
    colour: str = "ink",
    size: float = 12,
    anchor: str = "start",
    bold: bool = False,
    clear: bool = False,
) -> Element:
    """A line of text on its base line; `clear` keeps what lies under it away from the letters."""
    made = element("text", fill=colour, x=x, y=y, font_size=size)
    if anchor != "start":
        made.set("text-anchor", anchor)
    if bold:
        made.set("font-weight", "600")
    if clear:
        paint(made, "stroke", "ground")
        made.set("stroke-width", "3")
        made.set("stroke-linejoin", "round")
        made.set("paint-order", "stroke")
    made.text = clean(words)
    return made


def lines_of_text(
    lines: Iterable[str],
    x: float,
    y: float,
    *,
    leading: float,
    colour: str = "ink",
    size: float = 12,
    anchor: str = "start",
    bold: bool = False,
    clear: bool = False,
) -> list[Element]:
    """Lines under each other, each an element of its own, so that its script sets its direction."""
    how: dict[str, Any] = {"colour": colour, "size": size, "anchor": anchor}
    return [
        text(line, x, y + place * leading, bold=bold, clear=clear, **how)
        for place, line in enumerate(lines)
    ]


def group(children: Iterable[Element], *, title: str | None = None) -> Element:
    """Elements that belong together; the title is what a pointer resting on them shows."""
    made = element("g")
    if title:
        ET.SubElement(made, "title").text = clean(title)
    made.extend(children)
    return made


def document(
    *, key: str, width: float, height: float, title: str, description: str, body: Iterable[Element]
) -> bytes:
    """A whole picture. The key tells its title and description from others' on the same page."""
    named, described = f"title-{key}", f"description-{key}"
    root = Element(
        "svg",
        {
            "xmlns": NAMESPACE,
            "class": ROOT_CLASS,
            "viewBox": f"0 0 {number(width)} {number(height)}",
            "width": number(width),
            "height": number(height),
            "role": "img",
            "aria-labelledby": named,
            "aria-describedby": described,
            "font-family": FONT,
        },
    )
    ET.SubElement(root, "title", {"id": named}).text = clean(title)
    ET.SubElement(root, "desc", {"id": described}).text = clean(description)
    ET.SubElement(root, "style").text = style_sheet()
    root.append(element("rect", fill="ground", width=width, height=height))
    root.extend(body)
    return ET.tostring(root, encoding="unicode").encode()
