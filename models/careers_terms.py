"""The words that motives, careers and changes of job are described in."""

from models.vocabulary import Vocabulary

__all__ = [
    "InnovationUse",
    "JobKind",
    "MobilityBoundary",
    "MobilityCause",
    "MobilityDirection",
    "MobilityPhase",
    "Motive",
    "MotiveBasis",
    "MotiveDegree",
    "TrajectoryStep",
]


class Motive(Vocabulary):
    """Why somebody adopted an innovation."""

    ADMINISTRATIVE_PRESSURE = "Superiors encouraged or demanded it."
    PRACTICE_IMPROVEMENT = "To improve instruction, in the own classroom or school-wide."
    PROBLEM_SOLVING = "To solve a local problem, such as low achievement."
    ACHIEVEMENT_GAINS = "To raise achievement scores or another stated result of pupils."
    CAPACITY_ENHANCEMENT = "To make the school able to do more."
    ADDED_RESOURCES = "It brought resources."
    ENRICHMENT = "It enriched the curriculum."
    OVERALL_APPEAL = "The unit, technique or project appealed as a whole."
    WORKING_CONDITIONS = "To make the work easier."
    PROFESSIONAL_GROWTH = "Novelty against stagnation, a wider repertoire, new qualifications."
    CAREER = "To enter, keep or better a job, or to leave one."
    MOVING_SOMEONE_ELSE_IN = "To bring another person into a job."
    IMAGE = "To be seen as professional or up to date."
    INFLUENCE = "To gain weight for oneself or one's part of the organization."
    RIVALRY = "To compete with a colleague or another department."
    PERSONAL_VALUES = "It met a personal need or conviction."
    EXTERNAL_PRESSURE = "Forces outside the district called for it."
    OTHER = "Another reason; the wording says which."


class MotiveBasis(Vocabulary):
    """How a motive is known."""

    EXPLICIT = "The person said so."
    INFERRED = "The researcher inferred it."


class MotiveDegree(Vocabulary):
    """How strong a motive was."""

    LOW = "It hardly played a part."
    SUB_ROSA = "It played a part, and nobody spoke of it."
    ONE_OF_SEVERAL = "It played a part beside others."
    STRONG = "It played a great part."
    PARAMOUNT = "It was the main one."


class TrajectoryStep(Vocabulary):
    """Where somebody wanted to go with the help of an innovation."""

    MOVE_IN = "Into a job, such as from a long leave or a distasteful job elsewhere."
    STAY_IN = "To secure a role, or to avoid being demoted."
    MOVE_UP = "To a higher job, such as from teacher to principal."
    MOVE_AWAY = "To another job at the same height, or to another line of work."
    NONE = "No career motive could be seen."


class InnovationUse(Vocabulary):
    """What an innovation was to somebody's career."""

    ASYLUM = "A place to take refuge in."
    WAY_STATION = "A stop on the way to something else."
    VEHICLE = "A means of getting ahead."
    FINAL_DESTINATION = "The place to stay."


class JobKind(Vocabulary):
    """The kinds of job that people move between."""

    AIDE = "Assists a teacher."
    TEACHER = "Teaches."
    SPECIALIST = "Trains, coordinates or leads a department or project, without leading a school."
    SCHOOL_ADMINISTRATOR = "Leads or helps to lead a school."
    CENTRAL_OFFICE = "Administers in a district's central office."
    SUPERINTENDENCY = "Leads a district, or is second to its leader."
    NONE = "No job, such as leave or retirement."
    OTHER = "A job of another kind."


class MobilityPhase(Vocabulary):
    """When in the life of an innovation somebody changed jobs."""

    OUTSET = "When the project began and made new roles."
    DURING = "While it was being carried out."
    LATE = "Much later, when it was settled or coming to its end."


class MobilityBoundary(Vocabulary):
    """How far somebody moved."""

    WITHIN_SCHOOL = "Within one school."
    WITHIN_DISTRICT = "Within one district, and not known to be within one school."
    OTHER_DISTRICT = "From one district to another."
    OUT_OF_EDUCATION = "Out of education."


class MobilityDirection(Vocabulary):
    """Which way a change of job led, as somebody judges it."""

    UP = "To a higher job."
    LATERAL = "To a job at the same height."
    DOWN = "To a lower job."
    IN = "Into the district or the project from outside."
    OUT = "Out of the district or the project."


class MobilityCause(Vocabulary):
    """Why somebody changed jobs."""

    NEW_ROLE = "The project made a new role."
    CAPACITY_GAINED = "Skills gained in the project opened or invited another job."
    VISIBILITY_GAINED = "Being seen, or spreading the project, brought an opportunity."
    SUCCESSION = "Somebody else's move left a place to take over."
    BURNOUT = "The project had exhausted the person."
    ENVIRONMENTAL_TURBULENCE = "Events outside, such as sudden budget cuts, ended the job."
    PLANNED_DEPARTURE = "The person had planned to leave or retire in any case."
    INDEPENDENT_TRANSFER = "The person was moved for reasons apart from the project."
    OTHER = "Another cause."
