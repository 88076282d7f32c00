"""The programs that docs/log-in.md prints work as they stand there, at a served demo."""

import http.server
import json
import subprocess
import threading
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any

import pytest
from selenium.webdriver.common.by import By
from selenium.webdriver.support.ui import WebDriverWait

from api.embedded import Urls
from seeds.demo.ids import OUR_FIRM
from tests.api.browser import PATIENCE, Page, needs_chromium, opened
from tests.api.relying.party import LIBRARY, needs_openid_client
from tests.api.relying.place import Place, opened_place
from tests.databases import Server
from tests.docs.pages import FENCE, ROOT

API = "https://throughline.example.org"
CLIENT_ID = "01a20450-0605-7178-89ae-80c1e14d9859"
DISCOVERY = "client.discovery(API, CLIENT_ID, {}, proof"
QUESTION = "{ viewer { firm { name } } }"
FOR_THE_FIRM = ("--kind", "service", "--firm", OUR_FIRM)


class Portal(http.server.ThreadingHTTPServer):
    """An origin of its own that has one page."""

    page = ""

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"


class ThePage(http.server.BaseHTTPRequestHandler):
    server: Portal

    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        self.wfile.write(self.server.page.encode())

    def log_message(self, *args: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def portal() -> Iterator[Portal]:
    with Portal(("127.0.0.1", 0), ThePage) as server:
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        yield server
        server.shutdown()


@pytest.fixture(scope="module")
async def urls(server: Server, demo: str, anyio_backend: object) -> AsyncIterator[Urls]:
    made = await server.create(demo)
    yield made
    await server.drop(made)


@pytest.fixture(scope="module")
def place(urls: Urls, portal: Portal, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    folder = tmp_path_factory.mktemp("place")
    with opened_place(urls, folder, cors_origins=portal.address) as served:
        yield served


def printed(language: str, place: Place, client: str) -> str:
    """What the page prints in a language, with what is to be filled in."""
    text = (ROOT / "docs/log-in.md").read_text()
    (code,) = [fence["text"] for fence in FENCE.finditer(text) if fence["info"] == language]
    return code.replace(API, place.address).replace(CLIENT_ID, client)


def press(page: Page, selector: str, until: str) -> str:
    """Press a button, and wait until the page has some words in it."""
    page.chrome.find_element(By.CSS_SELECTOR, selector).click()

    def words(_: object) -> str | None:
        shown = str(page.chrome.execute_script("return document.body?.innerText ?? ''"))
        return shown if until in shown else None

    found = WebDriverWait(page.chrome, PATIENCE).until(words)
    assert found is not None
    return found


@needs_chromium
def test_the_printed_portal_logs_a_person_in_and_out(
    place: Place, portal: Portal, tmp_path: Path
) -> None:
    loopback = "http://127.0.0.1/"
    options = ("--kind", "portal", "--redirect", loopback, "--logout-redirect", loopback)
    client = place.register("A portal", *options)["client_id"]
    # Its tokens are over at once, so that it refreshes.
    portal.page = printed("html", place, client).replace("reply.expires_in - 30", "0")
    with opened(tmp_path) as page:
        page.chrome.get(f"{portal.address}/")
        press(page, "#log-in", "demo’s people")
        press(page, "button[value=manager]", "Allow A portal?")
        assert "PLAN_MANAGER" in press(page, "button[value=allow]", '{"data"')
        assert page.chrome.current_url == f"{portal.address}/", "no code is left in the address"
        page.chrome.execute_script("document.querySelector('#answer').textContent = ''")
        assert "PLAN_MANAGER" in press(page, "#ask", '{"data"')
        page.chrome.execute_script("window.loggedIn = true")
        page.chrome.find_element(By.ID, "log-out").click()
        WebDriverWait(page.chrome, PATIENCE).until(
            lambda chrome: (
                chrome.current_url == f"{portal.address}/"
                and chrome.execute_script(
                    "return !window.loggedIn && !!document.querySelector('#log-in')?.onclick"
                )
            )
        )
        press(page, "#log-in", "demo’s people")
        assert page.errors() == []


def test_the_printed_server_asks_as_its_firm(place: Place) -> None:
    given = place.register("A firm's reports", *FOR_THE_FIRM)
    told: dict[str, Any] = {}
    exec(compile(printed("python", place, given["client_id"]), "docs/log-in.md", "exec"), told)
    firm = told["Firm"](place.address, given["client_id"], given["client_secret"])
    with firm.http:
        for _ in range(2):
            assert firm.ask(QUESTION)["data"]["viewer"]["firm"]["name"] == OUR_FIRM
            firm.token = "over"


@needs_openid_client
def test_the_printed_server_proves_itself_by_a_key(place: Place, tmp_path: Path) -> None:
    pair = ("genpkey", "-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-256", "-out", "key.pem")
    for words in (pair, ("pkey", "-in", "key.pem", "-pubout", "-out", "public.pem")):
        subprocess.run(["openssl", *words], check=True, cwd=tmp_path, capture_output=True)
    key = ("--key", str(tmp_path / "public.pem"))
    client = place.register("A firm's data", *FOR_THE_FIRM, *key)["client_id"]
    code = printed("js", place, client)
    assert DISCOVERY in code
    insecure = f"{DISCOVERY}, {{ execute: [client.allowInsecureRequests] }}"
    (tmp_path / "ask.mjs").write_text(code.replace(DISCOVERY, insecure))
    (tmp_path / "node_modules").symlink_to(LIBRARY.parent)
    done = subprocess.run(
        ["node", "ask.mjs"], check=False, cwd=tmp_path, capture_output=True, text=True, timeout=60
    )
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["data"]["viewer"]["firm"]["name"] == OUR_FIRM
