"""A quarterly report and an annual summary as they are printed."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, Final

from schema.freezing.printed import (
    Block,
    Bullets,
    Column,
    Facts,
    Heading,
    Paragraph,
    Printed,
    Table,
    day,
    period,
    school_year,
    short_day,
    spelled,
)

__all__ = ["QUARTERLY_REPORT", "SUMMARY", "printed_report", "printed_summary"]

QUARTERLY_REPORT: Final = """
query FrozenQuarterlyReport($id: ID!) {
  record: quarterlyReport(id: $id) {
    schoolYear quarter periodStartsOn periodEndsOn revision correction issuedOn
    introduction overallProgress
    district { name }
    plan { title }
    author { name holdsPublicOffice }
    sections(first: 10) { nodes {
      quotedTitle quotedStatement progress
      quotedBenchmarks(first: 100) { nodes {
        quotedInitiative quotedStatement category dueOn standing
      } }
    } }
    findings(first: 50) { nodes { kind statement } }
  }
}
"""

SUMMARY: Final = """
query FrozenAnnualSummary($id: ID!) {
  record: annualSummary(id: $id) {
    schoolYear summary successes impediments submittedOn
    district { name }
    author { name holdsPublicOffice }
  }
}
"""

Record = Mapping[str, Any]

BENCHMARKS: Final = (
    Column("Benchmark", 38),
    Column("Initiative", 22),
    Column("Kind of change", 15),
    Column("Due", 14),
    Column("Stands", 11),
)
FINDINGS: Final = (("SUCCESS", "Successes"), ("IMPEDIMENT", "Impediments"))


def printed_report(report: Record, _revision: int) -> Printed:
    """A quarterly report, laid out."""
    district, year = report["district"]["name"], school_year(report["schoolYear"])
    corrected = f", revision {report['revision']}" if report["revision"] > 1 else ""
    return Printed(
        kicker=f"{district} · Quarterly progress report",
        title=f"Quarter {report['quarter']} of {year}",
        subtitle=period(report["periodStartsOn"], report["periodEndsOn"]),
        footer=f"{district} · quarterly report {report['quarter']} of {year}{corrected} ·"
        f" as issued on {day(report['issuedOn'])}",
        frozen_on=date.fromisoformat(report["issuedOn"]),
        blocks=tuple(_report(report)),
    )


def _report(report: Record) -> Iterator[Block]:
    facts = [
        ("District", report["district"]["name"]),
        ("Issued", day(report["issuedOn"])),
        ("Period", period(report["periodStartsOn"], report["periodEndsOn"])),
    ]
    if report["plan"]:
        facts.append(("Plan", report["plan"]["title"]))
    yield Facts((*facts, *_author(report)))
    if report["correction"]:
        yield Heading(2, f"What revision {report['revision']} corrects")
        yield Paragraph(report["correction"])
    if report["introduction"]:
        yield Heading(2, "Introduction")
        yield Paragraph(report["introduction"])
    yield Heading(2, "Overall progress")
    yield Paragraph(report["overallProgress"])
    for place, section in enumerate(report["sections"]["nodes"], 1):
        yield from _section(place, section)
    for kind, title in FINDINGS:
        found = [each for each in report["findings"]["nodes"] if each["kind"] == kind]
        if found:
            yield Heading(2, title)
            yield Bullets(tuple(each["statement"] for each in found))


def _section(place: int, section: Record) -> Iterator[Block]:
    yield Heading(2, f"Objective {place}: {section['quotedTitle']}")
    yield Paragraph(section["quotedStatement"], is_quiet=True)
    yield Heading(3, "Progress")
    yield Paragraph(section["progress"])
    rows = tuple(
        (
            each["quotedStatement"],
            each["quotedInitiative"],
            spelled(each["category"]),
            short_day(each["dueOn"]),
            spelled(each["standing"]),
        )
        for each in section["quotedBenchmarks"]["nodes"]
    )
    if rows:
        yield Heading(3, "Benchmarks")
        yield Table(f"Benchmarks of objective {place}, as they stood", BENCHMARKS, rows)


def printed_summary(summary: Record, _revision: int) -> Printed:
    """An annual summary, laid out."""
    district, year = summary["district"]["name"], school_year(summary["schoolYear"])
    return Printed(
        kicker=f"{district} · Annual summary to the state board",
        title=f"School year {year}",
        subtitle="",
        footer=f"{district} · annual summary {year} · as submitted on"
        f" {day(summary['submittedOn'])}",
        frozen_on=date.fromisoformat(summary["submittedOn"]),
        blocks=tuple(_summary(summary)),
    )


def _summary(summary: Record) -> Iterator[Block]:
    facts = (("District", summary["district"]["name"]), ("Submitted", day(summary["submittedOn"])))
    yield Facts((*facts, *_author(summary)))
    parts = (("summary", "The year"), ("successes", "Successes"), ("impediments", "Impediments"))
    for name, title in parts:
        if summary[name]:
            yield Heading(2, title)
            yield Paragraph(summary[name])


def _author(record: Record) -> Iterator[tuple[str, str]]:
    """Who wrote it, where everyone sees who that is."""
    author = record["author"]
    if author and author["holdsPublicOffice"]:
        yield "Plan monitor", author["name"]
