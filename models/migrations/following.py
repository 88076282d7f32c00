"""Has the change feed know the slices as they are.

What it knows follows from the policies and functions in the database, not from a migration's
script, so it is made over again after each migration.
"""

from sqlalchemy import Connection, text

__all__ = ["follow_slices", "release_slices"]

IS_THERE = "SELECT to_regproc('feed.follow_slices') IS NOT NULL"
LEANING = """
SELECT format('DROP VIEW slice_then.%I', relname) FROM pg_class
WHERE relnamespace = to_regnamespace('slice_then') AND relkind = 'v'
"""


def follow_slices(connection: Connection) -> None:
    """Tell the feed what the slices are now."""
    if connection.scalar(text(IS_THERE)):
        connection.execute(text("SELECT feed.follow_slices()"))


def release_slices(connection: Connection) -> None:
    """Take away the views that lean on domain tables, so that a migration can change those."""
    for statement in connection.scalars(text(LEANING)).all():
        connection.execute(text(statement))
