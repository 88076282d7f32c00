"""What holds within a causal network, told all at once and by the numbers of its variables."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from models.failures import BadUserInput, Incomplete

__all__ = [
    "Drawing",
    "Links",
    "circle_in",
    "refuse_misdrawn",
    "refuse_unaccounted",
    "refuse_undrawn",
]

Links = Sequence[tuple[int, int]]
"""From which variable to which, by their numbers."""


@dataclass(frozen=True, slots=True)
class Drawing:
    """A network by the numbers of its variables, in the order in which all is given."""

    variables: Sequence[int]
    links: Links
    streams: Sequence[Sequence[int]] = field(default=())


def refuse_misdrawn(drawing: Drawing) -> None:
    """Raise with all that is wrong of a drawing, each with its place."""
    wrong = [*_numbers(drawing), *_links(drawing), *_streams(drawing)]
    if not wrong:
        wrong = [*_circle(drawing.links)]
    if wrong:
        first, *others = wrong
        raise BadUserInput(first.message, path=first.path, others=others)


def refuse_undrawn(variables: int, links: int) -> None:
    """Raise Incomplete with all that a network lacks to be published."""
    lacking = []
    if variables == 0:
        lacking.append(Incomplete("It has no variables.", path=("variables",)))
    if links == 0:
        lacking.append(Incomplete("Nothing in it leads to anything.", path=("links",)))
    if lacking:
        message = "The network is not ready to be published."
        raise Incomplete(message, path=("id",), others=lacking)


def refuse_unaccounted(account: str | None) -> None:
    """Raise Incomplete unless a site that is to be published says what happened there."""
    if not (account or "").strip():
        missing = Incomplete("What happened there is not told.", path=("account",))
        raise Incomplete("The site is not ready to be published.", path=("id",), others=[missing])


def circle_in(links: Iterable[tuple[int, int]]) -> list[int] | None:
    """A way along links that ends where it started, that variable at both ends; else None."""
    leads_to: dict[int, list[int]] = {}
    for cause, effect in links:
        leads_to.setdefault(cause, []).append(effect)
    closed: set[int] = set()
    for start in leads_to:
        found = _walked(start, leads_to, closed)
        if found is not None:
            return found
    return None


def _walked(
    start: int, leads_to: Mapping[int, Sequence[int]], closed: set[int]
) -> list[int] | None:
    """Walk on from a variable until a way comes back to itself; without recursion."""
    way = [start]
    ahead = [iter(leads_to.get(start, ()))]
    while way:
        step = next(ahead[-1], None)
        if step is None:
            closed.add(way.pop())
            ahead.pop()
        elif step in way:
            return [*way[way.index(step) :], step]
        elif step not in closed:
            way.append(step)
            ahead.append(iter(leads_to.get(step, ())))
    return None


def _numbers(drawing: Drawing) -> Iterator[BadUserInput]:
    seen: set[int] = set()
    for place, number in enumerate(drawing.variables):
        if number in seen:
            message = f"Variable {number} is there twice."
            yield BadUserInput(message, path=("variables", place, "position"))
        seen.add(number)


def _links(drawing: Drawing) -> Iterator[BadUserInput]:
    known, seen = set(drawing.variables), set[tuple[int, int]]()
    for place, (cause, effect) in enumerate(drawing.links):
        path = ("links", place)
        for name, number in (("cause", cause), ("effect", effect)):
            if number not in known:
                yield BadUserInput(f"There is no variable {number}.", path=(*path, name))
        if cause == effect:
            yield BadUserInput("A variable does not lead to itself.", path=path)
        elif (cause, effect) in seen:
            yield BadUserInput(f"The link {cause} → {effect} is there twice.", path=path)
        seen.add((cause, effect))


def _streams(drawing: Drawing) -> Iterator[BadUserInput]:
    known = set(drawing.variables)
    for place, stream in enumerate(drawing.streams):
        for step, number in enumerate(stream):
            path = ("streams", place, "variables", step)
            if number not in known:
                yield BadUserInput(f"There is no variable {number}.", path=path)
            elif number in stream[:step]:
                message = f"The stream passes variable {number} twice."
                yield BadUserInput(message, path=path)


def _circle(links: Links) -> Iterator[BadUserInput]:
    circle = circle_in(links)
    if circle is not None:
        closing = [*links].index((circle[-2], circle[-1]))
        way = " → ".join(map(str, circle))
        yield BadUserInput(f"It runs in a circle: {way}.", path=("links", closing))
