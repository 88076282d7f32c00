"""The peer's types: records as they come from SQLAlchemy, relations by data loaders."""

# ruff: noqa: D101 - the names are the GraphQL contract's, described there

from datetime import date
from decimal import Decimal
from typing import Annotated, Any, TypeAlias
from uuid import UUID

import strawberry
from strawberry.types import Info

from bench.peers.strawberry_peer.inputs import (
    PlanFilter,
)
from bench.peers.strawberry_peer.pages import Page, PageInfo
from bench.peers.strawberry_peer.reading import Reading, children_of, found_by
from models.accountability_terms import PupilGroup
from models.organizations import District as DistrictRecord
from models.organizations import School as SchoolRecord
from models.people import Person as PersonRecord
from models.plans import AcceleratedImprovementPlan as PlanRecord
from models.plans import Activity as ActivityRecord
from models.plans import ActivityStatus, BenchmarkCategory, BenchmarkStatus, PlanStatus
from models.plans import Benchmark as BenchmarkRecord
from models.plans import Initiative as InitiativeRecord
from models.plans import StrategicObjective as ObjectiveRecord

__all__ = [
    "BENCHMARK",
    "DISTRICT",
    "Benchmark",
    "Context",
    "District",
    "Measurement",
    "PerformanceIndexGroup",
    "PerformanceIndexGroupKey",
    "PerformanceIndexNumbers",
]

for vocabulary in (ActivityStatus, BenchmarkCategory, PupilGroup):
    strawberry.enum(vocabulary)

Context: TypeAlias = Info[Reading, None]

DISTRICT = (
    DistrictRecord.id,
    DistrictRecord.name,
    DistrictRecord.state_code,
    DistrictRecord.nces_id,
    DistrictRecord.level,
)
SCHOOL = (SchoolRecord.name, SchoolRecord.level)
PLAN = (
    PlanRecord.title,
    PlanRecord.status,
    PlanRecord.period_starts_on,
    PlanRecord.period_ends_on,
)
OBJECTIVE = (ObjectiveRecord.position, ObjectiveRecord.title, ObjectiveRecord.statement)
INITIATIVE = (InitiativeRecord.position, InitiativeRecord.title, InitiativeRecord.statement)
ACTIVITY = (
    ActivityRecord.description,
    ActivityRecord.status,
    ActivityRecord.due_on,
    ActivityRecord.owner_id,
    ActivityRecord.initiative_id,
)
BENCHMARK = (
    BenchmarkRecord.statement,
    BenchmarkRecord.category,
    BenchmarkRecord.due_on,
    BenchmarkRecord.status,
    BenchmarkRecord.unit,
    BenchmarkRecord.initiative_id,
)


def whole(records: list[Any]) -> Page[Any]:
    """A page that is the whole list."""
    return Page(nodes=records, page_info=PageInfo(end_cursor=None, has_next_page=False))


@strawberry.type
class Person:
    label: str


@strawberry.type
class School:
    name: str
    level: int | None


@strawberry.type
class Activity:
    description: str
    status: ActivityStatus
    due_on: date | None
    owner_id: strawberry.Private[UUID | None]

    @strawberry.field
    async def owner(self, info: Context) -> Person | None:
        if self.owner_id is None:
            return None
        people = found_by(info.context, PersonRecord, (PersonRecord.label,), (PersonRecord.id,))
        owner: Person | None = await people.load(self.owner_id)
        return owner


@strawberry.type
class Benchmark:
    statement: str
    category: BenchmarkCategory
    due_on: date
    status: BenchmarkStatus
    unit: str | None
    district_id: strawberry.Private[UUID]
    initiative_id: strawberry.Private[UUID]

    @strawberry.field
    async def initiative(
        self, info: Context
    ) -> Annotated["Initiative", strawberry.lazy("bench.peers.strawberry_peer.types")]:
        key = (InitiativeRecord.district_id, InitiativeRecord.id)
        initiatives = found_by(info.context, InitiativeRecord, INITIATIVE, key)
        served: Initiative = await initiatives.load((self.district_id, self.initiative_id))
        return served

    @strawberry.field
    async def district(
        self, info: Context
    ) -> Annotated["District", strawberry.lazy("bench.peers.strawberry_peer.types")]:
        return await district_of(info, self.district_id)


