"""`throughline migrate`: the schema as this code needs it."""

import asyncio

import typer

from api.settings import load_settings

__all__ = ["migrate"]


def migrate() -> None:
    """Bring the database's schema up to this code, as MIGRATE_DATABASE_URL logs in."""
    from api.commands import databases

    settings = load_settings()
    with databases.logins(settings) as logins:
        asyncio.run(databases.migrate(logins.owner or logins.api, logins.api))
    typer.echo("The schema is this code's.")
