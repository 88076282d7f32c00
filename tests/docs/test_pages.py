import re
from pathlib import Path
from urllib.parse import unquote

import anyio
import pytest
import typer.main

from api.cli import app
from schema.engine import Engine
from tests.docs.pages import PAGES, ROOT, anchors, code, links, unanswered, written_anew

pages = pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))

MAKE = re.compile(r"\bmake ([a-z-]+)")
COMMAND = re.compile(r"(?:^|[\s/(])throughline ((?:[a-z-]+ ?)+)")
FOLDERS = ("api", "auth", "bench", "docs", "examples", "models", "schema", "seeds", "tests")
PATH = re.compile(rf"(?:{'|'.join(FOLDERS)})(?:/[\w.-]+)*/?")
TARGETS = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))


WRITING = [page for page in PAGES if "```graphql\nmutation" in page.read_text()]
"""The pages that change something, each on a network of its own, from top to bottom."""


@pytest.mark.parametrize(
    "page", sorted(set(PAGES) - set(WRITING)), ids=lambda page: str(page.relative_to(ROOT))
)
async def test_every_answer_is_the_one_that_the_demo_gives(
    page: Path, engine: Engine, request: pytest.FixtureRequest
) -> None:
    await check(page, engine, request)


@pytest.mark.parametrize("page", WRITING, ids=lambda page: str(page.relative_to(ROOT)))
async def test_every_answer_is_the_one_that_a_changed_demo_gives(
    page: Path, own_engine: Engine, request: pytest.FixtureRequest
) -> None:
    await check(page, own_engine, request)


async def check(page: Path, engine: Engine, request: pytest.FixtureRequest) -> None:
    """Ask what the page asks, and hold what it prints against what comes back."""
    printed = await anyio.Path(page).read_text()
    actual = await written_anew(printed, engine)
    if request.config.getoption("--update-docs", default=False):
        await anyio.Path(page).write_text(actual)
        return
    assert printed == actual


@pages
def test_every_query_has_an_answer(page: Path) -> None:
    assert not unanswered(page.read_text())


@pages
def test_every_link_leads_somewhere(page: Path) -> None:
    for link in links(page.read_text()):
        if re.match(r"[a-z]+:", link):
            continue
        where, _, anchor = unquote(link).partition("#")
        target = (page.parent / where).resolve() if where else page
        assert target.is_relative_to(ROOT), link
        assert target.exists(), link
        assert not anchor or anchor in anchors(target.read_text()), link


@pages
def test_every_command_exists(page: Path) -> None:
    for line in code(page.read_text()):
        for target in MAKE.findall(line):
            assert target in TARGETS, line
        for words in COMMAND.findall(line):
            assert exists(typer.main.get_command(app), words.split()), line


@pages
def test_every_file_that_is_named_exists(page: Path) -> None:
    for named in code(page.read_text()):
        if "/" in named and PATH.fullmatch(named):
            assert (ROOT / named).exists(), named


def test_the_pages_that_teach_by_example_have_examples() -> None:
    for name, fewest in (("README.md", 1), ("docs/queries.md", 15)):
        assert (ROOT / name).read_text().count("```graphql") >= fewest


def exists(command: object, words: list[str]) -> bool:
    """Whether the words lead to a command; those after it are its arguments."""
    commands = getattr(command, "commands", None)
    if commands is None or not words:
        return True
    return words[0] in commands and exists(commands[words[0]], words[1:])
