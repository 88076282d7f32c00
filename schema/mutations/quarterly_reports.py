"""Quarterly progress reports: drafted, issued, presented, published, and corrected by revisions.

A section quotes its strategic objective and how the benchmarks stood, so that the report keeps
what it told of; what is not given is taken from the plan as it is.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from models.monitoring import (
    QuarterlyFinding,
    QuarterlyProgressReport,
    QuarterlySection,
    QuotedBenchmark,
)
from models.monitoring_rules import (
    refuse_revised,
    refuse_unissuable,
    refuse_unmonitored,
    refuse_unpresentable,
)
from models.plans import AcceleratedImprovementPlan, StrategicObjective
from schema.freezing import freeze_quarterly_report
from schema.mutations import Gives
from schema.mutations.quotations import QUOTE_BENCHMARKS, QUOTE_OBJECTIVES, quoting_all
from schema.mutations.records import Completing, creates, deletes, updates
from schema.mutations.taken import Path, takes
from schema.mutations.trees import (
    Level,
    clearing,
    copied,
    copy_below,
    creates_whole,
    replaces_whole,
)
from schema.mutations.verbs import verb
from schema.mutations.work import Work

__all__: list[str] = []

Report = QuarterlyProgressReport
Given = Mapping[str, Any]

PRESENTATION = ("presented_on", "presented_at", "is_televised")
DATED = ("issued_on", *PRESENTATION, "published_on", "url")
KEPT_BY_VERBS = ("revision", "revises_id", "author_id", *DATED)
FIRST = (*KEPT_BY_VERBS, "correction")

QUOTED = Level(
    QuotedBenchmark,
    "quotedBenchmarks",
    "section_id",
    "The objective's benchmarks that it tells of, as they stood; all of them unless given.",
    completing=QUOTE_BENCHMARKS,
)
SECTIONS = Level(
    QuarterlySection,
    "sections",
    "report_id",
    "What it says on each strategic objective of the plan, in order.",
    below=(QUOTED,),
    completing=QUOTE_OBJECTIVES,
)
FINDINGS = Level(
    QuarterlyFinding, "findings", "report_id", "The successes and impediments it names, in order."
)
TREE = (SECTIONS, FINDINGS)


async def _monitored(work: Work, reports: Sequence[Report], _paths: Sequence[Path]) -> None:
    """Refuse reports on a plan that is not accepted yet."""
    for report in reports:
        key = (report.district_id, report.plan_id)
        refuse_unmonitored(await work.load(AcceleratedImprovementPlan, key, "planId"))


creates_whole(
    Report,
    "Begin a quarter's report on a plan, in the own name: a draft with as much of it as is given.",
    TREE,
    without=FIRST,
    fills="author_id",
    completing=Completing((), _monitored),
    prepare=quoting_all("sections"),
)
replaces_whole(
    Report,
    "Write a draft anew: its sections and findings are replaced by what is given; of the report"
    " itself, only what is given changes. Quotations are taken from the plan as it is now.",
    TREE,
    without=("plan_id", *KEPT_BY_VERBS),
    prepare=quoting_all("sections"),
)
updates(
    Report,
    "Change what a draft says of the quarter and the plan as a whole.",
    without=("plan_id", *KEPT_BY_VERBS),
)
deletes(Report, "Give up a draft, with all below it.", clear=clearing(TREE))

creates_whole(
    QuarterlySection,
    "Add a section on a strategic objective to a draft, with its benchmarks as they stand.",
    (QUOTED,),
    completing=QUOTE_OBJECTIVES,
    prepare=quoting_all(None),
)
updates(
    QuarterlySection,
    "Change a section of a draft, or what it quotes.",
    without=("report_id", "strategic_objective_id"),
)
deletes(QuarterlySection, "Take a section out of a draft.", clear=clearing((QUOTED,)))
creates_whole(
    QuotedBenchmark, "Quote a benchmark in a section of a draft.", (), completing=QUOTE_BENCHMARKS
)
updates(
    QuotedBenchmark,
    "Change how a draft quotes a benchmark.",
    without=("section_id", "benchmark_id"),
)
deletes(QuotedBenchmark, "Take a quoted benchmark out of a draft.")
creates(QuarterlyFinding, "Name a success or an impediment in a draft.")
updates(
    QuarterlyFinding,
    "Change a success or an impediment that a draft names.",
    without=("report_id",),
)
deletes(QuarterlyFinding, "Take a success or an impediment out of a draft.")


@verb(Report, "issue")
async def issue(work: Work, report: Report, _given: Given) -> None:
    """Send a report to the superintendent and the school board; it never changes again.

    It needs a section on each strategic objective of the plan, each with at least one benchmark as
    it stood; all that is missing is told at once. It is frozen as a document too. What turns out
    wrong is corrected by a revision.
    """
    district = report.district_id
    objectives = await work.found(
        StrategicObjective, "district_id = $1 AND plan_id = $2", district, report.plan_id
    )
    sections = await work.found(
        QuarterlySection, "district_id = $1 AND report_id = $2", district, report.id
    )
    quoted = await work.found(QuotedBenchmark, OF_ITS_SECTIONS, district, report.id)
    refuse_unissuable(objectives, sections, quoted)
    report.issued_on = await work.today()
    await freeze_quarterly_report(work.transaction, await work.save(report), work.caller)


OF_ITS_SECTIONS = """district_id = $1 AND section_id IN (
    SELECT id FROM quarterly_section WHERE district_id = $1 AND report_id = $2
)"""

PRESENTED_ON, *PRESENTED = takes(Report, *PRESENTATION)
PRESENTED = [member.required() for member in PRESENTED]


@verb(Report, "present", PRESENTED_ON, *PRESENTED)
async def present(work: Work, report: Report, given: Given) -> None:
    """Note that a report was presented to the school board at a public meeting; today unless given.

    The state board sees it from now on.
    """
    members = (PRESENTED_ON, *PRESENTED)
    for name, value in work.values(members, given, report.district_id).items():
        setattr(report, name, value)
    today = await work.today()
    report.presented_on = report.presented_on or today
    refuse_unpresentable(report, today)


WHERE = takes(Report, "url")


@verb(Report, "publish", *WHERE)
async def publish(work: Work, report: Report, given: Given) -> None:
    """Publish a report that was presented: everyone sees it from now on."""
    for name, value in work.values(WHERE, given, report.district_id).items():
        setattr(report, name, value)
    report.published_on = await work.today()


(CORRECTION,) = (member.required() for member in takes(Report, "correction"))


@verb(
    Report,
    "revise",
    CORRECTION,
    gives={"revision": Gives("QuarterlyProgressReport", "The draft that corrects it.")},
)
async def revise(work: Work, report: Report, given: Given) -> None:
    """Begin the correction of a report that was issued: a draft with all that the report says.

    The report itself stays as it is.
    """
    corrections = await work.found(
        Report, "district_id = $1 AND revises_id = $2", report.district_id, report.id
    )
    refuse_revised(corrections)
    draft = copied(
        report,
        **dict.fromkeys(DATED),
        author_id=work.author(),
        revision=report.revision + 1,
        revises_id=report.id,
        correction=given["correction"],
    )
    work.gives["revision"] = await work.create(draft)
    await copy_below(work, [(report, draft)], TREE)
