"""The API's way to the database: who is asking, for one transaction and no longer."""

import asyncio
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager
from dataclasses import replace
from uuid import uuid4

import asyncpg
import orjson
import pytest
from sqlalchemy import make_url

from api.embedded import Urls
from auth.callers import PUBLIC, Caller
from auth.database import Database, PrivilegedLoginError
from auth.transactions import SelfContained, StatementEvent
from models.failures import ErrorCode, Fault, TimedOut
from models.organizations import District
from models.people import Person, StateAppointment
from tests.databases import Server
from tests.rows import Owner, insert

PEOPLE = "SELECT count(*) FROM person"
Way = Callable[..., Coroutine[object, object, object]]
WHO = """
SELECT coalesce(nullif(current_setting('throughline.person', true), ''),
                nullif(current_setting('throughline.firm', true), ''), 'nobody')
"""


@pytest.fixture
async def single(fresh_urls: Urls, anyio_backend: object) -> AsyncIterator[Database]:
    """A pool of one connection: whoever comes next gets the last one's session."""
    opened = await Database.open(fresh_urls.api, pool_size=1, statement_timeout=5)
    yield opened
    await opened.close()


@pytest.fixture
async def officer(owner: Owner) -> Caller:
    person = await insert(owner, Person)
    await insert(owner, StateAppointment, person_id=person, position="STATE_OFFICER")
    await insert(owner, Person)
    return Caller(person)


@pytest.fixture
async def superuser(server: Server, anyio_backend: object) -> None:
    """Skip where the tests may create databases but are no superuser of the server."""
    try:
        await server.execute("SELECT FROM pg_authid")
    except asyncpg.InsufficientPrivilegeError:
        pytest.skip("MIGRATE_DATABASE_URL is no superuser's")


async def in_a_transaction(
    database: Database, caller: Caller, sql: str, *parameters: object
) -> object:
    async with database.read(caller) as transaction:
        return await transaction.value(sql, parameters)


async def by_itself(database: Database, caller: Caller, sql: str, *parameters: object) -> object:
    return await database.answer(caller, SelfContained.of(sql, len(parameters)), parameters)


@pytest.fixture(params=[in_a_transaction, by_itself])
def value(request: pytest.FixtureRequest) -> Way:
    """Each of the two ways to ask for one value."""
    way: Way = request.param
    return way


async def test_a_session_keeps_nothing_of_its_last_caller(
    value: Way, single: Database, officer: Caller
) -> None:
    backends = set()
    for caller, people in ((officer, 2), (PUBLIC, 0), (Caller(uuid4()), 0), (officer, 2)):
        backends.add(await value(single, caller, "SELECT pg_backend_pid()"))
        assert await value(single, caller, PEOPLE) == people
    assert len(backends) == 1


async def test_a_person_is_no_firm_and_the_other_way_round(value: Way, single: Database) -> None:
    name = uuid4()
    both = "SELECT slice.person() IS NOT DISTINCT FROM $1 AND slice.firm() IS NULL"
    assert await value(single, Caller(person=name), both, name)
    assert await value(single, PUBLIC, both, None)
    assert await value(single, Caller(firm=name), "SELECT slice.firm()") == name
    assert await value(single, Caller(firm=name), "SELECT slice.person()") is None


async def test_the_client_is_stated_and_gone_with_the_caller(value: Way, single: Database) -> None:
    client = uuid4()
    asks = "SELECT slice.client()"
    for who in (Caller(firm=uuid4(), client=client), Caller(person=uuid4(), client=client)):
        assert await value(single, who, asks) == client
        assert await value(single, replace(who, client=None), asks) is None
        assert await value(single, PUBLIC, asks) is None


async def test_a_statement_states_its_caller_before_it_asks_anything(
    single: Database, officer: Caller
) -> None:
    filtered = "SELECT count(*) FROM person WHERE id IN (SELECT slice.person()) OR $1"
    for turn in range(20):  # PostgreSQL settles on a plan for all callers after the fifth
        caller, people = ((officer, 1), (PUBLIC, 0))[turn % 2]
        assert await by_itself(single, caller, filtered, False) == people


@pytest.mark.parametrize(
    "leave",
    [
        "SET LOCAL throughline.person TO '{officer}'",
        "SELECT set_config('throughline.person', '{officer}', true)",
    ],
)
async def test_what_a_transaction_sets_ends_with_it(
    value: Way, single: Database, officer: Caller, leave: str
) -> None:
    async with single.read(PUBLIC) as transaction:
        await transaction.connection.execute(leave.format(officer=officer.person))
        assert await transaction.value(PEOPLE) == 2
    assert await value(single, PUBLIC, PEOPLE) == 0
    async with single.pool.acquire() as connection:
        assert await connection.fetchval(WHO) == "nobody"


