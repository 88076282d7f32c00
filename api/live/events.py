"""Subscriptions over Server-Sent Events: graphql-sse's "distinct connections mode".

https://github.com/enisdenjo/graphql-sse/blob/master/PROTOCOL.md
"""

import asyncio
from contextlib import suppress
from typing import Any, Final

import orjson
from starlette.types import Receive, Send

from api.live.connections import Connected
from api.live.hub import Hub
from api.live.outboxes import Ending
from api.live.streams import Failed, Stream
from models.failures import Unauthenticated
from schema.subscribing import Event, Subscribed

__all__ = ["send_events", "send_one"]

HEARTBEAT_SECONDS: Final = 12.0
CLOSE_SECONDS: Final = 1.0
BEAT: Final = b":\n\n"
COMPLETE: Final = b"event: complete\ndata:\n\n"
HEADERS: Final = (
    (b"content-type", b"text/event-stream; charset=utf-8"),
    (b"cache-control", b"no-store"),
    (b"vary", b"accept, authorization"),
    (b"x-accel-buffering", b"no"),
)


async def send_one(send: Send, body: bytes) -> None:
    """A whole response as a stream: for who takes nothing else."""
    await _start(send)
    await _send(send, _next(body) + COMPLETE, more=False)


async def send_events(
    hub: Hub, connection: Connected, subscribed: Subscribed, receive: Receive, send: Send
) -> None:
    """All that happens, until one of both ends it; raises TooMany before anything is sent.

    The response begins once nothing that happens is missed any more.
    """
    stream = Stream(hub, connection, subscribed)
    running = asyncio.create_task(stream.run())
    gone = asyncio.create_task(_gone(receive))
    begun = asyncio.create_task(stream.begun.wait())
    speaking = asyncio.create_task(_speak(hub, connection, begun, running, send))
    over = asyncio.create_task(connection.outbox.over())
    tasks: list[asyncio.Task[Any]] = [running, gone, begun, speaking, over]
    try:
        await asyncio.wait([gone, speaking, over], return_when=asyncio.FIRST_COMPLETED)
        if speaking.done() and not over.done():
            speaking.result()
        elif over.done() and not gone.done():
            speaking.cancel()
            await asyncio.gather(speaking, return_exceptions=True)
            await _part(hub, connection, send)
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


async def _speak(
    hub: Hub,
    connection: Connected,
    begun: "asyncio.Task[Any]",
    running: "asyncio.Task[None]",
    send: Send,
) -> None:
    """Send what is put into the outbox, and in between that we are still here."""
    await asyncio.wait([begun, running], return_when=asyncio.FIRST_COMPLETED)
    if running.done():
        running.result()
    await _start(send)
    while True:
        try:
            async with asyncio.timeout(HEARTBEAT_SECONDS):
                _, told = await connection.outbox.take()
        except TimeoutError:
            await _send(send, BEAT)
            continue
        if isinstance(told, Event):
            await _send(send, _next(told.body, told.cursor))
            continue
        said = b""
        if isinstance(told, Failed):
            said = _next(orjson.dumps({"errors": hub.engine.told(told.failure)}))
        await _send(send, said + COMPLETE, more=False)
        return


async def _part(hub: Hub, connection: Connected, send: Send) -> None:
    """End a stream for a reason of ours: a token that ended is told; else the client comes back."""
    ended = connection.outbox.ended
    assert ended is not None
    said = b""
    if ended.why is Ending.UNAUTHENTICATED:
        failure = Unauthenticated(f"Not authenticated: {ended.reason}.")
        said = _next(orjson.dumps({"errors": hub.engine.told(failure)})) + COMPLETE
    with suppress(TimeoutError, RuntimeError):
        async with asyncio.timeout(CLOSE_SECONDS):
            await _send(send, said, more=False)


async def _gone(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass


async def _start(send: Send) -> None:
    await send({"type": "http.response.start", "status": 200, "headers": list(HEADERS)})
    await _send(send, BEAT)  # some browsers wait for the first bytes


async def _send(send: Send, body: bytes, *, more: bool = True) -> None:
    await send({"type": "http.response.body", "body": body, "more_body": more})


def _next(body: bytes, cursor: str | None = None) -> bytes:
    """A response; `id` is what an EventSource sends back as Last-Event-ID."""
    line = b"" if cursor is None else b"id: " + cursor.encode() + b"\n"
    return b"event: next\n" + line + b"data: " + body + b"\n\n"
