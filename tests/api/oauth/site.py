"""The authorization server over HTTP, with a log-in that is only stated, and clients to ask it."""

import base64
import hashlib
import json
import secrets
import time
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlsplit
from uuid import UUID, uuid4

import httpx
from joserfc import jwt
from joserfc.jwk import ECKey
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from api.app import create_app, open_services
from api.embedded import Urls
from api.services import Services
from api.settings import Settings
from auth.oauth.authorizing import LogIn
from auth.oauth.registering import make_secret
from auth.transactions import WriteTransaction
from models.clients import Client, ClientKey
from models.organizations import Firm
from models.people import Person, PersonContact, PersonName
from tests.api.edge import edge_settings
from tests.databases import connected
from tests.rows import Owner, insert

__all__ = ["BACK", "ISSUER", "Site", "Stated", "running_site"]

ISSUER = "http://127.0.0.1:8000"
BACK = "https://portal.example.org/back"
OUT = "https://portal.example.org/out"
ALL = ["openid", "profile", "email", "offline_access", "read", "write"]


@dataclass
class Stated:
    """Whoever a test says is logged in; pages as JSON."""

    log_in: LogIn | None = None
    ended: list[UUID] = field(default_factory=list)

    async def signed_in(self, _request: Request) -> LogIn | None:
        return self.log_in

    def csrf_token(self, signed_in: LogIn) -> str:
        return f"csrf of {signed_in.session}"

    def check_csrf(self, signed_in: LogIn, given: str | None) -> bool:
        return given == self.csrf_token(signed_in)

    async def end(self, _transaction: WriteTransaction, session: UUID) -> None:
        self.ended.append(session)

    def consent_page(
        self,
        _request: Request,
        *,
        client_name: str,
        scopes: Sequence[str],
        hidden: Mapping[str, str],
    ) -> Response:
        return JSONResponse({"name": client_name, "scopes": list(scopes), "hidden": dict(hidden)})

    def error_page(self, _request: Request, status: int, title: str, message: str) -> Response:
        return JSONResponse({"title": title, "message": message}, status)

    def signed_out_page(self, _request: Request) -> Response:
        return JSONResponse({"page": "signed out"})


class Clock:
    """The real time, moved by hand."""

    ahead = 0.0

    def __call__(self) -> float:
        return time.time() + self.ahead


@dataclass
class Verifier:
    """What a client keeps of a log-in that it began."""

    verifier: str = field(default_factory=lambda: secrets.token_urlsafe(32))

    @property
    def challenge(self) -> str:
        return (
            base64.urlsafe_b64encode(hashlib.sha256(self.verifier.encode()).digest())
            .rstrip(b"=")
            .decode()
        )


