"""Innovations, the sites that took them up, and what became of them there and why.

A site, its ratings and its causal networks are seen by their author until they are published.
Parts of a network repeat its author and the day from which it is public, and a site's families
those of the site, kept equal by cascading foreign keys, so that a policy decides on a row by that
row alone. What a study reports as a number is kept as reported, to be set beside what rows compute.
"""

from datetime import date
from decimal import Decimal
from uuid import UUID

from sqlalchemy import CheckConstraint, Computed, Index, Numeric, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, DistrictRecord, NetworkRecord, described, link, one_of, place, within
from models.innovation_terms import (
    ActorGroup,
    CausalSign,
    ClaimBasis,
    Outcome,
    Precision,
    SiteFamily,
    SiteRating,
    Sponsorship,
    StatisticSubject,
)

__all__ = [
    "ActorGroup",
    "CausalConcept",
    "CausalLink",
    "CausalNetwork",
    "CausalSign",
    "CausalStream",
    "CausalStreamStep",
    "CausalVariable",
    "ClaimBasis",
    "Innovation",
    "Outcome",
    "OutcomeRating",
    "Precision",
    "ReportedStatistic",
    "Site",
    "SiteFamily",
    "SiteFamilyMembership",
    "SiteRating",
    "Sponsorship",
    "StatisticSubject",
]

AUTHORSHIP = ("author_id", "public_from")


class Publishable(Base):
    """A record that its author and the research office see until it is published."""

    __abstract__ = True

    author_id: Mapped[UUID] = link(
        "person", "Who recorded it; null where not visible to the caller.", sort_order=800
    )
    published_on: Mapped[date | None] = described(
        "When it was published; null while it is not.", sort_order=801
    )
    public_from: Mapped[date] = mapped_column(
        Computed("coalesce(published_on, 'infinity'::date)", persisted=True),
        doc="The day of publication; never, while there is none.",
        sort_order=802,
    )


class PublishablePart(DistrictRecord):
    """A row that repeats author and publication of the record that it is part of."""

    __abstract__ = True

    author_id: Mapped[UUID] = described("Who recorded what it is part of.", sort_order=800)
    public_from: Mapped[date] = described(
        "The day from which what it is part of is public.", sort_order=801
    )


class Innovation(NetworkRecord):
    """A programme or practice that districts take up in order to improve their schools."""

    __tablename__ = "innovation"

    name: Mapped[str] = described("What it is called.", unique=True)
    sponsorship: Mapped[Sponsorship | None] = one_of(
        Sponsorship, "The federal programme behind it; null where there is none or none is stated."
    )
    description: Mapped[str | None] = described("What it consists of.")


class Site(Publishable, DistrictRecord):
    """A district that took up an innovation, as a case to be compared with others."""

    __tablename__ = "site"

    innovation_id: Mapped[UUID] = link("innovation", "What it took up.")
    account: Mapped[str | None] = described("What happened there, in a few sentences.")

    __table_args__ = (
        UniqueConstraint("district_id", "innovation_id"),
        UniqueConstraint("district_id", "id", *AUTHORSHIP),
    )


class SiteFamilyMembership(PublishablePart):
    """That a site belongs to a family of sites; a site may belong to several."""

    __tablename__ = "site_family_membership"

    site_id: Mapped[UUID] = within("site", "The site that belongs to it.", carries=AUTHORSHIP)
    family: Mapped[SiteFamily] = one_of(SiteFamily, "The family.")
    basis: Mapped[ClaimBasis] = one_of(ClaimBasis, "What the claim rests on.")
    note: Mapped[str | None] = described("Why it belongs there.")

    __table_args__ = (UniqueConstraint("district_id", "site_id", "family"),)


class OutcomeRating(Publishable, DistrictRecord):
    """How far an outcome was reached at a site, and what shows it."""

    __tablename__ = "outcome_rating"

    site_id: Mapped[UUID] = within("site", "The site rated.")
    outcome: Mapped[Outcome] = one_of(Outcome, "The outcome.")
    rating: Mapped[SiteRating] = one_of(SiteRating, "How much of it there is.")
    evidence: Mapped[str] = described("What shows it, in the source's words where there are any.")
    basis: Mapped[ClaimBasis] = one_of(ClaimBasis, "What the rating rests on.")

    __table_args__ = (UniqueConstraint("district_id", "site_id", "outcome"),)


class CausalConcept(Publishable, NetworkRecord):
    """A concept that variables of several networks stand for, so that sites can be compared."""

    __tablename__ = "causal_concept"

    name: Mapped[str] = described("What it is called.", unique=True)
    definition: Mapped[str | None] = described("What it means.")
    outcome: Mapped[Outcome | None] = one_of(Outcome, "The outcome that it is, where it is one.")


