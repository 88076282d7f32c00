"""The demo's published statistics."""

from datetime import UTC, datetime

from seeds.store import Connection, stable_id

__all__ = ["publish_once"]

RELEASED_AT = datetime(2013, 9, 2, 12, tzinfo=UTC)
NOTE = "Statistics of the demo network; many of the numbers behind it are invented."


async def publish_once(connection: Connection) -> None:
    """Make the demo's release, which takes seconds, unless there is one already."""
    # Loaded here: it needs a solver, which serving does not.
    from seeds.statistics.publishing import publish  # noqa: PLC0415

    if not await connection.fetchval("SELECT exists(SELECT FROM statistics_release)"):
        await publish(
            connection,
            note=NOTE,
            release_id=stable_id("statistics release", "1"),
            released_at=RELEASED_AT,
        )
