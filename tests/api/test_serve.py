"""`throughline serve` for real: started in an empty folder, asked, told to end."""

import http.client
import json
import os
import re
import shlex
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import psutil
import pytest
import uvicorn

from api.commands.serving import Worker
from api.embedded import EmbeddedServer
from tests.api.programs import running, throughline

BODY = b'{"query": "{ __typename }"}'
JSON = "application/json"


@dataclass(frozen=True, slots=True)
class Served:
    """A server that has said that it is ready."""

    process: "subprocess.Popen[str]"
    port: int
    said: str

    def ask(self, token: str | None = None, body: bytes = BODY) -> Any:
        """The data of the answer."""
        headers = {"content-type": JSON} | ({"authorization": f"Bearer {token}"} if token else {})
        with closing(http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)) as connection:
            connection.request("POST", "/graphql", body, headers)
            return data_of(connection)


def data_of(connection: http.client.HTTPConnection) -> Any:
    response = connection.getresponse()
    answer = json.loads(response.read())
    assert (response.status, answer.get("errors")) == (200, None)
    return answer["data"]


@contextmanager
def served(data_dir: Path, **settings: object) -> Iterator[Served]:
    with running("serve", data_dir=data_dir, port=0, **settings) as process:
        assert process.stdout is not None
        said = ""
        while "Explorer:" not in said:
            line = process.stdout.readline()
            if not line:
                assert process.stderr is not None
                raise AssertionError(process.stderr.read())
            said += line
        while settings.get("demo") and "curl" not in said:
            said += process.stdout.readline()
        found = re.search(r"http://127\.0\.0\.1:(\d+)/graphql", said)
        assert found is not None
        yield Served(process, int(found[1]), said)


def database_processes(data_dir: Path) -> list[psutil.Process]:
    cluster = str(data_dir / "postgres")
    found = psutil.process_iter(["name", "cwd"])
    return [each for each in found if each.info == {"name": "postgres", "cwd": cluster}]


def interrupt(process: "subprocess.Popen[str]") -> None:
    """What Ctrl-C does: the whole group of processes hears of it."""
    os.killpg(process.pid, signal.SIGINT)


def terminate(process: "subprocess.Popen[str]") -> None:
    process.terminate()


def hang_up(process: "subprocess.Popen[str]") -> None:
    os.killpg(process.pid, signal.SIGHUP)


@pytest.mark.parametrize(
    ("workers", "end"),
    [(1, interrupt), (1, terminate), (1, hang_up), (2, interrupt), (2, terminate)],
)
def test_being_told_to_end_stops_all_that_was_started_and_finishes_what_is_running(
    workers: int, end: "Callable[[subprocess.Popen[str]], None]", tmp_path: Path
) -> None:
    with served(tmp_path, workers=workers) as server:
        started = psutil.Process(server.process.pid).children(recursive=True)
        assert database_processes(tmp_path) != []
        with closing(http.client.HTTPConnection("127.0.0.1", server.port, timeout=30)) as running_:
            running_.putrequest("POST", "/graphql")
            running_.putheader("content-type", JSON)
            running_.putheader("content-length", str(len(BODY)))
            running_.endheaders(BODY[:5])
            time.sleep(0.5)  # until a worker has it
            end(server.process)
            time.sleep(0.5)
            running_.send(BODY[5:])
            assert data_of(running_) == {"__typename": "Query"}
        assert server.process.wait(30) == 0
        assert "Traceback" not in server.process.communicate()[1]
    assert psutil.wait_procs(started, timeout=10)[1] == []
    assert database_processes(tmp_path) == []


def test_a_killed_server_leaves_nothing_in_the_way_of_the_next(tmp_path: Path) -> None:
    with served(tmp_path, workers=2) as server:
        workers = psutil.Process(server.process.pid).children()
        server.process.kill()
        server.process.wait()
        assert psutil.wait_procs(workers, timeout=20)[1] == [], "workers end with their parent"
    with served(tmp_path) as server:
        assert server.ask() == {"__typename": "Query"}
        interrupt(server.process)
        assert server.process.wait(30) == 0
    assert database_processes(tmp_path) == []


def test_a_worker_that_is_still_loading_is_left_alone() -> None:
    worker = Worker(uvicorn.Config("nothing"), [])
    worker.process = SimpleNamespace(is_alive=lambda: True)  # type: ignore[assignment]
    assert worker.is_alive(60)
    assert worker.is_alive(60), "and nobody waits for its answer"
    assert not worker.is_alive(0), "but not for ever"
    worker.child_conn.recv()
    worker.child_conn.send(False)
    assert worker.is_alive(0)
    worker.process = SimpleNamespace(is_alive=lambda: False)  # type: ignore[assignment]
    assert not worker.is_alive(60)


@pytest.mark.parametrize(
    ("seconds", "end"),
    [(0.2, interrupt), (1.0, terminate), (1.3, interrupt), (1.6, terminate), (2.2, interrupt)],
)
def test_being_told_to_end_while_it_starts_leaves_nothing_behind(
    seconds: float, end: "Callable[[subprocess.Popen[str]], None]", tmp_path: Path
) -> None:
    with running("serve", data_dir=tmp_path, port=0) as process:
        with suppress(subprocess.TimeoutExpired):
            process.wait(seconds)
        end(process)
        said = process.communicate(timeout=60)[1]
    assert database_processes(tmp_path) == []
    if seconds > 1:  # before that Python itself may still be on its way to our code
        assert "Traceback" not in said


def test_the_demo_answers_the_line_that_it_prints_and_keeps_its_data(tmp_path: Path) -> None:
    with served(tmp_path, demo=True) as server:
        (line,) = (line for line in server.said.splitlines() if line.startswith("curl "))
        assert f"http://127.0.0.1:{server.port}/ " not in line
        words = shlex.split(line)
        body = words[words.index("-d") + 1]
        (token,) = (word.split()[-1] for word in words if word.startswith("authorization: Bearer "))
        answer = server.ask(token, body.encode())
        assert "PLAN_MANAGER" in answer["viewer"]["roles"]
        assert answer["district"]["name"] == "Mill City"
        again = throughline("token", "other-manager", data_dir=tmp_path)
        assert again.returncode == 0, "the port is in the folder's note"
        assert server.ask(again.stdout.strip()) == {"__typename": "Query"}
        interrupt(server.process)
        assert server.process.wait(30) == 0
    with served(tmp_path, demo=True, token_issuer=f"http://127.0.0.1:{server.port}") as second:
        assert second.ask(token, body.encode()) == answer, "keys and data are kept"


def test_without_the_demo_there_are_no_tokens_of_personas(tmp_path: Path) -> None:
    with served(tmp_path, demo=True):
        assert throughline("token", "manager", data_dir=tmp_path).returncode == 0
    with served(tmp_path) as server:
        assert "curl" not in server.said
        assert throughline("token", "manager", data_dir=tmp_path).returncode != 0


def test_a_database_of_the_operator_s_is_migrated_by_its_owner_and_left_running(
    tmp_path: Path,
) -> None:
    with EmbeddedServer(tmp_path / "server", durable=False) as database:
        urls = database.create_database("theirs")
        logins = {"database_url": urls.api, "migrate_database_url": urls.owner}
        with served(tmp_path / "data", **logins) as server:
            assert server.ask() == {"__typename": "Query"}
            interrupt(server.process)
            assert server.process.wait(30) == 0
        assert database.run_sql("SELECT 1") == "1\n"
    assert not (tmp_path / "data/postgres").exists()
