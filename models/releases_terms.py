"""The words that published statistics are told in."""

from models.vocabulary import Vocabulary

__all__ = [
    "Agreement",
    "MobilityDimension",
    "RetentionDimension",
    "StatisticCube",
    "StatisticMeasure",
    "StatisticScope",
    "WithheldReason",
]


class StatisticCube(Vocabulary):
    """The tables of a release, each by its own dimensions."""

    MOBILITY = "Changes of job around innovations, at all published sites together."
    MOBILITY_BY_SITE = "The same by site."
    MOBILITY_BY_PHASE = "The same by the phase of the innovation."
    MOBILITY_BY_CAUSE = "The same by the cause, as judged."
    MOBILITY_BY_GROUP = "The same by the part that people had in the innovation."
    MOTIVES = "Why innovations were adopted, by motive, over users and administrators together."
    MOTIVES_BY_GROUP = "The same for users and for administrators."
    OUTCOMES = "How far the outcomes were reached: published sites by outcome and rating."
    RETENTION = "Staff who stayed or left, by school year, staff and scope."


class StatisticMeasure(Vocabulary):
    """What a number of a release, or of the statistics of mobility, counts."""

    KEY_ACTORS = "Key actors: people closely involved with an innovation."
    UNMOVED_ACTORS = "Key actors of whom no change of job is known."
    MOVERS = "People who changed jobs; each once, however often."
    MOVES = "Changes of job."
    RELATED_MOVES = "Changes of job that had to do with the innovation."
    RELATED_UPWARD_MOVES = "Those of them that led upward."
    RELATED_OTHER_MOVES = "Those of them that are not known to have led upward."
    UNRELATED_MOVES = "Changes of job that are not known to have had to do with the innovation."
    UNWANTED_MOVES = "Changes of job that the person did not want."
    OTHER_WISH_MOVES = "Changes of job that are not known to have been unwanted."
    MOVED_SHARE = "Key actors who changed jobs, in per cent of all key actors."
    RELATED_SHARE = "Moves that had to do with the innovation, in per cent of all moves."
    UNRELATED_SHARE = "Moves not known to have had to do with it, in per cent of all moves."
    UPWARD_SHARE = "Moves that led upward, in per cent of those related to the innovation."
    UNWANTED_SHARE = "Moves that were not wanted, in per cent of all moves."
    HOLDERS = "Key actors who had the motive."
    HOLDERS_SHARE = "Key actors who had the motive, in per cent of all key actors."
    SITES = "Sites."
    STAFF = "Staff of whom it is reported whether they stayed."
    STAYED = "Staff who stayed."
    LEFT = "Staff who left."
    TURNOVER = "Staff who left, in per cent."


class StatisticScope(Vocabulary):
    """Whose staff a figure of retention counts."""

    NETWORK = "The network: its districts in turnaround, which are those at level 4 or 5."
    STATE = "The whole state, districts and schools that are not recorded here included."


class WithheldReason(Vocabulary):
    """Why a statistic has no value."""

    SMALL_CELL = "It counts fewer than 10 persons, or none."
    COMPLEMENTARY = (
        "Withheld because another number could be worked out from it. It may itself be small."
    )
    NO_DENOMINATOR = "A share of nothing."
    NOT_COLLECTED = "Nothing has been recorded that it could be counted from."
    NOT_IN_RELEASE = (
        "Not among the tables that are published; only the research office combines freely."
    )


class MobilityDimension(Vocabulary):
    """What statistics of mobility can be told apart by."""

    SITE = "The site at which the key actor is."
    PHASE = "The phase of the innovation in which the move happened."
    CAUSE = "The cause of the move, as judged."
    GROUP = "Whether users or administrators moved."


class RetentionDimension(Vocabulary):
    """What statistics of retention can be told apart by."""

    DISTRICT = "The district."
    SCHOOL_YEAR = "The school year."
    ROLE = "Whether principals or teachers."


class Agreement(Vocabulary):
    """Whether a reported number and a computed one agree."""

    AGREES = "They agree, as far as the reported one is exact."
    DISAGREES = "They do not agree."
    NOT_COMPARED = "There is no computed number to compare it with."
