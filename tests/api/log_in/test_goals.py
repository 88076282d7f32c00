"""Where a log-in may lead, and what a page's policy says of it."""

import pytest

from api.log_in.goals import HOME, form_targets, safe_goal, targets_of, without_hint

AUTHORIZE = "/oauth/authorize?client_id=a&redirect_uri=https%3A%2F%2Fportal.example%2Fback"


@pytest.mark.parametrize("goal", [HOME, "/oauth/authorize", AUTHORIZE])
def test_the_authorization_endpoint_is_a_goal(goal: str) -> None:
    assert safe_goal(goal) == goal
    assert safe_goal(f"/network{goal}", "/network") == goal


@pytest.mark.parametrize(
    "given",
    [
        None,
        "",
        "https://evil.example/oauth/authorize",
        "//evil.example/oauth/authorize",
        "///evil.example",
        "/\\evil.example",
        "\\\\evil.example",
        "/\t/evil.example",
        "/oauth/authorize\n",
        "/oauth/authorize#x",
        "/oauth/authorize/../../x",
        "/oauth/authorize@evil.example",
        "/oauth/token",
        "/log-in",
        "/?x=1",
        "javascript:alert(1)",
        "oauth/authorize",
        " /oauth/authorize",
        "/oauth/authorize?a=<b>",
        "/oauth/authorize?" + "a" * 5000,
    ],
)
def test_nothing_else_is(given: str | None) -> None:
    assert safe_goal(given) == HOME


@pytest.mark.parametrize(
    ("redirect_uri", "targets"),
    [
        ("https://portal.example/back?x=1", ["https://portal.example"]),
        ("http://127.0.0.1:5173/back", ["http://127.0.0.1:5173"]),
        ("http://[::1]:5173/back", ["http:"]),
        ("org.example.portal:/back", ["org.example.portal:"]),
        ("https://portal.example; script-src *", ["https:"]),
        ("javascript:alert(1)", []),
        ("data:text/html,x", []),
        ("x y:z", []),
        ("https://[bad", []),
        ("", []),
        (None, []),
    ],
)
def test_a_policy_names_the_client_and_nothing_that_breaks_out_of_it(
    redirect_uri: str | None, targets: list[str]
) -> None:
    assert targets_of(redirect_uri) == targets


def test_the_client_is_read_off_the_request() -> None:
    assert form_targets(AUTHORIZE) == ["https://portal.example"]
    assert form_targets("/") == form_targets("/oauth/authorize?redirect_uri=") == []


@pytest.mark.parametrize("goal", [HOME, "/oauth/authorize", AUTHORIZE])
def test_a_hint_is_taken_off_and_nothing_else_changes(goal: str) -> None:
    assert without_hint(goal) == (goal, None)
    joined = "&" if "?" in goal else "?"
    left, hint = without_hint(f"{goal}{joined}login_hint=a%20b&state=%26")
    assert hint == "a b"
    assert left == f"{goal}{joined}state=%26"
