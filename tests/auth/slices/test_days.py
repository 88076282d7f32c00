"""A slice lasts as long as the appointment or engagement, by the network's calendar."""

from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import UTC, date, datetime, timedelta
from typing import TypeAlias
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest

from api.embedded import Urls
from auth.callers import Caller
from auth.database import Database
from models.organizations import District, Firm
from models.people import Appointment, Engagement, Person, StateAppointment
from models.plans import AcceleratedImprovementPlan
from tests.auth.slices.sight import noon, seen
from tests.rows import Owner, insert

TakeOn: TypeAlias = Callable[..., Awaitable[Caller]]

PLAN = AcceleratedImprovementPlan.__tablename__
DAYS = [(-1, -1, False), (-1, 0, True), (0, 0, True), (0, None, True), (1, None, False)]

# 26 hours apart: there is no moment at which they have the same date.
AHEAD, BEHIND = "Pacific/Kiritimati", "Etc/GMT+12"


@pytest.fixture
async def here(owner: Owner) -> UUID:
    """A district with a plan that only the district sees."""
    district = await insert(owner, District)
    await insert(owner, AcceleratedImprovementPlan, district_id=district)
    return district


@pytest.fixture
async def at_noon(fresh_urls: Urls, anyio_backend: object) -> AsyncIterator[Database]:
    opened = await Database.open(fresh_urls.api, pool_size=1, time_zone=noon()[0])
    yield opened
    await opened.close()


def day(offset: int | None) -> date | None:
    return None if offset is None else noon()[1] + timedelta(days=offset)


async def appointed(owner: Owner, district: UUID, **dates: object) -> Caller:
    person = await insert(owner, Person)
    given = {"district_id": district, "person_id": person, "position": "DIRECTOR"}
    await insert(owner, Appointment, **given, **dates)
    return Caller(person=person)


async def engaged(owner: Owner, district: UUID, **dates: object) -> Caller:
    firm = await insert(owner, Firm)
    await insert(owner, Engagement, district_id=district, firm_id=firm, **dates)
    return Caller(firm=firm)


@pytest.mark.parametrize("take_on", [appointed, engaged])
@pytest.mark.parametrize(("starts", "ends", "sees"), DAYS)
async def test_both_ends_of_a_period_are_in_it(
    owner: Owner,
    at_noon: Database,
    here: UUID,
    take_on: TakeOn,
    *,
    starts: int,
    ends: int | None,
    sees: bool,
) -> None:
    caller = await take_on(owner, here, starts_on=day(starts), ends_on=day(ends))
    assert bool((await seen(at_noon, caller))[PLAN]) is sees


@pytest.mark.parametrize("take_on", [appointed, engaged])
async def test_what_ends_takes_its_slice_along_at_the_next_transaction(
    owner: Owner, at_noon: Database, here: UUID, take_on: TakeOn
) -> None:
    caller = await take_on(owner, here, starts_on=day(-9))
    assert (await seen(at_noon, caller))[PLAN]
    table = "appointment" if take_on is appointed else "engagement"
    await owner.execute(f"UPDATE {table} SET ends_on = $1", day(-1))
    assert not (await seen(at_noon, caller))[PLAN]
    await owner.execute(f"UPDATE {table} SET ends_on = $1", day(0))
    assert (await seen(at_noon, caller))[PLAN]
    await owner.execute(f"DELETE FROM {table}")
    assert not (await seen(at_noon, caller))[PLAN]


async def test_whoever_leaves_the_state_sees_what_the_public_sees(
    owner: Owner, at_noon: Database, here: UUID
) -> None:
    person = await insert(owner, Person)
    await insert(owner, StateAppointment, person_id=person, position="STATE_OFFICER")
    stranger = await insert(owner, Person)
    assert stranger in (await seen(at_noon, Caller(person)))["person"]
    await owner.execute("UPDATE state_appointment SET ends_on = $1", day(-1))
    assert (await seen(at_noon, Caller(person)))["person"] == {person}


async def test_another_persons_new_office_adds_nothing(
    owner: Owner, at_noon: Database, here: UUID
) -> None:
    person = await insert(owner, Person)
    await appointed(owner, here)
    assert not (await seen(at_noon, Caller(person)))[PLAN]


async def test_the_network_decides_what_day_it_is(
    owner: Owner, fresh_urls: Urls, here: UUID
) -> None:
    """The last day is over first where the sun rises first."""
    last_day = datetime.now(UTC).astimezone(ZoneInfo(BEHIND)).date()
    caller = await appointed(owner, here, ends_on=last_day)
    for zone, sees in ((BEHIND, True), (AHEAD, False)):
        opened = await Database.open(fresh_urls.api, pool_size=1, time_zone=zone)
        shown = await seen(opened, caller)
        await opened.close()
        assert bool(shown[PLAN]) is sees
