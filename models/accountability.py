"""The state's view of its districts: ratings, indices, enrollment, staff, standards."""

from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, Index, Numeric, SmallInteger, UniqueConstraint, text
from sqlalchemy.orm import Mapped

from models.accountability_terms import (
    Determination,
    EnrolledGroup,
    Framework,
    LevelSource,
    PupilGroup,
    SchoolCondition,
    StaffRole,
)
from models.base import DistrictRecord, NetworkRecord, described, link, one_of, within
from models.vocabulary import Vocabulary

__all__ = [
    "AccountabilityRating",
    "DistrictStandard",
    "Enrollment",
    "EvidenceRating",
    "PerformanceIndex",
    "SchoolCondition",
    "SchoolConditionReview",
    "StaffRetention",
    "StandardCode",
    "StandardIndicator",
    "StandardReview",
    "StandardReviewKind",
    "StatewideRetention",
]


class StandardCode(Vocabulary):
    """The six standards of a high-performing district."""

    LEADERSHIP_AND_GOVERNANCE = "Systems of leadership and governance."
    CURRICULUM_AND_INSTRUCTION = "Systems of curriculum and instruction."
    ASSESSMENT_AND_DATA_USE = "Systems of assessment and the use of data."
    HUMAN_RESOURCES_AND_EDUCATOR_DEVELOPMENT = (
        "Systems of human resources and educator development."
    )
    STUDENT_SUPPORT = "Systems of student support."
    FINANCIAL_AND_ASSET_MANAGEMENT = "Systems of financial and asset management."


class StandardReviewKind(Vocabulary):
    """Who reviews a district by the standards."""

    SELF_ASSESSMENT = "The district assesses itself."
    DISTRICT_REVIEW = "The state reviews the district, qualitatively, by a protocol."


class EvidenceRating(Vocabulary):
    """How much evidence there is that an indicator is in place."""

    LITTLE_EVIDENCE = "Little evidence."
    DEVELOPING = "Developing."
    PROVIDING = "Providing."
    SUSTAINING = "Sustaining."


SCHOOL_YEAR = "The school year, named by the calendar year in which it ends: 2016 is 2015-16."
SCHOOL_OR_DISTRICT = "The school; null where the figure is the whole district's."


def year() -> Any:
    """A school year, by the calendar year of its end."""
    return described(SCHOOL_YEAR, type_=SmallInteger)


def yearly(*more: str) -> tuple[CheckConstraint, UniqueConstraint]:
    """One row a school or district, year and whatever else tells the rows apart."""
    return (
        CheckConstraint("school_year BETWEEN 1900 AND 2200", name="school_year"),
        UniqueConstraint(
            "district_id", "school_id", "school_year", *more, postgresql_nulls_not_distinct=True
        ),
    )


class AccountabilityRating(DistrictRecord):
    """The state's determination for a district or school in a school year."""

    __tablename__ = "accountability_rating"

    school_id: Mapped[UUID | None] = within(
        "school", "The school rated; null where the district is."
    )
    school_year: Mapped[int] = year()
    framework: Mapped[Framework] = one_of(
        Framework,
        "The framework that the rating was given under: that of levels to the school year 2017,"
        " that of requirements from 2018. Ratings under different frameworks can't be compared.",
        server_default=Framework.LEVELS_2012.name,
    )
    determination: Mapped[Determination] = one_of(Determination, "Whether the state gave a level.")
    level: Mapped[int | None] = described(
        "The level, 1 (highest performing) to 5 (lowest); null unless RATED, and so always null"
        " since 2018.",
        type_=SmallInteger,
    )
    level_source: Mapped[LevelSource] = one_of(
        LevelSource,
        "What the level rests on.",
        server_default=LevelSource.NOT_STATED.name,
    )
    placement_reason: Mapped[str | None] = described(
        "Why the state placed the organization at the level; only where it did."
    )
    description: Mapped[str | None] = described("The state's own words for the rating.")
    percentile: Mapped[int | None] = described(
        "The school's place among schools of its type, 1 (lowest) to 99; worked out otherwise under"
        " each framework, so to be compared within one.",
        type_=SmallInteger,
    )

    __table_args__ = (
        CheckConstraint("level BETWEEN 1 AND 5", name="level"),
        CheckConstraint("(level IS NOT NULL) = (determination = 'RATED')", name="rated"),
        CheckConstraint(
            "(placement_reason IS NOT NULL) = (level_source = 'PLACED_BY_STATE')",
            name="placement",
        ),
        CheckConstraint("percentile BETWEEN 1 AND 99", name="percentile"),
        # A level of one framework is never taken for one of the other: only one of them has any.
        CheckConstraint(
            "(framework = 'REQUIREMENTS_2018') = (school_year >= 2018)", name="years_of_framework"
        ),
        CheckConstraint(
            "CASE framework WHEN 'LEVELS_2012'"
            " THEN determination NOT IN ('NO_ASSISTANCE_REQUIRED', 'ASSISTANCE_REQUIRED')"
            " ELSE determination <> 'RATED' END",
            name="words_of_framework",
        ),
        *yearly(),
    )


