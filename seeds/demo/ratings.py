"""Accountability levels, enrollment and staff retention of the demo's districts.

That Mill City was declared Level 4 is the study's; every other figure is invented.
"""

from collections.abc import Iterator
from decimal import Decimal

from models.accountability import (
    AccountabilityRating,
    Enrollment,
    StaffRetention,
    StatewideRetention,
)
from models.accountability_terms import (
    Determination,
    EnrolledGroup,
    Framework,
    LevelSource,
    StaffRole,
)
from models.base import Base
from seeds.demo.ids import MILL_CITY, OTHER_DISTRICT, district_id, school_id
from seeds.demo.organizations import DISTRICTS
from seeds.demo.paper import ILLUSTRATION, Provenance, told
from seeds.store import stable_id

__all__ = ["rating_records", "statewide_records"]

DERIVED = LevelSource.DERIVED_FROM_SCHOOLS
PLACED = LevelSource.PLACED_BY_STATE
HARMLESS = LevelSource.HELD_HARMLESS
NOT_STATED = LevelSource.NOT_STATED

YEARS = (2012, 2013, 2014)
REASON = "A district review found that systems were insufficient to support the schools."

DISTRICT_LEVELS: dict[str, tuple[tuple[int, LevelSource], ...]] = {
    MILL_CITY: ((4, NOT_STATED), (4, PLACED), (4, PLACED)),
    OTHER_DISTRICT: ((4, DERIVED), (4, DERIVED), (4, DERIVED)),
    "Spindle Falls": ((4, PLACED), (4, PLACED), (4, PLACED)),
    "Quarry Landing": ((3, DERIVED), (4, DERIVED), (4, DERIVED)),
    "Weirbridge": ((4, PLACED), (4, PLACED), (4, HARMLESS)),
}

# One figure for each of the three years; None where too few pupils were tested for a level.
SCHOOLS: dict[str, tuple[tuple[tuple[int | None, ...], tuple[int, ...], tuple[int, int]], ...]] = {
    # (levels, pupils, (teachers, of whom stayed into 2013-14)), in the order of DISTRICTS
    MILL_CITY: (
        ((None, None, None), (204, 211, 209), (14, 13)),
        ((3, 3, 2), (421, 415, 418), (27, 24)),
        ((3, 3, 3), (390, 388, 381), (26, 19)),
        ((3, 2, 2), (399, 402, 407), (25, 23)),
        ((3, 3, 3), (571, 560, 556), (44, 33)),
        ((3, 3, 3), (702, 690, 684), (58, 49)),
    ),
    OTHER_DISTRICT: (
        ((3, 3, 3), (310, 305, 311), (20, 18)),
        ((4, 4, 4), (288, 284, 279), (22, 14)),
        ((2, 3, 3), (402, 398, 391), (31, 28)),
    ),
    "Spindle Falls": (
        ((3, 3, 3), (265, 262, 258), (18, 12)),
        ((3, 3, 3), (240, 233, 229), (19, 15)),
    ),
    "Quarry Landing": (
        ((3, 4, 4), (184, 171, 163), (12, 8)),
        ((3, 3, 3), (207, 198, 190), (17, 14)),
    ),
    "Weirbridge": (
        ((2, 2, 1), (330, 334, 338), (21, 20)),
        ((3, 3, 3), (371, 369, 372), (28, 26)),
    ),
}

SHARES: dict[EnrolledGroup, str] = {
    EnrolledGroup.HIGH_NEEDS: "84.2",
    EnrolledGroup.ECONOMICALLY_DISADVANTAGED: "76.5",
    EnrolledGroup.SPECIAL_EDUCATION: "18.9",
    EnrolledGroup.ENGLISH_LEARNER: "27.4",
    EnrolledGroup.FIRST_LANGUAGE_NOT_ENGLISH: "48.1",
    EnrolledGroup.HISPANIC_OR_LATINO: "61.3",
    EnrolledGroup.WHITE: "24.7",
    EnrolledGroup.FEMALE: "48.6",
    EnrolledGroup.MALE: "51.4",
}


def rating_records(district: str) -> Iterator[Base]:
    """A district's and its schools' levels, pupils and staff, year by year."""
    for year, (level, source) in zip(YEARS, DISTRICT_LEVELS[district], strict=True):
        declared = told("level 4") if (district, year) == (MILL_CITY, YEARS[0]) else None
        yield _rating(district, None, year, level, source=source, provenance=declared)
    names = [name for name, _ in DISTRICTS[district].schools]
    for name, (levels, pupils, (teachers, stayed)) in zip(names, SCHOOLS[district], strict=True):
        for year, level_or_none, count in zip(YEARS, levels, pupils, strict=True):
            own = LevelSource.OWN_RESULTS if level_or_none else NOT_STATED
            yield _rating(district, name, year, level_or_none, source=own)
            yield from _enrollments(district, name, year, count)
        yield _retention(district, name, StaffRole.TEACHER, teachers, stayed)
        yield _retention(district, name, StaffRole.PRINCIPAL, 1, 1)
    for year, *counts in zip(YEARS, *(pupils for _, pupils, _ in SCHOOLS[district]), strict=True):
        yield from _enrollments(district, None, year, sum(counts))
    totals = [staff for _, _, staff in SCHOOLS[district]]
    yield _retention(
        district, None, StaffRole.TEACHER, sum(t for t, _ in totals), sum(s for _, s in totals)
    )


def _rating(
    district: str,
    school: str | None,
    year: int,
    level: int | None,
    *,
    source: LevelSource,
    provenance: Provenance | None = None,
) -> AccountabilityRating:
    return AccountabilityRating(
        **_of(district, school, "rating", str(year)),
        school_year=year,
        framework=Framework.LEVELS_2012,
        determination=Determination.RATED if level else Determination.INSUFFICIENT_DATA,
        level=level,
        level_source=source,
        placement_reason=REASON if source is PLACED else None,
        description="Level 4/underperforming" if provenance else None,
        **(provenance or ILLUSTRATION),
    )


def _enrollments(district: str, school: str | None, year: int, total: int) -> Iterator[Base]:
    shares = SHARES if district == MILL_CITY else {EnrolledGroup.HIGH_NEEDS: "71.0"}
    for group, share in {EnrolledGroup.ALL_STUDENTS: "100.0", **shares}.items():
        yield Enrollment(
            **_of(district, school, "enrollment", str(year), group.name),
            group=group,
            school_year=year,
            pupils=round(total * Decimal(share) / 100),
            share=Decimal(share),
            **ILLUSTRATION,
        )


def _retention(district: str, school: str | None, role: StaffRole, total: int, stayed: int) -> Base:
    return StaffRetention(
        **_of(district, school, "retention", role.name),
        role=role,
        school_year=YEARS[-1],
        total=total,
        retained=stayed,
        **ILLUSTRATION,
    )


def statewide_records() -> Iterator[Base]:
    """How many principals and teachers stayed in the whole state, of which the demo is a part."""
    for role, schools, total, stayed in (
        (StaffRole.PRINCIPAL, 1800, 1800, 1480),
        (StaffRole.TEACHER, 1800, 70_000, 59_500),
    ):
        yield StatewideRetention(
            id=stable_id("statewide retention", role.name),
            role=role,
            school_year=YEARS[-1],
            schools=schools,
            total=total,
            retained=stayed,
            **ILLUSTRATION,
        )


def _of(district: str, school: str | None, *names: str) -> dict[str, object]:
    return {
        "district_id": district_id(district),
        "id": stable_id(*names, district, school or ""),
        "school_id": school_id(district, school) if school else None,
    }
