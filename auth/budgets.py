"""Points a minute: what a caller may ask of all processes together, reckoned in memory.

A budget refills steadily, a whole one a minute, and stands in PostgreSQL. A process takes some
points ahead (a lease), spends them in memory, and gives back what it did not use within seconds.
"""

import asyncio
import math
import time
from collections import Counter, OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from hashlib import sha256
from typing import Final, NamedTuple

from auth.callers import Caller
from auth.database import Database
from auth.limits import network_of
from models.failures import RateLimited

__all__ = ["LEASE_SECONDS", "RECORDS_A_POINT", "Allowance", "Budgets", "Meter", "points_of"]

RECORDS_A_POINT: Final = 100
MINUTE: Final = 60.0

LEASE_SECONDS: Final = 5.0
"""How long points that were taken ahead can be spent: what one process holds, others can't use."""

LEASES_A_MINUTE: Final = 50
"""A lease is that part of a minute's points, unless an operation needs more."""

BELIEVED_SECONDS: Final = 1.0
"""How long a budget that was found empty is not asked again, beyond what it must refill."""

ENDLESS: Final = 10**18
"""The points of those for whom there is no limit."""

MOST_ACCOUNTS: Final = 10_000

TAKE: Final = "SELECT * FROM clients.take_points($1, $2, $3, $4, $5, $6, $7)"
RETURN: Final = "SELECT clients.return_points($1, $2, $3, $4, $5)"

Clock = Callable[[], float]
Whose = str | tuple[int, int, int]
"""A network's address, or a person or firm and the client by which they ask, as numbers."""

_network = lru_cache(maxsize=4096)(network_of)


