"""Who keeps files of evidence, frozen documents, reminders and disclosures."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from models.agenda import Reminder
from models.base import Base
from models.disclosures import DisclosedRecord, Disclosure
from models.filing import EvidenceFile, FrozenDocument
from models.plans import Evidence
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
    """Whoever submits the plan, or issues the report."""
    roles = ("LEAD", "ADM", "MAN") if row.get("plan_id") else ("MON",)
    return eyes.own(row, *roles)


FILING_DOING: Mapping[type[Base], Doing] = {
    EvidenceFile: Doing(create=shows, delete=shows),
    FrozenDocument: Doing(create=freezes),
    **dict.fromkeys((Reminder, Disclosure, DisclosedRecord), NOBODY),
}
