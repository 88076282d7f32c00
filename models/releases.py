"""Statistics as they were published: computed and withheld together, then never changed.

Nothing here is worked out when it is asked for, so no choice of filters can be played off against
another; and what is withheld is not in the database at all.
"""

from datetime import datetime
from decimal import Decimal
from uuid import UUID

from sqlalchemy import CheckConstraint, Index, Numeric, SmallInteger, UniqueConstraint
from sqlalchemy.orm import Mapped

from models.accountability_terms import StaffRole
from models.base import NetworkRecord, described, link, one_of
from models.careers_terms import MobilityCause, MobilityPhase, Motive
from models.innovation_terms import ActorGroup, Outcome, SiteRating
from models.releases_terms import (
    StatisticCube,
    StatisticMeasure,
    StatisticScope,
    WithheldReason,
)

__all__ = [
    "StatisticCell",
    "StatisticCube",
    "StatisticMeasure",
    "StatisticScope",
    "StatisticsRelease",
    "WithheldReason",
]

DIMENSIONS = (
    "site_district_id",
    "phase",
    "cause",
    "group",
    "motive",
    "outcome",
    "rating",
    "school_year",
    "role",
    "scope",
)


class StatisticsRelease(NetworkRecord):
    """Tables of statistics that were published together, small numbers withheld."""

    __tablename__ = "statistics_release"

    number: Mapped[int] = described("Counts the releases from 1.", unique=True)
    released_at: Mapped[datetime] = described("When it was computed and published.")
    threshold: Mapped[int] = described(
        "How many persons a number must count to be given.", type_=SmallInteger
    )
    note: Mapped[str | None] = described("What its publisher remarks.")

    __table_args__ = (
        CheckConstraint("number > 0", name="number"),
        CheckConstraint("threshold > 1", name="threshold"),
    )


class StatisticCell(NetworkRecord):
    """One number of a release, or why there is none."""

    __tablename__ = "statistic_cell"

    release_id: Mapped[UUID] = link("statistics_release", "The release that it is part of.")
    cube: Mapped[StatisticCube] = one_of(StatisticCube, "The table that it is part of.")
    measure: Mapped[StatisticMeasure] = one_of(StatisticMeasure, "What it counts.")
    site_district_id: Mapped[UUID | None] = link(
        "district", "The district of the site, in the table by site."
    )
    phase: Mapped[MobilityPhase | None] = one_of(MobilityPhase, "The phase, in the table by phase.")
    cause: Mapped[MobilityCause | None] = one_of(MobilityCause, "The cause, in the table by cause.")
    group: Mapped[ActorGroup | None] = one_of(ActorGroup, "The group, in tables by group.")
    motive: Mapped[Motive | None] = one_of(Motive, "The motive, in tables of motives.")
    outcome: Mapped[Outcome | None] = one_of(Outcome, "The outcome, in the table of outcomes.")
    rating: Mapped[SiteRating | None] = one_of(SiteRating, "The rating, likewise.")
    school_year: Mapped[int | None] = described(
        "The school year, by the year in which it ends, in the table of retention.",
        type_=SmallInteger,
    )
    role: Mapped[StaffRole | None] = one_of(StaffRole, "The staff, likewise.")
    scope: Mapped[StatisticScope | None] = one_of(StatisticScope, "Whose staff, likewise.")
    value: Mapped[Decimal | None] = described(
        "The number; null where it is missing.", type_=Numeric(12, 1)
    )
    missing: Mapped[WithheldReason | None] = one_of(
        WithheldReason, "Why there is no number; null where there is one."
    )
    as_of_id: Mapped[UUID] = link(
        "statistics_release",
        "The release that the number is of: an earlier one where fewer than 10 persons more or"
        " fewer are counted since.",
    )

    __table_args__ = (
        CheckConstraint("(value IS NULL) = (missing IS NOT NULL)", name="value"),
        UniqueConstraint(
            "release_id",
            "cube",
            "measure",
            *DIMENSIONS,
            name="uq_statistic_cell_number",
            postgresql_nulls_not_distinct=True,
        ),
        Index(None, "cube", "measure"),
    )
