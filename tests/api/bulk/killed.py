"""A process that begins a bulk operation and never ends it: to be killed. Says so on stdout."""

import asyncio
import sys
from pathlib import Path
from typing import Any

from api.app import open_services
from schema.exporting import Exporter
from tests.api.edge import edge_settings


async def begin_for_ever(_exporter: Exporter, sink: Any) -> int:
    await sink(b"half of a")
    sys.stdout.write("begun\n")
    sys.stdout.flush()
    await asyncio.Event().wait()
    return 0


async def main(url: str, folder: str) -> None:
    Exporter.run = begin_for_ever  # type: ignore[assignment, method-assign]
    settings = edge_settings(database_url=url, data_dir=Path(folder), jobs=True, job_lost_seconds=2)
    async with open_services(settings):
        await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], sys.argv[2]))
