"""A PostgreSQL server that processes share.

Several processes may share one server: whoever comes first starts it, whoever leaves last stops
it, and what a killed process left behind is found and used again. It listens on a socket in a
private folder only; whoever can reach that is trusted.
"""

import fcntl
import os
import shlex
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import FileIO
from pathlib import Path
from types import TracebackType
from typing import Self
from urllib.parse import quote

from api.embedded.postmaster import (
    FOLDER_PREFIX,
    SOCKET,
    clear_after_crash,
    private_folder_of_running,
    recorded_folder,
    remove_private_folder,
    runs,
)
from api.embedded.programs import (
    MAJOR,
    EmbeddedServerError,
    hand_over,
    run_as_client,
    run_as_server,
)

__all__ = ["DATABASE", "EmbeddedServer", "Urls"]

DATABASE = "throughline"
LONGEST_SOCKET_PATH = 100
START_SECONDS, STOP_SECONDS = 120, 30

SETTINGS = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "max_connections": "200",
    "shared_buffers": "256MB",
    "work_mem": "16MB",
    "maintenance_work_mem": "256MB",
    "effective_cache_size": "2GB",
    "random_page_cost": "1.1",
    "max_wal_size": "2GB",
    "timezone": "UTC",
    "log_timezone": "UTC",
}
NOT_DURABLE = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}


@dataclass(frozen=True, slots=True)
class Urls:
    """How to log in to one database, as each of the roles."""

    superuser: str
    owner: str
    api: str


