"""The PPI calculation, held to figures that the state has published."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.indices import MissingYear, annual_index, cumulative_index, meets_target

INDICES = st.decimals(min_value=0, max_value=200, places=2)


@pytest.mark.parametrize(
    ("points", "indicators", "index"),
    [
        (375, 5, "75"),  # organization 02810050, High needs, 2013 to 2016
        (325, 5, "65"),
        (450, 5, "90"),
        (275, 5, "55"),
        (50, 5, "10"),  # organization 00970325, 2013 and 2014
        (625, 5, "125"),
        (0, 1, "0"),
        (450, 7, "64.29"),
        (100, 6, "16.67"),
    ],
)
def test_an_annual_index_is_points_an_indicator(points: int, indicators: int, index: str) -> None:
    assert annual_index(points, indicators) == Decimal(index)


@pytest.mark.parametrize(("points", "indicators"), [(-25, 5), (100, 0), (100, 8)])
def test_what_no_group_can_have_has_no_index(points: int, indicators: int) -> None:
    with pytest.raises(ValueError, match=r"points|indicators"):
        annual_index(points, indicators)


def years(*annuals: str | None) -> list[Decimal | None]:
    return [None if annual is None else Decimal(annual) for annual in annuals]


@pytest.mark.parametrize(
    ("annuals", "index"),
    [
        (years("75", "65", "90", "55"), 70),  # 69.5, published as 70
        (years("74", "65", "90", "55"), 69),
        (years(None, None, "10", "125"), None),  # published as "-"
        (years("100", "100", "100", "100"), 100),
        (years("125", "125", "125", "125"), 100),
        (years("0", "0", "0", "0"), 0),
    ],
)
def test_a_cumulative_index_weighs_late_years_more(
    annuals: list[Decimal | None], index: int | None
) -> None:
    assert cumulative_index(annuals) == index


@pytest.mark.parametrize(
    ("missing", "without_first", "without_last"),
    [
        (MissingYear.KEEP_SHARES, 48, 22),  # (0 + 30·3 + 85·4) / 9 and (60·1 + 0·2 + 24·3) / 6
        (MissingYear.CLOSE_RANKS, 53, 22),  # (0 + 30·2 + 85·3) / 6: 52.5
        (MissingYear.WITHHOLD, None, None),
    ],
)
def test_a_missing_year_shifts_the_weights_as_it_is_told(
    missing: MissingYear, without_first: int | None, without_last: int | None
) -> None:
    assert cumulative_index(years(None, "0", "30", "85"), missing=missing) == without_first
    assert cumulative_index(years("60", "0", "24", None), missing=missing) == without_last


@pytest.mark.parametrize("missing", MissingYear)
def test_four_years_leave_nothing_to_decide(missing: MissingYear) -> None:
    assert cumulative_index(years("75", "65", "90", "55"), missing=missing) == 70


@pytest.mark.parametrize("count", [0, 3, 5])
def test_a_cumulative_index_is_of_four_years(count: int) -> None:
    with pytest.raises(ValueError, match="4 years"):
        cumulative_index([Decimal(75)] * count)


@given(st.lists(INDICES, min_size=4, max_size=4))
def test_a_cumulative_index_lies_between_its_years(annuals: list[Decimal]) -> None:
    index = cumulative_index(annuals)
    assert index is not None
    assert min(100, round(min(annuals)) - 1) <= index <= min(100, round(max(annuals)) + 1)


@given(INDICES, st.sampled_from([0, 1, 2, 3]), st.sampled_from(MissingYear))
def test_three_equal_years_weigh_as_four(annual: Decimal, gone: int, missing: MissingYear) -> None:
    annuals: list[Decimal | None] = [annual] * 4
    whole = cumulative_index(annuals)
    annuals[gone] = None
    expected = None if missing is MissingYear.WITHHOLD else whole
    assert cumulative_index(annuals, missing=missing) == expected


@pytest.mark.parametrize(
    ("index", "on_target"), [(70, False), (74, False), (75, True), (100, True)]
)
def test_three_quarters_of_the_way_is_on_target(index: int, *, on_target: bool) -> None:
    assert meets_target(index) is on_target
