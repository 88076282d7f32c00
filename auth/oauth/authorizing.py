"""The authorization endpoint: from a request and whoever is logged in to what happens next.

Nothing is sent back to an address before it is known to be the client's own. From there on, all
that is refused is told to the client, with our name beside it (RFC 9207).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final, TypeAlias
from urllib.parse import urlencode, urlsplit
from uuid import UUID, uuid4

from authlib.oauth2.rfc6749 import InvalidRequestError, OAuth2Error
from authlib.oauth2.rfc6749.errors import AccessDeniedError
from authlib.oidc.core.errors import (
    ConsentRequiredError,
    LoginRequiredError,
    RequestNotSupportedError,
    RequestURINotSupportedError,
)
from sqlalchemy.util.concurrency import await_

from auth.oauth.clients import RegisteredClient
from auth.oauth.issuing import Authorization, Grant
from auth.oauth.journal import Kind
from auth.oauth.server import Asked, Given, Server, answered
from auth.oauth.store import consented, keep_consent

__all__ = ["Back", "ConsentNeeded", "LogIn", "LogInNeeded", "Outcome", "Unanswerable", "authorize"]

PROMPTS: Final = {"none", "login", "consent", "select_account"}


@dataclass(frozen=True, slots=True)
class LogIn:
    """Who is logged in, since when, and by what methods (RFC 8176)."""

    person: UUID
    session: UUID
    since: datetime
    methods: tuple[str, ...]

    def grant(self, client: RegisteredClient, scope: str, data: Mapping[str, str]) -> Grant:
        """What this log-in gives a client."""
        return Grant(
            family=uuid4(),
            client=client.id,
            person=self.person,
            session=self.session,
            scope=scope,
            nonce=data.get("nonce"),
            auth_time=self.since,
            methods=self.methods,
            ended=False,
        )


@dataclass(frozen=True, slots=True)
class Back:
    """Back to the client, with a code or with why there is none."""

    location: str


@dataclass(frozen=True, slots=True)
class LogInNeeded:
    """First to the log-in, and then here again, with these parameters."""

    parameters: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class ConsentNeeded:
    """First the person is asked."""

    client_name: str
    scopes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Unanswerable:
    """There is nobody to tell but the person in front of the browser."""

    message: str


Outcome: TypeAlias = Back | LogInNeeded | ConsentNeeded | Unanswerable | Given


async def authorize(
    stands_on: Authorization, asked: Asked, log_in: LogIn | None, decision: str | None = None
) -> Outcome:
    """What happens next; `decision` is what the person said, `allow` or anything else."""
    return await answered(stands_on, asked, lambda server: _outcome(server, log_in, decision))


def _outcome(server: Server, log_in: LogIn | None, decision: str | None) -> Outcome:
    asked = server.asked
    try:
        grant = server.get_consent_grant(asked, log_in)
        try:
            return _decided(server, grant, log_in, decision)
        except OAuth2Error as error:
            error.redirect_uri, error.state = grant.redirect_uri, asked.parameters.get("state")
            raise
    except OAuth2Error as error:
        given = server.handle_error_response(None, error)
        if not error.redirect_uri:
            return Unanswerable(error.description or "The request can't be answered.")
        return _back(server, given)


def _decided(server: Server, grant: Any, log_in: LogIn | None, decision: str | None) -> Outcome:
    data, client = server.asked.parameters, grant.client
    prompts = _prompts(data)
    if log_in is None or _has_to_log_in(server, data, prompts, log_in):
        if "none" in prompts:
            raise LoginRequiredError
        return LogInNeeded(_after_log_in(data, prompts))
    if decision is not None and decision != "allow":
        _note(server, Kind.CONSENT_REFUSED, client, log_in)
        raise AccessDeniedError
    scopes = tuple(grant.request.scope.split())
    if decision == "allow":
        kept = keep_consent(server.transaction, log_in.person, client.id, scopes, server.now)
        await_(kept)
        _note(server, Kind.CONSENT_GIVEN, client, log_in)
    elif "consent" in prompts or _has_to_agree(server, client, log_in, scopes):
        if "none" in prompts:
            raise ConsentRequiredError
        return ConsentNeeded(client.name, scopes)
    given = server.create_authorization_response(grant.request, log_in, grant)
    return _back(server, given)


def _prompts(data: Mapping[str, str]) -> set[str]:
    prompts = set(data.get("prompt", "").split())
    if prompts - PROMPTS or ("none" in prompts and len(prompts) > 1):
        raise InvalidRequestError("The prompt is not one that there is.")
    if "request" in data:
        raise RequestNotSupportedError
    if "request_uri" in data:
        raise RequestURINotSupportedError
    return prompts


def _has_to_log_in(
    server: Server, data: Mapping[str, str], prompts: set[str], log_in: LogIn
) -> bool:
    oldest = data.get("max_age")
    if oldest is not None and not (oldest.isascii() and oldest.isdecimal() and len(oldest) < 10):  # noqa: PLR2004 - about 30 years
        raise InvalidRequestError("The max_age is not a number of seconds.")
    age = (server.now - log_in.since).total_seconds()
    return bool(prompts & {"login", "select_account"}) or (oldest is not None and age > int(oldest))


def _after_log_in(data: Mapping[str, str], prompts: set[str]) -> dict[str, str]:
    """The request as it is to come back: not asking once more for what has been done.

    Whoever leaves it out by hand comes back without a new log-in, and the client sees that by the
    `auth_time` of the ID token.
    """
    left = " ".join(sorted(prompts - {"login", "select_account"}))
    kept = {name: value for name, value in data.items() if name != "prompt"}
    if kept.get("max_age") == "0":
        del kept["max_age"]
    return kept | ({"prompt": left} if left else {})


def _has_to_agree(
    server: Server, client: RegisteredClient, log_in: LogIn, scopes: tuple[str, ...]
) -> bool:
    """Each time, where any program on a person's machine could pass for the client (RFC 8252)."""
    if client.is_trusted:
        return False
    if urlsplit(server.asked.parameters["redirect_uri"]).scheme != "https":
        return True
    agreed = await_(consented(server.transaction, log_in.person, client.id))
    return not set(scopes) <= set(agreed)


def _note(server: Server, kind: Kind, client: RegisteredClient, log_in: LogIn) -> None:
    server.note(kind, grant=log_in.grant(client, "", {}))


def _back(server: Server, given: Given) -> Back:
    location = given.headers["Location"]
    joined = "&" if urlsplit(location).query else "?"
    return Back(f"{location}{joined}{urlencode({'iss': server.stands_on.issuer})}")
