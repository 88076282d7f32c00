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
    from api.commands import demo

    settings = demo.noted(load_settings())
    typer.echo(demo.token(settings, persona, timedelta(minutes=settings.token_minutes)))
