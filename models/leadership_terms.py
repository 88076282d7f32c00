"""The words in which schools plan, and administrators make their practice public."""

from models.vocabulary import Vocabulary

__all__ = [
    "AdministratorLevel",
    "AdministratorStandard",
    "LeadershipMeetingStatus",
    "SchoolPlanItemStatus",
    "SchoolPlanReviewStatus",
    "SchoolPlanStatus",
    "SelfAssessmentStatus",
    "WalkthroughStatus",
]


class SchoolPlanStatus(Vocabulary):
    """Where a school improvement plan stands."""

    DRAFT = "The school is writing it."
    PUBLISHED = "It is the school's current plan, open to everyone."
    ENDED = "Its time is over, or a later plan has taken its place."


class SchoolPlanItemStatus(Vocabulary):
    """Where an item of a school plan stands; principals bring their plans colored by it."""

    COMPLETE = "It has been done."
    IN_PROGRESS = "It is being done."
    NO_ACTION = "Nothing has been done for it yet."


class SchoolPlanReviewStatus(Vocabulary):
    """Where a monthly review of a school plan stands."""

    OPEN = "The principal has yet to prepare it."
    PREPARED = "The principal has prepared it."
    HELD = "The principal and the district's leaders have met."
    MEMO_SENT = "The memo that follows the meeting has been sent to the principal."


class LeadershipMeetingStatus(Vocabulary):
    """Where a meeting of the district's leadership team stands."""

    PLANNED = "Its day is set, and its committee plans it."
    PACKET_OPEN = "Its packet is being put together."
    PACKET_RELEASED = "Its packet is out to all administrators and changes no more."
    HELD = "It has taken place."


class WalkthroughStatus(Vocabulary):
    """Where a walkthrough stands."""

    DRAFT = "The observer is writing down what was seen."
    DELIVERED = "The observed teacher has the copy."


class AdministratorStandard(Vocabulary):
    """The four standards by which administrators rate themselves."""

    LEADERSHIP = "How the administrator leads."
    CONTINUOUS_IMPROVEMENT = "How the administrator keeps improving the work."
    RIGOR = "How the administrator sees to rigorous instruction."
    DATA = "How the administrator uses data."


class AdministratorLevel(Vocabulary):
    """The three levels of the administrators' rubric, the highest first."""

    HIGHLY_EFFECTIVE = "Practice that others could learn from."
    EFFECTIVE = "Practice that does what it should."
    IMPROVEMENT_NECESSARY = "Practice that has to improve."


class SelfAssessmentStatus(Vocabulary):
    """Where an administrator's self-assessment of a month stands."""

    OPEN = "The administrator is writing it."
    SUBMITTED = "The administrator has handed it in."
    IN_PACKET = "It is in a meeting's packet; once that is released, it is frozen."
