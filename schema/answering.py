"""Answering where Python takes part: graphql-core runs the operation, we compile below it.

Each field that is a matter of the database is still one statement; all of an operation's
statements see the same snapshot. What they give is read by response key.
"""

import asyncio
from collections.abc import Callable
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from types import TracebackType
from typing import Any, Self

import orjson
from graphql import GraphQLResolveInfo

from auth.budgets import Meter
from auth.callers import Caller
from auth.database import Database
from auth.transactions import Transaction
from models.failures import CostLimitExceeded, Forbidden
from schema.compiler.arguments import skeleton
from schema.compiler.plan import Root
from schema.compiler.planner import Planner
from schema.compiler.rates import told_of
from schema.compiler.selection import Document, Selected
from schema.compiler.statement import Statement, compile_statement
from schema.documents import Operation, Recent
from schema.limits import Limits

__all__ = ["NO_CLIENT", "Answering", "check_client", "check_cost", "read_by_key", "root_field"]

Plan = Callable[[Planner, Selected], Root]


@dataclass(slots=True)
class Answering:
    """One request on its way through graphql-core; the context of its resolvers."""

    database: Database
    caller: Caller
    operation: Operation
    statements: Recent[Any, Any]
    limits: Limits
    cost: int = 0
    meter: Meter | None = None
    is_sandbox: bool = False
    _stack: AsyncExitStack = field(default_factory=AsyncExitStack)
    _transaction: Transaction | None = None
    _seen: list[Any] = field(default_factory=list)
    _roles: set[str] = field(default_factory=set)
    _turn: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self._stack.__aexit__(kind, error, trace)

    async def value(self, sql: str, parameters: list[Any] | None = None) -> Any:
        """Run a statement in the operation's snapshot, one at a time."""
        async with self._turn:
            if self._transaction is None:
                opening = self.database.read(self.caller, snapshot=True)
                self._transaction = await self._stack.enter_async_context(opening)
            return await self._transaction.value(sql, parameters or [])

    async def answer(self, info: GraphQLResolveInfo[Any], plan: Plan) -> Any:
        """What a field asks for below it, compiled to one statement."""
        variables = info.variable_values.coerced
        key = (self.operation, tuple(info.path.as_list()), skeleton(variables))
        statement: Statement = self.statements.get(key, lambda: self._compile(info, plan))
        check_client(statement, self.caller)
        self._charge(statement.cost(variables))
        if statement.tells_rate:
            variables = {**variables, **told_of(self.meter)}
        return (await self._told(statement, variables))[str(info.path.key)]

    async def _told(self, statement: Statement, variables: dict[str, Any]) -> Any:
        """What a statement answers; what it discloses is kept, to be recorded at the end."""
        disclosing = None if self.caller.is_public else statement.disclosing
        sent = disclosing or statement
        built = orjson.loads(await self.value(sent.sql, sent.bind(variables)))
        if disclosing is None:
            return built
        assert statement.discloses
        self._seen.append(built["seen"])
        self._roles.update(statement.discloses.roles)
        return built["data"]

    async def disclose(self) -> None:
        """Record what the operation discloses, once its snapshot is left: nothing goes out before.

        The chain of disclosures can't be appended to in a snapshot, which does not see its end.
        """
        if self._seen:
            async with self.database.disclose(self.caller) as transaction:
                await self._record(transaction)

    async def _record(self, transaction: Transaction) -> None:
        if self._seen:
            given = [sorted(self._roles), orjson.dumps(self._seen)]
            await transaction.value("SELECT audit.disclose('GRAPHQL', $1, $2)", given)

    def _compile(self, info: GraphQLResolveInfo[Any], plan: Plan) -> Statement:
        document = Document(info.schema, info.fragments, info.variable_values.coerced)
        selected = Selected(str(info.path.key), tuple(info.field_nodes))
        planner = Planner(document, self.limits.page, marks_types=True)
        planned = {selected.key: plan(planner, selected)}
        return compile_statement(planned, records=False)

    def _charge(self, records: int) -> None:
        self.cost += records
        check_cost(self.cost, self.limits)


def check_client(statement: Statement, caller: Caller) -> None:
    """Refuse what asks for what a client keeps here, for whoever asks by none."""
    if statement.asks_client and caller.client is None:
        raise Forbidden(NO_CLIENT)


NO_CLIENT = "External ids are a registered client's own: this token was given to none."


def check_cost(records: int, limits: Limits) -> None:
    """Refuse what could give more records than one operation may."""
    if records > limits.records:
        message = (
            f"The operation could give {records:,} records; {limits.records:,} are allowed."
            " Ask for smaller pages."
        )
        details: dict[str, str | int] = {
            "limit": "records",
            "allowed": limits.records,
            "found": records,
        }
        raise CostLimitExceeded(message, details=details)


async def root_field(_source: Any, info: GraphQLResolveInfo[Any], **_arguments: Any) -> Any:
    """Resolve a root field through the compiler."""
    context: Answering = info.context
    path = tuple(info.path.as_list())
    return await context.answer(info, lambda planner, selected: planner.root(selected, path))


def read_by_key(source: Any, info: GraphQLResolveInfo[Any], **_arguments: Any) -> Any:
    """Read a field of a built object; its response key is the path's last step."""
    return source[info.path.key]
