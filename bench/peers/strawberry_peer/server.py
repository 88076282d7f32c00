"""The peer: Strawberry with data loaders on SQLAlchemy, as one would write it without a compiler.

Documents are parsed and validated once, JSON goes out by orjson, the loop is uvloop: what can be
had for the asking is there. The caller comes in a header, as from a proxy that has checked the
token.
"""

from collections.abc import AsyncIterator
from typing import Any

import orjson
import strawberry
from sqlalchemy import func, make_url, select
from sqlalchemy.ext.asyncio import AsyncSession, create_async_engine
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.websockets import WebSocket
from strawberry.asgi import GraphQL
from strawberry.extensions import ParserCache, SchemaExtension, ValidationCache

from bench.peers.strawberry_peer.inputs import (
    BenchmarkFilter,
    BenchmarkOrder,
    DistrictFilter,
    DistrictKey,
    DistrictOrder,
    MeasurementOrder,
    OrderDirection,
    PerformanceIndexGroupBy,
)
from bench.peers.strawberry_peer.pages import Page, page
from bench.peers.strawberry_peer.reading import Reading, fetched
from bench.peers.strawberry_peer.types import (
    BENCHMARK,
    DISTRICT,
    Benchmark,
    Context,
    District,
    Measurement,
    PerformanceIndexGroup,
    PerformanceIndexGroupKey,
    PerformanceIndexNumbers,
)
from models.accountability import PerformanceIndex as IndexRecord
from models.organizations import District as DistrictRecord
from models.plans import Benchmark as BenchmarkRecord
from models.plans import Measurement as MeasurementRecord

__all__ = ["application"]

PAGE = 50
MEASUREMENT = (
    MeasurementRecord.measured_on,
    MeasurementRecord.value,
    MeasurementRecord.benchmark_id,
)


@strawberry.type
class PerformanceIndices:
    @strawberry.field
    async def groups(
        self, info: Context, by: list[PerformanceIndexGroupBy]
    ) -> list[PerformanceIndexGroup]:
        columns = [getattr(IndexRecord, field.value) for field in by]
        statement = select(
            *columns, func.sum(IndexRecord.tested), func.avg(IndexRecord.annual)
        ).group_by(*columns)
        rows = await info.context.all(statement)
        return [_group(by, tuple(row)) for row in rows]


def _group(by: list[PerformanceIndexGroupBy], row: tuple[Any, ...]) -> PerformanceIndexGroup:
    key = dict(zip((field.value for field in by), row[:-2], strict=True))
    return PerformanceIndexGroup(
        key=PerformanceIndexGroupKey(school_year=key.get("school_year"), group=key.get("group")),
        sum=PerformanceIndexNumbers(tested=row[-2]),
        average=PerformanceIndexNumbers(annual=row[-1]),
    )


@strawberry.type
class Query:
    @strawberry.field
    async def district(self, info: Context, by: DistrictKey) -> District | None:
        statement = fetched(DistrictRecord, DISTRICT).where(
            DistrictRecord.state_code == by.state_code
        )
        found = await info.context.records(statement)
        return found[0] if found else None

    @strawberry.field
    async def districts(
        self,
        info: Context,
        first: int = PAGE,
        after: str | None = None,
        where: DistrictFilter | None = None,
        order_by: list[DistrictOrder] | None = None,
    ) -> Page[District]:
        statement = fetched(DistrictRecord, DISTRICT)
        if where is not None:
            statement = statement.where(DistrictRecord.level >= where.level.gte)
        key = (DistrictRecord.name, DistrictRecord.id)
        descending = is_descending(order_by)
        return await page(
            info.context, statement, key, first=first, after=after, descending=descending
        )

    @strawberry.field
    async def benchmarks(
        self,
        info: Context,
        first: int = PAGE,
        after: str | None = None,
        where: BenchmarkFilter | None = None,
        order_by: list[BenchmarkOrder] | None = None,
    ) -> Page[Benchmark]:
        statement = fetched(BenchmarkRecord, BENCHMARK)
        if where is not None:
            statement = statement.where(BenchmarkRecord.status == where.status.eq)
        key = (BenchmarkRecord.due_on, BenchmarkRecord.district_id, BenchmarkRecord.id)
        descending = is_descending(order_by)
        return await page(
            info.context, statement, key, first=first, after=after, descending=descending
        )

    @strawberry.field
    async def measurements(
        self,
        info: Context,
        first: int = PAGE,
        after: str | None = None,
        order_by: list[MeasurementOrder] | None = None,
    ) -> Page[Measurement]:
        key = (MeasurementRecord.measured_on, MeasurementRecord.district_id, MeasurementRecord.id)
        descending = is_descending(order_by)
        return await page(
            info.context,
            fetched(MeasurementRecord, MEASUREMENT),
            key,
            first=first,
            after=after,
            descending=descending,
        )

    @strawberry.field
    def performance_indices(self) -> PerformanceIndices:
        return PerformanceIndices()


def is_descending(order_by: list[Any] | None) -> bool:
    """Whether the one key that a list can be ordered by is asked for backwards."""
    return order_by is not None and order_by[-1].direction is OrderDirection.DESC


class OneTransaction(SchemaExtension):
    """Everything that an operation reads, it reads in one transaction."""

    async def on_operation(self) -> AsyncIterator[None]:
        reading, person = self.execution_context.context
        async with reading.session:
            await reading.begin(person)
            self.execution_context.context = reading
            yield


class Peer(GraphQL[Any, None]):
    """The endpoint; a request's context is its session, not yet begun, and who is asking."""

    def __init__(self, schema: strawberry.Schema, session: Any) -> None:
        super().__init__(schema, graphql_ide=None, subscription_protocols=())
        self.session = session

    async def get_context(
        self,
        request: Request | WebSocket,
        response: Any,  # noqa: ARG002 - Strawberry's signature
    ) -> Any:
        return Reading(self.session()), request.headers.get("x-person", "")

    def encode_json(self, data: object) -> bytes:
        return orjson.dumps(data)


async def health(_request: Request) -> Response:
    """Says that the application has started."""
    return Response("ready")


def application(database_url: str, pool_size: int) -> Starlette:
    """The application over a database."""
    url = make_url(database_url).set(drivername="postgresql+asyncpg")
    engine = create_async_engine(url, pool_size=pool_size, max_overflow=0)

    def session() -> AsyncSession:
        return AsyncSession(engine, expire_on_commit=False, autoflush=False)

    schema = strawberry.Schema(Query, extensions=[ParserCache, ValidationCache, OneTransaction])
    return Starlette(routes=[Route("/graphql", Peer(schema, session)), Route("/health", health)])