@dataclass
class Site:
    """A running authorization server, and what stands in its database."""

    client: httpx.AsyncClient
    owner: Owner
    people: Stated
    clock: Clock
    services: Services

    async def person(self, **contact: str) -> UUID:
        person = await insert(self.owner, Person, label="A person")
        await insert(self.owner, PersonName, person_id=person, given_name="Ada", family_name="Ames")
        await insert(self.owner, PersonContact, person_id=person, **contact)
        return person

    async def log_in(self, person: UUID | None = None) -> LogIn:
        """State that somebody has just logged in."""
        who = person or await self.person(email="ada@example.org")
        now = datetime.fromtimestamp(int(self.clock()), UTC)
        self.people.log_in = LogIn(who, uuid4(), now, ("pwd",))
        return self.people.log_in

    async def portal(self, **given: Any) -> UUID:
        usual = {
            "name": f"Portal {uuid4()}",
            "redirect_uris": [BACK],
            "post_logout_redirect_uris": [OUT],
            "scopes": ALL,
            "is_trusted": True,
        }
        return await insert(self.owner, Client, **usual | given)

    async def confidential(self, **given: Any) -> tuple[UUID, tuple[str, str]]:
        """A confidential client, and what it sends as Basic."""
        usual = {"kind": "CONFIDENTIAL", "authentication": "CLIENT_SECRET_BASIC"}
        client = await self.portal(**usual | given)
        return client, (str(client), await self.secret(client))

    async def service(self, **given: Any) -> tuple[UUID, UUID]:
        """A service of a firm, and the firm."""
        firm = await insert(self.owner, Firm, name=f"Firm {uuid4()}")
        usual: dict[str, Any] = {
            "kind": "SERVICE",
            "authentication": "CLIENT_SECRET_BASIC",
            "firm_id": firm,
            "redirect_uris": [],
            "scopes": ["read", "write"],
            "is_trusted": False,
        }
        return await self.portal(**usual | given), firm

    async def secret(self, client: UUID) -> str:
        async with self.services.database.authorizing() as transaction:
            return await make_secret(transaction, client, datetime.now(UTC))

    async def key(self, client: UUID, kid: str = "one") -> ECKey:
        key = ECKey.generate_key("P-256")
        jwk = json.dumps({**key.as_dict(private=False), "kid": kid})
        await insert(self.owner, ClientKey, client_id=client, kid=kid, jwk=jwk)
        return key

    def assertion(
        self, client: UUID, key: Any, *, header: Mapping[str, Any] | None = None, **claims: Any
    ) -> dict[str, str]:
        now = int(self.clock())
        usual = {
            "iss": str(client),
            "sub": str(client),
            "aud": ISSUER,
            "exp": now + 60,
            "iat": now,
            "jti": str(uuid4()),
        }
        head = {"alg": "ES256", "kid": "one", **(header or {})}
        made = {name: value for name, value in (usual | claims).items() if value is not None}
        return {
            "client_assertion_type": "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
            "client_assertion": jwt.encode(head, made, key, algorithms=["ES256", "HS256"]),
        }

    async def authorize(self, client: UUID, verifier: Verifier, **given: str) -> httpx.Response:
        usual = {
            "client_id": str(client),
            "redirect_uri": BACK,
            "response_type": "code",
            "scope": "openid profile email offline_access read",
            "state": "st4te",
            "nonce": "n0nce",
            "code_challenge": verifier.challenge,
            "code_challenge_method": "S256",
        }
        sent = {name: value for name, value in (usual | given).items() if value}
        return await self.client.get("/oauth/authorize", params=sent)

    async def code(self, client: UUID, verifier: Verifier, **given: str) -> str:
        reply = await self.authorize(client, verifier, **given)
        return sent_back(reply)["code"]

    async def exchange(
        self, client: UUID | None, code: str, verifier: Verifier, auth: Any = None, **given: str
    ) -> httpx.Response:
        sent = {
            "grant_type": "authorization_code",
            "code": code,
            "redirect_uri": BACK,
            "code_verifier": verifier.verifier,
        }
        named = {} if client is None else {"client_id": str(client)}
        return await self.post("token", auth=auth, **sent | named | given)

    async def tokens(self, client: UUID, **given: str) -> dict[str, Any]:
        """All that a portal gets from a log-in."""
        verifier = Verifier()
        reply = await self.exchange(client, await self.code(client, verifier, **given), verifier)
        assert reply.status_code == 200, reply.text
        told: dict[str, Any] = reply.json()
        return told

    async def refresh(self, client: UUID, token: str, **given: str) -> httpx.Response:
        named = {"client_id": str(client), "refresh_token": token}
        return await self.post("token", grant_type="refresh_token", **named | given)

    async def post(self, endpoint: str, *, auth: Any = None, **form: str) -> httpx.Response:
        return await self.client.post(f"/oauth/{endpoint}", data=form, auth=auth)

    async def events(self, kind: str) -> list[dict[str, Any]]:
        question = "SELECT * FROM oauth.event WHERE kind = $1 ORDER BY happened_at"
        return [dict(row) for row in await self.owner.fetch(question, kind)]

    async def count(self, table: str) -> int:
        return int(await self.owner.fetchval(f"SELECT count(*) FROM oauth.{table}"))


def sent_back(reply: httpx.Response) -> dict[str, str]:
    """The parameters with which a browser was sent back to a client."""
    assert reply.status_code == 303, reply.text
    return dict(parse_qsl(urlsplit(reply.headers["location"]).query, strict_parsing=True))


@asynccontextmanager
async def running_site(urls: Urls, folder: Path, **given: Any) -> AsyncIterator[Site]:
    settings = edge_settings(database_url=urls.api, data_dir=folder, pool_size=4, **given)
    people, clock = Stated(), Clock()
    opened: list[Services] = []

    @asynccontextmanager
    async def services(given: Settings) -> AsyncIterator[Services]:
        async with open_services(given) as made:
            object.__setattr__(made.authorization, "clock", clock)
            opened.append(made)
            yield made

    app = create_app(settings, services=services, people=people)
    transport = httpx.ASGITransport(app, raise_app_exceptions=True)
    async with (
        app.router.lifespan_context(app),
        httpx.AsyncClient(transport=transport, base_url=ISSUER) as client,
        connected(urls.owner) as owner,
    ):
        yield Site(client, owner, people, clock, opened[0])
