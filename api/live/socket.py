"""`/graphql` over WebSocket, by the protocol `graphql-transport-ws` and no other.

https://github.com/graphql/graphql-over-http/blob/main/rfcs/GraphQLOverWebSocket.md
"""

import asyncio
from collections.abc import Mapping
from contextlib import suppress
from typing import Any, Final

import orjson
from starlette.types import Message, Receive, Scope, Send

from api.graphql import identified
from api.live.connections import Connected, TooMany
from api.live.hub import Hub
from api.live.outboxes import Ended, Ending
from api.live.streams import Failed, Finished, Stream
from api.requests import Rejected, parsed, request_of
from api.services import Services
from schema.engine import Reply, ReplyKind, Request
from schema.subscribing import Event

__all__ = ["CLOSE_NOW", "CODES", "PROTOCOL", "Closed", "Conversation", "GraphQLSocket"]

PROTOCOL: Final = "graphql-transport-ws"
CLOSE_NOW: Final = "throughline.close_now"
"""Where the server leaves a way to close a connection that is not read, in the scope."""

INIT_SECONDS: Final = 10.0
CLOSE_SECONDS: Final = 1.0
LONGEST_REASON: Final = 123
"""What a close frame has room for, in bytes."""

BAD_REQUEST: Final = 4400
UNAUTHORIZED: Final = 4401
FORBIDDEN: Final = 4403
NO_SUBPROTOCOL: Final = 4406
INIT_TIMEOUT: Final = 4408
ALREADY_EXISTS: Final = 4409
TOO_MANY_INITS: Final = 4429

CODES: Final[Mapping[Ending, int]] = {
    Ending.UNAUTHENTICATED: FORBIDDEN,
    Ending.SLOW: 4413,
    Ending.LEAVING: 1012,
    Ending.UNAVAILABLE: 1013,
}


class Closed(Exception):  # noqa: N818 - named by what happened
    """The conversation is over: by the client (no code), or by us for what the client did."""

    def __init__(self, code: int | None, reason: str = "") -> None:
        super().__init__(reason)
        self.code, self.reason = code, reason


class GraphQLSocket:
    """The endpoint; `origins` are those of pages that may connect, beside our own."""

    def __init__(self, origins: tuple[str, ...], *, init_seconds: float = INIT_SECONDS) -> None:
        self.origins, self.init_seconds = origins, init_seconds

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        services: Services = scope["app"].state.services
        await receive()  # websocket.connect
        hub = services.live
        if hub is None or hub.is_leaving:
            await deny(scope, send, 503)
        elif not self.is_welcome(scope):
            await deny(scope, send, 403)
        elif PROTOCOL not in scope["subprotocols"]:
            await send({"type": "websocket.accept"})
            await close(send, NO_SUBPROTOCOL, "Subprotocol not acceptable")
        else:
            await send({"type": "websocket.accept", "subprotocol": PROTOCOL})
            await self.converse(services, hub, scope, receive, send)

    def is_welcome(self, scope: Scope) -> bool:
        """Whether the page that connects, if it is one, may: of our own origin, or of those set."""
        headers = dict(scope["headers"])
        origin = headers.get(b"origin", b"").decode("latin-1")
        own = headers.get(b"host", b"").decode("latin-1")
        listed = origin in self.origins or "*" in self.origins
        return not origin or listed or origin.partition("://")[2] == own

    async def converse(
        self, services: Services, hub: Hub, scope: Scope, receive: Receive, send: Send
    ) -> None:
        try:
            token, authorization = await self.introduced(receive, send)
            caller = await identified(services, authorization)
            with hub.connected(caller, token) as connection:
                conversation = Conversation(
                    services, hub, connection, scope, receive=receive, send=send
                )
                await conversation.hold()
        except Closed as closed:
            if closed.code is not None:
                await close(send, closed.code, closed.reason)
        except Rejected as rejected:
            code = 1013 if rejected.status == 503 else FORBIDDEN  # noqa: PLR2004 - as HTTP has it
            await close(send, code, str(rejected))
        except TooMany as failure:
            await close(send, 1013, failure.message)
        except Ended as ended:
            await self.part(scope, send, ended)

    async def introduced(self, receive: Receive, send: Send) -> tuple[str | None, bytes | None]:
        """The token that the client shows first, and the header as which it is read."""
        try:
            async with asyncio.timeout(self.init_seconds):
                message = await received(receive)
                while message["type"] in ("ping", "pong", "complete"):
                    if message["type"] == "ping":
                        await send({"type": "websocket.send", "text": pong(message)})
                    message = await received(receive)
        except TimeoutError:
            raise Closed(INIT_TIMEOUT, "Connection initialisation timeout") from None
        if message["type"] != "connection_init":
            raise Closed(UNAUTHORIZED, "Unauthorized")
        return authorization_of(message.get("payload") or {})

    async def part(self, scope: Scope, send: Send, ended: Ended) -> None:
        """Close a connection that is ended; one that is not read can't even be told so."""
        code = CODES[ended.why]
        try:
            async with asyncio.timeout(CLOSE_SECONDS):
                await close(send, code, ended.reason)
        except TimeoutError:
            if CLOSE_NOW in scope:
                scope[CLOSE_NOW](code, shortened(ended.reason))


