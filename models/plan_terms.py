"""The words that plans, their parts and their reviews are described in."""

from models.vocabulary import Vocabulary

__all__ = [
    "ActivityStatus",
    "AmendedPart",
    "AmendmentChangeKind",
    "AmendmentStatus",
    "BenchmarkCategory",
    "BenchmarkStatus",
    "Comparator",
    "CriterionRating",
    "EvidenceKind",
    "PlanStatus",
    "PlanVisibility",
    "ReviewCriterion",
    "ThroughLineLevel",
]


class PlanStatus(Vocabulary):
    """Where a plan stands in its life."""

    DRAFT = "The district is writing it."
    SUBMITTED = "The district has sent it to the state."
    UNDER_REVIEW = "The plan monitors are reviewing it."
    RETURNED_WITH_FEEDBACK = "The state has sent it back, to be written further."
    ACCEPTED = "The state has accepted it."
    IN_IMPLEMENTATION = "The district is carrying it out, under monitoring."
    COMPLETED = "Its period is over and it has been carried out."
    SUPERSEDED = "A later plan has taken its place."
    EXITED = "The state has ended the monitoring."


class PlanVisibility(Vocabulary):
    """How far a plan has come out of its district."""

    PREPARATION = "It has never been submitted."
    SUBMITTED = "It has been submitted at least once, and is not accepted."
    PUBLIC = "It has been accepted."


class BenchmarkCategory(Vocabulary):
    """What kind of change a benchmark shows."""

    EARLY_EVIDENCE_OF_CHANGE = "Adults have changed what they do."
    SHORT_TERM_OUTCOME = "Pupils' results have changed within the plan's period."
    FINAL_OUTCOME = "Pupils have reached the goals that the state set."


class BenchmarkStatus(Vocabulary):
    """Where a benchmark stands."""

    NOT_STARTED = "Nothing has been measured yet."
    IN_PROGRESS = "It is being measured and not yet judged."
    MET = "The plan monitor has judged it met."
    NOT_MET = "The plan monitor has judged it not met."


class Comparator(Vocabulary):
    """How a measured value is held against the target."""

    AT_LEAST = "The value must reach the target or more."
    AT_MOST = "The value must come down to the target or less."
    EQUALS = "The value must be the target."


class ActivityStatus(Vocabulary):
    """Where an activity stands."""

    NOT_STARTED = "Not begun."
    IN_PROGRESS = "Under way."
    DONE = "Finished."
    DROPPED = "Given up."


class ThroughLineLevel(Vocabulary):
    """The levels from a district's plan to its pupils."""

    DISTRICT = "Governance and the central office."
    SCHOOL = "The school and its leaders."
    CLASSROOM = "Teachers and their practice."
    STUDENT = "Pupils and their results."


class EvidenceKind(Vocabulary):
    """What a piece of evidence is."""

    DOCUMENT = "A document."
    DATA_SET = "A set of data."
    SURVEY = "The results of a survey."
    OBSERVATION = "A record of what was observed."


class AmendmentChangeKind(Vocabulary):
    """What an amendment would do to a record of its plan."""

    ADD = "Add a new record."
    CHANGE = "Change fields of a record."
    REMOVE = "Take a record out of the plan."


class AmendedPart(Vocabulary):
    """The records of a plan that an amendment can touch."""

    STRATEGIC_OBJECTIVE = "A strategic objective."
    INITIATIVE = "An initiative."
    ACTIVITY = "An activity."
    BENCHMARK = "A benchmark."


class ReviewCriterion(Vocabulary):
    """The five criteria of the rubric by which the state assesses a plan."""

    PROVIDES_FOCUS = "The plan provides focus."
    PROMOTES_RAPID_IMPROVEMENT = "It promotes rapid improvement to teaching and learning."
    ADDRESSES_SYSTEMIC_WEAKNESSES = "It addresses systemic weaknesses."
    BUILDS_LONG_TERM_CAPACITY = "It builds long-term capacity."
    USEFUL_FOR_MEASURING_PROGRESS = "It is useful for measuring progress."


class CriterionRating(Vocabulary):
    """How far a plan meets a criterion. The scale is this API's own: the rubric's is not known."""

    MEETS = "It meets the criterion."
    PARTLY = "It meets the criterion in part."
    DOES_NOT = "It does not meet the criterion."


class AmendmentStatus(Vocabulary):
    """Where a request to change an accepted plan stands."""

    REQUESTED = "The superintendent has asked for it."
    APPROVED = "The state has approved it."
    REFUSED = "The state has refused it."
