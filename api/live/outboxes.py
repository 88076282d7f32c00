"""What is to be sent on one connection, and why it ends: bounded, so that nobody is waited for."""

import asyncio
from collections import deque
from enum import Enum
from typing import Generic, TypeVar

__all__ = ["Ended", "Ending", "Outbox"]

T = TypeVar("T")


class Ending(Enum):
    """Why a connection is ended by us."""

    UNAUTHENTICATED = "its token has ended"
    SLOW = "it did not read what was sent"
    LEAVING = "this process stops"
    UNAVAILABLE = "it can't be told whether its token is still good"


class Ended(Exception):  # noqa: N818 - named by what happened
    """The connection is to be closed, for a reason that the client is told."""

    def __init__(self, why: Ending, reason: str) -> None:
        super().__init__(reason)
        self.why, self.reason = why, reason


class Outbox(Generic[T]):
    """A queue between what happens and one connection."""

    def __init__(self, most: int, most_bytes: int) -> None:
        self._most, self._most_bytes = most, most_bytes
        self._waiting: deque[tuple[T, int]] = deque()
        self._bytes = 0
        self._filled = asyncio.Event()
        self._emptied = asyncio.Event()
        self._over = asyncio.Event()
        self.ended: Ended | None = None

    def __len__(self) -> int:
        return len(self._waiting)

    @property
    def has_room(self) -> bool:
        """Whether something may be added."""
        return len(self._waiting) < self._most and self._bytes < self._most_bytes

    def put(self, item: T, size: int) -> bool:
        """Add something to be sent; False, and the end of it, if the client reads too slowly."""
        if self.ended is not None:
            return False
        if not self.has_room:
            self.end(Ending.SLOW, "What was sent was not read.")
            return False
        self._waiting.append((item, size))
        self._bytes += size
        self._filled.set()
        return True

    async def take(self) -> T:
        """The next thing to send; raises Ended, whatever else was waiting."""
        while not self._waiting or self.ended is not None:
            if self.ended is not None:
                raise self.ended
            self._filled.clear()
            await self._filled.wait()
        item, size = self._waiting.popleft()
        self._bytes -= size
        if self._is_half_empty:
            self._emptied.set()
        return item

    async def room(self) -> bool:
        """Wait until there is room for a good deal more; False once the connection is ended."""
        while self.ended is None and not self._is_half_empty:
            self._emptied.clear()
            await self._emptied.wait()
        return self.ended is None

    @property
    def _is_half_empty(self) -> bool:
        return 2 * len(self._waiting) <= self._most and 2 * self._bytes <= self._most_bytes

    def end(self, why: Ending, reason: str) -> None:
        """Send no more, and close."""
        if self.ended is None:
            self.ended = Ended(why, reason)
            self._waiting.clear()
            self._filled.set()
            self._emptied.set()
            self._over.set()

    async def over(self) -> None:
        """Wait until it is ended, and raise why; also while something can't be sent."""
        await self._over.wait()
        assert self.ended is not None
        raise self.ended
