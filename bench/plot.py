"""The results as a picture: our rate as a multiple of each peer's, on a logarithmic scale.

SVG written by hand, so that the bench needs no plotting library; its colours follow the reader's
light or dark theme.
"""

import math
from collections.abc import Iterator
from html import escape

from bench.results import Question, Results
from bench.servers import POSTGRAPHILE, STRAWBERRY

__all__ = ["picture"]

WIDTH, LEFT, RIGHT, TOP, BOTTOM = 860, 330, 60, 64, 34
BAR, GAP, BETWEEN = 12, 3, 16
PEERS = ((POSTGRAPHILE, "a"), (STRAWBERRY, "b"))
LOWEST, TICKS = 0.5, (1, 2, 5, 10, 20, 50, 100, 200, 500)
STYLE = """
text { font: 12px system-ui, sans-serif; fill: #1f2328; }
.middle { text-anchor: middle; }
.title { font-size: 14px; font-weight: 600; }
.quiet { fill: #59636e; }
.line { stroke: #d1d9e0; }
.one { stroke: #59636e; }
.a { fill: #0969da; }
.b { fill: #bc4c00; }
@media (prefers-color-scheme: dark) {
  text { fill: #f0f6fc; }
  .quiet { fill: #9198a1; }
  .line { stroke: #3d444d; }
  .one { stroke: #9198a1; }
  .a { fill: #4493f8; }
  .b { fill: #f0883e; }
}
"""


def picture(results: Results) -> str:
    """The SVG."""
    each = len(PEERS) * (BAR + GAP) + BETWEEN
    height = TOP + each * len(results.compared) + BOTTOM
    highest = max(question.ratio(peer) for question in results.compared for peer, _class in PEERS)
    scale = _Scale(highest * 1.2)
    lines = [
        (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}"'
            f' role="img" aria-label="Requests a second of Throughline as a multiple of its peers">'
        ),
        f"<style>{STYLE}</style>",
        *_legend(),
        *_grid(scale, height),
    ]
    for number, question in enumerate(results.compared):
        lines += _bars(question, TOP + number * each + BETWEEN / 2, scale)
    return "\n".join([*lines, "</svg>", ""])


class _Scale:
    """Ratios as places from left to right."""

    def __init__(self, highest: float) -> None:
        self.highest = highest
        self.unit = (WIDTH - LEFT - RIGHT) / math.log(highest / LOWEST)

    def place(self, ratio: float) -> float:
        return LEFT + self.unit * math.log(max(ratio, LOWEST) / LOWEST)


def _legend() -> Iterator[str]:
    yield '<text class="title" x="12" y="22">Requests a second, Throughline to each peer</text>'
    for number, (peer, colour) in enumerate(PEERS):
        x = LEFT + number * 150
        yield f'<rect class="{colour}" x="{x}" y="34" width="{BAR}" height="{BAR}"/>'
        yield f'<text x="{x + BAR + 6}" y="44">to {escape(peer)}</text>'


def _grid(scale: _Scale, height: int) -> Iterator[str]:
    for tick in TICKS:
        if tick <= scale.highest:
            x, kind = f"{scale.place(tick):.1f}", "one" if tick == 1 else "line"
            yield f'<line class="{kind}" x1="{x}" x2="{x}" y1="{TOP}" y2="{height - BOTTOM}"/>'
            yield f'<text class="quiet middle" x="{x}" y="{height - 14}">{tick} ×</text>'


def _bars(question: Question, top: float, scale: _Scale) -> Iterator[str]:
    start = scale.place(1)
    title = escape(question.operation.title)
    yield f'<text x="12" y="{top + BAR - 1:.1f}">{title}</text>'
    yield f'<text class="quiet" x="12" y="{top + 2 * BAR + GAP:.1f}">{question.caller}</text>'
    for number, (peer, colour) in enumerate(PEERS):
        ratio, y = question.ratio(peer), top + number * (BAR + GAP)
        end = scale.place(ratio)
        x, width = min(start, end), abs(end - start)
        yield (
            f'<rect class="{colour}" x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" height="{BAR}"/>'
        )
        yield f'<text x="{max(start, end) + 5:.1f}" y="{y + BAR - 2:.1f}">{ratio:.1f} ×</text>'
