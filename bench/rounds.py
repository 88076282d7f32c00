"""Rounds of load on each server in turn, on the same question, by the same caller."""

import json
import statistics
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, Protocol

from auth.callers import Caller
from bench.load import Burst, Outcome
from bench.operations import DEEP_PAGE, Operation, alike
from bench.servers import Server

__all__ = ["CONNECTIONS", "Asked", "NotAlikeError", "Tally", "bodies", "burst", "in_turn"]

CONNECTIONS = 8
WARM_UP_SECONDS = 0.5
ROOT = Path(__file__).parent.parent


class NotAlikeError(Exception):
    """Two servers answered the same question differently: their speed can't be compared."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question of one caller to one server, as it goes over the wire."""

    server: Server
    body: str
    caller: Caller

    def burst(self, seconds: float, connections: int = CONNECTIONS) -> Burst:
        """The load that asks it."""
        headers = self.server.headers(self.caller)
        return Burst(self.server.port, headers, [self.body], connections, seconds)


@dataclass(slots=True)
class Tally:
    """What the rounds of one server gave for one question of one caller."""

    rates: list[float] = field(default_factory=list)
    latencies: list[float] = field(default_factory=list)
    generator_shares: list[float] = field(default_factory=list)
    response_bytes: int = 0

    def add(self, outcome: Outcome) -> None:
        """Count a round in."""
        self.rates.append(len(outcome.latencies) / outcome.seconds)
        self.latencies += outcome.latencies
        self.generator_shares.append(outcome.cpu_seconds / outcome.seconds)
        self.response_bytes = outcome.response_bytes

    @property
    def rate(self) -> float:
        """Requests a second: the middle round's."""
        return statistics.median(self.rates)

    def percentile(self, percent: int) -> float:
        """The latency that so many per cent of the requests stayed within, in milliseconds."""
        ordered = sorted(self.latencies)
        return ordered[min(len(ordered) - 1, len(ordered) * percent // 100)] * 1000


def bodies(
    servers: Sequence[Server], operation: Operation, caller: Caller, variables: dict[str, Any]
) -> list[Asked]:
    """The question for each server; raises NotAlikeError unless they all give the same answer."""
    asked, answers = [], []
    for server in servers:
        known = variables
        if operation.name == "deep_page":
            known = {"first": DEEP_PAGE["first"], "after": _cursor(server, operation, caller)}
        body = server.body(operation, known)
        answers.append(alike(server.ask(body, caller)))
        asked.append(Asked(server, body, caller))
    for server, answer in zip(servers, answers, strict=True):
        if answer != answers[0]:
            raise NotAlikeError(f"{server.name} and {servers[0].name}: {operation.name}")
    return asked


def _cursor(server: Server, operation: Operation, caller: Caller) -> str:
    """The server's own cursor of the place where the deep page begins."""
    after = None
    for _page in range(DEEP_PAGE["skipped"] // DEEP_PAGE["at_once"]):
        body = server.body(operation, {"first": DEEP_PAGE["at_once"], "after": after})
        after = server.ask(body, caller)["benchmarks"]["pageInfo"]["endCursor"]
    return str(after)


class Load(Protocol):
    """Whatever a server can be loaded with."""

    def burst(self, seconds: float, connections: int = CONNECTIONS) -> Burst: ...


def in_turn(
    asked: Sequence[Load], *, rounds: int, seconds: float, connections: int = CONNECTIONS
) -> list[Tally]:
    """One burst on each, again and again; the first, which warms up, doesn't count."""
    tallies = [Tally() for _each in asked]
    for each in asked:
        burst(each.burst(min(seconds, WARM_UP_SECONDS), connections))
    for _round in range(rounds):
        for each, tally in zip(asked, tallies, strict=True):
            tally.add(burst(each.burst(seconds, connections)))
    return tallies


def burst(what: Burst) -> Outcome:
    """One burst from a process of its own; raises if anything failed under it."""
    done = subprocess.run(
        [sys.executable, "-m", "bench.load"],
        cwd=ROOT,
        input=json.dumps(asdict(what)),
        capture_output=True,
        text=True,
        check=True,
    )
    outcome = Outcome(**json.loads(done.stdout))
    if outcome.failures or not outcome.latencies:
        raise RuntimeError(f"{outcome.failures} of {len(outcome.latencies)} requests failed")
    return outcome
