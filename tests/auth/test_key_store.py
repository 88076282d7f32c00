"""The signing keys: made once however many start, published before they sign, retired in time."""

import asyncio
from dataclasses import dataclass
from datetime import timedelta

import pytest
from joserfc.jwk import ECKey

from auth.callers import PUBLIC
from auth.database import Database
from auth.key_store import PUBLISHED_BEFORE, KeyStore
from auth.keys import LONGEST_TOKEN, KeyRing, KeysUnusable
from auth.sealing import Sealing
from tests.rows import Owner

MONTH = timedelta(days=30)
HOUR = timedelta(hours=1)
OURS = Sealing([b"1" * 32])
THEIRS = Sealing([b"2" * 32])


@dataclass
class Clock:
    """A clock that stands until it is moved."""

    now: float = 1_700_000_000.0

    def __call__(self) -> float:
        return self.now

    def move(self, by: timedelta) -> None:
        self.now += by.total_seconds()


@pytest.fixture
def clock() -> Clock:
    return Clock()


async def opened(database: Database, clock: Clock, sealing: Sealing = OURS) -> KeyStore:
    """What another process would know."""
    return await KeyStore.open(database, sealing, MONTH, KeyRing(clock=clock))


async def kids(owner: Owner) -> set[str]:
    return {row["kid"] for row in await owner.fetch("SELECT kid FROM oauth.signing_key")}


async def test_the_first_start_makes_a_key_that_signs_at_once(
    fresh_database: Database, clock: Clock
) -> None:
    first, second = await opened(fresh_database, clock), await opened(fresh_database, clock)
    assert first.ring.signing().kid == second.ring.signing().kid
    assert second.ring.signing().key.is_private


async def test_processes_that_start_at_once_agree_on_one_key(
    fresh_database: Database, clock: Clock, owner: Owner
) -> None:
    stores = await asyncio.gather(*(opened(fresh_database, clock) for _ in range(6)))
    assert {store.ring.signing().kid for store in stores} == await kids(owner)
    assert len(await kids(owner)) == 1


async def test_a_key_is_published_before_it_signs_and_retires_with_its_last_token(
    fresh_database: Database, clock: Clock
) -> None:
    store = await opened(fresh_database, clock)
    old = store.ring.signing().kid
    clock.move(MONTH - PUBLISHED_BEFORE - HOUR)
    await store.keep_up()
    assert [key["kid"] for key in store.ring.public()] == [old]

    clock.move(HOUR)
    await store.keep_up()
    new, still = [key["kid"] for key in store.ring.public()]
    assert (store.ring.signing().kid, still) == (old, old)
    clock.move(PUBLISHED_BEFORE)
    assert store.ring.signing().kid == new

    clock.move(LONGEST_TOKEN)
    assert store.ring.verifying(old) is not None
    clock.move(2 * HOUR)
    assert store.ring.verifying(old) is None
    assert store.ring.verifying(new) is not None


async def test_processes_that_rotate_at_once_make_one_key(
    fresh_database: Database, clock: Clock, owner: Owner
) -> None:
    stores = [await opened(fresh_database, clock) for _ in range(4)]
    clock.move(MONTH)
    await asyncio.gather(*(store.keep_up() for store in stores))
    assert len(await kids(owner)) == 2
    assert len({store.ring.signing().kid for store in stores}) == 1


async def test_what_has_retired_is_deleted(
    fresh_database: Database, clock: Clock, owner: Owner
) -> None:
    store = await opened(fresh_database, clock)
    first = store.ring.signing().kid
    clock.move(MONTH)
    await store.keep_up()
    clock.move(MONTH)
    await store.keep_up()
    assert first not in await kids(owner)
    assert len(await kids(owner)) == 2


async def test_a_key_can_be_made_to_sign_at_once_and_removed_with_its_tokens(
    fresh_database: Database, clock: Clock
) -> None:
    store, elsewhere = await opened(fresh_database, clock), await opened(fresh_database, clock)
    old = store.ring.signing().kid
    clock.move(HOUR)
    made = await store.rotate(at_once=True)
    assert store.ring.signing().kid == made.kid
    assert elsewhere.ring.known(made.kid) is None
    await elsewhere.seek(made.kid)
    assert elsewhere.ring.verifying(made.kid) is not None

    assert await store.remove(old)
    assert not await store.remove(old)
    await elsewhere.look()
    assert elsewhere.ring.verifying(old) is None
    assert elsewhere.ring.signing().kid == made.kid


async def test_the_last_key_is_replaced_as_it_is_removed(
    fresh_database: Database, clock: Clock
) -> None:
    store = await opened(fresh_database, clock)
    old = store.ring.signing().kid
    assert await store.remove(old)
    assert store.ring.signing().kid != old


async def test_unknown_keys_are_not_sought_at_everybodys_beck(
    fresh_database: Database, clock: Clock
) -> None:
    store = await opened(fresh_database, clock)
    statements: list[object] = []
    fresh_database.observers.append(statements.append)
    for number in range(20):
        await store.seek(f"made up {number}")
    assert len(statements) == 1
    clock.move(timedelta(seconds=2))
    await store.seek("made up")
    assert len(statements) == 2


async def test_under_another_secret_a_key_verifies_and_does_not_sign(
    fresh_database: Database, clock: Clock, owner: Owner
) -> None:
    ours = await opened(fresh_database, clock)
    theirs = await opened(fresh_database, clock, THEIRS)
    await ours.look()
    assert ours.ring.signing().kid != theirs.ring.signing().kid
    assert theirs.ring.verifying(ours.ring.signing().kid) is not None
    assert ours.ring.verifying(theirs.ring.signing().kid) is not None
    for store in (ours, theirs, ours, theirs):
        await store.keep_up()
    assert len(await kids(owner)) == 2


async def test_nothing_private_is_published_or_stored_in_clear(
    fresh_database: Database, clock: Clock, owner: Owner
) -> None:
    store = await opened(fresh_database, clock)
    (published,) = store.ring.public()
    assert set(published) == {"kty", "crv", "x", "y", "kid", "use", "alg"}
    assert ECKey.import_key(published).thumbprint() == published["kid"]
    secret = store.ring.signing().key.as_dict(private=True)["d"]
    assert isinstance(secret, str)
    stored = await owner.fetchval("SELECT signing_key::text FROM oauth.signing_key")
    assert secret not in stored
    assert secret.encode().hex() not in stored


async def test_no_caller_sees_the_keys(fresh_database: Database, clock: Clock) -> None:
    await opened(fresh_database, clock)
    async with fresh_database.read(PUBLIC) as transaction:
        assert await transaction.value("SELECT count(*) FROM oauth.signing_key") == 0


def test_an_empty_ring_signs_nothing() -> None:
    with pytest.raises(KeysUnusable):
        KeyRing().signing()
