"""A person in front of a browser, as far as HTTP goes: pages, their forms, cookies, redirects."""

from collections.abc import Mapping
from http.cookies import SimpleCookie
from urllib.parse import urljoin, urlsplit

import httpx

from tests.api.log_in.desk import hidden

__all__ = ["Person"]


class Person:
    """Follows redirects within the server, and stops before they lead elsewhere.

    Cookies are kept by hand: httpx sends none that are `Secure` to a loopback address by http,
    which browsers do.
    """

    def __init__(self, address: str) -> None:
        self.address = address
        self.cookies: dict[str, str] = {}

    def get(self, path: str) -> httpx.Response:
        return self._asked("GET", path)

    def send(self, path: str, fields: Mapping[str, str]) -> httpx.Response:
        return self._asked("POST", path, fields)

    def authorize(self, url: str, persona: str = "manager", decision: str = "allow") -> str:
        """The address to which a client's request leads at last, the person agreeing or not."""
        page = self.get(url)
        if page.url.path == "/log-in":
            page = self.send("/log-in", {**hidden(page), "persona": persona})
        if page.status_code == 200:
            page = self.send("/oauth/authorize", {**hidden(page), "decision": decision})
        assert page.is_redirect, page.text
        return page.headers["location"]

    def _asked(
        self, method: str, path: str, fields: Mapping[str, str] | None = None
    ) -> httpx.Response:
        url = urljoin(self.address, path)
        held = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        reply = httpx.request(method, url, data=fields, headers={"cookie": held}, timeout=60)
        for line in reply.headers.get_list("set-cookie"):
            for name, morsel in SimpleCookie(line).items():
                self.cookies[name] = morsel.value
        leads_to = urljoin(url, reply.headers.get("location", ""))
        own = urlsplit(leads_to).netloc == urlsplit(self.address).netloc
        return self._asked("GET", leads_to) if reply.is_redirect and own else reply
