"""Who keeps files of evidence, frozen documents, reminders and disclosures."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from models.agenda import Reminder
from models.base import Base
from models.disclosures import DisclosedRecord, Disclosure
from models.filing import EvidenceFile, FrozenDocument
from models.monitoring import AnnualSummary, QuarterlyProgressReport
from models.plans import AcceleratedImprovementPlan, Evidence
from tests.auth.slices.doing_plans import PLANS_DOING
from tests.auth.slices.doings import NOBODY, Doing
from tests.rows import Row

if TYPE_CHECKING:
    from tests.auth.slices.oracle import Eyes

__all__ = ["FILING_DOING"]


def shows(eyes: "Eyes", row: Row) -> bool:
    """Whoever may change the evidence that it belongs to."""
    return PLANS_DOING[Evidence].update(eyes, eyes.world.find(Evidence, row["evidence_id"]))


def freezes(eyes: "Eyes", row: Row) -> bool:
    """Whoever has just submitted the plan, or issued the report."""
    for column, model, status, roles in FROZEN:
        if row.get(column):
            stands = eyes.world.find(model, row[column])["status"]
            return stands == status and eyes.own(row, *roles)
    return False


FROZEN = (
    ("plan_id", AcceleratedImprovementPlan, "SUBMITTED", ("LEAD", "ADM", "MAN")),
    ("quarterly_report_id", QuarterlyProgressReport, "ISSUED", ("MON",)),
    ("annual_summary_id", AnnualSummary, "SUBMITTED", ("MON",)),
)


FILING_DOING: Mapping[type[Base], Doing] = {
    EvidenceFile: Doing(create=shows, delete=shows),
    FrozenDocument: Doing(create=freezes),
    **dict.fromkeys((Reminder, Disclosure, DisclosedRecord), NOBODY),
}
