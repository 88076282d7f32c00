"""Asking a ClamAV daemon whether a file is known to be harmful, by its protocol for streams.

A daemon that does not answer lets no file in.
"""

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from api.filing.refusals import refused
from models.failures import Fault

__all__ = ["Scan", "ask_nobody", "clamd"]

Scan = Callable[[Path], Awaitable[None]]
"""Raises BadUserInput for a harmful file, and Fault where that can't be told."""

CHUNK: Final = 64 * 1024
PATIENCE: Final = 120.0
CLEAN: Final = b"stream: OK"
FOUND: Final = b" FOUND"


async def ask_nobody(_file: Path) -> None:
    """Where no scanner is set."""


def clamd(address: str) -> Scan:
    """Asks the daemon at `tcp://host:port` or `unix:///path`."""

    async def scan(file: Path) -> None:
        try:
            async with asyncio.timeout(PATIENCE):
                answer = await _asked(address, file)
        except (OSError, TimeoutError, asyncio.IncompleteReadError) as error:
            raise Fault(f"The virus scanner does not answer: {type(error).__name__}") from error
        if answer.endswith(FOUND):
            raise refused("A virus scanner knows this file to be harmful.")
        if answer != CLEAN:
            raise Fault("The virus scanner could not tell.")

    return scan


async def _asked(address: str, file: Path) -> bytes:
    """What the daemon answers, without the byte that ends it."""
    named = urlsplit(address)
    if named.scheme == "unix":
        reader, writer = await asyncio.open_unix_connection(named.path)
    else:
        reader, writer = await asyncio.open_connection(named.hostname, named.port)
    try:
        writer.write(b"zINSTREAM\0")
        with file.open("rb") as opened:
            while chunk := opened.read(CHUNK):
                writer.write(len(chunk).to_bytes(4) + chunk)
                await writer.drain()
        writer.write(bytes(4))
        return (await reader.readuntil(b"\0"))[:-1]
    finally:
        writer.close()
