"""Log-in by e-mail address and password, as a browser and as those who try their luck do it."""

import logging
from urllib.parse import parse_qsl, urlencode, urlsplit

import pytest
from argon2 import PasswordHasher

from api.embedded import Urls
from auth.accounts import accounts
from tests.api.log_in.desk import (
    EMAIL,
    MANAGER,
    OFFICER,
    PASSWORD,
    Browser,
    House,
    hidden,
    house,
)

GOAL = (
    "/oauth/authorize?client_id=portal&state=a%20b&redirect_uri=https%3A%2F%2Fportal.example%2Fcb"
)
WRONG = "The e-mail address or the password is not right."


async def test_the_right_password_logs_in(home: House, browser: Browser) -> None:
    reply = await browser.log_in()
    assert (reply.status_code, reply.headers["location"]) == (303, "/log-in")
    assert await browser.who() == "Plan Manager, Mill City"
    assert await home.sessions() == 1
    assert await home.events() == [("LOGGED_IN", "pwd")]


async def test_the_log_in_leads_back_to_the_authorization_request(browser: Browser) -> None:
    page = await browser.get("/log-in", params={"continue": GOAL})
    assert "form-action 'self' https://portal.example;" in page.headers["content-security-policy"]
    fields = hidden(page) | {"email": EMAIL.upper(), "password": PASSWORD}
    reply = await browser.send("/log-in", fields)
    assert (reply.status_code, reply.headers["location"]) == (303, GOAL)


async def test_the_cookie_is_the_hosts_own_and_out_of_reach(browser: Browser) -> None:
    reply = await browser.log_in()
    (cookie,) = [each for each in reply.headers.get_list("set-cookie") if "-session=" in each]
    said = {part.strip().lower() for part in cookie.split(";")[1:]}
    assert cookie.startswith("__Host-")
    assert said == {"path=/", "secure", "httponly", "samesite=lax"}
    assert reply.headers["cache-control"] == "no-store"


@pytest.mark.parametrize("disabled", [False, True])
async def test_no_answer_tells_whether_there_is_an_account(
    home: House, browser: Browser, *, disabled: bool
) -> None:
    if disabled:
        async with home.database.authorizing() as transaction:
            await accounts.set_disabled(transaction, EMAIL, disabled=True)
    statements: list[int] = []
    replies = []
    for email, password in ((EMAIL, PASSWORD + "?"), ("nobody@mill-city.example", PASSWORD)):
        seen: list[object] = []
        home.database.observers[:] = [seen.append]
        reply = await browser.log_in(email, PASSWORD if disabled and email == EMAIL else password)
        statements.append(len(seen))
        token = hidden(reply)["csrf"]
        replies.append((reply.status_code, reply.text.replace(token, "").replace(email, "")))
    assert replies[0] == replies[1]
    assert replies[0][0] == 403
    assert WRONG in replies[0][1]
    assert statements[0] == statements[1]
    assert browser.session is None
    assert await home.sessions() == 0


async def test_an_account_is_locked_by_rate_and_opens_again(home: House, browser: Browser) -> None:
    for _ in range(10):
        assert (await browser.log_in(password="wrong password")).status_code == 403
    reply = await browser.log_in()
    assert reply.status_code == 429
    assert 0 < int(reply.headers["retry-after"]) <= 180
    assert await home.sessions() == 0
    assert (await home.events())[-1] == ("RATE_LIMITED", "log-in by account")
    async with home.browser("192.0.2.7") as elsewhere:
        assert (await elsewhere.log_in()).status_code == 429
    home.clock.pass_by(minutes=15)
    assert (await browser.log_in()).status_code == 303


async def test_an_unknown_address_is_locked_in_the_same_way(browser: Browser) -> None:
    tried = [(await browser.log_in("nobody@x.example")).status_code for _ in range(11)]
    assert tried == [403] * 10 + [429]


async def test_an_address_is_locked_whatever_accounts_it_tries(
    home: House, browser: Browser
) -> None:
    for number in range(100):
        await browser.log_in(f"somebody-{number}@x.example")
    assert (await browser.log_in()).status_code == 429
    async with home.browser("192.0.2.7") as elsewhere:
        assert (await elsewhere.log_in()).status_code == 303


async def test_who_holds_no_office_is_not_let_in(home: House, browser: Browser) -> None:
    await home.rows("UPDATE appointment SET ends_on = starts_on WHERE person_id = $1", MANAGER)
    reply = await browser.log_in()
    assert reply.status_code == 403
    assert "You hold no office" in reply.text
    assert await home.sessions() == 0
    assert await home.events() == [("LOG_IN_REFUSED", "no office")]


@pytest.mark.parametrize(
    "change",
    [{"csrf": "x"}, {"csrf": ""}, {"csrf": None}],
)
async def test_a_form_of_another_page_is_refused(
    home: House, browser: Browser, change: dict[str, str | None]
) -> None:
    fields = await browser.hidden("/log-in") | {"email": EMAIL, "password": PASSWORD} | change
    reply = await browser.send("/log-in", {k: v for k, v in fields.items() if v is not None})
    assert reply.status_code == 403
    assert await home.sessions() == 0


async def test_another_browsers_form_is_refused(home: House, browser: Browser) -> None:
    async with home.browser() as other:
        fields = await other.hidden("/log-in")
    reply = await browser.send("/log-in", {**fields, "email": EMAIL, "password": PASSWORD})
    assert reply.status_code == 403
    assert "cookie" in reply.text
    await browser.get("/log-in")
    reply = await browser.send("/log-in", {**fields, "email": EMAIL, "password": PASSWORD})
    assert reply.status_code == 403
    assert await home.sessions() == 0


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
async def test_another_sites_form_is_refused(home: House, browser: Browser, site: str) -> None:
    reply = await browser.log_in(headers={"sec-fetch-site": site})
    assert reply.status_code == 403
    assert await home.sessions() == 0


