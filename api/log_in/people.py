"""The people in front of browsers, as the authorization server asks for them."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from starlette.requests import Request
from starlette.responses import Response

from api.log_in import pages
from api.log_in.signed_in import signed_in
from auth.accounts import sessions
from auth.oauth.authorizing import LogIn
from auth.transactions import WriteTransaction

__all__ = ["PeopleHere"]


class PeopleHere:
    """Those who log in by the pages here."""

    async def signed_in(self, request: Request) -> LogIn | None:
        return await signed_in(request)

    def csrf_token(self, signed_in: LogIn) -> str:
        return sessions.csrf_token(signed_in)

    def check_csrf(self, signed_in: LogIn, given: str | None) -> bool:
        return sessions.check_csrf(signed_in, given)

    async def end(self, transaction: WriteTransaction, session: UUID) -> None:
        await sessions.end(transaction, session)

    def consent_page(
        self,
        request: Request,
        *,
        client_name: str,
        scopes: Sequence[str],
        hidden: Mapping[str, str],
    ) -> Response:
        return pages.consent_page(request, client_name=client_name, scopes=scopes, hidden=hidden)

    def error_page(self, request: Request, status: int, title: str, message: str) -> Response:
        return pages.error_page(request, status, title, message)

    def signed_out_page(self, request: Request) -> Response:
        return pages.signed_out_page(request)
