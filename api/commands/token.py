"""`throughline token`: a bearer token for one of the demo's personas."""

from datetime import timedelta
from typing import Annotated

import typer

from api.settings import load_settings

__all__ = ["token"]


def token(
    persona: Annotated[
        str, typer.Argument(help="Such as manager, other-manager, monitor, state-office.")
    ],
) -> None:
    """Print a bearer token for a persona of the demo."""
    from api.commands import databases, demo

    settings = demo.noted(load_settings())
    caller = demo.persona(persona)
    with databases.logins(settings) as logins:
        served = settings.model_copy(update={"database_url": logins.api})
        lifetime = timedelta(minutes=settings.token_minutes)
        typer.echo(demo.token(served, caller, lifetime))
