"""`/graphql`, by the specification of GraphQL over HTTP; subscriptions as Server-Sent Events.

The engine answers with finished bytes; nothing here reads or rewrites them. This is every
request's way in, so it is one plain ASGI endpoint.
"""

import logging
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from http import HTTPStatus
from typing import Final

from starlette.types import Receive, Scope, Send

from api.accounting import rate_headers
from api.live.connections import TooMany
from api.live.events import send_events, send_one
from api.live.hub import Hub
from api.negotiation import MediaType, accepted, bearer_token, streamed
from api.requests import Rejected, asked_in_body, asked_in_url, bad_request, error_body
from api.services import Services
from auth.budgets import Meter
from auth.callers import PUBLIC, READ, Caller
from auth.oauth.issuing import Authorization
from auth.oauth.metadata import RESOURCE_METADATA
from models.failures import ErrorCode, Failure, Unauthenticated
from schema.engine import Reply, ReplyKind, Request
from schema.subscribing import Subscribed

__all__ = ["GraphQL", "identified", "too_large"]

NOTHING_RAN: Final = 400
"""For documents and variables that were refused before anything ran, in the newer media type.

The 2026 draft of the specification says 422 for documents that parse but are not valid.
"""

METHODS: Final = frozenset({"GET", "HEAD", "POST"})
HEADERS: Final = frozenset(
    {
        b"accept",
        b"authorization",
        b"content-encoding",
        b"content-length",
        b"content-type",
        b"idempotency-key",
        b"last-event-id",
    }
)

UNQUOTABLE: Final = re.compile(r"[^ !#-\[\]-~]")
"""What RFC 6750 does not allow in an error_description."""

ACCEPTABLE: Final = f"Accept one of: {', '.join(media.value for media in MediaType)}."

RawHeaders = Sequence[tuple[bytes, bytes]]
log = logging.getLogger(__name__)

ALWAYS: Final[RawHeaders] = ((b"cache-control", b"no-store"), (b"vary", b"accept, authorization"))
USUAL: Final[Mapping[MediaType, RawHeaders]] = {
    media: ((b"content-type", f"{media.value}; charset=utf-8".encode()), *ALWAYS)
    for media in MediaType
}


class Disconnected(Exception):  # noqa: N818 - named by what happened
    """The client left before its request was complete: nobody is there to answer."""


class GraphQL:
    """The endpoint; `largest_body` bounds what is read of a request, in bytes."""

    def __init__(self, *, largest_body: int) -> None:
        self.largest_body = largest_body

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        services: Services = scope["app"].state.services
        headers = picked(scope["headers"])
        media = accepted(headers.get(b"accept", b""))
        streams = services.live is not None and streamed(headers.get(b"accept", b""))
        answer: tuple[int, bytes, RawHeaders] | Subscribed
        with services.telemetry.operation() as operation:
            try:
                if media is None and not streams:
                    raise bad_request(ACCEPTABLE, 406)
                request, caller = await self.asked(services, scope, headers, receive)
                if services.accounting is not None:
                    request = services.accounting.metered(request, caller, scope)
                found = await self.answered(services, request, caller, scope, streams=streams)
            except Rejected as rejected:
                operation.finished(None, (rejected.code.value,))
                usual = USUAL[media or MediaType.JSON]
                answer = rejected.status, rejected.body, (*usual, *rejected.headers)
            except Disconnected:
                return
            else:
                if isinstance(found, Subscribed):
                    answer = found
                    operation.finished("subscription", (), request.operation_name)
                else:
                    as_ = media or MediaType.JSON
                    headers_out = headers_of(found, as_, request.meter)
                    answer = status_of(found, as_), found.body, headers_out
                    codes = found.error_codes
                    operation.finished(found.operation_type, codes, request.operation_name)
                if services.accounting is not None:
                    has_failed = isinstance(found, Reply) and bool(found.error_codes)
                    services.accounting.asked(caller, request.meter, has_failed=has_failed)
        if isinstance(answer, Subscribed):
            assert services.live is not None
            await self.stream(services.live, answer, headers, receive, send)
        elif media is None and answer[0] == HTTPStatus.OK:
            await send_one(send, answer[1])
        else:
            await respond(send, *answer)

    async def answered(
        self, services: Services, request: Request, caller: Caller, scope: Scope, *, streams: bool
    ) -> Reply | Subscribed:
        """The reply; or the subscription, where the client takes a stream."""
        if services.live is not None and streams:
            last = picked(scope["headers"]).get(b"last-event-id", b"").decode("latin-1")
            request = replace(request, last_event_id=last or None)
            found = await services.live.engine.subscribe(request, caller)
            if isinstance(found, Subscribed):
                return found
        return await services.engine.execute(request, caller, read_only=scope["method"] != "POST")

    async def stream(
        self,
        hub: Hub,
        subscribed: Subscribed,
        headers: Mapping[bytes, bytes],
        receive: Receive,
        send: Send,
    ) -> None:
        """Send what happens, for as long as the client stays."""
        token = bearer_token(headers.get(b"authorization", b""))
        try:
            with hub.connected(subscribed.caller, token) as connection:
                await send_events(hub, connection, subscribed, receive, send)
        except TooMany as failure:
            usual, later = USUAL[MediaType.JSON], str(failure.retry_after).encode()
            body = error_body(failure.code, failure.message)
            await respond(send, 429, body, (*usual, (b"retry-after", later)))

    async def asked(
        self, services: Services, scope: Scope, headers: Mapping[bytes, bytes], receive: Receive
    ) -> tuple[Request, Caller]:
        """What is asked and by whom; raises Rejected."""
        method = scope["method"]
        if method not in METHODS:
            raise bad_request(f"{method} is not a way to ask here.", 405, (b"allow", b"GET, POST"))
        caller = await identified(services, headers.get(b"authorization"))
        if method == "POST":
            request = asked_in_body(headers, await self.body(headers, receive))
            if key := headers.get(b"idempotency-key"):
                request = replace(request, idempotency_key=key.decode("latin-1"))
            return request, caller
        return asked_in_url(scope["query_string"]), caller

    async def body(self, headers: Mapping[bytes, bytes], receive: Receive) -> bytes:
        """The whole body, read no further than it may be long."""
        length = headers.get(b"content-length", b"")
        if length.isdigit() and int(length) > self.largest_body:
            raise too_large(self.largest_body)
        body, more = bytearray(), True
        while more:
            message = await receive()
            if message["type"] == "http.disconnect":
                raise Disconnected
            body += message.get("body", b"")
            more = message.get("more_body", False)
            if len(body) > self.largest_body:
                raise too_large(self.largest_body)
        return bytes(body)


