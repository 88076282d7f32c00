"""Authlib's authorization server, subclassed for one request in one transaction.

Authlib is written without `await`. Each request runs it in a greenlet, which goes on when what it
waits for is there (as SQLAlchemy does for its own drivers); so a server is made for one request,
and holds what that one stands on. What is refused is committed too: that a replay ends a family,
how often somebody tried, and the journal.
"""

import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final, TypeVar
from uuid import UUID

from authlib.oauth2.rfc6749 import AuthorizationServer, OAuth2Error, OAuth2Request
from authlib.oauth2.rfc6749.errors import InvalidClientError
from authlib.oauth2.rfc6749.requests import BasicOAuth2Payload
from sqlalchemy.util.concurrency import await_, greenlet_spawn

from auth.callers import Caller
from auth.claims import TOKEN_TYPE
from auth.limits import charge_within
from auth.oauth.clients import RegisteredClient
from auth.oauth.endpoints import Introspection, Revocation
from auth.oauth.grants import S256, CodeGrant, CredentialsGrant, InvalidTargetError, RefreshGrant
from auth.oauth.issuing import (
    ACCESS,
    IDENTITY_TYPE,
    Authorization,
    Grant,
    access_claims,
    id_claims,
)
from auth.oauth.journal import Kind, record
from auth.oauth.limits import BY_CLIENT, admit
from auth.oauth.proofs import Unproven, proven_client
from auth.oauth.store import enabled_client, keep_refresh_token
from auth.transactions import WriteTransaction
from models.clients import SCOPES
from models.failures import RateLimited

__all__ = ["Asked", "Given", "Server", "answered", "introspected", "limited", "revoked", "tokens"]

# At DEBUG it writes the tokens that it gives into the log.
logging.getLogger("authlib").setLevel(logging.INFO)

NOT_LET_IN: Final = "The client is not known, or did not prove that it is itself."

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Asked:
    """A request as it came; the names of its headers are in small letters."""

    path: str
    parameters: Mapping[str, str]
    headers: Mapping[str, str]
    address: str | None
    method: str = "POST"


@dataclass(frozen=True, slots=True)
class Given:
    """What to answer."""

    status: int
    body: Any
    headers: Mapping[str, str]


class FormRequest(OAuth2Request):
    """A request as Authlib asks about it."""

    def __init__(self, asked: Asked, address: str) -> None:
        super().__init__(asked.method, address, headers=dict(asked.headers))
        self.payload = BasicOAuth2Payload(dict(asked.parameters))

    @property
    def form(self) -> dict[str, str]:
        """What was sent; no name is in it twice."""
        return self.payload.data  # type: ignore[no-any-return]

    @property
    def args(self) -> dict[str, str]:
        """Nothing is taken from the address but at the authorization endpoint."""
        return {}


