"""A plan carried out: values measured, evidence shown, benchmarks judged."""

from collections.abc import Mapping, Sequence
from typing import Any

import strawberry

from models.base import new_id
from models.plans import Benchmark, BenchmarkStatus, Evidence, Measurement
from schema.mutations import Done, Gives, at_once
from schema.mutations.many_at_once import many_at_once
from schema.mutations.paths import at, of_one
from schema.mutations.records import creates, deletes, updates
from schema.mutations.taken import Taken, takes
from schema.mutations.verbs import verb
from schema.mutations.work import Work
from schema.scalars import enumeration

__all__ = ["record_all"]

Given = Mapping[str, Any]

MEASUREMENT = takes(Measurement, without=("benchmark_id",))


async def record(
    work: Work, benchmarks: Sequence[Benchmark], rows: Sequence[Given]
) -> list[Measurement]:
    """Store measurements of benchmarks, which are then being measured if they were not."""
    made = []
    for place, (benchmark, given) in enumerate(zip(benchmarks, rows, strict=True)):
        with at(place):
            values = work.values(MEASUREMENT, given, benchmark.district_id)
        measurement = Measurement()
        # As a load does it: the constructor sets one by one, and there may be very many.
        vars(measurement).update(values, id=new_id(), benchmark_id=benchmark.id)
        made.append(measurement)
    await work.create_all(made)
    fresh = {id(b): b for b in benchmarks if b.status is BenchmarkStatus.NOT_STARTED}
    for benchmark in fresh.values():
        benchmark.status = BenchmarkStatus.IN_PROGRESS
    await work.save_all([*fresh.values()], "status")
    return made


SHOWN = takes(Evidence, "kind", "title", "description", "url", "collected_on")
EVIDENCE = Taken(
    "evidence",
    "MeasurementEvidenceInput",
    "What is shown in support of the value.",
    members=SHOWN,
)


async def record_quickly(work: Work, given: Given) -> Done | None:
    """A value without evidence, of a benchmark that is being measured already."""
    if given.get("evidence"):
        return None
    made = await at_once.add(
        work,
        Measurement,
        MEASUREMENT,
        given,
        below=Benchmark,
        action="recordMeasurement",
        where=f"status <> '{BenchmarkStatus.NOT_STARTED.name}'",
    )
    if made is None:
        return None
    benchmark = work.key(given["id"], "Benchmark")
    return Done({"benchmark": benchmark, "measurement": made, "evidence": []})


@verb(
    Benchmark,
    "recordMeasurement",
    *MEASUREMENT,
    EVIDENCE,
    called="recordMeasurement",
    gives={
        "measurement": Gives("Measurement", "The measurement."),
        "evidence": Gives("Evidence", "What was shown with it.", is_list=True),
    },
    quickly=record_quickly,
)
async def record_measurement(work: Work, benchmark: Benchmark, given: Given) -> None:
    """Record a value measured for a benchmark, with the evidence for it if there is any."""
    with of_one():
        (made,) = await record(work, [benchmark], [given])
    work.gives["measurement"] = (made.district_id, made.id)
    shown = []
    for place, each in enumerate(given.get("evidence") or ()):
        row = Evidence(
            **work.values(SHOWN, each, made.district_id),
            benchmark_id=benchmark.id,
            measurement_id=made.id,
            school_id=made.school_id,
        )
        shown.append(await work.create(row, ("evidence", place)))
    work.gives["evidence"] = [*shown]


async def record_all(work: Work, rows: Sequence[Given]) -> Sequence[Measurement]:
    """Store measurements, each of the benchmark that its row names."""
    ids = [row["benchmarkId"] for row in rows]
    benchmarks = await work.find_all(Benchmark, ids, "benchmarkId", action="recordMeasurement")
    return await record(work, benchmarks, rows)


many_at_once(
    Measurement,
    "recordMeasurements",
    "Record many values measured for benchmarks.",
    called="measurements",
    taken=takes(Measurement),
    make=record_all,
)

updates(Measurement, "Correct a measurement.", without=("benchmark_id",))
deletes(Measurement, "Take back a measurement that nothing refers to.")
creates(Evidence, "Show evidence that a benchmark is met.")
updates(Evidence, "Correct a piece of evidence.", without=("benchmark_id",))
deletes(Evidence, "Take back a piece of evidence.")

Judgement = enumeration(
    "BenchmarkJudgement",
    "What a plan monitor finds of a benchmark.",
    {
        word: strawberry.enum_value(word, description=str(BenchmarkStatus[word].value))
        for word in ("MET", "NOT_MET")
    },
)


@verb(Benchmark, "judge", Taken("judgement", Judgement, "What is found.", is_required=True))
async def judge(work: Work, benchmark: Benchmark, given: Given) -> None:
    """Judge whether a benchmark is met, on the evidence; a later judgement replaces this one."""
    benchmark.status = BenchmarkStatus[given["judgement"]]
    benchmark.judged_by_id = work.author()
    benchmark.judged_on = await work.today()
