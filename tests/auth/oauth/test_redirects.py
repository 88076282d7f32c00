"""Where people may be sent back to: what is registered, and what matches it."""

import pytest

from auth.oauth.clients import is_redirect, redirect_complaint


@pytest.mark.parametrize(
    "address",
    [
        "https://portal.example.org/back",
        "https://portal.example.org:8443/back?fixed=1",
        "http://127.0.0.1/back",
        "http://[::1]:3000/back",
        "http://localhost:3000/back",
        "org.example.portal:/back",
    ],
)
def test_what_people_can_be_sent_to(address: str) -> None:
    assert redirect_complaint(address) is None


@pytest.mark.parametrize(
    "address",
    [
        "",
        "/back",
        "//portal.example.org/back",
        "http://portal.example.org/back",
        "https://portal.example.org/back#",
        "https://someone@portal.example.org/back",
        "https://*.example.org/back",
        "https:///back",
        "https://portal.example.org:port/back",
        "https://portal.example.org/ü",
        "https://portal.example.org/a b",
        "javascript:alert(1)",
        "data:text/html,hello",
        "portal:/back",
    ],
)
def test_what_nobody_can_be_sent_to(address: str) -> None:
    assert redirect_complaint(address) is not None


@pytest.mark.parametrize(
    ("asked", "registered", "matches"),
    [
        ("https://a.example/b", "https://a.example/b", True),
        ("https://a.example/b", "https://a.example/b/", False),
        ("https://a.example:443/b", "https://a.example/b", False),
        ("https://A.example/b", "https://a.example/b", False),
        ("http://127.0.0.1:5000/b", "http://127.0.0.1/b", True),
        ("http://127.0.0.1:5000/b", "http://127.0.0.1:6000/b", True),
        ("http://[::1]:5000/b", "http://[::1]/b", True),
        ("http://127.0.0.1:5000/b", "http://[::1]/b", False),
        ("http://localhost:5000/b", "http://localhost/b", False),
        ("http://a@127.0.0.1:5000/b", "http://127.0.0.1/b", False),
        ("http://127.0.0.1:5000/b?c=d", "http://127.0.0.1/b", False),
        ("https://127.0.0.1:5000/b", "https://127.0.0.1/b", False),
        ("http://127.0.0.1:x/b", "http://127.0.0.1/b", False),
        ("nonsense", "http://127.0.0.1/b", False),
    ],
)
def test_addresses_match_by_character_but_for_a_loopback_port(
    asked: str, registered: str, *, matches: bool
) -> None:
    assert is_redirect(asked, [registered]) is matches