class Conversation:
    """What goes on on one connection once it is known who is there."""

    def __init__(
        self,
        services: Services,
        hub: Hub,
        connection: Connected,
        scope: Scope,
        *,
        receive: Receive,
        send: Send,
    ) -> None:
        self.services, self.hub, self.connection = services, hub, connection
        self.scope, self.receive, self.send = scope, receive, send
        self.operations: dict[str, asyncio.Task[None]] = {}
        self.streams: dict[Stream, str] = {}
        self.put('{"type":"connection_ack"}')

    def put(self, text: str) -> None:
        """Have a message sent."""
        self.connection.outbox.put(text, len(text))

    async def hold(self) -> None:
        """Until one of both ends it; raises Closed or Ended."""
        over = self.connection.outbox.over()
        sides = [asyncio.create_task(each) for each in (self.listen(), self.speak(), over)]
        try:
            done, _ = await asyncio.wait(sides, return_when=asyncio.FIRST_COMPLETED)
            for side in done:
                side.result()
        finally:
            running = [*sides, *self.operations.values()]
            for task in running:
                task.cancel()
            await asyncio.gather(*running, return_exceptions=True)

    async def speak(self) -> None:
        """Send what is put into the outbox."""
        while True:
            item = await self.connection.outbox.take()
            text = item if isinstance(item, str) else self.spelled(*item)
            if text is not None:
                with suppress(OSError):
                    await self.send({"type": "websocket.send", "text": text})

    def spelled(self, stream: Stream, told: Event | Failed | Finished) -> str | None:
        """A stream's message; None if nobody waits for it any more."""
        name = self.streams.get(stream)
        if name is None:
            return None
        if isinstance(told, Event):
            return next_message(name, told.body)
        del self.streams[stream]
        if isinstance(told, Failed):
            return error_message(name, self.hub.engine.told(told.failure))
        return complete_message(name)

    async def listen(self) -> None:
        """Do what the client says."""
        while True:
            message = await received(self.receive)
            match message["type"]:
                case "connection_init":
                    raise Closed(TOO_MANY_INITS, "Too many initialisation requests")
                case "ping":
                    self.put(pong(message))
                case "subscribe":
                    await self.begin(message["id"], message["payload"])
                case "complete":
                    self.stop(message["id"])

    async def begin(self, name: str, payload: dict[str, Any]) -> None:
        """Run an operation beside the others.

        What the client says next is heard once a subscription misses nothing any more.
        """
        if name in self.operations:
            raise Closed(ALREADY_EXISTS, f"Subscriber for {name} already exists")
        try:
            request = request_of(payload)
        except Rejected as rejected:
            raise Closed(BAD_REQUEST, str(rejected)) from None
        if not await self.connection.is_still_known():
            return
        caller, accounting = self.connection.caller, self.services.accounting
        if accounting is not None:
            request = accounting.metered(request, caller, self.scope)
        subscribed = await self.hub.engine.subscribe(request, caller)
        if accounting is not None and subscribed is not None:
            accounting.asked(caller, request.meter, has_failed=isinstance(subscribed, Reply))
        if subscribed is None:
            self.run(name, self.answer(name, request))
        elif isinstance(subscribed, Reply):
            self.put(error_message(name, orjson.loads(subscribed.body)["errors"]))
        else:
            stream = Stream(self.hub, self.connection, subscribed)
            self.streams[stream] = name
            self.run(name, self.follow(name, stream))
            await stream.begun.wait()

    def run(self, name: str, operation: Any) -> None:
        """Begin an operation, and forget it once it is over."""
        task = self.operations[name] = asyncio.create_task(operation)

        def over(_: object) -> None:
            if self.operations.get(name) is task:
                del self.operations[name]

        task.add_done_callback(over)

    async def follow(self, name: str, stream: Stream) -> None:
        try:
            await stream.run()
        except TooMany as failure:
            self.put(error_message(name, self.hub.engine.told(failure)))
            self.streams.pop(stream, None)
        finally:
            stream.begun.set()

    async def answer(self, name: str, request: Request) -> None:
        """A query or a mutation: one message, and its end."""
        with self.services.telemetry.operation() as operation:
            reply = await self.services.engine.execute(request, self.connection.caller)
            operation.finished(reply.operation_type, reply.error_codes, request.operation_name)
        if self.services.accounting is not None:
            has_failed = bool(reply.error_codes)
            self.services.accounting.asked(
                self.connection.caller, request.meter, has_failed=has_failed
            )
        if name not in self.operations:
            return
        if reply.kind is ReplyKind.REQUEST_ERROR:
            self.put(error_message(name, orjson.loads(reply.body)["errors"]))
        else:
            self.put(next_message(name, reply.body))
            self.put(complete_message(name))

    def stop(self, name: str) -> None:
        """The client wants no more of it; what is being written is still written."""
        task = self.operations.pop(name, None)
        for stream in [each for each, of in self.streams.items() if of == name]:
            del self.streams[stream]
            if task is not None:
                task.cancel()


