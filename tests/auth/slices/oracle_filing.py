"""Who sees files, documents and reminders, from what they are of and whose it is to do."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from models.agenda import Reminder
from models.base import Base
from models.filing import EvidenceFile, FrozenDocument
from models.monitoring import AnnualSummary, QuarterlyProgressReport
from models.plans import AcceleratedImprovementPlan, Evidence
from tests.auth.slices.oracle_monitoring import annual_summary, quarterly_report
from tests.rows import Row

if TYPE_CHECKING:
    from tests.auth.slices.oracle import Eyes

__all__ = ["TO_DO", "filing"]

Rule = Callable[["Eyes", Row], bool]

TO_DO: Mapping[str, str] = {
    "BENCHMARK": "PRI ADM LEAD MAN FIRM MON",
    "ACTIVITY": "ADM LEAD MAN FIRM",
    "HIGHLIGHT_REPORT": "LEAD MAN FIRM MON",
    "HIGHLIGHT_MEETING": "LEAD MAN FIRM MON",
    "LEADERSHIP_MEETING": "PRI ADM LEAD MAN",
    "SELF_ASSESSMENT": "",
    "SCHOOL_PLAN_REVIEW": "LEAD",
    "WALKTHROUGHS": "",
    "QUARTERLY_REPORT": "MON",
    "ANNUAL_SUMMARY": "MON",
}


def reminder(eyes: "Eyes", row: Row) -> bool:
    is_ones_own = row.get("person_id") is not None and row["person_id"] == eyes.caller.person
    return is_ones_own or eyes.own(row, *TO_DO[row["kind"]].split())


def filing(plan: Rule, evidence: Rule) -> Mapping[type[Base], Rule]:
    """The rules, given those of what files and documents belong to."""

    def evidence_file(eyes: "Eyes", row: Row) -> bool:
        return evidence(eyes, eyes.world.find(Evidence, row["evidence_id"]))

    def document(eyes: "Eyes", row: Row) -> bool:
        for model, column, rule in (
            (AcceleratedImprovementPlan, "plan_id", plan),
            (QuarterlyProgressReport, "quarterly_report_id", quarterly_report),
            (AnnualSummary, "annual_summary_id", annual_summary),
        ):
            if row.get(column) is not None:
                return rule(eyes, eyes.world.find(model, row[column]))
        raise AssertionError("a document of nothing")

    return {EvidenceFile: evidence_file, FrozenDocument: document, Reminder: reminder}
