"""Changes of job drawn: bars as long as their numbers, and nothing where a number is withheld."""

from xml.etree import ElementTree as ET

import pytest

from api.pictures.mobility import Figure, Mobility, SiteMoves, read_mobility
from api.pictures.mobility_picture import mobility_picture
from tests.api.pictures.gallery import SVG, Gallery, read, words
from tests.schema.graphs import EVERYONE

BY_SITE = "pictures/mobility/by-site.svg"
STATISTICS = """{
  mobilityStatistics(by: [SITE]) { siteDistrict { name } measure value missing }
}"""
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
    assert "withheld: a small number, or none" in words(picture)
    described = picture.findtext(f"{SVG}desc") or ""
    assert "Lido: moves: withheld: a small number, or none." in described


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
        | {"asOf": {"number": 2, "releasedAt": "2013-05-01T23:30:00.5+00:00"}}
        for name in ("Tindale", "Astoria")
    ]
    mobility = read_mobility(rows)
    assert [each.name for each in mobility.sites] == ["Astoria", "Tindale"]
    assert mobility.basis == "Release 2 of 1 May 2013; small numbers are withheld"


async def test_the_research_office_sees_what_its_rows_count(gallery: Gallery) -> None:
    rows = (await gallery.ask(STATISTICS, "research-office"))["mobilityStatistics"]
    described = (await gallery.picture(BY_SITE, "research-office")).findtext(f"{SVG}desc") or ""
    moves = [row for row in rows if row["measure"] == "MOVES"]
    assert max(float(row["value"]) for row in moves) > 9
    for row in moves:
        assert f"{row['siteDistrict']['name']}: moves: {row['value']}, " in described


@pytest.mark.parametrize("who", [who for who in EVERYONE if who != "research-office"])
async def test_everyone_else_sees_the_release(gallery: Gallery, who: str | None) -> None:
    picture = await gallery.picture(BY_SITE, who)
    assert "Release 1 of 2 Sep 2013; small numbers are withheld." in words(picture)
    release = await gallery.address("{ statisticsReleases { nodes { pictureUrl } } }", who)
    assert words(await gallery.picture(release, who)) == words(picture)
    rows = (await gallery.ask(STATISTICS, who))["mobilityStatistics"]
    known = {row["siteDistrict"]["name"]: row for row in rows if row["measure"] == "MOVES"}
    for name, row in known.items():
        assert bool(bars(picture, name)) == bool(float(row["value"] or 0))
        assert (row["value"] is None) == (row["missing"] is not None)


async def test_the_address_without_an_id_is_held_to_the_same_rules(gallery: Gallery) -> None:
    assert (await gallery.get(f"{BY_SITE}?width=1")).json()["errors"][0]["path"] == ["width"]
    assert (await gallery.get(BY_SITE, authorization="Bearer x")).status_code == 401
    tag = (await gallery.get(BY_SITE)).headers["etag"]
    assert (await gallery.get(BY_SITE, if_none_match=tag)).status_code == 304
    assert (await gallery.get(BY_SITE, "research-office", if_none_match=tag)).status_code == 200
