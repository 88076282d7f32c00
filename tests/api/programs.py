"""The command `throughline` as an operator runs it: a process, its output, its end."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from api.settings import Settings

__all__ = ["environment", "running", "throughline"]

PROGRAM = str(Path(sys.executable).with_name("throughline"))


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
    return subprocess.run(
        [PROGRAM, *arguments],
        check=False,
        env=environment(**settings),
        capture_output=True,
        text=True,
        timeout=120,
    )


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
