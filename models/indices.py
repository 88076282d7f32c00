"""The state's calculation of the Progress and Performance Index (PPI), from points to a target.

Sources and vectors: the state's accountability reports of 2012 to 2016, in which a group's four
annual indices and its cumulative index stand side by side.
"""

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal
from enum import Enum

__all__ = ["MissingYear", "annual_index", "cumulative_index", "meets_target"]

MOST_INDICATORS = 7
WEIGHTS = (1, 2, 3, 4)
FEWEST_YEARS = 3
TARGET = 75


class MissingYear(Enum):
    """What becomes of the weights when one of the four years has no annual index.

    The reports at hand say only that three years suffice, not how they are then weighed.
    """

    KEEP_SHARES = "The years there are keep their weights, and the divisor is those weights' sum."
    CLOSE_RANKS = "The years there are take the weights 1, 2 and 3, in order."
    WITHHOLD = "There is no cumulative index."


def annual_index(points: int, indicators: int) -> Decimal:
    """A year's index, to the hundredth: points a core indicator.

    `points` include extra credit, which the divisor does not: the index can exceed 100.
    """
    if points < 0:
        raise ValueError("points count from 0")
    if not 1 <= indicators <= MOST_INDICATORS:
        raise ValueError(f"a group is measured by 1 to {MOST_INDICATORS} indicators")
    return _half_up(Decimal(points) / indicators, "0.01")


def cumulative_index(
    annuals: Sequence[Decimal | None], *, missing: MissingYear = MissingYear.KEEP_SHARES
) -> int | None:
    """Four years' indices, oldest first, weighed 1 to 4 and told as a whole number, 0 to 100.

    None where fewer than three of the years have an index. A half rounds up, and what extra
    credit lifts above 100 is told as 100. How a missing year shifts the weights is our default,
    not the state's word: see `MissingYear`.
    """
    if len(annuals) != len(WEIGHTS):
        raise ValueError(f"a cumulative index is of {len(WEIGHTS)} years")
    known = [
        (annual, weight)
        for annual, weight in zip(annuals, WEIGHTS, strict=True)
        if annual is not None
    ]
    if len(known) < FEWEST_YEARS:
        return None
    if len(known) < len(WEIGHTS) and missing is MissingYear.WITHHOLD:
        return None
    if missing is MissingYear.CLOSE_RANKS:
        known = [(annual, rank) for rank, (annual, _) in enumerate(known, start=1)]
    total = sum((annual * weight for annual, weight in known), start=Decimal(0))
    divisor = sum(weight for _, weight in known)
    return min(100, int(_half_up(total / divisor, "1")))


def meets_target(cumulative: int) -> bool:
    """Whether a group is on target to halve its proficiency gap."""
    return cumulative >= TARGET


def _half_up(value: Decimal, unit: str) -> Decimal:
    return value.quantize(Decimal(unit), rounding=ROUND_HALF_UP)
