"""`throughline account`: who logs in with a password, and lost second factors."""

import sys
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Annotated, TypeVar
from uuid import UUID

import typer

from api.commands import CommandFailed
from api.settings import load_settings

if TYPE_CHECKING:
    from auth.database import Database
    from auth.transactions import WriteTransaction

__all__ = ["accounts"]

T = TypeVar("T")

accounts = typer.Typer(
    name="account", help="People who log in here, with a password.", no_args_is_help=True
)

Email = Annotated[str, typer.Argument(help="The e-mail address that the person logs in by.")]


@accounts.command("set-password")
def set_password(
    email: Email,
    person: Annotated[
        str | None,
        typer.Option(help="The person's id. Unset: whose contact has that address."),
    ] = None,
) -> None:
    """Give a person an account, or another password, which is asked for or read from stdin.

    Sessions of the person end.
    """
    from auth.accounts import accounts as kept
    from auth.accounts.passwords import Passwords
    from auth.oauth.journal import Kind, record

    given = _key(person) if person is not None else None
    password = _password()

    async def work(transaction: "WriteTransaction") -> None:
        found = given or await _person(transaction, email)
        await kept.set_password(transaction, Passwords(), found, email, password)
        await record(transaction, Kind.PASSWORD_SET, person=found, reason="command line")

    _in_office(work)
    typer.echo(f"{kept.normal_email(email)} logs in with that password from now on.")


@accounts.command()
def disable(email: Email) -> None:
    """Close an account; the person's sessions end, and what clients were given in them."""
    _switch(email, disabled=True)
    typer.echo("Nobody logs in by that address from now on.")


@accounts.command()
def enable(email: Email) -> None:
    """Open an account that was closed."""
    _switch(email, disabled=False)
    typer.echo("The account is open.")


@accounts.command("reset-second-factor")
def reset_second_factor(email: Email) -> None:
    """Forget a person's second factor, as for a lost phone; a new one is set up at the log-in."""
    from auth.accounts import second_factors
    from auth.accounts.sessions import end_all
    from auth.oauth.journal import Kind, record

    async def work(transaction: "WriteTransaction") -> None:
        person = await _person(transaction, email)
        if not await second_factors.forget(transaction, person):
            raise CommandFailed("that person has no second factor")
        await end_all(transaction, person)
        await record(transaction, Kind.SECOND_FACTOR_RESET, person=person, reason="command line")

    _in_office(work)
    typer.echo("The second factor is forgotten; sessions have ended.")


@accounts.command("list")
def listed() -> None:
    """Print the accounts, with what is open, closed, and has a second factor."""
    from auth.accounts import accounts as kept

    for each in _in_office(kept.listed):
        told = ["disabled"] * each.is_disabled + ["second factor"] * each.has_second_factor
        typer.echo("  ".join([each.email, str(each.person), *told]))


def _switch(email: str, *, disabled: bool) -> None:
    from auth.accounts import accounts as kept
    from auth.oauth.journal import Kind, record

    async def work(transaction: "WriteTransaction") -> None:
        person = await kept.set_disabled(transaction, email, disabled=disabled)
        reason = "disabled" if disabled else "enabled"
        await record(transaction, Kind.ACCOUNT_CHANGED, person=person, reason=reason)

    _in_office(work)


def _in_office(work: "Callable[[WriteTransaction], Awaitable[T]]") -> T:
    """Do some work in one transaction of the authorization server."""
    from api.commands.databases import as_caller

    async def whole(database: "Database") -> T:
        async with database.authorizing() as transaction:
            return await work(transaction)

    return as_caller(load_settings(), whole)


async def _person(transaction: "WriteTransaction", email: str) -> UUID:
    from auth.accounts import accounts as kept
    from auth.accounts.standing import person_of_email

    account = await kept.find(transaction, email)
    person = account.person if account else await person_of_email(transaction, email)
    if person is None:
        raise CommandFailed(
            "that is no account's address, nor exactly one person's: name the person by --person"
        )
    return person


def _key(person: str) -> UUID:
    """The key in an id of the API, or the key itself."""
    try:
        return UUID(person.removeprefix("Person_"))
    except ValueError:
        raise CommandFailed(f"{person[:80]} is no person's id") from None


def _password() -> str:
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\r\n")
    told: str = typer.prompt("Password", hide_input=True, confirmation_prompt=True)
    return told
