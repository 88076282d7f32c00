"""Ways through causal networks: all of them, each once, with the product of its signs."""

from collections.abc import Iterator
from typing import Any

import pytest

from models.innovation import CausalSign
from seeds.demo.dessi_networks import FIGURES, Figure
from tests.schema.graphs import EVERYONE, Graph

IDS = """{
  causalConcepts(first: 1000) { nodes { id name } }
  causalNetworks(where: {title: {startsWith: "Figure"}}) {
    nodes { title id variables(first: 99) { nodes { id position } } }
  }
}"""

ACROSS = """query ($from: ID!, $to: ID!, $through: [ID!]) {
  causalPaths(from: $from, to: $to, through: $through) {
    sign length
    network { title site { district { name } } }
    steps { variable { name position } link { sign } sign }
  }
}"""

WITHIN = """query ($id: ID!, $from: ID!, $to: ID!) {
  causalNetwork(id: $id) {
    paths(from: $from, to: $to) { sign steps { variable { position } } }
  }
}"""


async def concepts(graph: Graph) -> dict[str, str]:
    found = (await graph(IDS, as_="research-office")).data["causalConcepts"]["nodes"]
    return {each["name"]: each["id"] for each in found}


async def figures(graph: Graph) -> dict[str, Any]:
    found = (await graph(IDS, as_="research-office")).data["causalNetworks"]["nodes"]
    return {
        each["title"]: (
            each["id"],
            {v["position"]: v["id"] for v in each["variables"]["nodes"]},
        )
        for each in found
    }


async def across(graph: Graph, start: str, goal: str, *through: str, who: str | None) -> Any:
    ids = await concepts(graph)
    asked = {"from": ids[start], "to": ids[goal], "through": [ids[name] for name in through]}
    return (await graph(ACROSS, asked, as_=who)).data["causalPaths"]


async def test_pressure_lowers_commitment_at_first_and_raises_it_through_mastery(
    graph: Graph,
) -> None:
    start, goal = "Administrative pressure on users", "User commitment"
    direct, through = await across(graph, start, goal, who=None)
    assert [step["variable"]["position"] for step in direct["steps"]] == [5, 8]
    assert (direct["sign"], direct["length"]) == ("NEGATIVE", 1)
    assert [step["variable"]["position"] for step in through["steps"]] == [5, 4, 8]
    assert (through["sign"], through["length"]) == ("POSITIVE", 2)
    (only,) = await across(graph, start, goal, "User practice mastery", who=None)
    assert only == through
    assert only["network"]["site"]["district"]["name"] == "Unnamed DESSI site 1"


async def test_the_failure_of_success_is_negative(graph: Graph) -> None:
    start, goal = "User practice mastery", "Institutionalization"
    found = await across(graph, start, goal, "Job mobility", who=None)
    (way,) = found
    assert way["sign"] == "NEGATIVE"
    assert [step["variable"]["position"] for step in way["steps"]] == [6, 8, 7, 10]
    assert [step["sign"] for step in way["steps"]] == [
        "POSITIVE",
        "POSITIVE",
        "POSITIVE",
        "NEGATIVE",
    ]
    assert [step["link"] and step["link"]["sign"] for step in way["steps"]] == [
        None,
        "POSITIVE",
        "POSITIVE",
        "NEGATIVE",
    ]


@pytest.mark.parametrize("figure", FIGURES, ids=lambda figure: figure.title)
async def test_every_way_between_every_two_variables_is_found_once(
    graph: Graph, figure: Figure
) -> None:
    network, variables = (await figures(graph))[figure.title]
    for start in variables:
        for goal in variables.keys() - {start}:
            asked = {"id": network, "from": variables[start], "to": variables[goal]}
            found = (await graph(WITHIN, asked)).data["causalNetwork"]["paths"]
            drawn = list(ways(figure, start, goal))
            assert sorted(shown(way) for way in found) == sorted(drawn)


def shown(way: Any) -> tuple[list[int], str]:
    return [step["variable"]["position"] for step in way["steps"]], way["sign"]


def ways(figure: Figure, start: int, goal: int, minus: int = 0) -> Iterator[tuple[list[int], str]]:
    """All ways by following every link: no network of these runs in a circle."""
    if start == goal:
        yield [goal], "NEGATIVE" if minus % 2 else "POSITIVE"
        return
    for link in figure.links:
        if link.cause == start:
            lowers = link.sign is CausalSign.NEGATIVE
            for way, sign in ways(figure, link.effect, goal, minus + lowers):
                yield [start, *way], sign


@pytest.mark.parametrize("who", EVERYONE)
async def test_at_which_sites_pressure_led_through_assistance_to_commitment(
    graph: Graph, who: str | None
) -> None:
    """At Mill City, whose network only its author and the research office see so far."""
    start, goal = "Administrative pressure on users", "User commitment"
    found = await across(graph, start, goal, "Assistance", who=who)
    sites = {way["network"]["site"]["district"]["name"] for way in found}
    assert sites == ({"Mill City"} if who in {"research-office", "monitor"} else set())
    assert {"Figure 1"} <= {
        w["network"]["title"] for w in await across(graph, start, goal, who=who)
    }


async def test_a_way_from_elsewhere_is_none(graph: Graph) -> None:
    ids = await figures(graph)
    (first, variables), (_, others) = ids["Figure 1"], ids["Figure 2"]
    asked = {"id": first, "from": variables[5], "to": others[10]}
    assert (await graph(WITHIN, asked)).data == {"causalNetwork": {"paths": []}}
    await graph.refusal(WITHIN, {**asked, "to": "nonsense"})
