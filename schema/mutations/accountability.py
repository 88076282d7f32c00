"""Recording what the state finds: ratings, indices, standards and reviews by them.

A district assesses itself by the same standards, and a school by the conditions for school
effectiveness.
"""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from models.accountability import (
    AccountabilityRating,
    DistrictStandard,
    PerformanceIndex,
    SchoolConditionReview,
    StandardIndicator,
    StandardReview,
)
from models.indices import annual_index, cumulative_index
from schema.mutations.records import creates, deletes, updates
from schema.mutations.taken import takes
from schema.mutations.verbs import verb
from schema.mutations.work import Work

__all__: list[str] = []

Given = Mapping[str, Any]

COMPUTED = ("annual_computed", "cumulative_computed")
IDENTITY = ("school_id", "group", "school_year")
SAME_GROUP = (
    "district_id = $1 AND school_id IS NOT DISTINCT FROM $2"
    ' AND "group" = $3 AND school_year BETWEEN $4 - 3 AND $4 + 3 AND school_year <> $4'
)


async def compute(work: Work, index: PerformanceIndex) -> None:
    """Compute an index, and the cumulative ones of the years to come that count it in."""
    points, indicators = index.points, index.indicators
    index.annual_computed = (
        None if points is None or indicators is None else annual_index(points, indicators)
    )
    annuals = await _cumulate(work, index, annual_of(index))
    index.cumulative_computed = cumulative(annuals, index.school_year)


async def forget(work: Work, index: PerformanceIndex) -> None:
    """Compute the cumulative indices of the years to come without this one."""
    await _cumulate(work, index, None)


def annual_of(index: PerformanceIndex) -> Decimal | None:
    """A year's index as computed, or as reported where its points are not known."""
    return index.annual if index.annual_computed is None else index.annual_computed


def cumulative(annuals: Mapping[int, Decimal | None], year: int) -> int | None:
    """The cumulative index of a year, from the annual ones by their years."""
    return cumulative_index([annuals.get(each) for each in range(year - 3, year + 1)])


async def _cumulate(
    work: Work, index: PerformanceIndex, annual: Decimal | None
) -> dict[int, Decimal | None]:
    """Compute the cumulative indices of later years; gives the annual ones that are near."""
    group = index.group.name
    others = await work.found(
        PerformanceIndex, SAME_GROUP, index.district_id, index.school_id, group, index.school_year
    )
    annuals = {other.school_year: annual_of(other) for other in others}
    annuals[index.school_year] = annual
    for other in others:
        if other.school_year > index.school_year:
            other.cumulative_computed = cumulative(annuals, other.school_year)
            await work.save(other)
    return annuals


creates(AccountabilityRating, "Record the state's determination for a district or school.")
updates(AccountabilityRating, "Correct the state's determination.")
deletes(AccountabilityRating, "Take back a determination.")

creates(
    PerformanceIndex,
    "Record a group's index in a school year; what follows from its points is computed.",
    without=COMPUTED,
    also=compute,
)
updates(
    PerformanceIndex,
    "Correct a group's index; what follows from its points is computed anew.",
    without=(*COMPUTED, *IDENTITY),
    also=compute,
)
deletes(PerformanceIndex, "Take back a group's index.", clear=forget)

creates(DistrictStandard, "Register a standard of an edition.")
updates(DistrictStandard, "Change the words of a standard.", without=("code", "edition"))
deletes(DistrictStandard, "Take back a standard that nothing refers to.")
creates(StandardIndicator, "Register an indicator of a standard.")
updates(StandardIndicator, "Change an indicator.", without=("standard_id",))
deletes(StandardIndicator, "Take back an indicator that nothing refers to.")

creates(
    StandardReview,
    "Record what was found under a standard: by the state in a district review, by the district"
    " when it assesses itself.",
    without=("published_on",),
)
updates(
    StandardReview,
    "Change what was found, until it is published.",
    without=("published_on", "kind"),
)
deletes(StandardReview, "Take back a review that is not published.")
[PUBLISHED_ON] = takes(StandardReview, "published_on")


@verb(StandardReview, "publish", PUBLISHED_ON)
async def publish(work: Work, review: StandardReview, given: Given) -> None:
    """Publish a district review, today unless another day is given; it changes no more."""
    review.published_on = given.get("publishedOn") or await work.today()


creates(SchoolConditionReview, "Record what a school found about itself under a condition.")
updates(SchoolConditionReview, "Change what a school found about itself.", without=("school_id",))
deletes(SchoolConditionReview, "Take back what a school found about itself.")
