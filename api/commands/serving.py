"""Serving on a socket until told to stop, in this process or in several."""

import gc
import http.client
import multiprocessing
import os
import signal
import socket
import sys
import threading
import time
from contextlib import suppress
from functools import partial
from typing import Any, Final

import typer
import uvicorn
from starlette.applications import Starlette
from uvicorn.config import STARTUP_FAILURE
from uvicorn.supervisors import Multiprocess, multiprocess
from uvicorn.supervisors.multiprocess import Process

from api import logs
from api.commands import CommandFailed
from api.memory import keep_freed_memory
from api.settings import Settings

__all__ = [
    "Worker",
    "build_meanwhile",
    "listening_socket",
    "serve_until_stopped",
    "stop_on_signals",
]

HUNG_SECONDS: Final = 60
"""How long a worker may owe an answer: loading all of it takes several on a busy machine."""

LOOKED_THROUGH_AFTER: Final = 10_000
"""So many objects more than there were have garbage looked for among the newest."""


def listening_socket(settings: Settings) -> socket.socket:
    """The socket to serve on; raises CommandFailed when the address is taken or not ours."""
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    listener = socket.socket(family)
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((settings.host, settings.port))
        # From here on the port is ours: requests wait until there is somebody to answer them.
        listener.listen()
    except OSError as error:
        listener.close()
        where = f"{settings.host} port {settings.port}"
        raise CommandFailed(
            f"can't listen on {where}: {error.strerror} (set HOST, PORT)"
        ) from error
    return listener


def stop_on_signals() -> None:
    """Let whatever asks us to end unwind the program, so that all that it started is stopped."""
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    # The server has its own way with SIGTERM, and knows nothing of a closed terminal.
    signal.signal(signal.SIGHUP, lambda *_: signal.raise_signal(signal.SIGTERM))


def build_meanwhile(settings: Settings) -> None:
    """Begin to build the schema while PostgreSQL starts; it takes seconds that would follow."""

    def build_early() -> None:
        with suppress(Exception):  # whoever needs it next will meet the same failure, and tell it
            from schema.build import build

            build()

    if settings.workers == 1:
        gc.disable()  # of what is made from here on nothing goes, until `_application` is through
        threading.Thread(target=build_early, daemon=True).start()


def serve_until_stopped(settings: Settings, listener: socket.socket, announcement: str) -> None:
    """Serve, print the announcement once requests are answered, and return when told to stop.

    What is running then has `SHUTDOWN_SECONDS` to finish.
    """
    config = uvicorn.Config(
        partial(_application, settings),
        factory=True,
        workers=settings.workers,
        loop="uvloop",
        http="httptools",
        ws="api.live.protocol:Protocol",  # by its name, so that a parent of workers loads nothing
        ws_max_size=settings.largest_request,
        ws_per_message_deflate=False,  # or each connection has tens of kilobytes for it
        lifespan="on",
        log_config=logs.config(settings.log_level),
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=settings.shutdown_seconds,
        timeout_worker_healthcheck=HUNG_SECONDS,
    )
    threading.Thread(target=_print_when_ready, args=(settings, announcement), daemon=True).start()
    if settings.workers == 1:
        _in_this_process(config, listener)
    else:
        _in_several(config, listener)


def _application(settings: Settings) -> Starlette:
    # Here and not above: of several processes only those that serve need all of it.
    gc.disable()
    keep_freed_memory()
    from api.app import create_app
    from schema.build import build

    if multiprocessing.parent_process() is not None:
        signal.signal(signal.SIGHUP, signal.SIG_IGN)  # the parent says when to end
        threading.Thread(target=_end_with_parent, daemon=True).start()
    app = create_app(settings)
    build()
    # The schema lives as long as the process; nobody needs to look through it for garbage.
    gc.freeze()
    # What a request makes goes by itself; of the little that is left, looking through it after
    # every 700 objects would take a tenth of a large import.
    gc.set_threshold(LOOKED_THROUGH_AFTER)
    gc.enable()
    return app


def _end_with_parent() -> None:
    """A killed parent leaves nobody who could stop us."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os.kill(os.getpid(), signal.SIGTERM)


def _in_this_process(config: uvicorn.Config, listener: socket.socket) -> None:
    # Once it has stopped in good order, the server passes on the signal that told it to.
    with suppress(KeyboardInterrupt):
        _Server(config).run(sockets=[listener])


def _in_several(config: uvicorn.Config, listener: socket.socket) -> None:
    multiprocess.Process = Worker  # type: ignore[misc]  # which it makes by name
    workers = _Workers(config, sockets=[listener])
    workers.run()
    if any(worker.exitcode == STARTUP_FAILURE for worker in workers.processes):
        sys.exit(STARTUP_FAILURE)


class _Server(uvicorn.Server):
    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """End the streams first: they would never end by themselves."""
        app: Any = self.config.loaded_app
        while not isinstance(app, Starlette):
            app = app.app
        if (services := getattr(app.state, "services", None)) is not None:
            services.live.leave()
        await super().shutdown(sockets)


class Worker(Process):
    """A worker, which is asked whether it answers while the parent goes on.

    uvicorn waits for the answer, and takes a worker that is still loading for one that hangs.
    """

    _asked_at: float | None = None

    def start(self) -> None:
        """Start it deaf to Ctrl-C until it serves: the parent ends one that is still loading."""
        heard = signal.signal(signal.SIGINT, signal.SIG_IGN)
        try:
            super().start()
        finally:
            signal.signal(signal.SIGINT, heard)

    def is_alive(self, timeout: float = HUNG_SECONDS) -> bool:
        if not self.process.is_alive():
            return False
        with suppress(OSError, EOFError):
            if self._asked_at is None:
                self._asked_at = time.monotonic()
                self.parent_conn.send(b"ping")
            if self.parent_conn.poll():
                self.parent_conn.recv()
                self._asked_at = None
        return self._asked_at is None or time.monotonic() - self._asked_at < timeout

    @property
    def server(self) -> uvicorn.Server:
        if self._server is None:
            self._server = _Server(self.config)
        return self._server


class _Workers(Multiprocess):
    def handle_hup(self) -> None:
        """A closed terminal ends us; replacing workers is no use where settings are read once."""
        self.handle_term()


def _print_when_ready(settings: Settings, announcement: str) -> None:
    while not _is_ready(settings):
        time.sleep(0.05)
    typer.echo(announcement)


def _is_ready(settings: Settings) -> bool:
    host, _, port = settings.address.removeprefix("http://").rpartition(":")
    connection = http.client.HTTPConnection(host.strip("[]"), int(port), timeout=5)
    try:
        connection.request("GET", "/health/ready")
        return connection.getresponse().status == http.client.OK
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()
