"""Ratings, indices, enrollment, staff and standards as the API shows them."""

from sqlalchemy import func, literal_column

from models import accountability as tables
from models.tables import metadata
from schema.entities import entity, expression, to_one

ENROLLMENT = metadata.tables["enrollment"]


@entity(tables.AccountabilityRating, plural="accountabilityRatings", order_within=("school_year",))
class AccountabilityRating:
    """The state's determination for a district or school in a school year."""

    school = to_one(back="accountabilityRatings", says="The school's ratings, year by year.")


@entity(tables.PerformanceIndex, plural="performanceIndices", order_within=("school_year",))
class PerformanceIndex:
    """The Progress and Performance Index (PPI) of a group of pupils in a school year."""

    school = to_one(back="performanceIndices", says="The school's indices by group and year.")


@entity(tables.Enrollment, plural="enrollments", order_within=("school_year",))
class Enrollment:
    """How many pupils of a group were enrolled in a school year."""

    school = to_one(back="enrollments", says="The school's enrollment by group and year.")


@entity(tables.StaffRetention, plural="staffRetentions", order_within=("school_year",))
class StaffRetention:
    """How many of a school's principals or teachers stayed from one school year to the next."""

    school = to_one(back="staffRetentions", says="The school's staff retention by role and year.")
    retained_share = expression(
        lambda row: func.round(
            literal_column("100.0")
            * row.c.retained
            / func.nullif(row.c.total, literal_column("0")),
            literal_column("1"),
        ),
        ENROLLMENT.c.share,
        "The share that stayed, in per cent, computed from the two counts.",
        is_nullable=True,
    )


@entity(tables.StatewideRetention, plural="statewideRetentions", order=("school_year", "role"))
class StatewideRetention:
    """How many of the state's principals or teachers stayed, over all schools that report it."""


@entity(tables.DistrictStandard, plural="districtStandards", order=("code",))
class DistrictStandard:
    """One of the six standards that the state reviews districts by, in one edition."""


@entity(tables.StandardIndicator, plural="standardIndicators", order_within=("position",))
class StandardIndicator:
    """A research-based indicator of best practice under a standard."""

    standard = to_one(back="indicators", says="The standard's indicators.", always=True)


@entity(tables.StandardReview, plural="standardReviews", order_within=("reviewed_on",))
class StandardReview:
    """What was found about a district under one standard or indicator."""

    standard = to_one(back="reviews", says="What was found under the standard.", always=True)
    indicator = to_one(back="reviews", says="What was found under the indicator.")


@entity(
    tables.SchoolConditionReview, plural="schoolConditionReviews", order_within=("reviewed_on",)
)
class SchoolConditionReview:
    """What a school found about itself under one of the conditions for school effectiveness."""

    school = to_one(
        back="conditionReviews", says="What the school found about itself.", always=True
    )
