"""All that is done as a job; whoever brings a kind of job lists it here."""

from datetime import timedelta
from functools import partial
from typing import Final

from api.bulk.operations import Operations
from api.bulk.staying import Staying
from api.jobs.entrypoints import Entrypoint, Jobs, Recurring
from api.jobs.queue import connect
from api.services import Services
from api.settings import Settings
from api.webhooks.looking import Watch
from api.webhooks.wiring import webhook_jobs
from schema.mutations.bulk import EXPORT

__all__ = ["known_jobs"]

REPORTS_KEPT: Final = timedelta(days=14)
"""How long what PgQueuer reports of jobs is of use: long enough to look into a bad week."""

FORGET: Final = (
    "DELETE FROM jobs.pgqueuer_log WHERE created < now() - $1::interval",
    "DELETE FROM jobs.pgqueuer_statistics WHERE created < now() - $1::interval",
)


def known_jobs(settings: Settings, services: Services, watch: Watch) -> Jobs:
    """What this process does beside requests, over the services that it opened."""
    parts = [
        Jobs(
            recurring=[Recurring("jobs.forget", "17 3 * * *", partial(_forget_reports, settings))]
        ),
        webhook_jobs(settings, services, watch),
        _bulk_jobs(settings, services),
    ]
    return Jobs(
        [each for part in parts for each in part.entrypoints],
        [each for part in parts for each in part.recurring],
        [each for part in parts for each in part.alongside],
    )


def _bulk_jobs(settings: Settings, services: Services) -> Jobs:
    bulk = Operations(
        services.database,
        settings.database_url or "",
        services.filing.store,
        Staying(services.engine),
        settings.export_timeout_seconds,
        timedelta(hours=settings.bulk_hours),
        accounting=services.accounting,
    )
    return Jobs(
        entrypoints=[Entrypoint(EXPORT, bulk.export, at_once=2)],
        recurring=[Recurring("bulk.expire", "23 * * * *", bulk.expire)],
    )


async def _forget_reports(settings: Settings) -> None:
    connection = await connect(settings.database_url or "")
    try:
        for statement in FORGET:
            await connection.execute(statement, REPORTS_KEPT)
    finally:
        await connection.close()
