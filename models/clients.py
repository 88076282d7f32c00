"""The programs that log people in, or log themselves in: clients of the authorization server.

Only what the state office may read stands here. What proves a client, and what it was given,
stands in the schema `oauth`, which no slice opens.
"""

from uuid import UUID

from sqlalchemy import ARRAY, CheckConstraint, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped

from models.base import NetworkRecord, described, link, one_of
from models.vocabulary import Vocabulary

__all__ = ["SCOPES", "Client", "ClientAuthentication", "ClientKey", "ClientKind"]

SCOPES = ("openid", "profile", "email", "offline_access", "read", "write", "research")
"""What a token can be good for."""

PRIVATE_PARTS = "d,p,q,dp,dq,qi,oth,k"


class ClientKind(Vocabulary):
    """What kind of program a client is."""

    PORTAL = "Runs in a browser or on a person's device, and can keep no secret."
    CONFIDENTIAL = "A server that logs people in, and proves itself by a secret or a key."
    SERVICE = "A firm's server that logs itself in, without a person."


class ClientAuthentication(Vocabulary):
    """How a client proves that it is itself."""

    NONE = "It can't; PKCE alone binds a log-in to whoever began it."
    CLIENT_SECRET_BASIC = "By a secret, sent as HTTP Basic authentication."  # noqa: S105 - words
    PRIVATE_KEY_JWT = "By a JSON Web Token that it signs with a key of its own (RFC 7523)."


def several(doc: str) -> Mapped[list[str]]:
    """A column of texts; none unless said."""
    column: Mapped[list[str]] = described(
        doc, type_=ARRAY(Text()), nullable=False, server_default=text("'{}'::text[]")
    )
    return column


class Client(NetworkRecord):
    """A program that is registered with the authorization server; its id is its `client_id`."""

    __tablename__ = "client"

    name: Mapped[str] = described("What people are told is asking for their consent.", unique=True)
    kind: Mapped[ClientKind] = one_of(ClientKind, "What kind of program it is.")
    authentication: Mapped[ClientAuthentication] = one_of(
        ClientAuthentication, "How it proves that it is itself."
    )
    firm_id: Mapped[UUID | None] = link("firm", "The firm for which a service logs itself in.")
    redirect_uris: Mapped[list[str]] = several(
        "Where people may be sent back to, compared character by character; on a loopback address"
        " the port is free (RFC 8252)."
    )
    post_logout_redirect_uris: Mapped[list[str]] = several(
        "Where people may be sent back to after they have logged out."
    )
    scopes: Mapped[list[str]] = several("What its tokens may be good for, at most.")
    is_trusted: Mapped[bool] = described(
        "Whether it is the network's own, so that people are not asked for their consent.",
        server_default=text("false"),
    )
    is_enabled: Mapped[bool] = described(
        "Whether it is let in; when it no longer is, what it holds ends at once.",
        server_default=text("true"),
    )

    __table_args__ = (
        CheckConstraint("(kind = 'SERVICE') = (firm_id IS NOT NULL)", name="firm"),
        CheckConstraint("(kind = 'PORTAL') = (authentication = 'NONE')", name="proof"),
        CheckConstraint("(kind = 'SERVICE') = (redirect_uris = '{}')", name="redirects"),
        CheckConstraint(f"scopes <@ '{{{','.join(SCOPES)}}}'", name="scopes"),
        CheckConstraint("NOT (is_trusted AND kind = 'SERVICE')", name="trusted"),
    )


class ClientKey(NetworkRecord):
    """A public key of a client; several are good at once, so that they can be rotated."""

    __tablename__ = "client_key"

    client_id: Mapped[UUID] = link("client", "Whose key it is.")
    kid: Mapped[str] = described("What the client's tokens call the key.")
    jwk: Mapped[str] = described("The public key, as a JSON Web Key.")

    __table_args__ = (
        UniqueConstraint("client_id", "kid"),
        CheckConstraint(
            "CASE WHEN jwk IS JSON OBJECT THEN jsonb_exists(CAST(jwk AS jsonb), 'kty')"
            f" AND NOT jsonb_exists_any(CAST(jwk AS jsonb), '{{{PRIVATE_PARTS}}}')"
            " ELSE false END",
            name="public",
        ),
    )
