"""A headless Chromium and the page in it, and a server that it can reach."""

import json
import shutil
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import urlsplit

import pytest
import uvicorn
from selenium.webdriver import Chrome, ChromeOptions, ChromeService
from selenium.webdriver.common.by import By
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.support.ui import Select, WebDriverWait
from starlette.applications import Starlette

__all__ = ["PATIENCE", "Page", "needs_chromium", "opened", "requests_of_pages", "served"]

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser"))), None)
DRIVER = shutil.which("chromedriver")
PATIENCE = 30.0

T = TypeVar("T")

needs_chromium = pytest.mark.skipif(
    CHROMIUM is None or DRIVER is None,
    reason="needs Chromium and its driver (Debian's chromium and chromium-driver)",
)

FLAGS = (
    *("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
    # Not even the browser itself gets any further than this machine.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
)


class Page:
    """What a person does with the explorer, and reads off it."""

    def __init__(self, chrome: Chrome) -> None:
        self.chrome = chrome

    def load(self, address: str) -> None:
        """Open the explorer as someone who has never been here."""
        everything = {"origin": "*", "storageTypes": "all"}
        self.leave()
        self.chrome.execute_cdp_cmd("Storage.clearDataForOrigin", everything)
        self.chrome.execute_cdp_cmd("Network.clearBrowserCookies", {})
        self.chrome.get(address)
        self.settled()

    def settled(self) -> None:
        """Wait until the editor is there, and the bar knows who asks."""
        self.until(lambda: self.chrome.find_elements(By.CSS_SELECTOR, ".view-line"))
        # Nobody is logged in where a token is pasted: the button stays hidden.
        self.until(lambda: not self._log.is_displayed() or self._log.is_enabled())

    @property
    def _log(self) -> WebElement:
        return self.chrome.find_element(By.ID, "log")

    def press(self, label: str) -> None:
        """Press the button that logs in or out, once it says so."""
        self.until(lambda: self._log.is_enabled() and self._log.text == label)
        self._log.click()

    def about(self, words: str) -> str:
        """What the bar says of who asks, once it has those words in it."""
        said = self.chrome.find_element(By.ID, "about")
        self.until(lambda: words in said.text)
        return said.text

    def leave(self) -> None:
        """Go where nothing is asked of a server, so that it may stop."""
        self.chrome.get("about:blank")

    def click(self, label: str) -> None:
        """Press the button whose accessible name begins so."""
        self.chrome.find_element(By.CSS_SELECTOR, f'button[aria-label^="{label}"]').click()

    def ask_as(self, persona: str) -> None:
        choice = self.chrome.find_element(By.ID, "persona")
        self.until(choice.is_enabled)
        Select(choice).select_by_value(persona)
        self.until(choice.is_enabled)

    def text(self, editor: str) -> str:
        """The text of one of GraphiQL's editors: operation, variables or response."""
        return str(self.chrome.execute_script(f"return {_model(editor)}.getValue()"))

    def write(self, editor: str, text: str) -> None:
        self.chrome.execute_script(f"{_model(editor)}.setValue(arguments[0])", text)

    def prettify(self) -> None:
        """Have the operation and its variables formatted, and wait until the former is."""
        before = self.text("operation")
        self.click("Prettify")
        self.until(lambda: self.text("operation") != before)

    def complaints(self) -> list[str]:
        """What the editor underlines in the operation, once it has found something."""
        script = (
            f"return __MONACO.editor.getModelMarkers({{resource: {_model('operation')}.uri}})"
            ".map(marker => marker.message)"
        )
        found: list[str] = self.until(lambda: self.chrome.execute_script(script))
        return found

    def answer(self) -> Any:
        """The response, once there is one."""
        return json.loads(self.until(lambda: self.text("response")))

    def errors(self) -> list[str]:
        """What the page, or its policy, has complained of in the console."""
        entries = self.chrome.get_log("browser")  # type: ignore[no-untyped-call]
        return [entry["message"] for entry in entries]

    def until(self, found: Callable[[], T]) -> T:
        """What is found, once it is."""
        return WebDriverWait(self.chrome, PATIENCE).until(lambda _: found())


def _model(editor: str) -> str:
    return f"__MONACO.editor.getModels().find(({{uri}}) => uri.path.includes('-{editor}.'))"


@contextmanager
def opened(folder: Path, *, heed_policy: bool = True) -> Iterator[Page]:
    """A new browser, which leaves its log of the network in `folder / "net.json"`."""
    options = ChromeOptions()
    options.binary_location = CHROMIUM or ""
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    for flag in (*FLAGS, f"--user-data-dir={folder}/profile", f"--log-net-log={folder}/net.json"):
        options.add_argument(flag)
    chrome = Chrome(options, ChromeService(DRIVER))
    try:
        chrome.execute_cdp_cmd("Page.setBypassCSP", {"enabled": not heed_policy})
        yield Page(chrome)
    finally:
        chrome.quit()


def requests_of_pages(folder: Path) -> set[str]:
    """The addresses that pages and their workers asked for, when the browser has been closed.

    The browser's own errands have no initiator.
    """
    log = json.loads((folder / "net.json").read_text())
    start = log["constants"]["logEventTypes"]["URL_REQUEST_START_JOB"]
    begun = [event.get("params", {}) for event in log["events"] if event["type"] == start]
    return {begin["url"] for begin in begun if urlsplit(begin.get("initiator", "")).scheme}


@contextmanager
def served(app: Callable[[int], Starlette]) -> Iterator[str]:
    """The address of an application, made for a free port, while it is served there."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
        server = uvicorn.Server(uvicorn.Config(app(port), log_config=None, lifespan="on"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
        thread.start()
        try:
            while not server.started:
                assert thread.is_alive(), "the application did not start"
                time.sleep(0.01)
            yield f"http://127.0.0.1:{port}"
        finally:
            server.should_exit = True
            thread.join()
