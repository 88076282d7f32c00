"""A causal network drawn: everything that it says stands in it, and what is chosen stands out."""

from itertools import combinations, pairwise
from math import prod

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.pictures.network_picture import network_picture
from api.pictures.networks import MINUS, PLUS, Choice, Link, Network, Stream, Variable
from api.pictures.parameters import Parameters
from api.requests import Rejected
from tests.api.pictures.gallery import SVG, Gallery, read, words

FIGURE = '{ causalNetworks(where: {title: {eq: "Figure %d"}}) { nodes { pictureUrl } } }'


def network(*links: Link, variables: int = 8, streams: tuple[Stream, ...] = ()) -> Network:
    numbers = range(1, variables + 1)
    named = tuple(Variable(number, f"Variable {number}") for number in numbers)
    return Network("Title", "Somewhere", None, named, links, streams)


def chosen(drawn: Network, **given: int) -> Choice:
    return drawn.chosen(Parameters(tuple((name, str(value)) for name, value in given.items())))


@st.composite
def networks(draw: st.DrawFn) -> Network:
    count = draw(st.integers(2, 8))
    pairs = list(combinations(range(1, count + 1), 2))
    linked = draw(st.lists(st.sampled_from(pairs), unique=True, max_size=14))
    signs = draw(st.lists(st.sampled_from([PLUS, MINUS]), min_size=14, max_size=14))
    links = (Link(*pair, sign) for pair, sign in zip(linked, signs, strict=False))
    return network(*links, variables=count)


def ways(drawn: Network, start: int, end: int) -> list[tuple[int, ...]]:
    """Every way, found by trying all."""
    if start == end:
        return [(end,)]
    onward = [link.effect for link in drawn.links if link.cause == start]
    return [(start, *way) for effect in onward for way in ways(drawn, effect, end)]


@given(networks(), st.data())
def test_what_is_chosen_is_every_way_between_two_variables(
    drawn: Network, data: st.DataObject
) -> None:
    numbers = st.sampled_from([variable.number for variable in drawn.variables])
    start, end = data.draw(numbers), data.draw(numbers)
    found = ways(drawn, start, end) if start != end else []
    choice = chosen(drawn, **{"from": start, "to": end})
    assert choice.links == {pair for way in found for pair in pairwise(way)}
    assert len(choice.paths) == min(len(found), 6)
    assert len(choice.paths) + choice.more == len(found)
    for path in choice.paths:
        assert path.steps in found
        signs = [-1 if drawn.signs[pair] == MINUS else 1 for pair in pairwise(path.steps)]
        assert path.sign == (PLUS if prod(signs) > 0 else MINUS)


@given(networks())
def test_each_link_has_a_line_and_a_sign(drawn: Network) -> None:
    picture = read(network_picture(drawn, Choice(), "k"))
    titles = [each.text or "" for each in picture.iter(f"{SVG}title")]
    for link in drawn.links:
        assert sum(title.startswith(f"{link.cause} → {link.effect}: ") for title in titles) == 2
    shown = words(picture).splitlines()
    legend = {link.sign for link in drawn.links}
    assert shown.count(PLUS) + shown.count(MINUS) == len(drawn.links) + len(legend)


def test_the_colour_follows_what_is_chosen() -> None:
    drawn = network(Link(1, 2, PLUS), Link(2, 3, MINUS), Link(1, 3, PLUS), Link(3, 4, PLUS))
    picture = read(network_picture(drawn, chosen(drawn, **{"from": 1, "to": 3}), "k"))
    coloured = [
        (group.findtext(f"{SVG}title") or "").split(":")[0]
        for group in picture.iter(f"{SVG}g")
        for line in group.findall(f"{SVG}path")
        if "stroke-chosen" in line.get("class", "")
    ]
    assert sorted(coloured) == ["1 → 2", "1 → 3", "2 → 3"]
    assert {"1 → 2 → 3: −", "1 → 3: +"} <= set(words(picture).splitlines())
    assert "1 → 2 → 3: −; 1 → 3: +" in (picture.findtext(f"{SVG}desc") or "")


def test_a_stream_is_chosen_by_its_number() -> None:
    drawn = network(Link(1, 2, PLUS), Link(2, 3, PLUS), streams=(Stream(4, "Casualty", (1, 2, 3)),))
    choice = chosen(drawn, stream=4)
    assert choice.links == {(1, 2), (2, 3)}
    assert "Stream 4, Casualty: 1 → 2 → 3" in words(read(network_picture(drawn, choice, "k")))
    with pytest.raises(Rejected, match="stream"):
        chosen(drawn, stream=1)


def test_where_no_path_leads_the_picture_says_so() -> None:
    drawn = network(Link(1, 2, PLUS))
    choice = chosen(drawn, **{"from": 2, "to": 1})
    assert not choice.links
    assert "No path leads from 2 to 1." in words(read(network_picture(drawn, choice, "k")))


async def test_the_demos_networks_say_all_that_is_on_record(gallery: Gallery) -> None:
    first = await gallery.picture(await gallery.address(FIGURE % 1))
    shown = words(first)
    for words_of_it in (
        "initially",
        "a good deal",
        "“substantial”",
        "high",
        "13",
        "Student impact",
    ):
        assert words_of_it in shown.splitlines()
    described = first.findtext(f"{SVG}desc") or ""
    assert "5 Administrative pressure on users (high: “considerable”)" in described
    assert "5 → 8 − (initially)" in described
    second = words(await gallery.picture(f"{await gallery.address(FIGURE % 2)}?from=6&to=10"))
    assert "6 → 8 → 7 → 10: −" in second
    assert "Stream 2, Mastery and capacity: 6 → 8 → 7 → 10" in second


def test_an_empty_network_is_a_picture_too() -> None:
    picture = read(network_picture(network(variables=0), Choice(), "k"))
    assert "Variables: none." in (picture.findtext(f"{SVG}desc") or "")
