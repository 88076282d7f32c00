from uuid import UUID, uuid4

import asyncpg
import pytest

from models.accountability import PerformanceIndex
from models.accountability_terms import PupilGroup
from models.organizations import District, Firm, FirmKind, School
from models.people import Appointment
from seeds.store import Counts, Summary, append, row_of, stable_id, upsert
from tests.rows import Owner

DISTRICT = stable_id("district", "Anywhere")


def firm(name: str, **more: object) -> dict[str, object]:
    return {"id": stable_id("firm", name), "name": name, "kind": FirmKind.COMPANY, **more}


async def versions(owner: Owner) -> dict[str, int]:
    return dict(await owner.fetch("SELECT name, version FROM firm"))


def test_ids_follow_from_names_for_ever() -> None:
    assert stable_id("district", "Anywhere") == UUID("37c8c0dd-b66a-508e-98c9-7beaef91a011")
    assert stable_id("a", "bc") != stable_id("ab", "c")


def test_a_record_gives_the_columns_it_was_made_with() -> None:
    record = PerformanceIndex(district_id=DISTRICT, group=PupilGroup.ASIAN, annual=None)
    assert row_of(record) == {"district_id": DISTRICT, "group": PupilGroup.ASIAN, "annual": None}


async def test_a_second_run_changes_nothing_and_a_third_what_differs(blank: Owner) -> None:
    rows = [firm("One"), firm("Two"), firm("Three")]
    assert await upsert(blank, Firm, rows) == Counts(created=3)
    assert await upsert(blank, Firm, rows) == Counts(unchanged=3)
    rows[1] = firm("Two", kind=FirmKind.NETWORK)
    assert await upsert(blank, Firm, [*rows, firm("Four")]) == Counts(1, 1, 2)
    assert await versions(blank) == {"One": 1, "Two": 2, "Three": 1, "Four": 1}


async def test_columns_that_a_row_does_not_name_stay(blank: Owner) -> None:
    await upsert(blank, District, [{"id": DISTRICT, "name": "Anywhere", "profile": "Small."}])
    renamed = {"id": DISTRICT, "name": "Elsewhere"}
    other = {"id": uuid4(), "name": "Anywhere", "profile": None}
    assert await upsert(blank, District, [renamed, other]) == Counts(created=1, changed=1)
    profiles = await blank.fetch("SELECT name, profile FROM district ORDER BY name")
    assert [tuple(row) for row in profiles] == [("Anywhere", None), ("Elsewhere", "Small.")]


async def test_a_natural_key_finds_rows_by_null_too_and_keeps_their_ids(blank: Owner) -> None:
    await upsert(blank, District, [{"id": DISTRICT, "name": "Anywhere"}])

    def index(annual: int) -> dict[str, object]:
        return {
            "district_id": DISTRICT,
            "id": uuid4(),
            "school_id": None,
            "school_year": 2016,
            "group": PupilGroup.HIGH_NEEDS,
            "annual": annual,
        }

    key = ("district_id", "school_id", "school_year", "group")
    first = index(70)
    assert await upsert(blank, PerformanceIndex, [first], key=key) == Counts(created=1)
    assert await upsert(blank, PerformanceIndex, [index(70)], key=key) == Counts(unchanged=1)
    assert await upsert(blank, PerformanceIndex, [index(71)], key=key) == Counts(changed=1)
    assert await blank.fetchval("SELECT id FROM performance_index") == first["id"]


async def test_a_row_of_keys_alone_is_created_or_left(blank: Owner) -> None:
    row = {"id": DISTRICT, "name": "Anywhere"}
    assert await upsert(blank, District, [row], key=["name"]) == Counts(created=1)
    again = {"id": uuid4(), "name": "Anywhere"}
    assert await upsert(blank, District, [again], key=["name"]) == Counts(unchanged=1)
    assert await blank.fetchval("SELECT id FROM district") == DISTRICT


async def test_no_rows_are_no_work(blank: Owner) -> None:
    assert await upsert(blank, Firm, []) == Counts()
    assert await append(blank, Firm, ["id", "name", "kind"], []) == 0


async def test_a_row_that_is_refused_takes_its_whole_call_with_it(blank: Owner) -> None:
    other_shape = firm("Good", vetted_on=None)
    with pytest.raises(asyncpg.CheckViolationError):
        await upsert(blank, Firm, [other_shape, firm("Bad") | {"kind": "CHARITY"}])
    assert await versions(blank) == {}
    assert await upsert(blank, Firm, [other_shape]) == Counts(created=1)


async def test_a_key_that_occurs_twice_is_refused(blank: Owner) -> None:
    with pytest.raises(asyncpg.CardinalityViolationError):
        await upsert(blank, Firm, [firm("One"), firm("One")])


async def test_what_the_database_works_out_is_not_written(blank: Owner) -> None:
    with pytest.raises(ValueError, match=r"appointment\.role"):
        await upsert(blank, Appointment, [{"district_id": DISTRICT, "id": uuid4(), "role": "X"}])


async def test_new_rows_are_appended_in_the_order_of_the_columns(blank: Owner) -> None:
    await append(blank, District, ["name", "id"], [("Anywhere", DISTRICT)])
    schools = [(DISTRICT, uuid4(), f"School {number}") for number in range(500)]
    assert await append(blank, School, ["district_id", "id", "name"], schools) == len(schools)
    assert (
        await append(blank, School, ["name", "id", "district_id"], [("Last", uuid4(), DISTRICT)])
        == 1
    )
    assert await blank.fetchval("SELECT count(*) FROM school") == len(schools) + 1


async def test_writing_is_part_of_the_callers_transaction(blank: Owner) -> None:
    transaction = blank.transaction()
    await transaction.start()
    await upsert(blank, Firm, [firm("One")])
    await upsert(blank, Firm, [firm("Two")])
    await transaction.rollback()
    assert await versions(blank) == {}


def test_a_summary_adds_up() -> None:
    summary = Summary()
    summary.add(Firm, Counts(created=2))
    summary.add(Firm, Counts(changed=1))
    summary.add(District, Counts(unchanged=4))
    assert summary.tables == {"firm": Counts(2, 1, 0), "district": Counts(0, 0, 4)}
    assert summary.total == Counts(2, 1, 4)
