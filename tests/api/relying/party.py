"""A relying party that we did not write: npm's openid-client, in a process of Node's."""

import json
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

__all__ = ["Client", "Party", "Refused", "needs_openid_client", "relying_party"]

PROGRAM = Path(__file__).with_name("party.mjs")
LIBRARY = Path(__file__).parents[2] / "npm/node_modules/openid-client"

needs_openid_client = pytest.mark.skipif(
    shutil.which("node") is None or not LIBRARY.exists(),
    reason="needs Node and `npm ci` in tests/npm",
)


class Refused(Exception):  # noqa: N818 - named by what happened
    """The library's error: the server refused, or the library what the server said."""

    def __init__(self, error: dict[str, Any]) -> None:
        super().__init__(str(error))
        self.error, self.status = error.get("error"), error.get("status")


@dataclass(frozen=True, slots=True)
class Party:
    """The library at work for any number of clients."""

    process: "subprocess.Popen[str]"

    def ask(self, what: str, **given: Any) -> Any:
        """What came of it; raises Refused."""
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(json.dumps({"what": what, **given}) + "\n")
        self.process.stdin.flush()
        told = json.loads(self.process.stdout.readline())
        if "refused" in told:
            raise Refused(told["refused"])
        return told["answer"]


@dataclass(frozen=True, slots=True)
class Client:
    """A registered client, as the library acts for it."""

    party: Party
    id: str

    def do(self, what: str, **given: Any) -> Any:
        return self.party.ask(what, client=self.id, **given)


@contextmanager
def relying_party(issuer: str) -> Iterator[Party]:
    node = shutil.which("node")
    assert node is not None
    with subprocess.Popen(
        [node, str(PROGRAM), issuer], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        yield Party(process)
        assert process.stdin is not None
        process.stdin.close()
