"""The three grants, on Authlib's: a code for a person's log-in, its refreshing, and credentials.

Authlib knows no awaiting. The server runs it in a greenlet (see server.py), in which `await_`
waits for the database.
"""

import hmac
from typing import TYPE_CHECKING, Any, Final

from authlib.oauth2.rfc6749 import (
    AuthorizationCodeGrant,
    ClientCredentialsGrant,
    InvalidGrantError,
    InvalidRequestError,
    InvalidScopeError,
    OAuth2Error,
    RefreshTokenGrant,
)
from authlib.oauth2.rfc7636 import CodeChallenge
from authlib.oauth2.rfc7636.challenge import create_s256_code_challenge
from sqlalchemy.util.concurrency import await_

from auth.callers import Caller
from auth.oauth.issuing import Grant
from auth.oauth.journal import Kind
from auth.oauth.proofs import METHODS
from auth.oauth.store import (
    Presented,
    end_families,
    keep_code,
    keep_family,
    mark_used,
    present,
)

if TYPE_CHECKING:
    from auth.oauth.server import Server

__all__ = ["S256", "CodeGrant", "CredentialsGrant", "InvalidTargetError", "RefreshGrant"]

NO_STORE: Final = [
    ("Content-Type", "application/json"),
    ("Cache-Control", "no-store"),
    ("Pragma", "no-cache"),
]


class InvalidTargetError(OAuth2Error):
    """A token was asked for another resource (RFC 8707)."""

    error = "invalid_target"


class UnsupportedResponseError(OAuth2Error):
    """Something else than a code was asked for. Authlib's own repeats what, which may not be."""

    error = "unsupported_response_type"


class S256(CodeChallenge):
    """PKCE, by S256 and for every client: who shows a code has to have begun the log-in."""

    SUPPORTED_CODE_CHALLENGE_METHOD = ("S256",)
    CODE_CHALLENGE_METHODS: Final = {
        "S256": lambda verifier, challenge: hmac.compare_digest(
            create_s256_code_challenge(verifier), challenge
        )
    }

    def validate_code_challenge(self, grant: "CodeGrant", redirect_uri: str) -> None:
        data = grant.request.payload.data
        if not data.get("code_challenge"):
            raise InvalidRequestError("A code_challenge is needed.")
        if data.get("code_challenge_method") != "S256":
            raise InvalidRequestError("The code_challenge_method has to be S256.")
        super().validate_code_challenge(grant, redirect_uri)


class CodeGrant(AuthorizationCodeGrant):
    """From a person's log-in to tokens."""

    TOKEN_ENDPOINT_AUTH_METHODS = METHODS
    TOKEN_RESPONSE_HEADER = NO_STORE
    server: "Server"

    @staticmethod
    def validate_authorization_redirect_uri(request: Any, client: Any) -> str:
        """Where to go back to; always said, so that none is ever guessed."""
        address = request.payload.redirect_uri
        if not address or not client.check_redirect_uri(address):
            raise InvalidRequestError("The redirect_uri is not one that the client registered.")
        if request.payload.response_type != "code":
            raise UnsupportedResponseError(redirect_uri=address)
        return str(address)

    def validate_requested_scope(self) -> None:
        self.server.check_target(self.request)
        super().validate_requested_scope()

    def save_authorization_code(self, code: str, request: Any) -> None:
        """Nothing: it was kept as it was made, because it is known by its digest alone."""

    def generate_authorization_code(self) -> str:
        request, server = self.request, self.server
        grant: Grant = request.user.grant(request.client, request.scope, request.payload.data)
        await_(keep_family(server.transaction, grant, server.now))
        code = keep_code(
            server.transaction,
            grant,
            request.payload.redirect_uri,
            request.payload.data["code_challenge"],
            server.now,
        )
        server.note(Kind.CODE_GIVEN, grant=grant)
        return str(await_(code))

    def query_authorization_code(self, code: str, client: Any) -> Presented | None:
        """The code, if it is good; one that was used before ends all that came of it."""
        server = self.server
        shown = await_(present(server.transaction, "code", code, server.now))
        if shown is None or not shown.check_client(client):
            return None
        if shown.used:
            await_(end_families(server.transaction, server.now, family=shown.grant.family))
            server.note(Kind.CODE_REPLAYED, grant=shown.grant)
            return None
        return None if shown.is_expired() or shown.is_revoked() else shown

    def delete_authorization_code(self, authorization_code: Presented) -> None:
        server = self.server
        await_(mark_used(server.transaction, "code", authorization_code, server.now))

    def authenticate_user(self, authorization_code: Presented) -> Caller:
        self.server.grant = authorization_code.grant
        return authorization_code.grant.get_user()

    def validate_token_request(self) -> None:
        self.server.check_target(self.request)
        super().validate_token_request()


class RefreshGrant(RefreshTokenGrant):
    """From a refresh token to new tokens; the old one is never good again (RFC 9700, 4.14)."""

    TOKEN_ENDPOINT_AUTH_METHODS = METHODS
    TOKEN_RESPONSE_HEADER = NO_STORE
    INCLUDE_NEW_REFRESH_TOKEN = True
    server: "Server"

    def validate_token_request(self) -> None:
        self.server.check_target(self.request)
        super().validate_token_request()

    def authenticate_refresh_token(self, refresh_token: str) -> Presented | None:
        """The token, if it is good; one that was used before ends its whole family.

        Of two who hold the same one, one stole it, and it can't be told which.
        """
        server = self.server
        shown = await_(present(server.transaction, "refresh_token", refresh_token, server.now))
        if shown is None:
            return None
        if shown.used:
            await_(end_families(server.transaction, server.now, family=shown.grant.family))
            server.note(Kind.TOKEN_REPLAYED, grant=shown.grant)
            return None
        return None if shown.is_expired() or shown.is_revoked() else shown

    def authenticate_user(self, refresh_token: Presented) -> Caller:
        self.server.grant = refresh_token.grant
        return refresh_token.grant.get_user()

    def revoke_old_credential(self, refresh_token: Presented) -> None:
        server = self.server
        await_(mark_used(server.transaction, "refresh_token", refresh_token, server.now))


class CredentialsGrant(ClientCredentialsGrant):
    """A firm's server logs itself in; what it sees follows from the firm's engagements."""

    TOKEN_ENDPOINT_AUTH_METHODS = METHODS[1:]
    TOKEN_RESPONSE_HEADER = NO_STORE
    server: "Server"

    def validate_token_request(self) -> None:
        self.server.check_target(self.request)
        super().validate_token_request()
        scope = self.client.get_allowed_scope(self.request.payload.scope)
        if scope is None:
            raise InvalidScopeError
        self.request.scope = scope
        if self.client.firm is None:
            raise InvalidGrantError("The client is not a firm's.")

    def generate_token(self, **given: Any) -> Any:
        scope = self.request.scope
        return super().generate_token(
            **given | {"user": Caller(firm=self.client.firm), "scope": scope}
        )
