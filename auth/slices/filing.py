"""Who reads files of evidence and frozen documents, and who writes them.

A file goes with its evidence, a document with the record that it is of: neither is read by the
thousand, so that their policies may look at what they belong to. Neither is ever changed.
"""

from auth.slices.grants import Slice, may_write, own, own_school, readers, whoever_sees
from auth.slices.plans import WRITERS as OF_PLANS
from auth.slices.roles import ADM, FIRM, LEAD, MAN, MON, PRI
from auth.slices.writing import Action, Stays, Writers, beneath, writers
from models.base import Base
from models.filing import EvidenceFile, FrozenDocument
from models.monitoring import AnnualSummary, QuarterlyProgressReport
from models.plans import AcceleratedImprovementPlan, Benchmark, Evidence

SLICES: dict[type[Base], Slice] = {
    EvidenceFile: readers(whoever_sees(Evidence, "evidence_id")),
    FrozenDocument: readers(
        whoever_sees(AcceleratedImprovementPlan, "plan_id"),
        whoever_sees(QuarterlyProgressReport, "quarterly_report_id"),
        whoever_sees(AnnualSummary, "annual_summary_id"),
    ),
}

EVIDENCE = OF_PLANS[Evidence].update
assert EVIDENCE is not None
KEEPERS = may_write(Evidence, "evidence_id", EVIDENCE)

SUBMITTED_PLAN = beneath(
    FrozenDocument, "plan_id", AcceleratedImprovementPlan, "parent.status = 'SUBMITTED'"
)
ISSUED_REPORT = " OR ".join(
    (
        beneath(
            FrozenDocument,
            "quarterly_report_id",
            QuarterlyProgressReport,
            "parent.status = 'ISSUED'",
        ),
        beneath(FrozenDocument, "annual_summary_id", AnnualSummary, "parent.status = 'SUBMITTED'"),
    )
)
"""A document says what its record said when it moved: it is made in the state that that led to."""

WRITERS: dict[type[Base], Writers] = {
    EvidenceFile: writers(KEEPERS, update=(), delete=[KEEPERS]),
    FrozenDocument: writers(
        own(LEAD, ADM, MAN, where=SUBMITTED_PLAN, says="when they submit the plan"),
        own(MON, where=ISSUED_REPORT, says="when they issue or submit the report"),
        update=(),
    ),
}

STAYS: dict[type[Base], tuple[Stays, ...]] = {}

SHOWN_BY = readers(own(LEAD, ADM, MAN, FIRM), own_school(PRI))
JUDGED = "Its benchmark is judged already."

ACTIONS: tuple[Action, ...] = (
    Action(
        "addFile",
        Evidence,
        SHOWN_BY,
        beneath(
            Evidence,
            "benchmark_id",
            Benchmark,
            "parent.visibility = 'PUBLIC' AND parent.judged_on IS NULL",
        ),
        JUDGED,
    ),
    Action("delete", EvidenceFile, readers(KEEPERS)),
)
