"""Who reads ratings, indices, enrollment, retention, standards and reviews by them."""

from auth.slices.grants import TODAY, Slice, across, anyone, own, own_district, own_school, readers
from auth.slices.roles import ADM, FIRM, LEAD, MAN, MON, OFF, PRI
from models.accountability import (
    AccountabilityRating,
    DistrictStandard,
    Enrollment,
    PerformanceIndex,
    SchoolConditionReview,
    StaffRetention,
    StandardIndicator,
    StandardReview,
    StatewideRetention,
)
from models.base import Base

SELF_ASSESSMENT = "kind = 'SELF_ASSESSMENT'"
DISTRICT_REVIEW = "kind = 'DISTRICT_REVIEW'"
PUBLISHED = f"{DISTRICT_REVIEW} AND published_on <= {TODAY}"

SLICES: dict[type[Base], Slice] = {
    DistrictStandard: readers(anyone()),
    StandardIndicator: readers(anyone()),
    AccountabilityRating: readers(anyone()),
    Enrollment: readers(anyone()),
    StaffRetention: readers(anyone()),
    StatewideRetention: readers(anyone()),
    PerformanceIndex: readers(
        anyone(
            "tested >= 10 OR is_published",
            "for groups of 10 pupils tested and more, or as published",
        ),
        own_district(ADM, LEAD, MAN, FIRM, MON),
        own_school(PRI),
        across(OFF),
    ),
    StandardReview: readers(
        own(ADM, LEAD, MAN, MON, where=SELF_ASSESSMENT, says="of self-assessments"),
        anyone(PUBLISHED, "of district reviews once they are published"),
        own(LEAD, where=DISTRICT_REVIEW, says="of district reviews"),
        across(OFF),
    ),
    SchoolConditionReview: readers(own_district(ADM, LEAD, MAN, MON), own_school(PRI), across(OFF)),
}
