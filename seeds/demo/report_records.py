"""The records of quarterly reports and annual summaries that the demo's data write down.

A report quotes the plan as it stood on the last day that it reports on: the benchmarks that were
due in the school year or measured in the quarter, each as far as it had come by then.
"""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from models import monitoring as tables
from models.base import Base
from models.monitoring_terms import ReportStatus
from models.plans import BenchmarkStatus
from seeds.demo.ids import benchmark_id, district_id, objective_id, person_id, plan_id
from seeds.demo.monitoring_notation import Report, Summary
from seeds.demo.paper import ILLUSTRATION, told
from seeds.demo.plan_notation import Benchmark, Objective
from seeds.store import stable_id

__all__ = ["report_records", "summary_records"]

# Years from the one in which the school year ends, and the first month.
QUARTERS = {1: (-1, 7), 2: (-1, 10), 3: (0, 1), 4: (0, 4)}
WAS_PRESENTED = {ReportStatus.PRESENTED, ReportStatus.PUBLISHED}


def report_records(reports: Sequence[Report]) -> Iterator[Base]:
    """Quarterly reports with their sections, quotations and findings."""
    for report in reports:
        starts_on, ends_on = _period(report)
        was_presented = report.status in WAS_PRESENTED
        yield tables.QuarterlyProgressReport(
            **_row(report.plan.district, _id(report), report.fact),
            plan_id=plan_id(report.plan.district, report.plan.title),
            school_year=report.year,
            quarter=report.quarter,
            period_starts_on=starts_on,
            period_ends_on=ends_on,
            revision=report.revision,
            revises_id=_id(report, report.revision - 1) if report.revision > 1 else None,
            correction=report.correction,
            status=report.status,
            author_id=person_id(report.plan.district, "plan-monitor"),
            introduction=report.introduction,
            overall_progress=report.overall,
            issued_on=_day(report.issued),
            presented_on=_day(report.presented),
            presented_at=f"School Board of {report.plan.district}" if was_presented else None,
            is_televised=report.televised if was_presented else None,
            published_on=_day(report.published),
        )
        for position, objective in enumerate(report.plan.objectives, 1):
            yield from _section(report, position, objective, ends_on)
        yield from _findings(report)


def summary_records(summaries: Sequence[Summary]) -> Iterator[Base]:
    """Annual summaries."""
    for summary in summaries:
        yield tables.AnnualSummary(
            **_row(
                summary.district,
                stable_id("annual summary", summary.district, str(summary.year)),
                summary.fact,
            ),
            school_year=summary.year,
            status=summary.status,
            author_id=person_id(summary.district, "plan-monitor"),
            summary=summary.summary,
            successes=summary.successes,
            impediments=summary.impediments,
            submitted_on=_day(summary.submitted),
            published_on=_day(summary.published),
        )


def _section(report: Report, position: int, objective: Objective, ends_on: date) -> Iterator[Base]:
    plan = report.plan
    section = stable_id("quarterly section", str(_id(report)), str(position))
    yield tables.QuarterlySection(
        **_part(report, section, None),
        report_id=_id(report),
        position=position,
        strategic_objective_id=objective_id(plan.district, plan.title, objective.key),
        quoted_title=objective.title,
        quoted_statement=objective.statement,
        progress=report.progress[position - 1],
    )
    quoted = list(_in_question(report, objective))
    for number, (initiative, key, place, benchmark) in enumerate(quoted, 1):
        yield tables.QuotedBenchmark(
            **_part(report, stable_id("quoted benchmark", str(section), str(number)), None),
            section_id=section,
            position=number,
            benchmark_id=benchmark_id(plan.district, plan.title, key, place),
            quoted_initiative=initiative,
            category=benchmark.category,
            quoted_statement=benchmark.statement,
            due_on=_due(report, key, place, benchmark),
            standing=_standing(benchmark, ends_on),
        )


def _in_question(report: Report, objective: Objective) -> Iterator[tuple[str, str, int, Benchmark]]:
    """The benchmarks that were due in the year or measured in the quarter, with their place."""
    starts_on, ends_on = _period(report)
    year = date(report.year - 1, 7, 1), date(report.year, 6, 30)
    for initiative in objective.initiatives:
        for place, benchmark in enumerate(initiative.benchmarks, 1):
            days = [date.fromisoformat(measured.day) for measured in benchmark.measured]
            is_due = year[0] <= _due(report, initiative.key, place, benchmark) <= year[1]
            if is_due or any(starts_on <= day <= ends_on for day in days):
                yield initiative.title, initiative.key, place, benchmark


def _findings(report: Report) -> Iterator[Base]:
    plan = report.plan
    for position, finding in enumerate(report.findings, 1):
        yield tables.QuarterlyFinding(
            **_part(
                report,
                stable_id("quarterly finding", str(_id(report)), str(position)),
                finding.fact,
            ),
            report_id=_id(report),
            position=position,
            kind=finding.kind,
            strategic_objective_id=objective_id(plan.district, plan.title, finding.objective)
            if finding.objective
            else None,
            statement=finding.statement,
        )


def _period(report: Report) -> tuple[date, date]:
    """From the first day of a quarter of the school year to its last."""
    years, month = QUARTERS[report.quarter]
    starts_on = date(report.year + years, month, 1)
    ends_on = (starts_on + timedelta(days=95)).replace(day=1) - timedelta(days=1)
    return starts_on, ends_on


def _due(report: Report, initiative: str, place: int, benchmark: Benchmark) -> date:
    once = report.once_due or {}
    return date.fromisoformat(once.get((initiative, place), benchmark.due))


def _standing(benchmark: Benchmark, day: date) -> BenchmarkStatus:
    """Where a benchmark stood at the end of a day."""
    until = day.isoformat()
    if benchmark.met and benchmark.met <= until:
        return BenchmarkStatus.MET
    if benchmark.missed and benchmark.missed <= until:
        return BenchmarkStatus.NOT_MET
    if any(measured.day <= until for measured in benchmark.measured):
        return BenchmarkStatus.IN_PROGRESS
    return BenchmarkStatus.NOT_STARTED


def _id(report: Report, revision: int | None = None) -> UUID:
    names = (report.year, report.quarter, revision or report.revision)
    return stable_id("quarterly report", report.plan.district, *map(str, names))


def _part(report: Report, record: UUID, fact: str | None) -> dict[str, Any]:
    return {**_row(report.plan.district, record, fact), "status": report.status}


def _row(district: str, record: UUID, fact: str | None) -> dict[str, Any]:
    provenance = told(fact) if fact else ILLUSTRATION
    return {"district_id": district_id(district), "id": record, **provenance}


def _day(iso: str | None) -> date | None:
    return date.fromisoformat(iso) if iso else None
