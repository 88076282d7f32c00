"""What the server says of itself (RFC 8414, OpenID Connect Discovery, RFC 9728)."""

from typing import Any, Final

from auth.keys import ALGORITHM
from auth.oauth.issuing import Authorization
from auth.oauth.proofs import METHODS, SIGNING
from models.clients import SCOPES

__all__ = ["PATHS", "RESOURCE_METADATA", "resource_metadata", "server_metadata"]

RESOURCE_METADATA: Final = "/.well-known/oauth-protected-resource"

PATHS: Final = {
    "authorization_endpoint": "/oauth/authorize",
    "token_endpoint": "/oauth/token",
    "revocation_endpoint": "/oauth/revoke",
    "introspection_endpoint": "/oauth/introspect",
    "userinfo_endpoint": "/oauth/userinfo",
    "jwks_uri": "/oauth/jwks",
    "end_session_endpoint": "/oauth/logout",
}


def server_metadata(stands_on: Authorization) -> dict[str, Any]:
    """The authorization server's, and the OpenID provider's: they are one."""
    return {
        "issuer": stands_on.issuer,
        **{name: stands_on.address(path) for name, path in PATHS.items()},
        "scopes_supported": list(SCOPES),
        "response_types_supported": ["code"],
        "response_modes_supported": ["query"],
        "grant_types_supported": ["authorization_code", "refresh_token", "client_credentials"],
        "subject_types_supported": ["public"],
        "id_token_signing_alg_values_supported": [ALGORITHM],
        "token_endpoint_auth_methods_supported": list(METHODS),
        "token_endpoint_auth_signing_alg_values_supported": list(SIGNING),
        "revocation_endpoint_auth_methods_supported": list(METHODS),
        "revocation_endpoint_auth_signing_alg_values_supported": list(SIGNING),
        "introspection_endpoint_auth_methods_supported": list(METHODS[1:]),
        "introspection_endpoint_auth_signing_alg_values_supported": list(SIGNING),
        "code_challenge_methods_supported": ["S256"],
        "authorization_response_iss_parameter_supported": True,
        "prompt_values_supported": ["none", "login", "consent", "select_account"],
        "claims_supported": [
            "iss", "sub", "aud", "exp", "iat", "auth_time", "nonce", "amr", "sid", "at_hash",
            "name", "given_name", "family_name", "email", "email_verified",
        ],
        "request_parameter_supported": False,
        "request_uri_parameter_supported": False,
        "claims_parameter_supported": False,
    }  # fmt: skip


def resource_metadata(stands_on: Authorization) -> dict[str, Any]:
    """The API's, as a resource that this server gives tokens for."""
    return {
        "resource": stands_on.issuer.rstrip("/"),
        "authorization_servers": [stands_on.issuer],
        "scopes_supported": ["read", "write", "research"],
        "bearer_methods_supported": ["header"],
        "resource_name": "Throughline",
        "jwks_uri": stands_on.address(PATHS["jwks_uri"]),
    }