async def received(receive: Receive) -> dict[str, Any]:
    """The next message; raises Closed where there is none, or it is no message."""
    event: Message = await receive()
    if event["type"] == "websocket.disconnect":
        raise Closed(None)
    text = event.get("text")
    if text is None:
        raise Closed(BAD_REQUEST, "Invalid message received")
    try:
        message = parsed(text.encode(), "The message")
    except (Rejected, UnicodeEncodeError):
        raise Closed(BAD_REQUEST, "Invalid message received") from None
    if not is_message(message):
        raise Closed(BAD_REQUEST, "Invalid message received")
    return message  # type: ignore[no-any-return]


def is_message(message: Any) -> bool:
    """Whether a client may say that."""
    if not isinstance(message, dict):
        return False
    kind, payload = message.get("type"), message.get("payload")
    if kind in ("connection_init", "ping", "pong"):
        return payload is None or isinstance(payload, dict)
    has_id = isinstance(message.get("id"), str) and message["id"] != ""
    return has_id and (kind == "complete" or (kind == "subscribe" and isinstance(payload, dict)))


def authorization_of(payload: Mapping[str, Any]) -> tuple[str | None, bytes | None]:
    """The bearer token in the payload of connection_init; None for the public."""
    for name, value in payload.items():
        if name.lower() == "authorization" and value not in (None, ""):
            said = value if isinstance(value, str) else ""
            return said.partition(" ")[2].strip() or None, said.encode(errors="replace")
    return None, None


def next_message(name: str, body: bytes) -> str:
    """A GraphQL response of an operation."""
    return f'{{"id":{quoted(name)},"type":"next","payload":{body.decode()}}}'


def error_message(name: str, errors: list[dict[str, Any]]) -> str:
    """Why an operation is not run, or goes on no longer."""
    return f'{{"id":{quoted(name)},"type":"error","payload":{orjson.dumps(errors).decode()}}}'


def complete_message(name: str) -> str:
    """The end of an operation."""
    return f'{{"id":{quoted(name)},"type":"complete"}}'


def pong(message: Mapping[str, Any]) -> str:
    """The answer to a ping, with what it said."""
    said = message.get("payload")
    return orjson.dumps({"type": "pong"} | ({"payload": said} if said else {})).decode()


def quoted(name: str) -> str:
    return orjson.dumps(name).decode()


def shortened(reason: str) -> str:
    """A reason that fits into a close frame."""
    return reason.encode()[:LONGEST_REASON].decode(errors="ignore")


async def close(send: Send, code: int, reason: str) -> None:
    """Close from our side; whoever has left already is not told."""
    with suppress(OSError, RuntimeError):
        await send({"type": "websocket.close", "code": code, "reason": shortened(reason)})


async def deny(scope: Scope, send: Send, status: int) -> None:
    """Refuse the connection as HTTP does, where the server can."""
    if "websocket.http.response" not in scope.get("extensions", {}):
        await send({"type": "websocket.close", "code": 1013})
        return
    await send({"type": "websocket.http.response.start", "status": status, "headers": []})
    await send({"type": "websocket.http.response.body", "body": b""})
