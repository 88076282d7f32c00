"""`throughline revoke`: one token ended before its time."""

import sys
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated
from uuid import UUID

import typer

from api.commands import CommandFailed
from api.settings import load_settings

if TYPE_CHECKING:
    from auth.database import Database

__all__ = ["revoke"]


def revoke(
    told: Annotated[
        str,
        typer.Argument(
            metavar="JTI", help="The token's `jti`; - reads the token itself from stdin."
        ),
    ],
) -> None:
    """Refuse a token of this API's own from now on, in every process."""
    from api.commands.databases import as_caller
    from auth.keys import LONGEST_TOKEN
    from auth.oauth.store import revoke as end

    identity = _identity(sys.stdin.read().strip() if told == "-" else told)

    async def work(database: "Database") -> None:
        async with database.authorizing() as transaction:
            await end(transaction, identity, datetime.now(UTC) + LONGEST_TOKEN)

    as_caller(load_settings(), work)
    typer.echo("The token is refused from now on.")


def _identity(told: str) -> UUID:
    """The `jti`, whose token need not be good: to refuse one more does no harm."""
    from auth.claims import said_by
    from models.failures import Unauthenticated

    try:
        return UUID(str(said_by(told).get("jti")) if "." in told else told)
    except (ValueError, Unauthenticated) as error:
        raise CommandFailed("that is neither a token of this API's own nor its jti") from error
