"""What a quarterly report quotes of a plan: taken from it as it is, where it is not given."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextlib import suppress
from typing import Any
from uuid import UUID

from models.failures import BadUserInput
from models.monitoring import QuarterlyProgressReport, QuarterlySection, QuotedBenchmark
from models.plans import Benchmark, Initiative, StrategicObjective
from schema.mutations.records import Completing
from schema.mutations.taken import Path
from schema.mutations.work import Work

__all__ = ["QUOTE_BENCHMARKS", "QUOTE_OBJECTIVES", "quoting_all"]

Given = Mapping[str, Any]

OF_DISTRICT = "district_id = $1 AND id = ANY($2::uuid[])"
OF_OBJECTIVES = "district_id = $1 AND strategic_objective_id = ANY($2::uuid[])"
OF_INITIATIVES = "district_id = $1 AND initiative_id = ANY($2::uuid[])"


async def _quote_objectives(
    work: Work, sections: Sequence[QuarterlySection], paths: Sequence[Path]
) -> None:
    """Fill in the titles and statements of the objectives; all must be of the report's plan."""
    district = sections[0].district_id
    reports = await work.found(
        QuarterlyProgressReport, OF_DISTRICT, district, [each.report_id for each in sections]
    )
    ids = [each.strategic_objective_id for each in sections]
    found = {o.id: o for o in await work.found(StrategicObjective, OF_DISTRICT, district, ids)}
    plans = {report.plan_id for report in reports}
    for section, path in zip(sections, paths, strict=True):
        objective = found.get(section.strategic_objective_id)
        if objective is None:
            continue  # what the caller doesn't see is refused when the section is stored
        if reports and objective.plan_id not in plans:
            message = "The report is on another plan."
            raise BadUserInput(message, path=(*path, "strategicObjectiveId"))
        section.quoted_title = section.quoted_title or objective.title
        section.quoted_statement = section.quoted_statement or objective.statement


async def _quote_benchmarks(
    work: Work, quoted: Sequence[QuotedBenchmark], paths: Sequence[Path]
) -> None:
    """Fill in how benchmarks stand; all must serve the section's objective."""
    district = quoted[0].district_id
    sections = await work.found(
        QuarterlySection, OF_DISTRICT, district, [each.section_id for each in quoted]
    )
    ids = [each.benchmark_id for each in quoted]
    benchmarks = {b.id: b for b in await work.found(Benchmark, OF_DISTRICT, district, ids)}
    above = [benchmark.initiative_id for benchmark in benchmarks.values()]
    initiatives = {i.id: i for i in await work.found(Initiative, OF_DISTRICT, district, above)}
    objectives = {section.strategic_objective_id for section in sections}
    for each, path in zip(quoted, paths, strict=True):
        benchmark = benchmarks.get(each.benchmark_id)
        if benchmark is None:
            continue
        initiative = initiatives[benchmark.initiative_id]
        if sections and initiative.strategic_objective_id not in objectives:
            message = "The section is on another strategic objective."
            raise BadUserInput(message, path=(*path, "benchmarkId"))
        _quote(each, benchmark, initiative)


def _quote(quoted: QuotedBenchmark, benchmark: Benchmark, initiative: Initiative) -> None:
    quoted.quoted_initiative = quoted.quoted_initiative or initiative.title
    quoted.category = quoted.category or benchmark.category
    quoted.quoted_statement = quoted.quoted_statement or benchmark.statement
    quoted.due_on = quoted.due_on or benchmark.due_on
    quoted.standing = quoted.standing or benchmark.status


QUOTE_OBJECTIVES = Completing(("quoted_title", "quoted_statement"), _quote_objectives)
QUOTE_BENCHMARKS = Completing(
    ("quoted_initiative", "category", "quoted_statement", "due_on", "standing"), _quote_benchmarks
)


def quoting_all(name: str | None) -> Callable[[Work, Given], Awaitable[Given]]:
    """Sections of which no quoted benchmarks are given quote all of their objective.

    `name` is the member that lists the sections; none where the input is a section itself.
    """

    async def prepare(work: Work, given: Given) -> Given:
        sections = [given] if name is None else given.get(name) or []
        lacking = [each for each in sections if "quotedBenchmarks" not in each]
        by_objective = await _all_benchmarks(work, lacking)
        full = [
            {"quotedBenchmarks": by_objective.get(each["strategicObjectiveId"], []), **each}
            for each in sections
        ]
        return full[0] if name is None else {**given, name: full}

    return prepare


async def _all_benchmarks(work: Work, sections: Sequence[Given]) -> dict[str, list[Given]]:
    """The benchmarks of sections' objectives, in the plan's order, as they would be given."""
    keys: dict[tuple[UUID, ...], str] = {}
    for each in sections:
        raw = each["strategicObjectiveId"]
        with suppress(BadUserInput):  # told with its place when the section is written
            keys[work.key(raw, "StrategicObjective")] = raw
    told: dict[str, list[Given]] = {raw: [] for raw in keys.values()}
    for district in {key[0] for key in keys}:
        ids = [key[1] for key in keys if key[0] == district]
        initiatives = await work.found(Initiative, OF_OBJECTIVES, district, ids)
        of = {initiative.id: initiative for initiative in initiatives}
        benchmarks = await work.found(Benchmark, OF_INITIATIVES, district, [*of])
        for mark in sorted(benchmarks, key=lambda b: (of[b.initiative_id].position, b.position)):
            raw = keys[district, of[mark.initiative_id].strategic_objective_id]
            told[raw].append({"benchmarkId": work.id_of(mark)})
    return told
