"""The command `throughline` as an operator runs it: a process, its output, its end.

Commands that come to their end are forked from a process that has loaded the modules already:
loading them takes longer than most commands do. `running` starts the program itself.
"""

import multiprocessing
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from api.cli import main
from api.settings import Settings

__all__ = ["environment", "running", "throughline", "typing"]

PROGRAM = str(Path(sys.executable).with_name("throughline"))
LONGEST_SECONDS = 120
LOADED = multiprocessing.get_context("forkserver")
LOADED.set_forkserver_preload(["api.cli", "api.app", "api.commands.databases", "seeds.demo"])


def environment(**settings: object) -> dict[str, str]:
    """This process's environment with these settings and no others of ours."""
    ours = {name.upper() for name in Settings.model_fields}
    inherited = {
        name: value
        for name, value in os.environ.items()
        if name not in ours and not name.startswith("OTEL_")
    }
    return inherited | {name.upper(): str(value) for name, value in settings.items()}


def throughline(*arguments: str, **settings: object) -> "subprocess.CompletedProcess[str]":
    """Run a command to its end."""
    return typing("", *arguments, **settings)


def typing(
    typed: str, /, *arguments: str, **settings: object
) -> "subprocess.CompletedProcess[str]":
    """Run a command to its end, to which somebody types."""
    with tempfile.TemporaryDirectory() as folder:
        given, out, err = streams = [Path(folder) / name for name in ("in", "out", "err")]
        given.write_text(typed)
        process = LOADED.Process(
            target=_command, args=(arguments, environment(**settings), streams)
        )
        process.start()
        process.join(LONGEST_SECONDS)
        if process.exitcode is None:
            process.kill()
            raise subprocess.TimeoutExpired(arguments, LONGEST_SECONDS)
        return subprocess.CompletedProcess(
            arguments, process.exitcode, out.read_text(), err.read_text()
        )


def _command(arguments: Sequence[str], given: Mapping[str, str], streams: Sequence[Path]) -> None:
    """What the program's script does, with an environment and streams of its own."""
    for descriptor, path in enumerate(streams):
        os.dup2(os.open(path, os.O_RDWR | os.O_CREAT), descriptor)
    sys.stdin = os.fdopen(0)  # a forked process is given none
    os.environ.clear()
    os.environ.update(given)
    sys.argv = [PROGRAM, *arguments]
    main()


@contextmanager
def running(*arguments: str, **settings: object) -> "Iterator[subprocess.Popen[str]]":
    """A command that goes on, in a process group of its own as a terminal gives it one."""
    with subprocess.Popen(
        [PROGRAM, *arguments],
        env=environment(**settings),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    ) as process:
        try:
            yield process
        finally:
            process.kill()