class Server(AuthorizationServer):
    """The authorization server of one request."""

    def __init__(
        self, stands_on: Authorization, transaction: WriteTransaction, asked: Asked
    ) -> None:
        super().__init__(scopes_supported=list(SCOPES))
        self.stands_on = stands_on
        self.transaction = transaction
        self.asked = asked
        self.now = stands_on.now()
        self.client: RegisteredClient | None = None
        self.grant: Grant | None = None
        self.register_grant(CodeGrant, [S256(required=True)])
        self.register_grant(RefreshGrant)
        self.register_grant(CredentialsGrant)
        self.register_endpoint(Revocation)
        self.register_endpoint(Introspection)

    def query_client(self, client_id: str) -> RegisteredClient | None:
        self.client = await_(enabled_client(self.transaction, client_id))
        return self.client

    def authenticate_client(
        self, request: Any, methods: Sequence[str], endpoint: str = "token"
    ) -> RegisteredClient:
        """The client, once it has proved itself by one of the methods; raises RateLimited too."""
        asked = self.asked
        proof = proven_client(self.stands_on, self.transaction, asked.headers, asked.parameters)
        try:
            client, method = await_(proof)
        except Unproven as unproven:
            self.note(Kind.CLIENT_REFUSED, client=unproven.client, reason=unproven.why)
            raise self._not_let_in() from unproven
        if method not in methods or not client.check_endpoint_auth_method(method, endpoint):
            self.note(Kind.CLIENT_REFUSED, client=client.id, reason=f"not by {method} here")
            raise self._not_let_in()
        if method != "none":
            key = client.get_client_id()
            await_(charge_within(self.transaction, BY_CLIENT, key, now=self.now))
        self.client = client
        request.auth_method = method
        return client

    def _not_let_in(self) -> InvalidClientError:
        """By 401 only where the header was used: a browser would ask its user for a password."""
        status = 401 if "authorization" in self.asked.headers else 400
        return InvalidClientError(description=NOT_LET_IN, status_code=status)

    def generate_token(
        self,
        *,
        grant_type: str,
        client: RegisteredClient,
        user: Caller,
        scope: str,
        include_refresh_token: bool,
        **_given: Any,
    ) -> dict[str, Any]:
        """The tokens, no wider than the client's registration is now."""
        granted = [each for each in scope.split() if each in client.allowed]
        grant = self.grant
        claims = access_claims(self.stands_on, client, user, " ".join(granted), grant)
        access = self.stands_on.keys.sign(claims, TOKEN_TYPE)
        token: dict[str, Any] = {
            "access_token": access,
            "token_type": "Bearer",
            "expires_in": int(ACCESS.total_seconds()),
            "scope": " ".join(granted),
        }
        if grant is None:
            return token
        if include_refresh_token and "offline_access" in grant.scope.split():
            kept = keep_refresh_token(self.transaction, grant.family, self.now)
            token["refresh_token"] = await_(kept)
        if "openid" in granted:
            # A nonce belongs to the log-in itself (OpenID Connect Core, 12.2).
            told = grant if grant_type == "authorization_code" else replace(grant, nonce=None)
            claims = id_claims(self.stands_on, client, told, access)
            token["id_token"] = self.stands_on.keys.sign(claims, IDENTITY_TYPE)
        return token

    def save_token(self, _token: Mapping[str, Any], request: Any) -> None:
        """Nothing to save but that it was given: a signed token says all of itself."""
        kind = str(request.payload.grant_type)
        if self.grant is None:
            self.note(Kind.TOKEN_GIVEN, client=request.client.id, reason=kind)
        else:
            self.note(Kind.TOKEN_GIVEN, grant=self.grant, reason=kind)

    def get_authorization_grant(self, request: Any) -> CodeGrant:
        """The one there is; what is asked of it otherwise is refused by itself."""
        grant = CodeGrant(request, self)
        S256(required=True)(grant)
        return grant

    def check_target(self, request: Any) -> None:
        """Raise InvalidTargetError if a token is asked for another resource than this API."""
        resource = request.payload.data.get("resource")
        if resource is not None and resource not in self.stands_on.resources():
            raise InvalidTargetError("The resource is not one that tokens are given for here.")

    def create_oauth2_request(self, request: Any) -> OAuth2Request:
        if not isinstance(request, Asked):
            return request
        return FormRequest(request, self.stands_on.address(request.path))

    def handle_response(self, status: int, body: Any, headers: Sequence[tuple[str, str]]) -> Given:
        return Given(status, body, dict(headers))

    def handle_error_response(self, request: Any, error: OAuth2Error) -> Given:
        known = self.client.id if self.client is not None else None
        self.note(Kind.REQUEST_REFUSED, client=known, reason=str(error.error))
        given: Given = super().handle_error_response(request, error)
        return given

    def send_signal(self, name: str, *args: Any, **kwargs: Any) -> None:
        """Nobody listens."""

    def note(
        self,
        kind: Kind,
        *,
        client: UUID | None = None,
        grant: Grant | None = None,
        reason: str | None = None,
    ) -> None:
        """Add to the journal."""
        await_(
            record(
                self.transaction,
                kind,
                client=grant.client if grant is not None else client,
                person=grant.person if grant is not None else None,
                address=self.asked.address,
                reason=reason,
            )
        )


async def answered(
    stands_on: Authorization, asked: Asked, work: Callable[[Server], T]
) -> T | Given:
    """What some work of the server gives; committed unless it is our own fault that it failed."""
    try:
        await admit(stands_on, asked.address)
    except RateLimited as refused:
        return limited(refused)
    async with stands_on.database.authorizing() as transaction:
        server = Server(stands_on, transaction, asked)
        try:
            return await greenlet_spawn(work, server)
        except RateLimited as refused:
            return limited(refused)


async def tokens(stands_on: Authorization, asked: Asked) -> Given:
    """The answer of the token endpoint."""
    return await answered(stands_on, asked, lambda server: server.create_token_response(asked))


async def revoked(stands_on: Authorization, asked: Asked) -> Given:
    """The answer of the revocation endpoint."""
    return await _endpoint(stands_on, asked, Revocation.ENDPOINT_NAME)


async def introspected(stands_on: Authorization, asked: Asked) -> Given:
    """The answer of the introspection endpoint."""
    return await _endpoint(stands_on, asked, Introspection.ENDPOINT_NAME)


async def _endpoint(stands_on: Authorization, asked: Asked, name: str) -> Given:
    return await answered(
        stands_on, asked, lambda server: server.create_endpoint_response(name, asked)
    )


def limited(refused: RateLimited) -> Given:
    """Too much was asked too quickly."""
    body = {"error": "temporarily_unavailable", "error_description": refused.message}
    return Given(429, body, {"Retry-After": str(refused.retry_after)})
