"""Every room, imported once, so that the metadata knows every table."""

from models import (
    accountability,
    agenda,
    careers,
    clients,
    disclosures,
    filing,
    innovation,
    inquiry,
    inquiry_material,
    leadership,
    leadership_walkthroughs,
    monitoring,
    organizations,
    people,
    plans,
    releases,
    webhooks,
)
from models.base import Base

__all__ = ["ROOMS", "metadata", "models"]

ROOMS = (
    organizations,
    people,
    accountability,
    plans,
    monitoring,
    leadership,
    leadership_walkthroughs,
    inquiry,
    inquiry_material,
    innovation,
    careers,
    releases,
    disclosures,
    filing,
    agenda,
    clients,
    webhooks,
)

metadata = Base.metadata


def models() -> dict[str, type[Base]]:
    """Every mapped class by the name of its table."""
    return {mapper.local_table.name: mapper.class_ for mapper in Base.registry.mappers}  # type: ignore[attr-defined]
