"""The explorer as a newcomer meets it, in Chromium, over the demo network."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
from selenium.webdriver.common.by import By

from api.app import create_app
from api.embedded import Urls
from api.settings import Settings
from auth.accounts.accounts import set_password
from auth.accounts.passwords import Passwords
from auth.accounts.sessions import end_all
from auth.database import Database
from auth.oauth.store import end_families
from seeds.demo.explorer import EXPLORER
from seeds.demo.personas import PERSONAS
from tests.api.browser import PATIENCE, Page, needs_chromium, opened, requests_of_pages, served
from tests.api.edge import edge_settings
from tests.api.tokens import own_tokens
from tests.databases import Server, connected

pytestmark = needs_chromium

EMAIL, PASSWORD = "manager@mill-city.example", "a long way to Tipperary"
MEASURED = """subscription {
  changed(types: ["Measurement"]) { kind node { ... on Measurement { note } } }
}"""
NOTED = """
UPDATE measurement SET note = 'as it happens', value = value + 1
WHERE id = (SELECT m.id FROM measurement m JOIN district d ON d.id = m.district_id
            WHERE d.name = 'Mill City' ORDER BY m.id LIMIT 1)
"""
LATER = "const now = Date.now; Date.now = () => now() + 600_000"
STORED = "return JSON.stringify([{...localStorage}, {...sessionStorage}, location.href])"


@pytest.fixture(scope="module")
async def urls(server: Server, demo: str, anyio_backend: object) -> AsyncIterator[Urls]:
    """A copy of the demo network, in which people log in."""
    made = await server.create(demo)
    yield made
    await server.drop(made)


@pytest.fixture(scope="module")
def settings(urls: Urls, tmp_path_factory: pytest.TempPathFactory) -> Settings:
    data = tmp_path_factory.mktemp("data")
    return edge_settings(database_url=urls.api, data_dir=data, demo=True)


@pytest.fixture(scope="module")
def served_by(settings: Settings) -> Iterator[Settings]:
    """The settings of a server that runs, with its port."""
    with served(lambda port: create_app(settings.on_port(port))) as address:
        yield settings.on_port(urlsplit(address).port or 0)


@pytest.fixture(scope="module")
def address(served_by: Settings) -> str:
    return served_by.address


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    with opened(tmp_path_factory.mktemp("browser")) as page:
        yield page


@pytest.fixture
def page(browser: Page) -> Iterator[Page]:
    """The explorer's page, which may not break its own policy, nor fail, in any test."""
    yield browser
    assert browser.errors() == []


def test_the_explorer_asks_nobody_but_its_own_server(address: str, tmp_path: Path) -> None:
    with opened(tmp_path, heed_policy=False) as page:
        page.load(address)
        page.click("Execute")
        page.answer()
        page.click("Show Documentation")
        page.write("operation", "{ districts { nodes { nam } } }")
        page.complaints()
        page.prettify()
    asked = requests_of_pages(tmp_path)
    assert {f"{part.scheme}://{part.netloc}" for part in map(urlsplit, asked)} == {address}
    paths = [urlsplit(url).path for url in asked]
    assert "/graphql" in paths
    assert [path for path in paths if path.startswith("/static/worker-graphql-")]


def test_another_persona_gets_another_answer_and_each_its_own(
    served_by: Settings, page: Page
) -> None:
    page.load(served_by.address)
    page.click("Execute")
    answers = {"public": page.answer()}
    for persona in ("manager", "other-manager", "state-office"):
        page.ask_as(persona)
        answers[persona] = page.answer()
    query = page.text("operation")
    assert answers == {persona: direct(served_by, query, persona) for persona in answers}
    assert answers["public"]["data"]["district"]["name"] == "Mill City"
    assert answers["public"] != answers["manager"] != answers["other-manager"]


def test_a_persona_is_logged_in_by_a_code_and_its_tokens_stay_in_memory(
    address: str, tmp_path: Path
) -> None:
    with opened(tmp_path) as page:
        page.load(address)
        page.ask_as("manager")
        page.about(PERSONAS["manager"].description)
        stored = page.chrome.execute_script(STORED)
        assert "eyJ" not in stored
        assert "code" not in stored
        (cookie,) = page.chrome.get_cookies()
        assert (cookie["name"], cookie["httpOnly"]) == ("__Host-throughline-session", True)
    asked = [urlsplit(each) for each in requests_of_pages(tmp_path)]
    paths = {each.path for each in asked}
    assert {"/oauth/authorize", "/log-in", "/oauth/token"} <= paths
    (request,) = [parse_qs(each.query) for each in asked if "prompt=login" in each.query]
    assert request["code_challenge_method"] == ["S256"]
    assert request["client_id"] == [str(EXPLORER)]


