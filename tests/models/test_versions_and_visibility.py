"""The plan's tree follows the plan's visibility, and a version counts its record's own changes."""

from datetime import date
from uuid import UUID

import asyncpg
import pytest

from models.base import Base
from models.disclosures import LOGS
from models.organizations import District
from models.plans import (
    AcceleratedImprovementPlan,
    Activity,
    Benchmark,
    Initiative,
    KeyIssue,
    PlanAmendment,
    StrategicObjective,
)
from models.tables import models
from tests.models.examples import Examples
from tests.models.particular import ACCEPTED, EXITED, SUBMITTED
from tests.rows import Owner, Row, insert

CHANGING = [model for name, model in sorted(models().items()) if name not in LOGS]
"""All but what is a record of something itself, and never changes: it stays its first version."""

TREE = (KeyIssue, StrategicObjective, Initiative, Activity, Benchmark, PlanAmendment)


async def draft(owner: Owner) -> UUID:
    """A plan that has never left its district, with a row of every kind in its tree."""
    here = {"district_id": await insert(owner, District)}
    plan = await insert(owner, AcceleratedImprovementPlan, **here)
    part = here | {"visibility": "PREPARATION"}
    of_plan = part | {"plan_id": plan}
    await insert(owner, KeyIssue, **of_plan)
    await insert(owner, PlanAmendment, **of_plan)
    objective = await insert(owner, StrategicObjective, **of_plan)
    initiative = await insert(owner, Initiative, **part, strategic_objective_id=objective)
    await insert(owner, Activity, **part, initiative_id=initiative)
    await insert(owner, Benchmark, **part, initiative_id=initiative)
    return plan


async def update(owner: Owner, changes: Row) -> None:
    columns = ", ".join(f"{name} = ${place}" for place, name in enumerate(changes, start=1))
    await owner.execute(f"UPDATE accelerated_improvement_plan SET {columns}", *changes.values())


async def test_the_whole_tree_follows_its_plan(owner: Owner) -> None:
    await draft(owner)
    life: list[tuple[Row, str]] = [
        ({"title": "Renamed"}, "PREPARATION"),
        (SUBMITTED, "SUBMITTED"),
        ({"status": "UNDER_REVIEW"}, "SUBMITTED"),
        ({"status": "RETURNED_WITH_FEEDBACK"}, "SUBMITTED"),
        ({"status": "DRAFT"}, "SUBMITTED"),
        (ACCEPTED, "PUBLIC"),
        ({"status": "IN_IMPLEMENTATION"}, "PUBLIC"),
        (EXITED, "PUBLIC"),
        ({"status": "COMPLETED"}, "PUBLIC"),
        ({"status": "SUPERSEDED"}, "PUBLIC"),
    ]
    for version, (changes, visibility) in enumerate(life, start=2):
        await update(owner, changes)
        plan = await owner.fetchrow("SELECT visibility, version FROM accelerated_improvement_plan")
        assert plan is not None
        assert tuple(plan) == (visibility, version)
        for part in TREE:
            row = await owner.fetchrow(
                f"SELECT visibility, version, updated_at FROM {part.__tablename__}"
            )
            assert row is not None
            assert tuple(row)[:2] == (visibility, 1), part


async def test_a_part_says_nothing_else_than_its_plan(owner: Owner) -> None:
    await draft(owner)
    for part in TREE:
        with pytest.raises(asyncpg.ForeignKeyViolationError):
            await owner.execute(f"UPDATE {part.__tablename__} SET visibility = 'PUBLIC'")


@pytest.mark.parametrize("model", CHANGING, ids=lambda model: model.__name__)
async def test_a_version_counts_a_records_own_changes(
    book: Owner, examples: Examples, model: type[Base]
) -> None:
    made = examples.first[model]
    where = f"FROM {model.__tablename__} WHERE id = $1"
    change = f"UPDATE {model.__tablename__} SET provenance_source = 'M' WHERE id = $1"
    for version in (1, 2, 3):
        row = await book.fetchrow(
            f"SELECT version, updated_at >= created_at AS ok {where}", made["id"]
        )
        assert row is not None
        assert tuple(row) == (version, True)
        await book.execute(change, made["id"])


async def test_a_change_dates_the_record(owner: Owner) -> None:
    await insert(owner, District)
    before = await owner.fetchval("SELECT updated_at FROM district")
    await owner.execute("UPDATE district SET name = 'Renamed'")
    assert await owner.fetchval("SELECT updated_at FROM district") > before


async def test_a_rating_is_no_change_of_the_district(owner: Owner) -> None:
    district = await insert(owner, District)
    await owner.execute(
        "INSERT INTO accountability_rating (district_id, id, school_year, determination, level)"
        " VALUES ($1, gen_random_uuid(), 2012, 'RATED', 4)",
        district,
    )
    row = await owner.fetchrow("SELECT level, version FROM district")
    assert row is not None
    assert tuple(row) == (4, 1)


async def test_an_office_is_no_change_of_the_person(owner: Owner) -> None:
    district = await insert(owner, District)
    await owner.execute("INSERT INTO person (id, label) VALUES ($1, 'Someone')", district)
    await owner.execute(
        "INSERT INTO appointment (district_id, id, person_id, position, starts_on)"
        " VALUES ($1, $1, $1, 'SUPERINTENDENT', $2)",
        district,
        date(2012, 1, 1),
    )
    row = await owner.fetchrow("SELECT public_office_since, version FROM person")
    assert row is not None
    assert tuple(row) == (date(2012, 1, 1), 1)