def too_large(most: int) -> Rejected:
    """A body that is not read to its end; the connection can't be used again."""
    close = (b"connection", b"close")
    message = f"The request has more than {most:,} bytes."
    return Rejected(413, message, close, code=ErrorCode.COST_LIMIT_EXCEEDED)


def picked(headers: RawHeaders) -> dict[bytes, bytes]:
    """The headers that matter here; one that is repeated counts as a list."""
    result: dict[bytes, bytes] = {}
    for name, value in headers:
        if name in HEADERS:
            result[name] = result[name] + b", " + value if name in result else value
    return result


async def identified(services: Services, authorization: bytes | None) -> Caller:
    """Who is calling; the public without an Authorization header.

    Raises Rejected; also for a token whose scopes leave no reading.
    """
    if authorization is None:
        return PUBLIC
    token = bearer_token(authorization)
    if token is None:
        reason = "the Authorization header is not 'Bearer' and one token"
        raise unauthenticated(reason, services.issuing)
    try:
        caller = await services.authenticator.authenticate(token)
    except Unauthenticated as failure:
        raise unauthenticated(failure.message, services.issuing) from None
    except Failure as failure:
        log.exception("a token could not be checked")
        message = "Tokens can't be checked at the moment; try again later."
        raise Rejected(503, message, code=ErrorCode.INTERNAL) from failure
    if not caller.may(READ):
        raise insufficient(READ, services.issuing)
    return caller


def unauthenticated(reason: str, issuing: Authorization | None = None) -> Rejected:
    """The challenge of RFC 6750, with where tokens are to be had (RFC 9728)."""
    described = UNQUOTABLE.sub("'", reason)
    challenge = f'Bearer error="invalid_token", error_description="{described}"{_whence(issuing)}'
    header = (b"www-authenticate", challenge.encode("ascii"))
    return Rejected(401, f"Not authenticated: {reason}.", header, code=ErrorCode.UNAUTHENTICATED)


def insufficient(scope: str, issuing: Authorization | None = None) -> Rejected:
    """The challenge of RFC 6750 to a token that leaves too little of its subject."""
    challenge = f'Bearer error="insufficient_scope", scope="{scope}"{_whence(issuing)}'
    header = (b"www-authenticate", challenge.encode("ascii"))
    message = f"The token lacks the scope '{scope}'."
    return Rejected(403, message, header, code=ErrorCode.FORBIDDEN)


def _whence(issuing: Authorization | None) -> str:
    """Where tokens are to be had (RFC 9728)."""
    if issuing is None:
        return ""
    return f', resource_metadata="{issuing.address(RESOURCE_METADATA)}"'


def status_of(reply: Reply, media: MediaType) -> int:
    """The status for what the engine did."""
    if reply.kind is ReplyKind.MUTATION_BY_GET:
        return 405
    if reply.kind is ReplyKind.RATE_LIMITED:
        return 429
    if reply.kind is ReplyKind.REQUEST_ERROR and media is MediaType.GRAPHQL_RESPONSE:
        return NOTHING_RAN
    return 200


def headers_of(reply: Reply, media: MediaType, meter: Meter | None) -> RawHeaders:
    """The headers for what the engine did, and for what is left of the caller's points."""
    is_limited = meter is not None and meter.is_limited
    usual = (*USUAL[media], *rate_headers(meter)) if meter and is_limited else USUAL[media]
    if reply.kind is ReplyKind.MUTATION_BY_GET:
        return (*usual, (b"allow", b"POST"))
    return usual


async def respond(send: Send, status: int, body: bytes, headers: RawHeaders) -> None:
    """Send a whole response."""
    length = (b"content-length", str(len(body)).encode("ascii"))
    start = {"type": "http.response.start", "status": status, "headers": [*headers, length]}
    await send(start)
    await send({"type": "http.response.body", "body": body})
