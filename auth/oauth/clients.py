"""A client as Authlib asks about it, and which addresses are its own."""

import hmac
import ipaddress
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import SplitResult, urlsplit
from uuid import UUID

from authlib.oauth2.rfc6749 import ClientMixin

from models.clients import ClientAuthentication, ClientKind

__all__ = ["PERSONAL", "RegisteredClient", "is_redirect", "redirect_complaint"]

GRANTS = {
    ClientKind.PORTAL: ("authorization_code", "refresh_token"),
    ClientKind.CONFIDENTIAL: ("authorization_code", "refresh_token"),
    ClientKind.SERVICE: ("client_credentials",),
}
PERSONAL = {"openid", "profile", "email", "offline_access"}
"""Scopes that mean nothing where no person logs in."""


@dataclass(frozen=True, slots=True)
class RegisteredClient(ClientMixin):
    """A client that is let in, with what it was registered for."""

    id: UUID
    name: str
    kind: ClientKind
    authentication: ClientAuthentication
    firm: UUID | None
    redirect_uris: tuple[str, ...]
    post_logout_redirect_uris: tuple[str, ...]
    scopes: tuple[str, ...]
    is_trusted: bool

    @classmethod
    def of(cls, row: Any) -> "RegisteredClient":
        """The client that a row of the database tells of."""
        return cls(
            id=row["id"],
            name=row["name"],
            kind=ClientKind[row["kind"]],
            authentication=ClientAuthentication[row["authentication"]],
            firm=row["firm_id"],
            redirect_uris=tuple(row["redirect_uris"]),
            post_logout_redirect_uris=tuple(row["post_logout_redirect_uris"]),
            scopes=tuple(row["scopes"]),
            is_trusted=row["is_trusted"],
        )

    @property
    def method(self) -> str:
        """How it proves itself, as OAuth calls it."""
        return self.authentication.name.lower()

    def get_client_id(self) -> str:
        return str(self.id)

    def get_default_redirect_uri(self) -> None:
        """None: where to go back to is always said."""

    def get_allowed_scope(self, scope: str | None) -> str | None:
        """What is asked for, or None if that is too much; unasked, all but `offline_access`."""
        if not scope:
            return " ".join(each for each in self.scopes if each != "offline_access")
        asked = scope.split()
        return " ".join(dict.fromkeys(asked)) if set(asked) <= set(self.allowed) else None

    @property
    def allowed(self) -> Collection[str]:
        """The scopes that its tokens may have at most."""
        is_service = self.kind is ClientKind.SERVICE
        return set(self.scopes) - (PERSONAL if is_service else set())

    def check_redirect_uri(self, redirect_uri: str) -> bool:
        return is_redirect(redirect_uri, self.redirect_uris)

    def check_endpoint_auth_method(self, method: str, endpoint: str) -> bool:
        """One method, the same at every endpoint; who can't prove itself introspects nothing."""
        return method == self.method and (endpoint != "introspection" or method != "none")

    def check_response_type(self, response_type: str) -> bool:
        return response_type == "code" and self.check_grant_type("authorization_code")

    def check_grant_type(self, grant_type: str) -> bool:
        return grant_type in GRANTS[self.kind]


def is_redirect(asked: str, registered: Sequence[str]) -> bool:
    """Whether an address is one of those registered: character by character (RFC 9700, 2.1).

    Of a loopback address the port is free, because a program on somebody's machine takes the one
    that it gets (RFC 8252, 7.3).
    """
    if any(_same(asked, each) for each in registered):
        return True
    bare = _without_port(asked)
    return bare is not None and any(_same(bare, _without_port(each) or "") for each in registered)


def redirect_complaint(address: str) -> str | None:
    """What is wrong with an address that people might be sent to, if anything is."""
    try:
        parts = urlsplit(address)
        _ = parts.port
    except ValueError:
        return "it is no address"
    if not address.isascii() or not address.isprintable() or set(address) & set(' "<>\\^`{|}*'):
        return "it has characters that an address can't have"
    if parts.fragment or "#" in address:
        return "it has a fragment"
    if parts.username is not None or parts.password is not None:
        return "it has a user's name in it"
    return _scheme_complaint(parts)


def _scheme_complaint(parts: SplitResult) -> str | None:
    if parts.scheme == "https":
        return None if parts.hostname else "it has no host"
    if parts.scheme == "http":
        return None if _is_loopback(parts.hostname) else "it is http, and not of this machine"
    if "." in parts.scheme:
        return None  # of a program, by a domain's name backwards (RFC 8252, 7.1)
    return "it is neither https, nor of this machine, nor of a program's own scheme"


def _same(one: str, other: str) -> bool:
    return hmac.compare_digest(one.encode(), other.encode())


def _without_port(address: str) -> str | None:
    """A loopback address without its port; None for any other."""
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError:
        return None
    host = parts.hostname
    if parts.scheme != "http" or host is None or host == "localhost" or not _is_loopback(host):
        return None
    written = f"[{host}]" if ":" in host else host
    if parts.netloc != (written if port is None else f"{written}:{port}"):
        return None
    return address.replace(parts.netloc, written, 1)


def _is_loopback(host: str | None) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host or "").is_loopback
    except ValueError:
        return False
