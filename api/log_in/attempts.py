"""A log-in under way: what has been shown so far, in a sealed cookie, for a quarter of an hour.

It is the browser's own, so that forms of our pages are told from those of others' before anybody
is logged in; and it costs the database nothing, whoever asks for the page.
"""

import base64
import hmac
import secrets
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID

import orjson
from starlette.requests import Request
from starlette.responses import Response

from api.log_in.cookies import ATTEMPT, set_cookie
from auth.sealing import Sealing, Unsealable

__all__ = ["Attempt", "Shown", "keep", "read"]

LASTS: Final = timedelta(minutes=15)
PURPOSE: Final = "log-in"
FORM: Final = "log-in form"


@dataclass(frozen=True, slots=True)
class Shown:
    """Who somebody has shown to be, by what and when; a second factor may be to come."""

    person: UUID
    methods: tuple[str, ...]
    since: datetime
    enrolling: bytes | None = field(default=None, repr=False)
    """The secret that is offered to the person's app, where there is none yet."""


@dataclass(frozen=True, slots=True)
class Attempt:
    """One browser's log-in under way."""

    token: str = field(repr=False)
    until: datetime
    goal: str
    shown: Shown | None = None
    provider: dict[str, Any] = field(default_factory=dict, repr=False)
    """What Authlib's client keeps between the way to the provider and the way back."""

    @classmethod
    def begin(cls, now: datetime, goal: str) -> "Attempt":
        """A new one, which nobody knows of."""
        return cls(secrets.token_urlsafe(24), now + LASTS, goal)

    def anew(self, now: datetime, **changes: Any) -> "Attempt":
        """The next step of it, with another token."""
        return replace(self.begin(now, self.goal), **changes)

    def csrf(self, sealing: Sealing) -> str:
        """What its forms have to send back."""
        tag = sealing.tag(self.token.encode(), FORM)
        return base64.urlsafe_b64encode(tag).decode().rstrip("=")

    def sent(self, sealing: Sealing, given: str | None) -> bool:
        """Whether a form came from a page of this attempt."""
        return given is not None and hmac.compare_digest(
            self.csrf(sealing).encode(), given.encode()
        )


def read(request: Request, sealing: Sealing, now: datetime) -> Attempt | None:
    """The browser's attempt, if there is one and it is not too old."""
    sealed = request.cookies.get(ATTEMPT)
    if sealed is None:
        return None
    try:
        said = orjson.loads(sealing.unseal_text(sealed, PURPOSE))
    except Unsealable:
        return None
    until = datetime.fromisoformat(said["until"])
    if until <= now:
        return None
    shown = said["shown"]
    return Attempt(
        token=said["token"],
        until=until,
        goal=said["goal"],
        shown=None if shown is None else _shown(shown),
        provider=said["provider"],
    )


def keep(response: Response, attempt: Attempt, sealing: Sealing) -> None:
    """Give the attempt to the browser."""
    content = orjson.dumps(attempt, default=_written)
    sealed = sealing.seal_text(content, PURPOSE)
    set_cookie(response, ATTEMPT, sealed, seconds=int(LASTS.total_seconds()))


def _written(value: object) -> str:
    """What JSON has no words for; the driver's UUIDs are of a class of their own."""
    return base64.b64encode(value).decode() if isinstance(value, bytes) else str(value)


def _shown(said: dict[str, Any]) -> Shown:
    enrolling = said["enrolling"]
    return Shown(
        person=UUID(said["person"]),
        methods=tuple(said["methods"]),
        since=datetime.fromisoformat(said["since"]),
        enrolling=None if enrolling is None else base64.b64decode(enrolling),
    )
