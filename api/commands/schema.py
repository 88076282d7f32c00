"""`throughline schema`: writes `schema.graphql`, or checks what has become of it.

A change that breaks a client is let through only when `docs/schema-changes.md` declares it. What
a change is measured against is the file as committed: the last commit's, and the one's before.
"""

import subprocess
from pathlib import Path
from typing import Annotated, Final

import typer

__all__ = ["schema"]

COMMITTED: Final = Path("schema.graphql")
DECLARED: Final = Path("docs/schema-changes.md")


def schema(
    *,
    check: Annotated[
        bool, typer.Option("--check", help="Write nothing; fail if the file is out of date.")
    ] = False,
) -> None:
    """Write the public schema to schema.graphql, or check it."""
    from schema.promises import sdl

    written = sdl()
    if not check:
        COMMITTED.write_text(written, encoding="utf-8")
    elif not COMMITTED.exists() or COMMITTED.read_text(encoding="utf-8") != written:
        _fail("schema.graphql is not what the code says; run `make schema`.")
    _refuse_undeclared(written)


def _refuse_undeclared(written: str) -> None:
    """Fail on a change that breaks clients and is not declared."""
    from schema.promises import breaking_changes

    declared = DECLARED.read_text(encoding="utf-8") if DECLARED.exists() else ""
    for revision in ("HEAD", "HEAD~1"):
        before = _committed_at(revision)
        if before is None or before == written:
            continue
        undeclared = [c for c in breaking_changes(before, written) if c not in declared]
        if undeclared:
            listed = "\n".join(f"  {change}" for change in undeclared)
            _fail(
                f"Against {revision} the schema breaks clients:\n{listed}\n"
                f"Keep the promise, or declare each line in {DECLARED} with the reason."
            )


def _committed_at(revision: str) -> str | None:
    """The file at a revision; None where there is no such file, revision or git."""
    command = ["git", "show", f"{revision}:./{COMMITTED}"]
    try:
        shown = subprocess.run(command, capture_output=True, check=False, text=True)
    except FileNotFoundError:
        return None
    return shown.stdout if shown.returncode == 0 else None


def _fail(message: str) -> None:
    typer.echo(message, err=True)
    raise typer.Exit(1)
