"""Single cells: what is certain is repaired, and nothing else."""

import re
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seeds.importers import repairs
from seeds.importers.repairs import LARGEST_COUNT, Read, Unreadable

COUNTS = st.integers(0, LARGEST_COUNT)
TENTHS = st.integers(0, 1000).map(lambda tenths: Decimal(tenths) / 10)


def zip_code(raw: str) -> Read[str]:
    return repairs.zip_code(raw, in_massachusetts=True)


@given(st.from_regex(r"0[125][0-9]{3}", fullmatch=True))
def test_a_zip_code_gets_its_leading_zero_back(code: str) -> None:
    assert zip_code(code) == Read(code)
    assert zip_code(code[1:]) == Read(code, (repairs.LEADING_ZERO,))
    assert zip_code(f"{code[1:]}.0") == Read(code, (repairs.DECIMAL, repairs.LEADING_ZERO))


@given(st.from_regex(r"[0-9]{4}", fullmatch=True))
def test_four_digits_of_another_state_are_no_zip_code(code: str) -> None:
    with pytest.raises(Unreadable):
        repairs.zip_code(code, in_massachusetts=False)


@given(COUNTS)
def test_a_count_is_read_however_it_is_written(number: int) -> None:
    assert repairs.count(str(number)) == Read(number)
    assert repairs.count(f"{number}.0") == Read(number, (repairs.DECIMAL,))
    assert repairs.count(f" {number}") == Read(number, (repairs.PADDING,))
    separated = (repairs.SEPARATORS,) if number > 999 else ()
    assert repairs.count(f"{number:,}") == Read(number, separated)


@given(COUNTS, st.integers(1, 9))
def test_a_part_of_a_pupil_is_no_count(number: int, tenth: int) -> None:
    with pytest.raises(Unreadable, match="whole number"):
        repairs.count(f"{number}.{tenth}")


@given(TENTHS)
def test_a_share_is_read_as_it_is_reported(share: Decimal) -> None:
    assert repairs.percent(str(share)) == Read(share)


@pytest.mark.parametrize(
    "raw",
    [
        "-1",
        "1e3",
        "nan",
        "inf",
        "12%",
        "1,23",
        "1,2345",
        "1 000",
        "٣",
        "½",
        "0x10",
        "1.",
        ".5",
        "--",
    ],
)
def test_what_is_no_plain_number_is_refused(raw: str) -> None:
    for reader in (repairs.count, repairs.percent):
        with pytest.raises(Unreadable, match="not a number"):
            reader(raw)


@pytest.mark.parametrize(
    ("reader", "raw", "reason"),
    [
        (repairs.count, str(LARGEST_COUNT + 1), "not between"),
        (repairs.percent, "100.1", "not between"),
        (repairs.percent, "9.75", "more than one decimal"),
        (lambda raw: repairs.whole(raw, 1, 99), "100", "not between 1 and 99"),
        (repairs.text, "a\x00b", r"U\+0000"),
        (repairs.text, "a\x85b", r"U\+0085"),
        (repairs.text, "a\x1b[31mb", r"U\+001B"),
        (lambda raw: repairs.coordinate(raw, 90), "90.1", "degrees"),
        (lambda raw: repairs.coordinate(raw, 90), "north", "degrees"),
    ],
)
def test_values_out_of_range_are_refused(
    reader: Callable[[str], Read[Any]], raw: str, reason: str
) -> None:
    with pytest.raises(Unreadable, match=reason):
        reader(raw)


@pytest.mark.parametrize("reader", [repairs.count, repairs.percent])
def test_blank_and_missing_are_no_number(reader: Callable[[str], Read[Any]]) -> None:
    assert reader("") == Read(None)
    assert reader("NA") == Read(None, (repairs.MISSING,))


@given(st.text())
def test_codes_are_taken_as_they_are_or_not_at_all(raw: str) -> None:
    for reader in (repairs.school_code, repairs.district_code, repairs.federal_district_id):
        try:
            assert reader(raw) == Read(raw)
        except Unreadable:
            continue
        assert re.fullmatch(r"[0-9]{7,8}", raw)


@pytest.mark.parametrize("raw", ["350000", "0350000", "00350000 ", "00350000.0", "0035000０", ""])
def test_a_damaged_code_is_not_mended(raw: str) -> None:
    for reader in (repairs.school_code, repairs.district_code):
        with pytest.raises(Unreadable):
            reader(raw)


def test_the_apostrophe_is_restored() -> None:
    assert repairs.text("Sizer\x92s ") == Read("Sizer’s", (repairs.APOSTROPHE, repairs.PADDING))


@given(st.text())
def test_text_needs_no_second_repair(raw: str) -> None:
    try:
        once = repairs.text(raw)
    except Unreadable:
        return
    assert repairs.text(once.value or "") == Read(once.value)


@given(st.text())
def test_a_zip_code_has_five_digits_or_is_none(raw: str) -> None:
    try:
        value = zip_code(raw).value
    except Unreadable:
        return
    assert value is None or re.fullmatch(r"[0-9]{5}", value)
