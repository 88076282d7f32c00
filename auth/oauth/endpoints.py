"""Giving tokens back (RFC 7009), and asking whether they still live (RFC 7662)."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

from authlib.oauth2.rfc6749 import InvalidRequestError
from authlib.oauth2.rfc7009 import RevocationEndpoint
from authlib.oauth2.rfc7662 import IntrospectionEndpoint
from sqlalchemy.util.concurrency import await_

from auth.oauth.clients import RegisteredClient
from auth.oauth.journal import Kind
from auth.oauth.proofs import METHODS
from auth.oauth.store import Presented, end_families, is_revoked, present, revoke
from auth.tokens import subject_of
from models.failures import Unauthenticated

if TYPE_CHECKING:
    from auth.oauth.server import Server

__all__ = ["Accessing", "Introspection", "Revocation", "accessing"]


@dataclass(frozen=True, slots=True)
class Accessing:
    """An access token of ours whose signature is good, as Authlib asks about it."""

    claims: dict[str, Any]
    revoked: bool

    @property
    def family(self) -> UUID | None:
        """The family it belongs to; none for a client's own."""
        family = self.claims.get("family")
        return None if family is None else UUID(family)

    def check_client(self, client: RegisteredClient) -> bool:
        return self.claims.get("client_id") == client.get_client_id()

    def is_expired(self) -> bool:
        return False  # or it would not be one

    def is_revoked(self) -> bool:
        return self.revoked


def accessing(server: "Server", token: str) -> Accessing | None:
    """An access token that the server gave to a client and that is not over by itself."""
    try:
        claims = server.stands_on.claims_of(token)
        ids = UUID(claims["jti"]), UUID(claims["client_id"])
    except (Unauthenticated, ValueError, KeyError):
        return None  # the demo's own tokens are no client's, and are not known here
    family = claims.get("family")
    revoked = is_revoked(server.transaction, *ids, None if family is None else UUID(family))
    return Accessing(claims, await_(revoked))


def _queried(server: "Server", token: str) -> Presented | Accessing | None:
    """A token of either kind; the hint is not needed, as neither can be taken for the other."""
    return accessing(server, token) or await_(
        present(server.transaction, "refresh_token", token, server.now)
    )


class Revocation(RevocationEndpoint):
    """A refresh token ends with its family; an access token alone, and at once."""

    CLIENT_AUTH_METHODS = METHODS
    server: "Server"

    def check_params(self, request: Any, _client: Any) -> None:
        """A hint of a kind that we do not know is no mistake (RFC 7009, 2.1)."""
        if not request.form.get("token"):
            raise InvalidRequestError("A token is needed.")

    def query_token(self, token_string: str, _hint: str | None) -> Presented | Accessing | None:
        return _queried(self.server, token_string)

    def revoke_token(self, token: Presented | Accessing, request: Any) -> None:
        server = self.server
        if isinstance(token, Presented):
            await_(end_families(server.transaction, server.now, family=token.grant.family))
            server.note(Kind.TOKEN_REVOKED, grant=token.grant, reason="with its family")
            return
        expires = datetime.fromtimestamp(token.claims["exp"], UTC)
        await_(revoke(server.transaction, UUID(token.claims["jti"]), expires))
        server.note(Kind.TOKEN_REVOKED, client=request.client.id, reason="an access token")


class Introspection(IntrospectionEndpoint):
    """A client that can prove itself is told of its own tokens, and of no others."""

    CLIENT_AUTH_METHODS = METHODS[1:]
    server: "Server"

    def check_params(self, request: Any, _client: Any) -> None:
        if not request.form.get("token"):
            raise InvalidRequestError("A token is needed.")

    def query_token(self, token_string: str, _hint: str | None) -> Presented | Accessing | None:
        return _queried(self.server, token_string)

    def check_permission(
        self, token: Presented | Accessing, client: RegisteredClient, _request: Any
    ) -> bool:
        return token.check_client(client)

    def introspect_token(self, token: Presented | Accessing) -> dict[str, Any]:
        if isinstance(token, Accessing):
            names = ("iss", "sub", "aud", "client_id", "scope", "iat", "exp", "jti", "auth_time")
            told = {name: token.claims[name] for name in names if name in token.claims}
            return {"active": True, "token_type": "Bearer", **told}
        grant = token.grant
        return {
            "active": True,
            "iss": self.server.stands_on.issuer,
            "sub": subject_of(grant.get_user()),
            "client_id": str(grant.client),
            "scope": grant.scope,
        }
