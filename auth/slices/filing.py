"""Who reads files of evidence and frozen documents, and who writes them.

A file goes with its evidence, a document with the record that it is of: neither is read by the
thousand, so that their policies may look at what they belong to.
"""

from auth.slices.grants import Slice, may_write, own, own_school, readers, whoever_sees
from auth.slices.roles import ADM, FIRM, LEAD, MAN, MON, PRI
from auth.slices.writing import writers
from models.base import Base
from models.filing import EvidenceFile, FrozenDocument
from models.monitoring import AnnualSummary, QuarterlyProgressReport
from models.plans import AcceleratedImprovementPlan, Evidence

SLICES: dict[type[Base], Slice] = {
    EvidenceFile: readers(whoever_sees(Evidence, "evidence_id")),
    FrozenDocument: readers(
        whoever_sees(AcceleratedImprovementPlan, "plan_id"),
        whoever_sees(QuarterlyProgressReport, "quarterly_report_id"),
        whoever_sees(AnnualSummary, "annual_summary_id"),
    ),
}

EVIDENCE = writers(own(LEAD, ADM, MAN, FIRM), own_school(PRI))

WRITERS: dict[type[Base], Slice] = {
    EvidenceFile: writers(may_write(Evidence, "evidence_id", EVIDENCE)),
    FrozenDocument: writers(
        own(LEAD, ADM, MAN, where="plan_id IS NOT NULL", says="of a plan"),
        own(MON, where="plan_id IS NULL", says="of a report"),
    ),
}
