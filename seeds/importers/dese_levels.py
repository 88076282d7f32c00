"""The state's words for a rating, and what they say that a level rests on."""

import re
from collections.abc import Iterable
from typing import NamedTuple

from models.accountability_terms import Determination, LevelSource
from seeds.importers.repairs import Read, Unreadable

__all__ = ["Standing", "district_source", "school_source", "standing", "stated_year"]

_LEVEL = re.compile(r"Level ([1-5])")
_HELD_HARMLESS = re.compile(r"([0-9]{4}) Level held harmless")

PLACED = {
    "Chronically underperforming school",
    "Chronically underperforming district",
    "Underperforming district",
}
"""Designations that follow from no result; a school at Level 5 leaves a district at Level 4."""

OWN_RESULTS = {
    "Meeting gap narrowing goals",
    "Not meeting gap narrowing goals",
    "Among lowest performing 20% of schools",
    "Among lowest performing 20% of schools and subgroups",
    "Among lowest performing 20% of subgroups",
    "Among lowest achieving and least improving schools",
    "Low assessment participation (Less than 95%)",
    "Very low assessment participation (Less than 90%)",
    "Persistently low graduation rate for one or more groups",
}


class Standing(NamedTuple):
    """Whether the state gave a level, and which."""

    determination: Determination
    level: int | None = None


def standing(raw: str) -> Read[Standing]:
    """The reading of a level's cell; a blank one is NOT_REPORTED."""
    value = raw.strip()
    repairs = () if value == raw else ("spaces around the value were removed",)
    if not value:
        return Read(Standing(Determination.NOT_REPORTED), repairs)
    if value == "Insufficient data":
        return Read(Standing(Determination.INSUFFICIENT_DATA), repairs)
    if found := _LEVEL.fullmatch(value):
        return Read(Standing(Determination.RATED, int(found[1])), repairs)
    raise Unreadable("is neither Level 1 to Level 5 nor Insufficient data nor blank")


def school_source(rating: Standing, words: str | None) -> LevelSource:
    """What a school's level rests on, as far as the words say."""
    if rating.level is None or words is None:
        return LevelSource.NOT_STATED
    if words in PLACED:
        return LevelSource.PLACED_BY_STATE
    if _HELD_HARMLESS.fullmatch(words):
        return LevelSource.HELD_HARMLESS
    return LevelSource.OWN_RESULTS if words in OWN_RESULTS else LevelSource.NOT_STATED


def district_source(
    rating: Standing, words: str | None, schools: Iterable[Standing] | None
) -> LevelSource:
    """What a district's level rests on; `schools` are None unless all of them are known.

    A placement is one by its words. Otherwise a level that is the worst of the district's schools
    is derived from them. Where it is not, the words may name another source; "one or more schools
    in Level 4" beside a school in Level 5 names none.
    """
    source = school_source(rating, words)
    if rating.level is None or source is LevelSource.PLACED_BY_STATE:
        return source
    worst = max((school.level for school in schools or () if school.level), default=None)
    return LevelSource.DERIVED_FROM_SCHOOLS if worst == rating.level else source


def stated_year(words: str | None) -> int | None:
    """The school year that a description names as its own, where it does."""
    found = _HELD_HARMLESS.fullmatch(words or "")
    return int(found[1]) if found else None
