"""The log-in: its routes, and what they are told apart from others by.

`/log-in` asks for a password, `/log-in/second-factor` for a code, `/log-in/provider` leads to the
state's OpenID provider and back; `/log-out` ends the session.
"""

from collections.abc import Awaitable, Callable
from typing import Final

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from api.log_in.codes import ByCode
from api.log_in.cookies import SESSION, clear_cookie
from api.log_in.desk import Desk, database_of
from api.log_in.external import AtProvider
from api.log_in.forms import FormRefused, form_of
from api.log_in.pages import error_page, signed_out_page
from api.log_in.passwords import ByPassword
from api.log_in.people import PeopleHere
from api.log_in.provider import CALLBACK
from api.log_in.signed_in import check_csrf, signed_in
from auth.accounts import sessions
from auth.oauth.journal import Kind

__all__ = ["Desk", "PeopleHere", "routes"]

Answer = Callable[[Request], Awaitable[Response]]

NOT_OURS: Final = "Log out on the page /log-in of this network."


def routes(desk: Desk) -> list[BaseRoute]:
    """The ways in and out."""
    by_password, by_code = ByPassword(desk), ByCode(desk)
    at_provider = [AtProvider(desk, desk.provider)] if desk.provider is not None else []

    async def log_out(request: Request) -> Response:
        return await answer_log_out(desk, request)

    return [
        Route("/log-in", by_password.show, methods=["GET"]),
        Route("/log-in", told(by_password.answer), methods=["POST"]),
        Route("/log-in/second-factor", by_code.show, methods=["GET"]),
        Route("/log-in/second-factor", told(by_code.answer), methods=["POST"]),
        Route("/log-out", told(log_out), methods=["POST"]),
        *(Route("/log-in/provider", each.leave, methods=["GET"]) for each in at_provider),
        *(Route(CALLBACK, each.come_back, methods=["GET"]) for each in at_provider),
    ]


def told(answer: Answer) -> Answer:
    """An endpoint that says on a page what is wrong with a form."""

    async def endpoint(request: Request) -> Response:
        try:
            return await answer(request)
        except FormRefused as refused:
            return error_page(request, refused.status, "That did not work", refused.message)

    return endpoint


async def answer_log_out(desk: Desk, request: Request) -> Response:
    """End the session, if it is a page of ours that asks for it."""
    fields = await form_of(request)
    known = await signed_in(request)
    if known is not None:
        if not check_csrf(known, fields.get("csrf")):
            raise FormRefused(403, NOT_OURS)
        async with database_of(request).authorizing() as transaction:
            await sessions.end(transaction, known.session)
            await desk.note(transaction, request, Kind.LOGGED_OUT, person=known.person)
    answer = signed_out_page(request)
    clear_cookie(answer, SESSION)
    return answer
