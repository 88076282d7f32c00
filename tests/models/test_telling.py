"""Whoever listens is told of each recorded transaction, once; and can ask of what it was."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import date
from typing import Any

import asyncpg
import pytest

from api.embedded import Urls
from auth.callers import PUBLIC, Caller
from auth.database import Database
from auth.hearing import EVENTS
from models.failures import Failure
from models.organizations import District
from models.people import Appointment, Person
from tests.databases import connected
from tests.rows import Owner, insert

LAST = "a test is over"


class Listener:
    """What a login hears of the channel, up to now."""

    def __init__(self, connection: "asyncpg.Connection[Any]", owner: Owner) -> None:
        self._connection = connection
        self._owner = owner
        self._told: asyncio.Queue[str] = asyncio.Queue()

    async def listen(self) -> None:
        await self._connection.add_listener(EVENTS, lambda *told: self._told.put_nowait(told[3]))

    async def heard(self) -> list[str]:
        """All that was told before this moment: notifications come in the order of commits."""
        await self._owner.execute(f"NOTIFY {EVENTS}, '{LAST}'")
        heard: list[str] = []
        async with asyncio.timeout(20):
            while (told := await self._told.get()) != LAST:
                heard.append(told)
        return heard


@asynccontextmanager
async def listening(urls: Urls, owner: Owner) -> AsyncIterator[Listener]:
    async with connected(urls.api) as connection:
        listener = Listener(connection, owner)
        await listener.listen()
        yield listener


async def test_a_transaction_tells_once_and_tells_nothing(fresh_urls: Urls, owner: Owner) -> None:
    async with listening(fresh_urls, owner) as listener:
        async with owner.transaction():
            for place in range(40):
                async with owner.transaction():
                    made = await insert(owner, District, name=f"District {place}")
            await owner.execute("UPDATE district SET name = 'Mill City' WHERE id = $1", made)
            await owner.execute("DELETE FROM district WHERE id <> $1", made)
        assert await listener.heard() == [""]
        await owner.execute("UPDATE district SET name = 'Riverton' WHERE id = $1", made)
        assert await listener.heard() == [""]


async def test_what_is_undone_is_not_told(fresh_urls: Urls, owner: Owner) -> None:
    async with listening(fresh_urls, owner) as listener:
        undone = owner.transaction()
        await undone.start()
        await insert(owner, District)
        await undone.rollback()
        assert await listener.heard() == []


async def test_the_news_name_types_districts_and_people_and_are_for_no_caller(
    fresh_database: Database, owner: Owner
) -> None:
    async def news(since: str | None) -> dict[str, Any]:
        async with fresh_database.read(PUBLIC) as transaction:
            told: dict[str, Any] = json.loads(
                await transaction.value("SELECT feed.news($1)::text", (since,))
            )
        return told

    since = (await news(None))["snapshot"]
    district = await insert(owner, District, name="Mill City")
    person = await insert(owner, Person)
    await insert(
        owner,
        Appointment,
        district_id=district,
        person_id=person,
        position="SUPERINTENDENT",
        starts_on=date(2012, 1, 1),
    )
    told = await news(since)
    touched = {(table, of) for table, of in told["touched"]}
    assert {("district", str(district)), ("appointment", str(district))} <= touched
    assert {("person", None), ("person_name", None)} <= touched
    assert (told["people"], told["firms"]) == ([str(person)], [])
    assert (await news(told["snapshot"]))["touched"] == []
    async with fresh_database.read(Caller(person=person)) as transaction:
        with pytest.raises(Failure):
            await transaction.value("SELECT feed.news(NULL)")
