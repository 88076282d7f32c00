"""The explorer as it is served: the page, its built files, and the demo's personas beside it."""

import re
import shutil
import subprocess
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from api.commands.demo import admit_explorer
from api.embedded import Urls
from api.explorer import STATIC
from seeds.demo.explorer import EXPLORER
from seeds.demo.personas import PERSONAS
from tests.api.edge import edge_settings, running_edge
from tests.databases import connected

SOURCE = Path(__file__).parents[2] / "explorer"
NODE = shutil.which("node")
HASHED = re.compile(r"[\w-]+-[0-9A-Z]{8}\.(?:js|css|ttf)")
NAMES = {
    *("public", "state-office", "state-board", "research-office", "monitor", "manager"),
    *("superintendent", "administrator", "principal", "teacher", "school-board"),
    *("other-monitor", "other-manager", "other-superintendent"),
}

OTHER = UUID(int=8)

pytestmark = pytest.mark.anyio


class Addresses(HTMLParser):
    """Every address that a page names."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.feed(page)

    def handle_starttag(self, _: str, attributes: list[tuple[str, str | None]]) -> None:
        self.found += [value or "" for name, value in attributes if name in {"href", "src"}]


async def test_the_page_names_nothing_of_elsewhere_and_all_it_names_is_there() -> None:
    async with running_edge() as edge:
        page = await edge.client.get("/")
        named = [name for name in Addresses(page.text).found if not name.startswith("data:")]
        assert len(named) == 2
        assert all(re.fullmatch(r"static/[\w.-]+", name) for name in named)
        assert {(await edge.client.get(f"/{name}")).status_code for name in named} == {200}


async def test_the_policy_allows_the_page_no_other_origin_and_no_script_of_its_own_text() -> None:
    async with running_edge() as edge:
        page = await edge.client.get("/")
        script = await edge.client.get(f"/static/{next(built('worker-*.js')).name}")
    assert page.headers["content-security-policy"] == script.headers["content-security-policy"]
    policy = page.headers["content-security-policy"].split("; ")
    allowed = {about: set(sources) for about, *sources in map(str.split, policy)}
    assert allowed.pop("style-src") == {"'self'", "'unsafe-inline'"}
    assert allowed.pop("img-src") == {"'self'", "data:"}
    assert allowed["default-src"] == {"'none'"}
    assert set().union(*allowed.values()) == {"'self'", "'none'"}


async def test_files_are_kept_for_good_and_the_page_that_names_them_is_not() -> None:
    name = next(built("explorer-*.js")).name
    async with running_edge() as edge:
        page = await edge.client.get("/")
        plain = await edge.client.get(f"/static/{name}", headers={"accept-encoding": "identity"})
        packed = await edge.client.get(f"/static/{name}", headers={"accept-encoding": "br, gzip"})
    assert page.headers["cache-control"] == "private, no-cache"
    assert "immutable" in plain.headers["cache-control"]
    assert plain.headers["content-type"].startswith("text/javascript")
    assert "content-encoding" not in plain.headers
    assert packed.headers["content-encoding"] == "gzip"
    assert int(packed.headers["content-length"]) < int(plain.headers["content-length"]) / 2
    assert packed.content == plain.content == (STATIC / name).read_bytes()


@pytest.mark.parametrize(
    "name", ["index.html", ".gitattributes", "none-ABCDEFGH.js", "..%2fexplorer.py", ""]
)
async def test_nothing_but_built_files_is_served(name: str) -> None:
    async with running_edge() as edge:
        assert (await edge.client.get(f"/static/{name}")).status_code == 404


def test_every_built_file_is_named_by_the_page_or_by_a_file_that_is() -> None:
    seen, new = set[str](), {"index.html"}
    while new:
        seen |= new
        texts = (STATIC / name for name in new if not name.endswith(".ttf"))
        new = {name for text in texts for name in HASHED.findall(text.read_text())} - seen
    assert seen == {path.name for path in STATIC.iterdir()} - {"THIRD-PARTY.txt", ".gitattributes"}


async def test_the_licences_of_what_is_bundled_are_served_with_it() -> None:
    async with running_edge() as edge:
        licences = (await edge.client.get("/static/THIRD-PARTY.txt")).text
    for package in ("graphiql", "graphql", "monaco-editor", "react", "react-dom"):
        assert re.search(rf"^{package} [\d.]+ \(MIT\)$", licences, re.MULTILINE)


@pytest.mark.parametrize(
    ("given", "mode", "client"),
    [
        ({"demo": True}, "demo", EXPLORER),
        ({"demo": True, "explorer_client_id": OTHER}, "demo", OTHER),
        ({"explorer_client_id": OTHER}, "login", OTHER),
        ({}, "token", ""),
    ],
)
async def test_the_page_logs_in_by_the_client_that_there_is_or_takes_a_token(
    given: dict[str, Any], mode: str, client: UUID | str
) -> None:
    async with running_edge(token_issuer="https://a.example/?b&c", **given) as edge:
        page = (await edge.client.get("/")).text
    said = f'data-mode="{mode}" data-client="{client}" data-issuer="https://a.example/?b&amp;c"'
    assert f'<body {said} data-session="">' in page


async def test_the_page_knows_whether_there_may_be_a_session_and_is_kept_by_nobody() -> None:
    async with running_edge(demo=True) as edge:
        headers = {"cookie": "__Host-throughline-session=a-token"}
        reply = await edge.client.get("/", headers=headers)
    assert 'data-session="kept"' in reply.text
    assert "a-token" not in reply.text
    assert reply.headers["cache-control"] == "private, no-cache"


async def test_outside_the_demo_there_are_no_personas() -> None:
    async with running_edge(demo=False) as edge:
        assert (await edge.client.get("/demo/personas")).status_code == 404


async def test_all_people_of_the_demo_can_be_chosen_and_each_says_who_it_is() -> None:
    async with running_edge(demo=True) as edge:
        listed = (await edge.client.get("/demo/personas")).json()["personas"]
    assert {persona["name"] for persona in listed} == NAMES
    assert listed[0] == listed[0] | {"name": "public", "subject": None}
    assert all(persona["label"] and persona["description"] for persona in listed)
    for persona in listed[1:]:
        assert persona["subject"] == f"person:{PERSONAS[persona['name']].caller.person}"


async def test_a_demo_lets_the_explorer_in_at_its_own_addresses_unless_it_is_disabled(
    own_urls: Urls,
) -> None:
    settings = edge_settings(port=8123, token_issuer="https://demo.example/")
    async with connected(own_urls.owner) as owner:
        await owner.execute("UPDATE client SET is_enabled = false WHERE id = $1", EXPLORER)
        await admit_explorer(own_urls.owner, settings)
        await admit_explorer(own_urls.owner, settings)
        [row] = await owner.fetch("SELECT * FROM client")
    assert (row["id"], row["is_trusted"], row["is_enabled"]) == (EXPLORER, True, False)
    assert set(row["redirect_uris"]) == {
        *("http://127.0.0.1/", "http://[::1]/", "http://127.0.0.1:8123/"),
        *("http://localhost:8123/", "https://demo.example/"),
    }


async def test_a_demo_over_plain_http_elsewhere_is_no_address_to_send_people_to(
    own_urls: Urls,
) -> None:
    settings = edge_settings(host="192.0.2.1", port=8123, demo_on_any_address=True)
    await admit_explorer(own_urls.owner, settings)
    async with connected(own_urls.owner) as owner:
        addresses = await owner.fetchval("SELECT redirect_uris FROM client")
    assert set(addresses) == {"http://127.0.0.1/", "http://[::1]/", "http://localhost:8123/"}


@pytest.mark.skipif(
    NODE is None or not (SOURCE / "node_modules").is_dir(),
    reason="needs Node and `npm ci` in explorer/",
)
def test_the_committed_files_are_what_the_source_builds(tmp_path: Path) -> None:
    target = {"OUTPUT": str(tmp_path)}
    subprocess.run([NODE or "", "build.mjs"], cwd=SOURCE, env=target, check=True)
    committed = {path.name: path.read_bytes() for path in STATIC.iterdir()}
    del committed[".gitattributes"]
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == committed


def built(pattern: str) -> Iterator[Path]:
    yield from STATIC.glob(pattern)
