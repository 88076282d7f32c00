"""What was published: statistics, computed and withheld together, and releases of tables.

Nothing here is worked out when it is asked for, so no choice of filters can be played off against
another; and what is withheld is not in the database at all. What is published never changes.
"""

from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from sqlalchemy import BigInteger, CheckConstraint, Index, Numeric, SmallInteger, UniqueConstraint
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
    "ResearchRelease",
    "ResearchReleaseFile",
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
    """Statistics that were published together, small numbers withheld."""

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
    cube: Mapped[StatisticCube] = one_of(StatisticCube, "The cube that it is part of.")
    measure: Mapped[StatisticMeasure] = one_of(StatisticMeasure, "What it counts.")
    site_district_id: Mapped[UUID | None] = link(
        "district", "The district of the site, in the cube by site."
    )
    phase: Mapped[MobilityPhase | None] = one_of(MobilityPhase, "The phase, in the cube by phase.")
    cause: Mapped[MobilityCause | None] = one_of(MobilityCause, "The cause, in the cube by cause.")
    group: Mapped[ActorGroup | None] = one_of(ActorGroup, "The group, in cubes by group.")
    motive: Mapped[Motive | None] = one_of(Motive, "The motive, in cubes of motives.")
    outcome: Mapped[Outcome | None] = one_of(Outcome, "The outcome, in the cube of outcomes.")
    rating: Mapped[SiteRating | None] = one_of(SiteRating, "The rating, likewise.")
    school_year: Mapped[int | None] = described(
        "The school year, by the year in which it ends, in the cube of retention.",
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


class ResearchRelease(NetworkRecord):
    """The network's public records as they stood on a day, to be downloaded and cited."""

    __tablename__ = "research_release"

    release_version: Mapped[str] = described(
        "Its version, which is its day: `2026-11-22`.", unique=True
    )
    released_on: Mapped[date] = described("The day on which it was published.")
    title: Mapped[str] = described("Its title.")
    publisher: Mapped[str] = described("Who published it.")
    citation: Mapped[str] = described("How to cite it, in one sentence.")
    note: Mapped[str | None] = described("What its publisher remarks.")
    sha256: Mapped[str] = described(
        "The SHA-256 digest of its file `SHA256SUMS`, in hexadecimal: whoever has that file right"
        " has all files right."
    )
    replaces_id: Mapped[UUID | None] = link(
        "research_release", "The release before it; null for the first."
    )

    __table_args__ = (
        CheckConstraint(r"release_version ~ '^\d{4}-\d{2}-\d{2}$'", name="release_version"),
        CheckConstraint("sha256 ~ '^[0-9a-f]{64}$'", name="sha256"),
    )


class ResearchReleaseFile(NetworkRecord):
    """A file of a release: the records of one type, or what is said about all of them."""

    __tablename__ = "research_release_file"

    release_id: Mapped[UUID] = link("research_release", "The release that it is part of.")
    name: Mapped[str] = described("Its name, unique within the release.")
    media_type: Mapped[str] = described("Its media type.")
    bytes: Mapped[int] = described("How long it is, in bytes.", type_=BigInteger)
    sha256: Mapped[str] = described("The SHA-256 digest of its content, in hexadecimal.")
    record_type: Mapped[str | None] = described(
        "The type of the records in it, as in this schema; null where it holds none."
    )
    rows: Mapped[int | None] = described("How many records it holds; null where it holds none.")
    added: Mapped[int | None] = described("How many of them the release before did not have.")
    changed: Mapped[int | None] = described("How many of them are otherwise than in it.")
    removed: Mapped[int | None] = described("How many records of it are there no more.")

    __table_args__ = (
        UniqueConstraint("release_id", "name"),
        CheckConstraint("name ~ '^[A-Za-z0-9][A-Za-z0-9._-]*$'", name="name"),
        CheckConstraint("bytes >= 0", name="bytes"),
        CheckConstraint("sha256 ~ '^[0-9a-f]{64}$'", name="sha256"),
        CheckConstraint("(rows IS NULL) = (record_type IS NULL)", name="table"),
    )
