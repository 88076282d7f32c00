"""The pages of the documentation, as tests read them: examples, links, and what code they name.

A page prints a query in a fence marked `graphql`, then an answer for each caller it speaks of, in
fences marked `json` and the persona's name, or `public` for no token. `json variables` gives the
query's variables. A further word `refused` says that errors are meant, `whole` that a response's
`extensions` are printed too.
"""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from auth.callers import PUBLIC
from schema.engine import Engine, Request
from seeds.demo.personas import PERSONAS

__all__ = ["PAGES", "ROOT", "anchors", "code", "links", "unanswered", "written_anew"]

ROOT = Path(__file__).parents[2]
PAGES = [*sorted(ROOT.glob("*.md")), *sorted(ROOT.glob("docs/**/*.md"))]

FENCE = re.compile(r"^```(?P<info>[^\n]*)\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL)
SPAN = re.compile(r"`([^`\n]+)`")
LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)
WIDTH = 96


async def written_anew(page: str, engine: Engine) -> str:
    """The page with the answers that its queries have now."""
    pieces, end = [], 0
    query, variables = "", None
    for fence in FENCE.finditer(page):
        language, *words = fence["info"].split() or [""]
        if language == "graphql":
            query, variables = fence["text"], None
        elif language == "json" and words == ["variables"]:
            variables = json.loads(fence["text"])
        elif language == "json" and words:
            caller = PUBLIC if words[0] == "public" else PERSONAS[words[0]].caller
            reply = await engine.execute(Request(query, variables=variables), caller)
            assert bool(reply.error_codes) == ("refused" in words), reply.body
            printed = _printed(reply.body, whole="whole" in words)
            pieces += [page[end : fence.start("text")], printed]
            end = fence.end("text")
    return "".join([*pieces, page[end:]])


def unanswered(page: str) -> list[str]:
    """The queries of a page that no answer follows."""
    waiting: list[str] = []
    found: list[str] = []
    for fence in FENCE.finditer(page):
        language, *words = fence["info"].split() or [""]
        if language == "graphql":
            found += waiting
            waiting = [fence["text"]]
        elif language == "json" and words not in ([], ["variables"]):
            waiting = []
    return found + waiting


def links(page: str) -> list[str]:
    """Where the links of a page lead."""
    return LINK.findall(FENCE.sub("", page))


def anchors(page: str) -> set[str]:
    """The names of a page's headings, as links spell them."""
    titles = HEADING.findall(FENCE.sub("", page))
    return {re.sub(r"[^\w\- ]", "", title).strip().lower().replace(" ", "-") for title in titles}


def code(page: str) -> Iterator[str]:
    """What a page shows as code, a line at a time: commands, paths, names."""
    for fence in FENCE.finditer(page):
        yield from fence["text"].splitlines()
    yield from SPAN.findall(FENCE.sub("", page))


def _printed(body: bytes, *, whole: bool) -> str:
    reply = json.loads(body)
    if not whole:
        reply.pop("extensions", None)
    return _pretty(reply, 0, 0) + "\n"


def _pretty(value: Any, depth: int, before: int) -> str:
    """JSON in which what fits a line stands on it, and what has one member takes no line for it."""
    flat = json.dumps(value, ensure_ascii=False)
    if not isinstance(value, dict | list) or before + len(flat) <= WIDTH:
        return flat
    if isinstance(value, dict):
        keys, members = [f"{json.dumps(name)}: " for name in value], list(value.values())
    else:
        keys, members = [""] * len(value), value
    opening, closing = flat[0], flat[-1]
    if len(members) == 1:
        return opening + keys[0] + _pretty(members[0], depth, before + len(keys[0]) + 2) + closing
    inside = "  " * (depth + 1)
    lines = [
        inside + key + _pretty(member, depth + 1, len(inside + key) + 1)
        for key, member in zip(keys, members, strict=True)
    ]
    return f"{opening}\n" + ",\n".join(lines) + f"\n{'  ' * depth}{closing}"
