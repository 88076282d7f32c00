"""Answers one request: finds what was made of its document, runs it, and writes the reply.

An operation that is a matter of the database alone goes out as PostgreSQL built it. One with
something that only Python can answer goes through graphql-core.
"""

import asyncio
import logging
import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from enum import Enum
from typing import Any

import orjson
from graphql import ExecutionResult, FieldNode, GraphQLError
from graphql.execution.values import VariableValues

from auth.budgets import RECORDS_A_POINT, Meter, points_of
from auth.callers import Caller
from auth.database import Database, WriteTransaction
from auth.documents import DocumentReference, KeptDocuments
from auth.uploads import Uploads
from auth.webhooks.desk import Desk
from models.failures import (
    BadUserInput,
    Contended,
    DocumentsNotKept,
    Failure,
    Fault,
    NotFound,
    RateLimited,
    Refused,
)
from schema.answering import Answering, check_client, check_cost
from schema.build import build
from schema.compiler.arguments import skeleton
from schema.compiler.cost import cost as records_of
from schema.compiler.plan import Root
from schema.compiler.planner import Planner
from schema.compiler.rates import told_of
from schema.compiler.selection import Document
from schema.compiler.statement import Statement, compile_statement
from schema.compiler.watching import Watching, plan_watch
from schema.documents import Documents, Operation, Recent, RequestErrors
from schema.entities import registry
from schema.limits import Limits
from schema.mutations import retrying
from schema.mutations.running import Writing
from schema.replies import Reply, ReplyKind, error_of, failed, refused, told
from schema.subscribing import EVENTS_AT_ONCE, Subscribed

__all__ = ["Engine", "Reply", "ReplyKind", "Request"]

log = logging.getLogger(__name__)


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


SCHEMA_FIELDS = frozenset({"__schema", "__type"})
PYTHON_FIELDS = frozenset({"viewer"})

POINTS_A_WRITE = 10
"""What a mutation costs that is done, beside the records that it gives."""

NEEDS_A_STREAM = (
    "A subscription needs a stream: WebSocket by `graphql-transport-ws`, or `Accept:"
    " text/event-stream`."
)
MOST_STATEMENTS = 2000
MOST_INTROSPECTIONS = 16


def _cause(operation: Operation) -> str:
    """What history says of who did what: the fields of `Mutation` that the operation names."""
    fields = operation.node.selection_set.selections
    return ", ".join(node.name.value for node in fields if isinstance(node, FieldNode))[:200]


def _types_among(variables: Mapping[str, Any]) -> tuple[Any, ...]:
    """The names of types that variables give: a subscription is planned for those alone."""
    return tuple(
        (name, tuple(value))
        for name, value in sorted(variables.items())
        if isinstance(value, list) and value and all(_is_type(one) for one in value)
    )


def _is_type(name: object) -> bool:
    return isinstance(name, str) and name in registry.entities


class _Undone(Exception):  # noqa: N818 - named by what happened
    """Something failed beyond what a payload tells: nothing of the operation is kept."""

    def __init__(self, reply: Reply) -> None:
        super().__init__()
        self.reply = reply


