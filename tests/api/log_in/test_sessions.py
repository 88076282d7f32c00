"""How a session ends: by itself, by its person, and with what it stood on."""

from datetime import UTC, datetime

import pytest

from auth.accounts import accounts
from auth.accounts.sessions import SignedIn, check_csrf, csrf_token, end
from tests.api.log_in.desk import EMAIL, MANAGER, Browser, House


async def test_a_session_ends_when_it_is_not_used(home: House, browser: Browser) -> None:
    await browser.log_in()
    for _ in range(3):
        home.clock.pass_by(minutes=50)
        assert await browser.who() is not None
    home.clock.pass_by(minutes=61)
    assert await browser.who() is None


async def test_a_session_ends_however_much_it_is_used(home: House, browser: Browser) -> None:
    await browser.log_in()
    for _ in range(14):
        home.clock.pass_by(minutes=50)
        assert await browser.who() is not None
    home.clock.pass_by(minutes=20)
    assert await browser.who() is None


async def test_looking_does_not_write_each_time(home: House, browser: Browser) -> None:
    await browser.log_in()
    seen = "SELECT xmin::text FROM oauth.session"
    (before,) = await home.rows(seen)
    await browser.who()
    assert (await home.rows(seen))[0] == before


async def test_logging_out_ends_the_session(home: House, browser: Browser) -> None:
    await browser.log_in()
    fields = await browser.hidden("/log-in")
    token = browser.session or ""
    reply = await browser.send("/log-out", fields)
    assert reply.status_code == 200
    assert "You are logged out" in reply.text
    assert await home.sessions() == 0
    assert browser.session is None
    headers = {"cookie": f"__Host-throughline-session={token}"}
    page = await browser.client.get("/log-in", headers=headers)
    assert "You are logged in" not in page.text
    assert (await home.events())[-1] == ("LOGGED_OUT", None)


async def test_nobody_is_logged_out_by_another_page(home: House, browser: Browser) -> None:
    await browser.log_in()
    for fields in ({"csrf": ""}, {"csrf": "x"}):
        assert (await browser.send("/log-out", fields)).status_code == 403
    fields = await browser.hidden("/log-in")
    reply = await browser.send("/log-out", fields, headers={"sec-fetch-site": "cross-site"})
    assert reply.status_code == 403
    assert await home.sessions() == 1
    assert await browser.who() is not None


async def test_who_is_not_logged_in_may_log_out(browser: Browser) -> None:
    assert (await browser.send("/log-out", {"csrf": ""})).status_code == 200


async def test_a_session_ends_with_the_last_office(home: House, browser: Browser) -> None:
    await browser.log_in()
    await home.rows("UPDATE appointment SET ends_on = starts_on WHERE person_id = $1", MANAGER)
    assert await browser.who() is None


@pytest.mark.parametrize("change", ["disabled", "password"])
async def test_a_session_ends_with_its_account(home: House, browser: Browser, change: str) -> None:
    await browser.log_in()
    if change == "disabled":
        async with home.database.authorizing() as transaction:
            await accounts.set_disabled(transaction, EMAIL, disabled=True)
    else:
        await home.give_account(password="quite another password")
    assert await browser.who() is None
    assert await home.sessions() == 0


async def test_what_clients_were_given_ends_with_the_session(home: House, browser: Browser) -> None:
    await browser.log_in()
    (row,) = await home.rows("SELECT id FROM oauth.session")
    await home.rows(
        "INSERT INTO client (id, name, kind, authentication, redirect_uris)"
        " VALUES ($1, 'Portal', 'PORTAL', 'NONE', '{https://portal.example/cb}')",
        row["id"],
    )
    await home.rows(
        "INSERT INTO oauth.family"
        " (id, client_id, person_id, session_id, scope, auth_time, begun_at, expires_at)"
        " SELECT gen_random_uuid(), $1, $2, session, 'read', now(), now(), now()"
        " FROM unnest($3::uuid[]) session",
        row["id"],
        MANAGER,
        [row["id"], MANAGER],
    )
    async with home.database.authorizing() as transaction:
        await end(transaction, row["id"])
    ended = await home.rows("SELECT session_id FROM oauth.family WHERE ended_at IS NOT NULL")
    assert [each["session_id"] for each in ended] == [row["id"]]


async def test_the_sessions_of_others_go_on(home: House, browser: Browser) -> None:
    await browser.log_in()
    async with home.browser() as other:
        await other.log_in()
        await browser.send("/log-out", await browser.hidden("/log-in"))
        assert await browser.who() is None
        assert await other.who() == "Plan Manager, Mill City"


def test_a_form_belongs_to_one_session() -> None:
    moment = datetime(2026, 11, 22, tzinfo=UTC)
    mine = SignedIn(MANAGER, MANAGER, moment, ("pwd",), csrf="one")
    assert check_csrf(mine, csrf_token(mine))
    for given in (None, "", "two", "ö"):
        assert not check_csrf(mine, given)
    assert not check_csrf(SignedIn(MANAGER, MANAGER, moment, ("pwd",)), "")
