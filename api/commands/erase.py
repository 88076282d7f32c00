"""`throughline erase`: what is personal, from the records, their past and the audit chain."""

from typing import TYPE_CHECKING, Annotated
from uuid import UUID

import typer

from api.commands import CommandFailed
from api.settings import load_settings

if TYPE_CHECKING:
    from api.commands.databases import Connection
    from auth.erasure import Cause, Erased, Subject

__all__ = ["erasures"]

erasures = typer.Typer(
    name="erase", help="Erase a person or an interview for good.", no_args_is_help=True
)

Yes = Annotated[
    bool, typer.Option("--yes", help="Erase. Without it the command only tells what it would.")
]


@erasures.callback()
def group() -> None:
    """Erase what is personal for good; what was erased is recorded, and names nobody."""


@erasures.command()
def person(
    person: Annotated[str, typer.Argument(help="The person's id.")], *, yes: Yes = False
) -> None:
    """Erase who a person is: name, contacts, log-ins, pseudonyms. Offices held stay, nameless."""
    from auth.erasure import Cause, Subject

    _erase(Subject.PERSON, [_key(person)], Cause.REQUEST, yes=yes)


@erasures.command()
def interview(
    interview: Annotated[str, typer.Argument(help="The interview's id.")], *, yes: Yes = False
) -> None:
    """Erase an interview and all that hangs on it: texts, codings, references, who it was."""
    from auth.erasure import Cause, Subject

    _erase(Subject.INTERVIEW, [_key(interview)], Cause.REQUEST, yes=yes)


@erasures.command()
def expired(*, yes: Yes = False) -> None:
    """Erase the interviews of studies that ended more than INTERVIEW_RETENTION_DAYS ago."""
    from api.commands.databases import as_owner
    from auth.erasure import Cause, Subject, expired_interviews

    settings = load_settings()
    days = settings.interview_retention_days
    if days is None:
        raise CommandFailed("INTERVIEW_RETENTION_DAYS is not set: interviews are kept for good")

    async def work(connection: "Connection") -> list[UUID]:
        return await expired_interviews(connection, days)

    _erase(Subject.INTERVIEW, as_owner(settings, work), Cause.RETENTION, yes=yes)


def _erase(subject: "Subject", keys: list[UUID], cause: "Cause", *, yes: bool) -> None:
    from api.commands.databases import as_owner
    from auth.erasure import erase

    async def work(connection: "Connection") -> "list[Erased]":
        return [await erase(connection, subject, key, cause, keep=yes) for key in keys]

    erased = as_owner(load_settings(), work)
    for key, each in zip(keys, erased, strict=True):
        typer.echo(f"{subject.value} {key}: {_told(each)}")
    if not yes:
        typer.echo("Nothing was erased: this is what --yes would erase.")
    elif not keys:
        typer.echo("There is nothing to erase.")


def _told(erased: "Erased") -> str:
    rows = ", ".join(f"{number:,} {table}" for table, number in sorted(erased.rows.items()))
    memos = f"; {erased.memos:,} memos are about it, and stay" if erased.memos else ""
    return f"{rows or 'nothing'}{memos}"


def _key(text: str) -> UUID:
    """The UUID that an id of the API's ends in, or that is given as such."""
    try:
        return UUID(text.rpartition("_")[2][-32:] if "_" in text else text)
    except ValueError:
        raise CommandFailed(f"this is no id: {text}") from None
