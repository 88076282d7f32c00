"""`GET /export/{type}.jsonl`, `.csv` and `.parquet`: every record of a type that the caller sees.

The first byte goes out once nothing is left that could be refused. What fails after it ends the
connection without the response's end, so that nobody takes a part of a file for the whole.
"""

import asyncio
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final

import orjson
from starlette.datastructures import QueryParams
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route
from starlette.types import Receive, Scope, Send

from api.accounting import charged, rate_headers
from api.bulk.turns import Turns
from api.exchange import answered
from api.requests import bad_request
from api.services import Services
from api.settings import Settings
from auth.budgets import Meter, points_of
from auth.callers import Caller
from models.failures import NotFound
from schema.exporting import Buffer, Exported, Exporter, Format, query_of_type
from schema.exporting.asking import exported

__all__ = ["routes"]

PARAMETERS: Final = frozenset({"count", "fields", "first", "orderBy", "where"})
DEEPEST: Final = 2_147_483_647
HEADERS: Final = (
    (b"cache-control", b"no-store"),
    (b"vary", b"authorization"),
    (b"x-accel-buffering", b"no"),
)
OLD_HTTP: Final = (
    "An export can't be told from a part of it over HTTP/1.0: ask by HTTP/1.1 or newer, or with"
    " `count=true` and count the records."
)


@dataclass(frozen=True, slots=True)
class Asked:
    """What a request asks to have exported."""

    exported: Exported
    format: Format
    is_ordered: bool
    counts: bool


def routes(settings: Settings) -> list[BaseRoute]:
    """The way out."""
    return [Route("/export/{name}", Exports(settings), methods=["GET", "HEAD"])]


