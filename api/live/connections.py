"""One connection of somebody: who they are still, and how much of everything there may be."""

import logging
from dataclasses import dataclass
from typing import Any, Final

from api.live.outboxes import Ending, Outbox
from auth.callers import Caller
from auth.tokens import Authenticator
from models.failures import Failure, RateLimited, Unauthenticated

__all__ = ["UNSURE", "Connected", "Limits", "TooMany"]

RETRY_AFTER: Final = 30
UNSURE: Final = "Tokens can't be checked at the moment."

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Limits:
    """How much is let in, and how much waits for whoever reads slowly."""

    connections: int = 10_000
    of_connection: int = 50
    of_caller: int = 500
    """Of the public, how many different subscriptions there may be, by however many people."""
    messages: int = 1_000
    bytes: int = 4_000_000
    at_once: int = 4
    """How many groups ask the database at the same time."""


class TooMany(RateLimited):
    """More connections or subscriptions than there may be."""

    def __init__(self, message: str) -> None:
        super().__init__(RETRY_AFTER)
        self.message = message


class Connected:
    """One connection: who is on it, and what is to be sent to them."""

    def __init__(
        self, known: Authenticator, caller: Caller, token: str | None, outbox: Outbox[Any]
    ) -> None:
        self.caller, self.outbox = caller, outbox
        self.subscriptions = 0
        self._known, self._token = known, token

    async def is_still_known(self) -> bool:
        """Whether the token is as good as it was; the connection is ended otherwise."""
        if self.outbox.ended is not None:
            return False
        if self._token is None:
            return True
        try:
            caller = await self._known.authenticate(self._token)
        except Unauthenticated as failure:
            self.outbox.end(Ending.UNAUTHENTICATED, failure.message)
        except Failure:
            log.exception("a token could not be checked")
            self.outbox.end(Ending.UNAVAILABLE, UNSURE)
        else:
            if caller == self.caller:
                return True
            self.outbox.end(Ending.UNAUTHENTICATED, "the token names somebody else")
        return False