class Way(Enum):
    """How an operation is answered that is not one compiled statement."""

    PYTHON = "through graphql-core, which asks the database as it goes"
    INTROSPECTION = "by graphql-core alone, once"


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
        self._statements: Recent[Any, Any] = Recent(MOST_STATEMENTS)
        self._introspections: Recent[Any, Reply] = Recent(MOST_INTROSPECTIONS)
        self._database = database
        self._limits = limits
        self._trace_id = trace_id
        self._uploads = uploads
        self._kept = kept
        self._is_sandbox = is_sandbox
        self._webhooks = webhooks

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
        operations in which Python takes part, whatever the operation.
        """
        operation: Operation | None = None
        try:
            request = await self.with_document(request, caller)
            operation = self.documents.operation(request.query, request.operation_name)
            await self.keep_document(request, caller)
            if read_only and operation.type == "mutation":
                return self._not_by_get(operation)
            return await self._answer(operation, request, caller, through_python=through_python)
        except RequestErrors as errors:
            reply = refused(errors.errors, self._trace_id, operation.type if operation else None)
        except Failure as failure:
            reply = self._failed(failure, operation)
        except asyncio.CancelledError:
            raise
        except Exception as error:  # noqa: BLE001 - whatever it is, the client gets a reply
            reply = self._failed(Fault(f"Unexpected {type(error).__name__}"), operation, error)
        if request.meter is not None and reply.kind is not ReplyKind.RATE_LIMITED:
            self._charge_least(request.meter)
        return reply

    @staticmethod
    def _charge_least(meter: Meter) -> None:
        """What failed costs a point, and not what it would have cost."""
        if meter.points:
            meter.settle(1)
        else:
            meter.owe(1)

    async def with_document(self, request: Request, caller: Caller) -> Request:
        """The request with the text of its document, if the caller may run that one.

        Raises DocumentNotFound, BadUserInput for a text of another hash, Forbidden where only
        registered documents run.
        """
        named, kept = request.document, self._kept
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

    async def keep_document(self, request: Request, caller: Caller) -> None:
        """Keep a document that is found to be valid, and was sent with its hash to be kept."""
        if request.document is not None and self._kept is not None:
            await self._kept.keep(request.document, request.query, caller)

    async def subscribe(self, request: Request, caller: Caller) -> Subscribed | Reply | None:
        """The subscription that is asked for, or why there is none; None for other operations."""
        operation: Operation | None = None
        try:
            request = await self.with_document(request, caller)
            operation = self.documents.operation(request.query, request.operation_name)
            if operation.type != "subscription":
                return None
            await self.keep_document(request, caller)
            if request.meter is not None:
                await request.meter.charge(1)
            variables = operation.variables(request.variables).coerced
            subscribed = self._subscribed(operation, variables, caller)
            begins = request.last_event_id or subscribed.begins
            return replace(subscribed, begins=begins)
        except RequestErrors as errors:
            return refused(errors.errors, self._trace_id, operation.type if operation else None)
        except Failure as failure:
            return self._failed(failure, operation)
        except Exception as error:  # noqa: BLE001 - whatever it is, the client gets a reply
            return self._failed(Fault(f"Unexpected {type(error).__name__}"), operation, error)

    def _subscribed(
        self, operation: Operation, variables: dict[str, Any], caller: Caller
    ) -> Subscribed:
        shape = (operation, skeleton(variables), _types_among(variables))
        planned: tuple[Statement, Watching] = self._statements.get(
            shape, lambda: self._watching(operation, variables)
        )
        statement, watching = planned
        check_cost(statement.cost(variables), self._limits)
        return Subscribed.of(caller, statement, watching, variables)

    def _watching(
        self, operation: Operation, variables: dict[str, Any]
    ) -> tuple[Statement, Watching]:
        """What an operation with variables of this shape watches for, compiled."""
        roots = operation.roots(variables)
        if len(roots) != 1:
            raise BadUserInput("A subscription asks for one field.")
        document = Document(self.schema, operation.fragments, variables)
        planner = Planner(document, self._limits.page)
        watching = plan_watch(planner, roots[0], min(EVENTS_AT_ONCE, self._limits.page))
        return compile_statement({watching.key: watching.feed}, records=False), watching

    def told(self, failure: Failure) -> list[dict[str, Any]]:
        """What a subscription that fails says, as errors of a response."""
        if isinstance(failure, Fault):
            log.error("a subscription failed", exc_info=failure)
        return [told(error_of(failure), self._trace_id)]

    async def _answer(
        self, operation: Operation, request: Request, caller: Caller, *, through_python: bool
    ) -> Reply:
        values = operation.variables(request.variables)
        meter = request.meter
        if operation.type == "subscription":
            raise BadUserInput(NEEDS_A_STREAM)
        if operation.type == "mutation":
            if meter is not None:
                await meter.charge(POINTS_A_WRITE * len(operation.node.selection_set.selections))
            return await self._written(operation, request, caller, values)
        variables = values.coerced
        shape = (operation, skeleton(variables))
        way = self._statements.get(shape, lambda: self._way(operation, variables))
        if isinstance(way, Statement) and not through_python:
            return await self._compiled(operation, way, variables, caller, meter)
        if meter is not None:
            await meter.charge(self._known_points(operation, way, variables))
        if way is Way.INTROSPECTION:
            key = (operation, repr(variables))
            return self._introspections.get(key, lambda: self._introspected(operation, values))
        return await self._through_python(operation, values, caller, meter)

    async def _compiled(
        self,
        operation: Operation,
        statement: Statement,
        variables: dict[str, Any],
        caller: Caller,
        meter: Meter | None,
    ) -> Reply:
        """The data goes out as the database built it."""
        disclosing = None if caller.is_public else statement.disclosing
        sent = disclosing or statement
        check_client(statement, caller)
        told = {**variables, **told_of(meter)} if statement.tells_rate else variables
        parameters = sent.bind(told)
        cost = statement.cost(variables)
        check_cost(cost, self._limits)
        if meter is not None and not meter.spend(points := points_of(cost)):
            await meter.charge(points)
        if statement.tells_rate:
            parameters = sent.bind({**variables, **told_of(meter)})
        data: bytes
        if disclosing is None:
            data = await self._database.answer(caller, statement.alone, parameters)
        else:
            async with self._database.disclose(caller) as transaction:
                data = await transaction.value(disclosing.sql, parameters)
        if meter is not None and statement.smallest:
            # An answer of this length can't have more records than that.
            meter.settle(points_of(min(cost, len(data) // statement.smallest)))
        extensions = b',"extensions":{"cost":{"requested":%d,"allowed":%d}}}'
        tail = extensions % (cost, self._limits.records)
        return Reply(b'{"data":' + data + tail, operation_type=operation.type)

    def _known_points(self, operation: Operation, way: Any, variables: dict[str, Any]) -> int:
        """What an operation costs that Python takes part in, as far as it is known beforehand."""
        if way is Way.INTROSPECTION:
            return 1
        key = (operation, skeleton(variables), "roots")
        roots: list[Root] = self._statements.get(key, lambda: self._planned(operation, variables))
        return points_of(sum(records_of(root, variables) for root in roots))

    def _planned(self, operation: Operation, variables: dict[str, Any]) -> list[Root]:
        """The root fields of an operation that are a matter of the database."""
        document = Document(self.schema, operation.fragments, variables)
        planner = Planner(document, self._limits.page)
        return [
            planner.root(selected, (selected.key,))
            for selected in operation.roots(variables)
            if selected.name not in {*SCHEMA_FIELDS, *PYTHON_FIELDS}
        ]

    def _way(self, operation: Operation, variables: dict[str, Any]) -> "Statement | Way":
        """How an operation with variables of this shape is answered; compiled if it can be."""
        roots = operation.roots(variables)
        names = {selected.name for selected in roots}
        if names & SCHEMA_FIELDS and names <= {*SCHEMA_FIELDS, "__typename"}:
            return Way.INTROSPECTION
        if names & {*SCHEMA_FIELDS, *PYTHON_FIELDS}:
            return Way.PYTHON
        document = Document(self.schema, operation.fragments, variables)
        planner = Planner(document, self._limits.page)
        return compile_statement(
            {selected.key: planner.root(selected, (selected.key,)) for selected in roots}
        )

    async def _through_python(
        self, operation: Operation, values: VariableValues, caller: Caller, meter: Meter | None
    ) -> Reply:
        """The operation runs in graphql-core."""
        context = Answering(
            self._database,
            caller,
            operation,
            self._statements,
            self._limits,
            meter=meter,
            is_sandbox=self._is_sandbox,
        )
        async with context:
            running = operation.run(values, context)
            result = running if isinstance(running, ExecutionResult) else await running
        await context.disclose()
        if meter is not None and not result.errors:
            meter.settle(points_of(context.cost))
        return self._reply(operation, result, context.cost)

    async def _written(
        self, operation: Operation, request: Request, caller: Caller, values: VariableValues
    ) -> Reply:
        """The operation changes something: again, where it met another writer."""
        key = retrying.key_of(operation, values.coerced, request.idempotency_key, caller)
        for attempt in range(1, retrying.ATTEMPTS + 1):
            try:
                return await self._write(operation, request, caller, values, key)
            except Contended:
                if attempt == retrying.ATTEMPTS:
                    raise
                await asyncio.sleep(random.uniform(0, 0.01 * 2**attempt))  # noqa: S311 - no secret
            except _Undone as undone:
                if request.meter is not None:
                    request.meter.settle(1)
                return undone.reply
        raise AssertionError("unreachable")

    async def _write(
        self,
        operation: Operation,
        request: Request,
        caller: Caller,
        values: VariableValues,
        key: str | None,
    ) -> Reply:
        """One try, in one transaction that is kept whole or not at all."""
        async with self._database.write(caller, cause=_cause(operation)) as transaction:
            if key is not None:
                told = retrying.digest(
                    request.query, request.operation_name, request.variables, caller
                )
                answer = await retrying.claimed(transaction, key, told)
                if answer is not None:
                    if request.meter is not None:
                        request.meter.settle(1)
                    return Reply(answer, operation_type=operation.type)
            reply = await self._run_writing(
                operation, values, caller, transaction, request.meter, is_kept=key is not None
            )
            if key is not None:
                await retrying.keep(transaction, key, reply.body)
        return reply

    async def _run_writing(
        self,
        operation: Operation,
        values: VariableValues,
        caller: Caller,
        transaction: WriteTransaction,
        meter: Meter | None,
        *,
        is_kept: bool,
    ) -> Reply:
        context = Writing(
            self._database,
            caller,
            operation,
            self._statements,
            self._limits,
            transaction=transaction,
            uploads=self._uploads,
            webhooks=self._webhooks,
            documents=self.documents,
            is_kept=is_kept,
            meter=meter,
        )
        running = operation.run(values, context)
        result = running if isinstance(running, ExecutionResult) else await running
        if context.contended is not None:
            raise context.contended
        if result.errors:
            result = ExecutionResult(None, result.errors)
            raise _Undone(self._reply(operation, result, context.cost))
        await context.disclose()
        if meter is not None:
            points = POINTS_A_WRITE * context.done + context.cost // RECORDS_A_POINT
            meter.settle(max(1, points))
        return self._reply(operation, result, context.cost)

    def _introspected(self, operation: Operation, values: VariableValues) -> Reply:
        """What the schema says of itself: the same for every caller, and costly to list."""
        result = operation.run(values, None)
        assert isinstance(result, ExecutionResult)
        return self._reply(operation, result, 0)

    def _reply(self, operation: Operation, result: ExecutionResult, cost: int) -> Reply:
        extensions = {"cost": {"requested": cost, "allowed": self._limits.records}}
        if result.errors:
            for error in result.errors:
                self._log(error)
            return failed(result.errors, self._trace_id, operation.type, result.data, extensions)
        body = orjson.dumps({"data": result.data, "extensions": extensions})
        return Reply(body, operation_type=operation.type)

    def _not_by_get(self, operation: Operation) -> Reply:
        failure = BadUserInput(f"A {operation.type} can't be sent with GET.")
        reply = refused([error_of(failure)], self._trace_id, operation.type)
        return Reply(reply.body, ReplyKind.MUTATION_BY_GET, operation.type, reply.error_codes)

    def _failed(
        self, failure: Failure, operation: Operation | None, error: Exception | None = None
    ) -> Reply:
        told = error_of(failure)
        if isinstance(failure, RateLimited):
            reply = refused([told], self._trace_id, operation.type if operation else None)
            return replace(reply, kind=ReplyKind.RATE_LIMITED)
        if not isinstance(failure, Fault):
            return refused([told], self._trace_id, operation.type if operation else None)
        log.error("a request failed", exc_info=error or failure)
        return failed([told], self._trace_id, operation.type if operation else "query")

    @staticmethod
    def _log(error: GraphQLError) -> None:
        original = error.original_error
        if original is not None and not isinstance(original, Refused | NotFound):
            log.error("a field failed", exc_info=original)
