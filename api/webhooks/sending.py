"""Sends one request to a receiver: to an address that was looked at, and nowhere else.

The name is resolved once, what it leads to is looked at, and the connection is made to just that:
a name that leads elsewhere at a second look is not asked a second time. TLS still proves the name.
Redirections are not followed, proxies of the environment not asked, and of the answer nothing is
read but its status and how long to wait.
"""

import asyncio
import email.utils
import ipaddress
import socket
import ssl
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Final

import httpx2

from auth.webhooks.addresses import AddressRefused, Destinations, IPAddress
from models.webhooks_terms import DeliveryProblem

__all__ = ["Answer", "Resolve", "Sender", "resolve"]

Resolve = Callable[[str, int], Awaitable[list[IPAddress]]]
"""From a name to the addresses that it leads to; raises OSError."""

TIMEOUT_SECONDS: Final = 15.0
MOST_ADDRESSES: Final = 3
USER_AGENT: Final = "Throughline-Webhooks/1"
REDIRECTIONS: Final = range(300, 400)
SUCCESSES: Final = range(200, 300)
GONE: Final = 410
WAITS: Final = frozenset({429, 503})


@dataclass(frozen=True, slots=True)
class Answer:
    """What became of a request: a status, or none; a problem, or none; how long to wait."""

    status: int | None = None
    problem: DeliveryProblem | None = None
    wait: timedelta | None = None


async def resolve(host: str, port: int) -> list[IPAddress]:
    """The addresses of a name, as the machine's resolver says."""
    found = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
    told = dict.fromkeys(str(each[4][0]).partition("%")[0] for each in found)
    return [ipaddress.ip_address(each) for each in told]


def trusted() -> ssl.SSLContext:
    """Whom to believe: the usual authorities, loaded once."""
    return httpx2.create_ssl_context()


@dataclass(frozen=True, slots=True)
class Sender:
    """Sends to where it may."""

    destinations: Destinations
    resolve: Resolve = resolve
    trusts: ssl.SSLContext = field(default_factory=trusted)
    timeout: float = TIMEOUT_SECONDS

    async def send(self, url: str, headers: Mapping[str, str], body: bytes) -> Answer:
        """Post a body; whatever happens, an answer."""
        try:
            async with asyncio.timeout(self.timeout):
                return await self._send(httpx2.URL(url), headers, body)
        except AddressRefused:
            return Answer(problem=DeliveryProblem.ADDRESS_REFUSED)
        except (TimeoutError, httpx2.TimeoutException):
            return Answer(problem=DeliveryProblem.TIMED_OUT)
        except (httpx2.HTTPError, httpx2.InvalidURL, OSError, ValueError):
            return Answer(problem=DeliveryProblem.UNREACHABLE)

    async def _send(self, url: httpx2.URL, headers: Mapping[str, str], body: bytes) -> Answer:
        if url.scheme != "https" and not self.destinations.allows_http:
            raise AddressRefused("it is not https")
        port = url.port or (443 if url.scheme == "https" else 80)
        addresses = await self.resolve(url.host, port)
        self.destinations.check_resolved(addresses)
        for address in addresses[: MOST_ADDRESSES - 1]:
            try:
                return await self._post(url, address, headers, body)
            except httpx2.ConnectError:
                continue
        return await self._post(url, addresses[-1], headers, body)

    async def _post(
        self, url: httpx2.URL, address: IPAddress, headers: Mapping[str, str], body: bytes
    ) -> Answer:
        """To that address, under the name.

        No connection is kept: one to the same address could be under another name.
        """
        sent = {"host": url.netloc.decode(), "user-agent": USER_AGENT, **headers}
        pinned = url.copy_with(host=str(address))
        async with httpx2.AsyncClient(
            verify=self.trusts, trust_env=False, follow_redirects=False, timeout=self.timeout
        ) as client:
            request = client.build_request(
                "POST", pinned, headers=sent, content=body, extensions={"sni_hostname": url.host}
            )
            response = await client.send(request, stream=True)
            await response.aclose()
        return _answer(response)


def _answer(response: httpx2.Response) -> Answer:
    status = response.status_code
    if status in SUCCESSES:
        return Answer(status)
    if status in REDIRECTIONS:
        return Answer(status, DeliveryProblem.REDIRECTED)
    if status == GONE:
        return Answer(status, DeliveryProblem.GONE)
    wait = _wait(response.headers.get("retry-after", "")) if status in WAITS else None
    return Answer(status, DeliveryProblem.REFUSED, wait)


def _wait(said: str) -> timedelta | None:
    """How long `Retry-After` says, in seconds or as a date; None where it says nothing."""
    try:
        if said.strip().isdigit():
            return timedelta(seconds=int(said))
        until = email.utils.parsedate_to_datetime(said)
    except (ValueError, TypeError, OverflowError):
        return None
    aware = until if until.tzinfo else until.replace(tzinfo=UTC)
    return max(timedelta(0), aware - datetime.now(UTC))
