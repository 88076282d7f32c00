"""The words in which questions are asked and answered."""

from models.vocabulary import Vocabulary

__all__ = [
    "SiteMatrixKey",
    "ThroughLineEvidenceKind",
    "ThroughLineGapKind",
    "ThroughLineStatus",
]


class SiteMatrixKey(Vocabulary):
    """What the rows of the matrix of sites are ordered by."""

    STABILIZATION_OF_USE = "How stable the use of the innovation is."
    PERCENTAGE_OF_USE = "How many of those who could use it do."
    USER_CAPACITY_CHANGE = "How far teachers have become more competent."
    STUDENT_IMPACT = "How much it did for pupils."
    INSTITUTIONALIZATION = "How far it is built in."
    JOB_MOBILITY = "How much people changed jobs, as rated."
    MOVES = "How many changes of job were recorded, for callers who may see them all."
    FAMILY = "The family of sites, by how change went."


class ThroughLineStatus(Vocabulary):
    """How far something on the through-line has come."""

    NOT_PLANNED = "Nothing is planned there, and no benchmark looks at it."
    NOT_STARTED = "Something is planned, and nothing of it has begun."
    IN_PROGRESS = "Something is under way, and not all of it is done and judged."
    ACHIEVED = "All that is planned is done, and every benchmark is judged met."
    NOT_ACHIEVED = "At least one benchmark is judged not met."


class ThroughLineEvidenceKind(Vocabulary):
    """What stands behind the status of a level."""

    EVIDENCE = "A piece of evidence for a benchmark."
    WALKTHROUGHS = "Walkthroughs that saw what an item of a school plan aims at, counted by month."


class ThroughLineGapKind(Vocabulary):
    """What is missing where a through-line breaks."""

    INITIATIVE_WITHOUT_SCHOOL_PLAN = (
        "No school improvement plan that the caller sees has an item that serves the initiative."
    )
    SCHOOL_ITEM_WITHOUT_WALKTHROUGH = (
        "No walkthrough has seen what an item of a school improvement plan aims at in classrooms;"
        " told only to those who may see how many walkthroughs there were."
    )
    PRACTICE_WITHOUT_RESULT = (
        "Practice has changed by a benchmark that is met, while a benchmark of results of the same"
        " initiative is not met."
    )
