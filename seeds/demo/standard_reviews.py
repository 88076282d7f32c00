"""Reviews of the demo's districts by the six standards, and of schools by the conditions.

The study tells only that there are such (M:117-125).

Some district reviews are not published yet, so that it can be seen who reads them before.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from models.accountability import (
    EvidenceRating,
    SchoolCondition,
    SchoolConditionReview,
    StandardCode,
    StandardReview,
    StandardReviewKind,
)
from models.base import Base
from seeds.demo.ids import (
    MILL_CITY,
    OTHER_DISTRICT,
    district_id,
    indicator_id,
    school_id,
    standard_id,
)
from seeds.demo.paper import ILLUSTRATION
from seeds.store import stable_id

__all__ = ["condition_records", "review_records"]

LITTLE, DEVELOPING, PROVIDING, SUSTAINING = EvidenceRating

LEADERSHIP = StandardCode.LEADERSHIP_AND_GOVERNANCE
CURRICULUM = StandardCode.CURRICULUM_AND_INSTRUCTION
DATA = StandardCode.ASSESSMENT_AND_DATA_USE
STAFF = StandardCode.HUMAN_RESOURCES_AND_EDUCATOR_DEVELOPMENT
SUPPORT = StandardCode.STUDENT_SUPPORT
FINANCE = StandardCode.FINANCIAL_AND_ASSET_MANAGEMENT


@dataclass(frozen=True, slots=True)
class _Finding:
    standard: StandardCode
    rating: EvidenceRating | None
    findings: str
    indicator: int | None = None


@dataclass(frozen=True, slots=True)
class _Review:
    kind: StandardReviewKind
    day: str
    found: Sequence[_Finding]
    published: str | None = None


REVIEWS: dict[str, Sequence[_Review]] = {
    MILL_CITY: (
        _Review(
            StandardReviewKind.SELF_ASSESSMENT,
            "2011-01-20",
            (
                _Finding(LEADERSHIP, DEVELOPING, "Plans are written and seldom followed through."),
                _Finding(CURRICULUM, LITTLE, "Each school teaches mathematics by its own map."),
                _Finding(DATA, LITTLE, "Data reach principals once a year, too late to act on."),
                _Finding(
                    STAFF, DEVELOPING, "Evaluations are done on time; few say what to change."
                ),
                _Finding(SUPPORT, DEVELOPING, "Support teams meet in four of six schools."),
                _Finding(FINANCE, PROVIDING, "The budget is balanced and its reports are timely."),
            ),
        ),
        _Review(
            StandardReviewKind.DISTRICT_REVIEW,
            "2010-10-14",
            (
                _Finding(LEADERSHIP, None, "Systems do not yet support the schools effectively."),
                _Finding(LEADERSHIP, LITTLE, "School plans do not follow from a district plan.", 3),
                _Finding(CURRICULUM, None, "Instruction differs widely from room to room."),
                _Finding(
                    CURRICULUM, LITTLE, "Few leaders can say what rigorous work looks like.", 2
                ),
                _Finding(DATA, None, "There is no cycle by which data lead to a change."),
                _Finding(STAFF, None, "Professional development is not tied to what is observed."),
                _Finding(
                    SUPPORT, None, "Attendance is followed up in the elementary schools only."
                ),
                _Finding(FINANCE, None, "Resources are managed soundly."),
            ),
            published="2011-02-15",
        ),
        _Review(
            StandardReviewKind.DISTRICT_REVIEW,
            "2013-04-18",
            (
                _Finding(LEADERSHIP, PROVIDING, "Principals describe the same few priorities.", 3),
                _Finding(
                    DATA, DEVELOPING, "Meetings use data; instruction changes in some rooms.", 2
                ),
            ),
        ),
    ),
    OTHER_DISTRICT: (
        _Review(
            StandardReviewKind.SELF_ASSESSMENT,
            "2011-10-05",
            (
                _Finding(LEADERSHIP, DEVELOPING, "The board has begun to set yearly goals."),
                _Finding(CURRICULUM, DEVELOPING, "A reading programme is in place to grade 3."),
            ),
        ),
        _Review(
            StandardReviewKind.DISTRICT_REVIEW,
            "2011-11-17",
            (
                _Finding(
                    LEADERSHIP, LITTLE, "Support does not reach the school that needs it most."
                ),
            ),
        ),
    ),
    "Spindle Falls": (
        _Review(
            StandardReviewKind.DISTRICT_REVIEW,
            "2011-03-10",
            (_Finding(STAFF, LITTLE, "A third of the teachers had not been evaluated."),),
            published="2011-06-01",
        ),
    ),
    "Quarry Landing": (
        _Review(
            StandardReviewKind.SELF_ASSESSMENT,
            "2011-12-01",
            (_Finding(FINANCE, DEVELOPING, "Two buildings are half empty."),),
        ),
    ),
    "Weirbridge": (
        _Review(
            StandardReviewKind.DISTRICT_REVIEW,
            "2013-05-22",
            (_Finding(LEADERSHIP, SUSTAINING, "The plan's routines outlast the people."),),
            published="2013-08-01",
        ),
    ),
}


def review_records(district: str) -> Iterator[Base]:
    """What was found about a district."""
    for review in REVIEWS[district]:
        for number, finding in enumerate(review.found, 1):
            code = finding.standard.name
            yield StandardReview(
                district_id=district_id(district),
                id=stable_id("standard review", district, review.day, str(number)),
                kind=review.kind,
                standard_id=standard_id(code),
                indicator_id=finding.indicator and indicator_id(code, finding.indicator),
                reviewed_on=date.fromisoformat(review.day),
                rating=finding.rating,
                findings=finding.findings,
                published_on=review.published and date.fromisoformat(review.published),
                **ILLUSTRATION,
            )


CONDITIONS: dict[tuple[str, str], dict[SchoolCondition, tuple[EvidenceRating | None, str]]] = {
    (MILL_CITY, "Canal Street Elementary School"): {
        SchoolCondition.SCHOOL_LEADERSHIP: (DEVELOPING, "Visits to classrooms have begun."),
        SchoolCondition.EFFECTIVE_INSTRUCTION: (LITTLE, "Pupils answer; few explain."),
        SchoolCondition.COLLABORATION: (PROVIDING, "Grades plan together twice a week."),
        SchoolCondition.STAFFING_AUTHORITY: (None, "Nobody could say who decides."),
    },
    (MILL_CITY, "Shuttle Hill Middle School"): {
        SchoolCondition.ALIGNED_CURRICULUM: (DEVELOPING, "Mathematics is; English is not yet."),
        SchoolCondition.FAMILY_ENGAGEMENT: (LITTLE, "Half the families were never reached."),
    },
}
ASSESSED_ON = date(2011, 2, 3)


def condition_records() -> Iterator[Base]:
    """What schools found about themselves."""
    for (district, school), found in CONDITIONS.items():
        for condition, (rating, findings) in found.items():
            yield SchoolConditionReview(
                district_id=district_id(district),
                id=stable_id("school condition review", district, school, condition.name),
                school_id=school_id(district, school),
                condition=condition,
                reviewed_on=ASSESSED_ON,
                rating=rating,
                findings=findings,
                **ILLUSTRATION,
            )
