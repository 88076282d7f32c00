"""The log-in by e-mail address and password; in the demo, by a button for each of its people.

Whether there is an account of an address is told to nobody: the words, the work and the limits are
the same.
"""

from collections.abc import Mapping, Sequence
from typing import Final

from starlette.requests import Request
from starlette.responses import Response

from api.log_in import attempts
from api.log_in.attempts import Attempt, Shown
from api.log_in.desk import BY_ACCOUNT, BY_ADDRESS, Desk, NotLetIn, address_of, database_of
from api.log_in.forms import FormRefused, form_of
from api.log_in.goals import form_targets, safe_goal, without_hint
from api.log_in.pages import page
from api.log_in.signed_in import csrf_token, signed_in
from auth.accounts import accounts
from auth.accounts.accounts import Account
from models.failures import RateLimited
from seeds.demo.personas import PERSONAS, Persona

__all__ = ["ByPassword"]

OWN_PAGE: Final = "same-origin"
WRONG: Final = "The e-mail address or the password is not right."


def is_own(request: Request) -> bool:
    """Whether a page of this origin asks, all redirects included, as the browser itself says.

    Another site shall not log anybody in as somebody of its choice.
    """
    return request.headers.get("sec-fetch-site") == OWN_PAGE


class ByPassword:
    """GET and POST /log-in."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        people = [each for each in PERSONAS.values() if each.caller.person is not None]
        self.personas: Sequence[Persona] = people if desk.settings.demo else []

    async def show(self, request: Request) -> Response:
        """The form; without anywhere to go on to, who is logged in already.

        A page of ours, the explorer, may name one of the demo's people, as the form's button would.
        """
        given = request.query_params.get("continue")
        known = await signed_in(request) if given is None else None
        if known is not None:
            return page(request, "signed_in", label=known.label, csrf=csrf_token(known))
        goal = safe_goal(given, request.scope.get("root_path", ""))
        goal, hint = without_hint(goal)
        attempt = Attempt.begin(self.desk.clock(), goal)
        if hint in {each.name for each in self.personas} and is_own(request):
            return await self.tried(request, attempt, {"persona": hint})
        return self.form(request, attempt)

    async def answer(self, request: Request) -> Response:
        """Let somebody in, or say why not."""
        fields = await form_of(request)
        attempt = self.desk.checked(request, fields.get("csrf"))
        return await self.tried(request, attempt, fields)

    async def tried(
        self, request: Request, attempt: Attempt, fields: Mapping[str, str]
    ) -> Response:
        """Let in whom the form names, or say why not."""
        email = accounts.normal_email(fields.get("email", ""))
        try:
            shown = await self.shown(request, fields, email)
            return await self.desk.shown(request, attempt, shown)
        except NotLetIn as refused:
            return self.form(request, attempt, error=refused.message, email=email, status=403)
        except RateLimited as limited:
            minutes = -(-limited.retry_after // 60)
            told = f"Too many attempts. Try again in {minutes} minute{'s' if minutes > 1 else ''}."
            answer = self.form(request, attempt, error=told, email=email, status=429)
            answer.headers["retry-after"] = str(limited.retry_after)
            return answer

    async def shown(self, request: Request, fields: Mapping[str, str], email: str) -> Shown:
        """Whom the form shows somebody to be; raises NotLetIn, RateLimited."""
        await self.desk.charge(request, BY_ADDRESS, address_of(request))
        if self.personas and "persona" in fields:
            return self.persona(fields["persona"])
        await self.desk.charge(request, BY_ACCOUNT, email)
        account = await self.account(request, email, fields.get("password", ""))
        return Shown(account.person, ("pwd",), self.desk.clock())

    def persona(self, name: str) -> Shown:
        for each in self.personas:
            if each.name == name and each.caller.person is not None:
                return Shown(each.caller.person, ("demo",), self.desk.clock())
        raise FormRefused(400, "There is no such person in the demo.")

    async def account(self, request: Request, email: str, password: str) -> Account:
        """The account that the password opens; raises NotLetIn."""
        database, passwords = database_of(request), self.desk.passwords
        async with database.authorizing() as transaction:
            found = await accounts.find(transaction, email)
        # No connection is held while this takes its time.
        right = await passwords.matches(found.password_hash if found else None, password)
        if found is None or not right or found.is_disabled:
            reason = "wrong password" if not right else "disabled account"
            person = found.person if found is not None else None
            await self.desk.refused(request, reason, person=person)
            raise NotLetIn(WRONG)
        if passwords.is_outdated(found.password_hash):
            hashed = await passwords.hashed(password)
            async with database.authorizing() as transaction:
                await accounts.keep_password(transaction, found, hashed)
        return found

    def form(
        self,
        request: Request,
        attempt: Attempt,
        *,
        error: str | None = None,
        email: str = "",
        status: int = 200,
    ) -> Response:
        """The page, with the attempt that its form belongs to."""
        sealing = self.desk.sealing
        answer = page(
            request,
            "log_in",
            status=status,
            targets=form_targets(attempt.goal),
            error=error,
            email=email,
            goal=attempt.goal,
            csrf=attempt.csrf(sealing),
            personas=self.personas,
            provider=self.desk.provider_name,
        )
        attempts.keep(answer, attempt, sealing)
        return answer
