"""All that is done as a job; whoever brings a kind of job lists it here."""

from datetime import timedelta
from functools import partial
from typing import Final

from api.jobs.entrypoints import Jobs, Recurring
from api.jobs.queue import connect
from api.services import Services
from api.settings import Settings
from api.webhooks.looking import Watch
from api.webhooks.wiring import webhook_jobs

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
    ]
    return Jobs(
        [each for part in parts for each in part.entrypoints],
        [each for part in parts for each in part.recurring],
        [each for part in parts for each in part.alongside],
    )


async def _forget_reports(settings: Settings) -> None:
    connection = await connect(settings.database_url or "")
    try:
        for statement in FORGET:
            await connection.execute(statement, REPORTS_KEPT)
    finally:
        await connection.close()
