"""A process that delivers, to be killed: of `serve` and `worker`, what delivers."""

import asyncio
import sys

from api.jobs.entrypoints import Entrypoint, Jobs
from api.jobs.running import Runner
from api.webhooks.delivering import Deliverer
from api.webhooks.looking import Watch
from api.webhooks.sending import Sender
from auth.database import Database
from auth.webhooks.store import DELIVER
from schema.engine import Engine
from schema.limits import Limits
from tests.api.webhooks.hooked import ANYWHERE, SEALING


async def deliver(url: str) -> None:
    database = await Database.open(url, pool_size=2)
    deliverer = Deliverer(database, Engine(database, Limits()), SEALING, Sender(ANYWHERE))
    watch = Watch(database)
    jobs = Jobs([Entrypoint(DELIVER, deliverer.attempt)], alongside=[watch.run])
    await Runner(url, jobs, lost_seconds=1.0).run(asyncio.Event())


if __name__ == "__main__":
    asyncio.run(deliver(sys.argv[1]))
