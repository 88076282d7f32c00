"""The second step: setting it up, being asked for it, and what does not pass for it."""

import base64
from collections.abc import AsyncIterator

import httpx
import pytest

from api.embedded import Urls
from auth.accounts import second_factors, totp
from tests.api.log_in.desk import EMAIL, MANAGER, OFFICER, PASSWORD, Browser, House, hidden, house

OFFICE = "office@state.example"
PAGE = "/log-in/second-factor"


@pytest.fixture
async def home(own_urls: Urls) -> AsyncIterator[House]:
    async with house(own_urls, second_factor_roles="STATE_OFFICE,STATE_BOARD") as opened:
        await opened.give_account()
        await opened.give_account(OFFICER, OFFICE)
        yield opened


def offered(page: httpx.Response) -> bytes:
    """The secret that the page offers to an app."""
    typed = page.text.partition('<code class="secret">')[2].partition("</code>")[0]
    return base64.b32decode(typed.replace(" ", ""))


def code(home: House, secret: bytes, steps: int = 0) -> str:
    return totp.code_at(secret, totp.step_of(home.clock()) + steps)


async def enrolled(home: House, browser: Browser) -> bytes:
    """Set up the officer's second factor, and log in by it."""
    reply = await browser.log_in(OFFICE)
    assert (reply.status_code, reply.headers["location"]) == (303, PAGE)
    page = await browser.get(PAGE)
    secret = offered(page)
    reply = await browser.send(PAGE, hidden(page) | {"code": code(home, secret)})
    assert reply.status_code == 303, reply.text
    return secret


async def test_a_role_that_needs_it_sets_it_up_on_the_way_in(home: House, browser: Browser) -> None:
    await enrolled(home, browser)
    assert (
        await browser.who()
        == "Associate Commissioner, Center for District and School Accountability"
    )
    (row,) = await home.rows("SELECT methods FROM oauth.session")
    assert row["methods"] == ["pwd", "otp", "mfa"]
    assert await home.events() == [("SECOND_FACTOR_SET", None), ("LOGGED_IN", "pwd otp mfa")]


async def test_the_secret_is_sealed_in_the_database(home: House, browser: Browser) -> None:
    secret = await enrolled(home, browser)
    (row,) = await home.rows("SELECT sealed_secret FROM oauth.second_factor")
    assert secret not in row["sealed_secret"]


async def test_the_password_alone_begins_no_session(home: House, browser: Browser) -> None:
    await browser.log_in(OFFICE)
    assert browser.session is None
    assert await home.sessions() == 0
    assert await browser.who() is None


async def test_other_roles_are_not_asked(home: House, browser: Browser) -> None:
    reply = await browser.log_in(EMAIL)
    assert reply.headers["location"] == "/log-in"
    assert await home.sessions() == 1


async def test_who_has_one_is_always_asked(home: House, browser: Browser) -> None:
    secret = totp.new_secret()
    async with home.database.authorizing() as transaction:
        await second_factors.confirm(
            transaction,
            home.app.state.log_in.sealing,
            MANAGER,
            secret=secret,
            code=code(home, secret),
            now=home.clock(),
        )
    home.clock.pass_by(seconds=30)
    goal = "/oauth/authorize?client_id=portal"
    reply = await browser.log_in(page=f"/log-in?continue={goal}")
    assert reply.headers["location"] == PAGE
    page = await browser.get(PAGE)
    assert "secret" not in hidden(page)
    assert 'class="secret"' not in page.text
    reply = await browser.send(PAGE, hidden(page) | {"code": code(home, secret)})
    assert (reply.status_code, reply.headers["location"]) == (303, goal)


async def test_a_code_is_good_once(home: House, browser: Browser) -> None:
    secret = await enrolled(home, browser)
    async with home.browser() as other:
        await other.log_in(OFFICE)
        fields = await other.hidden(PAGE)
        used = await other.send(PAGE, {**fields, "code": code(home, secret)})
        assert used.status_code == 403
        assert await home.sessions() == 1
        assert (await home.events())[-1] == ("SECOND_FACTOR_REFUSED", "wrong code")
        home.clock.pass_by(seconds=30)
        fields = await other.hidden(PAGE)
        assert (await other.send(PAGE, {**fields, "code": code(home, secret)})).status_code == 303


@pytest.mark.parametrize("given", ["", "000000", "abc", "12345678901"])
async def test_a_wrong_code_lets_nobody_in(home: House, browser: Browser, given: str) -> None:
    await browser.log_in(OFFICE)
    page = await browser.get(PAGE)
    secret = offered(page)
    assert given != code(home, secret)
    reply = await browser.send(PAGE, hidden(page) | {"code": given})
    assert reply.status_code == 403
    # The app that has scanned the picture stays good.
    assert offered(reply) == secret
    assert await home.sessions() == 0
    assert await home.rows("SELECT FROM oauth.second_factor") == []


async def test_codes_can_not_be_tried_out(home: House, browser: Browser) -> None:
    secret = await enrolled(home, browser)
    home.clock.pass_by(minutes=30)
    async with home.browser() as other:
        await other.log_in(OFFICE)
        for _ in range(5):
            fields = await other.hidden(PAGE)
            assert (await other.send(PAGE, {**fields, "code": "000000"})).status_code == 403
        fields = await other.hidden(PAGE)
        reply = await other.send(PAGE, {**fields, "code": code(home, secret)})
        assert reply.status_code == 429
        assert "retry-after" in reply.headers
        assert await home.sessions() == 1
        # Another password's log-in is the same person's, and locked as well.
        async with home.browser("192.0.2.7") as third:
            await third.log_in(OFFICE)
            fields = await third.hidden(PAGE)
            reply = await third.send(PAGE, {**fields, "code": code(home, secret)})
            assert reply.status_code == 429


async def test_nobody_sets_up_a_second_one_over_the_first(home: House, browser: Browser) -> None:
    async with home.browser() as other:
        await other.log_in(OFFICE)
        page = await other.get(PAGE)
        intruders = offered(page)
        await enrolled(home, browser)
        home.clock.pass_by(seconds=60)
        reply = await other.send(PAGE, hidden(page) | {"code": code(home, intruders)})
        assert reply.status_code == 403
        assert await home.sessions() == 1


async def test_the_page_is_for_who_has_shown_a_password(home: House, browser: Browser) -> None:
    reply = await browser.get(PAGE)
    assert (reply.status_code, reply.headers["location"]) == (303, "/log-in")
    fields = await browser.hidden("/log-in")
    reply = await browser.send(PAGE, {**fields, "code": "123456"})
    assert (reply.status_code, reply.headers["location"]) == (303, "/log-in")
    assert (await browser.send(PAGE, {"code": "123456"})).status_code == 403
    assert await home.sessions() == 0


async def test_a_password_is_not_remembered_for_long(home: House, browser: Browser) -> None:
    await browser.log_in(OFFICE)
    page = await browser.get(PAGE)
    home.clock.pass_by(minutes=16)
    fields = hidden(page) | {"code": code(home, offered(page))}
    assert (await browser.send(PAGE, fields)).status_code == 403
    assert await home.sessions() == 0


async def test_a_lost_one_is_forgotten(home: House, browser: Browser) -> None:
    await enrolled(home, browser)
    async with home.database.authorizing() as transaction:
        assert await second_factors.forget(transaction, OFFICER)
        assert not await second_factors.forget(transaction, OFFICER)
    home.clock.pass_by(minutes=15)
    assert (await browser.log_in(OFFICE, PASSWORD)).headers["location"] == PAGE
    assert 'class="secret"' in (await browser.get(PAGE)).text
