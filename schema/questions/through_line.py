"""The through-line: from a district's plan to its schools, its classrooms and its pupils."""

from sqlalchemy import Date, Integer, Numeric

from models.plans import BenchmarkStatus, ThroughLineLevel
from models.question_terms import (
    ThroughLineEvidenceKind,
    ThroughLineGapKind,
    ThroughLineStatus,
)
from models.vocabulary import Word
from schema.plans import AcceleratedImprovementPlan, StrategicObjective
from schema.questions import asked_of, column_of, given_id, question, questions, record

__all__ = [
    "ThroughLine",
    "ThroughLineAct",
    "ThroughLineAtLevel",
    "ThroughLineEvidence",
    "ThroughLineGap",
    "ThroughLineMeasure",
]

ON_IT = ("acts", "marks")
"""What stands on the line or on a level of it: read once, and handed on to what is asked below."""


@question("through_line_acts", "district_id", "initiative_id", "activity_id", "item_id")
class ThroughLineAct:
    """Something to be done on a level: an activity of the plan, or an item of a school's plan."""

    initiative = record(
        "Initiative", "district_id", "initiative_id", says="The initiative that it serves."
    )
    activity = record(
        "Activity", "district_id", "activity_id", says="The activity, where it is one."
    )
    school_plan_item = record(
        "SchoolPlanItem",
        "district_id",
        "item_id",
        says="The item of a school improvement plan, where it is one.",
    )
    status = column_of(Word(ThroughLineStatus), "How far it has come.")


@question("through_line_measures", "district_id", "initiative_id", "benchmark_id")
class ThroughLineMeasure:
    """A benchmark that looks at a level, with what was last measured for it."""

    initiative = record(
        "Initiative", "district_id", "initiative_id", says="The initiative that it measures."
    )
    benchmark = record("Benchmark", "district_id", "benchmark_id", says="The benchmark.")
    status = column_of(Word(BenchmarkStatus), "Where it stands.")
    measurement_count = column_of(Integer(), "How many measurements of it the caller may see.")
    latest_value = column_of(
        Numeric(), "The latest of them, in the benchmark's unit.", is_nullable=True
    )
    latest_on = column_of(Date(), "The day of the latest.", is_nullable=True)


@question("through_line_evidence", "district_id", "evidence_id", "benchmark_id", "item_id")
class ThroughLineEvidence:
    """What shows that something has changed on a level, as far as the caller may see it."""

    kind = column_of(Word(ThroughLineEvidenceKind), "What it is.")
    evidence = record(
        "Evidence", "district_id", "evidence_id", says="The evidence, where it is a piece of it."
    )
    benchmark = record(
        "Benchmark", "district_id", "benchmark_id", says="The benchmark that it supports, if any."
    )
    school_plan_item = record(
        "SchoolPlanItem",
        "district_id",
        "item_id",
        says="The item of a school improvement plan that it supports, if any.",
    )
    count = column_of(
        Integer(),
        "How many there are: one, or how often walkthroughs saw a strategy of the item.",
    )
    latest_on = column_of(
        Date(), "The day of the latest; of walkthroughs, the first of their month."
    )


@question(
    "through_line_gaps",
    "district_id",
    "initiative_id",
    "item_id",
    "practice_id",
    "result_id",
)
class ThroughLineGap:
    """A place where the through-line breaks."""

    kind = column_of(Word(ThroughLineGapKind), "What is missing.")
    level = column_of(Word(ThroughLineLevel), "The level on which it is missing.")
    initiative = record(
        "Initiative", "district_id", "initiative_id", says="The initiative where it is missing."
    )
    school_plan_item = record(
        "SchoolPlanItem",
        "district_id",
        "item_id",
        says="The item that no walkthrough has shown, where the gap is one of those.",
    )
    practice_benchmark = record(
        "Benchmark",
        "district_id",
        "practice_id",
        says="The benchmark that shows changed practice, where results did not follow.",
    )
    result_benchmark = record(
        "Benchmark",
        "district_id",
        "result_id",
        says="The benchmark of results that was not met, where practice had changed.",
    )


@question("through_line_levels", "district_id", *ON_IT)
class ThroughLineAtLevel:
    """A level of the through-line: what is planned, done and measured there.

    What the plan places on no level stands on DISTRICT; outcomes without one stand on STUDENT.
    """

    level = column_of(Word(ThroughLineLevel), "The level.")
    status = column_of(Word(ThroughLineStatus), "How far the level has come, rolled up.")
    planned_count = column_of(
        Integer(), "How many acts are planned, those dropped since not counted."
    )
    done_count = column_of(Integer(), "How many of them are done.")
    benchmark_count = column_of(Integer(), "How many benchmarks look at the level.")
    measured_count = column_of(
        Integer(), "For how many of them the caller sees a measurement, or a judgement."
    )
    met_count = column_of(Integer(), "How many of them are judged met.")
    not_met_count = column_of(Integer(), "How many of them are judged not met.")
    planned = asked_of(
        ThroughLineAct,
        "district_id",
        "acts",
        says="What is planned on the level, in the plan's order.",
    )
    measured = asked_of(
        ThroughLineMeasure,
        "district_id",
        "marks",
        says="The benchmarks of the level, in the plan's order.",
    )
    evidence = asked_of(
        ThroughLineEvidence,
        "district_id",
        *ON_IT,
        says="What stands behind the level's status, latest first.",
    )


@question("through_line", "district_id", "plan_id", "objective_id", "steps", *ON_IT)
class ThroughLine:
    """How far a plan, or one of its strategic objectives, has come on its way to the pupils."""

    plan = record("AcceleratedImprovementPlan", "district_id", "plan_id", says="The plan.")
    strategic_objective = record(
        "StrategicObjective",
        "district_id",
        "objective_id",
        says="The strategic objective; null where the line is the whole plan's.",
    )
    status = column_of(Word(ThroughLineStatus), "How far it has come, rolled up over all levels.")
    levels = asked_of(
        ThroughLineAtLevel,
        "district_id",
        *ON_IT,
        says="The levels from the district to the pupils, always all four.",
        at_most=4,
    )
    gaps = asked_of(
        ThroughLineGap,
        "district_id",
        "steps",
        *ON_IT,
        says="Where the line breaks, as far as the caller can see: a gap may be filled by a record"
        " outside the caller's slice.",
    )


PLAN = given_id("AcceleratedImprovementPlan", "plan", "The id of the plan.")

questions.ask(
    "throughLine",
    asked_of(
        ThroughLine,
        says="The through-line of a plan; null where the caller does not see the plan.",
        given=(PLAN,),
        is_list=False,
        is_nullable=True,
        function="through_line_of_plan",
    ),
)
questions.ask_of(
    AcceleratedImprovementPlan,
    "throughLine",
    asked_of(
        ThroughLine,
        "district_id",
        "id",
        says="The plan's through-line.",
        is_list=False,
        is_nullable=True,
        function="through_line_of_plan",
    ),
)
questions.ask_of(
    StrategicObjective,
    "throughLine",
    asked_of(
        ThroughLine,
        "district_id",
        "id",
        says="The strategic objective's own through-line.",
        is_list=False,
        is_nullable=True,
        function="through_line_of_objective",
    ),
)
