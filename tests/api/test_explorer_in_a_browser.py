"""The explorer as a newcomer meets it, in Chromium, over the demo network."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import httpx
import pytest
from selenium.webdriver.common.by import By

from api.app import create_app
from api.embedded import Urls
from api.settings import Settings
from seeds.demo.personas import PERSONAS
from tests.api.browser import Page, needs_chromium, opened, requests_of_pages, served
from tests.api.edge import edge_settings
from tests.api.tokens import own_tokens

pytestmark = needs_chromium


@pytest.fixture(scope="module")
def settings(demo_urls: Urls, tmp_path_factory: pytest.TempPathFactory) -> Settings:
    keys = tmp_path_factory.mktemp("data")
    return edge_settings(database_url=demo_urls.api, data_dir=keys, demo=True)


@pytest.fixture(scope="module")
def address(settings: Settings) -> Iterator[str]:
    with served(lambda port: create_app(settings.on_port(port))) as address:
        yield address


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


def test_another_persona_gets_another_answer_and_each_its_own(address: str, page: Page) -> None:
    page.load(address)
    page.click("Execute")
    answers = {"public": page.answer()}
    for persona in ("manager", "other-manager", "state-office"):
        page.ask_as(persona)
        answers[persona] = page.answer()
    query = page.text("operation")
    assert answers == {persona: direct(address, query, persona) for persona in answers}
    assert answers["public"]["data"]["district"]["name"] == "Mill City"
    assert answers["public"] != answers["manager"] != answers["other-manager"]


def test_the_address_keeps_the_persona(address: str, page: Page) -> None:
    page.load(f"{address}/#manager")
    page.click("Execute")
    assert page.answer() == direct(address, page.text("operation"), "manager")
    page.ask_as("monitor")
    assert page.chrome.current_url == f"{address}/#monitor"


def test_who_is_asked_as_is_told(address: str, page: Page) -> None:
    page.load(address)
    page.ask_as("teacher")
    assert page.chrome.find_element(By.ID, "about").text == PERSONAS["teacher"].description
    assert "Anyone can take any persona" in page.chrome.find_element(By.ID, "demo").text


def test_what_could_write_is_not_sent_again_for_another_caller(address: str, page: Page) -> None:
    page.load(address)
    page.click("Execute")
    page.answer()
    page.write("operation", "mutation { __typename }")
    page.ask_as("manager")
    assert page.text("response") == ""


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
        page.leave()


def direct(address: str, query: str, persona: str) -> Any:
    """The API's own answer to a persona."""
    if persona == "public":
        return ask(address, query, None)
    taken = httpx.post(f"{address}/demo/token", json={"persona": persona}).raise_for_status()
    return ask(address, query, taken.json()["access_token"])


def ask(address: str, query: str, token: str | None) -> Any:
    headers = {"authorization": f"Bearer {token}"} if token else {}
    reply = httpx.post(f"{address}/graphql", json={"query": query}, headers=headers)
    return reply.raise_for_status().json()
