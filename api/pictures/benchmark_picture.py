"""A benchmark drawn: what was measured against baseline, target and due date."""

from collections.abc import Iterator
from typing import Any, Final

from api.pictures.benchmark_plot import DOT, MARK, VALUE, Plot
from api.pictures.benchmarks import Benchmark
from api.pictures.column import Column
from api.pictures.svg import Element, document, element, group, lines_of_text, number, text
from api.pictures.text import width_of, wrapped
from api.pictures.words import written_day

__all__ = ["benchmark_picture"]

MARGIN: Final = 20.0
LEFT, RIGHT = 46.0, 128.0
HEIGHT: Final = 240.0
ABOVE, BELOW = 42.0, 34.0
APART: Final = 15.0
SYMBOL: Final = {"MET": ("✓", "good"), "NOT_MET": ("✗", "bad")}


def benchmark_picture(benchmark: Benchmark, width: float, key: str) -> bytes:
    """The SVG; the key sets its ids apart from other pictures' on a page."""
    column = Column(MARGIN, MARGIN - 6, width - 2 * MARGIN)
    _heading(benchmark, column)
    if benchmark.measured or benchmark.target or benchmark.baseline:
        plot = Plot(benchmark, width - 2 * MARGIN - LEFT - RIGHT, HEIGHT)
        drawing = group([plot.drawn(), *_labels(plot), *_marks(plot)])
        place = f"{number(MARGIN + LEFT)} {number(column.y + ABOVE)}"
        drawing.set("transform", f"translate({place})")
        column.draw(drawing)
        column.space(ABOVE + HEIGHT + BELOW)
    _listing(benchmark, column)
    return document(
        key=key,
        width=width,
        height=column.y + MARGIN,
        title=f"Benchmark: {benchmark.statement}",
        description=" ".join(_sentences(benchmark)),
        body=column.elements,
    )


def _heading(benchmark: Benchmark, column: Column) -> None:
    column.write(benchmark.statement, size=16, bold=True)
    about = f"{benchmark.district}, {benchmark.category} of: {benchmark.initiative}"
    column.write(about, size=12, colour="quiet", most=2)
    sign, colour = SYMBOL.get(benchmark.status, ("", "ink"))
    column.write(f"{sign} {benchmark.standing}".strip(), size=13, colour=colour, bold=True)
    measured = [part for part in (benchmark.metric, benchmark.unit) if part]
    if measured:
        column.space(6)
        column.write(", in ".join(measured) if benchmark.metric else measured[0], size=12)
    column.space(4)


def _labels(plot: Plot) -> Iterator[Element]:
    """What the lines are, to their right; labels of lines close together move apart."""
    b = plot.benchmark
    due = f"due {written_day(b.due)}"
    x = min(plot.across(b.due), plot.width - width_of(due, 12) / 2 + RIGHT)
    yield text(due, x, -24, anchor="middle")
    known = []
    if b.target is not None:
        known.append((plot.down(float(b.target)), f"target: {b.aim}", "good"))
    if b.baseline is not None:
        known.append((plot.down(float(b.baseline)), f"baseline: {b.baseline}", "quiet"))
    lowest = -APART
    for y, words, colour in sorted(known):
        lines = wrapped(words, RIGHT - 8, 12, most=2).lines
        lowest = max(y, lowest + APART)
        place = plot.width + 8, lowest + 4
        yield from lines_of_text(lines, *place, leading=APART, colour=colour)
        lowest += APART * (len(lines) - 1)


def _marks(plot: Plot) -> Iterator[Element]:
    """The district's values as filled dots with the value, schools' as numbered circles."""
    schools = {school: place for place, school in enumerate(plot.benchmark.schools, 1)}
    for each, x, y in plot.marks:
        said = f"{each.school or plot.benchmark.district}, {written_day(each.day)}: {each.value}"
        if each.school is None:
            dot = element("circle", fill="chosen", cx=x, cy=y, r=DOT)
            how: dict[str, Any] = {"colour": "chosen", "anchor": "middle", "clear": True}
            value = text(each.value, x, y - 9, size=VALUE, bold=True, **how)
            yield group([dot, value], title=said)
            continue
        circle = element("circle", fill="ground", stroke="ink", cx=x, cy=y, r=MARK)
        figure = text(str(schools[each.school]), x, y + 3.8, size=10.5, anchor="middle")
        yield group([circle, figure], title=said)


def _listing(benchmark: Benchmark, column: Column) -> None:
    """What the numbers in circles are, and what there is none of."""
    if not benchmark.measured:
        column.write("No measurement that you may see.", colour="quiet")
    for place, school in enumerate(benchmark.schools, 1):
        values = "; ".join(
            f"{each.value} on {written_day(each.day)}"
            for each in benchmark.measured
            if each.school == school
        )
        y = column.y + 8.5
        column.draw(
            element("circle", fill="ground", stroke="ink", cx=column.x + MARK, cy=y, r=MARK),
            text(str(place), column.x + MARK, y + 3.8, size=10.5, anchor="middle"),
        )
        column.write(f"{school}: {values}", indent=24)
        column.space(4)
    if benchmark.left_out:
        column.write(f"{benchmark.left_out} earlier measurements are not drawn.", bold=True)
    if benchmark.source:
        column.write(f"From: {benchmark.source}", colour="quiet")


def _sentences(benchmark: Benchmark) -> Iterator[str]:
    """Everything that the picture shows, in words."""
    yield f"{benchmark.district}, {benchmark.category} of: {benchmark.initiative}."
    yield f"{benchmark.standing}. Due {written_day(benchmark.due)}."
    if benchmark.metric:
        yield f"Measures: {benchmark.metric}."
    if benchmark.unit:
        yield f"In {benchmark.unit}."
    if benchmark.baseline is not None:
        yield f"Baseline {benchmark.baseline}."
    if benchmark.aim:
        yield f"Target {benchmark.aim}."
    said = (
        f"{each.value} on {written_day(each.day)}" + (f" at {each.school}" if each.school else "")
        for each in benchmark.measured
    )
    yield f"Measured: {'; '.join(said) or 'nothing that you may see'}."
    if benchmark.left_out:
        yield f"{benchmark.left_out} earlier measurements are not drawn."
