"""Changes of job drawn: bars as long as their numbers, and nothing where a number is withheld."""

from xml.etree import ElementTree as ET

import pytest

from api.pictures.mobility import Figure, Mobility, SiteMoves, read_mobility
from api.pictures.mobility_picture import mobility_picture
from tests.api.pictures.gallery import SVG, read, words

WITHHELD = Figure(missing="SMALL_CELL")


def site(name: str, moves: int, upward: int, other: int, unrelated: int) -> SiteMoves:
    figures = {
        "MOVES": Figure(str(moves)),
        "MOVERS": Figure("9"),
        "UNWANTED_MOVES": Figure("2"),
        "RELATED_UPWARD_MOVES": Figure(str(upward)),
        "RELATED_OTHER_MOVES": Figure(str(other)),
        "UNRELATED_MOVES": Figure(str(unrelated)),
        "UNJUDGED_MOVES": Figure("0"),
    }
    return SiteMoves(name, figures)


def drawn(*sites: SiteMoves, width: float = 720) -> ET.Element:
    return read(mobility_picture(Mobility("Counted", sites), width, "k"))


def bars(picture: ET.Element, name: str) -> list[float]:
    """How long the parts of a site's bar are."""
    (group,) = (
        each
        for each in picture.iter(f"{SVG}g")
        if (each.findtext(f"{SVG}title") or "").startswith(f"{name}: ")
    )
    return [float(rect.get("width", "")) for rect in group.findall(f"{SVG}rect")]


@pytest.mark.parametrize("width", [320, 720, 1600])
def test_bars_are_as_long_as_their_numbers(width: float) -> None:
    picture = drawn(site("Astoria", 12, 4, 3, 5), site("Lido", 6, 0, 6, 0), width=width)
    upward, other, unrelated = bars(picture, "Astoria")
    assert upward / 4 == pytest.approx(other / 3, abs=0.01)
    assert upward / 4 == pytest.approx(unrelated / 5, abs=0.01)
    (alone,) = bars(picture, "Lido")
    assert alone == pytest.approx((upward + other + unrelated) / 2, abs=0.02)
    assert "12, 2 unwanted" in words(picture)


def test_a_number_that_is_withheld_has_no_bar_and_says_why() -> None:
    picture = drawn(site("Astoria", 12, 4, 3, 5), SiteMoves("Lido", {"MOVES": WITHHELD}))
    assert bars(picture, "Lido") == []
    assert "withheld (fewer than 10 people)" in words(picture)
    described = picture.findtext(f"{SVG}desc") or ""
    assert "Lido: moves: withheld (fewer than 10 people)." in described


def test_a_whole_without_its_parts_is_one_bar() -> None:
    known = {"MOVES": Figure("11"), "RELATED_UPWARD_MOVES": WITHHELD}
    picture = drawn(site("Astoria", 22, 4, 13, 5), SiteMoves("Lido", known))
    (whole,) = bars(picture, "Lido")
    assert whole == pytest.approx(sum(bars(picture, "Astoria")) / 2, abs=0.02)
    assert "11, parts withheld" in words(picture)


def test_without_sites_the_picture_says_so() -> None:
    assert "No site of which anything may be told." in words(drawn())


def test_rows_become_sites_by_name_and_the_release_is_named() -> None:
    rows = [
        {"siteDistrict": {"name": name}, "measure": "MOVES", "value": "3", "missing": None}
        | {"asOf": {"number": 2, "publishedOn": "2013-05-01"}}
        for name in ("Tindale", "Astoria")
    ]
    mobility = read_mobility(rows)
    assert [each.name for each in mobility.sites] == ["Astoria", "Tindale"]
    assert mobility.basis == "Release 2 of 2013-05-01; small numbers are withheld"