async def test_a_failed_body_leaves_nobody_behind(
    value: Way, single: Database, officer: Caller
) -> None:
    with pytest.raises(ZeroDivisionError):  # noqa: PT012 - the body fails, not the call
        async with single.read(officer) as transaction:
            assert await transaction.value(PEOPLE) == 2
            raise ZeroDivisionError
    assert await value(single, PUBLIC, PEOPLE) == 0


async def test_a_failed_statement_leaves_nobody_behind(
    value: Way, single: Database, officer: Caller
) -> None:
    with pytest.raises(Fault):
        await value(single, officer, "SELECT 1 / 0")
    assert await value(single, PUBLIC, PEOPLE) == 0
    assert await value(single, officer, PEOPLE) == 2


async def test_a_cancelled_request_leaves_nobody_behind(
    value: Way, single: Database, officer: Caller, owner: Owner
) -> None:
    await owner.execute("SELECT pg_advisory_lock(1)")
    request = asyncio.create_task(value(single, officer, "SELECT pg_advisory_lock(1)"))
    waits = "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted"
    while not await owner.fetchval(waits):  # noqa: ASYNC110 - another process is waited for
        await asyncio.sleep(0.01)
    request.cancel()
    with pytest.raises(asyncio.CancelledError):
        await request
    assert await value(single, PUBLIC, PEOPLE) == 0
    assert await value(single, officer, PEOPLE) == 2


async def test_requests_at_once_do_not_take_each_other_for_themselves(
    value: Way, fresh_urls: Urls, officer: Caller
) -> None:
    database = await Database.open(fresh_urls.api, pool_size=3)
    callers = [Caller(uuid4()) if number % 2 else officer for number in range(60)]

    async def who(caller: Caller) -> tuple[object, object]:
        return await value(database, caller, WHO), await value(database, caller, PEOPLE)

    told = await asyncio.gather(*(who(caller) for caller in callers))
    await database.close()
    assert told == [(str(caller.person), 2 if caller == officer else 0) for caller in callers]


async def test_a_read_cannot_write(value: Way, single: Database) -> None:
    assert await value(single, PUBLIC, "SELECT current_setting('transaction_read_only')") == "on"
    writing = "SELECT lo_create(0)"
    with pytest.raises(Fault, match="ReadOnly"):
        await value(single, PUBLIC, writing)
    async with single.write(PUBLIC, keep=False) as transaction:
        assert await transaction.value(writing)
    with pytest.raises(Fault, match="ReadOnly"):
        await value(single, PUBLIC, writing)


async def test_outside_a_transaction_a_session_only_reads(single: Database) -> None:
    async with single.pool.acquire() as connection:
        with pytest.raises(asyncpg.ReadOnlySQLTransactionError):
            await connection.execute("DELETE FROM person")


async def test_only_a_snapshot_stays_as_it_was(single: Database, owner: Owner) -> None:
    count = "SELECT count(*) FROM district"
    for snapshot in (False, True):
        async with single.read(PUBLIC, snapshot=snapshot) as transaction:
            before = await transaction.value(count)
            await insert(owner, District, name=f"Founded meanwhile {snapshot}")
            assert await transaction.value(count) == before + (0 if snapshot else 1)


async def test_json_goes_out_as_it_came(value: Way, single: Database) -> None:
    built = await value(single, PUBLIC, "SELECT json_object('name': 'Bérénice')")
    assert isinstance(built, bytes)
    assert orjson.loads(built) == {"name": "Bérénice"}


async def test_a_statement_that_takes_too_long_is_ended(value: Way, fresh_urls: Urls) -> None:
    database = await Database.open(fresh_urls.api, pool_size=1, statement_timeout=0.05)
    with pytest.raises(TimedOut) as caught:
        await value(database, PUBLIC, "SELECT pg_sleep(60)")
    assert caught.value.code is ErrorCode.TIMEOUT
    assert await value(database, PUBLIC, "SELECT 1") == 1
    await database.close()


@pytest.mark.parametrize(
    "statement",
    [
        "SELECT secret FROM person",
        "SELECT 'secret'::int",
        "SELEC 'secret'",
        "SELECT 1 / (SELECT 0) AS secret",
        "SELECT 1; SELECT 'secret'",
        "SELECT $1::int",
    ],
)
async def test_any_other_failure_is_a_fault_that_repeats_nothing(
    value: Way, single: Database, statement: str
) -> None:
    with pytest.raises(Fault) as caught:
        await value(single, PUBLIC, statement)
    assert not isinstance(caught.value, TimedOut)
    assert caught.value.code is ErrorCode.INTERNAL
    assert "secret" not in str(caught.value)
    assert await value(single, PUBLIC, "SELECT 1") == 1