async def test_an_old_form_is_refused(home: House, browser: Browser) -> None:
    fields = await browser.hidden("/log-in")
    home.clock.pass_by(minutes=16)
    reply = await browser.send("/log-in", {**fields, "email": EMAIL, "password": PASSWORD})
    assert reply.status_code == 403


@pytest.mark.parametrize(
    ("body", "media_type", "status"),
    [
        (b'{"email": "x"}', "application/json", 415),
        (b"x", "multipart/form-data; boundary=x", 415),
        (b"email=%ff", "application/x-www-form-urlencoded", 400),
        (b"email=a&email=b", "application/x-www-form-urlencoded", 400),
        (b"email=%00", "application/x-www-form-urlencoded", 400),
        (b"a=1&" * 60, "application/x-www-form-urlencoded", 400),
        (b"email=" + b"x" * 30_000, "application/x-www-form-urlencoded", 413),
        (b"", "application/x-www-form-urlencoded", 403),
    ],
)
async def test_what_no_page_sends_is_refused(
    browser: Browser, body: bytes, media_type: str, status: int
) -> None:
    reply = await browser.client.post("/log-in", content=body, headers={"content-type": media_type})
    assert reply.status_code == status
    assert "text/html" in reply.headers["content-type"]


async def test_a_cookie_that_is_no_cookie_of_ours_is_none(browser: Browser) -> None:
    for value in ("", "x", "A" * 4000):
        headers = {
            "cookie": f"__Host-throughline-session={value}; __Host-throughline-log-in={value}"
        }
        page = await browser.client.get("/log-in", headers=headers)
        assert page.status_code == 200
        assert "Password" in page.text


async def test_a_planted_session_is_not_taken_over(home: House, browser: Browser) -> None:
    async with home.browser() as attacker:
        await attacker.log_in()
        planted = attacker.session
    browser.client.cookies.set("__Host-throughline-session", planted or "", domain="127.0.0.1")
    await browser.log_in()
    assert browser.session not in {None, planted}
    # The session that the browser had has ended with its successor's beginning.
    assert await home.sessions() == 1


async def test_an_outdated_hash_is_made_anew(home: House, browser: Browser) -> None:
    other = PasswordHasher(time_cost=2, memory_cost=8, parallelism=1).hash(PASSWORD)
    await home.rows("UPDATE oauth.account SET password_hash = $1", other)
    assert (await browser.log_in()).status_code == 303
    (row,) = await home.rows("SELECT password_hash FROM oauth.account")
    assert "t=1" in row["password_hash"]
    assert (await browser.log_in()).status_code == 303


async def test_the_demos_people_are_there_in_a_demo_only(own_urls: Urls) -> None:
    async with house(own_urls) as home, home.browser() as browser:
        page = await browser.get("/log-in")
        assert 'name="persona"' not in page.text
        reply = await browser.send("/log-in", hidden(page) | {"persona": "manager"})
        assert reply.status_code == 403
        assert await home.sessions() == 0
    async with house(own_urls, demo=True) as home, home.browser() as browser:
        page = await browser.get("/log-in")
        assert page.text.count('name="persona"') == 13
        reply = await browser.send("/log-in", hidden(page) | {"persona": "state-office"})
        assert reply.status_code == 303
        (row,) = await home.rows("SELECT person_id, methods FROM oauth.session")
        assert (row["person_id"], row["methods"]) == (OFFICER, ["demo"])
        for other in ("firm", "public", "nobody"):
            fields = hidden(await browser.get("/log-in?continue=/")) | {"persona": other}
            assert (await browser.send("/log-in", fields)).status_code == 400


@pytest.mark.parametrize(
    ("is_demo", "hint", "site", "let_in"),
    [
        (True, "manager", "same-origin", True),
        (True, "manager", "same-site", False),
        (True, "manager", "cross-site", False),
        (True, "manager", "none", False),
        (True, "manager", None, False),
        (True, "firm", "same-origin", False),
        (True, EMAIL, "same-origin", False),
        (False, "manager", "same-origin", False),
    ],
)
async def test_a_page_of_ours_alone_may_name_one_of_the_demos_people(
    own_urls: Urls, *, is_demo: bool, hint: str, site: str | None, let_in: bool
) -> None:
    async with house(own_urls, demo=is_demo) as home, home.browser() as browser:
        headers = {} if site is None else {"sec-fetch-site": site}
        asked = {"continue": f"{GOAL}&{urlencode({'login_hint': hint})}"}
        reply = await browser.get("/log-in", params=asked, headers=headers)
        assert (reply.status_code == 303) is let_in
        assert (browser.session is not None) is let_in
        assert await home.sessions() == let_in
        if let_in:
            # Where the browser keeps no cookie, it comes back here without the hint, and once.
            assert parse_qsl(urlsplit(reply.headers["location"]).query) == parse_qsl(
                urlsplit(GOAL).query
            )
            assert await browser.who() == "Plan Manager, Mill City"


async def test_nothing_secret_or_personal_is_logged_or_kept(
    home: House, browser: Browser, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    await browser.log_in(password="not the one")
    await browser.log_in()
    assert EMAIL not in caplog.text
    assert PASSWORD not in caplog.text
    token = browser.session
    assert token is not None
    assert token not in caplog.text
    kept = [
        str(dict(row))
        for table in ("session", "event", "allowance")
        for row in await home.rows(f"SELECT * FROM oauth.{table}")
    ]
    for secret in (token, EMAIL, PASSWORD, "not the one"):
        assert not [row for row in kept if secret in row]
