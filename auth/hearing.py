"""What the database tells at once: one connection a process that listens, and knows if it hears.

A connection can be lost without a word, so it is asked again and again whether it is there. Who
remembers something because it would be told of its end has to forget while nothing is heard.
"""

import asyncio
import logging
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import Any

import asyncpg

__all__ = ["EVENTS", "KEYS", "TOKENS", "Hearing"]

TOKENS = "throughline_tokens"
"""A token, a log-in or a client may have ended."""

KEYS = "throughline_keys"
"""A signing key was made or removed."""

EVENTS = "throughline_events"
"""A transaction was committed that changed records; told once, whatever it changed."""

ASK_SECONDS = 5.0
ANSWER_SECONDS = 5.0
TRUSTED_SECONDS = 10.0
"""How long an answer vouches for the connection."""

AGAIN_SECONDS = 1.0
LOST = (asyncpg.PostgresError, asyncpg.InterfaceError, OSError, TimeoutError)

log = logging.getLogger(__name__)


class Hearing:
    """Calls what belongs to a channel whenever something is told there, or may have been missed."""

    def __init__(
        self,
        url: str,
        told: Mapping[str, Callable[[], None]],
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._url = url
        self._told = dict(told)
        self._clock = clock
        self._hears_until = float("-inf")

    def hears(self) -> bool:
        """Whether what is told now would be heard."""
        return self._clock() < self._hears_until

    def tell(self, channel: str, told: Callable[[], None]) -> None:
        """Listen to one more channel; before it begins to listen."""
        self._told[channel] = told

    async def listen(self) -> None:
        """Listen, and begin anew whenever the connection is lost, until cancelled."""
        while True:
            try:
                await self._listen()
            except LOST as error:
                log.warning("the database is not heard: %s", type(error).__name__)
            await asyncio.sleep(AGAIN_SECONDS)

    async def _listen(self) -> None:
        connection = await asyncpg.connect(
            self._url,
            timeout=ANSWER_SECONDS,
            server_settings={"application_name": "throughline listens"},
        )
        lost = asyncio.Event()
        connection.add_termination_listener(lambda _: self._lose(lost))
        try:
            for channel in self._told:
                await connection.add_listener(channel, self._heard)
            for tell in self._told.values():
                tell()
            while not lost.is_set():
                asked_at = self._clock()
                await connection.fetchval("SELECT 1", timeout=ANSWER_SECONDS)
                self._hears_until = asked_at + TRUSTED_SECONDS
                await _within(ASK_SECONDS, lost)
        finally:
            self._lose(lost)
            with suppress(*LOST):
                await connection.close(timeout=ANSWER_SECONDS)

    def _heard(self, _connection: Any, _process: int, channel: str, _told: object) -> None:
        self._told[channel]()

    def _lose(self, lost: asyncio.Event) -> None:
        self._hears_until = float("-inf")
        lost.set()


async def _within(seconds: float, event: asyncio.Event) -> None:
    """Wait for the event, but not for longer."""
    try:
        async with asyncio.timeout(seconds):
            await event.wait()
    except TimeoutError:
        pass
