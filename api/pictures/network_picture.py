"""A causal network drawn: boxes in layers, lines with a sign on each, and what the signs mean."""

from collections.abc import Iterator, Sequence
from itertools import chain
from typing import Final

from api.pictures.boxes import Box
from api.pictures.column import Column
from api.pictures.network_layout import HEAD, Route, arranged
from api.pictures.network_marks import NOTE_LEADING, NOTE_SIZE, RADIUS, Mark, marks
from api.pictures.network_words import BASES, described, left_out, more_paths
from api.pictures.networks import MINUS, PLUS, Choice, Link, Network, Variable
from api.pictures.svg import Element, document, element, group, lines_of_text, number, text
from api.pictures.text import Wrapped, shortened, wrapped

__all__ = ["network_picture"]

MARGIN: Final = 24.0
BOX, INSIDE, NUMBER = 160.0, 11.0, 22.0
NAME, LEADING, WORD, WORD_LEADING = 13.0, 16.0, 11.5, 15.0
LEAST_WIDTH: Final = 600.0
NOTE: Final = 72.0
PIP: Final = 6.0
RATINGS: Final = ("LOW", "MODERATE", "HIGH")
DASHES: Final = {"STATED": "none", "STATED_OF_FAMILY": "9 4", "INFERRED": "2 4"}
SIGNS: Final = {
    PLUS: "more of the cause, more of the effect",
    MINUS: "more of the cause, less of the effect",
}


def network_picture(network: Network, choice: Choice, key: str) -> bytes:
    """The SVG; the key sets its ids apart from other pictures' on a page."""
    names = [wrapped(v.name, BOX - NUMBER - INSIDE, NAME, bold=True) for v in network.variables]
    places = {variable.number: place for place, variable in enumerate(network.variables)}
    stands = arranged(
        [(BOX, _height(*each)) for each in zip(network.variables, names, strict=True)],
        [(places[link.cause], places[link.effect]) for link in network.links],
    )
    notes = [_note(link) for link in network.links]
    placed = marks(stands, notes)
    width = max(LEAST_WIDTH, stands.width + 2 * MARGIN)
    head = _heading(network, width)
    drawing = group(
        chain(
            _lines(network.links, stands.routes, choice),
            _boxes(network.variables, stands.boxes, names, choice),
            _signs(network.links, placed, notes, choice),
        )
    )
    place = f"{number((width - stands.width) / 2)} {number(head.y + 8)}"
    drawing.set("transform", f"translate({place})")
    legend = _legend(network, choice, Column(MARGIN, head.y + 26 + stands.height, head.width))
    where = f", {network.where}" if network.where else ""
    return document(
        key=key,
        width=width,
        height=legend.y + MARGIN,
        title=f"Causal network: {network.title}{where}",
        description=described(network, choice),
        body=[*head.elements, drawing, *legend.elements],
    )


def _heading(network: Network, width: float) -> Column:
    column = Column(MARGIN, MARGIN - 6, width - 2 * MARGIN)
    column.write(network.title, size=17, bold=True)
    if network.where:
        column.write(network.where, size=13, colour="quiet")
    if network.account:
        column.space(4)
        column.write(network.account, size=13, most=4)
    return column


def _height(variable: Variable, name: Wrapped) -> float:
    rated = bool(variable.rating) + bool(variable.word)
    return 2 * INSIDE - 2 + len(name.lines) * LEADING + rated * WORD_LEADING + bool(rated) * 4


def _note(link: Link) -> tuple[str, ...]:
    words = "; ".join(link.notes)
    return wrapped(words, NOTE, NOTE_SIZE, most=2).lines if words else ()


def _lines(links: Sequence[Link], routes: Sequence[Route], choice: Choice) -> Iterator[Element]:
    """Every link's line with its head; those chosen last, so that they lie on top."""
    both = zip(links, routes, strict=True)
    for link, route in sorted(both, key=lambda each: _is_chosen(each[0], choice)):
        is_chosen = _is_chosen(link, choice)
        colour, weight = ("chosen", 3.0) if is_chosen else ("edge", 1.5)
        line = element("path", stroke=colour, fill="none", d=_drawn(route), stroke_width=weight)
        if DASHES[link.basis] != "none":
            line.set("stroke-dasharray", DASHES[link.basis])
        yield group([line, _arrow_head(route, colour)], title=_said(link))


def _is_chosen(link: Link, choice: Choice) -> bool:
    return (link.cause, link.effect) in choice.links


def _said(link: Link) -> str:
    said = f"{link.cause} → {link.effect}: {SIGNS[link.sign]}, {BASES[link.basis]}"
    more = [*link.notes, *([f"“{link.citation}”"] if link.citation else [])]
    return ". ".join([said, *more])


def _drawn(route: Route) -> str:
    """The line as a path: bends between columns, level runs through them."""
    parts: list[str] = []
    for start, end in route.bends:
        half = (start[0] + end[0]) / 2
        points = [start, (half, start[1]), (half, end[1]), end]
        first, *others = (f"{number(x)} {number(y)}" for x, y in points)
        parts.append(f"{'L' if parts else 'M'}{first}C{' '.join(others)}")
    return "".join(parts)


