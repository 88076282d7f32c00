"""SQL scripts that migrations consist of, and the drafts of those that follow from the code."""

from pathlib import Path

from alembic import op
from sqlalchemy import MetaData, Table
from sqlalchemy.dialects.postgresql import dialect
from sqlalchemy.schema import CreateIndex, CreateTable

__all__ = ["run_script", "tables_draft", "triggers_draft"]

HERE = Path(__file__).parent / "sql"

DIALECT = dialect()  # type: ignore[no-untyped-call]

BOOKKEEPING = {"id", "district_id", "created_at", "updated_at", "version"}


def run_script(name: str) -> None:
    """Run a script of several statements in the migration's transaction."""
    sql = (HERE / name).read_text(encoding="utf-8")
    connection = op.get_bind().connection.dbapi_connection
    connection.run_async(lambda driver: driver.execute(sql))  # type: ignore[union-attr]


def tables_draft(metadata: MetaData) -> str:
    """CREATE statements of every table, parents first."""
    statements: list[str] = []
    for table in metadata.sorted_tables:
        statements.append(str(CreateTable(table).compile(dialect=DIALECT)))
        indexes = sorted(table.indexes, key=lambda index: str(index.name))
        statements += [str(CreateIndex(index).compile(dialect=DIALECT)) for index in indexes]
    return ";\n".join(_tidy(statement) for statement in statements) + ";\n"


def triggers_draft(metadata: MetaData) -> str:
    """The trigger of every table that counts its versions, by the columns that are its own."""
    return "".join(
        f"CREATE TRIGGER version BEFORE UPDATE OF {', '.join(_own_columns(table))}\n"
        f"ON {table.name} FOR EACH ROW EXECUTE FUNCTION keep.version();\n"
        for table in metadata.sorted_tables
    )


def _own_columns(table: Table) -> list[str]:
    """Not those that a trigger, a cascading key or the bookkeeping changes."""
    carried = {column.name for column in table.columns if _is_carried(table, column.name)}
    return [
        f'"{column.name}"'
        for column in table.columns
        if column.name not in BOOKKEEPING | carried and column.computed is None
    ]


def _is_carried(table: Table, name: str) -> bool:
    cascading = [key for key in table.foreign_key_constraints if key.onupdate == "CASCADE"]
    followed = name in {"level", "determination", "level_source", "level_school_year"}
    keeps_level = table.name in {"district", "school"}
    return (
        any(name in key.column_keys for key in cascading)
        or (followed and keeps_level)
        or name == "public_office_since"
        or table.columns[name].info.get("kept", False)
    )


def _tidy(statement: str) -> str:
    return "\n".join(line.rstrip().replace("\t", "    ") for line in statement.strip().split("\n"))
