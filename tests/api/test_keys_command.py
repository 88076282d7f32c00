"""`throughline keys`, as an operator types it."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from api.commands.keys import keys
from auth.keys import KeyRing


@pytest.fixture
def directory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("DATA_DIR", str(tmp_path))
    return tmp_path / "keys"


def test_rotating_makes_a_key_that_a_running_server_signs_with(directory: Path) -> None:
    server = KeyRing.open(directory)
    old = server.signing().kid
    reply = CliRunner().invoke(keys, ["rotate"])
    assert reply.exit_code == 0
    assert server.signing().kid != old
    assert f"Signing with {server.signing().kid}." in reply.output
    assert server.verifying(old) is not None


def test_the_signing_key_is_listed_first(directory: Path) -> None:
    ring = KeyRing.open(directory)
    first, second = ring.signing().kid, ring.rotate().kid
    lines = CliRunner().invoke(keys, ["list"]).output.splitlines()
    assert [line.split()[0] for line in lines] == [second, first]
