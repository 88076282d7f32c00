"""A served demo network that a test can change, and subscribers that say what they are told."""

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Any

import httpx
import pytest
import uvicorn
from starlette.applications import Starlette
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed
from websockets.typing import Origin, Subprotocol

from api.app import create_app
from api.embedded import Urls
from api.live.hub import Hub
from api.live.protocol import Protocol
from api.settings import Settings
from auth.callers import Caller
from seeds.demo.personas import PERSONAS
from tests.api.tokens import own_tokens

__all__ = ["HOUR", "PATIENCE", "Place", "Speaker", "opened"]

PATIENCE = 20.0
HOUR = timedelta(hours=1)
PROTOCOL = "graphql-transport-ws"


@dataclass
class Speaker:
    """A client that says what it is told to say."""

    socket: ClientConnection
    heard: list[dict[str, Any]] = field(default_factory=list)

    async def say(self, message: object) -> None:
        await self.socket.send(message if isinstance(message, str) else json.dumps(message))

    async def hear(self) -> dict[str, Any]:
        async with asyncio.timeout(PATIENCE):
            message: dict[str, Any] = json.loads(await self.socket.recv())
        self.heard.append(message)
        return message

    async def hear_until(self, kind: str) -> dict[str, Any]:
        while (message := await self.hear())["type"] != kind:
            pass
        return message

    async def introduce(self, token: str | None = None) -> None:
        payload = {"Authorization": f"Bearer {token}"} if token else {}
        await self.say({"type": "connection_init", "payload": payload})
        assert await self.hear() == {"type": "connection_ack"}

    async def subscribe(self, query: str, name: str = "1", **variables: object) -> None:
        """Once this is over, nothing that happens is missed: the server hears in turn."""
        await self.resume(query, name, **variables)
        await self.say({"type": "ping"})
        while await self.hear() != {"type": "pong"}:
            pass

    async def resume(self, query: str, name: str = "1", **variables: object) -> None:
        payload = {"query": query, "variables": variables}
        await self.say({"id": name, "type": "subscribe", "payload": payload})

    async def event(self) -> dict[str, Any]:
        """The data of the next event."""
        message = await self.hear()
        assert message["type"] == "next", message
        assert "errors" not in message["payload"], message
        data: dict[str, Any] = message["payload"]["data"]
        return data

    async def closed(self) -> tuple[int | None, str]:
        """With what the server closes, after whatever it says before."""
        try:
            while True:
                await self.hear()
        except ConnectionClosed as closed:
            return (closed.rcvd.code, closed.rcvd.reason) if closed.rcvd else (None, "")


@dataclass
class Place:
    """A running application over a database of its own."""

    app: Starlette
    settings: Settings
    urls: Urls
    hub: Hub
    server: uvicorn.Server
    issue: Callable[[Caller, timedelta], str]

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.settings.port}/graphql"

    def token(self, persona: str, lifetime: timedelta = HOUR) -> str:
        return self.issue(PERSONAS[persona].caller, lifetime)

    @asynccontextmanager
    async def speaker(
        self, protocol: str | None = PROTOCOL, origin: str | None = None, **options: Any
    ) -> AsyncIterator[Speaker]:
        offered = [Subprotocol(protocol)] if protocol else None
        said = Origin(origin) if origin else None
        address = self.address.replace("http", "ws", 1)
        async with connect(address, subprotocols=offered, origin=said, **options) as socket:
            yield Speaker(socket)

    @asynccontextmanager
    async def introduced(self, persona: str | None = None) -> AsyncIterator[Speaker]:
        async with self.speaker() as speaker:
            await speaker.introduce(self.token(persona) if persona else None)
            yield speaker

    def later(self, passed: timedelta, monkeypatch: pytest.MonkeyPatch) -> None:
        """Have the tokens' clock go on, and look at once who is still known."""
        known = self.hub._known
        clock = known._own.clock
        seconds = passed.total_seconds()
        monkeypatch.setattr(known, "_own", replace(known._own, clock=lambda: clock() + seconds))
        monkeypatch.setattr(known._verified, "_clock", known._own.clock)
        self.hub.doubt()

    async def ask(self, persona: str | None, query: str, **variables: object) -> Any:
        headers = {"authorization": f"Bearer {self.token(persona)}"} if persona else {}
        async with httpx.AsyncClient(timeout=PATIENCE) as client:
            body = {"query": query, "variables": variables}
            reply = (await client.post(self.address, json=body, headers=headers)).json()
        assert "errors" not in reply, reply
        return reply["data"]


@asynccontextmanager
async def opened(urls: Urls, settings: Settings) -> AsyncIterator[Place]:
    """The application, served in this process."""
    app = create_app(settings)
    config = uvicorn.Config(
        app,
        port=settings.port,
        log_config=None,
        log_level="warning",
        ws=Protocol,
        ws_max_size=settings.largest_request,
        ws_per_message_deflate=False,
        timeout_graceful_shutdown=5,
    )
    server = uvicorn.Server(config)
    running = asyncio.create_task(server.serve())
    while not server.started:
        assert not running.done(), "the server did not start"
        await asyncio.sleep(0.01)
    hub = app.state.services.live
    try:
        yield Place(app, settings, urls, hub, server, own_tokens(settings))
    finally:
        hub.leave()
        server.should_exit = True
        await running
