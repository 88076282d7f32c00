"""Self-assessments: administrators rate their own practice each month by the four standards."""

from collections.abc import Mapping
from typing import Any

from models.leadership import SelfAssessment, SelfAssessmentRating
from models.leadership_rules import refuse_unrated
from schema.mutations.records import creates, deletes, updates
from schema.mutations.trees import Level, clearing, creates_whole, write_below
from schema.mutations.verbs import verb
from schema.mutations.work import Work

__all__: list[str] = []

Given = Mapping[str, Any]

OF_ASSESSMENT = "district_id = $1 AND assessment_id = $2"

RATINGS = Level(
    SelfAssessmentRating,
    "ratings",
    "assessment_id",
    "The ratings, one by each standard, with a rationale and next steps.",
)

creates_whole(
    SelfAssessment,
    "Begin one's own self-assessment of a month, with as many ratings as are given.",
    (RATINGS,),
    without=("submitted_on", "meeting_id"),
    fills="author_id",
)


@verb(SelfAssessment, "update", RATINGS.taken)
async def update(work: Work, assessment: SelfAssessment, given: Given) -> None:
    """Rate oneself anew by the standards given; the other ratings stay."""
    await _rate(work, assessment, given)
    await work.touch(assessment)


async def _rate(work: Work, assessment: SelfAssessment, given: Given) -> None:
    """Store ratings; those by the same standards make way."""
    before = await _ratings(work, assessment)
    anew = {each["standard"] for each in given.get("ratings") or ()}
    await work.delete_all([each for each in before if each.standard.name in anew])
    await write_below(work, assessment, (RATINGS,), given)


deletes(SelfAssessment, "Give up a self-assessment that is open.", clear=clearing((RATINGS,)))


@verb(SelfAssessment, "submit", RATINGS.taken)
async def submit(work: Work, assessment: SelfAssessment, given: Given) -> None:
    """Hand in a self-assessment, for the packet of the month's leadership meeting.

    All four standards must be rated, each with a rationale and next steps; ratings can be given
    with it. All that is missing is told at once.
    """
    await _rate(work, assessment, given)
    refuse_unrated(await _ratings(work, assessment))
    assessment.submitted_on = await work.today()


async def _ratings(work: Work, assessment: SelfAssessment) -> list[SelfAssessmentRating]:
    key = (assessment.district_id, assessment.id)
    return await work.found(SelfAssessmentRating, OF_ASSESSMENT, *key)


creates(SelfAssessmentRating, "Rate oneself by one standard, in a self-assessment that is open.")
updates(
    SelfAssessmentRating,
    "Change a rating of oneself, in a self-assessment that is open.",
    without=("assessment_id",),
)
deletes(SelfAssessmentRating, "Take back a rating of oneself.")
