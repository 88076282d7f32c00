"""`throughline documents`: the documents that are registered for a client."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any
from uuid import UUID

import typer

from api.commands import CommandFailed
from api.settings import load_settings

if TYPE_CHECKING:
    from schema.documents import Documents

__all__ = ["documents"]

documents = typer.Typer(
    name="documents", help="The documents registered for a client.", no_args_is_help=True
)

OnlyOf = Annotated[UUID | None, typer.Option("--client", help="Only of this client.")]
Of = Annotated[UUID, typer.Option("--client", help="The client's `client_id`.")]
Files = Annotated[
    list[Path],
    typer.Argument(
        metavar="FILE...",
        help="Manifests as code generators write them (.json), or documents (.graphql).",
        exists=True,
        dir_okay=False,
    ),
]

REGISTER = """
INSERT INTO clients.trusted_document (client_id, name, hash, source) VALUES ($1, $2, $3, $4)
ON CONFLICT (client_id, name) DO UPDATE SET hash = excluded.hash, source = excluded.source
"""
CLIENT = "SELECT name FROM client WHERE id = $1"
REGISTERED = """
SELECT t.client_id, c.name AS client, t.name, t.hash, t.source
FROM clients.trusted_document t JOIN client c ON c.id = t.client_id
WHERE $1::uuid IS NULL OR t.client_id = $1 ORDER BY c.name, t.name
"""
REMOVE = """
DELETE FROM clients.trusted_document
WHERE client_id = $1 AND (name = $2 OR encode(hash, 'hex') = $2)
RETURNING name
"""
REMOVE_ALL = "DELETE FROM clients.trusted_document WHERE client_id = $1 RETURNING name"
RESTRICT = "INSERT INTO clients.restricted (client_id) VALUES ($1) ON CONFLICT DO NOTHING"
LET = "DELETE FROM clients.restricted WHERE client_id = $1"


@documents.command()
def register(files: Files, client: Of) -> None:
    """Register the documents of files for a client; all of them, or none if one is not valid."""
    from auth.documents import hash_of
    from auth.manifests import read_manifest

    found: dict[str, str] = {}
    for file in files:
        found |= read_manifest(file.name, file.read_bytes())
    _refuse_invalid(found)

    async def work(connection: Any) -> None:
        await _require(connection, client)
        rows = [(client, name, hash_of(text), text) for name, text in found.items()]
        async with connection.transaction():
            await connection.executemany(REGISTER, rows)

    _done(work)
    typer.echo(f"Registered {_counted(len(found))} for {client}.")


@documents.command("list")
def listed(client: OnlyOf = None) -> None:
    """Print what is registered: the client, its id for it, the SHA-256, the operations."""
    for row in _rows(client):
        names = ", ".join(_operations(row["source"]))
        typer.echo(f"{row['client_id']}  {row['name']}  sha256:{row['hash'].hex()}  {names}")


@documents.command()
def check(client: OnlyOf = None) -> None:
    """Say which of the registered documents this version would no longer run."""
    rows = _rows(client)
    checked = _checking()
    wrong = 0
    for row in rows:
        for complaint in _complaints(checked, row["source"]):
            wrong += 1
            typer.echo(f"{row['client_id']}  {row['name']}: {complaint}")
    if wrong:
        raise CommandFailed("not all documents are valid by this schema")
    typer.echo(f"{_counted(len(rows))}, all valid.")


@documents.command()
def remove(
    client: Of,
    names: Annotated[
        list[str] | None, typer.Argument(metavar="ID...", help="The client's ids, or SHA-256.")
    ] = None,
    every: Annotated[bool, typer.Option("--all", help="All of the client's.")] = False,  # noqa: FBT002 - typer makes an option of it
) -> None:
    """Register a client's documents no longer: those that are named, or all."""
    if bool(names) == every:
        raise CommandFailed("name documents, or give --all")

    async def work(connection: Any) -> int:
        await _require(connection, client)
        async with connection.transaction():
            if every:
                return len(await connection.fetch(REMOVE_ALL, client))
            removed = 0
            for name in names or ():
                found = await connection.fetch(REMOVE, client, name.removeprefix("sha256:"))
                if not found:
                    raise CommandFailed(f"{client} has no document {name}")
                removed += len(found)
        return removed

    typer.echo(f"Removed {_counted(_done(work))}.")


@documents.command()
def restrict(client: Of) -> None:
    """Have a client run its registered documents and no others."""

    async def work(connection: Any) -> None:
        await _require(connection, client)
        await connection.execute(RESTRICT, client)

    _done(work)
    typer.echo("Restricted to its registered documents.")


@documents.command()
def let(client: Of) -> None:
    """Let a client run any document again."""

    async def work(connection: Any) -> None:
        await _require(connection, client)
        await connection.execute(LET, client)

    _done(work)
    typer.echo("It may run any document.")


def _rows(client: UUID | None) -> list[Any]:
    async def work(connection: Any) -> list[Any]:
        rows: list[Any] = await connection.fetch(REGISTERED, client)
        return rows

    found: list[Any] = _done(work)
    return found


async def _require(connection: Any, client: UUID) -> None:
    if await connection.fetchval(CLIENT, client) is None:
        raise CommandFailed(f"there is no client {client}")


def _refuse_invalid(found: dict[str, str]) -> None:
    """Raise unless all are valid by the schema, after a line for each reason."""
    checked = _checking()
    told = [(name, why) for name, text in found.items() for why in _complaints(checked, text)]
    for name, why in told:
        typer.echo(f"{name}: {why}", err=True)
    if told:
        raise CommandFailed("not all documents are valid by this schema: none was registered")


def _checking() -> "Documents":
    from api.app import limits
    from schema.build import build
    from schema.documents import Documents

    return Documents(build()._schema, limits(load_settings()))  # noqa: SLF001 - graphql-core's


def _complaints(checked: "Documents", text: str) -> list[str]:
    from schema.documents import RequestErrors

    try:
        checked.operations(text)
    except RequestErrors as errors:
        return [error.message for error in errors.errors]
    return []


def _operations(text: str) -> list[str]:
    from graphql import OperationDefinitionNode, parse

    defined = parse(text, no_location=True).definitions
    named = [node for node in defined if isinstance(node, OperationDefinitionNode)]
    return [f"{node.operation.value} {node.name.value if node.name else '-'}" for node in named]


def _counted(number: int) -> str:
    return f"{number} document{'' if number == 1 else 's'}"


def _done(work: Any) -> Any:
    from api.commands.databases import as_owner

    return as_owner(load_settings(), work)