def test_the_address_keeps_the_persona(served_by: Settings, page: Page) -> None:
    page.load(f"{served_by.address}/#manager")
    page.click("Execute")
    assert page.answer() == direct(served_by, page.text("operation"), "manager")
    page.ask_as("monitor")
    assert page.chrome.current_url == f"{served_by.address}/#monitor"


async def test_a_reload_asks_as_the_same_one_by_the_same_session(
    served_by: Settings, urls: Urls, page: Page
) -> None:
    page.load(f"{served_by.address}/#principal")
    page.about(PERSONAS["principal"].description)
    page.chrome.refresh()
    page.settled()
    page.click("Execute")
    assert page.answer() == direct(served_by, page.text("operation"), "principal")
    assert await told(urls, "LOGGED_IN", "principal") == 1
    assert await told(urls, "CODE_GIVEN", "principal") == 2


async def test_tokens_are_refreshed_before_they_end(
    served_by: Settings, urls: Urls, page: Page
) -> None:
    page.load(f"{served_by.address}/#superintendent")
    page.about(PERSONAS["superintendent"].description)
    page.chrome.execute_script(LATER)
    page.click("Execute")
    assert page.answer() == direct(served_by, page.text("operation"), "superintendent")
    assert await told(urls, "TOKEN_GIVEN", "superintendent") == 2
    assert await told(urls, "CODE_GIVEN", "superintendent") == 1


async def test_a_persona_whose_log_in_was_ended_elsewhere_is_logged_in_again(
    served_by: Settings, urls: Urls, page: Page
) -> None:
    page.load(f"{served_by.address}/#administrator")
    page.about(PERSONAS["administrator"].description)
    await end(urls, "administrator")
    page.chrome.execute_script(LATER)
    page.click("Execute")
    assert page.answer() == direct(served_by, page.text("operation"), "administrator")
    assert await told(urls, "LOGGED_IN", "administrator") == 2
    forget_refusals(page)


def test_the_page_of_the_log_in_leads_here_and_logging_out_ends_the_session(
    served_by: Settings, page: Page
) -> None:
    address = served_by.address
    page.load(address)
    page.press("Log in")
    page.until(lambda: page.chrome.title.startswith("Log in"))
    page.chrome.find_element(By.CSS_SELECTOR, "button[value=monitor]").click()
    page.settled()
    page.about(PERSONAS["monitor"].description)
    assert page.chrome.current_url == f"{address}/#monitor"
    page.click("Execute")
    assert page.answer() == direct(served_by, page.text("operation"), "monitor")
    page.press("Log out")
    page.about("You send no token")
    assert page.answer() == direct(served_by, page.text("operation"), "public")
    assert page.chrome.current_url == f"{address}/#public"
    page.chrome.get(f"{address}/log-in")
    assert page.chrome.find_elements(By.ID, "password") != []


def test_who_is_asked_as_is_told(address: str, page: Page) -> None:
    page.load(address)
    page.ask_as("teacher")
    assert page.about("Teaches") == PERSONAS["teacher"].description
    assert "Anyone can take any persona" in page.chrome.find_element(By.ID, "demo").text


def test_what_could_write_is_not_sent_again_for_another_caller(address: str, page: Page) -> None:
    page.load(address)
    page.click("Execute")
    page.answer()
    page.write("operation", "mutation { __typename }")
    page.ask_as("manager")
    assert page.text("response") == ""


async def test_what_happens_is_told_to_who_is_logged_in_until_somebody_else_asks(
    address: str, urls: Urls, page: Page
) -> None:
    page.load(address)
    page.ask_as("manager")
    page.write("operation", MEASURED)
    page.click("Execute")
    async with connected(urls.owner) as owner, asyncio.timeout(PATIENCE):
        while not page.text("response"):
            await owner.execute(NOTED)
            await asyncio.sleep(0.1)
    told = {"kind": "UPDATED", "node": {"note": "as it happens"}}
    assert page.answer() == {"data": {"changed": told}}
    page.click("Stop")
    page.click("Execute")
    page.ask_as("public")
    assert page.text("response") == ""
    page.click("Execute")
    page.click("Stop")


