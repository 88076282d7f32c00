"""Reading single cells: what can be repaired with certainty, and what is refused.

Each reader takes a cell's text and gives its value (None where the cell is blank) with the
repairs that it needed, or raises Unreadable.
"""

import re
from decimal import Decimal
from typing import Generic, NamedTuple, TypeVar

__all__ = [
    "Read",
    "Unreadable",
    "coordinate",
    "count",
    "district_code",
    "federal_district_id",
    "percent",
    "school_code",
    "text",
    "whole",
    "zip_code",
]

T = TypeVar("T")

LARGEST_COUNT = 2**31 - 1

APOSTROPHE = "an apostrophe stood as the control character U+0092"
DECIMAL = "a whole number was written as a decimal"
PADDING = "spaces around the value were removed"
SEPARATORS = "separators of thousands were removed"
MISSING = "NA was read as missing"
LEADING_ZERO = "the leading zero was restored"

_NUMBER = re.compile(r"(?P<whole>[0-9]+|[0-9]{1,3}(?:,[0-9]{3})+)(?:\.(?P<fraction>[0-9]+))?")
_SIGNED = re.compile(r"-?[0-9]{1,3}(?:\.[0-9]+)?")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")


class Unreadable(Exception):  # noqa: N818 - named by what happened, as models.failures are
    """A cell can't be taken for what its column holds; the message says why."""


class Read(NamedTuple, Generic[T]):
    """A cell's value, None where it is blank, and what was repaired to get it."""

    value: T | None
    repairs: tuple[str, ...] = ()


def text(raw: str) -> Read[str]:
    """Prose in one line."""
    value, repairs = raw, []
    if "\x92" in value:
        value = value.replace("\x92", "\N{RIGHT SINGLE QUOTATION MARK}")
        repairs.append(APOSTROPHE)
    if value != value.strip():
        value = value.strip()
        repairs.append(PADDING)
    if found := _CONTROL.search(value):
        raise Unreadable(f"holds the control character U+{ord(found[0]):04X}")
    return Read(value or None, tuple(repairs))


def count(raw: str) -> Read[int]:
    """A number of pupils."""
    return whole(raw, 0, LARGEST_COUNT)


def whole(raw: str, lowest: int, highest: int) -> Read[int]:
    """A whole number between bounds that are part of the range."""
    number, repairs = _number(raw)
    if number is None:
        return Read(None, repairs)
    if number != int(number):
        raise Unreadable("is not a whole number")
    if not lowest <= number <= highest:
        raise Unreadable(f"is not between {lowest} and {highest}")
    if "." in raw:
        repairs = (*repairs, DECIMAL)
    return Read(int(number), repairs)


def percent(raw: str) -> Read[Decimal]:
    """A share in per cent, as the state gives it: with one decimal."""
    number, repairs = _number(raw)
    if number is None:
        return Read(None, repairs)
    if number > 100:  # noqa: PLR2004 - per cent
        raise Unreadable("is not between 0 and 100")
    tenths = number.quantize(Decimal("0.1"))
    if tenths != number:
        raise Unreadable("has more than one decimal")
    return Read(tenths, repairs)


def zip_code(raw: str, *, in_massachusetts: bool) -> Read[str]:
    """A postal code. Four digits are certain to lack their first zero in Massachusetts only."""
    value, repairs = raw.strip(), [PADDING] if raw != raw.strip() else []
    if re.fullmatch(r"[0-9]{4,5}\.0", value):
        value = value.removesuffix(".0")
        repairs.append(DECIMAL)
    if in_massachusetts and re.fullmatch(r"[125][0-9]{3}", value):
        value = f"0{value}"
        repairs.append(LEADING_ZERO)
    if value and not re.fullmatch(r"[0-9]{5}", value):
        raise Unreadable("is not a postal code of 5 digits")
    return Read(value or None, tuple(repairs))


def district_code(raw: str) -> Read[str]:
    """A district's organization code; never repaired."""
    if not re.fullmatch(r"[0-9]{4}0000", raw):
        raise Unreadable("is not a district's code: 8 digits, the last four 0000")
    return Read(raw)


def school_code(raw: str) -> Read[str]:
    """A school's organization code; never repaired."""
    if not re.fullmatch(r"[0-9]{8}", raw) or raw.endswith("0000"):
        raise Unreadable("is not a school's code: 8 digits, the last four not 0000")
    return Read(raw)


def federal_district_id(raw: str) -> Read[str]:
    """A Massachusetts district's NCES LEAID; never repaired."""
    if not re.fullmatch(r"25[0-9]{5}", raw):
        raise Unreadable("is not a Massachusetts LEAID: 7 digits, the first two 25")
    return Read(raw)


def coordinate(raw: str, bound: int) -> Read[Decimal]:
    """Degrees between minus and plus the bound, to six decimals."""
    if not raw:
        return Read(None)
    if not _SIGNED.fullmatch(raw) or abs(Decimal(raw)) > bound:
        raise Unreadable(f"is not degrees between -{bound} and {bound}")
    return Read(Decimal(raw).quantize(Decimal("0.000001")))


def _number(raw: str) -> tuple[Decimal | None, tuple[str, ...]]:
    value, repairs = raw.strip(), [PADDING] if raw != raw.strip() else []
    if value == "NA":
        return None, (*repairs, MISSING)
    if not value:
        return None, tuple(repairs)
    if (found := _NUMBER.fullmatch(value)) is None:
        raise Unreadable("is not a number")
    if "," in value:
        repairs.append(SEPARATORS)
    return Decimal(f"{found['whole'].replace(',', '')}.{found['fraction'] or 0}"), tuple(repairs)
