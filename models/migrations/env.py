"""How Alembic meets the database: over the connection it is handed, or one it opens.

`lock_timeout` keeps a migration from queueing behind a long statement, and everyone else behind
the migration.
"""

from alembic import context
from sqlalchemy import Connection, text

from models.tables import metadata


def migrate(connection: Connection) -> None:
    """Run the migrations in one transaction."""
    connection.execute(text("SET LOCAL lock_timeout = '5s'"))
    context.configure(
        connection=connection,
        target_metadata=metadata,
        compare_type=True,
        compare_server_default=True,
    )
    context.run_migrations()


migrate(context.config.attributes["connection"])