class PerformanceIndex(DistrictRecord):
    """The Progress and Performance Index (PPI) of a group of pupils in a school year."""

    __tablename__ = "performance_index"

    school_id: Mapped[UUID | None] = within("school", SCHOOL_OR_DISTRICT)
    group: Mapped[PupilGroup] = one_of(PupilGroup, "The group of pupils.")
    school_year: Mapped[int] = year()
    tested: Mapped[int | None] = described("How many pupils of the group were tested.")
    points: Mapped[int | None] = described(
        "The year's points over all indicators, extra credit included."
    )
    indicators: Mapped[int | None] = described(
        "How many core indicators the group was measured by, at most seven.", type_=SmallInteger
    )
    annual: Mapped[Decimal | None] = described(
        "The annual index as reported; extra credit can lift it above 100.",
        type_=Numeric(6, 2),
    )
    annual_computed: Mapped[Decimal | None] = described(
        "The annual index as computed from points and indicators, to set beside the reported one.",
        type_=Numeric(6, 2),
    )
    cumulative: Mapped[int | None] = described(
        "The cumulative index as reported, 0 to 100; 75 and more is on target.",
        type_=SmallInteger,
    )
    cumulative_computed: Mapped[int | None] = described(
        "The cumulative index as computed from four annual ones, to set beside the reported one.",
        type_=SmallInteger,
    )
    is_published: Mapped[bool] = described(
        "Whether the state has published the figure itself.", server_default=text("false")
    )

    __table_args__ = (
        CheckConstraint("tested >= 0", name="tested"),
        CheckConstraint("points >= 0", name="points"),
        CheckConstraint("indicators BETWEEN 1 AND 7", name="indicators"),
        CheckConstraint("annual >= 0", name="annual"),
        CheckConstraint("cumulative BETWEEN 0 AND 100", name="cumulative"),
        CheckConstraint("cumulative_computed BETWEEN 0 AND 100", name="cumulative_computed"),
        *yearly("group"),
    )


class Enrollment(DistrictRecord):
    """How many pupils of a group were enrolled in a school year."""

    __tablename__ = "enrollment"

    school_id: Mapped[UUID | None] = within("school", SCHOOL_OR_DISTRICT)
    group: Mapped[EnrolledGroup] = one_of(EnrolledGroup, "The group counted.")
    school_year: Mapped[int] = year()
    pupils: Mapped[int | None] = described(
        "How many pupils; null where only the share is reported."
    )
    share: Mapped[Decimal | None] = described(
        "The group's share of all pupils, in per cent as reported.", type_=Numeric(4, 1)
    )

    __table_args__ = (
        CheckConstraint("pupils >= 0", name="pupils"),
        CheckConstraint("share BETWEEN 0 AND 100", name="share"),
        CheckConstraint("pupils IS NOT NULL OR share IS NOT NULL", name="figure"),
        *yearly("group"),
    )


