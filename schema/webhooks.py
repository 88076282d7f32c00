"""Endpoints that are told of changes, and the deliveries to them, as their owners see them."""

from collections.abc import Sequence
from typing import Final

from graphql import VariableDefinitionNode, print_ast

from models import webhooks as tables
from models.failures import BadUserInput
from schema.changes import tables_of
from schema.documents import Documents, RequestErrors
from schema.entities import entity, to_one

__all__ = ["VARIABLE", "WebhookDelivery", "WebhookEndpoint", "check_document", "told_tables"]

VARIABLE: Final = "id"
"""The one variable of an endpoint's document: the id of the record that a delivery is about."""

OURS: Final = frozenset({tables.WebhookEndpoint.__tablename__})
"""To be told of what one is told oneself would never end."""


@entity(tables.WebhookEndpoint, plural="webhooks", singular="webhook")
class WebhookEndpoint:
    """An address that is told of changes as they happen, by the rules of Standard Webhooks."""

    firm = to_one(back="webhooks", says="The endpoints that the firm has registered.")


@entity(tables.WebhookDelivery, plural="webhookDeliveries")
class WebhookDelivery:
    """One thing that an endpoint is told: what, and what became of it. Kept for some weeks."""

    endpoint = to_one(
        back="deliveries", says="What the endpoint was told, and is to be told.", always=True
    )


def told_tables(types: Sequence[str]) -> list[str]:
    """The tables of whose records an endpoint is told; raises BadUserInput for what is none."""
    found = [table for table in tables_of(list(types) or None) if table not in OURS]
    if not found:
        raise BadUserInput("Nothing is told of webhooks themselves.")
    return found


def check_document(documents: Documents, document: str) -> None:
    """Raise BadUserInput unless it can be asked of each record: a query of `$id: ID!` alone."""
    try:
        operation = documents.operation(document, None)
    except RequestErrors as errors:
        raise BadUserInput(errors.errors[0].message) from errors
    if operation.type != "query":
        raise BadUserInput(f"A document is a query, and no {operation.type}.")
    declared = operation.node.variable_definitions or ()
    if len(declared) != 1 or not _is_id(declared[0]):
        raise BadUserInput("The document's one variable is `$id: ID!`, the record's id.")


def _is_id(declared: VariableDefinitionNode) -> bool:
    return print_ast(declared) == f"${VARIABLE}: ID!"
