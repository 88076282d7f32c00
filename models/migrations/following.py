"""Has the change feed know the slices as they are.

What it knows follows from the policies and functions in the database, not from a migration's
script, so it is made over again after each migration.
"""

from sqlalchemy import Connection, text

__all__ = ["follow_slices"]

IS_THERE = "SELECT to_regproc('feed.follow_slices') IS NOT NULL"


def follow_slices(connection: Connection) -> None:
    """Tell the feed what the slices are now."""
    if connection.scalar(text(IS_THERE)):
        connection.execute(text("SELECT feed.follow_slices()"))
