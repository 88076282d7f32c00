from collections import Counter
from typing import Any

import asyncpg
import pytest

from auth.callers import Caller
from auth.database import Database
from models.failures import Conflict
from models.vocabulary import Word
from seeds.synthetic import load, monitor, state_officer
from seeds.synthetic.loading import district
from seeds.synthetic.lots import Lots
from seeds.synthetic.organizations import place
from seeds.synthetic.rows import MODELS, Row

SEED = 7


def kinds(rows: list[Row]) -> Counter[str]:
    return Counter(type(row).__name__ for row in rows)


def test_a_district_follows_from_seed_and_number_alone() -> None:
    assert list(district(SEED, 4)) == list(district(SEED, 4))
    assert next(district(SEED, 4)) != next(district(SEED, 5))
    assert next(district(SEED, 4)) != next(district(SEED + 1, 4))


def test_columns_are_the_models_and_none_is_derived() -> None:
    for kind, model in MODELS.items():
        columns = model.__table__.columns
        fields = kind._fields  # type: ignore[attr-defined]
        assert set(fields) <= set(columns.keys()), model
        assert not [name for name in fields if columns[name].computed is not None], model


def test_words_are_of_their_vocabularies() -> None:
    rows = [row for number in range(40) for row in district(SEED, number)]
    for kind, model in MODELS.items():
        for column in model.__table__.columns:
            fields = kind._fields  # type: ignore[attr-defined]
            if isinstance(column.type, Word) and column.name in fields:
                at = fields.index(column.name)
                used = {row[at] for row in rows if type(row) is kind} - {None}
                assert used <= set(column.type.vocabulary.words()), column


def test_sizes_are_those_of_massachusetts() -> None:
    sizes = [len(place(number, Lots(SEED, number)).schools) for number in range(4000)]
    assert 4 < sum(sizes) / len(sizes) < 5.5
    assert 0.35 < sizes.count(1) / len(sizes) < 0.5
    assert max(sizes) > 60
    assert min(sizes[::4]) >= 12


def test_names_and_codes_are_never_shared() -> None:
    districts = [place(number, Lots(SEED, number)).district for number in range(14_000)]
    assert len({each.name for each in districts}) == len(districts)
    assert len({each.nces_id for each in districts}) == len(districts)
    codes = [each.state_code for each in districts if each.state_code]
    assert len(set(codes)) == len(codes) == 6000


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_the_first_district_has_a_thousand_measurements(seed: int) -> None:
    made = kinds(list(district(seed, 0)))
    assert made["Measurement"] >= 1000
    assert made["School"] == 12
    assert (made["Objective"], made["Initiative"], made["Benchmark"]) == (8, 32, 128)


def test_plans_have_three_to_five_of_everything() -> None:
    for number in range(4, 84, 4):
        made = kinds(list(district(SEED, number)))
        assert 3 <= made["Objective"] / made["Plan"] <= 5
        assert 3 <= made["Initiative"] / made["Objective"] <= 5
        assert 3 <= made["Benchmark"] / made["Initiative"] <= 5
        assert 3 <= made["Activity"] / made["Initiative"] <= 5


async def test_the_network_is_written_and_a_second_run_changes_nothing(
    owner: "asyncpg.Connection[Any]",
) -> None:
    seen: list[int] = []
    gained = await load(owner, 8, SEED, seen.append)
    assert seen == [0, 8]
    assert gained["district"] == 8
    assert gained["accelerated_improvement_plan"] == 3
    for table, rows in gained.items():
        written = await owner.fetchval(f"SELECT count(*) FROM {table}")
        marked = await owner.fetchval(
            f"SELECT count(*) FROM {table} WHERE provenance_kind = 'ILLUSTRATION'"
        )
        assert written == marked, table
        assert written >= rows, table
    assert await load(owner, 8, SEED) == {}


async def test_a_larger_network_contains_the_smaller(owner: "asyncpg.Connection[Any]") -> None:
    await load(owner, 3, SEED)
    before = {row["id"] for row in await owner.fetch("SELECT id FROM district")}
    gained = await load(owner, 6, SEED)
    after = {row["id"] for row in await owner.fetch("SELECT id FROM district")}
    assert gained["district"] == 3
    assert before < after


async def test_another_seed_needs_another_database(owner: "asyncpg.Connection[Any]") -> None:
    await load(owner, 2, SEED)
    with pytest.raises(Conflict):
        await load(owner, 2, SEED + 1)
    assert await owner.fetchval("SELECT count(*) FROM district") == 2


async def test_districts_stand_at_the_level_of_their_lowest_school(
    owner: "asyncpg.Connection[Any]",
) -> None:
    await load(owner, 9, SEED)
    pairs = await owner.fetch(
        "SELECT d.level, max(s.level) AS lowest FROM district d"
        " JOIN school s ON s.district_id = d.id GROUP BY d.id, d.level"
    )
    assert len(pairs) == 9
    assert all(level == lowest for level, lowest in pairs)


async def test_its_callers_see_their_slices(
    owner: "asyncpg.Connection[Any]", fresh_database: Database
) -> None:
    await load(owner, 9, SEED)

    async def districts_measured(caller: Caller) -> int:
        async with fresh_database.read(caller) as transaction:
            count = await transaction.value("SELECT count(DISTINCT district_id) FROM measurement")
        return int(count)

    assert await districts_measured(state_officer(SEED)) > 1
    assert await districts_measured(monitor(SEED)) == 1
    assert await districts_measured(Caller()) == 0
