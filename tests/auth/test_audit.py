"""The chain of disclosures: nobody forks it, and whoever alters or shortens it is found."""

import asyncio
from collections.abc import AsyncIterator

import asyncpg
import orjson
import pytest

from api.embedded import Urls
from auth.audit import NOTHING, Verified, record_command, verify
from auth.callers import PUBLIC, Caller
from auth.database import Database
from models.failures import Fault
from models.people import Person, PersonContact
from tests.databases import connected
from tests.rows import Owner, insert

DISCLOSE = "SELECT audit.disclose('GRAPHQL', '{STATE_OFFICE}', $1)"
UNGUARDED = (
    "ALTER TABLE disclosure DISABLE TRIGGER USER; ALTER TABLE disclosed_record DISABLE TRIGGER USER"
)
MOVE = "UPDATE disclosure SET position"
ALTERATIONS = (
    "UPDATE disclosure SET disclosed_at = disclosed_at + interval '1 microsecond' {of 2}",
    "UPDATE disclosure SET person_id = {another} {of 2}",
    "UPDATE disclosure SET way = 'EXPORT' {of 2}",
    "UPDATE disclosure SET hash = previous_hash {of 2}",
    "UPDATE disclosed_record SET record_key = 'another' WHERE {its first}",
    "UPDATE disclosed_record SET record_type = 'Memo' WHERE {its first}",
    "UPDATE disclosed_record SET is_open = NOT is_open WHERE {its first}",
    "UPDATE disclosed_record SET person_id = {another} WHERE {its first}",
    "UPDATE disclosed_record SET person_id = NULL, person_salt = NULL WHERE {its first}",
    "DELETE FROM disclosed_record WHERE {its first}",
    "DELETE FROM disclosed_record WHERE {its}; DELETE FROM disclosure {of 2}",
    f"{MOVE} = -2 {{of 2}}; {MOVE} = 2 WHERE position = 3; {MOVE} = 3 WHERE position = -2",
)
PLACES = {
    "{another}": "(SELECT max(id::text)::uuid FROM person)",
    "{of 2}": "WHERE position = 2",
    "{its first}": "{its} AND number = 1",
    "{its}": "disclosure_id IN (SELECT id FROM disclosure WHERE position = 2)",
}


class World:
    """A few people with contacts, and the state office's reader."""

    def __init__(self, urls: Urls, reader: Caller, contacts: list[str]) -> None:
        self.urls, self.reader, self.contacts = urls, reader, contacts


@pytest.fixture
async def world(fresh_urls: Urls, owner: Owner) -> World:
    people = [await insert(owner, Person) for _ in range(6)]
    contacts = [await insert(owner, PersonContact, person_id=person) for person in people[1:]]
    ids = [f"PersonContact_{contact.hex}" for contact in contacts]
    return World(fresh_urls, Caller(person=people[0]), ids)


@pytest.fixture
async def database(fresh_urls: Urls, anyio_backend: object) -> AsyncIterator[Database]:
    opened = await Database.open(fresh_urls.api, pool_size=8)
    yield opened
    await opened.close()


async def disclose(database: Database, caller: Caller, *seen: str) -> None:
    async with database.disclose(caller) as transaction:
        await transaction.value(DISCLOSE, [orjson.dumps(seen)])


async def disclose_and_fail(database: Database, world: World) -> None:
    async with database.disclose(world.reader) as transaction:
        await transaction.value(DISCLOSE, [orjson.dumps(world.contacts)])
        raise ZeroDivisionError


async def checked(urls: Urls, *expected: tuple[int, str]) -> Verified:
    async with connected(urls.owner) as connection:
        return await verify(connection, expected=expected)


async def test_an_empty_chain_is_whole(fresh_urls: Urls) -> None:
    chain = await checked(fresh_urls)
    assert (chain.position, chain.hash, chain.findings) == (0, NOTHING, [])


async def test_appends_at_once_make_one_chain(world: World, database: Database) -> None:
    appends = [disclose(database, world.reader, world.contacts[n % 5]) for n in range(60)]
    await asyncio.gather(*appends)
    chain = await checked(world.urls)
    assert (chain.disclosures, chain.position, chain.findings) == (60, 60, [])


async def test_one_that_is_undone_leaves_no_gap(world: World, database: Database) -> None:
    await disclose(database, world.reader, world.contacts[0])
    with pytest.raises(ZeroDivisionError):
        await disclose_and_fail(database, world)
    await disclose(database, world.reader, world.contacts[1])
    chain = await checked(world.urls)
    assert (chain.disclosures, chain.findings) == (2, [])


async def test_nothing_read_is_nothing_recorded(world: World, database: Database) -> None:
    await disclose(database, world.reader)
    assert (await checked(world.urls)).position == 0


async def test_what_is_about_the_reader_alone_is_no_disclosure(
    world: World, database: Database, owner: Owner
) -> None:
    reader = world.reader.person
    own = await insert(owner, PersonContact, person_id=reader)
    await disclose(database, world.reader, f"PersonContact_{own.hex}")
    assert (await checked(world.urls)).position == 0
    await disclose(database, world.reader, f"PersonContact_{own.hex}", world.contacts[0])
    keys = await owner.fetch("SELECT record_key FROM disclosed_record")
    assert [row[0].replace("-", "") for row in keys] == [world.contacts[0].partition("_")[2]]


