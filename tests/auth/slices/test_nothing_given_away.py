"""Rows outside a slice leave no trace in what the database says, not even in its errors."""

import asyncpg
import pytest

from api.embedded import Urls
from auth.callers import PUBLIC, Caller
from auth.database import Database
from models.accountability import PerformanceIndex
from models.failures import Fault
from models.organizations import District
from models.people import Appointment, Person, PersonContact
from tests.databases import connected
from tests.rows import Owner, insert

HIDDEN, SHOWN = 13, 31


@pytest.fixture
async def hidden(owner: Owner) -> Owner:
    """A district in which the public sees one index and not the other."""
    here = {"district_id": await insert(owner, District)}
    await insert(owner, PerformanceIndex, **here, tested=9, points=HIDDEN, group="ASIAN")
    await insert(owner, PerformanceIndex, **here, tested=10, points=SHOWN, group="WHITE")
    return owner


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("SELECT count(*) FROM performance_index", 1),
        ("SELECT min(points) FROM performance_index", SHOWN),
        ('SELECT count(DISTINCT "group") FROM performance_index', 1),
        ("SELECT count(*) FROM performance_index WHERE points = 13", 0),
        ("SELECT count(*) FROM performance_index WHERE \"group\" LIKE 'AS%'", 0),
        ("SELECT points FROM performance_index ORDER BY points LIMIT 1", SHOWN),
        ("SELECT points FROM performance_index ORDER BY points OFFSET 1", None),
        ("SELECT sum(points) OVER () FROM performance_index", SHOWN),
        ("SELECT sum(1 / (points - 13)) FROM performance_index", 0),
        ("SELECT count(*) FROM performance_index WHERE 1 / (points - 13) = 0", 1),
        ("SELECT count(*) FROM performance_index i JOIN district d ON d.id = i.district_id", 1),
        ("SELECT count(*) FROM performance_index TABLESAMPLE BERNOULLI (100)", 1),
        ("SELECT count(*) FROM pg_stats WHERE tablename = 'performance_index'", 0),
    ],
)
async def test_no_question_reaches_a_hidden_row(
    hidden: Owner, fresh_database: Database, question: str, answer: int | None
) -> None:
    await hidden.execute("ANALYZE performance_index")
    async with fresh_database.read(PUBLIC) as transaction:
        assert await transaction.value(question) == answer


async def test_a_visible_row_may_well_fail(hidden: Owner, fresh_database: Database) -> None:
    """Without this, the divisions above would prove nothing."""
    with pytest.raises(Fault, match="DivisionByZero"):
        async with fresh_database.read(PUBLIC) as transaction:
            await transaction.value(f"SELECT 1 / (points - {SHOWN}) FROM performance_index")


async def test_an_absent_id_and_a_hidden_one_are_the_same(
    owner: Owner, fresh_database: Database
) -> None:
    person, other = await insert(owner, Person), await insert(owner, Person)
    await insert(owner, PersonContact, person_id=other)
    question = "SELECT count(*) FROM person_contact WHERE person_id = $1"
    async with fresh_database.read(Caller(person)) as transaction:
        assert await transaction.value(question, [other]) == 0
        assert await transaction.value(question, [person]) == 0
    async with fresh_database.read(Caller(other)) as transaction:
        assert await transaction.value(question, [other]) == 1


async def test_a_table_without_a_policy_shows_nothing(
    owner: Owner, fresh_urls: Urls, fresh_database: Database
) -> None:
    async with connected(fresh_urls.api) as api:
        login = await api.fetchval("SELECT current_user")
    person = await insert(owner, Person)
    await insert(
        owner,
        Appointment,
        district_id=await insert(owner, District),
        person_id=person,
        position="SUPERINTENDENT",
    )
    await owner.execute("CREATE TABLE unlisted AS SELECT 1 AS id")
    question = "SELECT count(*) FROM unlisted"
    with pytest.raises(Fault, match="InsufficientPrivilege"):
        async with fresh_database.read(Caller(person)) as transaction:
            await transaction.value(question)
    await owner.execute(
        "ALTER TABLE unlisted ENABLE ROW LEVEL SECURITY;"
        "ALTER TABLE unlisted FORCE ROW LEVEL SECURITY;"
        f'GRANT SELECT ON unlisted TO "{login}"'
    )
    async with fresh_database.read(Caller(person)) as transaction:
        assert await transaction.value(question) == 0
    assert await owner.fetchval(question) == 0
    await owner.execute("CREATE POLICY reads ON unlisted FOR SELECT USING (true)")
    async with fresh_database.read(Caller(person)) as transaction:
        assert await transaction.value(question) == 1


async def test_switching_row_level_security_off_shows_an_error_and_no_row(
    hidden: Owner, fresh_urls: Urls
) -> None:
    async with connected(fresh_urls.api) as api:
        await api.execute("SET row_security = off")
        with pytest.raises(asyncpg.InsufficientPrivilegeError, match="row-level security"):
            await api.fetchval("SELECT count(*) FROM performance_index")
