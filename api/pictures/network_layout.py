"""Where a network's boxes, links and signs stand: in layers from left to right.

igraph gives the layers, the order within them, and ways for links that span several of them, by
Sugiyama's method. Links run level through the columns of boxes, in lanes of their own, and bend
only between columns, so that none passes behind a box.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain, pairwise
from typing import Final

from igraph import Graph  # type: ignore[import-untyped]

from api.pictures.boxes import Box, Point

__all__ = ["HEAD", "Arrangement", "Route", "arranged"]

BETWEEN_COLUMNS: Final = 78.0
BETWEEN_ROWS: Final = 32.0
PORTS: Final = 15.0
"""How far apart links end on one box, where its height allows."""
HEAD: Final = 9.0
"""The room that an arrow's head takes before the box."""
SAMPLE: Final = 5.0
"""How close samples of a line lie, roughly, in pixels."""


@dataclass(frozen=True)
class Route:
    """A link's line: a bend from each even point to the next, level from each odd one."""

    points: tuple[Point, ...]

    @cached_property
    def bends(self) -> tuple[tuple[Point, Point], ...]:
        return tuple(zip(self.points[::2], self.points[1::2], strict=True))

    @cached_property
    def samples(self) -> tuple[Point, ...]:
        """Points close together along the line, from its start to its end."""
        found: list[Point] = []
        for place, (start, end) in enumerate(pairwise(self.points)):
            found += _bend(start, end) if place % 2 == 0 else _level(start, end)
        return (*found, self.points[-1])


@dataclass(frozen=True, slots=True)
class Arrangement:
    """The boxes in the order of their nodes, the routes in that of their links, and the whole."""

    boxes: tuple[Box, ...]
    routes: tuple[Route, ...]
    width: float
    height: float


def arranged(sizes: Sequence[tuple[float, float]], links: Sequence[tuple[int, int]]) -> Arrangement:
    """Places for boxes of these sizes; links are pairs of their numbers from 0, in no circle."""
    if not sizes:
        return Arrangement((), (), 0, 0)
    layers, rows, lanes = _layered(len(sizes), links)
    width = max(width for width, _ in sizes)
    pitch = max(height for _, height in sizes) + BETWEEN_ROWS
    places = list(zip(sizes, rows, strict=True))
    edges = [row * pitch for lane in lanes for _, row in lane]
    top = min([*edges, *(row * pitch - height / 2 for (_, height), row in places)])
    bottom = max([*edges, *(row * pitch + height / 2 for (_, height), row in places)])

    def corner(layer: int, row: float) -> Point:
        return layer * (width + BETWEEN_COLUMNS), row * pitch - top

    boxes = tuple(
        Box(x, y - height / 2, width, height)
        for (x, y), (_, height) in zip(map(corner, layers, rows), sizes, strict=True)
    )
    inner = [[corner(*point) for point in lane] for lane in lanes]
    routes = tuple(_routes(boxes, links, inner, width))
    return Arrangement(boxes, routes, corner(max(layers), 0)[0] + width, bottom - top)


def _layered(
    nodes: int, links: Sequence[tuple[int, int]]
) -> tuple[list[int], list[float], list[list[tuple[int, float]]]]:
    """Each node's layer and row, and the layers and rows that each link passes on its way.

    What hangs together is laid out by itself, one below the other: igraph 1.0 mixes the ways up
    where there are several such parts.
    """
    whole = Graph(n=nodes, edges=links, directed=True)
    whole.vs["number"], whole.es["number"] = range(nodes), range(len(links))
    layers, rows = [0] * nodes, [0.0] * nodes
    lanes: list[list[tuple[int, float]]] = [[] for _ in links]
    below = 0.0
    for members in whole.connected_components(mode="weak"):
        part = whole.induced_subgraph(members)
        layout = part.layout_sugiyama(layers=_layers(part), maxiter=200)
        passed = [row for row, _ in chain(layout.coords, *layout.edge_routing)]
        down = below - min(passed)
        for node, (row, layer) in zip(part.vs["number"], layout.coords, strict=True):
            layers[node], rows[node] = round(layer), row + down
        for link, way in zip(part.es["number"], layout.edge_routing, strict=True):
            lanes[link] = [(round(layer), row + down) for row, layer in way]
        below = max(passed) + down + 1
    return layers, rows, lanes


def _layers(graph: Graph) -> list[int]:
    """As far left as its causes let it, and each that has more effects then towards those.

    Otherwise what nothing leads to would stand at the far left of whatever it leads to.
    """
    order = graph.topological_sorting()
    layers = [0] * graph.vcount()
    for node in order:
        layers[node] = max((layers[cause] + 1 for cause in graph.predecessors(node)), default=0)
    for node in reversed(order):
        if graph.outdegree(node) > graph.indegree(node):
            layers[node] = min(layers[effect] for effect in graph.successors(node)) - 1
    return layers


def _routes(
    boxes: Sequence[Box],
    links: Sequence[tuple[int, int]],
    lanes: Sequence[Sequence[Point]],
    width: float,
) -> Iterator[Route]:
    """Each link's line, from the right of its cause to the left of its effect."""
    both = list(zip(links, lanes, strict=True))
    onward = [lane[0][1] if lane else boxes[effect].middle for (_, effect), lane in both]
    back = [lane[-1][1] if lane else boxes[cause].middle for (cause, _), lane in both]
    starts = _ports(boxes, [cause for cause, _ in links], onward)
    ends = _ports(boxes, [effect for _, effect in links], back)
    for number, ((cause, effect), lane) in enumerate(both):
        start = (boxes[cause].x + width, starts[number])
        inner = [point for x, y in lane for point in ((x, y), (x + width, y))]
        yield Route((start, *inner, (boxes[effect].x - HEAD, ends[number])))


def _ports(boxes: Sequence[Box], at: Sequence[int], levels: Sequence[float]) -> list[float]:
    """Where along the side of its box each link ends: in the order in which they come from."""
    places = [0.0] * len(at)
    for box in set(at):
        mine = sorted((link for link, one in enumerate(at) if one == box), key=lambda x: levels[x])
        room = boxes[box].height - PORTS
        step = min(PORTS, room / max(1, len(mine) - 1))
        for place, link in enumerate(mine):
            places[link] = boxes[box].middle + (place - (len(mine) - 1) / 2) * step
    return places


def _bend(start: Point, end: Point) -> Iterator[Point]:
    """Along the curve that leaves and arrives level."""
    (x, y), (to_x, to_y) = start, end
    steps = _steps(start, end)
    for step in range(steps):
        t = step / steps
        # Both control points lie halfway across, at the height of their ends.
        along = 1.5 * t * (1 - t) + t**3
        across = 3 * t**2 - 2 * t**3
        yield x + (to_x - x) * along, y + (to_y - y) * across


def _level(start: Point, end: Point) -> Iterator[Point]:
    steps = _steps(start, end)
    for step in range(steps):
        yield start[0] + (end[0] - start[0]) * step / steps, start[1]


def _steps(start: Point, end: Point) -> int:
    return max(8, round((abs(end[0] - start[0]) + abs(end[1] - start[1])) / SAMPLE))
