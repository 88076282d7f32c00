"""The one reader of events that a process has: what was committed, and whom it may concern."""

import asyncio
import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, Final
from uuid import UUID

import orjson

from auth.callers import PUBLIC, Caller
from auth.database import Database
from auth.transactions import SelfContained
from models.failures import Failure

__all__ = ["News", "Reader"]

QUESTION: Final = SelfContained.of("SELECT feed.news($1)::json", 1)
LOOK_SECONDS: Final = 30.0
"""How often it is looked though nothing was told: the day may have changed."""

AGAIN_SECONDS: Final = 1.0

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class News:
    """What was committed since the last news: types of records, districts, and whose offices."""

    touched: dict[UUID | None, frozenset[str]] = field(default_factory=dict)
    """Tables by district; under None what belongs to no district."""
    people: frozenset[UUID] = frozenset()
    firms: frozenset[UUID] = frozenset()
    is_new_day: bool = False

    @classmethod
    def of(cls, said: dict[str, Any], *, is_new_day: bool) -> "News":
        """As the database tells them."""
        touched: dict[UUID | None, set[str]] = {}
        for table, district in said["touched"]:
            touched.setdefault(UUID(district) if district else None, set()).add(table)
        return cls(
            {district: frozenset(tables) for district, tables in touched.items()},
            frozenset(map(UUID, said["people"])),
            frozenset(map(UUID, said["firms"])),
            is_new_day,
        )

    @property
    def tables(self) -> frozenset[str]:
        """Of all districts, and of none."""
        return frozenset[str]().union(*self.touched.values())

    def are_about(self, caller: Caller) -> bool:
        """Whether what the caller sees may be more or less than it was."""
        return self.is_new_day or caller.person in self.people or caller.firm in self.firms

    def __bool__(self) -> bool:
        return bool(self.touched or self.people or self.firms or self.is_new_day)


class Reader:
    """Reads what is committed and passes it on, each commit at least once, in order."""

    def __init__(self, database: Database, tell: Callable[[News], None]) -> None:
        self._database = database
        self._tell = tell
        self._since: str | None = None
        self._day: str | None = None
        self._woken = asyncio.Event()
        self.begun = asyncio.Event()
        """Set once nothing is missed any more."""

    def wake(self) -> None:
        """Something was committed, or may have been."""
        self._woken.set()

    async def read(self) -> None:
        """Until cancelled."""
        while True:
            self._woken.clear()
            try:
                await self._look()
            except Failure as failure:
                log.warning("the news can't be read: %s", failure.message)
                await asyncio.sleep(AGAIN_SECONDS)
                continue
            except Exception:
                log.exception("the news could not be passed on")
                await asyncio.sleep(AGAIN_SECONDS)
                continue
            await _within(LOOK_SECONDS, self._woken)

    async def _look(self) -> None:
        parameters: Sequence[object] = (self._since,)
        said = orjson.loads(await self._database.answer(PUBLIC, QUESTION, parameters))
        is_new_day = self._day is not None and self._day != said["today"]
        news = News.of(said, is_new_day=is_new_day)
        if news:
            self._tell(news)
        self._since, self._day = said["snapshot"], said["today"]
        self.begun.set()


async def _within(seconds: float, event: asyncio.Event) -> None:
    try:
        async with asyncio.timeout(seconds):
            await event.wait()
    except TimeoutError:
        pass
