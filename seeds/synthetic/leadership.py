"""The plans of one district's schools, and how often walkthroughs saw what they aim at.

Three of four schools in turnaround have a plan of three to five items, each of which serves an
initiative of the district's plan and names a strategy; two of three strategies have been seen.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from uuid import UUID

from models.leadership_terms import SchoolPlanItemStatus, SchoolPlanStatus
from models.plans import ThroughLineLevel
from seeds.synthetic import rows, words
from seeds.synthetic.lots import Lots
from seeds.synthetic.organizations import Place

__all__ = ["school_plans"]

SCHOOL_YEAR = 2017
PUBLISHED_ON = date(2016, 9, 15)
MONTHS = (date(2016, 9, 1), date(2016, 10, 1))
WITH_PLAN, SEEN = 0.75, 0.67
FEWEST, MOST = 3, 5
MOST_WALKTHROUGHS = 20
LEVELS = (ThroughLineLevel.SCHOOL.name, ThroughLineLevel.CLASSROOM.name)


def school_plans(place: Place, planned: Sequence[rows.Row], lots: Lots) -> Iterator[rows.Row]:
    """All rows for one district whose own plan is made of `planned`; none without a plan."""
    plans = [row for row in planned if isinstance(row, rows.Plan)]
    if not plans:
        return
    plan = plans[-1]
    parts = [row for row in planned if isinstance(row, rows.Objective)]
    objectives = {each.id for each in parts if each.plan_id == plan.id}
    initiatives = [
        row.id
        for row in planned
        if isinstance(row, rows.Initiative) and row.strategic_objective_id in objectives
    ]
    here = place.district.id
    strategies = [rows.Strategy(here, lots.id(), name) for name in words.STRATEGIES]
    yield from strategies
    for school in place.schools:
        if lots.random.random() < WITH_PLAN:
            yield from _school_plan(school, plan, initiatives, strategies, lots)
            yield from _seen(school, strategies, lots)


def _school_plan(
    school: rows.School,
    plan: rows.Plan,
    initiatives: Sequence[UUID],
    strategies: Sequence[rows.Strategy],
    lots: Lots,
) -> Iterator[rows.Row]:
    here = school.district_id
    made = rows.SchoolPlan(
        here,
        lots.id(),
        school_id=school.id,
        district_plan_id=plan.id,
        school_year=SCHOOL_YEAR,
        title=f"School Improvement Plan {SCHOOL_YEAR - 1}-{SCHOOL_YEAR}",
        status=SchoolPlanStatus.PUBLISHED.name,
        published_on=PUBLISHED_ON,
    )
    yield made
    for position in range(1, lots.random.randint(FEWEST, MOST) + 1):
        item = rows.SchoolPlanItem(
            here,
            lots.id(),
            school_id=school.id,
            plan_id=made.id,
            position=position,
            initiative_id=lots.random.choice(initiatives),
            statement=words.SCHOOL_ITEMS[position - 1],
            level=lots.random.choice(LEVELS),
            status=lots.random.choice(SchoolPlanItemStatus.words()),
            public_from=PUBLISHED_ON,
        )
        yield item
        strategy = lots.random.choice(strategies)
        yield rows.ItemStrategy(here, lots.id(), item.id, strategy.id, PUBLISHED_ON, school.id)


def _seen(
    school: rows.School, strategies: Sequence[rows.Strategy], lots: Lots
) -> Iterator[rows.Row]:
    for strategy in strategies:
        if lots.random.random() >= SEEN:
            continue
        for month in MONTHS:
            walkthroughs = lots.random.randint(FEWEST, MOST_WALKTHROUGHS)
            yield rows.StrategyCount(
                school.district_id,
                lots.id(),
                school_id=school.id,
                strategy_id=strategy.id,
                month=month,
                walkthroughs=walkthroughs,
                seen=lots.random.randint(1, walkthroughs),
            )