class CausalNetwork(Publishable, DistrictRecord):
    """What led to what at a site: variables, and signed links that never run in a circle."""

    __tablename__ = "causal_network"

    site_id: Mapped[UUID] = within("site", "The site whose course of events it draws.")
    title: Mapped[str] = described("What it is called, such as `Figure 1`.")
    account: Mapped[str | None] = described("What it shows, in a few sentences.")

    __table_args__ = (
        UniqueConstraint("district_id", "site_id", "title"),
        UniqueConstraint("district_id", "id", *AUTHORSHIP),
    )


class NetworkPart(PublishablePart):
    """A row of one causal network."""

    __abstract__ = True

    network_id: Mapped[UUID] = within(
        "causal_network", "The network that it is part of.", carries=AUTHORSHIP, sort_order=-1
    )


class CausalVariable(NetworkPart):
    """Something that varies at a site, numbered as in its network."""

    __tablename__ = "causal_variable"

    position: Mapped[int] = place("network_id", at_most=99)
    name: Mapped[str] = described("What it is called in this network.")
    concept_id: Mapped[UUID | None] = link(
        "causal_concept", "The shared concept that it stands for, by which sites are compared."
    )
    rating: Mapped[SiteRating | None] = one_of(
        SiteRating, "How much of it there was at the site, where the source tells."
    )
    rating_note: Mapped[str | None] = described("The source's word for how much there was.")
    note: Mapped[str | None] = described("What it consisted of at the site.")

    __table_args__ = (UniqueConstraint("district_id", "id", "network_id"),)


class CausalLink(NetworkPart):
    """That one variable of a network leads to more, or to less, of another."""

    __tablename__ = "causal_link"

    cause_id: Mapped[UUID] = within(
        "causal_variable", "The variable that it starts from.", shares="network_id"
    )
    effect_id: Mapped[UUID] = within(
        "causal_variable", "The variable that it leads to.", shares="network_id"
    )
    sign: Mapped[CausalSign] = one_of(CausalSign, "Whether it leads to more or to less.")
    strength_note: Mapped[str | None] = described("The source's word for how strongly.")
    time_note: Mapped[str | None] = described("The source's word for when, such as `initially`.")
    basis: Mapped[ClaimBasis] = one_of(ClaimBasis, "What the claim rests on.")
    citation: Mapped[str | None] = described("The source's words for it, or a remark on them.")

    __table_args__ = (
        CheckConstraint("cause_id <> effect_id", name="two_variables"),
        UniqueConstraint("district_id", "network_id", "cause_id", "effect_id"),
        Index(None, "district_id", "network_id", "effect_id"),
    )


class CausalStream(NetworkPart):
    """A course through a network that its authors name, such as the casualty stream."""

    __tablename__ = "causal_stream"

    position: Mapped[int] = place("network_id", at_most=20)
    name: Mapped[str] = described("What it is called.")
    description: Mapped[str | None] = described("What happens along it.")

    __table_args__ = (UniqueConstraint("district_id", "id", "network_id"),)


class CausalStreamStep(NetworkPart):
    """A variable that a stream passes through."""

    __tablename__ = "causal_stream_step"

    stream_id: Mapped[UUID] = within("causal_stream", "The stream.", shares="network_id")
    position: Mapped[int] = place("stream_id", at_most=50)
    variable_id: Mapped[UUID] = within("causal_variable", "The variable.", shares="network_id")

    __table_args__ = (UniqueConstraint("district_id", "stream_id", "variable_id"),)


class ReportedStatistic(NetworkRecord):
    """A number as a study reports it, kept as it stands there; its line is in the provenance."""

    __tablename__ = "reported_statistic"

    key: Mapped[str] = described("What it is called, such as `moves_total`.", unique=True)
    subject: Mapped[StatisticSubject] = one_of(StatisticSubject, "What it is about.")
    group: Mapped[ActorGroup | None] = one_of(
        ActorGroup, "The key actors that it is about, where it is about one group of them."
    )
    value: Mapped[Decimal] = described("The number, in its unit.", type_=Numeric(12, 4))
    unit: Mapped[str] = described("What is counted, or `percent` or `fraction`.")
    precision: Mapped[Precision] = one_of(
        Precision, "How exactly it is given.", server_default=Precision.EXACT.name
    )
    words: Mapped[str] = described("The words in which the source gives it.")
    check_note: Mapped[str | None] = described(
        "What a recalculation from the source's other numbers gives, and where they disagree."
    )

    __table_args__ = (Index(None, "subject", "key"),)
