"""How the demo's data speak of plans, and the records that this makes.

A plan is written down as it reads: objectives hold initiatives, those hold activities and
benchmarks, and a benchmark has with it what was measured and shown for it. Days are ISO dates,
owners are parts that people play in the district, values are in the benchmark's unit.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from models.accountability_terms import PupilGroup
from models.plans import (
    ActivityStatus,
    AmendmentStatus,
    BenchmarkCategory,
    BenchmarkStatus,
    Comparator,
    CriterionRating,
    EvidenceKind,
    PlanStatus,
    PlanVisibility,
    ReviewCriterion,
    ThroughLineLevel,
)

__all__ = [
    "Activity",
    "Amendment",
    "Benchmark",
    "Initiative",
    "Issue",
    "Measured",
    "Objective",
    "Plan",
    "Review",
    "Shown",
    "early",
    "final",
    "short",
]


@dataclass(frozen=True, slots=True)
class Measured:
    """A value on a day, the whole district's unless it names a school."""

    day: str
    value: str
    school: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Shown:
    """A piece of evidence; `measurement` is the number of the one that it stands behind."""

    day: str
    kind: EvidenceKind
    title: str
    description: str | None = None
    school: str | None = None
    measurement: int | None = None


@dataclass(frozen=True, slots=True)
class Benchmark:
    """What must be true by a day; `met` and `missed` are the days on which it was judged so."""

    category: BenchmarkCategory
    statement: str
    due: str
    level: ThroughLineLevel
    met: str | None = None
    missed: str | None = None
    metric: str | None = None
    unit: str | None = None
    baseline: str | None = None
    at_least: str | None = None
    at_most: str | None = None
    exactly: str | None = None
    source: str | None = None
    group: PupilGroup | None = None
    measured: Sequence[Measured] = ()
    shown: Sequence[Shown] = ()
    fact: str | None = None

    @property
    def status(self) -> BenchmarkStatus:
        if self.met:
            return BenchmarkStatus.MET
        if self.missed:
            return BenchmarkStatus.NOT_MET
        return BenchmarkStatus.IN_PROGRESS if self.measured else BenchmarkStatus.NOT_STARTED

    @property
    def target(self) -> tuple[str | None, Comparator | None]:
        for value, comparator in (
            (self.at_least, Comparator.AT_LEAST),
            (self.at_most, Comparator.AT_MOST),
            (self.exactly, Comparator.EQUALS),
        ):
            if value:
                return value, comparator
        return None, None


early = partial(Benchmark, BenchmarkCategory.EARLY_EVIDENCE_OF_CHANGE)
short = partial(Benchmark, BenchmarkCategory.SHORT_TERM_OUTCOME)
final = partial(Benchmark, BenchmarkCategory.FINAL_OUTCOME)


@dataclass(frozen=True, slots=True)
class Activity:
    """Something to be done, by someone of the district."""

    description: str
    owner: str
    level: ThroughLineLevel
    status: ActivityStatus = ActivityStatus.NOT_STARTED
    starts: str | None = None
    due: str | None = None
    fact: str | None = None


@dataclass(frozen=True, slots=True)
class Initiative:
    """A course of action; `key` makes its id."""

    key: str
    title: str
    activities: Sequence[Activity]
    benchmarks: Sequence[Benchmark]
    statement: str | None = None
    fact: str | None = None


@dataclass(frozen=True, slots=True)
class Objective:
    """A strategic objective; `key` makes its id."""

    key: str
    title: str
    statement: str
    initiatives: Sequence[Initiative]
    fact: str | None = None


@dataclass(frozen=True, slots=True)
class Issue:
    """A weakness that the plan sets out to mend."""

    statement: str
    fact: str | None = None


@dataclass(frozen=True, slots=True)
class Review:
    """A review of the plan, by a part in a district or in the state."""

    reviewer: tuple[str, str]
    day: str
    feedback: str
    ratings: Sequence[tuple[ReviewCriterion, CriterionRating, str | None]]


@dataclass(frozen=True, slots=True)
class Amendment:
    """A change that the superintendent asks for, and what the state decided."""

    day: str
    summary: str
    rationale: str
    status: AmendmentStatus = AmendmentStatus.REQUESTED
    decided: str | None = None
    drops: tuple[str, ...] = ()
    """The activities that it would take out, by how they begin."""


@dataclass(frozen=True, slots=True)
class Plan:
    """A district's plan with all that belongs to it."""

    district: str
    title: str
    status: PlanStatus
    starts: str
    ends: str
    objectives: Sequence[Objective]
    issues: Sequence[Issue]
    vision: str | None = None
    mission: str | None = None
    first_submitted: str | None = None
    submitted: str | None = None
    accepted: str | None = None
    ended: str | None = None
    reviews: Sequence[Review] = ()
    amendments: Sequence[Amendment] = ()
    monitor: tuple[str, str] | None = None
    """The plan monitor, where it is one who is at home in another district."""
    fact: str | None = None

    @property
    def judge(self) -> tuple[str, str]:
        """Who judges the benchmarks: the district's plan monitor."""
        return self.monitor or (self.district, "plan-monitor")

    @property
    def visibility(self) -> PlanVisibility:
        """As the database works it out, for the rows that repeat it."""
        if self.accepted:
            return PlanVisibility.PUBLIC
        return PlanVisibility.SUBMITTED if self.first_submitted else PlanVisibility.PREPARATION
