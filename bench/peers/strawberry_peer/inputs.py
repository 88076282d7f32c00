"""The arguments that the bench's operations need: filters, orders and groupings."""

# ruff: noqa: D101 - the names are the GraphQL contract's, described there

from enum import Enum

import strawberry

from models.plans import BenchmarkStatus, PlanStatus

__all__ = [
    "BenchmarkFilter",
    "BenchmarkOrder",
    "DistrictFilter",
    "DistrictKey",
    "DistrictOrder",
    "MeasurementOrder",
    "OrderDirection",
    "PerformanceIndexGroupBy",
    "PlanFilter",
]

for vocabulary in (BenchmarkStatus, PlanStatus):
    strawberry.enum(vocabulary)


@strawberry.enum
class OrderDirection(Enum):
    ASC = "ASC"
    DESC = "DESC"


@strawberry.enum
class DistrictOrderField(Enum):
    NAME = "name"


@strawberry.enum
class BenchmarkOrderField(Enum):
    DUE_ON = "due_on"


@strawberry.enum
class MeasurementOrderField(Enum):
    MEASURED_ON = "measured_on"


@strawberry.enum
class PerformanceIndexGroupBy(Enum):
    SCHOOL_YEAR = "school_year"
    GROUP = "group"


@strawberry.input
class DistrictOrder:
    field: DistrictOrderField
    direction: OrderDirection = OrderDirection.ASC


@strawberry.input
class BenchmarkOrder:
    field: BenchmarkOrderField
    direction: OrderDirection = OrderDirection.ASC


@strawberry.input
class MeasurementOrder:
    field: MeasurementOrderField
    direction: OrderDirection = OrderDirection.ASC


@strawberry.input
class IntFilter:
    gte: int


@strawberry.input
class PlanStatusFilter:
    eq: PlanStatus


@strawberry.input
class BenchmarkStatusFilter:
    eq: BenchmarkStatus


@strawberry.input
class DistrictFilter:
    level: IntFilter


@strawberry.input
class PlanFilter:
    status: PlanStatusFilter


@strawberry.input
class BenchmarkFilter:
    status: BenchmarkStatusFilter


@strawberry.input
class DistrictKey:
    state_code: str
