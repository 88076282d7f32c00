"""Whatever the database promises of its rows, a row that breaks it, and nothing changed."""

from datetime import date
from decimal import Decimal

import asyncpg
import pytest

from models.accountability import PerformanceIndex, StandardReview
from models.base import Base, new_id
from models.monitoring import HighlightMeeting, Obstacle, QuarterlyProgressReport
from models.organizations import District
from models.people import Appointment
from models.plans import AcceleratedImprovementPlan
from models.tables import metadata, models
from tests.models.examples import Examples
from tests.models.particular import EXITED, PARTICULAR, PRESENTED, PUBLISHED, SUBMITTED
from tests.models.violations import SHADOWED, Violation, declared, referable
from tests.rows import Owner, Row, write

BEFORE: Row = {
    "position": "SUPERINTENDENT",
    "school_id": None,
    "starts_on": date(2011, 1, 1),
    "ends_on": date(2011, 12, 31),
}
IN_PREPARATION: list[Row] = [
    {},
    SUBMITTED,
    SUBMITTED | {"status": "UNDER_REVIEW"},
    SUBMITTED | {"status": "RETURNED_WITH_FEEDBACK"},
]
MODELS = sorted(models().values(), key=lambda model: model.__tablename__)


def by_name(model: type[Base]) -> str:
    return model.__name__


async def contents(owner: Owner) -> str:
    """A fingerprint of every row there is."""
    tables = " UNION ALL ".join(
        f"SELECT '{table.name}', md5(string_agg(t::text, '' ORDER BY id)) FROM {table.name} t"
        for table in metadata.sorted_tables
    )
    every = "SELECT string_agg(md5, '' ORDER BY name)"
    return str(await owner.fetchval(f"{every} FROM ({tables}) t (name, md5)"))


async def what_refuses(owner: Owner, model: type[Base], made: Row) -> str:
    with pytest.raises(asyncpg.IntegrityConstraintViolationError) as caught:
        async with owner.transaction():
            await write(owner, {model: [made]})
    error = caught.value
    return str(error.constraint_name or f"{error.table_name}.{error.column_name}")


@pytest.mark.parametrize("model", MODELS, ids=by_name)
async def test_a_second_row_is_taken(book: Owner, examples: Examples, model: type[Base]) -> None:
    before = await contents(book)
    await write(book, {model: [examples.second[model]]})
    assert await contents(book) != before


@pytest.mark.parametrize("model", MODELS, ids=by_name)
async def test_what_columns_declare_is_held(
    book: Owner, examples: Examples, model: type[Base]
) -> None:
    before = await contents(book)
    for violation in declared(model, examples):
        made = examples.second[model] | violation.changes
        assert await what_refuses(book, model, made) == violation.breaks, violation
    assert await contents(book) == before


@pytest.mark.parametrize("violation", PARTICULAR, ids=str)
async def test_what_a_room_promises_is_held(
    book: Owner, examples: Examples, violation: Violation
) -> None:
    before = await contents(book)
    made = examples.second[violation.model] | violation.changes
    assert await what_refuses(book, violation.model, made) == violation.breaks
    assert await contents(book) == before


async def test_a_second_plan_in_preparation_is_refused(book: Owner, examples: Examples) -> None:
    second = examples.second[AcceleratedImprovementPlan]
    await write(book, {AcceleratedImprovementPlan: [second]})
    before = await contents(book)
    for changes in IN_PREPARATION:
        third = second | {"id": new_id()} | changes
        assert (
            await what_refuses(book, AcceleratedImprovementPlan, third) == "uq_plan_in_preparation"
        )
    assert await contents(book) == before


async def test_every_constraint_of_the_database_has_been_tried(
    book: Owner, examples: Examples
) -> None:
    tried = {each.breaks for model in MODELS for each in declared(model, examples)}
    tried |= {each.breaks for each in PARTICULAR} | set(SHADOWED) | {"uq_plan_in_preparation"}
    rows = await book.fetch(
        "SELECT conname FROM pg_constraint WHERE connamespace = 'public'::regnamespace"
        " AND conrelid <> 'alembic_version'::regclass AND contype IN ('c', 'f', 'p', 'u', 'x')"
        " UNION SELECT indexrelid::regclass::text FROM pg_index JOIN pg_class c ON c.oid = indrelid"
        " WHERE indisunique AND relnamespace = 'public'::regnamespace"
        " AND indrelid <> 'alembic_version'::regclass"
    )
    assert {row["conname"] for row in rows} - tried == referable()


@pytest.mark.parametrize(
    ("model", "changes"),
    [
        (Appointment, BEFORE),
        (AcceleratedImprovementPlan, EXITED),
        (AcceleratedImprovementPlan, SUBMITTED | {"status": "DRAFT"}),
        (PerformanceIndex, {"annual": Decimal(125), "cumulative": 100}),
        (StandardReview, {"kind": "DISTRICT_REVIEW", "published_on": date(2012, 1, 1)}),
        (District, {"is_pseudonym": True, "state_code": None, "nces_id": None}),
        (HighlightMeeting, {"month": date(2012, 1, 1), "status": "CANCELLED"}),
        (Obstacle, {"status": "RESOLVED", "resolved_on": date(2012, 1, 1)}),
        (QuarterlyProgressReport, PRESENTED | {"is_televised": False}),
        (QuarterlyProgressReport, PUBLISHED | {"url": "said"}),
    ],
    ids=str,
)
async def test_what_only_comes_close_to_a_limit_is_taken(
    book: Owner, examples: Examples, model: type[Base], changes: Row
) -> None:
    await write(book, {model: [examples.second[model] | changes]})
