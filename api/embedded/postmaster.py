"""Whether a cluster's server runs, when all that there is to go by may be left from a crash."""

import shutil
import socket
import struct
import time
from pathlib import Path

import psutil

from api.embedded.programs import EmbeddedServerError

__all__ = [
    "FOLDER_PREFIX",
    "SOCKET",
    "clear_after_crash",
    "private_folder_of_running",
    "recorded_folder",
    "remove_private_folder",
    "runs",
]

SOCKET = ".s.PGSQL.5432"
FOLDER_PREFIX = "throughline-"
SOCKET_DIR_LINE = 4  # of postmaster.pid, counted from 0
PATIENCE_SECONDS, ANSWER_SECONDS = 60, 5
SSL_REQUEST = struct.pack("!ii", 8, 80877103)  # of the PostgreSQL protocol


def private_folder_of_running(cluster: Path) -> Path | None:
    """Where the cluster's server has its socket; none if it does not run."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while (process := _server(cluster)) is not None:
        folder = recorded_folder(cluster)
        if folder is not None and _answers(folder):
            return folder
        # On its way up or down, because whoever began either was killed.
        if time.monotonic() > deadline:
            raise EmbeddedServerError(f"process {process.pid} has {cluster}, but does not answer")
        time.sleep(0.05)
    return None


def runs(cluster: Path) -> bool:
    """Whether the cluster's server is there at all, answering or not."""
    return _server(cluster) is not None


def clear_after_crash(cluster: Path) -> None:
    """Remove what a dead server left, once no backend of it is left.

    PostgreSQL itself gives up when the number in the lock file is another process's by now.
    """
    lock = cluster / "postmaster.pid"
    if not lock.exists():
        return
    left = [process for process in psutil.process_iter() if _is_of(cluster, process)]
    _, alive = psutil.wait_procs(left, timeout=PATIENCE_SECONDS)
    if alive:
        raise EmbeddedServerError(f"process {alive[0].pid} of a dead server still uses {cluster}")
    remove_private_folder(recorded_folder(cluster))
    lock.unlink(missing_ok=True)


def remove_private_folder(folder: Path | None) -> None:
    """Remove the folder of a server's socket, if that is what it is."""
    if folder is not None and folder.name.startswith(FOLDER_PREFIX):
        shutil.rmtree(folder, ignore_errors=True)


def _server(cluster: Path) -> psutil.Process | None:
    try:
        process = psutil.Process(int(_lock_lines(cluster)[0]))
    except (IndexError, ValueError, psutil.Error):
        return None
    return process if _is_of(cluster, process) else None


def _is_of(cluster: Path, process: psutil.Process) -> bool:
    try:
        return process.name() == "postgres" and Path(process.cwd()) == cluster
    except psutil.Error:
        return False


def recorded_folder(cluster: Path) -> Path | None:
    """Where the server has its socket, or had it when it crashed."""
    lines = _lock_lines(cluster)
    return Path(lines[SOCKET_DIR_LINE]) if len(lines) > SOCKET_DIR_LINE else None


def _lock_lines(cluster: Path) -> list[str]:
    try:
        return (cluster / "postmaster.pid").read_text().splitlines()
    except FileNotFoundError:
        return []


def _answers(folder: Path) -> bool:
    """Whether it replies to the question for TLS; a server being killed may still let one in."""
    with socket.socket(socket.AF_UNIX) as connection:
        connection.settimeout(ANSWER_SECONDS)
        try:
            connection.connect(str(folder / SOCKET))
            connection.sendall(SSL_REQUEST)
            return connection.recv(1) == b"N"
        except OSError:
            return False
