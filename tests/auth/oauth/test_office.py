"""The schema `oauth` opens in a transaction of the authorization server, and in no other."""

import pytest

from auth.callers import PUBLIC, Caller
from auth.database import Database
from auth.oauth.journal import Kind, record
from models.base import new_id
from models.clients import Client
from models.failures import Fault, Forbidden
from models.people import Person, StateAppointment
from tests.rows import Owner, insert

TABLES = "SELECT relname FROM pg_class WHERE relnamespace = 'oauth'::regnamespace AND relkind = 'r'"
PORTAL = {"redirect_uris": ["https://portal.example.org/back"]}


async def test_nobody_else_sees_or_writes_any_of_it(owner: Owner, fresh_database: Database) -> None:
    officer = await insert(owner, Person)
    await insert(owner, StateAppointment, person_id=officer, position="STATE_OFFICER")
    async with fresh_database.authorizing() as transaction:
        await record(transaction, Kind.CLIENT_CREATED, client=new_id())
    question = "SELECT count(*) FROM oauth.event"
    async with fresh_database.authorizing() as transaction:
        assert await transaction.value(question) == 1
    for caller in (PUBLIC, Caller(officer), Caller(firm=new_id())):
        async with fresh_database.read(caller) as reading:
            assert await reading.value(question) == 0
        with pytest.raises(Forbidden):
            async with fresh_database.write(caller) as writing:
                await record(writing, Kind.LOGGED_IN)
    assert await owner.fetchval(question) == 1


async def test_every_table_is_forced_into_it(owner: Owner) -> None:
    for row in await owner.fetch(TABLES):
        name = row["relname"]
        forced = await owner.fetchval(
            "SELECT relrowsecurity AND relforcerowsecurity FROM pg_class WHERE oid = $1::regclass",
            f"oauth.{name}",
        )
        policies = await owner.fetch(
            "SELECT * FROM pg_policies WHERE schemaname = 'oauth' AND tablename = $1"
            " AND policyname <> 'owner'",
            name,
        )
        assert forced, name
        assert policies, name
        for policy in policies:
            for said in (policy["qual"], policy["with_check"]):
                assert said is None or "oauth.in_office()" in said, name


@pytest.mark.parametrize(
    "statement", ["UPDATE oauth.event SET kind = 'X'", "DELETE FROM oauth.event"]
)
async def test_what_happened_stays(owner: Owner, fresh_database: Database, statement: str) -> None:
    async with fresh_database.authorizing() as transaction:
        await record(transaction, Kind.LOGGED_IN, reason="for a test")
    with pytest.raises(Forbidden):
        async with fresh_database.authorizing() as transaction:
            await transaction.rows(statement)
    assert await owner.fetchval("SELECT kind FROM oauth.event") == "LOGGED_IN"


async def test_the_office_opens_no_slice(owner: Owner, fresh_database: Database) -> None:
    await insert(owner, Person)
    await insert(owner, Client, **PORTAL)
    async with fresh_database.authorizing() as transaction:
        assert await transaction.value("SELECT count(*) FROM person") == 0
        assert await transaction.value("SELECT count(*) FROM client") == 0
        with pytest.raises(Forbidden):
            await transaction.rows(
                "INSERT INTO firm (id, name, kind) VALUES ($1, 'a', 'FIRM')", (new_id(),)
            )


@pytest.mark.parametrize("function", ["client", "client_keys", "person"])
async def test_its_functions_answer_nobody_else(
    owner: Owner, fresh_database: Database, function: str
) -> None:
    client, person = await insert(owner, Client, **PORTAL), await insert(owner, Person)
    wanted = person if function == "person" else client
    question = f"SELECT count(*) FROM oauth.{function}($1)"
    async with fresh_database.read(Caller(person)) as reading:
        assert await reading.value(question, (wanted,)) == 0
    async with fresh_database.authorizing() as transaction:
        assert await transaction.value(question, (wanted,)) == (function != "client_keys")


async def test_a_statement_of_its_own_has_no_office(fresh_database: Database) -> None:
    async with fresh_database.authorizing():
        pass
    async with fresh_database.read(PUBLIC) as reading:
        assert not await reading.value("SELECT oauth.in_office()")
    with pytest.raises(Fault):
        async with fresh_database.read(PUBLIC) as reading:
            await reading.rows("DELETE FROM oauth.event")


async def test_a_callers_transaction_is_in_it_no_longer_than_it_says(
    owner: Owner, fresh_database: Database
) -> None:
    question = "SELECT count(*) FROM oauth.event"
    async with fresh_database.write(Caller(new_id())) as writing:
        async with writing.in_office():
            await record(writing, Kind.CLIENT_CHANGED)
            assert await writing.value(question) == 1
        assert await writing.value(question) == 0
        with pytest.raises(LookupError):
            async with writing.in_office():
                raise LookupError
        assert await writing.value(question) == 0
        await writing.mark("part")
        with pytest.raises(Fault):
            async with writing.in_office():
                await writing.rows("SELECT 1 / 0")
        await writing.undo("part")
        assert await writing.value(question) == 0
    assert await owner.fetchval(question) == 1
