"""Who reads and who records ratings, indices, enrollment, retention, standards and reviews."""

from auth.slices.grants import TODAY, Slice, across, anyone, own, own_district, own_school, readers
from auth.slices.roles import ADM, FIRM, LEAD, MAN, MON, OFF, PRI
from auth.slices.writing import Action, Stays, Writers, edits, nobody, stays, writers
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

UNPUBLISHED = f"{DISTRICT_REVIEW} AND published_on IS NULL"
BY_THE_STATE = across(
    OFF,
    where=UNPUBLISHED,
    becomes=DISTRICT_REVIEW,
    says="of district reviews that are not published",
)
BY_THE_DISTRICT = own(
    LEAD, ADM, where=f"{SELF_ASSESSMENT} AND published_on IS NULL", says="of self-assessments"
)
REGISTERED = writers(across(OFF), delete=[across(OFF)])

WRITERS: dict[type[Base], Writers] = {
    DistrictStandard: REGISTERED,
    StandardIndicator: REGISTERED,
    AccountabilityRating: REGISTERED,
    PerformanceIndex: REGISTERED,
    Enrollment: nobody(),
    StaffRetention: nobody(),
    StatewideRetention: nobody(),
    StandardReview: writers(BY_THE_STATE, BY_THE_DISTRICT, delete=[BY_THE_STATE, BY_THE_DISTRICT]),
    SchoolConditionReview: writers(own_school(PRI), delete=[own_school(PRI)]),
}

STAYS: dict[type[Base], tuple[Stays, ...]] = {
    StandardReview: (stays("kind"),),
    SchoolConditionReview: (stays("school_id"),),
}

REVIEWS = readers(across(OFF, where=DISTRICT_REVIEW), own(LEAD, ADM, where=SELF_ASSESSMENT))
NOT_PUBLISHED = "published_on IS NULL"
IS_OUT = "It is published."

ACTIONS: tuple[Action, ...] = (
    *(
        action
        for model, written in WRITERS.items()
        if model is not StandardReview
        for action in edits(model, written)
    ),
    Action("update", StandardReview, REVIEWS, NOT_PUBLISHED, IS_OUT),
    Action("delete", StandardReview, REVIEWS, NOT_PUBLISHED, IS_OUT),
    Action(
        "publish",
        StandardReview,
        readers(across(OFF, where=DISTRICT_REVIEW)),
        NOT_PUBLISHED,
        IS_OUT,
    ),
)
