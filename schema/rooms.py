"""Every room of entities; to import it is to register them."""

from schema import (
    accountability,
    agenda,
    careers,
    clients,
    disclosures,
    filing,
    innovation,
    inquiry,
    leadership,
    leadership_walkthroughs,
    monitoring,
    organizations,
    people,
    plans,
    releases,
    webhooks,
)

__all__ = ["ROOMS"]

ROOMS = (
    organizations,
    people,
    accountability,
    plans,
    monitoring,
    leadership,
    leadership_walkthroughs,
    inquiry,
    innovation,
    careers,
    releases,
    disclosures,
    filing,
    agenda,
    clients,
    webhooks,
)
