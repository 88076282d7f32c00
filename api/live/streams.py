"""One subscription of one connection, whatever carries it."""

import asyncio
from dataclasses import dataclass
from typing import Final

from api.live.connections import Connected
from api.live.hub import Hub
from models.failures import Failure
from schema.subscribing import Event, Subscribed

__all__ = ["FINISHED", "Failed", "Finished", "Item", "Stream"]


@dataclass(frozen=True, slots=True)
class Failed:
    """There will be no more events, for a reason that the client is told."""

    failure: Failure


class Finished:
    """There will be no more events."""


FINISHED: Final = Finished()
SMALL: Final = 200
"""What a message that holds no event counts for, in bytes."""

Item = tuple["Stream", Event | Failed | Finished]


class Stream:
    """A subscription: what it is told goes into its connection's outbox."""

    def __init__(self, hub: Hub, connection: Connected, subscribed: Subscribed) -> None:
        self.begun = asyncio.Event()
        """Set once nothing that happens is missed any more."""
        self._hub, self._connection, self._subscribed = hub, connection, subscribed
        self._over = asyncio.Event()
        if subscribed.resumes_after is not None:
            self.begun.set()

    @property
    def is_open(self) -> bool:
        return not self._over.is_set() and self._connection.outbox.ended is None

    async def may_be_told(self) -> bool:
        return await self._connection.is_still_known()

    def tell(self, event: Event) -> bool:
        return self.is_open and self._connection.outbox.put((self, event), len(event.body))

    async def room(self) -> bool:
        return await self._connection.outbox.room() and self.is_open

    def fail(self, failure: Failure) -> None:
        if self.is_open:
            self._connection.outbox.put((self, Failed(failure)), SMALL)
        self._over.set()

    async def run(self) -> None:
        """Until it fails, or is cancelled; raises TooMany, before anything is told."""
        self._hub.admit(self._connection, self._subscribed)
        try:
            cursor = self._subscribed.resumes_after
            if cursor is not None:
                cursor = await self._hub.catch_up(self._subscribed, self)
                if cursor is None:
                    return
            await self._hub.follow(self._subscribed, self, cursor)
            self.begun.set()
            await self._over.wait()
        except Failure as failure:
            self.fail(failure)
        finally:
            self._over.set()
            self._hub.leave_out(self._subscribed, self)
            self._hub.dismiss(self._connection)
