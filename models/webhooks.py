"""Endpoints that are told of changes, and the deliveries to them.

Their secrets, and how far each has been told, stand in the schema `hooks`, which no slice opens.
"""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ARRAY, CheckConstraint, Index, Text, text
from sqlalchemy.orm import Mapped

from models.base import NetworkRecord, described, link, one_of
from models.webhooks_terms import (
    DeliveryProblem,
    DeliveryState,
    WebhookDisabled,
    WebhookEventKind,
)

__all__ = [
    "DeliveryProblem",
    "DeliveryState",
    "WebhookDelivery",
    "WebhookDisabled",
    "WebhookEndpoint",
    "WebhookEventKind",
]


def several(doc: str) -> Mapped[list[str]]:
    """A column of texts; none unless said."""
    column: Mapped[list[str]] = described(
        doc, type_=ARRAY(Text()), nullable=False, server_default=text("'{}'::text[]")
    )
    return column


class WebhookEndpoint(NetworkRecord):
    """An address that is told of changes as they happen, by the rules of Standard Webhooks."""

    __tablename__ = "webhook_endpoint"

    firm_id: Mapped[UUID | None] = link(
        "firm", "The firm whose it is, as which it is asked; null where it is the state office's."
    )
    person_id: Mapped[UUID | None] = link(
        "person",
        "The member of the state office as whom it is asked: who registered it, or changed or"
        " enabled it last. Null where it is a firm's.",
    )
    client_id: Mapped[UUID | None] = link(
        "client", "The client by which it was registered; null where none is known."
    )
    url: Mapped[str] = described("Where deliveries are sent, with POST.")
    description: Mapped[str | None] = described("What it is for, in the owner's words.")
    types: Mapped[list[str]] = several(
        "The types of record that it is told of, such as `Benchmark`; all where there are none."
    )
    districts: Mapped[list[str]] = several(
        "The ids of the districts of whose records it is told; all, and records of no district,"
        " where there are none."
    )
    document: Mapped[str] = described(
        "What is asked of each record: a query whose one variable is `$id: ID!`, the record's id."
        " It is run as the owner when the delivery is made."
    )
    is_enabled: Mapped[bool] = described(
        "Whether it is told anything. While it is not, nothing is lost: it is told afterwards.",
        server_default=text("true"),
    )
    disabled_because: Mapped[WebhookDisabled | None] = one_of(
        WebhookDisabled, "Why it is disabled; null while it is not."
    )
    disabled_at: Mapped[datetime | None] = described("When it was disabled; null while it is not.")

    __table_args__ = (
        CheckConstraint("num_nonnulls(firm_id, person_id) = 1", name="owner"),
        CheckConstraint(
            "CASE WHEN is_enabled THEN num_nonnulls(disabled_because, disabled_at) = 0"
            " ELSE num_nulls(disabled_because, disabled_at) = 0 END",
            name="enabled",
        ),
    )


class WebhookDelivery(NetworkRecord):
    """One thing that an endpoint is told: what, and what became of it. Kept for some weeks."""

    __tablename__ = "webhook_delivery"

    endpoint_id: Mapped[UUID] = link("webhook_endpoint", "The endpoint that it is for.")
    firm_id: Mapped[UUID | None] = link(
        "firm", "The firm whose it is; null where it is the state office's."
    )
    kind: Mapped[WebhookEventKind] = one_of(WebhookEventKind, "What it tells.")
    record_type: Mapped[str | None] = described(
        "The type of the record that it is about; null where it is about none."
    )
    record_key: Mapped[str | None] = described(
        "The id of that record, for `node(id:)`; null where it is about none."
    )
    changed_fields: Mapped[list[str]] = several("Of UPDATED, the fields that had changed.")
    happened_at: Mapped[datetime | None] = described(
        "When the record had changed; null where only who sees it had."
    )
    state: Mapped[DeliveryState] = one_of(DeliveryState, "How it stands.")
    attempts: Mapped[int] = described(
        "How often it was tried since it was made or replayed.", server_default=text("0")
    )
    attempted_at: Mapped[datetime | None] = described("When it was last tried.")
    next_attempt_at: Mapped[datetime | None] = described(
        "When it is tried next at the earliest; null where it is not."
    )
    delivered_at: Mapped[datetime | None] = described("When the receiver took it.")
    status: Mapped[int | None] = described(
        "The HTTP status of the last attempt's answer, of which nothing else is kept; null where"
        " there was none."
    )
    problem: Mapped[DeliveryProblem | None] = one_of(
        DeliveryProblem, "Why the last attempt did not succeed; null where it did."
    )

    __table_args__ = (
        CheckConstraint("(state = 'PENDING') = (next_attempt_at IS NOT NULL)", name="state_due"),
        CheckConstraint(
            "(state = 'DELIVERED') = (delivered_at IS NOT NULL)", name="state_delivered"
        ),
        CheckConstraint("num_nonnulls(record_type, record_key) <> 1", name="record"),
        Index(None, "created_at", "id"),
    )
