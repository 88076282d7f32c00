"""What the edge needs to answer: opened when the application starts, closed when it ends."""

from collections.abc import Awaitable, Callable
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, field
from typing import Protocol

from api.accounting import Accounting
from api.filing.keeping import Filing
from api.live.hub import Hub
from api.settings import Settings
from api.telemetry import Telemetry
from auth.callers import Caller
from auth.database import Database
from auth.oauth.issuing import Authorization
from models.failures import Fault
from schema.engine import Reply, Request

__all__ = ["AnswersRequests", "KnowsCallers", "OpenServices", "Services"]


class AnswersRequests(Protocol):
    """Answers one GraphQL request; never raises but CancelledError."""

    async def execute(
        self, request: Request, caller: Caller, *, read_only: bool = False
    ) -> Reply: ...


class KnowsCallers(Protocol):
    """Says whom a token names; raises Unauthenticated, or a Fault when it can't be told now."""

    async def authenticate(self, token: str) -> Caller: ...


@dataclass(frozen=True, slots=True)
class Services:
    """The parts that have a database or keys behind them."""

    engine: AnswersRequests
    authenticator: KnowsCallers
    unready: Callable[[], Awaitable[str | None]]
    """Why requests should go elsewhere for now, in words for anybody; None when ready."""
    telemetry: Telemetry = field(default_factory=Telemetry)
    opened: Database | None = None
    """What the engine asks, for what is no GraphQL; None where there is none behind it."""

    kept: Filing | None = None
    """Where files are kept; None where they are not."""

    issuing: Authorization | None = None
    """What the authorization server stands on; None where there is none."""

    accounting: Accounting | None = None
    """What requests are charged, and what clients have used; None where nothing is counted."""

    live: Hub | None = None
    """Who subscribed to what; None where nobody can."""

    forget_callers: Callable[[], None] = lambda: None
    """To be called when a token has ended: whoever is known by one is asked about anew."""

    @property
    def authorization(self) -> Authorization:
        """What the authorization server stands on; raises Fault where there is none."""
        if self.issuing is None:
            raise Fault("There is no authorization server.")
        return self.issuing

    @property
    def filing(self) -> Filing:
        """Where files are kept; raises Fault where they are not."""
        if self.kept is None:
            raise Fault("There is no store of files.")
        return self.kept

    @property
    def database(self) -> Database:
        """The database; raises Fault where there is none."""
        if self.opened is None:
            raise Fault("There is no database.")
        return self.opened


OpenServices = Callable[[Settings], AbstractAsyncContextManager[Services]]
