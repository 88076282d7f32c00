"""The routes of a log-in at the state's OpenID provider: there, and back again."""

from typing import Final
from urllib.parse import parse_qs, urlsplit

from starlette.requests import Request
from starlette.responses import Response

from api.log_in import attempts
from api.log_in.attempts import Attempt, Shown
from api.log_in.desk import BY_ADDRESS, Desk, NotLetIn, address_of, database_of
from api.log_in.goals import safe_goal
from api.log_in.pages import error_page
from api.log_in.provider import Provider, ProviderRefused, ProviderUnavailable
from auth.accounts.identities import person_of
from models.failures import RateLimited

__all__ = ["AtProvider"]

NOT_NOW: Final = "The state’s log-in does not answer at present. Try again in a few minutes."
NOT_DONE: Final = "The state’s log-in did not tell us who you are. Start again."
UNKNOWN: Final = (
    "You have logged in there, but nobody in this network is registered with that log-in. The "
    "state office registers log-ins."
)
TOO_MANY: Final = "There were too many attempts from where you are. Try again in a few minutes."

# What an authorization request may ask of a log-in is asked of the provider too.
PASSED_ON: Final = ("prompt", "max_age")


class AtProvider:
    """GET /log-in/provider and its callback."""

    def __init__(self, desk: Desk, provider: Provider) -> None:
        self.desk, self.provider = desk, provider

    async def leave(self, request: Request) -> Response:
        """Go there."""
        root = request.scope.get("root_path", "")
        goal = safe_goal(request.query_params.get("continue"), root)
        try:
            await self.desk.charge(request, BY_ADDRESS, address_of(request))
            answer, kept = await self.provider.leave(request, **asked_of(goal))
        except RateLimited:
            return error_page(request, 429, "Too many attempts", TOO_MANY)
        except ProviderUnavailable:
            await self.desk.refused(request, "provider unavailable")
            return error_page(request, 503, "Not at present", NOT_NOW)
        begun = Attempt.begin(self.desk.clock(), goal)
        attempt = begun.anew(self.desk.clock(), provider=kept)
        answer.headers["cache-control"] = "no-store"
        attempts.keep(answer, attempt, self.desk.sealing)
        return answer

    async def come_back(self, request: Request) -> Response:
        """Let in whom the provider vouches for, if the network knows the person."""
        attempt = self.desk.attempt(request)
        if attempt is None or not attempt.provider:
            return error_page(request, 403, "That did not work", NOT_DONE)
        try:
            await self.desk.charge(request, BY_ADDRESS, address_of(request))
            shown = await self.shown(request, attempt)
            return await self.desk.shown(request, attempt, shown)
        except RateLimited:
            return error_page(request, 429, "Too many attempts", TOO_MANY)
        except ProviderUnavailable:
            await self.desk.refused(request, "provider unavailable")
            return error_page(request, 503, "Not at present", NOT_NOW)
        except ProviderRefused:
            await self.desk.refused(request, "provider vouches for nobody")
            return error_page(request, 403, "You are not logged in", NOT_DONE)
        except NotLetIn as refused:
            return error_page(request, 403, "You are not logged in", refused.message)

    async def shown(self, request: Request, attempt: Attempt) -> Shown:
        """Whom the provider shows somebody to be."""
        identity = await self.provider.returned(request, dict(attempt.provider))
        async with database_of(request).authorizing() as transaction:
            person = await person_of(transaction, identity, self.provider.claim)
        if person is None:
            await self.desk.refused(request, "unknown at provider")
            raise NotLetIn(UNKNOWN)
        return Shown(person, identity.methods, identity.since or self.desk.clock())


def asked_of(goal: str) -> dict[str, str]:
    """What of an authorization request the provider has to heed."""
    given = parse_qs(urlsplit(goal).query)
    return {name: given[name][0] for name in PASSED_ON if name in given}
