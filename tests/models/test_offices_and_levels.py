"""What triggers keep up to date: who is known for a public office, and at which level one is."""

from datetime import date
from uuid import UUID

import pytest

from models.accountability import AccountabilityRating
from models.organizations import District, School
from models.people import Appointment, Person, PersonName
from tests.rows import Owner, insert

FIRST_DAY = date(2012, 1, 1)


async def offices(owner: Owner, person: UUID) -> tuple[date | None, date | None]:
    """Since when person and name are known to stand for a public office."""
    row = await owner.fetchrow(
        "SELECT p.public_office_since AS person, n.public_office_since AS name"
        " FROM person p JOIN person_name n ON n.person_id = p.id WHERE p.id = $1",
        person,
    )
    assert row is not None
    return row["person"], row["name"]


async def named_person(owner: Owner) -> UUID:
    person = await insert(owner, Person)
    await insert(owner, PersonName, person_id=person)
    return person


@pytest.mark.parametrize(
    ("position", "is_public"),
    [
        ("SUPERINTENDENT", True),
        ("ASSISTANT_SUPERINTENDENT", False),
        ("DIRECTOR", False),
        ("PRINCIPAL", True),
        ("TEACHER", False),
        ("SCHOOL_BOARD_MEMBER", False),
        ("PLAN_MANAGER", True),
        ("PLAN_MONITOR", True),
    ],
)
async def test_a_public_office_is_known_of_person_and_name(
    blank: Owner, position: str, *, is_public: bool
) -> None:
    person = await named_person(blank)
    district = await insert(blank, District)
    school = await insert(blank, School, district_id=district)
    at_school = position in {"PRINCIPAL", "TEACHER"}
    assert await offices(blank, person) == (None, None)
    await insert(
        blank,
        Appointment,
        district_id=district,
        person_id=person,
        position=position,
        school_id=school if at_school else None,
        ends_on=date(2012, 1, 1),
    )
    assert await offices(blank, person) == ((FIRST_DAY, FIRST_DAY) if is_public else (None, None))
    late = await insert(blank, Person)
    await insert(blank, PersonName, person_id=late)
    assert await offices(blank, late) == (None, None)


async def test_an_office_follows_updates_and_deletions(blank: Owner) -> None:
    one, other = await named_person(blank), await named_person(blank)
    district = await insert(blank, District)
    appointment = await insert(
        blank, Appointment, district_id=district, person_id=one, position="DIRECTOR"
    )
    await blank.execute("UPDATE appointment SET position = 'SUPERINTENDENT'")
    assert await offices(blank, one) == (FIRST_DAY, FIRST_DAY)
    await blank.execute("UPDATE appointment SET person_id = $1", other)
    assert await offices(blank, one) == (None, None)
    assert await offices(blank, other) == (FIRST_DAY, FIRST_DAY)
    await blank.execute("UPDATE appointment SET ends_on = '2012-12-31'")
    assert await offices(blank, other) == (FIRST_DAY, FIRST_DAY)
    await blank.execute("DELETE FROM appointment WHERE id = $1", appointment)
    assert await offices(blank, other) == (None, None)


async def test_of_several_offices_the_first_counts(blank: Owner) -> None:
    person = await named_person(blank)
    earlier = date(2010, 1, 1)
    districts = [await insert(blank, District, name=name) for name in ("One", "Other")]
    for district, starts_on in zip(districts, (FIRST_DAY, earlier), strict=True):
        await insert(
            blank,
            Appointment,
            district_id=district,
            person_id=person,
            position="PLAN_MONITOR",
            starts_on=starts_on,
        )
    assert await offices(blank, person) == (earlier, earlier)
    await blank.execute("DELETE FROM appointment WHERE district_id = $1", districts[1])
    assert await offices(blank, person) == (FIRST_DAY, FIRST_DAY)


async def test_a_name_cannot_say_otherwise_than_its_person(blank: Owner) -> None:
    person, other = await named_person(blank), await insert(blank, Person)
    district = await insert(blank, District)
    await insert(
        blank, Appointment, district_id=district, person_id=other, position="SUPERINTENDENT"
    )
    await blank.execute("UPDATE person_name SET public_office_since = $1", FIRST_DAY)
    assert await offices(blank, person) == (None, None)
    await blank.execute("UPDATE person_name SET person_id = $1", other)
    assert await offices(blank, other) == (FIRST_DAY, FIRST_DAY)


async def test_a_name_that_comes_late_learns_of_the_office(blank: Owner) -> None:
    person = await insert(blank, Person)
    district = await insert(blank, District)
    await insert(
        blank, Appointment, district_id=district, person_id=person, position="PLAN_MANAGER"
    )
    await insert(blank, PersonName, person_id=person)
    assert await offices(blank, person) == (FIRST_DAY, FIRST_DAY)


async def level(owner: Owner, table: str) -> tuple[object, ...]:
    row = await owner.fetchrow(
        f"SELECT level, determination, level_source, level_school_year FROM {table}"
    )
    assert row is not None
    return tuple(row)


UNRATED = (None, "NOT_REPORTED", "NOT_STATED", None)


@pytest.mark.parametrize(("rated", "unrated"), [("district", "school"), ("school", "district")])
async def test_a_level_is_that_of_the_latest_year(blank: Owner, rated: str, unrated: str) -> None:
    district = await insert(blank, District)
    school = await insert(blank, School, district_id=district)
    whose = {"district_id": district, "school_id": school if rated == "school" else None}

    async def rate(year: int, **given: object) -> UUID:
        return await insert(blank, AccountabilityRating, **whose, school_year=year, **given)

    assert await level(blank, rated) == UNRATED
    await rate(2014, level=4, level_source="PLACED_BY_STATE", placement_reason="A review.")
    assert await level(blank, rated) == (4, "RATED", "PLACED_BY_STATE", 2014)
    await rate(2012, level=1, level_source="OWN_RESULTS")
    assert await level(blank, rated) == (4, "RATED", "PLACED_BY_STATE", 2014)
    latest = await rate(2016, level=None, determination="INSUFFICIENT_DATA")
    assert await level(blank, rated) == (None, "INSUFFICIENT_DATA", "NOT_STATED", 2016)
    await blank.execute(
        "UPDATE accountability_rating SET level = 3, determination = 'RATED' WHERE id = $1", latest
    )
    assert await level(blank, rated) == (3, "RATED", "NOT_STATED", 2016)
    await blank.execute("UPDATE accountability_rating SET school_year = 2011 WHERE id = $1", latest)
    assert await level(blank, rated) == (4, "RATED", "PLACED_BY_STATE", 2014)
    assert await level(blank, unrated) == UNRATED
    await blank.execute("DELETE FROM accountability_rating")
    assert await level(blank, rated) == UNRATED


async def test_a_rating_moved_to_another_district_takes_its_level_along(blank: Owner) -> None:
    one, other = [await insert(blank, District, name=name) for name in ("One", "Other")]
    await insert(blank, AccountabilityRating, district_id=one, level=5)
    await blank.execute("UPDATE accountability_rating SET district_id = $1", other)
    rows = await blank.fetch("SELECT id, level FROM district")
    assert {row["id"]: row["level"] for row in rows} == {one: None, other: 5}
