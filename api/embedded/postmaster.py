"""Whether a cluster's server runs, when all that there is to go by may be left from a crash."""

import socket
import struct
import time
from pathlib import Path

import psutil

from api.embedded.programs import EmbeddedServerError

__all__ = ["SOCKET", "clear_stale_lock", "private_folder_of_running"]

SOCKET = ".s.PGSQL.5432"
SOCKET_DIR_LINE = 4  # of postmaster.pid, counted from 0
PATIENCE_SECONDS, ANSWER_SECONDS = 60, 5
SSL_REQUEST = struct.pack("!ii", 8, 80877103)  # of the PostgreSQL protocol


def private_folder_of_running(cluster: Path) -> Path | None:
    """Where the cluster's server has its socket; none if it does not run."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while (process := _server(cluster)) is not None:
        socket_dir = _socket_dir(cluster)
        if socket_dir is not None and _answers(socket_dir):
            return socket_dir
        # On its way up or down, because whoever began either was killed.
        if time.monotonic() > deadline:
            raise EmbeddedServerError(f"process {process.pid} has {cluster}, but does not answer")
        time.sleep(0.05)
    return None


def clear_stale_lock(cluster: Path) -> None:
    """Remove a dead server's lock file, once no backend of that server is left.

    PostgreSQL itself would give up when the number in it is another process's by now.
    """
    lock = cluster / "postmaster.pid"
    if not lock.exists():
        return
    left = [process for process in psutil.process_iter() if _is_of(cluster, process)]
    _, alive = psutil.wait_procs(left, timeout=PATIENCE_SECONDS)
    if alive:
        raise EmbeddedServerError(f"process {alive[0].pid} of a dead server still uses {cluster}")
    lock.unlink(missing_ok=True)


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


def _socket_dir(cluster: Path) -> Path | None:
    lines = _lock_lines(cluster)
    return Path(lines[SOCKET_DIR_LINE]) if len(lines) > SOCKET_DIR_LINE else None


def _lock_lines(cluster: Path) -> list[str]:
    try:
        return (cluster / "postmaster.pid").read_text().splitlines()
    except FileNotFoundError:
        return []


def _answers(socket_dir: Path) -> bool:
    """Whether it replies to the question for TLS; a server being killed may still let one in."""
    with socket.socket(socket.AF_UNIX) as connection:
        connection.settimeout(ANSWER_SECONDS)
        try:
            connection.connect(str(socket_dir / SOCKET))
            connection.sendall(SSL_REQUEST)
            return connection.recv(1) == b"N"
        except OSError:
            return False
