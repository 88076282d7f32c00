"""Causal networks as graphs: signs in the edges' names, what claims rest on in their lines.

What a graph has no place for (ratings, words for how strongly and when, citations) is in a note to
which a link leads from the graph, the vertex or the edge.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from graphlib import TopologicalSorter
from typing import NamedTuple
from uuid import UUID

from models.innovation import CausalLink, CausalNetwork, CausalVariable
from seeds.refi_qda import words
from seeds.refi_qda.guids import Guids, derived
from seeds.refi_qda.holdings import Held, Holdings
from seeds.refi_qda.project import Edge, Graph, Link, Note, Vertex

__all__ = ["Drawings", "drawn"]

ACROSS, DOWN = 240, 120

GRAPH_DETAILS = {"account": "account"}
VERTEX_DETAILS = {"rating": "rating", "rating_note": "rating note", "note": "note"}
EDGE_DETAILS = {"strength_note": "strength", "time_note": "time", "citation": "citation"}


class Drawings(NamedTuple):
    """Graphs, and the notes on them with the links that lead there."""

    graphs: tuple[Graph, ...]
    links: tuple[Link, ...]
    notes: tuple[Note, ...]


def drawn(held: Holdings, guids: Guids) -> Drawings:
    """The causal networks of a study's sites."""
    drawing = _Drawing(held, guids, [], [])
    networks = sorted(held[CausalNetwork], key=lambda row: guids.of(row["id"]))
    graphs = tuple(drawing.graph(row) for row in networks)
    return Drawings(graphs, tuple(drawing.links), tuple(drawing.notes))


@dataclass(slots=True)
class _Drawing:
    held: Holdings
    guids: Guids
    links: list[Link]
    notes: list[Note]

    def graph(self, network: Held) -> Graph:
        guid = self.guids.of(network["id"])
        site = self.guids.of(network["site_id"])
        self.links.append(Link(derived(words.STANDS_ON, guid), words.STANDS_ON, guid, site))
        self.detail(guid, network["title"], network, GRAPH_DETAILS)
        variables = [row for row in self.held[CausalVariable] if row["network_id"] == network["id"]]
        variables.sort(key=lambda row: row["position"])
        causal = [row for row in self.held[CausalLink] if row["network_id"] == network["id"]]
        places = layers(causal)
        vertices = tuple(self.vertices(variables, places))
        return Graph(guid, network["title"], vertices, tuple(self.edges(causal)))

    def vertices(self, variables: list[Held], layer: dict[UUID, int]) -> Iterator[Vertex]:
        filled: defaultdict[int, int] = defaultdict(int)
        for row in variables:
            column = layer.get(row["id"], 0)
            guid = self.guids.of(row["id"])
            yield Vertex(guid, row["name"], column * ACROSS, filled[column] * DOWN)
            filled[column] += 1
            self.detail(guid, row["name"], row, VERTEX_DETAILS)

    def edges(self, causal: list[Held]) -> Iterator[Edge]:
        for row in sorted(causal, key=lambda row: self.guids.of(row["id"])):
            guid = self.guids.of(row["id"])
            sign = words.POSITIVE if row["sign"] == "POSITIVE" else words.NEGATIVE
            yield Edge(
                guid,
                sign,
                self.guids.of(row["cause_id"]),
                self.guids.of(row["effect_id"]),
                style=words.STYLES[row["basis"]],
            )
            self.detail(guid, sign, row, EDGE_DETAILS)

    def detail(self, guid: UUID, name: str, row: Held, columns: dict[str, str]) -> None:
        """A note on what else is known of something drawn, where anything is."""
        text = words.detail_text({label: row[column] for column, label in columns.items()})
        if text:
            note = derived("details", guid)
            self.notes.append(Note(note, f"{name}: {words.DETAILS}", text))
            self.links.append(Link(derived("link", guid), words.DETAILS, guid, None, (note,)))


def layers(causal: list[Held]) -> dict[UUID, int]:
    """How far each variable stands from where its network begins; links never run in a circle."""
    causes: defaultdict[UUID, set[UUID]] = defaultdict(set)
    for row in causal:
        causes[row["effect_id"]].add(row["cause_id"])
    places: dict[UUID, int] = {}
    for variable in TopologicalSorter(causes).static_order():
        places[variable] = max((places[cause] + 1 for cause in causes[variable]), default=0)
    return places
