"""Log-in at the state's OpenID provider, by discovery, and what is not taken for it."""

from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
import pytest
from joserfc.jwk import ECKey

from api.embedded import Urls
from tests.api.log_in.desk import MANAGER, OFFICER, Browser, House, house
from tests.api.log_in.state_provider import CLIENT_ID, CLIENT_SECRET, StateProvider

GOAL = "/oauth/authorize?client_id=portal"


@pytest.fixture
def provider() -> Iterator[StateProvider]:
    running = StateProvider()
    yield running
    running.stop()


def settings(provider: StateProvider, **given: Any) -> dict[str, Any]:
    return {
        "external_issuer": provider.url,
        "external_client_id": CLIENT_ID,
        "external_client_secret": CLIENT_SECRET,
        "token_issuer": "https://127.0.0.1:8000",
        **given,
    }


async def registered(home: House, subject: str = "state-id-4711") -> None:
    await home.rows(
        "INSERT INTO person_login (id, person_id, issuer, subject)"
        " VALUES (gen_random_uuid(), $1, $2, $3)",
        MANAGER,
        home.settings.external_issuer,
        subject,
    )


@pytest.fixture
async def home(own_urls: Urls, provider: StateProvider) -> AsyncIterator[House]:
    async with house(own_urls, **settings(provider)) as opened:
        await registered(opened)
        yield opened


async def there_and_back(browser: Browser, goal: str = GOAL) -> httpx.Response:
    """What a browser does once the person follows the link."""
    way = await browser.get("/log-in/provider", params={"continue": goal})
    assert way.status_code == 302, way.text
    async with httpx.AsyncClient(trust_env=False) as client:
        back = (await client.get(way.headers["location"])).headers["location"]
    assert back.startswith("https://127.0.0.1:8000/log-in/provider/callback?")
    return await browser.get(back)


async def test_a_registered_log_in_is_its_person(
    home: House, browser: Browser, provider: StateProvider
) -> None:
    page = await browser.get("/log-in")
    assert "Log in at 127.0.0.1" in page.text
    reply = await there_and_back(browser)
    assert (reply.status_code, reply.headers["location"]) == (303, GOAL)
    assert await browser.who() == "Plan Manager, Mill City"
    (row,) = await home.rows("SELECT person_id, methods FROM oauth.session")
    assert (row["person_id"], row["methods"]) == (MANAGER, ["external"])
    assert await home.events() == [("LOGGED_IN", "external")]
    assert provider.asked[0] == "/.well-known/openid-configuration"
    await there_and_back(browser)
    assert provider.asked.count("/.well-known/openid-configuration") == 1


async def test_the_provider_tells_how_and_when(
    home: House, browser: Browser, provider: StateProvider
) -> None:
    then = datetime.now(UTC).replace(microsecond=0) - timedelta(hours=2)
    provider.claims |= {"amr": ["pwd", "mfa", "<b>"], "auth_time": int(then.timestamp())}
    await there_and_back(browser)
    (row,) = await home.rows("SELECT methods, since FROM oauth.session")
    assert (row["methods"], row["since"]) == (["pwd", "mfa"], then)


async def test_what_is_asked_of_the_log_in_is_asked_of_the_provider(
    browser: Browser, provider: StateProvider
) -> None:
    way = await browser.get(
        "/log-in/provider", params={"continue": f"{GOAL}&prompt=login&max_age=60"}
    )
    asked = httpx.URL(way.headers["location"]).params
    assert (asked["prompt"], asked["max_age"]) == ("login", "60")
    assert asked["redirect_uri"] == "https://127.0.0.1:8000/log-in/provider/callback"
    assert {"state", "nonce", "code_challenge"} <= set(asked)


async def test_who_is_not_registered_is_not_let_in(
    home: House, browser: Browser, provider: StateProvider
) -> None:
    provider.claims["sub"] = "somebody-else"
    reply = await there_and_back(browser)
    assert reply.status_code == 403
    assert "nobody in this network is registered" in reply.text
    assert await home.sessions() == 0
    assert await home.events() == [("LOG_IN_REFUSED", "unknown at provider")]


async def test_without_an_office_there_is_no_access(home: House, browser: Browser) -> None:
    await home.rows("UPDATE appointment SET ends_on = starts_on WHERE person_id = $1", MANAGER)
    reply = await there_and_back(browser)
    assert reply.status_code == 403
    assert "no office" in reply.text
    assert await home.sessions() == 0


@pytest.mark.parametrize(
    "claims",
    [
        {"iss": "https://evil.example"},
        {"aud": "another-client"},
        {"aud": "another-client", "azp": CLIENT_ID},
        {"exp": 1},
        {"nonce": "another"},
        {"nonce": None},
        {"sub": None},
        {"iat": None},
    ],
)
async def test_a_wrong_id_token_vouches_for_nobody(
    home: House, browser: Browser, provider: StateProvider, claims: dict[str, Any]
) -> None:
    provider.claims |= claims
    reply = await there_and_back(browser)
    assert reply.status_code == 403
    assert await home.sessions() == 0
    assert await home.events() == [("LOG_IN_REFUSED", "provider vouches for nobody")]


async def test_only_the_published_keys_sign(
    home: House, browser: Browser, provider: StateProvider
) -> None:
    provider.signing = ECKey.generate_key("P-256")
    assert (await there_and_back(browser)).status_code == 403
    provider.sign_with_secret()
    assert (await there_and_back(browser)).status_code == 403
    provider.algorithm = "none"
    assert (await there_and_back(browser)).status_code == 403
    assert await home.sessions() == 0


