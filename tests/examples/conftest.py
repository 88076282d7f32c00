"""One served demo for all examples, which can be stopped and started again at its address."""

import re
import signal
from collections.abc import AsyncIterator, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from api.embedded import Urls
from tests.api.programs import running
from tests.api.relying.place import Place
from tests.databases import Server

SAID = re.compile(r"(http://127\.0\.0\.1:(\d+))/graphql")


class Served:
    """A server in a process of its own."""

    def __init__(self, urls: Urls, folder: Path) -> None:
        self.urls = urls
        self.settings: dict[str, object] = {
            "data_dir": folder,
            "database_url": urls.api,
            "migrate_database_url": urls.owner,
            "demo": True,
            "log_level": "WARNING",
            # The receiver listens on this machine.
            "webhooks_allow_http": True,
            "webhooks_allow_private": True,
        }
        self.port = 0
        self.address = ""
        self.kept = ExitStack()

    def start(self) -> None:
        """Start it, at the address that it had, and wait until it is ready."""
        process = self.kept.enter_context(running("serve", port=self.port, **self.settings))
        assert process.stdout is not None
        said = ""
        while "Explorer:" not in said:
            line = process.stdout.readline()
            if not line:
                assert process.stderr is not None
                raise AssertionError(process.stderr.read())
            said += line
        found = SAID.search(said)
        assert found is not None
        self.address, self.port = found[1], int(found[2])
        self.process = process

    def kill(self) -> None:
        """End it as a loss of power does."""
        self.process.send_signal(signal.SIGKILL)
        self.process.wait(30)
        self.kept.close()

    @property
    def place(self) -> Place:
        """The same, as an operator reaches it."""
        return Place(self.address, self.settings)


@pytest.fixture(scope="package")
async def urls(server: Server, demo: str, anyio_backend: object) -> AsyncIterator[Urls]:
    made = await server.create(demo)
    yield made
    await server.drop(made)


@pytest.fixture(scope="package")
def served(urls: Urls, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    opened = Served(urls, tmp_path_factory.mktemp("served"))
    opened.start()
    yield opened
    opened.kill()


@pytest.fixture(scope="package")
def release(served: Served) -> str:
    """What the operator is told of the day's release."""
    return served.place.operate("publish", "release", "--publisher", "The research office")