async def test_nobody_in_particular_is_told_nothing(world: World, database: Database) -> None:
    with pytest.raises(Fault):
        await disclose(database, PUBLIC, world.contacts[0])
    assert (await checked(world.urls)).position == 0


@pytest.mark.parametrize("alteration", ALTERATIONS)
async def test_whatever_is_altered_is_found_where_it_is(
    world: World, database: Database, owner: Owner, alteration: str
) -> None:
    for _ in range(3):
        await disclose(database, world.reader, *world.contacts)
    for place, sql in PLACES.items():
        alteration = alteration.replace(place, sql)
    await owner.execute(f"{UNGUARDED}; {alteration}")
    chain = await checked(world.urls)
    assert chain.findings
    assert min(finding.position for finding in chain.findings) in {2, 3}


async def test_a_chain_without_its_end_was_shortened(
    world: World, database: Database, owner: Owner
) -> None:
    for _ in range(3):
        await disclose(database, world.reader, world.contacts[0])
    await owner.execute(
        f"{UNGUARDED};"
        "DELETE FROM disclosed_record WHERE disclosure_id IN"
        " (SELECT id FROM disclosure WHERE position = 3);"
        "DELETE FROM disclosure WHERE position = 3"
    )
    [finding] = (await checked(world.urls)).findings
    assert finding.position == 3
    assert "shortened: it had 3 entries" in finding.says


async def test_a_chain_that_was_written_anew_is_found_by_what_was_noted(
    world: World, database: Database, owner: Owner
) -> None:
    await disclose(database, world.reader, world.contacts[0])
    await disclose(database, world.reader, world.contacts[1])
    noted = await checked(world.urls)
    assert not (await checked(world.urls, (noted.position, noted.hash))).findings
    await owner.execute(
        f"{UNGUARDED}; DELETE FROM disclosed_record; DELETE FROM disclosure;"
        f"UPDATE audit.head SET position = 0, hash = '{NOTHING}'"
    )
    assert not (await checked(world.urls)).findings
    says = (await checked(world.urls, (noted.position, noted.hash))).findings
    assert [finding.position for finding in says] == [2]
    await disclose(database, world.reader, world.contacts[0])
    await disclose(database, world.reader, world.contacts[1])
    [finding] = (await checked(world.urls, (noted.position, noted.hash))).findings
    assert finding.says == "its hash is not the one that was noted"


@pytest.mark.parametrize("table", ["disclosure", "disclosed_record", "audit.erasure"])
async def test_what_is_recorded_does_not_change(
    world: World, database: Database, owner: Owner, table: str
) -> None:
    await disclose(database, world.reader, world.contacts[0])
    await owner.execute("SELECT audit.erased('PERSON', 'REQUEST', 'someone', '{}', '{}')")
    before = await owner.fetch(f"SELECT * FROM {table}")
    column = "record_type" if table == "disclosed_record" else "hash"
    for change in (
        f"UPDATE {table} SET {column} = 'other'",
        f"DELETE FROM {table}",
        f"TRUNCATE {table} CASCADE",
    ):
        with pytest.raises(asyncpg.CheckViolationError):
            await owner.execute(change)
        async with connected(world.urls.api) as api:
            with pytest.raises(asyncpg.InsufficientPrivilegeError):
                await api.execute(change)
    assert await owner.fetch(f"SELECT * FROM {table}") == before


@pytest.mark.parametrize(
    "sql",
    [
        "INSERT INTO disclosure SELECT * FROM disclosure",
        "UPDATE audit.head SET position = 0",
        "SELECT audit.erased('PERSON', 'REQUEST', 'someone', '{}', '{}')",
        "SELECT * FROM audit.about('{}', '{}')",
    ],
)
async def test_the_api_only_appends(world: World, sql: str) -> None:
    async with connected(world.urls.api) as api:
        with pytest.raises(asyncpg.InsufficientPrivilegeError):
            await api.execute(sql)


async def test_commands_and_erasures_stand_in_the_same_chain(
    world: World, database: Database, owner: Owner
) -> None:
    await record_command(owner, ["KeyActor", "AdoptionMotive"])
    await owner.execute("SELECT audit.erased('PERSON', 'REQUEST', 'x', '{\"a\": 1}', '{b,c}')")
    await disclose(database, world.reader, world.contacts[0])
    chain = await checked(world.urls)
    assert (chain.disclosures, chain.erasures, chain.findings) == (2, 1, [])
    rows = await owner.fetch(
        "SELECT record_type, use, record_key FROM disclosed_record JOIN disclosure d"
        " ON d.id = disclosure_id WHERE d.way = 'COMMAND' ORDER BY number"
    )
    assert [tuple(row) for row in rows] == [
        ("AdoptionMotive", "ASKED", None),
        ("KeyActor", "ASKED", None),
    ]
