"""The explorer as a client of the demo's log-in."""

from collections.abc import Iterable, Iterator
from uuid import UUID

from models.clients import SCOPES, Client, ClientAuthentication, ClientKind
from seeds.demo.paper import ILLUSTRATION
from seeds.store import stable_id

__all__ = ["EXPLORER", "explorer_records"]

EXPLORER: UUID = stable_id("client", "explorer")

LOOPBACK = ("http://127.0.0.1/", "http://[::1]/")
"""Of these the port is free; of `localhost` it is not (RFC 8252, 8.3)."""


def explorer_records(addresses: Iterable[str] = ()) -> Iterator[Client]:
    """It, at the addresses of the page beside those of this machine."""
    yield Client(
        id=EXPLORER,
        name="Throughline explorer",
        kind=ClientKind.PORTAL,
        authentication=ClientAuthentication.NONE,
        redirect_uris=sorted({*LOOPBACK, *addresses}),
        post_logout_redirect_uris=[],
        scopes=[scope for scope in SCOPES if scope != "email"],
        is_trusted=True,
        **ILLUSTRATION,
    )
