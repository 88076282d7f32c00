"""PgQueuer's tables, by the names that our migration gave them, and a connection that sees them."""

from typing import Any, Final

import asyncpg
from pgqueuer.adapters.persistence.qb import (
    QueryBuilderEnvironment,
    QueryQueueBuilder,
    QuerySchedulerBuilder,
)
from pgqueuer.db import AsyncpgDriver
from pgqueuer.domain.settings import DBSettings, Durability
from pgqueuer.queries import Queries

__all__ = ["CHANNEL", "TABLES", "connect", "queries"]

CHANNEL: Final = "ch_pgqueuer"

# All of them are named here, or variables of the environment could name others. They are PgQueuer's
# own, so that its command `pgq` finds them with PGQUEUER_SCHEMA=jobs.
TABLES: Final = DBSettings(
    prefix="",
    db_schema="jobs",
    channel=CHANNEL,
    function="fn_pgqueuer_changed",
    statistics_table="pgqueuer_statistics",
    queue_status_type="pgqueuer_status",
    queue_table="pgqueuer",
    queue_table_log="pgqueuer_log",
    trigger="tg_pgqueuer_changed",
    schedules_table="pgqueuer_schedules",
    durability=Durability.balanced,
    widen_id=False,
)

SESSION: Final = {
    "application_name": "throughline jobs",
    "jit": "off",
    "search_path": "public",
    "statement_timeout": "30000",
    "timezone": "UTC",
    "throughline.office": "jobs",
}
"""The queue is open to this session, which never states a caller; no slice is."""

CONNECT_SECONDS = 10.0


async def connect(url: str) -> "asyncpg.Connection[Any]":
    """A connection to which the queue is open."""
    return await asyncpg.connect(url, timeout=CONNECT_SECONDS, server_settings=SESSION)


def queries(connection: "asyncpg.Connection[Any]") -> Queries:
    """What PgQueuer does to our tables."""
    return Queries(
        AsyncpgDriver(connection),
        qbe=QueryBuilderEnvironment(TABLES),
        qbq=QueryQueueBuilder(TABLES),
        qbs=QuerySchedulerBuilder(TABLES),
    )