def points_of(records: int) -> int:
    """What an operation costs that can give so many records: one point at least."""
    return max(1, -(-records // RECORDS_A_POINT))


class Allowance(NamedTuple):
    """What is left of a caller's points, as this process knows it."""

    limit: int
    remaining: int
    whole_in: float
    """Seconds until all are there again, if none are used."""

    @property
    def reset_at(self) -> datetime:
        """When all are there again."""
        return datetime.now(UTC) + timedelta(seconds=self.whole_in)


@dataclass(slots=True, eq=False)
class Lease:
    """Points taken ahead."""

    left: int
    taken_at: datetime
    until: float
    is_over: bool = False


@dataclass(slots=True, eq=False)
class Account:
    """One caller's budget, as one process knows it."""

    key: bytes
    quota: int
    lease: Lease | None = None
    free: float = 0.0
    """What PostgreSQL had left beside the lease, at `known_at`."""
    known_at: float = float("-inf")
    turn: asyncio.Lock = field(default_factory=asyncio.Lock)

    def free_now(self, now: float) -> float:
        """What can be taken, if no other process has taken any since."""
        if self.known_at == float("-inf"):
            return float(self.quota)
        return min(float(self.quota), self.free + (now - self.known_at) * self.quota / MINUTE)

    def seconds_until(self, points: float, now: float) -> float:
        """When so many can be taken."""
        return max(0.0, (points - self.free_now(now)) * MINUTE / self.quota)


@dataclass(slots=True)
class Meter:
    """What one request uses of its caller's points."""

    budgets: "Budgets"
    account: Account
    points: int = 0
    """What it has been charged so far."""
    retry_after: int | None = None
    _lease: Lease | None = None

    @property
    def is_limited(self) -> bool:
        """Whether there is a limit; where there is none, points are counted all the same."""
        return self.account.quota > 0

    def spend(self, points: int) -> bool:
        """Spend points that were taken ahead; False if those are not enough."""
        lease = self.account.lease
        if lease is None or lease.left < points or self.budgets.clock() >= lease.until:
            return False
        lease.left -= points
        self.points += points
        self._lease = lease
        return True

    async def charge(self, points: int) -> None:
        """Spend points, and take some if need be; raises RateLimited, and then spends none.

        What costs more than a minute gives takes a whole minute's.
        """
        points = self._capped(points)
        if not self.spend(points):
            try:
                await self.budgets.take(self.account, points)
            except RateLimited as refused:
                self.retry_after = refused.retry_after
                raise
            assert self.account.lease is not None
            self._lease = self.account.lease
            self.points += points

    def owe(self, points: int) -> None:
        """Be charged points without asking for them: nobody waits, and nothing is refused."""
        if not self.spend(points):
            self.points += points
            self.budgets.owe(self.account, points)

    def reach(self, points: int) -> None:
        """Come to so many as work goes on, which nothing stops: what was not asked for is owed.

        However much work it is, it takes a whole minute's at most.
        """
        more = self._capped(points) - self.points
        if more > 0:
            self.owe(more)

    def settle(self, points: int) -> None:
        """Come to so many in all: what is not used is given back, what was used beyond is owed."""
        points = self._capped(points)
        change = self.points - points
        self.points = points
        if change and self._lease is not None:
            self.budgets.give(self.account, self._lease, change)

    def _capped(self, points: int) -> int:
        return min(points, self.account.quota) if self.account.quota else points

    def allowance(self) -> Allowance:
        """What is left, where there is a limit."""
        account = self.account
        quota, lease = account.quota, account.lease
        left = account.free_now(self.budgets.clock()) + (0 if lease is None else lease.left)
        remaining = max(0, min(quota, int(left)))
        return Allowance(quota, remaining, (quota - remaining) * MINUTE / quota)


Returned = tuple[bytes, float, float, datetime]


class Budgets:
    """The budgets of all who ask a process. A quota of 0 leaves whoever it is for unlimited."""

    def __init__(
        self,
        database: Database,
        *,
        quota: int,
        public_quota: int,
        clock: Clock = time.monotonic,
        moment: Callable[[], datetime | None] = lambda: None,
    ) -> None:
        """`moment` is the time as PostgreSQL is told it; its own, unless a test says otherwise."""
        self._database = database
        self._quota = quota
        self._public_quota = public_quota
        self._moment = moment
        self._accounts: OrderedDict[Whose, Account] = OrderedDict()
        self._returned: list[Returned] = []
        self._owed: Counter[tuple[bytes, int]] = Counter()
        endless = Lease(ENDLESS, datetime.min.replace(tzinfo=UTC), math.inf)
        self._unlimited = Account(b"", 0, endless)
        self.clock = clock

    def meter(self, caller: Caller, address: str | None = None) -> Meter:
        """What counts a request's points.

        A person or a firm has a budget with each client; the public has one for each address.
        """
        if caller.is_public:
            whose: Whose = _network(address)
            quota = self._public_quota
        else:
            whose, quota = _whose(caller), self._quota
        return Meter(self, self._account(whose, quota) if quota else self._unlimited)

    async def charge(self, caller: Caller, points: int, address: str | None = None) -> None:
        """Take points for what is no request: a delivery, an export. Raises RateLimited."""
        await self.meter(caller, address).charge(points)

    async def take(self, account: Account, points: int) -> None:
        """Spend points of a new lease, in one account one after another; raises RateLimited."""
        async with account.turn:
            now = self.clock()
            lease = account.lease
            if lease is not None and lease.left >= points and now < lease.until:
                lease.left -= points
                return
            held = lease.left if lease is not None else 0
            wait = account.seconds_until(points - held, now)
            if wait > 0 and now - account.known_at < BELIEVED_SECONDS:
                raise _refused(wait)
            await self._lease(account, points)

    async def _lease(self, account: Account, points: int) -> None:
        old = account.lease
        account.lease = None
        back = 0
        if old is not None:
            old.is_over, back, old.left = True, old.left, 0
        wanted = max(points, account.quota // LEASES_A_MINUTE)
        moment = self._moment()
        taken_at = old.taken_at if old is not None else None
        given = (account.key, float(points), float(wanted), float(account.quota), float(back))
        # Where this fails nobody knows whether it was given back: then it was not.
        async with self._database.authorizing() as transaction:
            (row,) = await transaction.rows(TAKE, (*given, taken_at, moment))
        now = self.clock()
        account.free, account.known_at = row["free"], now
        if row["granted"] < points:
            raise _refused(account.seconds_until(points, now))
        left = int(row["granted"]) - points
        account.lease = Lease(left, row["moment"], now + LEASE_SECONDS)

    def give(self, account: Account, lease: Lease, points: int) -> None:
        """Give points back to the lease that they are of, or owe more to it."""
        if not lease.is_over and lease.left + points >= 0:
            lease.left += points
        else:
            self._return(account, lease, points)

    def owe(self, account: Account, points: int) -> None:
        """Have points count as used when the database is next told."""
        self._owed[account.key, account.quota] += points

    def _return(self, account: Account, lease: Lease, points: int) -> None:
        self._returned.append((account.key, float(points), float(account.quota), lease.taken_at))

    async def tidy(self, *, whole: bool = False) -> None:
        """Give back what is left of leases that are over; of all of them, on the way out."""
        now = self.clock()
        for account in self._accounts.values():
            lease = account.lease
            if lease is not None and (whole or now >= lease.until) and not account.turn.locked():
                self._end(account, lease)
        returned, self._returned = self._returned, []
        owed, self._owed = self._owed, Counter()
        never = datetime.min.replace(tzinfo=UTC)
        returned += [(key, -float(n), float(quota), never) for (key, quota), n in owed.items()]
        if returned:
            async with self._database.authorizing() as transaction:
                columns = [list(column) for column in zip(*returned, strict=True)]
                await transaction.value(RETURN, (*columns, self._moment()))

    def _end(self, account: Account, lease: Lease) -> None:
        account.lease, lease.is_over = None, True
        if lease.left:
            self._return(account, lease, lease.left)
            account.free += lease.left
        lease.left = 0

    def _account(self, whose: Whose, quota: int) -> Account:
        account = self._accounts.get(whose)
        if account is None:
            # Hashed: an address is nobody's business in the database.
            key = sha256(repr(whose).encode()).digest()
            account = self._accounts[whose] = Account(key, quota)
            if len(self._accounts) > MOST_ACCOUNTS:
                _, dropped = self._accounts.popitem(last=False)
                if dropped.lease is not None:
                    self._end(dropped, dropped.lease)
        else:
            self._accounts.move_to_end(whose)
        return account


def _whose(caller: Caller) -> Whose:
    """Numbers, which compare faster than UUIDs."""
    person, firm, client = caller.person, caller.firm, caller.client
    return (
        0 if person is None else person.int,
        0 if firm is None else firm.int,
        0 if client is None else client.int,
    )


def _refused(seconds: float) -> RateLimited:
    wait = max(1, math.ceil(seconds))
    return RateLimited(wait, f"The points for a minute are used up: ask again in {wait} s.")
