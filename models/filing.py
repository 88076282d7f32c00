"""What is kept as bytes: files of evidence, and plans and reports frozen as documents.

A file of evidence lies outside the database, under its row's id; it is there before its row is,
so that no row is without its file. A frozen document lies in its row, since it has to come about
in the very transaction that submits or issues the record. Neither ever changes.
"""

from datetime import date
from uuid import UUID

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Computed,
    LargeBinary,
    SmallInteger,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped, mapped_column

from models.base import DistrictRecord, derived, described, link, within
from models.filing_terms import MEDIA_TYPES, FrozenDocumentKind

__all__ = ["LONGEST_NAME", "EvidenceFile", "FrozenDocument", "FrozenDocumentKind"]

LONGEST_NAME = 255
TYPES = ", ".join(f"'{media_type}'" for media_type in MEDIA_TYPES)

KIND = """CASE
 WHEN plan_id IS NOT NULL THEN 'SUBMITTED_PLAN'
 WHEN quarterly_report_id IS NOT NULL THEN 'QUARTERLY_REPORT'
 ELSE 'ANNUAL_SUMMARY' END"""


class EvidenceFile(DistrictRecord):
    """A file that belongs to a piece of evidence."""

    __tablename__ = "evidence_file"

    evidence_id: Mapped[UUID] = within("evidence", "The evidence that it belongs to.")
    file_name: Mapped[str] = described("What it is called, as whoever sent it called it.")
    media_type: Mapped[str] = described(
        f"What its content was found to be, as a media type; one of {', '.join(MEDIA_TYPES)}."
    )
    bytes: Mapped[int] = described("How long it is, in bytes.", type_=BigInteger)
    sha256: Mapped[str] = described("The SHA-256 digest of its content, in hexadecimal.")
    uploaded_by_id: Mapped[UUID | None] = link(
        "person", "Who sent it; null where it was a firm's service account."
    )

    __table_args__ = (
        CheckConstraint(f"length(file_name) BETWEEN 1 AND {LONGEST_NAME}", name="file_name"),
        CheckConstraint(f"media_type IN ({TYPES})", name="media_type"),
        CheckConstraint("bytes > 0", name="bytes"),
        CheckConstraint("sha256 ~ '^[0-9a-f]{64}$'", name="sha256"),
    )


class FrozenDocument(DistrictRecord):
    """A plan as it was submitted, or a report as it was issued, to read and to print."""

    __tablename__ = "frozen_document"

    plan_id: Mapped[UUID | None] = within(
        "accelerated_improvement_plan", "The plan; null where it is of a report."
    )
    quarterly_report_id: Mapped[UUID | None] = within(
        "quarterly_progress_report", "The quarterly report; null where it is of something else."
    )
    annual_summary_id: Mapped[UUID | None] = within(
        "annual_summary", "The annual summary; null where it is of something else."
    )
    kind: Mapped[FrozenDocumentKind] = derived(
        FrozenDocumentKind, KIND, "What it is a document of."
    )
    record_id: Mapped[UUID] = mapped_column(
        Computed("coalesce(plan_id, quarterly_report_id, annual_summary_id)", persisted=True),
        doc="The record, whichever it is of.",
    )
    revision: Mapped[int] = described(
        "Counts the documents of the record from 1: a plan has one for each time it was submitted.",
        type_=SmallInteger,
    )
    title: Mapped[str] = described("The title that is printed on it.")
    frozen_on: Mapped[date] = described("The day on which the record was submitted or issued.")
    frozen_by_id: Mapped[UUID | None] = link("person", "Who submitted or issued it.")
    html: Mapped[bytes] = described("The document as a page of HTML.", type_=LargeBinary)
    html_sha256: Mapped[str] = mapped_column(
        Computed("encode(sha256(html), 'hex')", persisted=True),
        doc="The SHA-256 digest of the HTML, in hexadecimal.",
    )
    pdf: Mapped[bytes] = described("The document as PDF.", type_=LargeBinary)
    pdf_sha256: Mapped[str] = mapped_column(
        Computed("encode(sha256(pdf), 'hex')", persisted=True),
        doc="The SHA-256 digest of the PDF, in hexadecimal.",
    )

    __table_args__ = (
        CheckConstraint(
            "num_nonnulls(plan_id, quarterly_report_id, annual_summary_id) = 1", name="record"
        ),
        CheckConstraint("revision >= 1", name="revision"),
        UniqueConstraint("district_id", "record_id", "revision"),
    )
