"""What webhooks stand on, by the settings, and the jobs that they are."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Final
from uuid import UUID

from api.jobs.entrypoints import Entrypoint, Jobs, Recurring, Retries
from api.services import Services
from api.settings import Settings
from api.webhooks.delivering import Deliverer
from api.webhooks.looking import Watch
from api.webhooks.sending import Sender
from auth.callers import PUBLIC
from auth.database import Database
from auth.sealing import Sealing
from auth.webhooks.addresses import Destinations
from auth.webhooks.desk import Desk
from auth.webhooks.store import DELIVER, OFFICE, prune_and_adopt

__all__ = ["webhook_desk", "webhook_jobs"]

UNFORESEEN: Final = Retries(
    [timedelta(seconds=5), timedelta(minutes=1), timedelta(minutes=5)], gives_up=False
)
"""Where an attempt could not even be written down; deliveries have a schedule of their own."""

OVERDUE: Final = timedelta(minutes=15)
"""By then a delivery whose job was lost has waited long enough."""


def webhook_desk(settings: Settings) -> Desk:
    """What stands behind the mutations; raises SecretUnusable."""
    return Desk(Sealing.open(settings.secret_key, settings.data_dir), destinations(settings))


def destinations(settings: Settings) -> Destinations:
    """Where deliveries may go."""
    return Destinations(settings.webhooks_allow_http, settings.webhooks_allow_private)


def webhook_jobs(settings: Settings, services: Services, watch: Watch) -> Jobs:
    """Looking, delivering, and keeping it all up."""
    deliverer = Deliverer(
        services.database,
        services.engine,
        Sealing.open(settings.secret_key, settings.data_dir),
        Sender(destinations(settings)),
        failing_after=timedelta(days=settings.webhook_failing_days),
        ended=services.telemetry.delivery,
        delivered=partial(_count_delivery, services),
    )
    keep = timedelta(days=settings.webhook_keep_days)
    return Jobs(
        entrypoints=[Entrypoint(DELIVER, deliverer.attempt, UNFORESEEN)],
        recurring=recurring(services.database, keep),
        alongside=[watch.run],
    )


def _count_delivery(services: Services, client: UUID | None) -> None:
    if services.accounting is not None:
        services.accounting.usage.count(client, deliveries=1)


def recurring(database: Database, keep: timedelta) -> Sequence[Recurring]:
    """What old deliveries, and those that nobody attends to, need."""
    return [Recurring("webhooks.keep_up", "*/10 * * * *", partial(keep_up, database, keep))]


async def keep_up(database: Database, keep: timedelta) -> None:
    """Delete what is old, and leave jobs for what has lost its own."""
    now = datetime.now(UTC)
    async with database.write(PUBLIC) as transaction, transaction.in_office(OFFICE):
        await prune_and_adopt(transaction, now - keep, now - OVERDUE)
