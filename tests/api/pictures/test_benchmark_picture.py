"""A benchmark drawn: values where they belong, and on the right side of the target."""

import re
from dataclasses import replace
from datetime import date, timedelta
from itertools import combinations
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.pictures.benchmark_picture import benchmark_picture
from api.pictures.benchmark_plot import Plot
from api.pictures.benchmarks import Benchmark, Measured
from api.pictures.theme import PALETTE
from tests.api.pictures.gallery import SVG, read, words

FIRST, DUE = date(2011, 7, 1), date(2013, 6, 30)
PLAIN = Benchmark(
    "Pupils write.", "Mill City", "Literacy", "short-term outcome", "IN_PROGRESS", FIRST, DUE,
    unit="per cent of pupils", baseline="20", target="60", comparator="AT_LEAST",
)  # fmt: skip


@st.composite
def benchmarks(draw: st.DrawFn) -> Benchmark:
    values = st.decimals(-99999999, 99999999, places=4).map(str)
    days = st.integers(-400, 900).map(lambda number: FIRST + timedelta(days=number))
    schools = st.sampled_from([None, "Bobbin Street", "Canal Street"])
    measured = st.lists(st.builds(Measured, days, values, schools), max_size=6)
    return replace(
        PLAIN,
        baseline=draw(st.none() | values),
        target=draw(values),
        comparator=draw(st.sampled_from(["AT_LEAST", "AT_MOST", "EQUALS"])),
        due=draw(days),
        measured=tuple(draw(measured)),
    )


@given(benchmarks())
def test_what_is_known_stands_within_the_plot_and_in_order(benchmark: Benchmark) -> None:
    plot = Plot(benchmark, 500, 240)
    known = [each.amount for each in benchmark.measured] + [float(benchmark.target or 0), 0.0]
    assert all(-0.01 <= plot.down(value) <= 240.01 for value in known)
    assert sorted(known, key=plot.down) == sorted(known, reverse=True)
    days = [each.day for each in benchmark.measured] + [benchmark.due]
    assert all(0 <= plot.across(day) <= 500 for day in days)
    assert sorted(days, key=plot.across) == sorted(days)
    assert len(plot.marks) == len(benchmark.measured)


@pytest.mark.parametrize(("comparator", "height"), [("AT_LEAST", 96), ("AT_MOST", 144)])
def test_the_side_where_the_target_is_reached_is_coloured(comparator: str, height: float) -> None:
    benchmark = replace(PLAIN, comparator=comparator, measured=(Measured(DUE, "100"),))
    plot = Plot(benchmark, 500, 240)
    assert plot.down(60) == pytest.approx(96)
    (area,) = with_colour(plot.drawn(), "fill-reached")
    (drawn,) = re.findall(r"v(-?[\d.]+)", area.get("d", ""))
    assert abs(float(drawn)) == height


def test_lines_and_dots_are_where_values_are() -> None:
    benchmark = replace(PLAIN, measured=(Measured(FIRST, "30"), Measured(DUE, "50")))
    picture = read(benchmark_picture(benchmark, 720, "k"))
    dots = [
        float(each.get("cy", "")) for each in with_colour(picture, "fill-chosen") if each.get("r")
    ]
    plot = Plot(benchmark, 1, 240)
    assert dots == pytest.approx([plot.down(30), plot.down(50)], abs=0.01)
    assert (
        len(with_colour(picture, "stroke-good")) == len(with_colour(picture, "stroke-quiet")) == 1
    )


def test_every_value_is_told_in_words_too() -> None:
    measured = (
        Measured(date(2012, 5, 1), "34"),
        Measured(date(2012, 5, 2), "39.5", "Bobbin Street"),
        Measured(date(2012, 6, 2), "41", "Bobbin Street"),
    )
    benchmark = replace(PLAIN, measured=measured, status="MET", judged=DUE, source="Tests")
    picture = read(benchmark_picture(benchmark, 720, "k"))
    shown = words(picture).splitlines()
    assert "✓ Met, judged 30 Jun 2013" in shown
    assert "Bobbin Street: 39.5 on 2 May 2012; 41 on 2 Jun 2012" in shown
    assert {"34", "target: at least 60", "baseline: 20", "due 30 Jun 2013", "From: Tests"} <= set(
        shown
    )
    described = picture.findtext(f"{SVG}desc") or ""
    assert "34 on 1 May 2012; 39.5 on 2 May 2012 at Bobbin Street" in described
    assert "Target at least 60." in described
    assert "Due 30 Jun 2013." in described


def test_schools_of_one_day_stand_apart() -> None:
    day = date(2012, 5, 1)
    measured = tuple(Measured(day, "40", f"School {number}") for number in range(5))
    plot = Plot(replace(PLAIN, measured=(*measured, Measured(day, "40"))), 500, 240)
    places = [(x, y) for _, x, y in plot.marks]
    for (x, y), (other_x, other_y) in combinations(places, 2):
        assert abs(x - other_x) + abs(y - other_y) >= 12


def test_labels_of_close_lines_do_not_cover_each_other() -> None:
    benchmark = replace(PLAIN, baseline="59.9")
    picture = read(benchmark_picture(benchmark, 720, "k"))
    heights = [
        float(each.get("y", ""))
        for each in picture.iter(f"{SVG}text")
        if (each.text or "").startswith(("target", "baseline"))
    ]
    assert abs(heights[0] - heights[1]) >= 14


def test_a_benchmark_without_numbers_has_no_plot() -> None:
    bare = replace(PLAIN, unit=None, baseline=None, target=None, comparator=None)
    picture = read(benchmark_picture(bare, 720, "k"))
    assert not list(picture.iter(f"{SVG}path"))
    assert "No measurement that you may see." in words(picture)


@pytest.mark.parametrize("width", [320, 720, 1600])
def test_a_picture_is_as_wide_as_it_is_asked_to_be(width: float) -> None:
    picture = read(benchmark_picture(PLAIN, width, "k"))
    assert picture.get("width") == str(width)


@given(benchmarks())
def test_a_chart_has_no_colour_that_is_not_in_the_palette(benchmark: Benchmark) -> None:
    known = {colour.light for colour in PALETTE.values()} | {"none"}
    for each in read(benchmark_picture(benchmark, 400, "k")).iter():
        for what in ("fill", "stroke"):
            assert each.get(what, "none") in known
        assert not [key for key in each.attrib if key.startswith(("on", "href", "xlink", "style"))]


def with_colour(picture: ET.Element, name: str) -> list[ET.Element]:
    return [each for each in picture.iter() if name in each.get("class", "").split()]
