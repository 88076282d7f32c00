"""A process that begins a bulk operation, or an export, and never ends it: to be killed.

Says on stdout where it is, and once it has begun the operation.
"""

import asyncio
import sys
from pathlib import Path
from typing import Any

from api.app import create_app
from schema.exporting import Exporter
from tests.api.edge import edge_settings, served


def say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


async def begin_for_ever(_exporter: Exporter, sink: Any) -> int:
    await sink(b"half of a")
    say("begun")
    await asyncio.Event().wait()
    return 0


async def main(url: str, folder: str) -> None:
    Exporter.run = begin_for_ever  # type: ignore[assignment, method-assign]
    settings = edge_settings(database_url=url, data_dir=Path(folder), jobs=True, job_lost_seconds=2)
    async with served(create_app(settings)) as (_, address):
        say(address)
        await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], sys.argv[2]))
