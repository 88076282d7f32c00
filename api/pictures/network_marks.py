"""Where the links' signs and notes stand: on their own lines, clear of boxes and of each other."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import product
from typing import Final

from api.pictures.boxes import Box, Point
from api.pictures.network_layout import Arrangement, Route
from api.pictures.text import width_of

__all__ = ["NOTE_LEADING", "NOTE_SIZE", "RADIUS", "Mark", "marks"]

RADIUS: Final = 8.0
NOTE_SIZE: Final = 11.0
NOTE_LEADING: Final = 12.5
CLEAR: Final = 2.0
CELL: Final = 20.0

COVERED, CROSSED, ABOVE = 1000.0, 40.0, 5.0
"""What it costs to stand on something, on another's line, and with the note above the sign, in
pixels from the best place."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A sign in its circle, by the middle, and the room that it takes together with its note.

    `base` is the base line of the note's first line, `off` how far it stands from the best place.
    """

    at: Point
    room: Box
    base: float
    off: float


class _Lines:
    """Which lines come near a place."""

    def __init__(self, routes: Sequence[Route]) -> None:
        self._near: defaultdict[tuple[int, int], list[tuple[int, Box]]] = defaultdict(list)
        for number, route in enumerate(routes):
            for x, y in route.samples:
                cell = int(x // CELL), int(y // CELL)
                self._near[cell].append((number, Box(x - CLEAR, y - CLEAR, 2 * CLEAR, 2 * CLEAR)))

    def others(self, number: int, room: Box) -> int:
        """How many lines but one run through a rectangle."""
        columns = range(int(room.x // CELL), int((room.x + room.width) // CELL) + 1)
        rows = range(int(room.y // CELL), int((room.y + room.height) // CELL) + 1)
        near = (each for cell in product(columns, rows) for each in self._near.get(cell, ()))
        return len({line for line, place in near if room.overlaps(place)} - {number})


def marks(arrangement: Arrangement, notes: Sequence[Sequence[str]]) -> list[Mark]:
    """A mark for each route, with its note below or above where it has one."""
    lines = _Lines(arrangement.routes)
    taken = [*arrangement.boxes]
    placed: list[Mark] = []
    for number, (route, note) in enumerate(zip(arrangement.routes, notes, strict=True)):
        best = min(_candidates(route, note), key=partial(_cost, taken, lines, number))
        placed.append(best)
        taken.append(best.room)
    return placed


def _cost(taken: Sequence[Box], lines: _Lines, number: int, mark: Mark) -> float:
    covered = sum(mark.room.overlaps(box, CLEAR) for box in taken)
    return mark.off + COVERED * covered + CROSSED * lines.others(number, mark.room)


def _candidates(route: Route, note: Sequence[str]) -> Iterator[Mark]:
    """Places on a line; the best is the middle of its last bend."""
    (start_x, _), (end_x, _) = route.bends[-1]
    best = (start_x + end_x) / 2
    half = max(RADIUS, *(width_of(line, NOTE_SIZE) / 2 for line in note), 0)
    lines = len(note) * NOTE_LEADING
    for x, y in route.samples[1:-1]:
        off = abs(x - best)
        circle = Box(x - RADIUS, y - RADIUS, 2 * RADIUS, 2 * RADIUS)
        if not note:
            yield Mark((x, y), circle, y, off)
            continue
        tall = 2 * RADIUS + lines + 2
        below = Box(x - half, y - RADIUS, 2 * half, tall)
        yield Mark((x, y), below, y + RADIUS + NOTE_SIZE, off)
        above = Box(x - half, y - RADIUS - lines - 2, 2 * half, tall)
        yield Mark((x, y), above, y - RADIUS - lines + NOTE_SIZE - 3, off + ABOVE)
