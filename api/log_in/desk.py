"""What all routes of the log-in share: settings, the secret, the clock; and who is let in."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cached_property
from typing import Final
from urllib.parse import urlsplit
from uuid import UUID

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from api.log_in import attempts
from api.log_in.attempts import Attempt, Shown
from api.log_in.cookies import ATTEMPT, SESSION, clear_cookie, set_cookie
from api.log_in.forms import FormRefused
from api.log_in.goals import place
from api.log_in.provider import CALLBACK, Provider
from api.settings import Settings
from auth.accounts import second_factors, sessions
from auth.accounts.passwords import Passwords
from auth.accounts.sessions import Lifetime
from auth.accounts.standing import Standing, standing_of
from auth.database import Database
from auth.limits import Limit, charge, network_of
from auth.oauth.journal import Kind, record
from auth.sealing import Sealing
from auth.transactions import WriteTransaction
from models.failures import RateLimited

__all__ = ["BY_ACCOUNT", "BY_ADDRESS", "BY_SECOND_FACTOR", "Desk", "NotLetIn", "address_of"]

BY_ACCOUNT: Final = Limit("log-in by account", 10, timedelta(minutes=15))
BY_ADDRESS: Final = Limit("log-in by address", 100, timedelta(minutes=15))
BY_SECOND_FACTOR: Final = Limit("second factor", 5, timedelta(minutes=15))

MFA: Final = "mfa"
STALE: Final = (
    "This page is too old, or your browser sent no cookie. Log in anew; the cookies of a log-in "
    "need https, except at 127.0.0.1 and localhost."
)
NO_OFFICE: Final = (
    "You hold no office in the network at present, so there is nothing to log in to. Whoever "
    "appointed you, or the state office, can help."
)


class NotLetIn(Exception):  # noqa: N818 - named by what happened, like the failures
    """Somebody who is not let in, and what they are told of it."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


def now() -> datetime:
    """The time."""
    return datetime.now(UTC)


@dataclass
class Desk:
    """Where people are let in."""

    settings: Settings
    clock: Callable[[], datetime] = now
    passwords: Passwords = field(default_factory=Passwords)

    @cached_property
    def sealing(self) -> Sealing:
        """The secret, which is first read when it is needed."""
        return Sealing.open(self.settings.secret_key, self.settings.data_dir)

    @cached_property
    def provider(self) -> Provider | None:
        """The state's provider, if people log in there."""
        settings = self.settings
        if settings.external_issuer is None or settings.external_client_id is None:
            return None
        return Provider(
            settings.external_issuer,
            settings.external_client_id,
            settings.external_client_secret,
            settings.external_claim,
            callback=settings.token_issuer.rstrip("/") + CALLBACK,
        )

    @property
    def provider_name(self) -> str | None:
        """What the button to the provider says."""
        issuer = self.settings.external_issuer
        return urlsplit(issuer).hostname if issuer is not None and self.provider else None

    @property
    def lifetime(self) -> Lifetime:
        """How long a session lasts."""
        return Lifetime(
            timedelta(hours=self.settings.session_hours),
            timedelta(minutes=self.settings.session_idle_minutes),
        )

    def attempt(self, request: Request) -> Attempt | None:
        """The browser's log-in under way."""
        return attempts.read(request, self.sealing, self.clock())

    def checked(self, request: Request, csrf: str | None) -> Attempt:
        """The log-in under way that a form belongs to; raises FormRefused."""
        attempt = self.attempt(request)
        if attempt is None or not attempt.sent(self.sealing, csrf):
            raise FormRefused(403, STALE)
        return attempt

    async def charge(self, request: Request, limit: Limit, key: str) -> None:
        """Count an attempt; raises RateLimited, and says so in the journal."""
        database = database_of(request)
        try:
            await charge(database, limit, key, now=self.clock())
        except RateLimited:
            async with database.authorizing() as transaction:
                await self.note(transaction, request, Kind.RATE_LIMITED, reason=limit.name)
            raise

    async def note(
        self,
        transaction: WriteTransaction,
        request: Request,
        kind: Kind,
        *,
        person: UUID | None = None,
        reason: str | None = None,
    ) -> None:
        """Record what happened, and from where."""
        address = address_of(request)
        await record(transaction, kind, person=person, address=address, reason=reason)

    async def refused(
        self, request: Request, reason: str, *, person: UUID | None = None, kind: Kind | None = None
    ) -> None:
        """Record that somebody was not let in."""
        async with database_of(request).authorizing() as transaction:
            told = kind or Kind.LOG_IN_REFUSED
            await self.note(transaction, request, told, person=person, reason=reason)

    async def shown(self, request: Request, attempt: Attempt, shown: Shown) -> Response:
        """Go on with somebody who has shown who they are: let in, or asked for the second factor.

        Raises NotLetIn for who holds no office.
        """
        async with database_of(request).authorizing() as transaction:
            standing = await standing_of(transaction, shown.person)
            enrolled = await second_factors.is_enrolled(transaction, shown.person)
        if standing is None or not standing.has_office:
            await self.refused(request, "no office", person=shown.person)
            raise NotLetIn(NO_OFFICE)
        if MFA in shown.methods or not (enrolled or self.needs_second_factor(standing)):
            return await self.let_in(request, attempt, shown)
        further = attempt.anew(self.clock(), shown=shown)
        answer = RedirectResponse(place(request, "/log-in/second-factor"), 303)
        attempts.keep(answer, further, self.sealing)
        return answer

    def needs_second_factor(self, standing: Standing) -> bool:
        """Whether a role of the person asks for one."""
        return not standing.roles.isdisjoint(self.settings.second_factor_roles)

    async def let_in(self, request: Request, attempt: Attempt, shown: Shown) -> Response:
        """Begin a session under a token that nobody knew before, and go where the log-in leads."""
        moment = self.clock()
        async with database_of(request).authorizing() as transaction:
            await self.end_previous(request, transaction)
            _, token = await sessions.begin(
                transaction,
                shown.person,
                shown.methods,
                now=moment,
                lifetime=self.lifetime,
                since=min(shown.since, moment),
            )
            reason = " ".join(shown.methods)
            await self.note(
                transaction, request, Kind.LOGGED_IN, person=shown.person, reason=reason
            )
        goal = attempt.goal if attempt.goal != "/" else "/log-in"
        answer = RedirectResponse(place(request, goal), 303, {"cache-control": "no-store"})
        set_cookie(answer, SESSION, token)
        clear_cookie(answer, ATTEMPT)
        return answer

    async def end_previous(self, request: Request, transaction: WriteTransaction) -> None:
        """End the session that the browser has, if it has one."""
        token = request.cookies.get(SESSION)
        if token is None:
            return
        found = await sessions.find(transaction, token, now=self.clock(), lifetime=self.lifetime)
        if found is not None:
            await sessions.end(transaction, found.session)


def database_of(request: Request) -> Database:
    """The API's way to the database."""
    database: Database = request.app.state.services.database
    return database


def address_of(request: Request) -> str:
    """Where a request comes from, as far as limits and the journal go."""
    return network_of(request.client.host if request.client is not None else None)
