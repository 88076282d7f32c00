"""The plans of one district: what each sets out to do, and what has been measured since.

Every district in turnaround has a plan of 3-5 strategic objectives with 3-5 initiatives each, and
3-5 benchmarks and activities each; every fifth of them has a completed one before it. Plans stand
in the second year of 2015-2017. Values are measured each quarter for the whole district; the
first plan of the network and every eighth are measured school by school too, which makes a
thousand values and more.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

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
from seeds.synthetic import rows, words
from seeds.synthetic.lots import Lots
from seeds.synthetic.organizations import IN_TURNAROUND_EVERY, Place
from seeds.synthetic.people import Staff

__all__ = ["plans"]

EARLIER_PLAN_EVERY = 5 * IN_TURNAROUND_EVERY
BY_SCHOOL_EVERY = 8 * IN_TURNAROUND_EVERY
FEWEST, MOST = 3, 5
STATUSES = {
    PlanStatus.IN_IMPLEMENTATION.name: 84,
    PlanStatus.ACCEPTED.name: 4,
    PlanStatus.UNDER_REVIEW.name: 4,
    PlanStatus.RETURNED_WITH_FEEDBACK.name: 4,
    PlanStatus.DRAFT.name: 4,
}
RUNNING = (PlanStatus.IN_IMPLEMENTATION.name, PlanStatus.ACCEPTED.name)
BENCHMARK_STATUSES = {
    BenchmarkStatus.NOT_STARTED.name: 20,
    BenchmarkStatus.IN_PROGRESS.name: 40,
    BenchmarkStatus.MET.name: 25,
    BenchmarkStatus.NOT_MET.name: 15,
}
JUDGED = {BenchmarkStatus.MET.name: 65, BenchmarkStatus.NOT_MET.name: 35}
ACTIVITY_STATUSES = {
    ActivityStatus.NOT_STARTED.name: 20,
    ActivityStatus.IN_PROGRESS.name: 45,
    ActivityStatus.DONE.name: 30,
    ActivityStatus.DROPPED.name: 5,
}
CATEGORIES = {
    BenchmarkCategory.EARLY_EVIDENCE_OF_CHANGE.name: 50,
    BenchmarkCategory.SHORT_TERM_OUTCOME.name: 35,
    BenchmarkCategory.FINAL_OUTCOME.name: 15,
}
LEVELS = {level.name: 25 for level in ThroughLineLevel}
GROUPS = (None, None, PupilGroup.HIGH_NEEDS.name, PupilGroup.ENGLISH_LEARNER.name)
MEASURED_BY_SCHOOL = (ThroughLineLevel.SCHOOL.name, ThroughLineLevel.CLASSROOM.name)


@dataclass(frozen=True, slots=True)
class Period:
    """Two years, and the days on which values were taken in them."""

    starts_on: date
    ends_on: date
    quarters: tuple[date, ...]


NOW = Period(
    date(2015, 7, 1),
    date(2017, 6, 30),
    (
        date(2015, 10, 1),
        date(2016, 1, 15),
        date(2016, 4, 1),
        date(2016, 6, 15),
        date(2016, 10, 1),
    ),
)
BEFORE = Period(date(2013, 7, 1), date(2015, 6, 30), (date(2014, 6, 15), date(2015, 6, 15)))


def plans(place: Place, staff: Staff, lots: Lots) -> Iterator[rows.Row]:
    """All rows of the room for one district; none unless it is in turnaround."""
    if not place.is_in_turnaround or staff.monitor is None:
        return
    if place.number % EARLIER_PLAN_EVERY == 0:
        yield from _Writing(place, staff.leaders, staff.monitor, lots, BEFORE).written(
            PlanStatus.COMPLETED.name
        )
    is_first = place.number == 0
    status = PlanStatus.IN_IMPLEMENTATION.name if is_first else lots.weighted(STATUSES)
    yield from _Writing(place, staff.leaders, staff.monitor, lots, NOW).written(status)


@dataclass(slots=True)
class _Writing:
    """One plan in the making."""

    place: Place
    leaders: list[UUID]
    monitor: UUID
    lots: Lots
    period: Period
    visibility: str = ""
    is_carried_out: bool = False

    def written(self, status: str) -> Iterator[rows.Row]:
        """The plan, its tree, its measurements, its reviews."""
        plan = self._plan(status)
        yield plan
        for position in range(1, self._some() + 1):
            statement = self.lots.random.choice(words.ISSUES)
            yield rows.Issue(*self._key(), plan.id, position, statement, self.visibility)
        for position in range(1, self._some() + 1):
            title, statement = words.OBJECTIVES[position - 1]
            objective = rows.Objective(
                *self._key(), plan.id, position, title, statement, self.visibility
            )
            yield objective
            yield from self._initiatives(objective)
        if plan.first_submitted_on is not None:
            yield from self._review(plan, plan.first_submitted_on)

    def _key(self) -> tuple[UUID, UUID]:
        return self.place.district.id, self.lots.id()

    def _some(self) -> int:
        """How many parts a part has; in the network's first plan always the middle."""
        if self.place.number == 0:
            return (FEWEST + MOST) // 2
        return self.lots.random.randint(FEWEST, MOST)

    def _plan(self, status: str) -> rows.Plan:
        is_public = status in (*RUNNING, PlanStatus.COMPLETED.name)
        is_draft = status == PlanStatus.DRAFT.name
        submitted = None if is_draft else self.lots.day(*_WRITTEN[self.period.starts_on.year])
        if is_public:
            self.visibility = PlanVisibility.PUBLIC.name
        else:
            self.visibility = (
                PlanVisibility.PREPARATION if is_draft else PlanVisibility.SUBMITTED
            ).name
        self.is_carried_out = is_public
        ends_on = self.period.ends_on
        return rows.Plan(
            *self._key(),
            title=f"Accelerated Improvement Plan {self.period.starts_on.year}-{ends_on.year}",
            status=status,
            period_starts_on=self.period.starts_on,
            period_ends_on=ends_on,
            vision="Every school is one that its teachers would choose for their own children.",
            mission="We teach every pupil well, every day, in every classroom.",
            first_submitted_on=submitted,
            submitted_on=submitted,
            accepted_on=self.period.starts_on if is_public else None,
            ended_on=ends_on if status == PlanStatus.COMPLETED.name else None,
        )

    def _initiatives(self, objective: rows.Objective) -> Iterator[rows.Row]:
        for position in range(1, self._some() + 1):
            title, statement = self.lots.random.choice(words.INITIATIVES)
            initiative = rows.Initiative(
                *self._key(), objective.id, position, title, statement, self.visibility
            )
            yield initiative
            for place in range(1, self._some() + 1):
                yield self._activity(initiative, place)
            for place in range(1, self._some() + 1):
                benchmark = self._benchmark(initiative, place)
                yield benchmark
                yield from self._measured(benchmark)

    def _activity(self, initiative: rows.Initiative, position: int) -> rows.Activity:
        status = ActivityStatus.NOT_STARTED.name
        if self.is_carried_out:
            status = self.lots.weighted(ACTIVITY_STATUSES)
        starts_on = self.lots.day(self.period.starts_on, self.period.quarters[-1])
        return rows.Activity(
            *self._key(),
            initiative_id=initiative.id,
            position=position,
            description=self.lots.random.choice(words.ACTIVITIES),
            owner_id=self.lots.random.choice(self.leaders),
            level=self.lots.weighted(LEVELS),
            status=status,
            starts_on=starts_on,
            due_on=self.lots.day(starts_on, self.period.ends_on),
            visibility=self.visibility,
        )

    def _benchmark(self, initiative: rows.Initiative, position: int) -> rows.Benchmark:
        status, judged_on = self._benchmark_status()
        what = self.lots.random.randrange(len(words.BENCHMARKS))
        metric, unit, source = words.METRICS[what]
        baseline = self.lots.random.randint(20, 60)
        return rows.Benchmark(
            *self._key(),
            initiative_id=initiative.id,
            position=position,
            category=self.lots.weighted(CATEGORIES),
            statement=words.BENCHMARKS[what],
            due_on=self.lots.day(self.period.quarters[0], self.period.ends_on),
            status=status,
            level=self.lots.weighted(LEVELS),
            group=self.lots.random.choice(GROUPS),
            metric=metric,
            unit=unit,
            baseline=Decimal(baseline),
            target=Decimal(baseline + self.lots.random.randint(5, 35)),
            comparator=Comparator.AT_LEAST.name,
            data_source=source,
            judged_by_id=self.monitor if judged_on else None,
            judged_on=judged_on,
            visibility=self.visibility,
        )

    def _benchmark_status(self) -> tuple[str, date | None]:
        if not self.is_carried_out:
            return BenchmarkStatus.NOT_STARTED.name, None
        status = self.lots.weighted(JUDGED if self.period is BEFORE else BENCHMARK_STATUSES)
        return status, self.period.quarters[-1] if status in JUDGED else None

    def _measured(self, benchmark: rows.Benchmark) -> Iterator[rows.Row]:
        if benchmark.status == BenchmarkStatus.NOT_STARTED.name:
            return
        by_school = (
            self.place.number % BY_SCHOOL_EVERY == 0 and benchmark.level in MEASURED_BY_SCHOOL
        )
        measured = [school.id for school in self.place.schools] if by_school else []
        for school_id in (None, *measured):
            value = float(benchmark.baseline)
            for day in self.period.quarters:
                value = min(100.0, max(0.0, value + self.lots.random.gauss(3, 4)))
                yield rows.Measurement(
                    *self._key(), benchmark.id, school_id, day, round(Decimal(value), 1)
                )
        if benchmark.status == BenchmarkStatus.MET.name:
            title = f"{benchmark.data_source}, {benchmark.judged_on}"
            yield rows.Evidence(
                *self._key(),
                benchmark.id,
                self.lots.random.choice(list(EvidenceKind)).name,
                title,
                self.period.quarters[-1],
            )

    def _review(self, plan: rows.Plan, submitted_on: date) -> Iterator[rows.Row]:
        review = rows.Review(
            *self._key(),
            plan_id=plan.id,
            reviewer_id=self.monitor,
            reviewed_on=submitted_on,
            feedback="The benchmarks of the second year should say how they will be measured.",
        )
        yield review
        for criterion in ReviewCriterion:
            rating = self.lots.random.choice(list(CriterionRating))
            yield rows.ReviewRating(*self._key(), review.id, criterion.name, rating.name)
        if self.is_carried_out and self.lots.random.random() < 1 / 3:
            yield rows.Amendment(
                *self._key(),
                plan_id=plan.id,
                requested_by_id=self.leaders[0],
                requested_on=self.period.quarters[-1],
                summary="Move two benchmarks to the end of the second year.",
                status=AmendmentStatus.REQUESTED.name,
                decided_on=None,
                visibility=self.visibility,
            )


_WRITTEN = {
    2013: (date(2013, 3, 1), date(2013, 5, 31)),
    2015: (date(2015, 3, 1), date(2015, 5, 31)),
}
