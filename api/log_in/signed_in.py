"""Who is logged in, for whichever route wants to know: the authorization endpoint above all."""

from starlette.requests import Request

from api.log_in.cookies import SESSION
from api.log_in.desk import Desk, database_of
from auth.accounts import sessions
from auth.accounts.sessions import SignedIn, check_csrf, csrf_token

__all__ = ["SignedIn", "check_csrf", "csrf_token", "signed_in"]


async def signed_in(request: Request) -> SignedIn | None:
    """Whose session the browser has, if it lasts and the person holds any office."""
    token = request.cookies.get(SESSION)
    if token is None:
        return None
    desk: Desk = request.app.state.log_in
    async with database_of(request).authorizing() as transaction:
        found = await sessions.find(transaction, token, now=desk.clock(), lifetime=desk.lifetime)
    request.state.signed_in = found
    return found
