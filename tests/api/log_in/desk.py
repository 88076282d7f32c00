"""The log-in over a demo network that a test may change, and a browser's part of it."""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from html.parser import HTMLParser
from typing import Any
from uuid import UUID

import asyncpg
import httpx
from argon2 import PasswordHasher

from api.app import create_app
from api.embedded import Urls
from api.log_in import Desk
from api.services import Services
from api.settings import Settings
from auth.accounts import accounts
from auth.accounts.passwords import Passwords
from auth.database import Database
from seeds.demo.personas import PERSONAS
from tests.api.edge import OneToken, SmallEngine, edge_settings
from tests.databases import connected

__all__ = ["EMAIL", "MANAGER", "OFFICER", "PASSWORD", "Browser", "Clock", "House", "house"]

EMAIL = "manager@mill-city.example"
PASSWORD = "a long way to Tipperary"
ADDRESS = "https://127.0.0.1:8000"
SECRET = "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY="


def person(name: str) -> UUID:
    found = PERSONAS[name].caller.person
    assert found is not None
    return found


MANAGER, OFFICER = person("manager"), person("state-office")


@dataclass
class Clock:
    """A time that tests move on."""

    now: datetime = field(default_factory=lambda: datetime.now(UTC))

    def __call__(self) -> datetime:
        return self.now

    def pass_by(self, **length: float) -> None:
        self.now += timedelta(**length)


class Hidden(HTMLParser):
    """The hidden fields of a page's first form."""

    def __init__(self) -> None:
        super().__init__()
        self.fields: dict[str, str] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = dict(attrs)
        if tag == "input" and said.get("type") == "hidden":
            self.fields.setdefault(str(said["name"]), str(said["value"]))


class Browser:
    """Loads pages and sends their forms, with cookies."""

    def __init__(self, client: httpx.AsyncClient) -> None:
        self.client = client

    async def get(self, path: str, **asked: Any) -> httpx.Response:
        return await self.client.get(path, **asked)

    async def send(self, path: str, fields: Mapping[str, str], **asked: Any) -> httpx.Response:
        return await self.client.post(path, data=dict(fields), **asked)

    async def hidden(self, path: str) -> dict[str, str]:
        """The hidden fields of a page."""
        return hidden(await self.get(path))

    async def log_in(
        self,
        email: str = EMAIL,
        password: str = PASSWORD,
        *,
        page: str = "/log-in?continue=/",
        **asked: Any,
    ) -> httpx.Response:
        fields = await self.hidden(page)
        return await self.send("/log-in", {**fields, "email": email, "password": password}, **asked)

    async def who(self) -> str | None:
        """As whom the browser is logged in."""
        text = (await self.get("/log-in")).text
        return text.partition("<p>as <b>")[2].partition("</b>")[0] or None

    @property
    def session(self) -> str | None:
        return self.client.cookies.get("__Host-throughline-session")


def hidden(reply: httpx.Response) -> dict[str, str]:
    parser = Hidden()
    parser.feed(reply.text)
    return parser.fields


@dataclass
class House:
    """A running application, its clock, and its database."""

    app: Any
    clock: Clock
    database: Database
    urls: Urls
    settings: Settings

    @asynccontextmanager
    async def browser(self, address: str = "127.0.0.1") -> AsyncIterator[Browser]:
        transport = httpx.ASGITransport(self.app, client=(address, 4711))
        async with httpx.AsyncClient(transport=transport, base_url=ADDRESS) as client:
            yield Browser(client)

    async def give_account(
        self, person: UUID = MANAGER, email: str = EMAIL, password: str = PASSWORD
    ) -> None:
        async with self.database.authorizing() as transaction:
            await accounts.set_password(
                transaction, self.app.state.log_in.passwords, person, email, password
            )

    async def rows(self, sql: str, *values: object) -> "list[asyncpg.Record]":
        """Rows as the owner sees them."""
        async with connected(self.urls.owner) as owner:
            rows: list[asyncpg.Record] = await owner.fetch(sql, *values)
        return rows

    async def events(self) -> list[tuple[str, str | None]]:
        """What the journal says happened, and why."""
        rows = await self.rows("SELECT kind, reason FROM oauth.event ORDER BY happened_at, id")
        return [(row["kind"], row["reason"]) for row in rows]

    async def sessions(self) -> int:
        """How many sessions live."""
        rows = await self.rows("SELECT FROM oauth.session WHERE ended_at IS NULL")
        return len(rows)


@asynccontextmanager
async def house(urls: Urls, *, clock: Clock | None = None, **given: Any) -> AsyncIterator[House]:
    settings = edge_settings(database_url=urls.api, **{"secret_key": SECRET, **given})
    clock = clock or Clock()
    cheap = Passwords(PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))
    desk = Desk(settings, clock=clock, passwords=cheap)
    database = await Database.open(urls.api, pool_size=2)

    @asynccontextmanager
    async def services(_: Settings) -> AsyncIterator[Services]:
        async def ready() -> None:
            return None

        yield Services(SmallEngine(), OneToken(), ready, opened=database)

    app = create_app(settings, services=services, desk=desk)
    try:
        async with app.router.lifespan_context(app):
            yield House(app, clock, database, urls, settings)
    finally:
        await database.close()