@strawberry.type
class Initiative:
    position: int
    title: str
    statement: str | None
    district_id: strawberry.Private[UUID]
    id: strawberry.Private[UUID]

    @strawberry.field
    async def benchmarks(self, info: Context) -> Page[Benchmark]:
        parent = (BenchmarkRecord.district_id, BenchmarkRecord.initiative_id)
        order = (BenchmarkRecord.position,)
        loader = children_of(info.context, BenchmarkRecord, BENCHMARK, parent, order)
        return whole(await loader.load((self.district_id, self.id)))

    @strawberry.field
    async def activities(self, info: Context) -> Page[Activity]:
        parent = (ActivityRecord.district_id, ActivityRecord.initiative_id)
        order = (ActivityRecord.position,)
        loader = children_of(info.context, ActivityRecord, ACTIVITY, parent, order)
        return whole(await loader.load((self.district_id, self.id)))


@strawberry.type
class StrategicObjective:
    position: int
    title: str
    statement: str
    district_id: strawberry.Private[UUID]
    id: strawberry.Private[UUID]

    @strawberry.field
    async def initiatives(self, info: Context) -> Page[Initiative]:
        parent = (InitiativeRecord.district_id, InitiativeRecord.strategic_objective_id)
        columns = (*INITIATIVE, InitiativeRecord.strategic_objective_id)
        order = (InitiativeRecord.position,)
        loader = children_of(info.context, InitiativeRecord, columns, parent, order)
        return whole(await loader.load((self.district_id, self.id)))


@strawberry.type
class AcceleratedImprovementPlan:
    title: str
    status: PlanStatus
    period_starts_on: date
    period_ends_on: date
    district_id: strawberry.Private[UUID]
    id: strawberry.Private[UUID]

    @strawberry.field
    async def strategic_objectives(self, info: Context) -> Page[StrategicObjective]:
        parent = (ObjectiveRecord.district_id, ObjectiveRecord.plan_id)
        columns = (*OBJECTIVE, ObjectiveRecord.plan_id)
        order = (ObjectiveRecord.position,)
        loader = children_of(info.context, ObjectiveRecord, columns, parent, order)
        return whole(await loader.load((self.district_id, self.id)))


@strawberry.type
class District:
    name: str
    state_code: str | None
    nces_id: str | None
    level: int | None
    id: strawberry.Private[UUID]

    @strawberry.field
    async def schools(self, info: Context, first: int = 50) -> Page[School]:
        # A district has a hundred schools at the most: all are read, and the first are shown.
        parent, order = (SchoolRecord.district_id,), (SchoolRecord.name, SchoolRecord.id)
        loader = children_of(info.context, SchoolRecord, SCHOOL, parent, order)
        return whole((await loader.load(self.id))[:first])

    @strawberry.field
    async def plans(
        self, info: Context, first: int = 50, where: PlanFilter | None = None
    ) -> Page[AcceleratedImprovementPlan]:
        parent, order = (PlanRecord.district_id,), (PlanRecord.period_starts_on, PlanRecord.id)
        plans = await children_of(info.context, PlanRecord, PLAN, parent, order).load(self.id)
        wanted = where.status.eq if where else None
        return whole([plan for plan in plans if wanted in (None, plan.status)][:first])


@strawberry.type
class Measurement:
    measured_on: date
    value: Decimal
    district_id: strawberry.Private[UUID]
    benchmark_id: strawberry.Private[UUID]

    @strawberry.field
    async def benchmark(self, info: Context) -> Benchmark:
        key = (BenchmarkRecord.district_id, BenchmarkRecord.id)
        benchmarks = found_by(info.context, BenchmarkRecord, BENCHMARK, key)
        measured: Benchmark = await benchmarks.load((self.district_id, self.benchmark_id))
        return measured

    @strawberry.field
    async def district(self, info: Context) -> District:
        return await district_of(info, self.district_id)


@strawberry.type
class PerformanceIndexGroupKey:
    school_year: int | None
    group: PupilGroup | None


@strawberry.type
class PerformanceIndexNumbers:
    tested: Decimal | None = None
    annual: Decimal | None = None


@strawberry.type
class PerformanceIndexGroup:
    key: PerformanceIndexGroupKey
    sum: PerformanceIndexNumbers
    average: PerformanceIndexNumbers


async def district_of(info: Context, district_id: UUID) -> District:
    """The district of a record."""
    districts = found_by(info.context, DistrictRecord, DISTRICT, (DistrictRecord.id,))
    district: District = await districts.load(district_id)
    return district
