"""Where a delivery may go: public addresses by https, unless settings say otherwise.

Whoever registers an endpoint has this server send requests. None of them may reach what only this
server reaches: the machine itself, its network, the metadata service of a cloud.
"""

import ipaddress
import socket
from dataclasses import dataclass
from urllib.parse import urlsplit

from models.failures import BadUserInput

__all__ = ["AddressRefused", "Destinations", "IPAddress"]

IPAddress = ipaddress.IPv4Address | ipaddress.IPv6Address

LONGEST = 2_000
NAMES_OF_OURS = ("localhost", "localdomain", "local", "internal", "home.arpa")
UNICAST = ipaddress.IPv6Network("2000::/3")
"""Of IPv6, all that is given out to anybody; the rest is local, or nothing yet."""

NAT64 = ipaddress.IPv6Network("64:ff9b::/96")
V4_BITS = 0xFFFFFFFF


class AddressRefused(Exception):  # noqa: N818 - named by what happened
    """A name leads to an address that nothing is sent to."""


@dataclass(frozen=True, slots=True)
class Destinations:
    """What may be sent to."""

    allows_http: bool = False
    allows_private: bool = False

    def check_url(self, url: str) -> None:
        """Raise BadUserInput for an address that no delivery could go to, as far as it tells."""
        try:
            parts = urlsplit(url)
            host, port = parts.hostname, parts.port
        except ValueError as error:
            raise BadUserInput("This is no address.") from error
        schemes = ("https", "http") if self.allows_http else ("https",)
        if parts.scheme not in schemes:
            raise BadUserInput(f"The address has to begin with {schemes[0]}://.")
        if len(url) > LONGEST or not url.isascii() or not url.isprintable() or " " in url:
            message = f"An address has at most {LONGEST:,} characters, and those of ASCII."
            raise BadUserInput(message)
        if not host or port == 0:
            raise BadUserInput("The address names no host.")
        if parts.username is not None or parts.password is not None or parts.fragment:
            raise BadUserInput("The address has no user, no password and no fragment.")
        self._check_host(host)

    def _check_host(self, host: str) -> None:
        literal = _literal(host)
        name = host.rstrip(".").lower()
        is_ours = any(name == each or name.endswith(f".{each}") for each in NAMES_OF_OURS)
        if not self.allows_private and (is_ours or (literal and not is_public(literal))):
            raise BadUserInput("This is no public address.")

    def check_resolved(self, addresses: list[IPAddress]) -> None:
        """Raise AddressRefused unless all that a name leads to may be sent to.

        All, since a name that leads to an address of ours beside one of its own is up to something.
        """
        if not self.allows_private and not all(is_public(each) for each in addresses):
            raise AddressRefused("it is no public address")


def is_public(address: IPAddress) -> bool:
    """Whether an address is of the public internet, whatever it is wrapped in."""
    inner = _unwrapped(address)
    if inner is not None:
        return is_public(inner)
    if isinstance(address, ipaddress.IPv6Address) and address not in UNICAST:
        return False
    return address.is_global and not (address.is_multicast or address.is_reserved)


def _unwrapped(address: IPAddress) -> ipaddress.IPv4Address | None:
    """The IPv4 address to which an IPv6 address leads by way of a translation or a tunnel."""
    if not isinstance(address, ipaddress.IPv6Address):
        return None
    if address in NAT64 or int(address) >> 32 == 0:  # the second: IPv4-compatible, long deprecated
        return ipaddress.IPv4Address(int(address) & V4_BITS)
    if address.teredo is not None:
        return address.teredo[1]
    return address.ipv4_mapped or address.sixtofour


def _literal(host: str) -> IPAddress | None:
    """The address that a host is, also in the old ways to write one: `127.1`, `0x7f000001`."""
    try:
        return ipaddress.ip_address(host.partition("%")[0])
    except ValueError:
        pass
    try:
        return ipaddress.IPv4Address(socket.inet_aton(host))
    except (OSError, ValueError):
        return None
