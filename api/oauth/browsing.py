"""The endpoints that people come to by their browsers: to authorize a client, and to log out."""

from typing import Final
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from api.oauth.asking import Malformed, asked_by_form, asked_by_query
from api.oauth.people import People
from auth.oauth.authorizing import Back, ConsentNeeded, LogInNeeded, Outcome, authorize
from auth.oauth.issuing import Authorization
from auth.oauth.leaving import leave
from auth.oauth.metadata import PATHS
from auth.oauth.server import Asked, Given

__all__ = ["browser_routes"]

AUTHORIZE: Final = PATHS["authorization_endpoint"]
LOGOUT: Final = PATHS["end_session_endpoint"]
OF_THE_FORM: Final = {"decision", "csrf"}
"""What a form of ours adds to a client's request."""

NO_STORE: Final = {"cache-control": "no-store"}


def browser_routes(people: People) -> list[BaseRoute]:
    """Those at which somebody has to be logged in."""

    async def authorize_(request: Request) -> Response:
        return await _authorize(people, request)

    async def logout(request: Request) -> Response:
        return await _logout(people, request)

    return [
        Route(AUTHORIZE, authorize_, methods=["GET", "POST"], name="authorize"),
        Route(LOGOUT, logout, methods=["GET", "POST"], name="logout"),
    ]


async def _authorize(people: People, request: Request) -> Response:
    """A client's request, or the answer to our form, which is the request once more."""
    try:
        asked = await _asked(request)
    except Malformed as malformed:
        return people.error_page(request, 400, "This request can't be read", str(malformed))
    stands_on: Authorization = request.app.state.services.authorization
    log_in = await people.signed_in(request)
    decision = asked.parameters.get("decision")
    if decision is not None:
        own = request.method == "POST" and log_in is not None
        if not own or not people.check_csrf(log_in, asked.parameters.get("csrf")):  # type: ignore[arg-type]  # it is somebody
            message = "It was not sent by the page that we showed. Go back and try again."
            return people.error_page(request, 403, "This form can't be taken", message)
    sent = {name: value for name, value in asked.parameters.items() if name not in OF_THE_FORM}
    asked = Asked(asked.path, sent, asked.headers, asked.address, asked.method)
    outcome = await authorize(stands_on, asked, log_in, decision)
    if isinstance(outcome, ConsentNeeded) and log_in is not None:
        return people.consent_page(
            request,
            client_name=outcome.client_name,
            scopes=outcome.scopes,
            hidden=sent | {"csrf": people.csrf_token(log_in)},
        )
    return _answer(people, request, outcome)


def _answer(people: People, request: Request, outcome: Outcome) -> Response:
    if isinstance(outcome, Back):
        return _elsewhere(outcome.location)
    if isinstance(outcome, LogInNeeded):
        again = f"{AUTHORIZE}?{urlencode(outcome.parameters)}"
        return _elsewhere(f"/log-in?{urlencode({'continue': again})}")
    if isinstance(outcome, Given):
        message = "Too much was asked too quickly. Wait a little."
        page = people.error_page(request, outcome.status, "Too many requests", message)
        page.headers.update(outcome.headers)
        return page
    message = getattr(outcome, "message", "")
    return people.error_page(request, 400, "The program's request can't be answered", message)


async def _logout(people: People, request: Request) -> Response:
    try:
        asked = await _asked(request)
    except Malformed as malformed:
        return people.error_page(request, 400, "This request can't be read", str(malformed))
    stands_on: Authorization = request.app.state.services.authorization
    log_in = await people.signed_in(request)
    async with stands_on.database.authorizing() as transaction:
        left = await leave(stands_on, transaction, asked.parameters, log_in, asked.address)
        if left.ends and log_in is not None:
            await people.end(transaction, log_in.session)
    if left.ends:
        request.app.state.services.forget_callers()
    if left.location is not None:
        return _elsewhere(left.location)
    if log_in is not None and not left.ends:
        message = "The program did not show that you logged in for it. You are still logged in."
        return people.error_page(request, 400, "You were not logged out", message)
    return people.signed_out_page(request)


async def _asked(request: Request) -> Asked:
    if request.method == "POST":
        return await asked_by_form(request)
    return asked_by_query(request)


def _elsewhere(location: str) -> Response:
    """By 303: a form's content, a password among it, is never sent on (RFC 9700, 4.12)."""
    return RedirectResponse(location, 303, headers=NO_STORE)
