"""Applications as they serve, in this process: several over one database, and one after another."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import httpx
from starlette.applications import Starlette

from api.accounting import Accounting
from api.app import create_app
from api.settings import Settings
from auth.callers import Caller
from models.clients import Client
from seeds.demo.personas import PERSONAS
from tests.api.tokens import own_tokens
from tests.rows import Owner, insert

__all__ = ["App", "registered", "running"]


@dataclass(frozen=True, slots=True)
class App:
    """An application that runs, and how to ask it."""

    app: Starlette
    settings: Settings
    client: httpx.AsyncClient

    @property
    def accounting(self) -> Accounting:
        accounting: Accounting = self.app.state.services.accounting
        return accounting

    def headers(self, who: str | Caller | None, client: UUID | None = None) -> dict[str, str]:
        """What the requests of a persona or a caller carry, by a client."""
        if who is None:
            return {}
        caller = PERSONAS[who].caller if isinstance(who, str) else who
        token = own_tokens(self.settings)(replace(caller, client=client), timedelta(minutes=5))
        return {"authorization": f"Bearer {token}"}

    async def send(
        self,
        content: Any,
        *,
        as_: str | Caller | None = None,
        client: UUID | None = None,
        **headers: str,
    ) -> httpx.Response:
        """The response to a body, or to a document alone."""
        body = {"query": content} if isinstance(content, str) else content
        sent = {**self.headers(as_, client), **headers}
        return await self.client.post("/graphql", json=body, headers=sent)


@asynccontextmanager
async def running(settings: Settings, address: str = "127.0.0.1") -> AsyncIterator[App]:
    """An application from its start to its end, asked from an address."""
    app = create_app(settings)
    transport = httpx.ASGITransport(app, client=(address, 1))
    async with (
        app.router.lifespan_context(app),
        httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1") as client,
    ):
        yield App(app, settings, client)


async def registered(owner: Owner, **given: object) -> UUID:
    """A registered client."""
    return await insert(
        owner, Client, name=f"Portal {uuid4()}", kind="PORTAL", authentication="NONE",
        redirect_uris=["https://portal.example/back"], **given,
    )  # fmt: skip
