"""How often the authorization server may be asked, and what becomes of those who ask more."""

from datetime import timedelta
from typing import Final

from auth.limits import Limit, charge, network_of
from auth.oauth.issuing import Authorization
from auth.oauth.journal import Kind, record
from models.failures import RateLimited

__all__ = ["BY_ADDRESS", "BY_CLIENT", "admit"]

MINUTE: Final = timedelta(minutes=1)
BY_ADDRESS: Final = Limit("oauth by address", 300, MINUTE)
BY_CLIENT: Final = Limit("oauth by client", 600, MINUTE)
"""Of what a client has proved to be its own; or anyone could use it up in its name."""

TOLD: Final = Limit("oauth limits told", 1, MINUTE)
"""A flood of requests is not to become one of events."""


async def admit(server: Authorization, address: str | None) -> None:
    """Count a request from an address; raises RateLimited."""
    now, network = server.now(), network_of(address)
    try:
        await charge(server.database, BY_ADDRESS, network, now=now)
    except RateLimited:
        await _tell(server, address, network)
        raise


async def _tell(server: Authorization, address: str | None, network: str) -> None:
    try:
        await charge(server.database, TOLD, network, now=server.now())
    except RateLimited:
        return
    async with server.database.authorizing() as transaction:
        await record(transaction, Kind.RATE_LIMITED, address=address, reason=BY_ADDRESS.name)
