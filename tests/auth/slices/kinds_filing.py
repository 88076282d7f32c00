"""Files, documents and reminders: who sees the own, all or none."""

from models.agenda import Reminder
from models.base import Base
from models.filing import EvidenceFile, FrozenDocument
from models.monitoring import AnnualSummary, QuarterlyProgressReport
from models.plans import AcceleratedImprovementPlan, Evidence
from tests.auth.slices.kinds import EVERYONE, Kind, Which
from tests.auth.slices.oracle_filing import TO_DO
from tests.auth.slices.world import World
from tests.rows import Row

__all__ = ["FILING_KINDS"]


def of_the_district(world: World, row: Row) -> bool:
    return bool(world.find(Evidence, row["evidence_id"])["school_id"] is None)


def of_a(model: type[Base], column: str, *statuses: str) -> Which:
    def which(world: World, row: Row) -> bool:
        key = row.get(column)
        return key is not None and world.find(model, key)["status"] in statuses

    return which


def due(kind: str) -> Which:
    return lambda _world, row: (
        row["kind"] == kind and row.get("person_id") is None and row.get("school_id") is None
    )


PLAN = (AcceleratedImprovementPlan, "plan_id")
REPORT = (QuarterlyProgressReport, "quarterly_report_id")
SUMMARY = (AnnualSummary, "annual_summary_id")

FILING_KINDS = [
    Kind(
        "a file of the district's evidence",
        EvidenceFile,
        of_the_district,
        own="PRI ADM LEAD BRD MAN FIRM MON",
        all="OFF RES",
    ),
    Kind("an accepted plan's document", FrozenDocument, of_a(*PLAN, "ACCEPTED"), all=EVERYONE),
    Kind(
        "a submitted plan's document",
        FrozenDocument,
        of_a(*PLAN, "SUBMITTED", "UNDER_REVIEW"),
        own="ADM LEAD PRI BRD MAN FIRM",
        all="MON OFF",
    ),
    Kind(
        "an issued report's document",
        FrozenDocument,
        of_a(*REPORT, "ISSUED"),
        own="MON LEAD BRD MAN",
        all="OFF",
    ),
    Kind("a published report's", FrozenDocument, of_a(*REPORT, "PUBLISHED"), all=EVERYONE),
    Kind(
        "a submitted summary's document",
        FrozenDocument,
        of_a(*SUMMARY, "SUBMITTED"),
        own="MON LEAD",
        all="OFF SBE",
    ),
    *(
        Kind(f"a reminder of {kind}", Reminder, due(kind), own=roles)
        for kind, roles in TO_DO.items()
    ),
]
