"""A causal network as its picture needs it: asked by the caller, and what is chosen in it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Any, Final

from api.pictures.parameters import Parameters

__all__ = ["NETWORK", "Choice", "Link", "Network", "Path", "Stream", "Variable", "read_network"]

NETWORK: Final = """
query PictureOfCausalNetwork($id: ID!, $variables: Int!, $links: Int!) {
  picture: causalNetwork(id: $id) {
    title
    account
    site { district { name } innovation { name } }
    variables(first: $variables) {
      totalCount
      nodes { position name rating ratingNote note }
    }
    links(first: $links, orderBy: [{cause: {field: POSITION}}, {effect: {field: POSITION}}]) {
      totalCount
      nodes { cause { position } effect { position } sign strengthNote timeNote basis citation }
    }
    streams(first: $variables) {
      nodes { position name steps(first: $variables) { nodes { variable { position } } } }
    }
  }
}
"""

MOST_PATHS: Final = 6
PLUS, MINUS = "+", "\N{MINUS SIGN}"


@dataclass(frozen=True, slots=True)
class Variable:
    """A variable by its number in the network."""

    number: int
    name: str
    rating: str | None = None
    rating_note: str | None = None
    note: str | None = None

    @property
    def word(self) -> str | None:
        """The source's word for how much of it there is, where it is not the scale's."""
        if self.rating_note is None or self.rating_note == (self.rating or "").lower():
            return None
        return f"“{self.rating_note}”"

    @property
    def rated(self) -> str:
        """How much of it there is, in the scale's word and in the source's."""
        said = [self.rating.lower() if self.rating else None, self.word]
        return ": ".join(part for part in said if part)


@dataclass(frozen=True, slots=True)
class Link:
    """That more of the cause makes more (+) or less (−) of the effect."""

    cause: int
    effect: int
    sign: str
    basis: str = "STATED"
    notes: tuple[str, ...] = ()
    citation: str | None = None

    @property
    def is_negative(self) -> bool:
        return self.sign == MINUS


@dataclass(frozen=True, slots=True)
class Stream:
    """A course through the network that its authors name."""

    number: int
    name: str
    steps: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Path:
    """A way from one variable to another, and what more of the first makes of the last."""

    steps: tuple[int, ...]
    sign: str

    def __str__(self) -> str:
        return f"{' → '.join(map(str, self.steps))}: {self.sign}"


@dataclass(frozen=True, slots=True)
class Choice:
    """What is to be seen first: all ways between two variables, or a stream."""

    links: frozenset[tuple[int, int]] = frozenset()
    heading: str = ""
    paths: tuple[Path, ...] = ()
    more: int = 0


@dataclass(frozen=True)
class Network:
    """Variables and what leads to what among them, never in a circle."""

    title: str
    where: str
    account: str | None
    variables: tuple[Variable, ...]
    links: tuple[Link, ...]
    streams: tuple[Stream, ...] = ()
    left_out: int = 0

    @cached_property
    def effects(self) -> Mapping[int, Sequence[Link]]:
        """The links that start from each variable."""
        return {v.number: [x for x in self.links if x.cause == v.number] for v in self.variables}

    @cached_property
    def signs(self) -> Mapping[tuple[int, int], str]:
        return {(link.cause, link.effect): link.sign for link in self.links}

    def chosen(self, parameters: Parameters) -> Choice:
        """What the parameters choose; raises Rejected where they name what is not there."""
        start, end = parameters.whole("from"), parameters.whole("to")
        stream = parameters.whole("stream")
        if stream is not None:
            parameters.refuse_beside("stream", "from", "to")
            return self._stream(stream, parameters)
        if start is None and end is None:
            return Choice()
        for name, given in (("from", start), ("to", end)):
            if given not in self.effects:
                parameters.refuse(name, f"is the number of a variable: {self._numbers()}")
        assert start is not None
        assert end is not None
        return self._between(start, end)

    def _numbers(self) -> str:
        return ", ".join(str(variable.number) for variable in self.variables) or "there is none"

    def _stream(self, number: int, parameters: Parameters) -> Choice:
        stream = next((each for each in self.streams if each.number == number), None)
        if stream is None:
            numbers = ", ".join(str(each.number) for each in self.streams) or "there is none"
            parameters.refuse("stream", f"is the number of a stream: {numbers}")
        pairs = frozenset(pairwise(stream.steps))
        return Choice(pairs, f"In colour: the stream {number}, {stream.name}")

    def _between(self, start: int, end: int) -> Choice:
        ways = self._ways_to(end)
        on_the_way = frozenset(
            (link.cause, link.effect)
            for link in self.links
            if ways[link.effect] and self._ways_to(link.cause)[start]
        )
        if not ways[start] or start == end:
            return Choice(heading=f"No path leads from {start} to {end}.")
        paths = tuple(self._first(start, end, ways))
        heading = f"In colour: from {start} to {end}, with the sign of each path"
        return Choice(on_the_way, heading, paths, ways[start] - len(paths))

    def _ways_to(self, end: int) -> Mapping[int, int]:
        """In how many ways each variable leads to one; itself in one."""
        known: dict[int, int] = {}

        def ways(start: int) -> int:
            if start not in known:
                onward = sum(ways(link.effect) for link in self.effects[start])
                known[start] = 1 if start == end else onward
            return known[start]

        return {variable.number: ways(variable.number) for variable in self.variables}

    def _first(self, start: int, end: int, ways: Mapping[int, int]) -> Iterator[Path]:
        """The first few paths, by the numbers that they pass."""
        waiting: list[tuple[int, ...]] = [(start,)]
        found = 0
        while waiting and found < MOST_PATHS:
            steps = waiting.pop()
            if steps[-1] == end:
                found += 1
                yield Path(steps, self._net(steps))
                continue
            onward = [x.effect for x in self.effects[steps[-1]] if ways[x.effect]]
            waiting += [(*steps, effect) for effect in reversed(onward)]

    def _net(self, steps: tuple[int, ...]) -> str:
        """The product of the signs along the way."""
        lessening = sum(self.signs[pair] == MINUS for pair in pairwise(steps))
        return MINUS if lessening % 2 else PLUS


def read_network(record: Mapping[str, Any]) -> Network:
    """The network in the answer to `NETWORK`."""
    variables, links = record["variables"], record["links"]
    left_out = sum(kind["totalCount"] - len(kind["nodes"]) for kind in (variables, links))
    shown = {node["position"] for node in variables["nodes"]}
    drawn = (_link(node) for node in links["nodes"])
    return Network(
        title=record["title"],
        where=_where(record["site"]),
        account=record["account"],
        variables=tuple(map(_variable, variables["nodes"])),
        links=tuple(link for link in drawn if {link.cause, link.effect} <= shown),
        streams=tuple(map(_stream, record["streams"]["nodes"])),
        left_out=left_out,
    )


def _where(site: Mapping[str, Any] | None) -> str:
    if site is None:
        return ""
    return f"{site['innovation']['name']}, {site['district']['name']}"


def _variable(node: Mapping[str, Any]) -> Variable:
    return Variable(
        node["position"], node["name"], node["rating"], node["ratingNote"], node["note"]
    )


def _link(node: Mapping[str, Any]) -> Link:
    notes = tuple(note for note in (node["timeNote"], node["strengthNote"]) if note)
    sign = MINUS if node["sign"] == "NEGATIVE" else PLUS
    cause, effect = node["cause"]["position"], node["effect"]["position"]
    return Link(cause, effect, sign, node["basis"], notes, node["citation"])


def _stream(node: Mapping[str, Any]) -> Stream:
    steps = (step["variable"]["position"] for step in node["steps"]["nodes"])
    return Stream(node["position"], node["name"], tuple(steps))
