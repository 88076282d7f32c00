"""The command `throughline`. What an operator can mend is one line on stderr, never a traceback."""

import sys

import typer

from api.commands import CommandFailed
from api.commands.accounts import accounts
from api.commands.appoint import appoint
from api.commands.audit import audits
from api.commands.clients import clients
from api.commands.dictionary import dictionary
from api.commands.documents import documents
from api.commands.erase import erasures
from api.commands.exchange import exports
from api.commands.files import files
from api.commands.imports import imports
from api.commands.keys import keys
from api.commands.migrate import migrate
from api.commands.publish import publications
from api.commands.remind import remind
from api.commands.revoke import revoke
from api.commands.sandbox import sandbox
from api.commands.schema import schema
from api.commands.seed import seeds
from api.commands.serve import serve
from api.commands.token import token
from api.commands.worker import worker
from api.embedded import EmbeddedServerError
from api.settings import SettingsError
from models.failures import Failure

__all__ = ["app", "main"]

app = typer.Typer(
    name="throughline",
    help="The GraphQL API behind a network of school districts in turnaround.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
app.command()(serve)
app.command()(worker)
app.command()(migrate)
app.command()(token)
app.command()(revoke)
app.command()(schema)
app.command()(dictionary)
app.command()(remind)
app.command()(appoint)
app.add_typer(seeds)
app.add_typer(imports)
app.add_typer(exports)
app.add_typer(publications)
app.add_typer(keys)
app.add_typer(clients)
app.add_typer(documents)
app.add_typer(sandbox)
app.add_typer(audits)
app.add_typer(erasures)
app.add_typer(files)
app.add_typer(accounts)


def main() -> None:
    """Run the command that the arguments name; the exit code says whether it did it."""
    try:
        app()
    except (CommandFailed, EmbeddedServerError, SettingsError, Failure) as error:
        sys.exit(f"throughline: {error}")
