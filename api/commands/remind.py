"""`throughline remind`: a word on what is due soon or overdue, once a day."""

from datetime import date, timedelta
from typing import TYPE_CHECKING, Annotated

import typer

from api.settings import load_settings

if TYPE_CHECKING:
    from seeds.store import Connection

__all__ = ["remind"]


def remind(
    ahead: Annotated[int, typer.Option(min=0, max=366, help="Days before the due day.")] = 7,
    behind: Annotated[int, typer.Option(min=0, max=366, help="Days after the due day.")] = 30,
) -> None:
    """Write a reminder for each thing that is due soon or overdue, and not done yet.

    Run it once a day. A second run of the same day adds nothing but what has become due since.
    """
    from api.commands.databases import as_owner
    from seeds.reminders import write_reminders

    settings = load_settings()

    async def work(connection: "Connection") -> tuple[date, int]:
        return await write_reminders(
            connection,
            ahead=timedelta(days=ahead),
            behind=timedelta(days=behind),
            time_zone=settings.time_zone,
        )

    day, written = as_owner(settings, work)
    typer.echo(f"{written:,} reminders written for {day}.")
