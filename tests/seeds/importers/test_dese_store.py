"""What an import leaves in the database."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import asyncpg
import pytest

from api.embedded import Urls
from models.base import new_id
from seeds.importers import dese_columns as columns
from seeds.importers.dese_schools import Reading, read_schools
from seeds.importers.dese_store import store_schools
from seeds.importers.findings import Outcome
from seeds.importers.transactions import all_or_nothing
from seeds.store import Counts, Summary
from tests.seeds.importers.made import reading, school, told

TABLES = ("district", "school", "accountability_rating", "performance_index", "enrollment")
Connection = asyncpg.Connection


async def store(connection: "Connection[Any]", found: Reading, *, keep: bool = True) -> Summary:
    async with all_or_nothing(connection, keep=keep):
        return await store_schools(connection, found)


async def contents(connection: "Connection[Any]") -> dict[str, list[asyncpg.Record]]:
    return {table: await connection.fetch(f"SELECT * FROM {table} ORDER BY id") for table in TABLES}


async def fingerprint(connection: "Connection[Any]") -> list[str]:
    return [
        await connection.fetchval(f"SELECT md5(string_agg(t::text, '' ORDER BY id)) FROM {table} t")
        for table in TABLES
    ]


@pytest.fixture(scope="module")
def state(massachusetts: Path) -> Reading:
    return read_schools(
        massachusetts / "schools_2017.csv", 2016, massachusetts / "lea_crosswalk.csv"
    )


async def test_the_whole_state_is_stored_once(
    blank: "Connection[Any]", state: Reading, massachusetts: Path
) -> None:
    created = {
        "district": 410,
        "school": 1861,
        "accountability_rating": 410 + 1861,
        "performance_index": 381 + 365 + 1591 + 1489,
        "enrollment": 1861 + 1850 * 14,
    }
    first = await store(blank, state)
    assert first.tables == {table: Counts(created=count) for table, count in created.items()}
    before = await fingerprint(blank)
    without_crosswalk = read_schools(massachusetts / "schools_2017.csv", 2016)
    for again in (state, without_crosswalk):
        second = await store(blank, again)
        assert second.tables == {table: Counts(unchanged=count) for table, count in created.items()}
        assert await fingerprint(blank) == before


async def test_a_dry_run_tells_the_same_and_leaves_nothing(
    blank: "Connection[Any]", tmp_path: Path
) -> None:
    found = reading(tmp_path, school("00010505"), school("00030305"))
    dry = await store(blank, found, keep=False)
    assert not any((await contents(blank)).values())
    assert await store(blank, found) == dry
    assert dry.tables["school"] == Counts(created=2)


async def test_records_say_what_the_file_says(blank: "Connection[Any]", state: Reading) -> None:
    await store(blank, state)
    district = await blank.fetchrow("SELECT * FROM district WHERE state_code = '01370000'")
    assert district is not None
    assert {**district}.items() >= {
        "name": "Holyoke",
        "nces_id": "2506270",
        "kind": "REGULAR",
        "is_charter": False,
        "is_pseudonym": False,
        "level": 5,
        "determination": "RATED",
        "level_source": "PLACED_BY_STATE",
        "level_school_year": 2016,
        "version": 1,
        "provenance_kind": "IMPORTED",
        "provenance_file": "schools_2017.csv",
    }.items()
    rating = await blank.fetchrow(
        "SELECT * FROM accountability_rating WHERE district_id = $1 AND school_id IS NULL",
        district["id"],
    )
    assert rating is not None
    assert rating["placement_reason"] == "Chronically underperforming district"
    assert rating["framework"] == "LEVELS_2012"
    abington = await blank.fetchrow("SELECT * FROM school WHERE state_code = '00010505'")
    assert abington is not None
    assert {**abington}.items() >= {
        "name": "Abington High",
        "town": "Abington",
        "zip_code": "02351",
        "grades": "09,10,11,12",
        "is_charter": False,
        "level": 1,
        "level_source": "OWN_RESULTS",
        "provenance_row": 2,
    }.items()
    indices = await blank.fetch(
        'SELECT "group", school_year, cumulative, annual, is_published FROM performance_index'
        " WHERE school_id = $1",
        abington["id"],
    )
    assert sorted(map(tuple, indices)) == [
        ("ALL_STUDENTS", 2016, 76, None, True),
        ("HIGH_NEEDS", 2016, 75, None, True),
    ]
    enrollment = await blank.fetch(
        'SELECT "group", pupils, share::text, school_year FROM enrollment WHERE school_id = $1',
        abington["id"],
    )
    assert {
        ("ALL_STUDENTS", 452, None, 2017),
        ("HIGH_NEEDS", 130, "28.8", 2017),
        ("ECONOMICALLY_DISADVANTAGED", 97, None, 2017),
        ("WHITE", None, "85.8", 2017),
    } <= set(map(tuple, enrollment))
    assert len(enrollment) == 15


async def test_a_changed_line_changes_its_records_only(
    blank: "Connection[Any]", tmp_path: Path
) -> None:
    await store(blank, reading(tmp_path, school("00010505"), school("00010510")))
    better = {columns.SCHOOL_PERCENTILE: "41", columns.ZIP: ""}
    changed = await store(blank, reading(tmp_path, school("00010505", better), school("00010510")))
    assert changed.total.created == 0
    assert changed.total.changed == 1
    assert changed.tables["accountability_rating"].changed == 1
    zips = await blank.fetch("SELECT DISTINCT zip_code FROM school")
    assert [row["zip_code"] for row in zips] == ["02351"]


async def test_a_district_that_is_there_keeps_its_id_and_what_the_file_lacks(
    blank: "Connection[Any]", tmp_path: Path
) -> None:
    there = new_id()
    await blank.execute(
        "INSERT INTO district (id, name, state_code, nces_id, profile)"
        " VALUES ($1, 'Abington (old name)', '00010000', '2501650', 'A town.')",
        there,
    )
    summary = await store(blank, reading(tmp_path, school("00010505")))
    assert summary.tables["district"] == Counts(changed=1)
    [district] = await blank.fetch("SELECT * FROM district")
    assert (district["id"], district["name"]) == (there, "District 0001")
    assert (district["nces_id"], district["profile"]) == ("2501650", "A town.")
    assert district["version"] == 2


async def test_what_the_network_holds_otherwise_is_refused(
    blank: "Connection[Any]", tmp_path: Path
) -> None:
    mill, mason = new_id(), new_id()
    await blank.execute(
        "INSERT INTO district (id, name, is_pseudonym, state_code)"
        " VALUES ($1, 'District 0001', true, NULL), ($2, 'Mason', false, '00070000')",
        mill,
        mason,
    )
    await blank.execute(
        "INSERT INTO school (district_id, id, name, state_code)"
        " VALUES ($1, $2, 'School 00030310', '00030305'), ($1, $3, 'School 00070010', NULL)",
        mason,
        new_id(),
        new_id(),
    )
    before = await contents(blank)
    codes = ("00010505", "00030305", "00030310", "00070010")
    found = reading(
        tmp_path, *(school(code, {columns.DISTRICT_NAME: f"District {code[:4]}"}) for code in codes)
    )
    await store(blank, found)
    assert [(outcome, line, column) for outcome, line, column, _ in told(found)] == [
        (Outcome.ROW_REFUSED, 2, columns.DISTRICT_NAME),
        (Outcome.ROW_REFUSED, 3, columns.SCHOOL_CODE),
        (Outcome.ROW_REFUSED, 5, columns.SCHOOL_NAME),
    ]
    stored = await blank.fetch("SELECT name FROM school WHERE provenance_kind = 'IMPORTED'")
    assert [row["name"] for row in stored] == ["School 00030310"]
    after = await contents(blank)
    assert before["district"][0] in after["district"]
    assert all(row in after["school"] for row in before["school"])


async def test_a_federal_identifier_of_another_district_is_refused(
    blank: "Connection[Any]", tmp_path: Path
) -> None:
    await blank.execute(
        "INSERT INTO district (id, name, nces_id) VALUES ($1, 'Elsewhere', '2501650')", new_id()
    )
    crosswalk = tmp_path / "crosswalk.csv"
    crosswalk.write_text(
        "ma_org_code,nces_leaid,lea_type,latitude,longitude\n"
        "00010000,2501650,1,42.1,-70.9\n"
        "00030000,2501740,9,95,-70.9\n"
        "00050000,1234567,1,,\n",
        encoding="utf-8",
    )
    reading(tmp_path, *map(school, ("00010505", "00030305", "00050505")))
    found = read_schools(tmp_path / "schools.csv", 2016, crosswalk)
    await store(blank, found)
    refused = {
        (finding.outcome, finding.line, finding.column)
        for finding in found.findings
        if finding.file == "crosswalk.csv"
    }
    assert refused == {
        (Outcome.ROW_REFUSED, 2, "nces_leaid"),
        (Outcome.VALUE_REFUSED, 3, "lea_type"),
        (Outcome.VALUE_REFUSED, 3, "latitude"),
        (Outcome.ROW_REFUSED, 4, "nces_leaid"),
    }
    held = await blank.fetch(
        "SELECT state_code, nces_id, kind, latitude, longitude FROM district"
        " WHERE state_code IS NOT NULL ORDER BY state_code"
    )
    assert [tuple(row) for row in held] == [
        ("00010000", None, None, None, None),
        ("00030000", "2501740", None, None, None),
        ("00050000", None, None, None, None),
    ]


async def test_an_import_that_breaks_leaves_nothing(
    blank: "Connection[Any]", tmp_path: Path
) -> None:
    found = reading(tmp_path, school("00010505"))

    def interrupt(stage: str, done: int, total: int) -> None:
        if (stage, done) == ("Storing", total):
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        async with all_or_nothing(blank, keep=True):
            await store_schools(blank, found, interrupt)
    assert not any((await contents(blank)).values())


@pytest.fixture
async def second_owner(fresh_urls: Urls) -> "AsyncIterator[Connection[Any]]":
    connection = await asyncpg.connect(fresh_urls.owner)
    yield connection
    await connection.close()


async def test_two_imports_at_once_are_one_after_the_other(
    owner: "Connection[Any]", second_owner: "Connection[Any]", tmp_path: Path
) -> None:
    found = reading(tmp_path, school("00010505"))
    both = await asyncio.gather(store(owner, found), store(second_owner, found))
    created, unchanged = sorted(
        (summary.total for summary in both), key=lambda total: -total.created
    )
    assert (created.changed, created.unchanged) == (0, 0)
    assert unchanged == Counts(unchanged=created.created)
