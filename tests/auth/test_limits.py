"""Limits count in the database, together for all processes, and never in clear."""

from datetime import UTC, datetime, timedelta

import pytest

from auth.database import Database
from auth.limits import Limit, charge, network_of
from models.failures import RateLimited
from tests.rows import Owner

NOW = datetime(2026, 1, 1, tzinfo=UTC)
THRICE = Limit("a test", 3, timedelta(minutes=3))


async def test_so_many_are_allowed_and_then_one_each_step(fresh_database: Database) -> None:
    for _ in range(3):
        await charge(fresh_database, THRICE, "key", now=NOW)
    with pytest.raises(RateLimited) as refused:
        await charge(fresh_database, THRICE, "key", now=NOW)
    assert refused.value.retry_after == 60
    later = NOW + timedelta(seconds=60 + refused.value.retry_after)
    await charge(fresh_database, THRICE, "key", now=later)
    with pytest.raises(RateLimited):
        await charge(fresh_database, THRICE, "key", now=later)


async def test_what_is_refused_counts_too(fresh_database: Database) -> None:
    for _ in range(3):
        await charge(fresh_database, THRICE, "key", now=NOW)
    for seconds in range(0, 300, 30):
        with pytest.raises(RateLimited):
            await charge(fresh_database, THRICE, "key", now=NOW + timedelta(seconds=seconds))


async def test_one_key_and_one_limit_do_not_use_up_another(fresh_database: Database) -> None:
    for key in ("one", "two"):
        for _ in range(3):
            await charge(fresh_database, THRICE, key, now=NOW)
    await charge(fresh_database, Limit("another", 1, timedelta(hours=1)), "one", now=NOW)


async def test_the_key_is_not_stored_in_clear_and_is_forgotten(
    fresh_database: Database, owner: Owner
) -> None:
    await charge(fresh_database, THRICE, "someone@example.org", now=NOW)
    [row] = await owner.fetch("SELECT * FROM oauth.allowance")
    assert b"someone" not in row["key"]
    await charge(fresh_database, THRICE, "other", now=NOW + timedelta(hours=1))
    assert await owner.fetchval("SELECT count(*) FROM oauth.allowance") == 1


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("::ffff:192.0.2.7", "192.0.2.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("nonsense", "unknown"),
        (None, "unknown"),
    ],
)
def test_an_address_counts_as_its_network(address: str | None, network: str) -> None:
    assert network_of(address) == network
