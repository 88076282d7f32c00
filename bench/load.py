"""Load, from a process of its own: some connections that ask the same thing again and again.

`python -m bench.load` reads a `Burst` as JSON from its input and writes what came of it as JSON.
It parses nothing but the length of a response, and builds nothing but the numbers and ids in what
it sends, so that on a small machine it takes little from the servers it measures; how much it took
is part of what it writes.
"""

import asyncio
import json
import resource
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from functools import partial
from itertools import cycle
from uuid import uuid4

import uvloop

from api.memory import keep_freed_memory

__all__ = ["COUNT", "NEW_ID", "Burst", "Outcome", "counted", "request_bytes"]

NEW_ID = "0000eeee-0000-4000-8000-0000eeee0000"
"""Stands in a body for an id that no other request has."""
COUNT = "99999998"
"""Stands in a body for a number that grows by one with each request of a connection."""

HEADER_END = b"\r\n\r\n"
LAST_CHUNK = b"0\r\n\r\n"
LENGTH = b"content-length:"
OK = b"HTTP/1.1 200"


@dataclass(frozen=True, slots=True)
class Burst:
    """What to ask, of whom, on how many connections, for how long.

    Each connection has the next of the bodies; what it counts starts with the number beside it.
    """

    port: int
    headers: Mapping[str, str]
    bodies: Sequence[str]
    connections: int
    seconds: float
    counts: Sequence[int] = (1,)


@dataclass(slots=True)
class Outcome:
    """Each request's seconds, and what the burst took in all.

    Requests under way when the time is up are waited for; `seconds` runs until the last of them.
    """

    latencies: list[float] = field(default_factory=list)
    seconds: float = 0.0
    failures: int = 0
    response_bytes: int = 0
    cpu_seconds: float = 0.0


def request_bytes(burst: Burst, body_text: str) -> bytes:
    """A request as it goes over the wire."""
    body = body_text.encode()
    lines = [
        "POST /graphql HTTP/1.1",
        f"host: 127.0.0.1:{burst.port}",
        "content-type: application/json",
        f"content-length: {len(body)}",
        *(f"{name}: {value}" for name, value in burst.headers.items()),
    ]
    return "\r\n".join(lines).encode() + HEADER_END + body


def counted(request: bytes, count: int) -> Callable[[], bytes]:
    """What gives the request as often as it is wanted, with ids and numbers of its own each time.

    They are as long as what stands for them, so the request stays as long as it says.
    """
    new_id, number = NEW_ID.encode(), COUNT.encode()
    if new_id not in request and number not in request:
        return lambda: request

    def following() -> bytes:
        nonlocal count
        made = request.replace(number, b"%8d" % count).replace(new_id, str(uuid4()).encode())
        count += 1
        return made

    return following


class Connection(asyncio.Protocol):
    """Sends a request, reads the response, sends the next, until the time is up."""

    def __init__(self, request: Callable[[], bytes], until: float, outcome: Outcome) -> None:
        self.request = request
        self.until = until
        self.outcome = outcome
        self.received = bytearray()
        self.needed = 0
        self.expected = 0
        self.sent_at = 0.0
        self.done: asyncio.Future[None] = asyncio.get_running_loop().create_future()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = transport
        self._ask()

    def data_received(self, data: bytes) -> None:
        self.received += data
        if self.needed == 0:
            self._read_length()
        if self._is_whole():
            self._answered()

    def connection_lost(self, exc: Exception | None) -> None:  # noqa: ARG002 - asyncio's signature
        if not self.done.done():
            self.outcome.failures += 1
            self.done.set_result(None)

    def _ask(self) -> None:
        self.received.clear()
        self.needed = 0
        self.sent_at = time.perf_counter()
        self.transport.write(self.request())  # type: ignore[attr-defined]

    def _read_length(self) -> None:
        """How many bytes the response has in all; below zero when it comes in chunks."""
        end = self.received.find(HEADER_END)
        if end < 0:
            return
        head = bytes(self.received[:end]).lower()
        at = head.find(LENGTH)
        if at < 0:
            self.needed = -1
            return
        length = int(head[at + len(LENGTH) :].split(b"\r\n", 1)[0])
        self.needed = end + len(HEADER_END) + length

    def _is_whole(self) -> bool:
        if self.needed < 0:
            return self.received.endswith(LAST_CHUNK)
        return 0 < self.needed <= len(self.received)

    def _answered(self) -> None:
        now = time.perf_counter()
        self.outcome.latencies.append(now - self.sent_at)
        size = len(self.received)
        self.outcome.response_bytes = self.outcome.response_bytes or size
        self.expected = self.expected or size
        if not self.received.startswith(OK) or size != self.expected:
            self.outcome.failures += 1
        if now < self.until:
            self._ask()
        else:
            self.done.set_result(None)
            self.transport.close()


async def run(burst: Burst) -> Outcome:
    """Put the load on a server and say what came of it."""
    outcome, loop = Outcome(), asyncio.get_running_loop()
    requests = [
        counted(request_bytes(burst, body), count)
        for _connection, body, count in zip(
            range(burst.connections), cycle(burst.bodies), cycle(burst.counts), strict=False
        )
    ]
    started = time.perf_counter()
    cpu_before = _cpu_seconds()
    opened = [
        await loop.create_connection(
            partial(Connection, request, started + burst.seconds, outcome), "127.0.0.1", burst.port
        )
        for request in requests
    ]
    await asyncio.gather(*(connection.done for _transport, connection in opened))
    outcome.seconds = time.perf_counter() - started
    outcome.cpu_seconds = _cpu_seconds() - cpu_before
    return outcome


def _cpu_seconds() -> float:
    usage = resource.getrusage(resource.RUSAGE_SELF)
    return usage.ru_utime + usage.ru_stime


if __name__ == "__main__":
    keep_freed_memory()
    json.dump(asdict(uvloop.run(run(Burst(**json.load(sys.stdin))))), sys.stdout)
