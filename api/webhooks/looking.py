"""Finds out what endpoints are to be told: the change feed, as each one's owner.

An endpoint keeps a cursor. What changed since becomes deliveries, in the transaction that moves the
cursor on, so that each change becomes one delivery whatever dies meanwhile. All processes that do
jobs look whenever a transaction was recorded, and share the endpoints among them.
"""

import asyncio
import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from auth.callers import PUBLIC
from auth.database import Database
from auth.transactions import WriteTransaction
from auth.webhooks import store
from auth.webhooks.store import OFFICE, Behind
from models.failures import BadUserInput, Failure
from models.webhooks_terms import WebhookDisabled
from schema.changes import exceptional_names
from schema.compiler.feed import districts_of
from schema.webhooks import told_tables

__all__ = ["Watch"]

PAGE: Final = 500
TIMER_SECONDS: Final = 60.0
"""Days change who sees what, and nobody tells of it."""

REST_SECONDS: Final = 0.2
"""What is told within this time is looked for at once."""

AGAIN_SECONDS: Final = 5.0

CHANGES: Final = """
SELECT cursor, has_more, kind, type, id, "changedFields" AS fields, "happenedAt" AS happened_at
FROM feed.changes($1, $2, $3, $4, NULL, $5, false, false, $6::jsonb)
"""

log = logging.getLogger(__name__)


@dataclass(slots=True)
class Watch:
    """Looks for all endpoints, whenever it is woken and now and then."""

    database: Database
    pause: float = TIMER_SECONDS
    woken: asyncio.Event = field(default_factory=asyncio.Event)
    looked: Callable[[int], None] = lambda _deliveries: None
    """Told how many deliveries a look made."""

    def wake(self) -> None:
        """Something may have changed."""
        self.woken.set()

    async def run(self) -> None:
        """Look until cancelled."""
        while True:
            try:
                await self.look()
            except Failure as failure:
                log.warning("webhooks can't be looked after: %s", failure.message)
                await asyncio.sleep(AGAIN_SECONDS)
            except Exception:
                log.exception("webhooks can't be looked after")
                await asyncio.sleep(AGAIN_SECONDS)
            await self._rest()

    async def _rest(self) -> None:
        try:
            async with asyncio.timeout(self.pause):
                await self.woken.wait()
            await asyncio.sleep(REST_SECONDS)
        except TimeoutError:
            pass

    async def look(self) -> None:
        """Bring every endpoint up to now, or up to whoever has it in hand.

        It is done when each was looked at after this began, so that what woke it has been seen.
        """
        self.woken.clear()
        moment: datetime | None = None
        failed: set[UUID] = set()
        while True:
            async with self.database.write(PUBLIC) as transaction, transaction.in_office(OFFICE):
                moment = moment or await transaction.value("SELECT clock_timestamp()")
                behind = await store.behind(transaction, moment)
            left = [each for each in behind if each.endpoint not in failed]
            if not left:
                return
            done = [await self._one(each, moment, failed) for each in left]
            if not any(done):
                await asyncio.sleep(REST_SECONDS)  # others have them all

    async def _one(self, behind: Behind, moment: datetime, failed: set[UUID]) -> bool:
        """Look for one endpoint, a page; False where somebody else does.

        One that fails keeps no other waiting, and is looked at again when all are.
        """
        try:
            return await self._page(behind, moment)
        except Exception:
            log.exception("a webhook can't be looked after")
            failed.add(behind.endpoint)
            return True

    async def _page(self, behind: Behind, moment: datetime) -> bool:
        try:
            async with self.database.write(behind.owner.caller) as transaction:
                return await self._told(transaction, behind, moment)
        except BadUserInput:
            # The cursor is of no use any more: other rules of who sees what, or another member.
            async with self.database.write(behind.owner.caller) as transaction:
                await self._restarted(transaction, behind, moment)
            return True

    async def _told(self, transaction: WriteTransaction, behind: Behind, moment: datetime) -> bool:
        async with transaction.in_office(OFFICE):
            taken = await store.take(transaction, behind.endpoint, moment)
            if taken is None:
                return False
            if not taken.has_owner:
                because = WebhookDisabled.OWNER_LEFT
                await store.disable(transaction, behind.endpoint, because, moment)
                return True
        rows = await self._changes(transaction, behind, taken.cursor)
        changes = [_told(row) for row in rows if row["kind"] is not None]
        [end] = [row for row in rows if row["kind"] is None]
        async with transaction.in_office(OFFICE):
            await store.told(
                transaction,
                behind.endpoint,
                end["cursor"],
                has_more=end["has_more"],
                changes=changes,
            )
        self.looked(len(changes))
        return True

    @staticmethod
    async def _changes(transaction: WriteTransaction, behind: Behind, cursor: str) -> list[Any]:
        """A page of what changed for the owner; the last row says how to go on."""
        tables, mark = told_tables(behind.types), str(behind.endpoint)
        districts = districts_of([*behind.districts] or None)
        given = [cursor, PAGE, tables, districts, mark, exceptional_names()]
        return await transaction.rows(CHANGES, given)

    @staticmethod
    async def _restarted(transaction: WriteTransaction, behind: Behind, moment: datetime) -> None:
        async with transaction.in_office(OFFICE):
            if await store.take(transaction, behind.endpoint, moment):
                tables = told_tables(behind.types)
                await store.restart(transaction, behind.endpoint, tables, exceptional_names())


def _told(row: Any) -> dict[str, Any]:
    return {
        "kind": row["kind"],
        "type": row["type"],
        "key": row["id"],
        "fields": row["fields"] or [],
        "happened_at": row["happened_at"],
    }
