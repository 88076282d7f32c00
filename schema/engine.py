"""Answers one request: finds what was made of its document, runs it, and writes the reply.

An operation that is a matter of the database alone goes out as PostgreSQL built it. One with
something that only Python can answer goes through graphql-core.
"""

import asyncio
import logging
import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Any

import orjson
from graphql import ExecutionResult, FieldNode, GraphQLError
from graphql.execution.values import VariableValues

from auth.callers import Caller
from auth.database import Database, WriteTransaction
from auth.uploads import Uploads
from models.failures import BadUserInput, Contended, Failure, Fault, NotFound, Refused
from schema.answering import Answering, check_cost
from schema.build import build
from schema.compiler.arguments import skeleton
from schema.compiler.planner import Planner
from schema.compiler.selection import Document
from schema.compiler.statement import Statement, compile_statement
from schema.documents import Documents, Operation, Recent, RequestErrors
from schema.limits import Limits
from schema.mutations import retrying
from schema.mutations.running import Writing
from schema.replies import Reply, ReplyKind, error_of, failed, refused

__all__ = ["Engine", "Reply", "ReplyKind", "Request"]

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Request:
    """What a client asks, as it came in."""

    query: str
    operation_name: str | None = None
    variables: Mapping[str, Any] | None = None
    extensions: Mapping[str, Any] | None = None
    idempotency_key: str | None = None
    """What the client calls what it wants done, so that a second try does not do it again."""


SCHEMA_FIELDS = frozenset({"__schema", "__type"})
PYTHON_FIELDS = frozenset({"viewer"})

MOST_STATEMENTS = 2000
MOST_INTROSPECTIONS = 16


def _cause(operation: Operation) -> str:
    """What history says of who did what: the fields of `Mutation` that the operation names."""
    fields = operation.node.selection_set.selections
    return ", ".join(node.name.value for node in fields if isinstance(node, FieldNode))[:200]


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
    ) -> None:
        self.schema = build()._schema  # noqa: SLF001 - Strawberry keeps graphql-core's there
        self.documents = Documents(self.schema, limits, document_cache)
        self._statements: Recent[Any, Any] = Recent(MOST_STATEMENTS)
        self._introspections: Recent[Any, Reply] = Recent(MOST_INTROSPECTIONS)
        self._database = database
        self._limits = limits
        self._trace_id = trace_id
        self._uploads = uploads

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
            operation = self.documents.operation(request.query, request.operation_name)
            if read_only and operation.type != "query":
                return self._not_by_get(operation)
            return await self._answer(operation, request, caller, through_python=through_python)
        except RequestErrors as errors:
            return refused(errors.errors, self._trace_id, operation.type if operation else None)
        except Failure as failure:
            return self._failed(failure, operation)
        except asyncio.CancelledError:
            raise
        except Exception as error:  # noqa: BLE001 - whatever it is, the client gets a reply
            return self._failed(Fault(f"Unexpected {type(error).__name__}"), operation, error)

    async def _answer(
        self, operation: Operation, request: Request, caller: Caller, *, through_python: bool
    ) -> Reply:
        values = operation.variables(request.variables)
        if operation.type == "mutation":
            return await self._written(operation, request, caller, values)
        variables = values.coerced
        shape = (operation, skeleton(variables))
        way = self._statements.get(shape, lambda: self._way(operation, variables))
        if isinstance(way, Statement) and not through_python:
            return await self._compiled(operation, way, variables, caller)
        if way is Way.INTROSPECTION:
            key = (operation, repr(variables))
            return self._introspections.get(key, lambda: self._introspected(operation, values))
        return await self._through_python(operation, values, caller)

    async def _compiled(
        self,
        operation: Operation,
        statement: Statement,
        variables: dict[str, Any],
        caller: Caller,
    ) -> Reply:
        """The data goes out as the database built it."""
        disclosing = None if caller.is_public else statement.disclosing
        sent = disclosing or statement
        parameters = sent.bind(variables)
        cost = statement.cost(variables)
        check_cost(cost, self._limits)
        data: bytes
        if disclosing is None:
            data = await self._database.answer(caller, statement.alone, parameters)
        else:
            async with self._database.disclose(caller) as transaction:
                data = await transaction.value(disclosing.sql, parameters)
        extensions = b',"extensions":{"cost":{"requested":%d,"allowed":%d}}}'
        tail = extensions % (cost, self._limits.records)
        return Reply(b'{"data":' + data + tail, operation_type=operation.type)

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
        self, operation: Operation, values: VariableValues, caller: Caller
    ) -> Reply:
        """The operation runs in graphql-core."""
        context = Answering(self._database, caller, operation, self._statements, self._limits)
        async with context:
            running = operation.run(values, context)
            result = running if isinstance(running, ExecutionResult) else await running
        await context.disclose()
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
                    return Reply(answer, operation_type=operation.type)
            reply = await self._run_writing(
                operation, values, caller, transaction, is_kept=key is not None
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
            is_kept=is_kept,
        )
        running = operation.run(values, context)
        result = running if isinstance(running, ExecutionResult) else await running
        if context.contended is not None:
            raise context.contended
        if result.errors:
            result = ExecutionResult(None, result.errors)
            raise _Undone(self._reply(operation, result, context.cost))
        await context.disclose()
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
        if not isinstance(failure, Fault):
            return refused([told], self._trace_id, operation.type if operation else None)
        log.error("a request failed", exc_info=error or failure)
        return failed([told], self._trace_id, operation.type if operation else "query")

    @staticmethod
    def _log(error: GraphQLError) -> None:
        original = error.original_error
        if original is not None and not isinstance(original, Refused | NotFound):
            log.error("a field failed", exc_info=original)
