"""What the authorization server asks of the log-in: who is there, and the pages to show them."""

from collections.abc import Mapping, Sequence
from typing import Protocol
from uuid import UUID

from starlette.requests import Request
from starlette.responses import Response

from auth.oauth.authorizing import LogIn
from auth.transactions import WriteTransaction

__all__ = ["People"]


class People(Protocol):
    """The people in front of browsers."""

    async def signed_in(self, request: Request) -> LogIn | None:
        """Whoever is logged in by this request's cookie."""

    def csrf_token(self, signed_in: LogIn) -> str:
        """What a form of this log-in has to send along."""

    def check_csrf(self, signed_in: LogIn, given: str | None) -> bool:
        """Whether a form was one of this log-in."""

    async def end(self, transaction: WriteTransaction, session: UUID) -> None:
        """End a log-in."""

    def consent_page(
        self,
        request: Request,
        *,
        client_name: str,
        scopes: Sequence[str],
        hidden: Mapping[str, str],
    ) -> Response:
        """A form that sends `hidden` and `decision=allow|deny` to /oauth/authorize.

        Browsers hold a policy's `form-action` against where the answer redirects to as well, which
        is the client's `redirect_uri`.
        """

    def error_page(self, request: Request, status: int, title: str, message: str) -> Response:
        """Why it does not go on."""

    def signed_out_page(self, request: Request) -> Response:
        """That the log-in has ended."""
