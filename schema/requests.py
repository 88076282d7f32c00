"""What a client asks, and the text of the document that it asks by."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from auth.budgets import Meter
from auth.callers import Caller
from auth.documents import DocumentReference, KeptDocuments
from models.failures import DocumentsNotKept

__all__ = ["Request", "with_document"]


@dataclass(frozen=True, slots=True)
class Request:
    """What a client asks, as it came in; `document` names what it sends no text of."""

    query: str
    operation_name: str | None = None
    variables: Mapping[str, Any] | None = None
    extensions: Mapping[str, Any] | None = None
    idempotency_key: str | None = None
    """What the client calls what it wants done, so that a second try does not do it again."""
    document: DocumentReference | None = None
    meter: Meter | None = None
    """What counts what it uses of its caller's points; None where nobody counts."""
    last_event_id: str | None = None
    """The event after which a subscription is to go on, instead of its argument `after`."""


async def with_document(request: Request, caller: Caller, kept: KeptDocuments | None) -> Request:
    """The request with the text of its document, if the caller may run that one.

    Raises DocumentNotFound, BadUserInput for a text of another hash, Forbidden where only
    registered documents run.
    """
    named = request.document
    if kept is None:
        if named is not None and not request.query:
            raise DocumentsNotKept
        return request
    if named is None or request.query:
        if named is not None:
            named.check(request.query)
        await kept.refuse_unregistered(request.query, caller)
        return request
    return replace(request, query=await kept.text(named, caller), document=None)