class Exports:
    """The endpoint, as ASGI knows it: what it sends is waited for, chunk by chunk."""

    def __init__(self, settings: Settings) -> None:
        self._seconds = settings.export_timeout_seconds
        self._turns = Turns(settings.exports_at_once, max(1, settings.pool_size // 2))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        request = Request(scope, receive)
        sending = Sending(send, receive)

        async def export(request: Request, _database: object, caller: Caller) -> Response:
            asked = self.asked(request)
            await self._send(request, caller, asked, sending)
            return DONE

        try:
            response = await answered(export)(request)
        except Exception:
            if not sending.has_begun:
                raise
            raise Broken from None
        if response is not DONE:
            if sending.has_begun:
                raise Broken
            await response(scope, receive, send)

    def asked(self, request: Request) -> Asked:
        """What is asked for; raises Rejected, BadUserInput and NotFound."""
        name, _, ending = request.path_params["name"].rpartition(".")
        if ending not in {each.value for each in Format}:
            raise NotFound("An export ends in .jsonl, .csv or .parquet.")
        given = parameters(request.query_params)
        if request.scope.get("http_version") == "1.0" and not given.counts:
            raise bad_request(OLD_HTTP, 426, (b"upgrade", b"HTTP/1.1"))
        query, variables = query_of_type(
            name, given.fields, where=given.where, order=given.order, first=given.first
        )
        return Asked(
            exported(query, variables), Format(ending), given.order is not None, given.counts
        )

    async def _send(self, request: Request, caller: Caller, asked: Asked, to: "Sending") -> None:
        services: Services = request.app.state.services
        exporter = Exporter(
            services.database,
            caller,
            asked.exported,
            asked.format,
            self._seconds,
            is_ordered=asked.is_ordered,
            counts_first=asked.counts,
        )
        exporter.check()
        client = request.client.host if request.client else ""
        with self._turns.taken(caller, client):
            async with charged(services.accounting, caller, client) as meter:
                to.head = headers(asked, exporter, meter)
                if request.method != "HEAD":
                    await to.while_listening(_run(exporter, to, meter))
                await to.end()


async def _run(exporter: Exporter, to: "Sending", meter: Meter | None) -> None:
    """Send what is exported, and charge for what has gone out, however it ends."""

    async def send(chunk: Buffer) -> None:
        await to.chunk(chunk)
        if meter is not None:
            meter.reach(points_of(exporter.rows))

    try:
        await exporter.run(send)
    finally:
        if meter is not None:
            meter.reach(points_of(exporter.rows))


class Broken(Exception):  # noqa: N818 - named by what happened
    """A response that began can't be ended: the server closes the connection."""


DONE: Final = Response()


class Sending:
    """A response under way."""

    def __init__(self, send: Send, receive: Receive) -> None:
        self.has_begun = False
        self.head: Any = list
        self._send = send
        self._receive = receive

    async def chunk(self, content: Buffer) -> None:
        """Send a piece; the first takes the head with it."""
        await self._begin()
        await self._send({"type": "http.response.body", "body": content, "more_body": True})

    async def end(self) -> None:
        """Send the end, by which the whole is known."""
        await self._begin()
        await self._send({"type": "http.response.body", "body": b"", "more_body": False})

    async def _begin(self) -> None:
        if not self.has_begun:
            self.has_begun = True
            await self._send({"type": "http.response.start", "status": 200, "headers": self.head()})

    async def while_listening(self, running: Any) -> None:
        """Run it to its end, or until the client has left: what it asks is then cancelled."""
        work = asyncio.ensure_future(running)
        left = asyncio.ensure_future(self._left())
        try:
            await asyncio.wait({work, left}, return_when=asyncio.FIRST_COMPLETED)
            if not work.done():
                raise Broken
            await work
        finally:
            for task in (work, left):
                task.cancel()
                with suppress(asyncio.CancelledError, Exception):
                    await task

    async def _left(self) -> None:
        while (await self._receive())["type"] != "http.disconnect":
            pass


def headers(asked: Asked, exporter: Exporter, meter: Meter | None) -> Any:
    """What is told before the records, once it is known."""
    day = datetime.now(UTC).date().isoformat()
    name = f"{asked.exported.plural}-{day}.{asked.format.value}"

    def told() -> list[tuple[bytes, bytes]]:
        counted = [(b"throughline-records", str(exporter.total).encode())]
        return [
            (b"content-type", asked.format.media_type.encode()),
            (b"content-disposition", f'attachment; filename="{name}"'.encode()),
            *HEADERS,
            *(counted if exporter.total is not None else []),
            *(rate_headers(meter) if meter is not None and meter.is_limited else []),
        ]

    return told


@dataclass(frozen=True, slots=True)
class Parameters:
    """What the query string says."""

    fields: Sequence[str]
    where: Any
    order: Any
    first: int | None
    counts: bool


def parameters(given: QueryParams) -> Parameters:
    """The parameters, each told once and one that there is; raises Rejected."""
    unknown = set(given) - PARAMETERS
    if unknown:
        known = ", ".join(sorted(PARAMETERS))
        raise bad_request(f"'{min(unknown)[:80]}' is no parameter; there are {known}.")
    for name in given:
        if len(given.getlist(name)) > 1:
            raise bad_request(f"'{name}' is given more than once.")
    if given.get("count", "false") not in {"true", "false"}:
        raise bad_request("'count' is true or false.")
    first = given.get("first")
    if first is not None and not (first.isascii() and first.isdigit() and int(first) <= DEEPEST):
        raise bad_request("'first' is a number.")
    fields = [name.strip() for name in given.get("fields", "").split(",") if name.strip()]
    if len(set(fields)) != len(fields):
        raise bad_request("'fields' names one more than once.")
    return Parameters(
        fields,
        _json(given, "where"),
        _json(given, "orderBy"),
        None if first is None else int(first),
        given.get("count") == "true",
    )


def _json(given: Mapping[str, str], name: str) -> Any:
    if name not in given:
        return None
    try:
        return orjson.loads(given[name])
    except orjson.JSONDecodeError:
        raise bad_request(f"'{name}' is JSON, as GraphQL's argument of that name.") from None