class StaffRetention(DistrictRecord):
    """How many of a school's principals or teachers stayed from one school year to the next."""

    __tablename__ = "staff_retention"

    school_id: Mapped[UUID | None] = within("school", SCHOOL_OR_DISTRICT)
    role: Mapped[StaffRole] = one_of(StaffRole, "The staff counted.")
    school_year: Mapped[int] = year()
    total: Mapped[int | None] = described("How many there were.")
    retained: Mapped[int | None] = described("How many of them stayed.")

    __table_args__ = (
        CheckConstraint("total >= 0", name="total"),
        CheckConstraint("retained BETWEEN 0 AND total", name="retained"),
        *yearly("role"),
    )


class StatewideRetention(NetworkRecord):
    """How many of the state's principals or teachers stayed, over all schools that report it."""

    __tablename__ = "statewide_retention"

    school_year: Mapped[int] = year()
    role: Mapped[StaffRole] = one_of(StaffRole, "The staff counted.")
    schools: Mapped[int] = described("How many schools are counted.")
    total: Mapped[int] = described("How many there were.")
    retained: Mapped[int] = described("How many of them stayed.")

    __table_args__ = (
        CheckConstraint("school_year BETWEEN 1900 AND 2200", name="school_year"),
        CheckConstraint("schools >= 0", name="schools"),
        CheckConstraint("retained BETWEEN 0 AND total", name="retained"),
        UniqueConstraint("school_year", "role"),
    )


class DistrictStandard(NetworkRecord):
    """One of the six standards that the state reviews districts by, in one edition."""

    __tablename__ = "district_standard"

    code: Mapped[StandardCode] = one_of(StandardCode, "Which standard it is.")
    edition: Mapped[str] = described("The edition of the standards, such as `2010`.")
    name: Mapped[str] = described("The standard's name.")
    definition: Mapped[str | None] = described("What the standard asks for.")

    __table_args__ = (UniqueConstraint("code", "edition"),)


class StandardIndicator(NetworkRecord):
    """A research-based indicator of best practice under a standard."""

    __tablename__ = "standard_indicator"

    standard_id: Mapped[UUID] = link("district_standard", "The standard that it belongs to.")
    position: Mapped[int] = described(
        "Its place under the standard, 1 to 5.",
        type_=SmallInteger,
        info={"at_most": 5},
    )
    name: Mapped[str] = described("The indicator's name.")
    statement: Mapped[str | None] = described("What the indicator looks for.")

    __table_args__ = (
        CheckConstraint("position BETWEEN 1 AND 5", name="position"),
        UniqueConstraint("standard_id", "position"),
    )


class StandardReview(DistrictRecord):
    """What was found about a district under one standard or indicator."""

    __tablename__ = "standard_review"

    kind: Mapped[StandardReviewKind] = one_of(StandardReviewKind, "Who reviewed.")
    standard_id: Mapped[UUID] = link("district_standard", "The standard reviewed.")
    indicator_id: Mapped[UUID | None] = link(
        "standard_indicator", "The indicator reviewed; null where the whole standard is."
    )
    reviewed_on: Mapped[date] = described("The day of the review.")
    rating: Mapped[EvidenceRating | None] = one_of(
        EvidenceRating, "How much evidence was found, where it was rated."
    )
    findings: Mapped[str | None] = described("What was found.")
    published_on: Mapped[date | None] = described(
        "When the state published it; null while it has not."
    )

    __table_args__ = (
        CheckConstraint("published_on >= reviewed_on", name="dates"),
        Index(None, "district_id", "reviewed_on"),
    )


class SchoolConditionReview(DistrictRecord):
    """What a school found about itself under one of the conditions for school effectiveness."""

    __tablename__ = "school_condition_review"

    school_id: Mapped[UUID] = within("school", "The school that assessed itself.")
    condition: Mapped[SchoolCondition] = one_of(SchoolCondition, "The condition.")
    reviewed_on: Mapped[date] = described("The day of the self-assessment.")
    rating: Mapped[EvidenceRating | None] = one_of(
        EvidenceRating, "How much evidence was found; null where the school could not tell."
    )
    findings: Mapped[str | None] = described("What was found.")

    __table_args__ = (
        # How a district supports its schools is not theirs to rate.
        CheckConstraint("condition <> 'DISTRICT_SYSTEMS'", name="own_condition"),
        UniqueConstraint(
            "district_id",
            "school_id",
            "condition",
            "reviewed_on",
            name="uq_school_condition_review_condition",
        ),
    )