def _arrow_head(route: Route, colour: str) -> Element:
    x, y = route.points[-1]
    shape = f"M{number(x + HEAD)} {number(y)}l{-HEAD} -4.5v9z"
    return element("path", fill=colour, d=shape)


def _boxes(
    variables: Sequence[Variable],
    boxes: Sequence[Box],
    names: Sequence[Wrapped],
    choice: Choice,
) -> Iterator[Element]:
    on_the_way = {end for link in choice.links for end in link}
    for variable, box, name in zip(variables, boxes, names, strict=True):
        is_chosen = variable.number in on_the_way
        frame = element(
            "rect",
            fill="raised",
            stroke="chosen" if is_chosen else "edge",
            stroke_width=2.5 if is_chosen else 1,
            x=box.x,
            y=box.y,
            width=box.width,
            height=box.height,
            rx=6,
        )
        base = box.y + INSIDE + NAME - 2
        lines = lines_of_text(
            name.lines, box.x + NUMBER + 6, base, leading=LEADING, size=NAME, bold=True
        )
        figure = text(
            str(variable.number), box.x + NUMBER, base, colour="quiet", size=NAME, anchor="end"
        )
        rating = _rating(variable, box, base + len(name.lines) * LEADING + 3)
        yield group([frame, figure, *lines, *rating], title=_hint(variable))


def _hint(variable: Variable) -> str:
    rated = f": {variable.rated}" if variable.rated else ""
    note = f". {variable.note}" if variable.note else ""
    return f"{variable.number} {variable.name}{rated}{note}"


def _rating(variable: Variable, box: Box, base: float) -> Iterator[Element]:
    """How much of it there is: one to three squares filled, the scale's word, the source's."""
    x = start = box.x + NUMBER + 6
    if variable.rating:
        for place in range(len(RATINGS)):
            yield element(
                "rect",
                fill="ink" if place <= RATINGS.index(variable.rating) else "none",
                stroke="ink",
                x=x,
                y=base - PIP - 1,
                width=PIP,
                height=PIP,
            )
            x += PIP + 3
        yield text(variable.rating.lower(), x + 4, base, colour="quiet", size=WORD)
        base += WORD_LEADING
    if variable.word:
        room = box.x + box.width - INSIDE / 2 - start
        yield text(shortened(variable.word, room, WORD), start, base, colour="quiet", size=WORD)


def _signs(
    links: Sequence[Link], placed: Sequence[Mark], notes: Sequence[Sequence[str]], choice: Choice
) -> Iterator[Element]:
    for link, mark, note in zip(links, placed, notes, strict=True):
        colour = "chosen" if _is_chosen(link, choice) else "ink"
        x, y = mark.at
        yield group(_sign(link.sign, x, y, colour), title=_said(link))
        yield from lines_of_text(
            note,
            x,
            mark.base,
            leading=NOTE_LEADING,
            colour=colour,
            size=NOTE_SIZE,
            anchor="middle",
            clear=True,
        )


def _sign(sign: str, x: float, y: float, colour: str) -> list[Element]:
    circle = element("circle", fill="ground", stroke=colour, cx=x, cy=y, r=RADIUS)
    return [circle, text(sign, x, y + 4.5, colour=colour, size=14, anchor="middle", bold=True)]


def _legend(network: Network, choice: Choice, column: Column) -> Column:
    """What is chosen, which streams there are, what lines and signs mean."""
    if choice.heading:
        _say_choice(choice, column)
    for stream in network.streams:
        steps = " → ".join(map(str, stream.steps))
        column.write(f"Stream {stream.number}, {stream.name}: {steps}")
    if network.left_out:
        column.write(left_out(network), bold=True)
    column.space(8)
    for sign, says in SIGNS.items():
        if any(link.sign == sign for link in network.links):
            _explain(column, _sign(sign, column.x + 20, column.y + 9, "ink"), says)
    bases = {link.basis for link in network.links}
    for basis, dashes in DASHES.items():
        if basis in bases and bases != {"STATED"}:
            y = column.y + 9
            line = element("line", stroke="edge", x1=column.x, x2=column.x + 40, y1=y, y2=y)
            line.set("stroke-width", "1.5")
            if dashes != "none":
                line.set("stroke-dasharray", dashes)
            _explain(column, [line], BASES[basis])
    return column


def _say_choice(choice: Choice, column: Column) -> None:
    column.write(choice.heading, size=13, colour="chosen", bold=True)
    for path in choice.paths:
        column.write(str(path), colour="chosen", indent=12)
    if choice.more:
        column.write(more_paths(choice), colour="chosen", indent=12)
    column.space(6)


def _explain(column: Column, sample: Sequence[Element], says: str) -> None:
    column.draw(*sample)
    column.write(says, colour="quiet", indent=52)
    column.space(4)
