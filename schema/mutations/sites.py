"""Innovations, the sites that took them up, and what became of them there."""

from collections.abc import Mapping
from typing import Any

from models.innovation import (
    CausalConcept,
    Innovation,
    OutcomeRating,
    Site,
    SiteFamilyMembership,
)
from models.innovation_rules import refuse_unaccounted
from schema.mutations.records import creates, deletes, updates
from schema.mutations.verbs import moves, verb
from schema.mutations.work import Work

__all__: list[str] = []

Given = Mapping[str, Any]
BY, PUBLISHED = "author_id", "published_on"

creates(Innovation, "Add a programme or practice that districts take up.")
updates(Innovation, "Correct what is on record of a programme or practice.")

creates(
    CausalConcept,
    "Add a concept by which variables of several networks can be compared.",
    without=(PUBLISHED,),
    fills=BY,
)
updates(CausalConcept, "Change what a concept is called or means.", without=(BY, PUBLISHED))
moves(CausalConcept, "publish", "Publish a concept.", dated=PUBLISHED)

creates(
    Site,
    "Begin to study a district that took up an innovation; the caller is the author.",
    without=(PUBLISHED,),
    fills=BY,
)
updates(
    Site,
    "Change the account of what happened at a site.",
    without=("innovation_id", BY, PUBLISHED),
)


async def clear(work: Work, site: Site) -> None:
    """Take away to which families a site belongs."""
    mine = "district_id = $1 AND site_id = $2"
    await work.delete_all(await work.found(SiteFamilyMembership, mine, site.district_id, site.id))


deletes(Site, "Give up a site that was never published and of which nothing is told.", clear=clear)


@verb(Site, "publish")
async def publish(work: Work, site: Site, _given: Given) -> None:
    """Publish a site: its account and its families are public from now on.

    Its account must say what happened there. Ratings and causal networks are published each by
    itself.
    """
    refuse_unaccounted(site.account)
    site.published_on = await work.today()


creates(SiteFamilyMembership, "Say that a site belongs to a family of sites.")
updates(
    SiteFamilyMembership,
    "Correct why a site belongs to a family.",
    without=("site_id", "family"),
)
deletes(SiteFamilyMembership, "Say that a site does not belong to a family after all.")

creates(
    OutcomeRating,
    "Rate how far an outcome was reached at a site, with what shows it.",
    without=(PUBLISHED,),
    fills=BY,
)
updates(
    OutcomeRating,
    "Rate an outcome anew, or correct what shows it.",
    without=("site_id", "outcome", BY, PUBLISHED),
)
deletes(OutcomeRating, "Take back a rating that was never published.")
moves(OutcomeRating, "publish", "Publish a rating.", dated=PUBLISHED)
