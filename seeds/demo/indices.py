"""Performance indices of the demo's districts: figures invented, the calculation the state's.

The points of Mill City's high-needs group and of its first elementary school are those of two
published reports, so that the calculation can be followed; they say nothing about those pupils.
Groups of fewer than ten tested are there to be withheld.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from models.accountability import PerformanceIndex
from models.accountability_terms import PupilGroup
from models.base import Base
from models.indices import annual_index, cumulative_index
from seeds.demo.ids import MILL_CITY, OTHER_DISTRICT, district_id, school_id
from seeds.demo.paper import ILLUSTRATION
from seeds.store import stable_id

__all__ = ["index_records"]

FIRST_YEAR = 2011
LAST_YEAR = 2014
BOBBIN = "Bobbin Street Elementary School"
CANAL = "Canal Street Elementary School"
ALL = PupilGroup.ALL_STUDENTS
HIGH_NEEDS = PupilGroup.HIGH_NEEDS


@dataclass(frozen=True, slots=True)
class _Series:
    """A group's points, by how many indicators, in the years that end with 2014."""

    group: PupilGroup
    tested: int
    points: tuple[int, ...]
    indicators: int
    school: str | None = None
    reported_annual: Decimal | None = None
    """The last year's as reported, where it is not the computed one."""
    reported_cumulative: int | None = None
    """The last year's as reported, where it is not the computed one."""
    published: bool = True


SERIES: dict[str, tuple[_Series, ...]] = {
    MILL_CITY: (
        # Reported one lower than it computes to: both figures are kept.
        _Series(ALL, 1378, (375, 400, 425, 475), 7, reported_cumulative=61),
        _Series(HIGH_NEEDS, 1160, (375, 325, 450, 275), 5),
        _Series(PupilGroup.LOW_INCOME, 1043, (325, 350, 400, 425), 7),
        # The report had been printed before a correction of points.
        _Series(PupilGroup.SPECIAL_EDUCATION, 251, (200, 250), 5, reported_annual=Decimal(45)),
        _Series(PupilGroup.ENGLISH_LEARNER, 368, (225, 300), 5),
        _Series(PupilGroup.HISPANIC_OR_LATINO, 842, (350, 375), 7),
        _Series(PupilGroup.WHITE, 341, (425, 450), 7),
        _Series(PupilGroup.AFRICAN_AMERICAN_OR_BLACK, 118, (300, 325), 5),
        _Series(PupilGroup.MULTI_RACE, 54, (275, 300), 5),
        _Series(PupilGroup.ASIAN, 10, (250,), 4, published=False),
        _Series(PupilGroup.AMERICAN_INDIAN_OR_ALASKA_NATIVE, 9, (175,), 4, published=False),
        _Series(PupilGroup.NATIVE_HAWAIIAN_OR_PACIFIC_ISLANDER, 4, (200,), 4, published=False),
        _Series(ALL, 208, (50, 625), 5, school=BOBBIN),
        _Series(ALL, 194, (225, 300), 5, school=CANAL),
        _Series(ALL, 199, (350, 400), 5, school="Weaver Elementary School"),
        _Series(ALL, 551, (275, 325), 5, school="Shuttle Hill Middle School"),
        _Series(ALL, 170, (400, 450), 7, school="Mill City High School"),
        _Series(PupilGroup.ENGLISH_LEARNER, 7, (150,), 4, school=BOBBIN, published=False),
        _Series(PupilGroup.ENGLISH_LEARNER, 6, (125,), 4, school=CANAL, published=False),
        # Small, but the state has published it: no longer anyone's to withhold.
        _Series(PupilGroup.WHITE, 8, (225,), 4, school=BOBBIN),
    ),
    OTHER_DISTRICT: (
        _Series(ALL, 512, (300, 275), 7),
        _Series(HIGH_NEEDS, 377, (250, 225), 7),
        _Series(PupilGroup.ASIAN, 5, (150,), 4, published=False),
    ),
    "Spindle Falls": (_Series(ALL, 255, (350, 325), 7), _Series(HIGH_NEEDS, 190, (275, 300), 7)),
    "Quarry Landing": (_Series(ALL, 180, (250, 250), 7), _Series(HIGH_NEEDS, 133, (225, 200), 7)),
    "Weirbridge": (
        _Series(ALL, 362, (450, 475, 525, 575), 7),
        _Series(HIGH_NEEDS, 244, (400, 450, 500, 525), 7),
    ),
}


def index_records(district: str) -> Iterator[Base]:
    """A district's indices by group, and its schools'."""
    for series in SERIES[district]:
        missing = LAST_YEAR - FIRST_YEAR + 1 - len(series.points)
        annuals = [annual_index(points, series.indicators) for points in series.points]
        cumulative = cumulative_index([*[None] * missing, *annuals])
        for year, (points, annual) in enumerate(
            zip(series.points, annuals, strict=True), FIRST_YEAR + missing
        ):
            latest = year == LAST_YEAR
            yield PerformanceIndex(
                district_id=district_id(district),
                id=stable_id("index", district, series.school or "", series.group.name, str(year)),
                school_id=series.school and school_id(district, series.school),
                group=series.group,
                school_year=year,
                tested=series.tested,
                points=points,
                indicators=series.indicators,
                annual=(series.reported_annual if latest else None) or annual,
                annual_computed=annual,
                cumulative=(series.reported_cumulative or cumulative) if latest else None,
                cumulative_computed=cumulative if latest else None,
                is_published=series.published,
                **ILLUSTRATION,
            )
