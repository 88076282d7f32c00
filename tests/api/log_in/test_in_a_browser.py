"""The pages in Chromium: without a script, by keyboard, under their policy, with their cookies."""

import base64
import http.server
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlencode
from uuid import UUID

import pytest
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.ui import WebDriverWait

from api.app import create_app
from api.embedded import Urls
from auth.accounts import totp
from auth.accounts.accounts import set_password
from auth.accounts.passwords import Passwords
from auth.database import Database
from tests.api.browser import PATIENCE, Page, needs_chromium, opened, served
from tests.api.edge import edge_settings
from tests.api.log_in.desk import EMAIL, MANAGER, OFFICER, PASSWORD, SECRET, Clock
from tests.databases import connected

pytestmark = needs_chromium

OFFICE = "office@state.example"
NAME = "Mill City <b>Portal</b>"
TRUSTED, OTHER = UUID(int=1), UUID(int=2)
CLIENT = """
INSERT INTO client (id, name, kind, authentication, redirect_uris, scopes, is_trusted)
VALUES ($1, $2, 'PORTAL', 'NONE', '{http://127.0.0.1/callback}', '{openid,read,write}', $3)
"""
SIZES = {"narrow": (360, 740), "wide": (1280, 900)}


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    with opened(tmp_path_factory.mktemp("chromium")) as browser:
        yield browser


@pytest.fixture
async def accounts(own_urls: Urls) -> Urls:
    database = await Database.open(own_urls.api, pool_size=1)
    async with database.authorizing() as transaction:
        for person, email in ((MANAGER, EMAIL), (OFFICER, OFFICE)):
            await set_password(transaction, Passwords(), person, email, PASSWORD)
    await database.close()
    async with connected(own_urls.owner) as owner:
        await owner.executemany(CLIENT, [(TRUSTED, "Explorer", True), (OTHER, NAME, False)])
    return own_urls


@pytest.fixture
def address(accounts: Urls, tmp_path: Path) -> Iterator[str]:
    settings = edge_settings(
        database_url=accounts.api,
        data_dir=tmp_path,
        demo=True,
        secret_key=SECRET,
        second_factor_roles="STATE_OFFICE",
    )
    with served(lambda port: create_app(settings.on_port(port))) as address:
        yield address


@contextmanager
def client() -> Iterator[str]:
    """Another origin, to which the client's answers go."""

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.end_headers()
            self.wfile.write(b"<title>The client</title>")

        def log_message(self, *args: object) -> None:
            """Say nothing."""

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}/callback"
    server.shutdown()
    server.server_close()


def fresh(page: Page, address: str) -> None:
    """Load a page as someone who has never been here."""
    page.leave()
    page.chrome.execute_cdp_cmd("Network.clearBrowserCookies", {})
    page.chrome.get(address)


def wait_for(page: Page, words: str) -> None:
    WebDriverWait(page.chrome, PATIENCE).until(lambda chrome: words in chrome.title)


def type_in(page: Page, **fields: str) -> None:
    for name, text in fields.items():
        page.chrome.find_element(By.ID, name).send_keys(text)
    page.chrome.switch_to.active_element.send_keys(Keys.ENTER)


def test_a_person_logs_in_and_out_by_keyboard(page: Page, address: str) -> None:
    fresh(page, f"{address}/log-in")
    type_in(page, email=EMAIL, password="wrong password")
    wait_for(page, "Error: Log in")
    alert = page.chrome.find_element(By.CSS_SELECTOR, "[role=alert]")
    assert alert.text == "The e-mail address or the password is not right."
    described = page.chrome.find_element(By.ID, "password").get_attribute("aria-describedby")
    assert described == alert.get_attribute("id")
    type_in(page, password=PASSWORD)
    wait_for(page, "You are logged in")
    cookies = {each["name"]: each for each in page.chrome.get_cookies()}
    (name,) = cookies
    assert name == "__Host-throughline-session"
    assert cookies[name]["secure"]
    assert cookies[name]["httpOnly"]
    page.chrome.find_element(By.TAG_NAME, "button").send_keys(Keys.ENTER)
    wait_for(page, "You are logged out")
    assert page.chrome.get_cookies() == []
    # The one complaint is of the refusal.
    assert [each for each in page.errors() if "status of 403" not in each] == []


