"""Text in lines: nothing runs over, nothing is lost unless it says so."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.pictures.text import clean, shortened, width_of, wrapped

texts = st.text(st.characters(codec="utf-8"), max_size=200)


@given(raw=texts, width=st.integers(60, 400), most=st.integers(1, 5), bold=st.booleans())
def test_lines_keep_within_their_width(raw: str, width: int, most: int, *, bold: bool) -> None:
    broken = wrapped(raw, width, 12, most=most, bold=bold)
    assert 1 <= len(broken.lines) <= most
    for line in broken.lines:
        is_one_cluster = all(width_of(part, 12) == 0 for part in line[1:])
        assert width_of(line, 12, bold=bold) <= width or is_one_cluster


@given(texts, st.integers(60, 400))
def test_what_is_not_cut_is_all_there(raw: str, width: int) -> None:
    broken = wrapped(raw, width, 12, most=1000)
    assert not broken.is_cut
    assert "".join(broken.lines).replace(" ", "") == clean(raw).replace(" ", "")


@given(texts)
def test_what_is_cut_ends_in_an_ellipsis(raw: str) -> None:
    line = shortened(raw, 80, 12)
    whole = clean(raw)
    assert line == whole or (line.endswith("…") and whole.startswith(line[:-1]))


@pytest.mark.parametrize("joined", ["e\u0301", "👩\u200d👩\u200d👧", "👍🏽", "न\u0940"])
def test_characters_are_not_torn_apart(joined: str) -> None:
    for line in wrapped(joined * 40, 60, 12, most=100).lines:
        assert line.replace(joined, "") == ""


def test_wide_scripts_take_more_room_than_marks() -> None:
    assert width_of("漢字", 10) > width_of("ab", 10) > width_of("a\u0301", 10) == width_of("a", 10)
