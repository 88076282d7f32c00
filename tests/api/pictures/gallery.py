"""Looking at pictures over HTTP, as any persona, and reading what they say."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urljoin
from xml.etree import ElementTree as ET

import httpx
from starlette.applications import Starlette

from api.app import create_app
from auth.transactions import StatementEvent
from seeds.demo.personas import PERSONAS
from tests.api.edge import edge_settings
from tests.api.tokens import own_tokens

__all__ = ["BASE", "SVG", "Gallery", "opened_gallery", "read", "words"]

BASE = "http://127.0.0.1:8000/graphql"
SVG = "{http://www.w3.org/2000/svg}"
IS_ASKED = ContextVar("IS_ASKED", default=False)


@dataclass
class Gallery:
    """A running application over a database, and who asks it."""

    app: Starlette
    client: httpx.AsyncClient
    tokens: dict[str, str]
    statements: list[StatementEvent] = field(default_factory=list)

    async def get(
        self, address: str, as_: str | None = None, method: str = "GET", **headers: str
    ) -> httpx.Response:
        """What an address, relative to that of `/graphql`, answers a persona."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        if as_:
            named["authorization"] = f"Bearer {self.tokens[as_]}"
            await self._known(self.tokens[as_])
        self.statements.clear()
        asking = IS_ASKED.set(True)
        try:
            return await self.client.request(method, urljoin(BASE, address), headers=named)
        finally:
            IS_ASKED.reset(asking)

    async def _known(self, token: str) -> None:
        """Have the token remembered: whether it was revoked is asked in a statement of its own."""
        authenticator = self.app.state.services.authenticator
        await authenticator.authenticate(token)
        while not authenticator.remembers(token):
            await asyncio.sleep(0.01)
            await authenticator.authenticate(token)

    def count(self, statement: StatementEvent) -> None:
        """Take note of what a request asks, and not of what the server does beside it."""
        if IS_ASKED.get():
            self.statements.append(statement)

    async def picture(self, address: str, as_: str | None = None) -> ET.Element:
        """A picture that must be there, read."""
        reply = await self.get(address, as_)
        assert reply.status_code == 200, reply.text
        assert len(self.statements) == 1
        return read(reply.content)

    async def ask(self, query: str, as_: str | None = None) -> Any:
        headers = {"authorization": f"Bearer {self.tokens[as_]}"} if as_ else {}
        reply = await self.client.post(BASE, json={"query": query}, headers=headers)
        answer = reply.json()
        assert "errors" not in answer, answer
        return answer["data"]

    async def address(self, query: str, as_: str | None = None) -> str:
        """The one address that a query gives."""
        (found,) = addresses(await self.ask(query, as_))
        return found

    async def addresses(self, query: str, as_: str | None = None) -> list[str]:
        return addresses(await self.ask(query, as_))


def addresses(data: Any) -> list[str]:
    """All `pictureUrl` in an answer."""
    if isinstance(data, list):
        return [found for each in data for found in addresses(each)]
    if not isinstance(data, dict):
        return []
    inner = [found for value in data.values() for found in addresses(value)]
    return [data["pictureUrl"], *inner] if "pictureUrl" in data else inner


def read(svg: bytes) -> ET.Element:
    """The picture, if it is well-formed."""
    return ET.fromstring(svg)


def words(picture: ET.Element) -> str:
    """What stands in it to be read, a line for each line."""
    return "\n".join(each.text or "" for each in picture.iter(f"{SVG}text"))


@asynccontextmanager
async def opened_gallery(database_url: str, folder: Path, **given: Any) -> AsyncIterator[Gallery]:
    settings = edge_settings(database_url=database_url, data_dir=folder, **given)
    app = create_app(settings)
    issue = own_tokens(settings)
    tokens = {name: issue(who.caller, timedelta(hours=1)) for name, who in PERSONAS.items()}
    transport = httpx.ASGITransport(app, raise_app_exceptions=False)
    async with app.router.lifespan_context(app), httpx.AsyncClient(transport=transport) as client:
        gallery = Gallery(app, client, tokens)
        app.state.services.engine.means.database.observers.append(gallery.count)
        yield gallery
