"""Five years of what the state reports on one district and each of its schools.

The years are the last five of the framework with numbered levels. As in the state's files, the
index is given for all pupils and for high needs; small groups are among them.
"""

from collections.abc import Iterator
from decimal import Decimal
from uuid import UUID

from models.accountability_terms import (
    Determination,
    EnrolledGroup,
    LevelSource,
    PupilGroup,
    StaffRole,
)
from models.indices import annual_index, cumulative_index
from seeds.synthetic import rows
from seeds.synthetic.lots import Lots
from seeds.synthetic.organizations import Place

__all__ = ["YEARS", "accountability"]

YEARS = (2012, 2013, 2014, 2015, 2016)
LATEST = YEARS[-1]
LEVEL_IN_TURNAROUND = {"3": 70, "4": 25, "5": 5}
LEVEL_ELSEWHERE = {"1": 35, "2": 65}
STEPS = (-1, 0, 0, 0, 1)
INDEX_GROUPS = (PupilGroup.ALL_STUDENTS, PupilGroup.HIGH_NEEDS)
PUBLISHED_BEFORE = 2016
POINTS_EACH = 25
CUMULATED = 4
SHARES = {
    EnrolledGroup.HIGH_NEEDS: (15, 75),
    EnrolledGroup.ECONOMICALLY_DISADVANTAGED: (5, 65),
    EnrolledGroup.SPECIAL_EDUCATION: (8, 28),
    EnrolledGroup.ENGLISH_LEARNER: (0, 30),
    EnrolledGroup.AFRICAN_AMERICAN_OR_BLACK: (1, 30),
    EnrolledGroup.HISPANIC_OR_LATINO: (1, 50),
    EnrolledGroup.WHITE: (10, 90),
}
PUPILS_LOG_MEAN, PUPILS_LOG_DEVIATION = 6.0, 0.6
PUPILS_TO_A_TEACHER = 14


def accountability(place: Place, lots: Lots) -> Iterator[rows.Row]:
    """All rows of the room for one district."""
    pupils = [_pupils(lots) for _school in place.schools]
    yield from _ratings(place, lots)
    yield from _reports(place, lots, None, sum(pupils))
    for school, enrolled in zip(place.schools, pupils, strict=True):
        yield from _reports(place, lots, school, enrolled)


def _pupils(lots: Lots) -> int:
    return max(12, round(lots.random.lognormvariate(PUPILS_LOG_MEAN, PUPILS_LOG_DEVIATION)))


def _ratings(place: Place, lots: Lots) -> Iterator[rows.Rating]:
    """Each year's: the schools walk from level to level, the district has that of its lowest."""
    weights = LEVEL_IN_TURNAROUND if place.is_in_turnaround else LEVEL_ELSEWHERE
    lowest = int(lots.weighted(weights))
    levels = [lowest, *(lots.random.randint(1, lowest) for _school in place.schools[1:])]
    for year in reversed(YEARS):
        yield _district_rating(place, lots, year, max(levels))
        for school, level in zip(place.schools, levels, strict=True):
            yield rows.Rating(
                district_id=place.district.id,
                id=lots.id(),
                school_id=school.id,
                school_year=year,
                determination=Determination.RATED.name,
                level=level,
                level_source=LevelSource.OWN_RESULTS.name,
                placement_reason=None,
                percentile=max(1, min(99, 110 - 22 * level + lots.random.randint(-20, 10))),
            )
        levels = [max(1, min(lowest, level + lots.random.choice(STEPS))) for level in levels]


def _district_rating(place: Place, lots: Lots, year: int, level: int) -> rows.Rating:
    is_placed = level > 3 and lots.random.random() < 1 / 3  # noqa: PLR2004 - Level 4 or 5
    source = LevelSource.PLACED_BY_STATE if is_placed else LevelSource.DERIVED_FROM_SCHOOLS
    return rows.Rating(
        district_id=place.district.id,
        id=lots.id(),
        school_id=None,
        school_year=year,
        determination=Determination.RATED.name,
        level=level,
        level_source=source.name,
        placement_reason="A district review found that it lacks capacity." if is_placed else None,
        percentile=None,
    )


def _reports(
    place: Place, lots: Lots, school: rows.School | None, pupils: int
) -> Iterator[rows.Row]:
    district_id, school_id = place.district.id, school.id if school else None
    high_needs = lots.random.uniform(*SHARES[EnrolledGroup.HIGH_NEEDS])
    yield from _enrollments(district_id, school_id, pupils, high_needs, lots)
    for group in INDEX_GROUPS:
        share = 1.0 if group is PupilGroup.ALL_STUDENTS else high_needs / 100
        yield from _indices(district_id, school_id, group, round(pupils * share / 2), lots)
    teachers = max(2, pupils // PUPILS_TO_A_TEACHER)
    for year in YEARS[1:]:
        yield rows.Retention(
            district_id=district_id,
            id=lots.id(),
            school_id=school_id,
            role=StaffRole.TEACHER.name,
            school_year=year,
            total=teachers,
            retained=round(teachers * lots.random.uniform(0.65, 0.97)),
        )


def _enrollments(
    district_id: UUID, school_id: UUID | None, pupils: int, high_needs: float, lots: Lots
) -> Iterator[rows.Enrollment]:
    def row(group: EnrolledGroup, year: int, share: float) -> rows.Enrollment:
        return rows.Enrollment(
            district_id=district_id,
            id=lots.id(),
            school_id=school_id,
            group=group.name,
            school_year=year,
            pupils=round(pupils * share / 100),
            share=round(Decimal(share), 1),
        )

    for year in YEARS:
        yield row(EnrolledGroup.ALL_STUDENTS, year, 100)
    for group, (low, high) in SHARES.items():
        is_drawn = group is not EnrolledGroup.HIGH_NEEDS
        yield row(group, LATEST, lots.random.uniform(low, high) if is_drawn else high_needs)


def _indices(
    district_id: UUID, school_id: UUID | None, group: PupilGroup, tested: int, lots: Lots
) -> Iterator[rows.Index]:
    indicators = lots.random.choice((5, 7))
    before: list[Decimal | None] = []
    for year in YEARS:
        points = POINTS_EACH * lots.random.randint(indicators, 5 * indicators)
        annual = annual_index(points, indicators)
        before.append(annual)
        cumulative = cumulative_index(before[-CUMULATED:]) if len(before) >= CUMULATED else None
        yield rows.Index(
            district_id=district_id,
            id=lots.id(),
            school_id=school_id,
            group=group.name,
            school_year=year,
            tested=tested,
            points=points,
            indicators=indicators,
            annual=annual,
            annual_computed=annual,
            cumulative=cumulative,
            cumulative_computed=cumulative,
            is_published=year < PUBLISHED_BEFORE,
        )
