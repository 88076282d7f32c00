"""What is counted beside requests and told to the database in batches: points, usage, documents."""

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final

from starlette.types import Scope

from auth.budgets import Budgets, Meter
from auth.callers import Caller
from auth.database import Database
from auth.documents import KeptDocuments
from auth.usage import Usage
from models.failures import Failure
from schema.engine import Request

__all__ = ["Accounting", "accounted", "charged", "rate_headers"]

TIDY_SECONDS: Final = 1.0
ADD_EVERY: Final = 5
"""Of how many times that points are given back usage is added once."""

POLICY: Final = b'"points";q=%d;w=60;throughline-unit="points"'

_policy = lru_cache(maxsize=16)(POLICY.__mod__)

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Accounting:
    """What requests use: the points that they are charged, and the usage of clients."""

    database: Database
    budgets: Budgets
    usage: Usage
    documents: KeptDocuments

    def metered(self, request: Request, caller: Caller, scope: Scope) -> Request:
        """The request, with what counts its points."""
        client = scope.get("client")
        meter = self.budgets.meter(caller, client[0] if client else None)
        return replace(request, meter=meter)

    def asked(self, caller: Caller, meter: Meter | None, *, has_failed: bool) -> None:
        """Count a request that was answered."""
        if caller.client is not None:
            points = 0 if meter is None else meter.points
            self.usage.count(caller.client, operations=1, points=points, errors=int(has_failed))

    async def tell(self, *, whole: bool = False, adds: bool = True) -> None:
        """Tell the database; what fails is logged, and does not keep the rest from being told."""
        await _tried(lambda: self.budgets.tidy(whole=whole))
        if adds:
            await _tried(lambda: self.usage.add(self.database))
            await _tried(self.documents.tell_used)


@asynccontextmanager
async def charged(
    accounting: Accounting | None, caller: Caller, address: str, first: int = 1
) -> AsyncIterator[Meter | None]:
    """What counts the points of work that is no GraphQL; None where nothing is counted.

    It is let in for its first points, or RateLimited is raised; what it comes to as it goes on
    (`Meter.reach`) is owed, since breaking it off would waste what was done. It counts as one
    operation of the caller's client.
    """
    if accounting is None:
        yield None
        return
    meter = accounting.budgets.meter(caller, address or None)
    has_failed = True
    try:
        await meter.charge(first)
        yield meter
        has_failed = False
    finally:
        accounting.asked(caller, meter, has_failed=has_failed)


def rate_headers(meter: Meter) -> list[tuple[bytes, bytes]]:
    """The headers of draft-ietf-httpapi-ratelimit-headers, and when to come back where refused."""
    limit, remaining, whole_in = meter.allowance()
    wait = meter.retry_after
    seconds = int(whole_in) + 1 if wait is None else wait
    headers = [
        (b"ratelimit-policy", _policy(limit)),
        (b"ratelimit", b'"points";r=%d;t=%d' % (remaining, seconds)),
    ]
    return headers if wait is None else [*headers, (b"retry-after", b"%d" % wait)]


@asynccontextmanager
async def accounted(accounting: Accounting) -> AsyncIterator[None]:
    """Tell the database meanwhile, and the rest on the way out."""
    telling = asyncio.create_task(_keep_telling(accounting))
    try:
        yield
    finally:
        telling.cancel()
        await asyncio.gather(telling, return_exceptions=True)
        await accounting.tell(whole=True)


async def _keep_telling(accounting: Accounting) -> None:
    turn = 0
    while True:
        await asyncio.sleep(TIDY_SECONDS)
        turn += 1
        await accounting.tell(adds=turn % ADD_EVERY == 0)


async def _tried(work: Callable[[], Awaitable[None]]) -> None:
    try:
        await work()
    except Failure as failure:
        log.warning("what was counted can't be told: %s", failure.message)
