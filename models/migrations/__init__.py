"""The database's history, and where it stands.

Migrations run as the owner. The API's login is named to them, so that it gets its grants: it may
read everything and write where some policy says by whom, and policies decide what.
"""

from enum import Enum
from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, make_url, text
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

from models.migrations.following import follow_slices, release_slices
from models.migrations.recording import record_all, release_all

__all__ = ["SchemaState", "current_state", "downgrade", "engine", "state_of", "upgrade"]

HERE = Path(__file__).parent

WRITTEN = """
SELECT tablename, string_agg(cmd, ', ' ORDER BY cmd) FROM pg_policies
WHERE schemaname = 'public' AND policyname IN ('inserts', 'updates', 'deletes') GROUP BY tablename
"""

OFFICE = """
SELECT format('%I.%I', schemaname, tablename) AS "table",
       string_agg(DISTINCT CASE cmd WHEN 'ALL' THEN 'SELECT, INSERT, UPDATE, DELETE' ELSE cmd END,
                  ', ') AS commands
FROM pg_policies WHERE schemaname = 'oauth' AND policyname <> 'owner' GROUP BY 1
"""
"""What the authorization server does to each of its tables, by their policies."""

JOBS = (
    "USAGE ON SCHEMA jobs",
    "SELECT, UPDATE, DELETE ON jobs.pgqueuer",
    "SELECT, INSERT, UPDATE, DELETE ON jobs.pgqueuer_log, jobs.pgqueuer_statistics",
    "SELECT, INSERT, UPDATE ON jobs.pgqueuer_schedules",
    "USAGE ON SEQUENCE jobs.pgqueuer_statistics_id_seq, jobs.pgqueuer_schedules_id_seq",
    "EXECUTE ON FUNCTION jobs.enqueue",
)
"""What PgQueuer does as it takes jobs and reports on them; jobs are left by `jobs.enqueue`."""

HOOKS = ("USAGE ON SCHEMA hooks", "EXECUTE ON ALL FUNCTIONS IN SCHEMA hooks")
"""Webhooks are worked by functions alone, which do nothing outside of their office."""


class SchemaState(Enum):
    """How the database's schema stands to the code's."""

    EMPTY = "the database is empty"
    OLDER = "the database's schema is older than the program"
    CURRENT = "the database's schema is the program's"
    NEWER = "the database's schema is newer than the program"


def engine(url: str) -> AsyncEngine:
    """An engine over asyncpg for a `postgresql://` address."""
    return create_async_engine(make_url(url).set(drivername="postgresql+asyncpg"))


async def upgrade(owner_url: str, api_role: str) -> None:
    """Bring the schema up to the code's, and let the API's login in."""
    await _run(owner_url, lambda connection: _upgrade(connection, api_role))


async def downgrade(owner_url: str, revision: str = "base") -> None:
    """Take the schema back to an earlier revision."""
    await _run(owner_url, lambda connection: _downgrade(connection, revision))


async def current_state(url: str) -> SchemaState:
    """Where the database at an address stands."""
    opened = engine(url)
    try:
        async with opened.connect() as connection:
            return state_of(await connection.run_sync(_revision))
    finally:
        await opened.dispose()


def state_of(revision: str | None) -> SchemaState:
    """Where a database at a revision stands."""
    scripts = ScriptDirectory.from_config(_config())
    if revision is None:
        return SchemaState.EMPTY
    if revision == scripts.get_current_head():
        return SchemaState.CURRENT
    known = {script.revision for script in scripts.walk_revisions()}
    return SchemaState.OLDER if revision in known else SchemaState.NEWER


async def _run(url: str, work: Any) -> None:
    opened = engine(url)
    try:
        async with opened.begin() as connection:
            await connection.run_sync(work)
    finally:
        await opened.dispose()


def _upgrade(connection: Connection, api_role: str) -> None:
    if state_of(_revision(connection)) is not SchemaState.CURRENT:
        release_slices(connection)
        release_all(connection)
        command.upgrade(_config(connection), "head")
    record_all(connection)
    follow_slices(connection)
    quoted = connection.dialect.identifier_preparer.quote(api_role)
    connection.execute(text(f"GRANT USAGE ON SCHEMA public TO {quoted}"))
    readable = "public, past, deleted"
    connection.execute(text(f"GRANT SELECT ON ALL TABLES IN SCHEMA {readable} TO {quoted}"))
    for table, commands in connection.execute(text(WRITTEN)).all():
        connection.execute(text(f'GRANT {commands} ON "{table}" TO {quoted}'))
    connection.execute(text(f"GRANT USAGE ON SCHEMA oauth TO {quoted}"))
    for table, commands in connection.execute(text(OFFICE)).all():
        connection.execute(text(f"GRANT {commands} ON {table} TO {quoted}"))
    for granted in (*JOBS, *HOOKS):
        connection.execute(text(f"GRANT {granted} TO {quoted}"))


def _downgrade(connection: Connection, revision: str) -> None:
    release_slices(connection)
    release_all(connection)
    command.downgrade(_config(connection), revision)
    record_all(connection)
    follow_slices(connection)


def _revision(connection: Connection) -> str | None:
    return MigrationContext.configure(connection).get_current_revision()


def _config(connection: Connection | None = None) -> Config:
    config = Config()
    config.set_main_option("script_location", str(HERE))
    config.attributes["connection"] = connection
    return config
