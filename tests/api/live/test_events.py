"""What goes on over Server-Sent Events: graphql-sse's distinct connections mode."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

import httpx

from tests.api.live.place import PATIENCE, Place
from tests.api.live.test_socket import BENCHMARKS, touch
from tests.rows import Owner

STREAM = "text/event-stream"
ANYTHING = "application/graphql-response+json, application/json, text/event-stream, multipart/mixed"


@dataclass
class Stream:
    """A response that goes on."""

    response: httpx.Response
    lines: AsyncIterator[str]

    async def message(self) -> dict[str, Any]:
        """The next message that is no heartbeat: its fields, the data read."""
        fields: dict[str, Any] = {}
        async with asyncio.timeout(PATIENCE):
            async for line in self.lines:
                if line and not line.startswith(":"):
                    name, _, value = line.partition(":")
                    fields[name] = value.strip()
                elif fields:
                    break
        if fields.get("data"):
            fields["data"] = json.loads(fields["data"])
        return fields


@asynccontextmanager
async def streaming(
    place: Place, persona: str | None = "manager", query: str = BENCHMARKS, **headers: str
) -> AsyncIterator[Stream]:
    said = {"accept": STREAM} | {name.replace("_", "-"): value for name, value in headers.items()}
    if persona:
        said["authorization"] = f"Bearer {place.token(persona)}"
    async with (
        httpx.AsyncClient(timeout=PATIENCE) as client,
        client.stream("POST", place.address, json={"query": query}, headers=said) as response,
    ):
        yield Stream(response, response.aiter_lines())


async def test_what_changes_is_told_with_its_id(place: Place, owner: Owner) -> None:
    async with streaming(place) as stream:
        assert stream.response.headers["content-type"] == "text/event-stream; charset=utf-8"
        await touch(owner, "streamed")
        told = await stream.message()
        change = told["data"]["data"]["changed"]
        assert (told["event"], told["id"]) == ("next", change["cursor"])
        assert change["node"] == {"statement": "streamed"}
    await touch(owner, "meanwhile")
    async with streaming(place, last_event_id=told["id"]) as stream:
        change = (await stream.message())["data"]["data"]["changed"]
        assert change["node"] == {"statement": "meanwhile"}


async def test_a_subscription_is_streamed_to_who_takes_streams_too(
    place: Place, owner: Owner
) -> None:
    async with streaming(place, accept=ANYTHING) as stream:
        await touch(owner, "to anybody")
        assert (await stream.message())["event"] == "next"


async def test_a_query_is_json_unless_nothing_but_a_stream_is_taken(place: Place) -> None:
    async with streaming(place, None, "{ __typename }", accept=ANYTHING) as stream:
        kind = stream.response.headers["content-type"]
        assert kind == "application/graphql-response+json; charset=utf-8"
    async with streaming(place, None, "{ __typename }") as stream:
        told = await stream.message()
        assert (told["event"], told["data"]["data"]) == ("next", {"__typename": "Query"})
        assert await stream.message() == {"event": "complete", "data": ""}
        assert await stream.message() == {}


async def test_what_is_wrong_is_told_in_the_stream_and_ends_it(place: Place) -> None:
    for query in ("subscription { nothing }", 'subscription { changed(after: "x") { id } }'):
        async with streaming(place, query=query) as stream:
            told = await stream.message()
            assert told["data"]["errors"][0]["extensions"]["code"] == "BAD_USER_INPUT"
            assert (await stream.message())["event"] == "complete"


async def test_a_subscription_without_a_stream_is_refused(place: Place) -> None:
    async with streaming(place, accept="application/json") as stream:
        told = json.loads(await stream.response.aread())
    assert "needs a stream" in told["errors"][0]["message"]


async def test_a_token_that_is_no_good_opens_no_stream(place: Place) -> None:
    async with streaming(place, None, authorization="Bearer nonsense") as stream:
        assert stream.response.status_code == 401


async def test_a_server_that_stops_cuts_the_stream_without_completing_it(place: Place) -> None:
    async with streaming(place) as stream:
        place.hub.leave()
        try:
            assert await stream.message() == {}
        finally:
            place.hub.is_leaving = False
