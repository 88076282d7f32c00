"""The words that innovations, their sites and what became of them are described in."""

from models.vocabulary import Vocabulary

__all__ = [
    "ActorGroup",
    "CausalSign",
    "ClaimBasis",
    "Outcome",
    "Precision",
    "SiteFamily",
    "SiteRating",
    "Sponsorship",
    "StatisticSubject",
]


class Sponsorship(Vocabulary):
    """The federal programme that brought an innovation to its sites."""

    NDN = "National Diffusion Network: developed elsewhere and introduced from outside."
    TITLE_IV_C = "Title IV-C: developed locally."


class Outcome(Vocabulary):
    """What can become of an innovation at a site: five normative outcomes and a descriptive one."""

    STABILIZATION_OF_USE = "Use of the innovation is stable, at high levels of technical mastery."
    PERCENTAGE_OF_USE = "The share of actual users among all who could use the innovation."
    USER_CAPACITY_CHANGE = "Teachers have become more competent as a by-product."
    STUDENT_IMPACT = "The innovation's effects on pupils."
    INSTITUTIONALIZATION = (
        "The innovation is built into regulations, procedures, budgets and training."
    )
    JOB_MOBILITY = "People change jobs around the innovation; descriptive, not a sign of success."


class SiteRating(Vocabulary):
    """How much of something there is at a site, on the field study's scale."""

    LOW = "Little of it."
    MODERATE = "Some of it."
    HIGH = "Much of it."


class SiteFamily(Vocabulary):
    """The families into which sites fall: four by how change went, three by how people moved."""

    SUPPORTED_ENFORCEMENT = "Administrators mandated the innovation and kept assisting its users."
    OVERREACHING = "Users carried an ambitious project on each other's support, and tired or left."
    BLUNTING_DOWNSIZING = "Wide latitude let teachers reduce the project to a minor add-on."
    FAILURE = "A project of doubtful quality met administrative indifference."
    MOBILITY_CASUALTY = "Events from outside, such as budget cuts, cost people their jobs."
    MOBILITY_BY_SUCCESS = "New skills and contacts drew people away, which weakened the project."
    MOBILITY_NONDISRUPTIVE = "People moved on, and enough key staff stayed to lead the project."


class ClaimBasis(Vocabulary):
    """What a claim about a site rests on."""

    STATED = "The source states it of this site."
    STATED_OF_FAMILY = "The source states it of the site's family, not of this site."
    INFERRED = "The reader's inference from the source; unverified."


class CausalSign(Vocabulary):
    """Whether more of a cause makes more or less of its effect."""

    POSITIVE = "More of the cause, more of the effect."
    NEGATIVE = "More of the cause, less of the effect."


class ActorGroup(Vocabulary):
    """The part that people closely involved with an innovation have in it."""

    USER = "Uses the innovation; a teacher, as a rule."
    ADMINISTRATOR = "A principal, or an administrator of the central office."


class StatisticSubject(Vocabulary):
    """What a reported number is about."""

    JOB_MOBILITY = "Who changed jobs, and why."
    MOTIVES = "Why the innovations were adopted."
    SITE_FAMILIES = "How sites fall into families."
    FIELD_WORK = "How the field study was done."
    WHOLE_STUDY = "The study as a whole, of which the field study was a part."


class Precision(Vocabulary):
    """How exactly a text gives a number."""

    EXACT = "Given as it is."
    ABOUT = "Given as an approximation."
    NEARLY = "The true number is a little less."
    LESS_THAN = "The true number is less."
    AT_LEAST = "The true number may be greater."
