"""Points a minute: never more than there are, and what is not used comes back."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from auth.budgets import LEASE_SECONDS, Budgets, points_of
from auth.callers import PUBLIC, Caller
from auth.database import Database
from models.failures import RateLimited

QUOTA = 120
A_SECOND = QUOTA / 60
START = datetime(2026, 1, 1, tzinfo=UTC)
CALLER = Caller(person=UUID(int=1))


@dataclass
class Time:
    """A time that processes and the database share, moved by hand."""

    seconds: float = 0.0

    def clock(self) -> float:
        return self.seconds

    def moment(self) -> datetime:
        return START + timedelta(seconds=self.seconds)


@pytest.fixture
def time() -> Time:
    return Time()


def process(database: Database, time: Time, *, quota: int = QUOTA, public: int = QUOTA) -> Budgets:
    return Budgets(database, quota=quota, public_quota=public, clock=time.clock, moment=time.moment)


@pytest.fixture
async def budgets(fresh_database: Database, time: Time) -> Budgets:
    return process(fresh_database, time)


async def spent(budgets: Budgets, points: int, caller: Caller = CALLER) -> bool:
    meter = budgets.meter(caller)
    try:
        await meter.charge(points)
    except RateLimited:
        assert meter.points == 0
        return False
    return True


async def test_a_minutes_points_are_there_at_once_and_refill_steadily(
    budgets: Budgets, time: Time
) -> None:
    assert await spent(budgets, QUOTA)
    assert not await spent(budgets, 1)
    time.seconds += 10
    assert await spent(budgets, 20)
    assert not await spent(budgets, 1)
    time.seconds += 600
    assert await spent(budgets, QUOTA)
    assert not await spent(budgets, 1)


async def test_who_is_refused_is_told_when_to_come_back_and_then_let_in(
    budgets: Budgets, time: Time
) -> None:
    await spent(budgets, QUOTA)
    meter = budgets.meter(CALLER)
    with pytest.raises(RateLimited) as refused:
        await meter.charge(30)
    assert refused.value.retry_after == meter.retry_after == 15
    time.seconds += 14
    assert not await spent(budgets, 30)
    time.seconds += 1
    assert await spent(budgets, 30)


async def test_what_costs_more_than_a_minute_takes_a_whole_one(
    budgets: Budgets, time: Time
) -> None:
    assert await spent(budgets, 50 * QUOTA)
    assert not await spent(budgets, 1)
    time.seconds += 60
    assert await spent(budgets, 50 * QUOTA)


async def test_processes_share_a_budget_and_a_new_one_knows_what_was_used(
    fresh_database: Database, time: Time
) -> None:
    one, two = (process(fresh_database, time) for _ in range(2))
    assert await spent(one, 70)
    assert not await spent(two, 60)
    await one.tidy(whole=True)
    time.seconds += 2  # what was found empty is believed for a second
    assert await spent(two, 50)
    restarted = process(fresh_database, time)
    assert not await spent(restarted, 10)


async def test_callers_clients_and_networks_have_budgets_of_their_own(budgets: Budgets) -> None:
    person, client = uuid4(), uuid4()
    for caller in (Caller(person), Caller(person, client=client), Caller(firm=person)):
        assert await spent(budgets, QUOTA, caller)
        assert not await spent(budgets, 1, caller)
    for address in ("192.0.2.1", "192.0.2.2", "2001:db8::1", None):
        meter = budgets.meter(PUBLIC, address)
        await meter.charge(QUOTA)
    for address in ("192.0.2.1", "::ffff:192.0.2.2", "2001:db8::2"):
        meter = budgets.meter(PUBLIC, address)
        with pytest.raises(RateLimited):
            await meter.charge(1)


async def test_a_narrower_token_has_no_budget_of_its_own(budgets: Budgets) -> None:
    assert await spent(budgets, QUOTA, Caller(UUID(int=1), scopes=frozenset({"read"})))
    assert not await spent(budgets, 1)


def test_a_quota_of_nothing_sets_no_limit() -> None:
    budgets = Budgets(None, quota=0, public_quota=0)  # type: ignore[arg-type]  # it is not asked
    for meter in (budgets.meter(CALLER), budgets.meter(PUBLIC, "192.0.2.1")):
        assert not meter.is_limited
        assert meter.spend(10**9)
        meter.settle(5)
        assert meter.points == 5


async def test_most_requests_ask_nobody(fresh_database: Database, time: Time) -> None:
    asked: list[object] = []
    fresh_database.observers.append(asked.append)
    budgets = process(fresh_database, time, quota=100_000)
    for _ in range(2_000):
        meter = budgets.meter(CALLER)
        if not meter.spend(1):
            await meter.charge(1)
    assert len(asked) == 1


async def test_what_was_not_used_is_given_back_and_what_was_used_beyond_is_owed(
    budgets: Budgets, time: Time
) -> None:
    meter = budgets.meter(CALLER)
    await meter.charge(100)
    meter.settle(10)
    assert meter.points == 10
    assert meter.allowance().remaining == QUOTA - 10
    meter.settle(40)
    await budgets.tidy(whole=True)
    assert not await spent(budgets, 81)
    time.seconds += 2
    assert await spent(budgets, 80)


async def test_an_operation_costs_a_point_for_each_hundred_records_and_one_at_least() -> None:
    assert [points_of(n) for n in (0, 1, 100, 101, 200_000)] == [1, 1, 1, 2, 2_000]


STEPS = st.lists(
    st.tuples(
        st.sampled_from([0.0, 0.3, 1.0, 2.5, LEASE_SECONDS, 20.0, 90.0]),
        st.integers(0, 2),
        st.integers(1, QUOTA),
        st.integers(0, QUOTA),
    ),
    min_size=1,
    max_size=25,
)


@settings(max_examples=20)
@given(STEPS)
async def test_no_more_is_used_in_any_time_than_a_whole_budget_and_what_refills_meanwhile(
    database_to_fill: Database, steps: list[tuple[float, int, int, int]]
) -> None:
    """Of three processes, by whatever they ask; points taken ahead can be spent a little later."""
    caller, time = Caller(uuid4()), Time()
    processes = [process(database_to_fill, time) for _ in range(3)]
    used: list[tuple[float, int]] = []
    for wait, which, points, unused in steps:
        time.seconds += wait
        for each in processes:
            await each.tidy()
        meter = processes[which].meter(caller)
        try:
            await meter.charge(points)
        except RateLimited:
            continue
        meter.settle(max(1, points - unused))
        used.append((time.seconds, meter.points))
    for first, (since, _) in enumerate(used):
        total = 0
        for until, points in used[first:]:
            total += points
            assert total <= QUOTA + A_SECOND * (until - since + LEASE_SECONDS) + 1e-6


TAKE = "SELECT * FROM clients.take_points($1, $2, $2, $3, 0, NULL, $4)"
RETURN = "SELECT clients.return_points($1, $2, $3, $4, $5)"
EVENTS = st.lists(
    st.tuples(st.sampled_from([0.0, 0.5, 3.0, 30.0]), st.booleans(), st.integers(1, 25)),
    min_size=1,
    max_size=20,
)


@settings(max_examples=20)
@given(EVENTS, st.floats(0, 5))
async def test_what_is_given_back_was_never_taken(
    database_to_fill: Database, events: list[tuple[float, bool, int]], late: float
) -> None:
    """A budget of which some takes are given back is one without those takes, at any time after."""
    plain, noisy, moment = uuid4().bytes, uuid4().bytes, START
    held: list[tuple[float, datetime]] = []
    quota = 10_000.0
    async with database_to_fill.authorizing() as transaction:
        for wait, is_noise, points in events:
            moment += timedelta(seconds=wait)
            given = (float(points), quota, moment)
            (taken,) = await transaction.rows(TAKE, (noisy, *given))
            assert taken["granted"] == points
            if is_noise:
                held.append((float(points), taken["moment"]))
            else:
                await transaction.rows(TAKE, (plain, *given))
        moment += timedelta(seconds=late)
        count = len(held)
        columns = ([p for p, _ in held], [quota] * count, [at for _, at in held])
        await transaction.value(RETURN, ([noisy] * count, *columns, moment))
        left = [
            (await transaction.rows(TAKE, (key, 0.0, quota, moment)))[0]["free"]
            for key in (plain, noisy)
        ]
    assert left[0] == pytest.approx(left[1])


@pytest.fixture(scope="module")
async def database_to_fill(
    server: object, migrated: str, anyio_backend: object
) -> AsyncIterator[Database]:
    urls = await server.create(migrated)  # type: ignore[attr-defined]
    opened = await Database.open(urls.api, pool_size=2)
    yield opened
    await opened.close()
    await server.drop(urls)  # type: ignore[attr-defined]
