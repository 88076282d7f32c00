"""How much may be tried in how long, kept in the database so that all processes count together.

A limit refills steadily (the generic cell rate algorithm): `count` at once, then one more each
`per / count`. What is refused counts too, so that whoever keeps trying stays out.
"""

import ipaddress
import math
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256

from auth.database import Database
from auth.transactions import WriteTransaction
from models.failures import RateLimited

__all__ = ["Limit", "charge", "charge_within", "network_of"]

IPV6_NETWORK = 64
"""What one subscriber is given at least: to count single addresses would limit nobody."""

CHARGE = """
INSERT INTO oauth.allowance AS used (name, key, whole_at)
VALUES ($1, $2, $3::timestamptz + $4::interval)
ON CONFLICT (name, key) DO UPDATE
SET whole_at = least(greatest(used.whole_at, $3), $3 + $5::interval) + $4::interval
RETURNING whole_at
"""
FORGET = """
DELETE FROM oauth.allowance WHERE (name, key) IN (
    SELECT old.name, old.key FROM oauth.allowance old WHERE old.whole_at < $1
    ORDER BY old.whole_at LIMIT 10 FOR UPDATE SKIP LOCKED
)
"""


@dataclass(frozen=True, slots=True)
class Limit:
    """At most `count` in a period, by the name under which it is counted."""

    name: str
    count: int
    per: timedelta

    @property
    def step(self) -> timedelta:
        """How long it takes until one more is allowed."""
        return self.per / self.count


async def charge(database: Database, limit: Limit, key: str, *, now: datetime) -> None:
    """Count one of a limit against a key; raises RateLimited if it was one too many.

    It is a transaction of its own, because what is refused afterwards has to count too.
    """
    async with database.authorizing() as transaction:
        excess = await _excess(transaction, limit, key, now)
    _refuse(excess)


async def charge_within(
    transaction: WriteTransaction, limit: Limit, key: str, *, now: datetime
) -> None:
    """The same within a transaction, which has to be committed also if this raises."""
    _refuse(await _excess(transaction, limit, key, now))


async def _excess(
    transaction: WriteTransaction, limit: Limit, key: str, now: datetime
) -> timedelta:
    """How far one more goes beyond the limit. The key may be an e-mail, and is hashed."""
    digest = sha256(f"{limit.name}\0{key}".encode()).digest()
    await transaction.rows(FORGET, (now,))
    values = (limit.name, digest, now, limit.step, limit.per)
    whole_at: datetime = await transaction.value(CHARGE, values)
    return whole_at - now - limit.per


def _refuse(excess: timedelta) -> None:
    if excess > timedelta(0):
        raise RateLimited(math.ceil(excess.total_seconds()))


def network_of(address: str | None) -> str:
    """What of a caller's address to count by."""
    try:
        known = ipaddress.ip_address(address or "")
    except ValueError:
        return "unknown"
    if isinstance(known, ipaddress.IPv6Address):
        if known.ipv4_mapped is not None:
            return str(known.ipv4_mapped)
        return str(ipaddress.ip_network((known, IPV6_NETWORK), strict=False))
    return str(known)
