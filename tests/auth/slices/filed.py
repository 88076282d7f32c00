"""What is kept of a made-up network as files and documents, and what it is reminded of."""

from collections.abc import Iterable, Sequence
from datetime import date
from uuid import UUID

from models.agenda import CalendarEntryKind, Reminder
from models.base import Base
from models.filing import EvidenceFile, FrozenDocument
from models.monitoring import AnnualSummary, QuarterlyProgressReport
from models.plans import AcceleratedImprovementPlan, Evidence
from tests.auth.slices.world import World

__all__ = ["keep", "remind"]

DAY = date(2012, 1, 1)
DIGEST = "0" * 64
RECORDS: Sequence[tuple[type[Base], str]] = (
    (AcceleratedImprovementPlan, "plan_id"),
    (QuarterlyProgressReport, "quarterly_report_id"),
    (AnnualSummary, "annual_summary_id"),
)


def keep(world: World, district: UUID) -> None:
    """A file of each piece of evidence, a document of each plan, report and summary."""
    here = {"district_id": district}
    for evidence in _of(world, Evidence, district):
        world.add(
            EvidenceFile,
            **here,
            evidence_id=evidence,
            media_type="text/plain",
            sha256=DIGEST,
        )
    for model, column in RECORDS:
        for record in _of(world, model, district):
            world.add(FrozenDocument, **here, **{column: record}, html=b"", pdf=b"")


def remind(world: World, district: UUID, schools: Iterable[UUID], people: Iterable[UUID]) -> None:
    """A reminder of each kind: of the district's, of a school's, and each of some persons' own."""
    for kind in CalendarEntryKind:
        usual = {"district_id": district, "kind": kind.name, "is_overdue": False}
        for school in (None, *schools):
            world.add(Reminder, **usual, school_id=school)
        for person in people:
            world.add(Reminder, **usual, person_id=person)


def _of(world: World, model: type[Base], district: UUID) -> list[UUID]:
    return [row["id"] for row in world.all(model) if row["district_id"] == district]
