"""The second step of a log-in: a code by the clock, or the setting up of the app that makes it."""

from dataclasses import replace
from typing import Final

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from api.log_in import attempts
from api.log_in.attempts import Attempt, Shown
from api.log_in.desk import BY_SECOND_FACTOR, MFA, Desk, NotLetIn, database_of
from api.log_in.forms import form_of
from api.log_in.goals import form_targets, place
from api.log_in.pages import page, qr_code
from auth.accounts import second_factors, totp
from auth.accounts.standing import standing_of
from auth.oauth.journal import Kind
from models.failures import RateLimited

__all__ = ["ByCode"]

ISSUER: Final = "Throughline"
WRONG: Final = "That is not the code of now, or it was used already. Wait for the next one."
LIMITED: Final = "Too many wrong codes. Try again in a quarter of an hour."


class ByCode:
    """GET and POST /log-in/second-factor."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk

    async def show(self, request: Request) -> Response:
        """The form, with a picture to scan for who has no second factor yet."""
        attempt = self.desk.attempt(request)
        if attempt is None or attempt.shown is None:
            return RedirectResponse(place(request, "/log-in"), 303)
        return await self.form(request, attempt, attempt.shown)

    async def answer(self, request: Request) -> Response:
        """Let in who sends the code."""
        fields = await form_of(request)
        attempt = self.desk.checked(request, fields.get("csrf"))
        if attempt.shown is None:
            return RedirectResponse(place(request, "/log-in"), 303)
        shown = attempt.shown
        try:
            await self.desk.charge(request, BY_SECOND_FACTOR, str(shown.person))
            await self.check(request, shown, fields.get("code", ""))
        except NotLetIn as refused:
            return await self.form(request, attempt, shown, error=refused.message, status=403)
        except RateLimited as limited:
            answer = await self.form(request, attempt, shown, error=LIMITED, status=429)
            answer.headers["retry-after"] = str(limited.retry_after)
            return answer
        methods = tuple(dict.fromkeys((*shown.methods, "otp", MFA)))
        return await self.desk.let_in(request, attempt, replace(shown, methods=methods))

    async def check(self, request: Request, shown: Shown, code: str) -> None:
        """Raise NotLetIn unless it is the code of the person's app, or of the one being set up."""
        desk, moment = self.desk, self.desk.clock()
        async with database_of(request).authorizing() as transaction:
            if await second_factors.is_enrolled(transaction, shown.person):
                right = await second_factors.check(
                    transaction, desk.sealing, shown.person, code, moment
                )
            elif shown.enrolling is not None:
                right = await second_factors.confirm(
                    transaction,
                    desk.sealing,
                    shown.person,
                    secret=shown.enrolling,
                    code=code,
                    now=moment,
                )
                if right:
                    kind = Kind.SECOND_FACTOR_SET
                    await desk.note(transaction, request, kind, person=shown.person)
            else:
                right = False
        if not right:
            kind = Kind.SECOND_FACTOR_REFUSED
            await desk.refused(request, "wrong code", person=shown.person, kind=kind)
            raise NotLetIn(WRONG)

    async def form(
        self,
        request: Request,
        attempt: Attempt,
        shown: Shown,
        *,
        error: str | None = None,
        status: int = 200,
    ) -> Response:
        """The page; a secret that is offered stays the same until it is taken."""
        desk = self.desk
        async with database_of(request).authorizing() as transaction:
            enrolled = await second_factors.is_enrolled(transaction, shown.person)
            standing = await standing_of(transaction, shown.person)
        secret = None if enrolled else shown.enrolling or totp.new_secret()
        attempt = replace(attempt, shown=replace(shown, enrolling=secret))
        picture = None
        if secret is not None:
            account = standing.label if standing is not None else ISSUER
            picture = qr_code(totp.provisioning_uri(secret, account=account, issuer=ISSUER))
        answer = page(
            request,
            "second_factor",
            status=status,
            targets=form_targets(attempt.goal),
            error=error,
            goal=attempt.goal,
            csrf=attempt.csrf(desk.sealing),
            picture=picture,
            secret=None if secret is None else totp.as_typed(secret),
        )
        attempts.keep(answer, attempt, desk.sealing)
        return answer
