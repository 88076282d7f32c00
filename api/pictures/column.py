"""Text under text: what pictures have above and below their drawing."""

from typing import Final

from api.pictures.svg import Element, text
from api.pictures.text import wrapped

__all__ = ["Column"]

LEADING: Final = 1.35


class Column:
    """Elements under each other; `y` is where the next one starts."""

    def __init__(self, x: float, y: float, width: float) -> None:
        self.x, self.y, self.width = x, y, width
        self.elements: list[Element] = []

    def write(
        self,
        words: str,
        *,
        size: float = 12,
        colour: str = "ink",
        bold: bool = False,
        most: int = 3,
        indent: float = 0,
    ) -> None:
        """A paragraph, in at most so many lines."""
        broken = wrapped(words, self.width - indent, size, most=most, bold=bold)
        for line in broken.lines:
            self.y += size * LEADING
            base = self.y - size * (LEADING - 1)
            x = self.x + indent
            self.elements.append(text(line, x, base, colour=colour, size=size, bold=bold))

    def space(self, height: float) -> None:
        """Leave some room."""
        self.y += height

    def draw(self, *elements: Element) -> None:
        """Put elements that find their own places."""
        self.elements.extend(elements)