def test_the_editor_knows_the_schema(address: str, page: Page) -> None:
    page.load(address)
    page.write("operation", '{ district(by: { name: "Mill City" }) { nam } }')
    assert 'Cannot query field "nam" on type "District"' in page.complaints()[0]


def test_variables_are_formatted_with_the_query(address: str, page: Page) -> None:
    page.load(address)
    page.write("operation", "query Q($n: String) { # who\n district(by:{name:$n}) {name} }")
    page.write("variables", '{"n":   "Mill City"}')
    page.prettify()
    page.click("Execute")
    assert page.answer()["data"]["district"]["name"] == "Mill City"
    assert page.text("variables") == '{\n  "n": "Mill City"\n}'
    assert page.text("operation").startswith("query Q($n: String) {\n  # who\n  district(by: ")


def test_outside_the_demo_a_token_is_pasted(settings: Settings, page: Page) -> None:
    closed = settings.model_copy(update={"demo": False})
    token = own_tokens(closed)(PERSONAS["manager"].caller, timedelta(minutes=5))
    with served(lambda _: create_app(closed)) as address:
        page.load(address)
        query = page.text("operation")
        page.chrome.find_element(By.ID, "token").send_keys(f"Bearer {token}\n")
        assert page.answer() == ask(address, query, token)
        assert page.answer() != ask(address, query, None)
        assert not page.chrome.find_element(By.ID, "persona").is_displayed()
        assert not page.chrome.find_element(By.ID, "log").is_displayed()
        page.leave()


async def test_outside_the_demo_people_log_in_by_the_client_that_is_registered(
    settings: Settings, urls: Urls, page: Page
) -> None:
    person = PERSONAS["manager"].caller.person
    assert person is not None
    database = await Database.open(urls.api, pool_size=1)
    async with database.authorizing() as transaction:
        await set_password(transaction, Passwords(), person, EMAIL, PASSWORD)
    await database.close()
    closed = settings.model_copy(update={"demo": False, "explorer_client_id": EXPLORER})
    with served(lambda port: create_app(closed.on_port(port))) as address:
        page.load(address)
        assert not page.chrome.find_element(By.ID, "persona").is_displayed()
        page.press("Log in")
        page.until(lambda: page.chrome.title.startswith("Log in"))
        page.chrome.find_element(By.ID, "email").send_keys(EMAIL)
        page.chrome.find_element(By.ID, "password").send_keys(f"{PASSWORD}\n")
        page.settled()
        name = page.about("Logged in: ")
        assert page.chrome.current_url == f"{address}/"
        page.click("Execute")
        answer = page.answer()
        token = own_tokens(closed.on_port(urlsplit(address).port or 0))
        manager = token(PERSONAS["manager"].caller, timedelta(minutes=5))
        assert answer == ask(address, page.text("operation"), manager)
        page.chrome.refresh()
        page.settled()
        assert page.about("Logged in: ") == name
        await end(urls, "manager")
        page.chrome.execute_script(LATER)
        page.click("Execute")
        page.about("Your log-in has ended")
        forget_refusals(page)
        page.leave()


def forget_refusals(page: Page) -> None:
    """What Chromium itself complains of: that the server refused what had ended."""
    assert all("status of 40" in each for each in page.errors())


async def told(urls: Urls, kind: str, persona: str) -> int:
    """How often the journal tells that of a persona."""
    question = "SELECT count(*) FROM oauth.event WHERE kind = $1 AND person_id = $2"
    database = await Database.open(urls.api, pool_size=1)
    async with database.authorizing() as transaction:
        count = await transaction.value(question, (kind, PERSONAS[persona].caller.person))
    await database.close()
    return int(count)


async def end(urls: Urls, persona: str) -> None:
    """End all that a persona has logged in to, elsewhere."""
    person = PERSONAS[persona].caller.person
    assert person is not None
    database = await Database.open(urls.api, pool_size=1)
    async with database.authorizing() as transaction:
        await end_families(transaction, datetime.now(UTC), person=person)
        await end_all(transaction, person)
    await database.close()


def direct(settings: Settings, query: str, persona: str) -> Any:
    """The API's own answer to a persona."""
    if persona == "public":
        return ask(settings.address, query, None)
    token = own_tokens(settings)(PERSONAS[persona].caller, timedelta(minutes=5))
    return ask(settings.address, query, token)


def ask(address: str, query: str, token: str | None) -> Any:
    headers = {"authorization": f"Bearer {token}"} if token else {}
    reply = httpx.post(f"{address}/graphql", json={"query": query}, headers=headers)
    return reply.raise_for_status().json()
