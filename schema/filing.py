"""Files of evidence and frozen documents, as the API shows them; `api/filing/` gives the bytes."""

from typing import Any, Final

from sqlalchemy import ColumnElement, Text, literal_column

from models import filing as tables
from models.tables import metadata
from schema.compiler.rows import global_id
from schema.entities import Alias, entity, expression, registry, to_one

__all__ = ["DOCUMENTS", "FILES", "UPLOADS"]

FILES: Final = "files"
DOCUMENTS: Final = "documents"
UPLOADS: Final = "uploads"

ANY_TEXT: Final = metadata.tables["firm"].c.name
WHERE: Final = (
    " It never changes, and is relative to the address of `/graphql`. It answers who sees the"
    " record, by the same bearer token; for anyone else there is nothing."
)


def _address(entity: str, folder: str, ending: str, says: str) -> Any:
    def address(row: Alias) -> ColumnElement[Any]:
        start: ColumnElement[Any] = literal_column(f"'{folder}/'", Text)
        named = start.concat(global_id(registry[entity], row))
        return named.concat(literal_column(f"'{ending}'", Text)) if ending else named

    return expression(address, ANY_TEXT, says + WHERE)


@entity(tables.EvidenceFile, plural="evidenceFiles", order_within=("file_name",))
class EvidenceFile:
    """A file that belongs to a piece of evidence."""

    evidence = to_one(back="files", says="Its files.", always=True)
    uploaded_by = to_one(back="uploadedFiles", says="The files of evidence that the person sent.")
    url = _address("EvidenceFile", FILES, "", "The address of the file's content.")


@entity(
    tables.FrozenDocument,
    plural="frozenDocuments",
    order_within=("revision",),
    hides=frozenset({"html", "pdf", "record_id"}),
)
class FrozenDocument:
    """A plan as it was submitted, or a report as it was issued, to read and to print.

    It never changes: the same bytes are there as long as the record is.
    """

    plan = to_one(back="documents", says="The plan as it was submitted, each time.")
    quarterly_report = to_one(back="documents", says="The report as it was issued.")
    annual_summary = to_one(back="documents", says="The summary as it was submitted.")
    frozen_by = to_one(
        back="frozenDocuments", says="The documents of what the person submitted or issued."
    )
    html_url = _address(
        "FrozenDocument", DOCUMENTS, ".html", "The address of the document as a page of HTML."
    )
    pdf_url = _address("FrozenDocument", DOCUMENTS, ".pdf", "The address of the document as PDF.")
