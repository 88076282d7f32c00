"""What an operator can mend is one line on stderr and an exit code, never a traceback."""

import socket
import subprocess
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import asyncpg
import pytest

from api.embedded import EmbeddedServer, Urls
from tests.api.programs import throughline

Completed = subprocess.CompletedProcess[str]
NOWHERE = "postgresql://throughline_api:secret@127.0.0.1:1/throughline"


def refusal(completed: Completed) -> str:
    """The one line that a command refused with."""
    assert completed.returncode != 0
    assert completed.stdout == ""
    (line,) = completed.stderr.splitlines()
    assert line.startswith("throughline: ")
    return line


@pytest.fixture
def taken_port() -> Iterator[int]:
    with closing(socket.create_server(("127.0.0.1", 0))) as listener:
        port: int = listener.getsockname()[1]
        yield port


def test_help_names_the_commands() -> None:
    completed = throughline("--help")
    assert completed.returncode == 0
    for command in ("serve", "migrate", "seed", "import", "token", "schema", "keys"):
        assert f" {command} " in completed.stdout


def test_a_setting_that_can_not_be_used() -> None:
    assert "PORT: " in refusal(throughline("serve", port="http"))


def test_a_taken_port(taken_port: int, tmp_path: Path) -> None:
    said = refusal(throughline("serve", port=taken_port, data_dir=tmp_path / "data"))
    assert f"127.0.0.1 port {taken_port}: Address already in use" in said
    assert not (tmp_path / "data").exists(), "nothing was started for it"


def test_an_address_of_another_machine(tmp_path: Path) -> None:
    said = refusal(throughline("serve", host="192.0.2.1", port=0, data_dir=tmp_path))
    assert "can't listen on 192.0.2.1" in said


@pytest.mark.parametrize("command", ["serve", "migrate"])
def test_an_unreachable_database(command: str, tmp_path: Path) -> None:
    said = refusal(throughline(command, port=0, data_dir=tmp_path, database_url=NOWHERE))
    assert "no connection to the database 127.0.0.1:1/throughline" in said
    assert "secret" not in said


def test_a_database_url_that_is_none(tmp_path: Path) -> None:
    said = refusal(throughline("serve", port=0, data_dir=tmp_path, database_url="mysql://a:b@c/d"))
    assert "no connection to the database c/d" in said


async def test_a_schema_newer_than_the_code(
    fresh_urls: Urls, owner: "asyncpg.Connection[asyncpg.Record]", tmp_path: Path
) -> None:
    await owner.execute("UPDATE alembic_version SET version_num = 'of tomorrow'")
    urls = {"database_url": fresh_urls.api, "port": 0, "data_dir": tmp_path}
    for more in ({}, {"migrate_database_url": fresh_urls.owner}):
        assert "newer than the program" in refusal(throughline("serve", **urls, **more))
    assert "newer than the program" in refusal(
        throughline("migrate", **urls, migrate_database_url=fresh_urls.owner)
    )
    assert await owner.fetchval("SELECT version_num FROM alembic_version") == "of tomorrow"


def test_an_empty_database_that_only_its_owner_may_fill(tmp_path: Path) -> None:
    with EmbeddedServer(tmp_path / "server", durable=False) as server:
        urls = {"database_url": server.urls().api, "port": 0, "data_dir": tmp_path}
        assert "run `throughline migrate`" in refusal(throughline("serve", **urls))
        assert "run `throughline migrate`" in refusal(throughline("seed", "demo", **urls))
        assert "can't be migrated by that login" in refusal(throughline("migrate", **urls))
        owner = {"migrate_database_url": server.urls().owner}
        for _ in range(2):
            assert throughline("migrate", **urls, **owner).returncode == 0
        said = refusal(throughline("serve", **urls, demo=True))
        assert "needs MIGRATE_DATABASE_URL" in said


def test_a_login_that_row_level_security_does_not_bind(fresh_urls: Urls, tmp_path: Path) -> None:
    for url, reason in (
        (fresh_urls.superuser, "is a superuser"),
        (fresh_urls.owner, "owns tables"),
    ):
        said = refusal(throughline("serve", port=0, data_dir=tmp_path, database_url=url))
        assert reason in said


def test_tokens_of_personas_are_for_the_demo(tmp_path: Path) -> None:
    assert "are for the demo" in refusal(throughline("token", "manager", data_dir=tmp_path))


def test_a_persona_that_there_is_not(tmp_path: Path) -> None:
    said = refusal(throughline("token", "pupil", data_dir=tmp_path, demo=True))
    assert "no persona is called pupil" in said
    assert "other-superintendent" in said


def test_a_demo_that_others_could_reach(tmp_path: Path) -> None:
    said = refusal(throughline("serve", host="0.0.0.0", port=0, data_dir=tmp_path, demo=True))
    assert "DEMO_ON_ANY_ADDRESS=true" in said


def test_a_synthetic_network_of_another_seed(tmp_path: Path) -> None:
    with EmbeddedServer(tmp_path, durable=False):
        assert throughline("migrate", data_dir=tmp_path).returncode == 0
        size = ("seed", "synthetic", "--districts", "2")
        assert "2 district" in throughline(*size, data_dir=tmp_path).stdout
        assert "already" in throughline(*size, data_dir=tmp_path).stdout
        assert "another seed" in refusal(throughline(*size, "--seed", "2", data_dir=tmp_path))
