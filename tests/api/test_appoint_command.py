"""`throughline appoint`, as an operator types it: the first officer, who then registers others."""

import pytest

from api.embedded import Urls
from auth.callers import Caller
from auth.database import Database
from tests.api.programs import throughline
from tests.databases import connected

OFFICER = ("appoint", "Given", "Family", "--issuer", "https://login.example.org/", "--subject", "1")
KNOWN = "SELECT person_id FROM person_login WHERE subject = '1'"


@pytest.fixture
def logins(fresh_urls: Urls) -> dict[str, str]:
    return {"database_url": fresh_urls.api, "migrate_database_url": fresh_urls.owner}


async def test_the_first_officer_has_the_office_from_today(
    fresh_urls: Urls, logins: dict[str, str]
) -> None:
    done = throughline(*OFFICER, **logins)
    assert done.returncode == 0, done.stderr
    async with connected(fresh_urls.owner) as owner:
        person = await owner.fetchval(KNOWN)
    database = await Database.open(fresh_urls.api, pool_size=1)
    async with database.read(Caller(person=person)) as transaction:
        assert "STATE_OFFICE" in await transaction.value("SELECT slice.roles()")
    await database.close()


async def test_nobody_is_appointed_twice_under_one_login(
    fresh_urls: Urls, logins: dict[str, str]
) -> None:
    throughline(*OFFICER, **logins)
    again = throughline(*OFFICER, **logins)
    assert again.returncode == 1
    assert "logs in at https://login.example.org/" in again.stderr
    async with connected(fresh_urls.owner) as owner:
        assert await owner.fetchval("SELECT count(*) FROM person") == 1
        assert await owner.fetchval("SELECT count(*) FROM state_appointment") == 1
