"""The words that files and frozen documents are described in."""

from models.vocabulary import Vocabulary

__all__ = ["MEDIA_TYPES", "FrozenDocumentKind"]

MEDIA_TYPES = (
    "application/pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "text/csv",
    "text/plain",
    "image/png",
    "image/jpeg",
    "image/gif",
    "image/webp",
)
"""What a file of evidence can be."""


class FrozenDocumentKind(Vocabulary):
    """What a frozen document is a document of."""

    SUBMITTED_PLAN = "A district's plan, as it was submitted to the state."
    QUARTERLY_REPORT = "A quarterly progress report, as it was issued."
    ANNUAL_SUMMARY = "An annual summary, as it was submitted to the state board."