def asked(client: UUID, callback: str) -> str:
    """A client's authorization request."""
    said = {
        "response_type": "code",
        "client_id": str(client),
        "redirect_uri": callback,
        "scope": "openid read write",
        "state": "a state",
        "code_challenge": "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM",
        "code_challenge_method": "S256",
    }
    return f"/oauth/authorize?{urlencode(said)}"


def test_the_log_in_leads_to_the_client_under_its_policy(page: Page, address: str) -> None:
    with client() as callback:
        fresh(page, f"{address}{asked(TRUSTED, callback)}")
        assert page.chrome.title == "Log in – Throughline"
        type_in(page, email=EMAIL, password=PASSWORD)
        wait_for(page, "The client")
        assert page.chrome.current_url.startswith(f"{callback}?")
        assert "code=" in page.chrome.current_url
        assert not [each for each in page.errors() if "form-action" in each]
        page.leave()


def test_the_second_step_is_set_up_from_what_the_page_shows(page: Page, address: str) -> None:
    fresh(page, f"{address}/log-in")
    type_in(page, email=OFFICE, password=PASSWORD)
    wait_for(page, "Set up the second step")
    typed = page.chrome.find_element(By.CSS_SELECTOR, "code.secret").text.replace(" ", "")
    picture = page.chrome.find_element(By.CSS_SELECTOR, "svg.qr")
    assert picture.size["width"] > 150
    code = totp.code_at(base64.b32decode(typed), totp.step_of(Clock()()))
    assert page.chrome.switch_to.active_element.get_attribute("id") == "code"
    type_in(page, code=code)
    wait_for(page, "You are logged in")


@pytest.mark.parametrize(("decision", "answer"), [("allow", "code="), ("deny", "access_denied")])
def test_consent_says_what_for_and_escapes_the_clients_name(
    page: Page, address: str, decision: str, answer: str
) -> None:
    with client() as callback:
        fresh(page, f"{address}{asked(OTHER, callback)}")
        page.chrome.find_element(By.CSS_SELECTOR, "button[value=manager]").click()
        wait_for(page, f"Allow {NAME}?")
        text = page.chrome.find_element(By.TAG_NAME, "main").text
        assert "Plan Manager, Mill City" in text
        assert "Change and record what you may." in text
        page.chrome.find_element(By.CSS_SELECTOR, f"button[value={decision}]").click()
        wait_for(page, "The client")
        assert answer in page.chrome.current_url
        assert not [each for each in page.errors() if "form-action" in each]
        page.leave()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", SIZES)
def test_pages_fit_and_can_be_read_in_any_light(
    page: Page, address: str, scheme: str, size: str
) -> None:
    width, height = SIZES[size]
    metrics = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": False}
    page.chrome.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)
    features = [{"name": "prefers-color-scheme", "value": scheme}]
    page.chrome.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": features})
    fresh(page, f"{address}/log-in")
    for name in ("log-in", "wrong", "second-step"):
        if name == "wrong":
            type_in(page, email=OFFICE, password="wrong password")
            wait_for(page, "Error")
        if name == "second-step":
            type_in(page, password=PASSWORD)
            wait_for(page, "second step")
        across = page.chrome.execute_script("return document.documentElement.scrollWidth")
        assert across <= width
        assert page.chrome.execute_script(FAINT) == []
        assert page.chrome.execute_script("return document.scripts.length") == 0


FAINT = """
const channels = (colour) => colour.match(/[\\d.]+/g).map(Number);
const light = (colour) => {
  const [r, g, b] = channels(colour).map((v) => v / 255)
    .map((v) => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
};
const ground = (element) => {
  for (let at = element; at; at = at.parentElement) {
    const colour = getComputedStyle(at).backgroundColor;
    if ((channels(colour)[3] ?? 1) === 1) return colour;
  }
  return "rgb(255, 255, 255)";
};
return [...document.querySelectorAll("body *")]
  .filter((each) => [...each.childNodes].some((n) => n.nodeType === 3 && n.textContent.trim()))
  .filter((each) => {
    const [a, b] = [light(getComputedStyle(each).color), light(ground(each))];
    return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05) < 4.5;
  })
  .map((each) => `${each.tagName}: ${each.textContent.trim().slice(0, 40)}`);
"""
"""The elements whose text has less contrast than WCAG 2.2 AA asks for."""
