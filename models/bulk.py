"""Exports that run beside requests: what was asked, by whom, and what has become of it.

The file lies outside the database, in the store, under a name of its own for each attempt.
"""

from datetime import datetime
from typing import Final
from uuid import UUID

from sqlalchemy import BigInteger, CheckConstraint, Index, Text, text
from sqlalchemy.orm import Mapped

from models.base import NetworkRecord, described, link, one_of
from models.bulk_terms import BulkFormat, BulkStatus
from models.failures import Conflict

__all__ = ["MOST_UNDER_WAY", "BulkFormat", "BulkOperation", "BulkStatus", "refuse_more"]

MOST_UNDER_WAY: Final = 2
"""How many a caller may have under way."""


class BulkOperation(NetworkRecord):
    """An export of everything that a query gives, into a file that its owner downloads."""

    __tablename__ = "bulk_operation"

    person_id: Mapped[UUID | None] = link("person", "Whose it is; null where it is a firm's.")
    firm_id: Mapped[UUID | None] = link(
        "firm", "The firm whose service account's it is; null where it is a person's."
    )
    client_id: Mapped[UUID | None] = link(
        "client",
        "The client by which it was asked for, whose file it is; null where none is known.",
    )
    scopes: Mapped[str | None] = described(
        "What the token that asked for it left of its subject; null for all.", type_=Text
    )
    query: Mapped[str] = described("The query of one list that is exported.")
    variables: Mapped[str | None] = described(
        "The query's variables, as JSON; null where it has none."
    )
    format: Mapped[BulkFormat] = one_of(BulkFormat, "What the file is written in.")
    status: Mapped[BulkStatus] = one_of(
        BulkStatus, "How far it has come.", server_default="CREATED"
    )
    records: Mapped[int] = described(
        "How many records have been written so far, or in all once it is done.",
        type_=BigInteger,
        server_default=text("0"),
    )
    bytes: Mapped[int | None] = described(
        "How long the file is, in bytes; null until it is done.", type_=BigInteger
    )
    sha256: Mapped[str | None] = described(
        "The SHA-256 digest of the file, in hexadecimal; null until it is done."
    )
    started_at: Mapped[datetime | None] = described(
        "When it was last begun; later than before where a worker was lost."
    )
    finished_at: Mapped[datetime | None] = described(
        "When it was done, failed, or was cancelled; null while it is under way."
    )
    expires_at: Mapped[datetime | None] = described(
        "Until when the file is kept; null until it is done."
    )
    error_code: Mapped[str | None] = described(
        "Why it failed, as in `extensions.code` of errors; null unless it did."
    )
    error_message: Mapped[str | None] = described("The same for people.")
    feed_cursor: Mapped[str | None] = described(
        "Where the change feed stood before the file was begun; what left the owner's slice since"
        " is told from there."
    )
    stored_as: Mapped[str | None] = described("What the store calls the file.")

    __table_args__ = (
        CheckConstraint("num_nonnulls(person_id, firm_id) > 0", name="owner"),
        CheckConstraint("records >= 0", name="records"),
        CheckConstraint(
            "(status IN ('COMPLETED', 'EXPIRED')) ="
            " (num_nulls(bytes, sha256, expires_at, stored_as, feed_cursor) = 0)",
            name="file",
        ),
        CheckConstraint("(status = 'FAILED') = (error_code IS NOT NULL)", name="failure"),
        CheckConstraint(
            "CASE WHEN status IN ('CREATED', 'RUNNING') THEN finished_at IS NULL"
            " WHEN status IN ('COMPLETED', 'FAILED', 'CANCELED', 'EXPIRED')"
            " THEN finished_at IS NOT NULL ELSE true END",
            name="finished",
        ),
        Index(None, "status", "id"),
    )


def refuse_more(under_way: int) -> None:
    """Raise Conflict where a caller has as many under way as may be."""
    if under_way >= MOST_UNDER_WAY:
        message = f"You have {under_way} bulk operations under way; wait for one, or cancel it."
        raise Conflict(message, details={"underWay": under_way})
