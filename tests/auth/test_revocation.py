"""A token that has ended is refused at once, whatever was remembered, and whoever ended it."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import pytest

from api.embedded import Urls
from auth.callers import Caller
from auth.claims import TOKEN_TYPE, take_apart
from auth.database import Database
from auth.hearing import TOKENS, TRUSTED_SECONDS, Hearing
from auth.keys import KeyRing, StoredKey
from auth.oauth.store import revoke
from auth.revocation import Revocations
from auth.tokens import Authenticator, OwnTokens, Verified
from models.clients import Client
from models.failures import Unauthenticated
from models.people import Person, PersonLogin
from tests.rows import Owner, insert

HOUR = timedelta(hours=1)
CALLER = Caller(person=uuid4())
CUT = (
    "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity"
    " WHERE application_name = 'throughline listens' AND datname = current_database()"
)


@dataclass
class Process:
    """One of several processes that serve, as far as tokens go."""

    authenticator: Authenticator
    hearing: Hearing
    own: OwnTokens
    database: Database
    asked: list[object] = field(default_factory=list)
    told: asyncio.Event = field(default_factory=asyncio.Event)

    def issue(self, client: UUID | str = "tests", **claims: object) -> str:
        token = self.own.issue(CALLER, lifetime=HOUR, client_id=str(client))
        return self.own.keys.sign({**self.verified(token).claims, **claims}, TOKEN_TYPE)

    def verified(self, token: str) -> Verified:
        return self.own.verify(take_apart(token))

    async def is_believed(self, token: str) -> bool:
        try:
            caller = await self.authenticator.authenticate(token)
            return replace(caller, client=None) == CALLER
        except Unauthenticated as refused:
            assert refused.message == "the token was revoked"  # noqa: PT017 - the other way is True
            return False

    async def hears(self) -> None:
        """Wait until something was told since this was last asked."""
        async with asyncio.timeout(20):
            await self.told.wait()
        self.told.clear()


@asynccontextmanager
async def serving(urls: Urls, ring: KeyRing) -> AsyncIterator[Process]:
    database = await Database.open(urls.api, pool_size=2)
    own = OwnTokens(ring, "http://127.0.0.1:8000", "urn:throughline:api")
    hearing = Hearing(urls.api, {})
    authenticator = Authenticator(own, ending=Revocations(database), hears=hearing.hears)
    process = Process(authenticator, hearing, own, database)
    database.observers.append(process.asked.append)

    def told() -> None:
        authenticator.forget()
        process.told.set()

    hearing.tell(TOKENS, told)
    task = asyncio.create_task(hearing.listen())
    try:
        await process.hears()
        await heard(process)
        yield process
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task
        await database.close()


async def heard(process: Process) -> None:
    """Wait until the connection is known to be there."""
    async with asyncio.timeout(20):
        while not process.hearing.hears():  # noqa: ASYNC110 - it turns to true by itself
            await asyncio.sleep(0)


@pytest.fixture
async def processes(
    fresh_urls: Urls, anyio_backend: object
) -> AsyncIterator[tuple[Process, Process]]:
    """Two that serve the same database."""
    ring = KeyRing([StoredKey.new(0, 0)])
    async with serving(fresh_urls, ring) as one, serving(fresh_urls, ring) as other:
        yield one, other


async def registered(owner: Owner, **given: object) -> UUID:
    return await insert(
        owner, Client, name=f"Portal {uuid4()}", kind="PORTAL", authentication="NONE",
        redirect_uris=["https://portal.example/back"], **given,
    )  # fmt: skip


async def begun(owner: Owner, client: UUID) -> UUID:
    """A log-in that a client was given tokens for."""
    person = await insert(owner, Person)
    family: UUID = await owner.fetchval(
        "INSERT INTO oauth.family"
        " (id, client_id, person_id, scope, auth_time, begun_at, expires_at)"
        " VALUES ($1, $2, $3, 'read', now(), now(), now() + interval '1 day') RETURNING id",
        uuid4(), client, person,
    )  # fmt: skip
    return family


async def test_a_token_is_asked_about_once_while_its_end_would_be_heard(
    processes: tuple[Process, Process],
) -> None:
    one, _ = processes
    token = one.issue()
    for _ in range(3):
        assert await one.is_believed(token)
    assert len(one.asked) == 1


async def test_a_revoked_token_is_refused_at_once_by_every_process(
    processes: tuple[Process, Process],
) -> None:
    one, other = processes
    token, another = one.issue(), one.issue()
    for process in processes:
        assert await process.is_believed(token)
        assert await process.is_believed(another)
    async with one.database.authorizing() as transaction:
        await revoke(transaction, UUID(one.verified(token).claims["jti"]), datetime.now(UTC) + HOUR)
    for process in (one, other):
        await process.hears()
        assert not await process.is_believed(token)
        assert await process.is_believed(another)


async def test_what_a_disabled_client_holds_is_refused_until_it_is_let_in_again(
    processes: tuple[Process, Process], owner: Owner
) -> None:
    one, _ = processes
    client, other = await registered(owner), await registered(owner)
    token, elsewhere = one.issue(client), one.issue(other)
    assert await one.is_believed(token)
    await owner.execute("UPDATE client SET is_enabled = false WHERE id = $1", client)
    await one.hears()
    assert not await one.is_believed(token)
    assert await one.is_believed(elsewhere)
    await owner.execute("UPDATE client SET is_enabled = true WHERE id = $1", client)
    await one.hears()
    assert await one.is_believed(token)


async def test_a_client_that_was_never_registered_is_not_believed(
    processes: tuple[Process, Process],
) -> None:
    one, _ = processes
    assert not await one.is_believed(one.issue(uuid4()))


async def test_a_log_in_that_ended_takes_its_tokens_with_it(
    processes: tuple[Process, Process], owner: Owner
) -> None:
    one, _ = processes
    client = await registered(owner)
    family, other = await begun(owner, client), await begun(owner, client)
    token = one.issue(client, family=str(family))
    elsewhere = one.issue(client, family=str(other))
    assert await one.is_believed(token)
    await owner.execute("UPDATE oauth.family SET ended_at = now() WHERE id = $1", family)
    await one.hears()
    assert not await one.is_believed(token)
    assert await one.is_believed(elsewhere)
    assert not await one.is_believed(one.issue(client, family=str(uuid4())))


async def test_a_login_that_is_taken_away_is_told(
    processes: tuple[Process, Process], owner: Owner
) -> None:
    one, _ = processes
    person = await insert(owner, Person)
    await insert(owner, PersonLogin, person_id=person, issuer="https://login", subject="1")
    one.told.clear()
    await owner.execute("DELETE FROM person_login")
    await one.hears()


async def test_while_nothing_is_heard_nothing_is_remembered(
    processes: tuple[Process, Process], monkeypatch: pytest.MonkeyPatch
) -> None:
    one, _ = processes
    token = one.issue()
    assert await one.is_believed(token)
    monkeypatch.setattr("auth.hearing.AGAIN_SECONDS", 3600)
    await deafen(one)
    asked = len(one.asked)
    for _ in range(2):
        assert await one.is_believed(token)
    assert len(one.asked) == asked + 2


async def test_what_was_missed_is_made_good_when_it_hears_again(
    processes: tuple[Process, Process],
) -> None:
    one, _ = processes
    token = one.issue()
    assert await one.is_believed(token)
    one.told.clear()
    await deafen(one)
    await one.hears()
    await heard(one)
    asked = len(one.asked)
    for _ in range(2):
        assert await one.is_believed(token)
    assert len(one.asked) == asked + 1


async def deafen(process: Process) -> None:
    """Cut the connection that listens."""
    async with asyncio.timeout(20):
        while process.hearing.hears():
            await process.database.pool.fetchval(CUT)


async def test_what_ended_while_it_was_asked_about_is_not_remembered(
    processes: tuple[Process, Process],
) -> None:
    """The answer was true when it was given, and is not when it comes."""
    one, _ = processes
    token = one.issue()

    class Meanwhile:
        async def refuse_ended(self, _claims: object) -> None:
            one.authenticator.forget()

    asking = one.authenticator._ending
    one.authenticator._ending = Meanwhile()
    assert await one.is_believed(token)
    one.authenticator._ending = asking
    asked = len(one.asked)
    assert await one.is_believed(token)
    assert len(one.asked) == asked + 1


def test_an_answer_vouches_for_the_connection_for_seconds_only() -> None:
    now = 100.0
    hearing = Hearing("", {}, clock=lambda: now)
    assert not hearing.hears()
    hearing._hears_until = now + TRUSTED_SECONDS
    assert hearing.hears()
    now += TRUSTED_SECONDS
    assert not hearing.hears()


@pytest.mark.parametrize("claims", [{"jti": "x"}, {"jti": None}, {"family": "x"}, {"family": 7}])
async def test_a_token_that_could_not_be_ended_is_refused(
    fresh_database: Database, claims: dict[str, object]
) -> None:
    told = {"jti": str(uuid4()), "client_id": "tests"} | claims
    with pytest.raises(Unauthenticated, match="no usable jti"):
        await Revocations(fresh_database).refuse_ended(told)
