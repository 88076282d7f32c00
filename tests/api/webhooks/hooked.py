"""A network with webhooks at work, and a clock that the test holds."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from api.embedded import Urls
from api.jobs.entrypoints import Again
from api.webhooks.delivering import Deliverer
from api.webhooks.looking import Watch
from api.webhooks.sending import Sender
from auth.database import Database
from auth.sealing import Sealing
from auth.webhooks.addresses import Destinations
from auth.webhooks.desk import Desk
from tests.api.webhooks.receivers import Receiver
from tests.databases import connected
from tests.schema.graphs import DESK
from tests.schema.mutations.doing import Doing, Outcome

__all__ = ["ANYWHERE", "DOCUMENT", "SEALING", "SECRET", "Hooked", "hooked"]

SECRET = b"k" * 32
SEALING = Sealing([SECRET])
ANYWHERE = Destinations(allows_http=True, allows_private=True)
DOCUMENT = "query ($id: ID!) { node(id: $id) { ... on Benchmark { statement status } } }"
WEBHOOK = "webhook { id isEnabled disabledBecause version }"
BENCHMARK = (
    "SELECT b.district_id, b.id FROM benchmark b JOIN district d ON d.id = b.district_id"
    " WHERE d.name = $1 ORDER BY b.id LIMIT 1"
)
DELIVERIES = (
    "{ webhookDeliveries(first: 1000) { nodes { id kind recordType recordKey changedFields state"
    " attempts status problem nextAttemptAt deliveredAt } } }"
)


@dataclass(slots=True)
class Hooked:
    """Registers, changes records, looks, and attempts what is due."""

    urls: Urls
    doing: Doing
    watch: Watch
    deliverer: Deliverer
    receiver: Receiver
    now: datetime
    waits: list[timedelta]

    async def register(self, as_: str = "firm", **given: Any) -> tuple[str, str]:
        """The id and the secret of a new endpoint."""
        usual = {"url": self.receiver.url, "types": ["Benchmark"], "document": DOCUMENT}
        made = await self.doing.done(
            "createWebhook", {**usual, **given}, f"{WEBHOOK} secret", as_=as_
        )
        return made["webhook"]["id"], made["secret"]

    async def do(self, name: str, as_: str = "firm", **given: Any) -> Outcome:
        gives = "webhookDelivery { id }" if name == "replayWebhookDelivery" else WEBHOOK
        return await self.doing(name, given, gives, as_=as_)

    async def execute(self, sql: str, *given: object) -> None:
        async with connected(self.urls.owner) as owner:
            await owner.execute(sql, *given)

    async def jobs(self) -> int:
        """How many jobs there are."""
        async with connected(self.urls.owner) as owner:
            return int(await owner.fetchval("SELECT count(*) FROM jobs.pgqueuer"))

    async def end_engagements(self) -> None:
        """Yesterday, so that no firm sees more than the public."""
        await self.execute(
            "UPDATE engagement SET ends_on = current_date - 2"
            " WHERE ends_on IS NULL OR ends_on >= current_date - 1"
        )

    async def change_benchmark(self, district: str = "Mill City", to: str | None = None) -> str:
        """Change a benchmark to something new; gives its id."""
        to = to or f"More reading, {uuid4()}"
        async with connected(self.urls.owner) as owner:
            row = await owner.fetchrow(BENCHMARK, district)
            assert row is not None
            await owner.execute("UPDATE benchmark SET statement = $1 WHERE id = $2", to, row["id"])
        return f"Benchmark_{row['district_id'].hex}{row['id'].hex}"

    async def look(self) -> None:
        await self.watch.look()

    async def attempt(self) -> None:
        """Attempt all that is due by the clock; `waits` tells until when what failed waits."""
        async with connected(self.urls.owner) as owner:
            rows = await owner.fetch(
                "SELECT id FROM webhook_delivery WHERE next_attempt_at <= $1 ORDER BY id",
                self.now,
            )
        for row in rows:
            await self.attempt_one(row["id"])

    async def attempt_one(self, delivery: UUID) -> None:
        try:
            await self.deliverer.attempt(delivery)
        except Again as again:
            self.waits.append(again.after)

    async def settle(self) -> None:
        """Look, and attempt what is due."""
        await self.look()
        await self.attempt()

    async def deliveries(self, as_: str | None = "firm") -> list[dict[str, Any]]:
        found = await self.doing.ask(DELIVERIES, as_=as_)
        nodes: list[dict[str, Any]] = found["webhookDeliveries"]["nodes"]
        return nodes

    async def endpoint(self, id_: str, as_: str = "firm") -> Any:
        query = "query ($id: ID!) { webhook(id: $id) { isEnabled disabledBecause version } }"
        return (await self.doing.ask(query, as_=as_, id=id_))["webhook"]


@asynccontextmanager
async def hooked(urls: Urls, receiver: Receiver) -> AsyncIterator[Hooked]:
    database = await Database.open(urls.api, pool_size=4)
    graph = DESK.over(database)
    graph.engine.means.webhooks = Desk(SEALING, ANYWHERE)
    deliverer = Deliverer(database, graph.engine, SEALING, Sender(ANYWHERE), chance=lambda: 0.5)
    made = Hooked(
        urls,
        Doing(graph),
        Watch(database),
        deliverer,
        receiver,
        datetime.now(UTC) + timedelta(minutes=2),
        [],
    )
    deliverer.clock = lambda: made.now
    try:
        yield made
    finally:
        await database.close()
