"""What the program itself reads and writes of webhooks, by the functions of the schema `hooks`."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import orjson

from auth.callers import READ, WRITE, Caller
from auth.transactions import WriteTransaction
from models.base import new_id
from models.webhooks_terms import (
    DeliveryProblem,
    DeliveryState,
    WebhookDisabled,
    WebhookEventKind,
)

__all__ = [
    "DELIVER",
    "OFFICE",
    "Attempt",
    "Behind",
    "Owner",
    "Taken",
    "attempt",
    "attempted",
    "behind",
    "disable",
    "prune_and_adopt",
    "restart",
    "secrets",
    "take",
    "told",
]

OFFICE = "webhooks"
DELIVER = "webhooks.deliver"
"""The entrypoint of deliveries; the schema `hooks` enqueues it too."""


@dataclass(frozen=True, slots=True)
class Owner:
    """As whom an endpoint is asked: a firm, or a member of the state office."""

    firm: UUID | None
    person: UUID | None
    client: UUID | None

    @property
    def caller(self) -> Caller:
        """Without `research`: an endpoint is of the firm, or of the office that runs the network.

        With `write`, or what was told could not be written down as that caller.
        """
        return Caller(self.person, self.firm, frozenset({READ, WRITE}), self.client)

    @classmethod
    def of(cls, row: Any) -> "Owner":
        return cls(row["firm_id"], row["person_id"], row["client_id"])


@dataclass(frozen=True, slots=True)
class Behind:
    """An endpoint for which to look for changes."""

    endpoint: UUID
    owner: Owner
    types: tuple[str, ...]
    districts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Taken:
    """An endpoint that this transaction has to itself."""

    cursor: str
    has_owner: bool


@dataclass(frozen=True, slots=True)
class Attempt:
    """What is to be attempted."""

    delivery: UUID
    endpoint: UUID
    owner: Owner
    url: str
    document: str
    is_enabled: bool
    has_owner: bool
    kind: WebhookEventKind
    record_type: str | None
    record_id: str | None
    changed_fields: tuple[str, ...]
    happened_at: datetime | None
    created_at: datetime
    attempts: int
    due_at: datetime


async def behind(transaction: WriteTransaction, moment: datetime) -> list[Behind]:
    """The endpoints that were not looked at since a moment."""
    rows = await transaction.rows("SELECT * FROM hooks.behind($1)", [moment])
    return [
        Behind(row["endpoint_id"], Owner.of(row), tuple(row["types"]), tuple(row["districts"]))
        for row in rows
    ]


async def take(transaction: WriteTransaction, endpoint: UUID, moment: datetime) -> Taken | None:
    """Keep others off an endpoint; None where one of them was quicker."""
    rows = await transaction.rows("SELECT * FROM hooks.take($1, $2)", [endpoint, moment])
    if not rows or rows[0]["cursor"] is None:
        return None
    return Taken(rows[0]["cursor"], rows[0]["has_owner"])


async def told(
    transaction: WriteTransaction,
    endpoint: UUID,
    cursor: str,
    *,
    has_more: bool,
    changes: Sequence[dict[str, Any]],
) -> None:
    """Write down what is to be told, and how far the endpoint has been told with it."""
    made = orjson.dumps([{"id": new_id(), **change} for change in changes]).decode()
    sql = "SELECT hooks.told($1, $2, $3, $4)"
    await transaction.value(sql, [endpoint, cursor, has_more, made])


async def restart(
    transaction: WriteTransaction, endpoint: UUID, tables: list[str], names: str
) -> None:
    """Begin anew from now, as who is stated, and tell the receiver that something is missing."""
    await transaction.value("SELECT hooks.begin_telling($1, $2, $3)", [endpoint, tables, names])
    kind = WebhookEventKind.RESTARTED.name
    sql = "SELECT hooks.say($1, $2, $3, NULL, NULL)"
    await transaction.value(sql, [new_id(), endpoint, kind])


async def attempt(transaction: WriteTransaction, delivery: UUID) -> Attempt | None:
    """What is to be attempted of a delivery; None once nothing is."""
    rows = await transaction.rows("SELECT * FROM hooks.attempt($1)", [delivery])
    if not rows:
        return None
    row = rows[0]
    return Attempt(
        delivery=delivery,
        endpoint=row["endpoint_id"],
        owner=Owner.of(row),
        url=row["url"],
        document=row["document"],
        is_enabled=row["is_enabled"],
        has_owner=row["has_owner"],
        kind=WebhookEventKind[row["kind"]],
        record_type=row["record_type"],
        record_id=row["record_key"],
        changed_fields=tuple(row["changed_fields"]),
        happened_at=row["happened_at"],
        created_at=row["created_at"],
        attempts=row["attempts"],
        due_at=row["next_attempt_at"],
    )


async def secrets(transaction: WriteTransaction, endpoint: UUID, moment: datetime) -> list[bytes]:
    """The sealed secrets that sign now, the newest first."""
    rows = await transaction.rows("SELECT hooks.secrets($1, $2) AS sealed", [endpoint, moment])
    return [row["sealed"] for row in rows]


async def attempted(  # noqa: PLR0917 - as the function takes them
    transaction: WriteTransaction,
    delivery: UUID,
    moment: datetime,
    becomes: DeliveryState,
    status: int | None,
    problem: DeliveryProblem | None,
    next_attempt_at: datetime | None,
) -> datetime | None:
    """Write down what became of an attempt; gives since when nothing succeeds any more."""
    since: datetime | None = await transaction.value(
        "SELECT hooks.attempted($1, $2, $3, $4, $5, $6)",
        [delivery, moment, becomes.name, status, problem and problem.name, next_attempt_at],
    )
    return since


async def disable(
    transaction: WriteTransaction, endpoint: UUID, because: WebhookDisabled, moment: datetime
) -> None:
    """Tell an endpoint nothing more, and put why before its owner."""
    sql = "SELECT hooks.disable($1, $2, $3, $4)"
    await transaction.value(sql, [endpoint, because.name, moment, new_id()])


async def prune_and_adopt(
    transaction: WriteTransaction, before: datetime, overdue_since: datetime
) -> tuple[int, int]:
    """Delete what is old, and leave jobs for what has lost its own; how many of each."""
    pruned = await transaction.value("SELECT hooks.prune($1)", [before])
    adopted = await transaction.value("SELECT hooks.adopt($1)", [overdue_since])
    return pruned, adopted
