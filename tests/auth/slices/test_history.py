"""The past of a record is seen by whoever sees the record today, or saw it when it was deleted."""

from collections.abc import AsyncIterator
from uuid import UUID

import asyncpg
import orjson
import pytest

from api.embedded import Urls
from auth.callers import Caller
from auth.database import Database
from models.accountability import AccountabilityRating
from models.base import new_id
from models.disclosures import LOGS
from models.organizations import District
from models.people import Person, StateAppointment
from models.tables import metadata
from tests.auth.slices.complete import Complete
from tests.auth.slices.sight import noon, seen
from tests.auth.slices.test_page import WHO
from tests.databases import Server, connected
from tests.rows import Owner, insert, write

TABLES = [table.name for table in metadata.sorted_tables]
CHANGING = [name for name in TABLES if name not in LOGS]
"""All but what is a record of something itself: it never changes, and so has no past."""

LEAVES = (
    "evidence_file",
    "evidence",
    "plan_review_rating",
    "plan_manager",
    "walkthrough_comment",
    "measurement",
)
"""Tables to which only an earlier one refers; the slice of one of them asks for a parent."""

PAST, GONE = (
    "SELECT json_object({})".format(
        ", ".join(
            f"'{name}': (SELECT coalesce(json_agg(DISTINCT id), '[]') FROM {schema}.{name})"
            for name in TABLES
        )
    )
    for schema in ("past", "deleted")
)
EVENTS = """
SELECT json_object_agg(record_type, ids) FROM (
    SELECT record_type, json_agg(DISTINCT record_id) AS ids FROM past.event GROUP BY record_type
)
"""


@pytest.fixture(scope="module")
async def lived(
    server: Server, migrated: str, complete: Complete, anyio_backend: object
) -> AsyncIterator[Urls]:
    """The complete world, every row of which has changed once."""
    urls = await server.create(migrated)
    async with connected(urls.owner) as owner:
        await write(owner, complete.world.rows_by_model())
        for name in CHANGING:
            await owner.execute(f"UPDATE {name} SET provenance_kind = provenance_kind")
    yield urls
    await server.drop(urls)


async def listed(database: Database, caller: Caller, query: str) -> dict[str, set[UUID]]:
    async with database.read(caller) as transaction:
        told = orjson.loads(await transaction.value(query) or b"{}")
    return {name: {UUID(each) for each in told.get(name, ())} for name in CHANGING}


@pytest.mark.parametrize("role", WHO)
async def test_the_past_is_seen_with_what_is_there(
    lived: Urls, complete: Complete, role: str
) -> None:
    zone, _ = noon()
    database = await Database.open(lived.api, time_zone=zone, pool_size=1)
    caller = complete.callers[WHO[role].format(0)]
    shown = await seen(database, caller)
    there = {name: shown[name] for name in CHANGING}
    assert await listed(database, caller, PAST) == there
    assert await listed(database, caller, EVENTS) == there
    await database.close()


async def test_what_was_deleted_is_seen_by_whoever_saw_it(
    lived: Urls, complete: Complete, server: Server, migrated: str
) -> None:
    urls = await server.create(migrated)
    zone, _ = noon()
    database = await Database.open(urls.api, time_zone=zone, pool_size=1)
    callers = {role: complete.callers[which.format(0)] for role, which in WHO.items()}
    async with connected(urls.owner) as owner:
        await write(owner, complete.world.rows_by_model())
        before = {role: await seen(database, caller) for role, caller in callers.items()}
        await owner.execute(
            "UPDATE data_presentation SET measurement_id = NULL, evidence_id = NULL"
        )
        for name in LEAVES:
            await owner.execute(f"DELETE FROM {name}")
    for role, caller in callers.items():
        for query in (GONE, PAST, EVENTS):
            now = await listed(database, caller, query)
            assert {n: now[n] for n in LEAVES} == {n: before[role][n] for n in LEAVES}, role
    assert any(before[role]["plan_manager"] for role in callers)
    await database.close()
    await server.drop(urls)


async def test_nobody_writes_the_past(fresh_urls: Urls, owner: Owner) -> None:
    """Nor as somebody who may write the record."""
    person = await insert(owner, Person)
    await insert(owner, StateAppointment, person_id=person, position="RESEARCHER")
    relations = [f"{schema}.{name}" for schema in ("past", "deleted") for name in TABLES]
    async with connected(fresh_urls.api) as login, login.transaction():
        await login.execute(f"SET LOCAL throughline.person TO '{person}'")
        for name in ("past.event", *relations):
            for change in (f"DELETE FROM {name}", f"INSERT INTO {name} DEFAULT VALUES"):
                with pytest.raises(asyncpg.InsufficientPrivilegeError):
                    async with login.transaction():
                        await login.execute(change)
        with pytest.raises(asyncpg.InsufficientPrivilegeError):
            await login.execute("SELECT nextval('recording.event_number')")


async def test_an_event_names_who_did_it_and_why(fresh_database: Database, owner: Owner) -> None:
    person = await insert(owner, Person)
    office = await insert(owner, StateAppointment, person_id=person, position="RESEARCHER")
    study = new_id()
    async with fresh_database.write(Caller(person), cause="createStudy 'quoted'") as transaction:
        await transaction.value(
            "INSERT INTO study (id, name, purpose) VALUES ($1, 'a', 'b')", (study,)
        )
    [event] = await owner.fetch("SELECT * FROM past.event WHERE record_id = $1", study)
    assert event["person_id"] == person
    assert event["state_appointment_id"] == office
    assert (event["appointment_id"], event["firm_id"]) == (None, None)
    assert event["cause"] == "createStudy 'quoted'"


async def test_an_office_in_the_district_is_named(owner: Owner) -> None:
    here, there = [await insert(owner, District, name=name) for name in ("Here", "There")]
    person = await insert(owner, Person)
    appointment = new_id()
    await owner.execute(
        "INSERT INTO appointment (district_id, id, person_id, position, starts_on)"
        " VALUES ($1, $2, $3, 'SUPERINTENDENT', '2012-01-01')",
        here,
        appointment,
        person,
    )
    await owner.execute(f"SET throughline.person TO '{person}'")
    ratings = [
        await insert(owner, AccountabilityRating, district_id=district, level=4)
        for district in (here, there)
    ]
    found = [
        await owner.fetchval("SELECT appointment_id FROM past.event WHERE record_id = $1", rating)
        for rating in ratings
    ]
    assert found == [appointment, None]
