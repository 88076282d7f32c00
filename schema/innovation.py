"""Innovations, their sites, outcomes and causal networks as the API shows them."""

from models import innovation as tables
from schema.entities import entity, to_one
from schema.pictures import CAUSAL_NETWORKS, picture_url

PUBLICATION = frozenset({"public_from"})


@entity(tables.Innovation, plural="innovations", order=("name",), keys=("name",))
class Innovation:
    """A programme or practice that districts take up in order to improve their schools."""


@entity(tables.Site, plural="sites", hides=PUBLICATION)
class Site:
    """A district that took up an innovation, as a case to be compared with others."""

    innovation = to_one(back="sites", says="The districts that took it up.", always=True)
    author = to_one(back="authoredSites", says="The sites that the person recorded.")


@entity(
    tables.SiteFamilyMembership,
    plural="siteFamilyMemberships",
    order_within=("family",),
    hides=PUBLICATION,
)
class SiteFamilyMembership:
    """That a site belongs to a family of sites; a site may belong to several."""

    site = to_one(back="families", says="The families that the site belongs to.", always=True)


@entity(tables.OutcomeRating, plural="outcomeRatings", order_within=("outcome",), hides=PUBLICATION)
class OutcomeRating:
    """How far an outcome was reached at a site, and what shows it."""

    site = to_one(back="outcomeRatings", says="How far each outcome was reached at the site.")
    author = to_one(back="authoredOutcomeRatings", says="The ratings that the person recorded.")


@entity(
    tables.CausalConcept,
    plural="causalConcepts",
    order=("name",),
    keys=("name",),
    hides=PUBLICATION,
)
class CausalConcept:
    """A concept that variables of several networks stand for, so that sites can be compared."""


@entity(tables.CausalNetwork, plural="causalNetworks", order_within=("title",), hides=PUBLICATION)
class CausalNetwork:
    """What led to what at a site: variables, and signed links that never run in a circle."""

    site = to_one(back="causalNetworks", says="What led to what at the site.")
    author = to_one(back="authoredCausalNetworks", says="The networks that the person recorded.")
    picture_url = picture_url(
        "CausalNetwork",
        CAUSAL_NETWORKS,
        "The address of a picture: variables in layers from left to right, and a sign on each link."
        " `?from=2&to=8` shows all paths between two variables, by their numbers, and the sign of"
        " each; `?stream=1` a stream.",
    )


@entity(
    tables.CausalVariable, plural="causalVariables", order_within=("position",), hides=PUBLICATION
)
class CausalVariable:
    """Something that varies at a site, numbered as in its network."""

    network = to_one(back="variables", says="The network's variables by number.", always=True)
    concept = to_one(back="variables", says="The variables that stand for it, at all sites.")


@entity(tables.CausalLink, plural="causalLinks", hides=PUBLICATION)
class CausalLink:
    """That one variable of a network leads to more, or to less, of another."""

    network = to_one(back="links", says="What leads to what in the network.", always=True)
    cause = to_one(back="effects", says="The links that start from it.", always=True)
    effect = to_one(back="causes", says="The links that lead to it.", always=True)


@entity(tables.CausalStream, plural="causalStreams", order_within=("position",), hides=PUBLICATION)
class CausalStream:
    """A course through a network that its authors name, such as the casualty stream."""

    network = to_one(
        back="streams", says="The courses that the network's authors name.", always=True
    )


@entity(
    tables.CausalStreamStep,
    plural="causalStreamSteps",
    order_within=("position",),
    hides=PUBLICATION,
)
class CausalStreamStep:
    """A variable that a stream passes through."""

    network = to_one(always=True)
    stream = to_one(back="steps", says="The variables that it passes through.", always=True)
    variable = to_one(back="streamSteps", says="Where streams pass through it.", always=True)


@entity(
    tables.ReportedStatistic,
    plural="reportedStatistics",
    order=("subject", "key"),
    keys=("key",),
)
class ReportedStatistic:
    """A number as a study reports it, kept as it stands there; its line is in the provenance."""
