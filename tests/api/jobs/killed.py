"""A process that takes a job and never ends it: to be killed. Says the job's id on stdout."""

import asyncio
import sys
from uuid import UUID

from api.jobs.entrypoints import Entrypoint, Jobs
from api.jobs.running import Runner


async def take_for_ever(about: UUID) -> None:
    sys.stdout.write(f"{about}\n")
    sys.stdout.flush()
    await asyncio.Event().wait()


if __name__ == "__main__":
    runner = Runner(sys.argv[1], Jobs([Entrypoint("endless", take_for_ever)]), lost_seconds=1.0)
    asyncio.run(runner.run(asyncio.Event()))