async def test_a_connection_lost_between_requests_is_replaced(
    value: Way, superuser: None, single: Database, server: Server
) -> None:
    backend = await value(single, PUBLIC, "SELECT pg_backend_pid()")
    await server.execute(f"SELECT pg_terminate_backend({backend}, 5000)")
    assert await value(single, PUBLIC, "SELECT pg_backend_pid()") != backend


async def test_a_connection_lost_at_the_end_is_a_fault(
    value: Way, superuser: None, single: Database, server: Server
) -> None:
    with pytest.raises(Fault, match="did not end"):  # noqa: PT012 - it has to be lost within
        async with single.read(PUBLIC) as transaction:
            backend = await transaction.value("SELECT pg_backend_pid()")
            await server.execute(f"SELECT pg_terminate_backend({backend}, 5000)")
    assert await value(single, PUBLIC, "SELECT 1") == 1


async def test_a_connection_lost_in_a_statement_is_a_fault(
    value: Way, superuser: None, single: Database, server: Server
) -> None:
    with pytest.raises(Fault):  # noqa: PT012 - the connection has to be lost within
        async with single.read(PUBLIC) as transaction:
            backend = await transaction.value("SELECT pg_backend_pid()")
            await server.execute(f"SELECT pg_terminate_backend({backend}, 5000)")
            await transaction.value("SELECT 1")
    assert await value(single, PUBLIC, "SELECT 1") == 1


async def test_no_connection_is_a_fault(
    value: Way, single: Database, server: Server, fresh_urls: Urls
) -> None:
    await single.pool.expire_connections()
    name = make_url(fresh_urls.owner).database
    await server.execute(f'ALTER DATABASE "{name}" ALLOW_CONNECTIONS false')
    with pytest.raises(Fault, match="No connection"):
        await value(single, PUBLIC, "SELECT 1")
    await server.execute(f'ALTER DATABASE "{name}" ALLOW_CONNECTIONS true')
    assert await value(single, PUBLIC, "SELECT 1") == 1


async def test_observers_hear_of_every_statement_and_of_nothing_else(
    value: Way, single: Database
) -> None:
    heard: list[StatementEvent] = []
    single.observers.append(heard.append)
    async with single.read(PUBLIC) as transaction:
        await transaction.value("SELECT 1")
        await transaction.value("SELECT 2")
    assert await value(single, PUBLIC, "SELECT 3") == 3
    with pytest.raises(Fault):
        await value(single, PUBLIC, "SELECT 1 / 0")
    assert [event.succeeded for event in heard] == [True, True, True, False]
    assert all(event.seconds >= 0 for event in heard)


async def test_the_right_login_is_taken(single: Database) -> None:
    await single.refuse_privileged_login()


@asynccontextmanager
async def login(server: Server, urls: Urls, options: str) -> AsyncIterator[str]:
    """The address of a login of its own, made with some privilege."""
    name = f"{server.run}-{uuid4().hex[:8]}"
    database = make_url(urls.owner).database
    await server.execute(
        f"CREATE ROLE \"{name}\" LOGIN PASSWORD '{name}' {options}",
        f'GRANT CONNECT ON DATABASE "{database}" TO "{name}"',
    )
    try:
        url = make_url(urls.api).set(username=name, password=name)
        yield url.render_as_string(hide_password=False)
    finally:
        await server.execute(
            f'REVOKE CONNECT ON DATABASE "{database}" FROM "{name}"', f'DROP ROLE "{name}"'
        )


@pytest.mark.parametrize(
    ("options", "reason"),
    [
        ("SUPERUSER", "superuser"),
        ("BYPASSRLS", "bypass row-level security"),
        ('IN ROLE "{admin}"', "belongs to a role that may bypass"),
        ('IN ROLE "{owner}"', "owns tables"),
        ('NOINHERIT IN ROLE "{owner}"', "owns tables"),
    ],
)
async def test_a_login_that_could_look_past_the_slices_is_refused(
    superuser: None, server: Server, fresh_urls: Urls, options: str, reason: str
) -> None:
    given = options.format(admin=server.admin.username, owner=server.owner.username)
    async with login(server, fresh_urls, given) as url:
        database = await Database.open(url, pool_size=1)
        with pytest.raises(PrivilegedLoginError, match=reason):
            await database.refuse_privileged_login()
        await database.close()


async def test_the_owner_is_refused(fresh_urls: Urls) -> None:
    database = await Database.open(fresh_urls.owner, pool_size=1)
    with pytest.raises(PrivilegedLoginError, match="owns tables"):
        await database.refuse_privileged_login()
    await database.close()
