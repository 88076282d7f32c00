"""The servers that are measured: each a process of its own, on the same database and login."""

import asyncio
import contextlib
import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from pathlib import Path
from typing import Any

import psutil

from api.issuing import issued
from api.settings import Settings
from auth.callers import Caller
from bench.operations import Operation, document

__all__ = [
    "NPM",
    "OURS",
    "POOL_SIZE",
    "POSTGRAPHILE",
    "STRAWBERRY",
    "Server",
    "ours",
    "postgraphile",
    "strawberry",
]

OURS, POSTGRAPHILE, STRAWBERRY = "Throughline", "PostGraphile", "Strawberry + DataLoader"
ROOT = Path(__file__).parent.parent
NPM = Path(__file__).parent / "peers" / "postgraphile"
START_SECONDS, STOP_SECONDS = 60, 10
POOL_SIZE = 8


@dataclass(frozen=True, slots=True)
class Server:
    """A running server: where it is, how a caller is told to it, in which words it is asked."""

    name: str
    port: int
    process: psutil.Process
    headers: Callable[[Caller], Mapping[str, str]]
    dialect: str | None = None

    @property
    def address(self) -> str:
        """Where it is asked."""
        return f"http://127.0.0.1:{self.port}/graphql"

    def body(self, operation: Operation, variables: Mapping[str, Any]) -> str:
        """The request's body for an operation."""
        return json.dumps({"query": document(operation, self.dialect), "variables": variables})

    def ask(self, body: str, caller: Caller) -> Any:
        """One answer's data; raises if there are errors in it."""
        reply = json.loads(_post(self.port, body.encode(), self.headers(caller)))
        if reply.get("errors"):
            raise RuntimeError(f"{self.name}: {reply['errors'][0]}")
        return reply["data"]

    def memory(self) -> int:
        """The resident bytes of the server and the processes under it."""
        family = [self.process, *self.process.children(recursive=True)]
        return sum(process.memory_info().rss for process in family)


@contextlib.contextmanager
def ours(database_url: str, data_dir: Path) -> Iterator[Server]:
    """`throughline serve`, as an operator starts it, with one worker."""
    port = _free_port()
    settings = Settings(data_dir=data_dir, port=port, database_url=database_url)
    environment = {
        "DATABASE_URL": database_url,
        "DATA_DIR": str(data_dir),
        "PORT": str(port),
        "POOL_SIZE": str(POOL_SIZE),
        "WORKERS": "1",
        "LOG_LEVEL": "WARNING",
        "POINTS_PER_MINUTE": "2000000000",
        "PUBLIC_POINTS_PER_MINUTE": "2000000000",
    }
    command = [sys.executable, "-c", "from api.cli import main; main()", "serve"]
    with _running(OURS, command, environment, port) as process:

        @cache
        def headers(caller: Caller) -> Mapping[str, str]:
            token = asyncio.run(issued(settings, caller, timedelta(hours=12), "bench"))
            return {"authorization": f"Bearer {token}"}

        yield Server(OURS, port, process, headers)


@contextlib.contextmanager
def postgraphile(database_url: str) -> Iterator[Server]:
    """PostGraphile 5 on the Node.js that npm brings along."""
    port = _free_port()
    environment = {
        "DATABASE_URL": database_url,
        "PORT": str(port),
        "POOL_SIZE": str(POOL_SIZE),
        "NODE_ENV": "production",
        "GRAPHILE_ENV": "production",
    }
    command = [str(NPM / "node_modules" / ".bin" / "node"), str(NPM / "server.mjs")]
    with _running(POSTGRAPHILE, command, environment, port) as process:
        yield Server(POSTGRAPHILE, port, process, _named, dialect="postgraphile")


@contextlib.contextmanager
def strawberry(database_url: str) -> Iterator[Server]:
    """Strawberry with data loaders on SQLAlchemy."""
    port = _free_port()
    environment = {"DATABASE_URL": database_url, "PORT": str(port), "POOL_SIZE": str(POOL_SIZE)}
    command = [sys.executable, "-m", "bench.peers.strawberry_peer"]
    with _running(STRAWBERRY, command, environment, port) as process:
        yield Server(STRAWBERRY, port, process, _named)


def _named(caller: Caller) -> Mapping[str, str]:
    """The caller, for a peer that leaves checking tokens to a proxy."""
    return {"x-person": str(caller.person)}


@contextlib.contextmanager
def _running(
    name: str, command: list[str], environment: Mapping[str, str], port: int
) -> Iterator[psutil.Process]:
    inherited = {key: os.environ[key] for key in ("PATH", "HOME", "LANG") if key in os.environ}
    with subprocess.Popen(
        command, cwd=ROOT, env={**inherited, **environment}, stdout=subprocess.DEVNULL
    ) as process:
        try:
            _wait_until_ready(name, process, port)
            yield psutil.Process(process.pid)
        finally:
            process.send_signal(signal.SIGTERM)
            try:
                process.wait(STOP_SECONDS)
            except subprocess.TimeoutExpired:
                process.kill()


def _wait_until_ready(name: str, process: "subprocess.Popen[bytes]", port: int) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        with contextlib.suppress(OSError):
            _post(port, b'{"query": "{ __typename }"}', {})
            return
        time.sleep(0.1)
    raise RuntimeError(f"{name} did not start")


def _post(port: int, body: bytes, headers: Mapping[str, str]) -> bytes:
    request = urllib.request.Request(
        f"http://127.0.0.1:{port}/graphql",
        body,
        {"content-type": "application/json", **headers},
    )
    try:
        with urllib.request.urlopen(request, timeout=60) as response:
            answer: bytes = response.read()
    except urllib.error.HTTPError as error:
        raise RuntimeError(f"{error.code}: {error.read().decode(errors='replace')}") from None
    return answer


def _free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port: int = taken.getsockname()[1]
    return port
