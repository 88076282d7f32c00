"""A served demo in a process of its own, as `make serve` starts it."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx

from api.embedded import Urls
from tests.api.programs import running, throughline
from tests.api.relying.person import Person

__all__ = ["Place", "opened_place"]


@dataclass(frozen=True, slots=True)
class Place:
    """A server of the demo in a process of its own, and how an operator reaches it."""

    address: str
    settings: dict[str, object]

    def operate(self, *arguments: str) -> str:
        """What a command says."""
        done = throughline(*arguments, **self.settings)
        assert done.returncode == 0, done.stderr
        return done.stdout

    def register(self, name: str, *options: str) -> dict[str, str]:
        """A new client's id and, if it has one, its secret."""
        said = self.operate("client", "create", name, *options)
        return dict(line.split() for line in said.splitlines())

    def person(self) -> Person:
        return Person(self.address)

    def graphql(self, token: str | None, query: str = "{ viewer { roles } }") -> httpx.Response:
        headers = {"authorization": f"Bearer {token}"} if token else {}
        address = f"{self.address}/graphql"
        return httpx.post(address, json={"query": query}, headers=headers, timeout=60)

    def post(self, endpoint: str, **form: str) -> httpx.Response:
        """What the library would never send."""
        return httpx.post(f"{self.address}/oauth/{endpoint}", data=form, timeout=60)


@contextmanager
def opened_place(urls: Urls, folder: Path, **given: object) -> Iterator[Place]:
    settings: dict[str, object] = {
        "data_dir": folder,
        "database_url": urls.api,
        "migrate_database_url": urls.owner,
        "demo": True,
        "log_level": "WARNING",  # or nobody reads what it says, and it waits for that
        **given,
    }
    with running("serve", port=0, **settings) as process:
        assert process.stdout is not None
        said = ""
        while "Explorer:" not in said:
            line = process.stdout.readline()
            if not line:
                assert process.stderr is not None
                raise AssertionError(process.stderr.read())
            said += line
        found = re.search(r"(http://127\.0\.0\.1:\d+)/graphql", said)
        assert found is not None
        yield Place(found[1], settings)
