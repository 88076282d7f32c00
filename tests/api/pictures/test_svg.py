"""What every picture has: an accessible name, text that stays text, colours that can be read."""

import re
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.pictures.mobility_picture import FILLS
from api.pictures.svg import document, element, group, number, text
from api.pictures.text import clean
from api.pictures.theme import PALETTE, ROOT_CLASS, style_sheet
from tests.api.pictures.gallery import SVG, read, words

HOSTILE = [
    "]]>",
    "<script>alert(1)</script>",
    "&lt;&#0;",
    "\x00\x1b\x7f\ufffe\ud800",
    "שלום\u202e",
    "𝔐🙂",
]
anything = st.one_of(st.text(st.characters(), max_size=60), st.sampled_from(HOSTILE))
GROUNDS = ("ground", "raised", "reached")
LETTERS = ("ink", "quiet", "chosen", "good", "bad", "warning")
LINES = (*LETTERS, "edge")


def drawn(title: str, description: str = "", *body: ET.Element) -> ET.Element:
    return read(
        document(key="k", width=10, height=10.5, title=title, description=description, body=body)
    )


@given(anything, anything, anything)
def test_data_is_text_whatever_it_is(title: str, description: str, label: str) -> None:
    picture = drawn(title, description, group([text(label, 1, 2)], title=label))
    assert picture.findtext(f"{SVG}title") == clean(title)
    assert picture.findtext(f"{SVG}desc") == clean(description)
    assert words(picture) == clean(label)
    assert {each.tag.removeprefix(SVG) for each in picture.iter()} <= {
        *("svg", "title", "desc", "style", "rect", "g", "text"),
    }


@given(anything)
def test_what_turns_text_round_or_breaks_xml_is_not_in_it(raw: str) -> None:
    shown = clean(raw)
    assert not re.search("[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]", shown)
    assert clean(shown) == shown


def test_a_picture_has_a_name_a_description_and_a_size() -> None:
    picture = drawn("Name", "Told at length.")
    assert picture.get("role") == "img"
    named, described = picture.get("aria-labelledby"), picture.get("aria-describedby")
    by_id = {each.get("id"): each.text for each in picture.iter() if each.get("id")}
    assert (by_id[named], by_id[described]) == ("Name", "Told at length.")
    assert (picture.get("viewBox"), picture.get("width")) == ("0 0 10 10.5", "10")


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (1.0, "1"),
        (-0.001, "0"),
        (2.346, "2.35"),
        (-3.5, "-3.5"),
        (4, "4"),
        ("a", "a"),
    ],
)
def test_numbers_are_written_short(value: object, written: str) -> None:
    assert number(value) == written


def test_a_colour_is_light_in_itself_and_dark_by_the_style() -> None:
    rule = f".{ROOT_CLASS} .fill-ink {{ fill: {PALETTE['ink'].dark}; }}"
    assert rule in style_sheet()
    made = element("text", fill="ink", stroke="ground")
    assert (made.get("fill"), made.get("stroke")) == ("#1f2328", "#ffffff")
    assert made.get("class") == "fill-ink stroke-ground"


def test_the_style_reaches_nothing_outside_the_picture() -> None:
    rules = style_sheet().splitlines()[1:-1]
    assert len(rules) == 2 * len(PALETTE)
    assert all(rule.startswith(f".{ROOT_CLASS} .") for rule in rules)
    assert "url(" not in style_sheet()


def test_colours_can_be_told_apart_by_what_they_are() -> None:
    assert len({colour.light for colour in PALETTE.values()}) == len(PALETTE)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("ground", GROUNDS)
def test_letters_and_lines_stand_out_by_the_accessibility_guidelines(
    scheme: str, ground: str
) -> None:
    under = getattr(PALETTE[ground], scheme)
    for name in LETTERS:
        assert contrast(getattr(PALETTE[name], scheme), under) >= 4.5, name
    for name in LINES:
        assert contrast(getattr(PALETTE[name], scheme), under) >= 3, name


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("ink", "fill"), [("ground", "good"), *FILLS.values()])
def test_letters_on_what_is_filled_stand_out(scheme: str, ink: str, fill: str) -> None:
    one, other = (getattr(PALETTE[name], scheme) for name in (ink, fill))
    assert contrast(one, other) >= 4.5


def contrast(one: str, other: str) -> float:
    """The contrast ratio of WCAG 2.2."""
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def luminance(colour: str) -> float:
    channels = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    red, green, blue = (
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
