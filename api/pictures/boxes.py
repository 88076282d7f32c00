"""Places on a picture, in pixels from its upper left corner."""

from dataclasses import dataclass

__all__ = ["Box", "Point"]

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle by its upper left corner."""

    x: float
    y: float
    width: float
    height: float

    @property
    def middle(self) -> float:
        return self.y + self.height / 2

    def overlaps(self, other: "Box", apart: float = 0) -> bool:
        """Whether two rectangles meet, or come closer than so far."""
        return (
            self.x < other.x + other.width + apart
            and other.x < self.x + self.width + apart
            and self.y < other.y + other.height + apart
            and other.y < self.y + self.height + apart
        )
