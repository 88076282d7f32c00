"""The state's OpenID provider, by discovery: the way there and back, through Authlib's client.

Code with PKCE, state and nonce; what the client keeps in between stands in the sealed attempt. The
ID token has to be signed by one of the provider's published keys: never by a shared secret.
"""

import ssl
import time
from collections.abc import Callable
from typing import Any, Final

import httpx2
from authlib.common.errors import AuthlibBaseError
from authlib.integrations.starlette_client import StarletteIntegration
from authlib.integrations.starlette_client.apps import StarletteOAuth2App
from joserfc.errors import JoseError
from starlette.requests import Request
from starlette.responses import Response

from auth.accounts.identities import Identity, identity_of
from auth.issuers import ALGORITHMS, DISCOVERY, TIMEOUT_SECONDS, is_loopback, require_secure

__all__ = ["CALLBACK", "Provider", "ProviderRefused", "ProviderUnavailable"]

CALLBACK: Final = "/log-in/provider/callback"
FRESH_SECONDS: Final = 600.0
LEEWAY_SECONDS: Final = 30
ENDPOINTS: Final = ("authorization_endpoint", "token_endpoint", "jwks_uri")


class ProviderUnavailable(Exception):  # noqa: N818 - named by what happened, like the failures
    """The provider does not answer, or not as one."""


class ProviderRefused(Exception):  # noqa: N818 - named by what happened, like the failures
    """The provider, or what came back from it, vouches for nobody."""


class Provider:
    """One provider, where people are sent and come back from."""

    def __init__(
        self,
        issuer: str,
        client_id: str,
        client_secret: str | None,
        claim: str,
        *,
        callback: str,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        """`callback` is our own address that the provider knows, to the last character."""
        self.issuer, self.claim, self.callback = issuer, claim, callback
        self._client_id, self._client_secret = client_id, client_secret
        self._monotonic = monotonic
        self._tls = ssl.create_default_context()
        self._made: _Client | None = None
        self._made_at = float("-inf")

    async def leave(self, request: Request, **asked: str) -> tuple[Response, dict[str, Any]]:
        """The way there, and what has to be known on the way back; raises ProviderUnavailable."""
        kept: dict[str, Any] = {}
        request.scope["session"] = kept
        try:
            answer = await self._client().authorize_redirect(request, self.callback, **asked)
        except (httpx2.HTTPError, httpx2.InvalidURL, OSError, ValueError) as error:
            self._made = None  # what it has been told so far may be why
            raise ProviderUnavailable(type(error).__name__) from error
        return answer, kept

    async def returned(self, request: Request, kept: dict[str, Any]) -> Identity:
        """Whom the provider vouches for; raises ProviderRefused, ProviderUnavailable."""
        # RFC 9207: an answer that another provider gave is not taken for this one's.
        if request.query_params.get("iss", self.issuer) != self.issuer:
            raise ProviderRefused("its answer is another's")
        request.scope["session"] = kept
        try:
            return identity_of(self.issuer, await self._claims(request), self.claim)
        except (AuthlibBaseError, JoseError) as error:
            raise ProviderRefused(type(error).__name__) from error
        except (httpx2.HTTPError, httpx2.InvalidURL, OSError, ValueError) as error:
            self._made = None  # what it has been told so far may be why
            raise ProviderUnavailable(type(error).__name__) from error

    async def _claims(self, request: Request) -> dict[str, Any]:
        """The ID token's claims; where the one that is wanted is not there, userinfo's."""
        client = self._client()
        options = {
            "iss": {"essential": True, "value": self.issuer},
            "aud": {"essential": True, "value": self._client_id},
            "sub": {"essential": True},
        }
        token: dict[str, Any] = await client.authorize_access_token(
            request, claims_options=options, leeway=LEEWAY_SECONDS
        )
        claims = token.get("userinfo")
        if claims is None:
            raise ProviderRefused("no ID token")
        metadata = await client.load_server_metadata()
        if self.claim in claims or "userinfo_endpoint" not in metadata:
            return dict(claims)
        further = await client.userinfo(token=token)
        if further.get("sub") != claims["sub"]:
            raise ProviderRefused("its userinfo is another's")
        return {**further, **claims}

    def _client(self) -> "_Client":
        """A client whose discovery and keys are not old."""
        if self._made is None or self._monotonic() - self._made_at > FRESH_SECONDS:
            self._made, self._made_at = self._new(), self._monotonic()
        return self._made

    def _new(self) -> "_Client":
        kwargs = {
            "scope": "openid email profile" if self.claim != "sub" else "openid",
            "code_challenge_method": "S256",
            "timeout": TIMEOUT_SECONDS,
            "verify": self._tls,
            # A proxy of the environment could not reach our own loopback.
            "trust_env": not is_loopback(self.issuer),
        }
        client = _Client(
            StarletteIntegration("provider"),
            "provider",
            client_id=self._client_id,
            client_secret=self._client_secret,
            server_metadata_url=self.issuer.rstrip("/") + DISCOVERY,
            client_kwargs=kwargs,
        )
        client.issuer = self.issuer
        return client


class _Client(StarletteOAuth2App):  # type: ignore[misc]  # Authlib has no types here
    issuer = ""

    async def load_server_metadata(self) -> dict[str, Any]:
        """The discovery document, if it is the issuer's and leads nowhere unsafe.

        Raises ValueError otherwise, and what httpx2 raises.
        """
        metadata: dict[str, Any] = await super().load_server_metadata()
        if metadata.get("checked"):
            return metadata
        if metadata.get("issuer") != self.issuer:
            raise ValueError("its discovery document names another issuer")
        for name in ENDPOINTS:
            require_secure(str(metadata.get(name, "")).partition("?")[0])
        metadata["id_token_signing_alg_values_supported"] = _asymmetric(metadata)
        methods = metadata.get("token_endpoint_auth_methods_supported", ["client_secret_basic"])
        if self.client_secret and "client_secret_basic" not in methods:
            self.client_kwargs["token_endpoint_auth_method"] = "client_secret_post"  # noqa: S105
        metadata["checked"] = True
        return metadata


def _asymmetric(metadata: dict[str, Any]) -> list[str]:
    """The algorithms of ID tokens: with a secret or `none` among them, anybody could sign."""
    told = metadata.get("id_token_signing_alg_values_supported", ["RS256"])
    return [name for name in ALGORITHMS if name in told] or ["RS256"]
