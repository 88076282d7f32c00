"""Writing through the API's way to the database: as somebody, all or nothing."""

import asyncio
from uuid import UUID

import pytest

from auth.callers import PUBLIC, Caller
from auth.database import Database
from models.base import new_id
from models.failures import Conflict, Fault, Forbidden
from models.people import Person, StateAppointment
from tests.rows import Owner, insert

FOUND = "INSERT INTO study (id, name, purpose) VALUES ($1, $2, 'said')"
STUDIES = "SELECT count(*) FROM study"


@pytest.fixture
async def researcher(owner: Owner) -> Caller:
    person = await insert(owner, Person)
    await insert(owner, StateAppointment, person_id=person, position="RESEARCHER")
    return Caller(person)


async def found(database: Database, caller: Caller, name: str, *, keep: bool = True) -> UUID:
    study = new_id()
    async with database.write(caller, keep=keep) as transaction:
        await transaction.value(FOUND, (study, name))
    return study


async def test_what_is_written_is_there_afterwards(
    fresh_database: Database, owner: Owner, researcher: Caller
) -> None:
    study = await found(fresh_database, researcher, "Kept")
    assert await owner.fetchval("SELECT name FROM study WHERE id = $1", study) == "Kept"


async def test_a_trial_leaves_nothing(
    fresh_database: Database, owner: Owner, researcher: Caller
) -> None:
    await found(fresh_database, researcher, "Tried", keep=False)
    assert await owner.fetchval(STUDIES) == 0


@pytest.mark.parametrize("failure", [ZeroDivisionError, asyncio.CancelledError])
async def test_whatever_fails_leaves_nothing(
    fresh_database: Database, owner: Owner, researcher: Caller, failure: type[BaseException]
) -> None:
    with pytest.raises(failure):  # noqa: PT012 - the body fails, not the call
        async with fresh_database.write(researcher) as transaction:
            await transaction.value(FOUND, (new_id(), "Half"))
            raise failure
    assert await owner.fetchval(STUDIES) == 0
    await found(fresh_database, researcher, "Whole")
    assert await owner.fetchval(STUDIES) == 1


async def test_a_policy_that_refuses_takes_all_of_it_back(
    fresh_database: Database, owner: Owner, researcher: Caller
) -> None:
    with pytest.raises(Forbidden) as caught:  # noqa: PT012 - the second statement fails
        async with fresh_database.write(researcher) as transaction:
            await transaction.value(FOUND, (new_id(), "Kept?"))
            await transaction.value("INSERT INTO firm (id, name) VALUES ($1, 'a')", (new_id(),))
    assert "firm" not in caught.value.message
    assert await owner.fetchval(STUDIES) == 0
    with pytest.raises(Forbidden):
        await found(fresh_database, PUBLIC, "Nobody's")
    assert await owner.fetchval(STUDIES) == 0


async def test_a_constraint_that_refuses_does_not_say_what_it_met(
    fresh_database: Database, owner: Owner, researcher: Caller
) -> None:
    await found(fresh_database, researcher, "Once")
    with pytest.raises(Conflict) as caught:
        await found(fresh_database, researcher, "Once")
    assert "Once" not in caught.value.message
    assert "study" not in caught.value.message
    assert await owner.fetchval(STUDIES) == 1


async def test_any_other_failure_is_a_fault(fresh_database: Database, researcher: Caller) -> None:
    with pytest.raises(Fault):
        async with fresh_database.write(researcher) as transaction:
            await transaction.value("SELECT 1 / 0")


async def test_a_write_leaves_nobody_behind(
    fresh_database: Database, owner: Owner, researcher: Caller
) -> None:
    await found(fresh_database, researcher, "Kept")
    async with fresh_database.read(PUBLIC) as transaction:
        assert await transaction.value("SELECT slice.person()") is None
        assert await transaction.value(STUDIES) == 0
