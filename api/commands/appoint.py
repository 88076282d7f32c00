"""`throughline appoint`: the first of those who then appoint everybody else."""

from datetime import datetime
from typing import TYPE_CHECKING, Annotated
from zoneinfo import ZoneInfo

import typer

from api.commands import CommandFailed
from api.settings import load_settings

if TYPE_CHECKING:
    from seeds.store import Connection

__all__ = ["appoint"]


def appoint(
    given_name: Annotated[str, typer.Argument(help="The officer's given name.")],
    family_name: Annotated[str, typer.Argument(help="The officer's family name.")],
    issuer: Annotated[str, typer.Option(help="The issuer at which the officer logs in.")],
    subject: Annotated[str, typer.Option(help="Who the officer is to that issuer.")],
    title: Annotated[str, typer.Option(help="The officer's title.")] = "State officer",
) -> None:
    """Appoint a state officer, from today on, who registers everybody else through the API.

    Refused if somebody logs in so already.
    """
    import asyncpg

    from api.commands.databases import as_owner
    from models.base import new_id
    from models.people import Person, PersonLogin, PersonName, StateAppointment, StatePosition
    from seeds.store import because, row_of, upsert

    settings = load_settings()
    today = datetime.now(ZoneInfo(settings.time_zone)).date()
    person = Person(id=new_id(), label=title)
    records = (
        person,
        PersonName(
            id=new_id(), person_id=person.id, given_name=given_name, family_name=family_name
        ),
        PersonLogin(id=new_id(), person_id=person.id, issuer=issuer, subject=subject),
        StateAppointment(
            id=new_id(),
            person_id=person.id,
            position=StatePosition.STATE_OFFICER,
            title=title,
            starts_on=today,
        ),
    )

    async def work(connection: "Connection") -> None:
        async with connection.transaction():
            await because(connection, "throughline appoint")
            for record in records:
                await upsert(connection, type(record), [row_of(record)])

    try:
        as_owner(settings, work)
    except asyncpg.UniqueViolationError as error:
        raise CommandFailed(f"somebody logs in at {issuer} as that subject already") from error
    typer.echo(f"{given_name} {family_name} is a state officer from {today} on.")
    typer.echo(f"For a password: throughline account set-password E-MAIL --person {person.id}")
