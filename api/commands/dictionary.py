"""`throughline dictionary`: what every table and column means."""

import sys
from enum import Enum
from pathlib import Path
from typing import Annotated

import typer

from api.commands import CommandFailed

__all__ = ["dictionary"]


class Form(Enum):
    """How the dictionary is written."""

    JSON = "json"
    CSV = "csv"
    MARKDOWN = "markdown"


def dictionary(
    types: Annotated[
        list[str] | None,
        typer.Argument(help="Types of record, such as Benchmark; all unless told."),
    ] = None,
    form: Annotated[
        Form, typer.Option("--format", help="Table Schema in JSON, CSV, or Markdown to read.")
    ] = Form.MARKDOWN,
    output: Annotated[
        Path | None, typer.Option(help="The file to write; the terminal unless told.")
    ] = None,
) -> None:
    """Write the data dictionary: each type, field and word, with what it means and who sees it."""
    from schema.build import build
    from schema.dictionary import as_csv, as_json, as_markdown
    from schema.dictionary import dictionary as entries

    build()
    known = {entry.name: entry for entry in entries()}
    if unknown := sorted(set(types or ()) - known.keys()):
        raise CommandFailed(f"there is no type of record {unknown[0]!r}")
    chosen = [known[name] for name in types] if types else list(known.values())
    write = {Form.JSON: as_json, Form.CSV: as_csv, Form.MARKDOWN: as_markdown}[form]
    content = write(chosen)
    if output is not None:
        output.write_bytes(content)
    else:
        sys.stdout.buffer.write(content)
