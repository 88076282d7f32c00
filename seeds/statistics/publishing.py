"""Making a release: everything is counted, withheld where it must be, and stored at once."""

from collections.abc import Iterator
from datetime import UTC, datetime
from decimal import Decimal
from itertools import chain
from typing import Any
from uuid import UUID

from models.accountability_terms import StaffRole
from models.base import new_id
from models.innovation_terms import Outcome, SiteRating
from models.releases import StatisticCell, StatisticsRelease
from models.releases_terms import StatisticCube as Cube
from models.releases_terms import StatisticMeasure as Measure
from models.releases_terms import StatisticScope as Scope
from models.releases_terms import WithheldReason
from seeds.statistics.cells import cell_id, cells_of
from seeds.statistics.protection import THRESHOLD, protected
from seeds.statistics.reading import earlier_releases, found
from seeds.store import Connection, Row, because, upsert

__all__ = ["CONFIDENCES_COUNTED", "publish"]

CONFIDENCES_COUNTED = (
    "AdoptionMotive",
    "JobMobilityKeyActor",
    "KeyActor",
    "MobilityAssessment",
)
"""The types of confidential records that a release is counted from."""

ONE_AT_A_TIME = 0x1317_0128

OUTCOMES = """
SELECT o.outcome, o.rating, count(*)::int AS sites FROM outcome_rating o
JOIN site s ON s.district_id = o.district_id AND s.id = o.site_id
WHERE o.public_from <= slice.today() AND s.public_from <= slice.today()
GROUP BY o.outcome, o.rating
"""
RETENTION = "SELECT * FROM ask.turnover_comparison(NULL, NULL)"


async def publish(
    connection: Connection,
    *,
    note: str | None = None,
    release_id: UUID | None = None,
    released_at: datetime | None = None,
) -> tuple[int, list[Row]]:
    """Make the next release, in one transaction, as the owner; gives its number and its cells."""
    # Not inside the transaction, whose view of the data would then be older than the wait.
    await connection.execute("SELECT pg_advisory_lock($1)", ONE_AT_A_TIME)
    try:
        async with connection.transaction(isolation="repeatable_read"):
            release = {
                "id": release_id or new_id(),
                "number": 1 + await _latest(connection),
                "released_at": released_at or datetime.now(UTC),
                "threshold": THRESHOLD,
                "note": note,
            }
            await because(connection, "publish statistics")
            cells = await _cells(connection, UUID(str(release["id"])))
            await upsert(connection, StatisticsRelease, [release])
            await upsert(connection, StatisticCell, cells)
    finally:
        await connection.execute("SELECT pg_advisory_unlock($1)", ONE_AT_A_TIME)
    return int(str(release["number"])), cells


async def _cells(connection: Connection, release: UUID) -> list[Row]:
    counted, earlier = await found(connection), await earlier_releases(connection)
    told = protected(
        counted.people, counted.sites, earlier=earlier.released, insiders=counted.insiders
    )
    public = chain(
        _outcomes(release, await connection.fetch(OUTCOMES)),
        _retention(release, await connection.fetch(RETENTION)),
    )
    return [*cells_of(told, release, earlier.as_of), *public]


async def _latest(connection: Connection) -> int:
    number = await connection.fetchval("SELECT coalesce(max(number), 0) FROM statistics_release")
    return int(number)


def _outcomes(release: UUID, rows: list[Any]) -> Iterator[Row]:
    """Published sites by outcome and rating: everyone may read and count these ratings."""
    counts = {(row["outcome"], row["rating"]): row["sites"] for row in rows}
    for outcome in Outcome:
        for rating in SiteRating:
            yield {
                **_cell(release, Cube.OUTCOMES, Measure.SITES, outcome.name, rating.name),
                "outcome": outcome,
                "rating": rating,
                "value": Decimal(counts.get((outcome.name, rating.name), 0)),
                "missing": None,
            }


def _retention(release: UUID, rows: list[Any]) -> Iterator[Row]:
    """The network's staff beside the state's: sums of figures that everyone may read."""
    for row in rows:
        for scope in Scope:
            staff, gone, turnover = (
                row[f"{scope.name.lower()}_{what}"] for what in ("staff", "left", "turnover")
            )
            stayed = None if staff is None else staff - gone
            for measure, value in (
                (Measure.STAFF, staff),
                (Measure.STAYED, stayed),
                (Measure.LEFT, gone),
                (Measure.TURNOVER, turnover),
            ):
                names = (row["school_year"], row["role"], scope.name)
                yield {
                    **_cell(release, Cube.RETENTION, measure, *names),
                    "school_year": row["school_year"],
                    "role": StaffRole[row["role"]],
                    "scope": scope,
                    "value": value if value is None else Decimal(value),
                    "missing": WithheldReason.NOT_COLLECTED if value is None else None,
                }


def _cell(release: UUID, cube: Cube, measure: Measure, *names: object) -> dict[str, object]:
    return {
        "id": cell_id(release, cube.name, measure.name, *names),
        "release_id": release,
        "cube": cube,
        "measure": measure,
        "as_of_id": release,
    }
