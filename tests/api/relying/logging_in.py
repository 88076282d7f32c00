"""A person's log-in at a client: what the library begins, a person goes through, it finishes."""

from typing import Any

from tests.api.relying.party import Client
from tests.api.relying.person import Person

__all__ = ["ALL", "BACK", "OUT", "began", "logged_in"]

BACK = "https://portal.example.org/back"
OUT = "https://portal.example.org/out"
ALL = "openid profile email offline_access read write"


def began(client: Client, **given: str) -> dict[str, str]:
    """Where the person is sent, and what the client keeps of it until the person is back."""
    asked: dict[str, str] = client.do("begin", **{"redirect_uri": BACK, "scope": ALL, **given})
    return asked


def logged_in(client: Client, person: Person, **given: str) -> dict[str, Any]:
    """All that a client gets from a person's log-in."""
    begun = began(client, **given)
    tokens: dict[str, Any] = client.do("finish", **begun | {"url": person.authorize(begun["url"])})
    return tokens
