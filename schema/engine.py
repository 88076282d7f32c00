"""Answers one request: finds what was made of its document, runs it, and writes the reply.

An operation that is a matter of the database alone goes out as PostgreSQL built it. One with
something that only Python can answer goes through graphql-core.
"""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from auth.budgets import Meter
from auth.callers import Caller
from auth.database import Database
from auth.documents import KeptDocuments
from auth.uploads import Uploads
from auth.webhooks.desk import Desk
from models.failures import BadUserInput, Failure, Fault
from schema.build import build
from schema.documents import Documents, Operation, RequestErrors
from schema.limits import Limits
from schema.means import Means
from schema.reading import Reader
from schema.replies import Replies, Reply, ReplyKind
from schema.requests import Request, with_document
from schema.subscribing import Subscribed, subscribed
from schema.writing import write

__all__ = ["Engine", "Reply", "ReplyKind", "Request"]

NEEDS_A_STREAM = (
    "A subscription needs a stream: WebSocket by `graphql-transport-ws`, or `Accept:"
    " text/event-stream`."
)


class Engine:
    """Answers requests over one database."""

    def __init__(
        self,
        database: Database,
        limits: Limits,
        *,
        document_cache: int = 1000,
        trace_id: Callable[[], str] = lambda: "",
        uploads: Uploads | None = None,
        kept: KeptDocuments | None = None,
        is_sandbox: bool = False,
        webhooks: Desk | None = None,
    ) -> None:
        self.schema = build()._schema  # noqa: SLF001 - Strawberry keeps graphql-core's there
        self.documents = Documents(self.schema, limits, document_cache)
        self.replies = Replies(trace_id, limits.records)
        self.means = Means(
            database,
            limits,
            self.documents,
            self.replies,
            uploads=uploads,
            webhooks=webhooks,
            is_sandbox=is_sandbox,
        )
        self.reader = Reader(self.means)
        self._kept = kept

    async def execute(
        self,
        request: Request,
        caller: Caller,
        *,
        read_only: bool = False,
        through_python: bool = False,
    ) -> Reply:
        """The reply to a request; never raises but CancelledError.

        `read_only` refuses mutations before anything runs. `through_python` takes the way of
        operations in which Python takes part, whatever the query.
        """
        asked = _Asked(request)
        try:
            operation = await self._asked_for(asked, caller)
            if read_only and operation.type == "mutation":
                return self.replies.not_by_get(operation.type)
            return await self._answer(
                operation, asked.request, caller, through_python=through_python
            )
        except Exception as error:  # noqa: BLE001 - whatever it is, the client gets a reply
            reply = self._failed(error, asked.operation)
        if request.meter is not None and reply.kind is not ReplyKind.RATE_LIMITED:
            _charge_least(request.meter)
        return reply

    async def subscribe(self, request: Request, caller: Caller) -> Subscribed | Reply | None:
        """The subscription that is asked for, or why there is none; None for other operations."""
        asked = _Asked(request)
        try:
            operation = await self._asked_for(asked, caller)
            if operation.type != "subscription":
                return None
            if request.meter is not None:
                await request.meter.charge(1)
            variables = operation.variables(request.variables).coerced
            found = subscribed(self.means, operation, variables, caller)
            return replace(found, begins=request.last_event_id or found.begins)
        except Exception as error:  # noqa: BLE001 - whatever it is, the client gets a reply
            return self._failed(error, asked.operation)

    def told(self, failure: Failure) -> list[dict[str, Any]]:
        """What a subscription that fails says, as errors of a response."""
        return self.replies.errors_of(failure)

    async def _asked_for(self, asked: "_Asked", caller: Caller) -> Operation:
        """The operation of a request, valid; a text that was sent with its hash is kept."""
        request = asked.request = await with_document(asked.request, caller, self._kept)
        operation = self.documents.operation(request.query, request.operation_name)
        asked.operation = operation
        if request.document is not None and self._kept is not None:
            await self._kept.keep(request.document, request.query, caller)
        return operation

    async def _answer(
        self, operation: Operation, request: Request, caller: Caller, *, through_python: bool
    ) -> Reply:
        values = operation.variables(request.variables)
        if operation.type == "subscription":
            raise BadUserInput(NEEDS_A_STREAM)
        if operation.type == "mutation":
            return await write(self.means, operation, request, caller, values)
        return await self.reader.read(
            operation, values, caller, request.meter, through_python=through_python
        )

    def _failed(self, error: Exception, operation: Operation | None) -> Reply:
        kind = operation.type if operation else None
        if isinstance(error, RequestErrors):
            return self.replies.refused(error.errors, kind)
        if isinstance(error, Failure):
            return self.replies.failed(error, kind)
        return self.replies.failed(Fault(f"Unexpected {type(error).__name__}"), kind, error)


class _Asked:
    """How far a request was understood, for what is told should it fail."""

    __slots__ = ("operation", "request")

    def __init__(self, request: Request) -> None:
        self.request = request
        self.operation: Operation | None = None


def _charge_least(meter: Meter) -> None:
    """What failed costs a point, and not what it would have cost."""
    if meter.points:
        meter.settle(1)
    else:
        meter.owe(1)
