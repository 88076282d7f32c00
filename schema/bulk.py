"""Bulk operations, as their owners see them; `api/bulk/` does them and gives the files."""

from typing import Any, Final

from sqlalchemy import ColumnElement, Text, case, func, literal_column

from models import bulk as tables
from models.tables import metadata
from schema.compiler.rows import global_id
from schema.entities import Alias, entity, expression, registry, to_one

__all__ = ["BULK", "BulkOperation"]

BULK: Final = "bulk"
ANY_TEXT: Final = metadata.tables["bulk_operation"].c.sha256


def _address(row: Alias) -> ColumnElement[Any]:
    start: ColumnElement[Any] = literal_column(f"'{BULK}/'", Text)
    named = start.concat(global_id(registry["BulkOperation"], row))
    ending = literal_column("'.'", Text).concat(func.lower(row.c.format))
    return case((row.c.status == literal_column("'COMPLETED'"), named.concat(ending)))


@entity(
    tables.BulkOperation,
    plural="bulkOperations",
    order=("id",),
    hides=frozenset({"scopes", "feed_cursor", "stored_as"}),
)
class BulkOperation:
    """An export of everything that a query gives, into a file that its owner downloads."""

    person = to_one(back="bulkOperations", says="The bulk operations that the person asked for.")
    firm = to_one(
        back="bulkOperations", says="The bulk operations that the firm's service account asked for."
    )
    client = to_one(back="bulkOperations", says="The bulk operations that were asked for by it.")
    url = expression(
        _address,
        ANY_TEXT,
        "Where the file is, relative to the address of `/graphql`; null unless it is COMPLETED. It"
        " answers its owner by a bearer token, of the client that asked for it, in parts if asked,"
        " and no longer once something that it holds is not the owner's to see any more.",
        is_nullable=True,
    )