async def test_a_new_key_of_the_provider_is_found(
    home: House, browser: Browser, provider: StateProvider
) -> None:
    await there_and_back(browser)
    provider.key = provider.signing = ECKey.generate_key("P-256", auto_kid=True)
    assert (await there_and_back(browser)).status_code == 303


@pytest.mark.parametrize(
    "answers",
    [
        {"error": "access_denied", "code": None},
        {"state": "another"},
        {"state": None},
        {"code": "another"},
        {"code": None},
        {"iss": "https://evil.example"},
    ],
)
async def test_an_answer_that_is_not_to_our_question_is_refused(
    home: House, browser: Browser, provider: StateProvider, answers: dict[str, Any]
) -> None:
    provider.answers |= answers
    reply = await there_and_back(browser)
    assert reply.status_code == 403
    assert await home.sessions() == 0


async def test_another_browsers_answer_is_refused(
    home: House, browser: Browser, provider: StateProvider
) -> None:
    way = await browser.get("/log-in/provider")
    async with httpx.AsyncClient(trust_env=False) as client:
        back = (await client.get(way.headers["location"])).headers["location"]
    async with home.browser() as victim:
        assert (await victim.get(back)).status_code == 403
        await victim.get("/log-in/provider")
        assert (await victim.get(back)).status_code == 403
    assert await home.sessions() == 0


async def test_an_answer_is_good_once(home: House, browser: Browser) -> None:
    way = await browser.get("/log-in/provider")
    async with httpx.AsyncClient(trust_env=False) as client:
        back = (await client.get(way.headers["location"])).headers["location"]
    assert (await browser.get(back)).status_code == 303
    assert (await browser.get(back)).status_code == 403
    assert await home.sessions() == 1


async def test_a_provider_that_is_away_is_said_to_be(
    home: House, browser: Browser, provider: StateProvider
) -> None:
    provider.stop()
    reply = await browser.get("/log-in/provider")
    assert reply.status_code == 503
    assert "does not answer" in reply.text


@pytest.mark.parametrize(
    "about",
    [
        {"issuer": "https://evil.example"},
        {"authorization_endpoint": "http://evil.example/authorize"},
        {"token_endpoint": None},
        {"jwks_uri": "file:///etc/passwd"},
    ],
)
async def test_a_discovery_document_that_leads_elsewhere_is_not_believed(
    browser: Browser, provider: StateProvider, about: dict[str, Any]
) -> None:
    provider.about = about
    assert (await browser.get("/log-in/provider")).status_code == 503


async def test_a_role_that_needs_a_second_factor_is_asked_here_unless_the_provider_was(
    own_urls: Urls, provider: StateProvider
) -> None:
    given = settings(provider, second_factor_roles="PLAN_MANAGER")
    async with house(own_urls, **given) as home, home.browser() as browser:
        await registered(home)
        reply = await there_and_back(browser)
        assert reply.headers["location"] == "/log-in/second-factor"
        assert await home.sessions() == 0
        provider.claims["amr"] = ["pwd", "mfa"]
        reply = await there_and_back(browser)
        assert reply.headers["location"] == GOAL


@pytest.mark.parametrize(
    ("claims", "known"),
    [
        ({"email": "Boss@State.example", "email_verified": True}, True),
        ({"email": "boss@state.example", "email_verified": False}, False),
        ({"email": "boss@state.example", "email_verified": "true"}, False),
        ({"email": "boss@state.example"}, False),
        ({"email": "shared@state.example", "email_verified": True}, False),
        ({"email_verified": True}, False),
    ],
)
@pytest.mark.parametrize("place", ["ID token", "userinfo"])
async def test_a_verified_email_finds_the_one_person_it_is_the_contact_of(
    own_urls: Urls, provider: StateProvider, claims: dict[str, Any], *, known: bool, place: str
) -> None:
    if place == "userinfo":
        provider.userinfo |= claims
    else:
        provider.claims |= claims
    given = settings(provider, external_claim="email")
    async with house(own_urls, **given) as home, home.browser() as browser:
        await home.rows(
            "INSERT INTO person_contact (id, person_id, email)"
            " SELECT gen_random_uuid(), person, mail"
            " FROM unnest($1::uuid[], $2::text[]) each (person, mail)"
            " ON CONFLICT (person_id) DO UPDATE SET email = excluded.email",
            [OFFICER, MANAGER, *[row["id"] for row in await others(home)]],
            ["boss@state.example", "shared@state.example", "SHARED@state.example"],
        )
        reply = await there_and_back(browser)
        assert reply.status_code == (303 if known else 403)
        assert await home.sessions() == int(known)


async def others(home: House) -> list[Any]:
    return await home.rows("SELECT id FROM person WHERE id <> ALL ($1) LIMIT 1", [OFFICER, MANAGER])


async def test_userinfo_of_somebody_else_is_not_believed(
    own_urls: Urls, provider: StateProvider
) -> None:
    provider.userinfo = {"sub": "another", "employee": "42"}
    given = settings(provider, external_claim="employee")
    async with house(own_urls, **given) as home, home.browser() as browser:
        await registered(home, "42")
        assert (await there_and_back(browser)).status_code == 403
        provider.userinfo["sub"] = "state-id-4711"
        assert (await there_and_back(browser)).status_code == 303


async def test_without_a_client_there_is_no_way_to_a_provider(
    own_urls: Urls, provider: StateProvider
) -> None:
    async with house(own_urls, external_issuer=provider.url) as home, home.browser() as browser:
        assert (await browser.get("/log-in/provider")).status_code == 404
        assert "Log in at" not in (await browser.get("/log-in")).text