class EmbeddedServer:
    """A PostgreSQL server whose data is in `data_dir/postgres`.

    `durable=False` trades safety in a power cut for speed: for tests and benches.
    """

    def __init__(self, data_dir: Path, *, durable: bool = True) -> None:
        self._data_dir = data_dir.resolve()
        self._cluster = self._data_dir / "postgres"
        self._settings = SETTINGS if durable else SETTINGS | NOT_DURABLE
        self._share: FileIO | None = None
        self._private: Path | None = None

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stop()

    def start(self) -> Self:
        """Start the server, or join the one that runs; makes the logins and our database."""
        try:
            self._data_dir.mkdir(parents=True, exist_ok=True)
            with self._alone():
                self._share = _locked(self._data_dir / "postgres.users", fcntl.LOCK_SH)
                try:
                    self._join_or_launch()
                except BaseException:
                    self._leave()
                    raise
        except OSError as error:
            raise EmbeddedServerError(f"{error.filename}: {error.strerror}") from error
        return self

    def stop(self) -> None:
        """Leave the server; the last to leave stops it."""
        if self._share is not None:
            with self._alone():
                self._leave()

    def urls(self, database: str = DATABASE) -> Urls:
        """The addresses of one database, while the server runs."""
        if self._private is None:
            raise EmbeddedServerError("the embedded server has not been started")
        where = f"@/{quote(database)}?host={quote(str(self._private), safe='/')}"
        return Urls(
            superuser=f"postgresql://postgres{where}",
            owner=f"postgresql://throughline_owner{where}",
            api=f"postgresql://throughline_api{where}",
        )

    def create_database(self, name: str, *, template: str = "template1") -> Urls:
        """A new database of the owner's, which the API's login may only connect to."""
        self.run_sql(
            'CREATE DATABASE :"name" OWNER throughline_owner TEMPLATE :"template";\n'
            'REVOKE ALL ON DATABASE :"name" FROM PUBLIC;\n'
            'GRANT CONNECT ON DATABASE :"name" TO throughline_api;\n',
            name=name,
            template=template,
        )
        return self.urls(name)

    def drop_database(self, name: str) -> None:
        """Drop a database and whoever is connected to it."""
        self.run_sql('DROP DATABASE IF EXISTS :"name" WITH (FORCE);', name=name)

    def run_sql(self, script: str, *, database: str = "postgres", **variables: str) -> str:
        """Run a psql script as the superuser; gives its unadorned output."""
        values = [f"--set={name}={value}" for name, value in variables.items()]
        manners = ["--no-psqlrc", "--quiet", "--no-align", "--tuples-only", "--set=ON_ERROR_STOP=1"]
        url = self.urls(database).superuser
        return run_as_client("psql", *manners, *values, url, stdin=script)

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """Keep other processes from starting or stopping the server meanwhile."""
        with _locked(self._data_dir / "postgres.lock", fcntl.LOCK_EX):
            yield

    def _join_or_launch(self) -> None:
        self._refuse_other_version()
        self._private = private_folder_of_running(self._cluster) or self._launch()
        self.run_sql((Path(__file__).parent / "database.sql").read_text())

    def _leave(self) -> None:
        if self._share is None:
            return
        try:
            fcntl.flock(self._share, fcntl.LOCK_EX | fcntl.LOCK_NB)
            self._end(self._private)
        except BlockingIOError:
            pass  # somebody else still uses it
        finally:
            self._share.close()
            self._share, self._private = None, None

    def _refuse_other_version(self) -> None:
        try:
            version = (self._cluster / "PG_VERSION").read_text().strip()
        except FileNotFoundError:
            return
        except PermissionError as error:
            raise EmbeddedServerError(f"{self._cluster} belongs to another user") from error
        if version != MAJOR:
            raise EmbeddedServerError(
                f"{self._cluster} was made by PostgreSQL {version}; this is PostgreSQL {MAJOR}"
            )

    def _launch(self) -> Path:
        private = _private_folder()
        try:
            if not (self._cluster / "PG_VERSION").exists():
                self._initialize(private)
            clear_after_crash(self._cluster)
            self._start(private)
        except BaseException:
            self._end(private)
            raise
        return private

    def _end(self, private: Path | None) -> None:
        """Stop our server if it runs or is about to; none of ours has no folder."""
        if private is not None and runs(self._cluster):
            current = recorded_folder(self._cluster)
            self._shut_down(private)
            remove_private_folder(current)
        remove_private_folder(private)

    def _initialize(self, private: Path) -> None:
        """Make the cluster under another name first: one that is there is a whole one."""
        unfinished = self._data_dir / "postgres.new"
        shutil.rmtree(unfinished, ignore_errors=True)
        unfinished.mkdir(mode=0o700)
        hand_over(unfinished)
        options = ["--username=postgres", "--auth=trust", "--encoding=UTF8", "--no-locale"]
        options += ["--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--no-instructions"]
        run_as_server(private, unfinished, "initdb", *options, f"--pgdata={unfinished}")
        unfinished.rename(self._cluster)

    def _start(self, private: Path) -> None:
        settings = self._settings | {"unix_socket_directories": str(private)}
        options = [word for item in settings.items() for word in ("-c", "=".join(item))]
        log = self._cluster / "server.log"
        start = ["start", f"--timeout={START_SECONDS}", f"--log={log}"]
        try:
            self._pg_ctl(private, *start, f"--options={shlex.join(options)}")
        except EmbeddedServerError as error:
            raise EmbeddedServerError(f"{error} See {log}.") from error

    def _shut_down(self, private: Path) -> None:
        try:
            self._pg_ctl(private, "stop", "--mode=fast", f"--timeout={STOP_SECONDS}")
        except EmbeddedServerError:
            if runs(self._cluster):  # it may have been on its way down already
                self._pg_ctl(private, "stop", "--mode=immediate")

    def _pg_ctl(self, private: Path, action: str, *options: str) -> None:
        everywhere = ("--silent", "--wait", f"--pgdata={self._cluster}")
        run_as_server(private, self._cluster, "pg_ctl", action, *everywhere, *options)


def _private_folder() -> Path:
    """A folder of the server's for its socket, whose path the system limits to about 100 bytes."""
    for parent in (tempfile.gettempdir(), "/tmp"):  # noqa: S108 - mkdtemp makes it private
        folder = Path(tempfile.mkdtemp(prefix=FOLDER_PREFIX, dir=parent))
        if len(os.fsencode(folder / SOCKET)) <= LONGEST_SOCKET_PATH:
            hand_over(folder)
            return folder
        folder.rmdir()
    raise EmbeddedServerError("the path of the temporary folder is too long for a socket")


def _locked(path: Path, mode: int) -> FileIO:
    """An open file whose lock the kernel lets go when it is closed, also by a crash."""
    file = FileIO(path, "a")
    try:
        fcntl.flock(file, mode)
    except BaseException:
        file.close()
        raise
    return file
